//! A connection after HTTP, in the hands of a handler's closure.
//!
//! Decides what the closure reads first, and what becomes of its failure. Why HTTP is over is the response's matter.

use super::socket::Socket;
use crate::Address;
use crate::channel::{Channel, Transport};
use crate::logging::{debug, error};
use crate::panics;
use crate::platform::Room;
use crate::proto::Input;
use crate::upgrade::{Takeover, Upgraded};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Calls the closure, in this thread. `rest` is what was received behind the request.
pub(super) fn run(takeover: Takeover, rest: Input, channel: Arc<Channel<Socket>>, address: &Address) {
    let mut upgraded = Upgraded { stream: Box::new(RawStream { rest, channel }) };
    match catch_unwind(AssertUnwindSafe(|| takeover(&mut upgraded))) {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            debug!("{address}: upgraded connection: {error}");
            panics::drop_quietly(error);
        }
        Err(panic) => {
            let text = panics::into_text(panic);
            error!("{address}: panic in an upgraded connection: {text}");
        }
    }
}

/// A connection after HTTP: first what was received with the request, then the socket.
struct RawStream {
    rest: Input,
    channel: Arc<Channel<Socket>>,
}

impl Read for RawStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.rest.len().min(buffer.len());
        if length == 0 {
            return self.channel.transport.read_until(&mut Room::Over(buffer), None);
        }
        self.rest.copy_to(0..length, buffer);
        self.rest.consume(length);
        Ok(length)
    }
}

impl Write for RawStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.channel.transport.write_all(bytes, &[])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

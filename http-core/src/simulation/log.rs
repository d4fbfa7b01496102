//! Standard error of the simulated machine, where the access log goes.
//!
//! The thread that writes it is a real one, for nobody waits for it until the server has stopped: it changes nothing of a
//! run.

use super::world::with;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long the thread may take for its last lines. The machine may have a lot to do.
const LONGEST: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

pub(crate) fn stderr() -> Log {
    with(|world| world.log.clone())
}

impl Log {
    /// All lines, once the thread that writes them is gone.
    fn wait(&self) -> String {
        let began = Instant::now();
        while Arc::strong_count(&self.0) > 2 && began.elapsed() < LONGEST {
            thread::sleep(Duration::from_micros(20));
        }
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// The requests that are in the log of a server that has stopped, by their number.
pub(super) fn logged() -> Vec<usize> {
    let id = |line: &str| line.split('"').nth(1)?.split('/').nth(2)?.parse().ok();
    stderr().wait().lines().filter_map(id).collect()
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

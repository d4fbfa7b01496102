//! TCP and Unix sockets: opening, reading and writing, with and without waiting.
//!
//! Decides the options of sockets, and how a thread that has to wait for one of them does. All sockets are
//! non-blocking.

use super::readiness::timespec;
use crate::Address;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use socket2::SockRef;
use std::io::{self, IoSlice, Write};
use std::mem::MaybeUninit;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Connections that the kernel keeps until they are accepted. The standard library's 128 drops bursts.
const BACKLOG: i32 = 4096;
/// What the kernel keeps of a response for a client that does not read it. Left alone it keeps megabytes, which no limit
/// of ours would see.
const SEND_BUFFER: usize = 256 * 1024;

/// A socket that connections come from.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    Unix { listener: UnixListener, _own_path: Option<OwnPath> },
}

/// The file of a Unix socket that was made here and is removed with it.
#[derive(Debug)]
pub(crate) struct OwnPath(PathBuf);

impl Drop for OwnPath {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0) {
            crate::logging::debug!("{} can't be removed: {error}", self.0.display());
        }
    }
}

impl Listener {
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        SockRef::from(&listener).listen(BACKLOG)?;
        Self::from_tcp(listener)
    }

    pub(crate) fn from_tcp(listener: TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        // Connections inherit it: an answer in one write must not wait for an acknowledgement.
        SockRef::from(&listener).set_tcp_nodelay(true)?;
        SockRef::from(&listener).set_send_buffer_size(SEND_BUFFER)?;
        Ok(Self::Tcp(listener))
    }

    /// A socket at `path`. One that is there is taken for a live server's, unless nobody listens on it.
    pub(crate) fn bind_unix(path: &Path) -> io::Result<Self> {
        if is_deserted_socket(path) {
            std::fs::remove_file(path)?;
        }
        let listener = UnixListener::bind(path)?;
        SockRef::from(&listener).listen(BACKLOG)?;
        listener.set_nonblocking(true)?;
        Ok(Self::Unix { listener, _own_path: Some(OwnPath(path.to_owned())) })
    }

    /// A listening socket that somebody else opened.
    pub(crate) fn from_fd(socket: OwnedFd) -> io::Result<Self> {
        if !SockRef::from(&socket).local_addr()?.is_unix() {
            return Self::from_tcp(TcpListener::from(socket));
        }
        let listener = UnixListener::from(socket);
        listener.set_nonblocking(true)?;
        Ok(Self::Unix { listener, _own_path: None })
    }

    pub(crate) fn local_addr(&self) -> io::Result<Address> {
        match self {
            Self::Tcp(listener) => Ok(Address::tcp(listener.local_addr()?)),
            Self::Unix { listener, .. } => Ok(Address::unix(listener.local_addr()?.as_pathname())),
        }
    }

    /// Does a connection wait to be accepted?
    pub(crate) fn has_waiting(&self) -> bool {
        let mut fds = [PollFd::new(self, PollFlags::IN)];
        poll(&mut fds, Some(&timespec(Duration::ZERO))).is_ok_and(|ready| ready > 0)
    }

    pub(crate) fn accept(&self) -> io::Result<(Stream, Address)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, address) = accept_tcp(listener)?;
                Ok((Stream::Tcp(stream), Address::tcp(address)))
            }
            Self::Unix { listener, .. } => {
                let (stream, address) = listener.accept()?;
                stream.set_nonblocking(true)?;
                Ok((Stream::Unix(stream), Address::unix(address.as_pathname())))
            }
        }
    }
}

/// Connecting is refused by a file that is no socket as well.
fn is_deserted_socket(path: &Path) -> bool {
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_socket());
    is_socket && UnixStream::connect(path).is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
}

fn accept_tcp(listener: &TcpListener) -> io::Result<(TcpStream, SocketAddr)> {
    let (stream, address) = listener.accept()?;
    stream.set_nonblocking(true)?;
    // On Linux it is inherited.
    #[cfg(not(target_os = "linux"))]
    stream.set_nodelay(true)?;
    Ok((stream, address))
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Tcp(listener) => listener.as_fd(),
            Self::Unix { listener, .. } => listener.as_fd(),
        }
    }
}

/// A connection's socket.
#[derive(Debug)]
pub(crate) enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Stream {
    pub(crate) fn try_read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        // Without libc's way of cancelling threads, which the standard library's goes and which costs as much as the parser.
        retry_interrupted(|| Ok(rustix::io::read(self, &mut *buffer)?))
    }

    pub(crate) fn try_write(&self, first: &[u8], second: &[u8]) -> io::Result<usize> {
        if second.is_empty() {
            return retry_interrupted(|| match self {
                Self::Tcp(stream) => (&*stream).write(first),
                Self::Unix(stream) => (&*stream).write(first),
            });
        }
        let parts = [IoSlice::new(first), IoSlice::new(second)];
        retry_interrupted(|| match self {
            Self::Tcp(stream) => (&*stream).write_vectored(&parts),
            Self::Unix(stream) => (&*stream).write_vectored(&parts),
        })
    }

    /// Has the peer sent something that was not read yet?
    pub(crate) fn has_unread(&self) -> bool {
        SockRef::from(self).peek(&mut [MaybeUninit::uninit()]).is_ok_and(|length| length > 0)
    }

    pub(crate) fn shutdown(&self, how: Shutdown) {
        let result = match self {
            Self::Tcp(stream) => stream.shutdown(how),
            Self::Unix(stream) => stream.shutdown(how),
        };
        if let Err(error) = result {
            // The peer was faster.
            crate::logging::debug!("shutdown of a connection: {error}");
        }
    }

    /// Closing the connection will reset it: what the client has not taken is dropped, not kept for it.
    pub(crate) fn reset_when_closed(&self) {
        if let Err(error) = SockRef::from(self).set_linger(Some(Duration::ZERO)) {
            crate::logging::debug!("a connection can't be reset: {error}");
        }
    }

    /// Waits for something to read; an error of kind `TimedOut` at the deadline.
    pub(crate) fn wait_to_read(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(PollFlags::IN, deadline)
    }

    /// The same for room to write.
    pub(crate) fn wait_to_write(&self, deadline: Option<Instant>) -> io::Result<()> {
        self.wait(PollFlags::OUT, deadline)
    }

    fn wait(&self, flags: PollFlags, deadline: Option<Instant>) -> io::Result<()> {
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left == Some(Duration::ZERO) {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let mut fds = [PollFd::new(self, flags)];
            match poll(&mut fds, left.map(timespec).as_ref()) {
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl AsFd for Stream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Tcp(stream) => stream.as_fd(),
            Self::Unix(stream) => stream.as_fd(),
        }
    }
}

fn retry_interrupted<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match operation() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

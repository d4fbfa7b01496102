//! The socket that connections come from: TCP or Unix.
//!
//! Decides the options of sockets, those of connections too, which inherit most. All are non-blocking.

use super::Stream;
use super::readiness::timespec;
use crate::Address;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::{Errno, FdFlags, fcntl_setfd, ioctl_fionbio};
use rustix::net::sockopt::{set_socket_send_buffer_size, set_tcp_nodelay};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, connect, getsockname, listen, socket};
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Connections that the kernel keeps until they are accepted. The standard library's 128 drops bursts.
const BACKLOG: i32 = 4096;
/// What the kernel keeps of a response for a client that does not read it. Left alone it keeps megabytes, which no limit
/// of ours would see.
const SEND_BUFFER: usize = 256 * 1024;

/// A socket that connections come from.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    /// The file goes before the socket: as long as that listens, nobody can have put another one in its place unnoticed.
    Unix {
        _own_path: Option<OwnPath>,
        listener: UnixListener,
    },
}

/// The file of a Unix socket that was made here and is removed with it.
#[derive(Debug)]
pub(crate) struct OwnPath {
    path: PathBuf,
    /// Device and number: another server may have put its own file there.
    file: (u64, u64),
}

impl OwnPath {
    fn new(path: &Path) -> io::Result<Self> {
        // The process may go to another directory.
        Ok(Self { path: std::path::absolute(path)?, file: file_at(path)? })
    }
}

impl Drop for OwnPath {
    fn drop(&mut self) {
        if file_at(&self.path).is_ok_and(|file| file != self.file) {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.path) {
            crate::logging::debug!("{} can't be removed: {error}", self.path.display());
        }
    }
}

fn file_at(path: &Path) -> io::Result<(u64, u64)> {
    let metadata = std::fs::symlink_metadata(path)?;
    Ok((metadata.dev(), metadata.ino()))
}

impl Listener {
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listen(&listener, BACKLOG)?;
        Self::from_tcp(listener)
    }

    pub(crate) fn from_tcp(listener: TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        // Connections inherit it: an answer in one write must not wait for an acknowledgement.
        set_tcp_nodelay(&listener, true)?;
        set_socket_send_buffer_size(&listener, SEND_BUFFER)?;
        Ok(Self::Tcp(listener))
    }

    /// A socket at `path`. One that is there is taken for a live server's, unless nobody listens on it.
    pub(crate) fn bind_unix(path: &Path) -> io::Result<Self> {
        if is_deserted_socket(path) {
            std::fs::remove_file(path)?;
        }
        let listener = UnixListener::bind(path)?;
        listen(&listener, BACKLOG)?;
        listener.set_nonblocking(true)?;
        Ok(Self::Unix { _own_path: Some(OwnPath::new(path)?), listener })
    }

    /// A listening socket that somebody else opened.
    pub(crate) fn from_fd(socket: OwnedFd) -> io::Result<Self> {
        // Apple's systems can't tell, and pass none.
        #[cfg(not(target_vendor = "apple"))]
        if !rustix::net::sockopt::socket_acceptconn(&socket)? {
            let text = "it does not listen; systemd passes a socket that does for `ListenStream=` with `Accept=no`";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text));
        }
        if getsockname(&socket)?.address_family() != AddressFamily::UNIX {
            return Self::from_tcp(TcpListener::from(socket));
        }
        let listener = UnixListener::from(socket);
        listener.set_nonblocking(true)?;
        Ok(Self::Unix { _own_path: None, listener })
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
                Ok((Stream::new(stream), Address::tcp(address)))
            }
            Self::Unix { listener, .. } => {
                let (stream, address) = listener.accept()?;
                stream.set_nonblocking(true)?;
                Ok((Stream::new(stream), Address::unix(address.as_pathname())))
            }
        }
    }
}

/// Connecting is refused by a file that is no socket as well.
fn is_deserted_socket(path: &Path) -> bool {
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_socket());
    is_socket && try_to_connect(path) == Err(Errno::CONNREFUSED)
}

/// Without waiting for a server whose queue is full.
fn try_to_connect(path: &Path) -> Result<(), Errno> {
    let socket = socket(AddressFamily::UNIX, SocketType::STREAM, None)?;
    fcntl_setfd(&socket, FdFlags::CLOEXEC)?;
    ioctl_fionbio(&socket, true)?;
    connect(&socket, &SocketAddrUnix::new(path)?)
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

//! Sockets that never wait, and one thread that watches thousands of them.

use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, connect, socket_with, sockopt};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

/// Clients come from this many addresses in turn, so that ports don't run out.
const SOURCES: u64 = 8;
const EVENTS: usize = 256;

/// Which of many sockets have something to say.
#[derive(Debug)]
pub struct Poller {
    epoll: OwnedFd,
}

impl Poller {
    /// One without sockets.
    ///
    /// # Errors
    ///
    /// Those of the operating system.
    pub fn new() -> io::Result<Self> {
        Ok(Self { epoll: epoll::create(CreateFlags::CLOEXEC)? })
    }

    /// Watches a socket, which is told of under this number each time something changes.
    ///
    /// # Errors
    ///
    /// Those of the operating system.
    pub fn watch(&self, socket: impl AsFd, number: usize) -> io::Result<()> {
        let flags = EventFlags::IN | EventFlags::OUT | EventFlags::RDHUP | EventFlags::ET;
        Ok(epoll::add(&self.epoll, socket, EventData::new_u64(number as u64), flags)?)
    }

    /// Waits for changes, and gives the numbers of the sockets.
    ///
    /// # Errors
    ///
    /// Those of the operating system.
    pub fn wait(&self, timeout: Duration) -> io::Result<Vec<usize>> {
        let timeout = rustix::event::Timespec {
            tv_sec: timeout.as_secs().cast_signed(),
            tv_nsec: i64::from(timeout.subsec_nanos()),
        };
        let mut events = Vec::with_capacity(EVENTS);
        match epoll::wait(&self.epoll, spare_capacity(&mut events), Some(&timeout)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        // A copy: the kernel's struct is packed on some machines.
        let number = |event: epoll::Event| {
            let data = event.data;
            data.u64() as usize
        };
        Ok(events.into_iter().map(number).collect())
    }
}

/// Begins to connect. The `number` decides where the connection comes from.
///
/// # Errors
///
/// Those of the operating system, refusals among them.
pub fn begin_to_connect(to: SocketAddr, number: u64, receive_buffer: Option<usize>) -> io::Result<TcpStream> {
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket = socket_with(AddressFamily::INET, SocketType::STREAM, flags, None)?;
    if let Some(size) = receive_buffer {
        sockopt::set_socket_recv_buffer_size(&socket, size)?;
    }
    if to.ip().is_loopback() {
        let source = Ipv4Addr::new(127, 0, 0, 2 + (number % SOURCES) as u8);
        bind(&socket, &SocketAddr::from((source, 0)))?;
    }
    match connect(&socket, &to) {
        Ok(()) | Err(Errno::INPROGRESS) => {}
        Err(error) => return Err(error.into()),
    }
    let stream = TcpStream::from(socket);
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Closing the connection will reset it.
///
/// # Errors
///
/// Those of the operating system.
pub fn reset_when_closed(stream: &TcpStream) -> io::Result<()> {
    Ok(sockopt::set_socket_linger(stream, Some(Duration::ZERO))?)
}

/// Opens as many descriptors to this process as the system lets it have, and says how many.
pub fn raise_descriptor_limit() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let current = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    current.unwrap_or(u64::MAX)
}

//! Where a connection comes from and where a server listens: TCP or a Unix socket.
//!
//! Decides how an address is written.

use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

/// The address of a client or of a listening socket.
///
/// `Display` writes it as people do: `127.0.0.1:8000`, `[::1]:8000`, `unix:/run/board.sock`, and
/// `unix:` for a client on a Unix socket, which has no name of its own. Cloning is cheap.
///
/// ```
/// use http_core::prelude::*;
/// # #[handler] struct Hello;
/// # #[handler] impl Hello { #[get] fn hello(&self) -> &'static str { "hello" } }
/// let server = HttpServer::bind("127.0.0.1:0", Hello)?;
/// assert_eq!(server.local_addr().to_string(), format!("127.0.0.1:{}", server.local_addr().socket_addr().unwrap().port()));
/// # Ok::<(), io::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Tcp(SocketAddr),
    Unix(Option<Arc<Path>>),
}

impl Address {
    pub(crate) fn tcp(address: SocketAddr) -> Self {
        Self(Kind::Tcp(address))
    }

    pub(crate) fn unix(path: Option<&Path>) -> Self {
        Self(Kind::Unix(path.map(Arc::from)))
    }

    /// IP address and port; `None` on a Unix socket.
    pub fn socket_addr(&self) -> Option<SocketAddr> {
        match self.0 {
            Kind::Tcp(address) => Some(address),
            Kind::Unix(_) => None,
        }
    }

    /// The path of a Unix socket; `None` on TCP, and for a client that has bound no path.
    pub fn unix_path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Unix(path) => path.as_deref(),
            Kind::Tcp(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Tcp(address) => address.fmt(formatter),
            Kind::Unix(None) => formatter.write_str("unix:"),
            Kind::Unix(Some(path)) => write!(formatter, "unix:{}", path.display()),
        }
    }
}

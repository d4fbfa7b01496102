//! Where a server can listen: IPv4, IPv6, Unix sockets, and sockets that somebody else opened.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use http_core::handler_fn;
use http_core::prelude::*;
use std::fs;
use std::net::{IpAddr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Instant;
use tests::{Client, PATIENCE, get, ms, post};

/// Says where the client comes from.
fn who() -> impl Handler {
    handler_fn(|request: &Request, _: &mut Body| match request.client_address().socket_addr() {
        Some(address) => address.ip().to_string(),
        None => request.client_address().to_string(),
    })
}

/// A path for a socket of this test alone, in a directory that is removed with it.
struct Place(PathBuf);

impl Place {
    fn new(test: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("http-core-{}-{test}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        Self(directory)
    }

    fn socket(&self) -> PathBuf {
        self.0.join("socket")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn connect_unix(path: &Path) -> Client<UnixStream> {
    let stream = UnixStream::connect(path).expect("a server that listens");
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    Client::new(stream)
}

#[test]
fn an_address_that_is_none_is_refused_with_one_that_is() {
    for address in ["8000", "", ":8000:", "127.0.0.1"] {
        let error = HttpServer::bind(address, who()).expect_err(address).to_string();
        assert!(
            error.starts_with("no address to listen on: ") && error.contains("`0.0.0.0:8000`"),
            "{address}: {error}"
        );
    }
}

#[test]
fn port_0_picks_a_free_one_and_says_which() {
    let first = HttpServer::bind("127.0.0.1:0", who()).unwrap();
    let second = HttpServer::bind(("127.0.0.1", 0), who()).unwrap();
    let port = |server: &HttpServer| server.local_addr().socket_addr().unwrap().port();
    assert!(port(&first) != 0 && port(&first) != port(&second));
    assert_eq!(first.url(), format!("http://127.0.0.1:{}", port(&first)));
    let running = first.spawn().unwrap();
    Client::connect(&running).ask(get("/")).expect(200, "127.0.0.1");
}

#[test]
fn a_taken_address_is_an_error_that_names_it() {
    let running = tests::serve(who());
    let error = HttpServer::bind(tests::address(&running), who()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    assert!(error.to_string().contains(&tests::address(&running).to_string()), "{error}");
    assert!(HttpServer::bind("192.0.2.1:0", who()).is_err(), "not an address of this machine");
    assert!(HttpServer::bind("no such address", who()).is_err());
}

#[test]
fn of_several_addresses_the_first_that_works_is_taken() {
    let running = tests::serve(who());
    let addresses = [tests::address(&running), "127.0.0.1:0".parse::<SocketAddr>().unwrap()];
    let server = HttpServer::bind(&addresses[..], who()).unwrap();
    assert_ne!(server.local_addr().socket_addr(), Some(addresses[0]));
}

#[test]
fn a_server_may_listen_on_ipv6() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else { return };
    drop(listener);
    let server = HttpServer::bind("[::1]:0", who()).unwrap();
    let address = server.local_addr().socket_addr().unwrap();
    assert_eq!(address.ip(), IpAddr::V6(Ipv6Addr::LOCALHOST));
    assert_eq!(server.url(), format!("http://[::1]:{}", address.port()));
    let running = server.spawn().unwrap();
    let mut client = Client::connect(&running);
    client.ask(format!("GET / HTTP/1.1\r\nHost: [::1]:{}\r\n\r\n", address.port())).expect(200, "::1");
}

#[test]
fn a_listener_of_ones_own_is_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // Connected before the server was there: nothing is lost.
    let mut early = Client::connect_to(address);
    early.send(get("/"));
    let running = HttpServer::from_listener(listener, who()).unwrap().spawn().unwrap();
    assert_eq!(tests::address(&running), address);
    early.answer().expect(200, "127.0.0.1");
    Client::connect(&running).ask(get("/")).expect(200, "127.0.0.1");
}

#[test]
fn a_server_may_listen_on_a_unix_socket() {
    let place = Place::new("unix");
    let path = place.socket();
    let server = HttpServer::bind_unix(&path, who()).unwrap();
    assert_eq!(server.local_addr().unix_path(), Some(&*path));
    assert_eq!(server.local_addr().to_string(), format!("unix:{}", path.display()));
    let running = server.spawn().unwrap();
    let mut client = connect_unix(&path);
    client.ask(get("/")).expect(200, "unix:");
    client.ask(post("/", vec![b'x'; 1 << 20])).expect(200, "unix:");
    drop(client);
    assert_eq!(running.stop().requests, 2);
    assert!(!path.exists(), "the socket is removed with its server");
}

#[test]
fn the_socket_of_a_server_that_is_gone_is_replaced() {
    let place = Place::new("stale");
    let path = place.socket();
    drop(UnixListener::bind(&path).unwrap());
    assert!(path.exists(), "nobody has removed it");
    let running = HttpServer::bind_unix(&path, who()).unwrap().spawn().unwrap();
    connect_unix(&path).ask(get("/")).expect(200, "unix:");
    drop(running);
}

#[test]
fn the_socket_of_a_live_server_is_not_taken_from_it() {
    let place = Place::new("live");
    let path = place.socket();
    let running = HttpServer::bind_unix(&path, who()).unwrap().spawn().unwrap();
    let error = HttpServer::bind_unix(&path, who()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    connect_unix(&path).ask(get("/")).expect(200, "unix:");
    drop(running);
}

#[test]
fn the_socket_of_another_server_at_the_same_place_is_left_to_it() {
    let place = Place::new("successor");
    let path = place.socket();
    let running = HttpServer::bind_unix(&path, who()).unwrap().spawn().unwrap();
    fs::remove_file(&path).unwrap();
    let successor = HttpServer::bind_unix(&path, who()).unwrap().spawn().unwrap();
    drop(running);
    connect_unix(&path).ask(get("/")).expect(200, "unix:");
    drop(successor);
    assert!(!path.exists(), "it was the successor's own");
}

/// Whoever starts a second server because the first one hangs is told so.
#[test]
fn a_server_that_accepts_nobody_keeps_its_socket_and_nobody_waits_for_it() {
    let place = Place::new("full");
    let path = place.socket();
    let hanging = UnixListener::bind(&path).unwrap();
    rustix::net::listen(&hanging, 0).unwrap();
    let _waiting = UnixStream::connect(&path).unwrap();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(HttpServer::bind_unix(&path, who()).map(drop)));
    let error = receiver.recv_timeout(PATIENCE).expect("an answer").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
}

#[test]
fn a_file_that_is_no_socket_is_left_alone() {
    let place = Place::new("file");
    let path = place.socket();
    fs::write(&path, "precious").unwrap();
    assert!(HttpServer::bind_unix(&path, who()).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    let error = HttpServer::bind_unix(place.0.join("no/such/directory"), who()).unwrap_err();
    assert!(error.to_string().contains("no/such/directory"), "{error}");
}

// Socket activation. The service manager is this test, and the service a child that runs the test below.

const IN_CHILD: &str = "HTTP_CORE_TEST_ACTIVATED";

/// The test `the_activated_service` with `socket` as descriptor 3, and `LISTEN_PID` as the shell makes it.
fn service(socket: OwnedFd, listen_pid: &str) -> Command {
    let script = format!("exec 3<&0 0</dev/null; LISTEN_FDS=1 LISTEN_PID={listen_pid} exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "the_activated_service", "--nocapture"]).env(IN_CHILD, "1");
    command.stdin(Stdio::from(socket)).stdout(Stdio::null());
    command
}

fn start_service(socket: OwnedFd) -> Child {
    service(socket, "$$").spawn().unwrap()
}

/// What a service says that does not start.
fn refusal(socket: impl Into<OwnedFd>, listen_pid: &str) -> String {
    let output = service(socket.into(), listen_pid).stderr(Stdio::piped()).output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn wait_for(child: &mut Child) -> bool {
    let deadline = Instant::now() + PATIENCE * 2;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the child did not end");
        }
        std::thread::sleep(ms(5));
    }
}

/// Serves until it is told to stop; by itself it does nothing.
#[test]
fn the_activated_service() {
    if std::env::var_os(IN_CHILD).is_none() {
        return;
    }
    let (sender, receiver) = mpsc::channel();
    let handler = handler_fn(move |request: &Request, _: &mut Body| {
        if request.path() == "/stop" {
            sender.send(()).unwrap();
        }
        "activated"
    });
    let running = HttpServer::from_environment(handler).unwrap().threads(1..=1).spawn().unwrap();
    receiver.recv_timeout(PATIENCE).unwrap();
    assert_eq!(running.stop().requests, 2);
}

#[test]
fn a_socket_is_taken_from_the_environment() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut child = start_service(listener.into());
    let mut client = Client::connect_to(address);
    client.ask(get("/")).expect(200, "activated");
    client.ask(get("/stop")).expect(200, "activated");
    assert!(wait_for(&mut child));
}

#[test]
fn a_unix_socket_is_taken_from_the_environment_and_its_file_is_left() {
    let place = Place::new("activated");
    let path = place.socket();
    let mut child = start_service(UnixListener::bind(&path).unwrap().into());
    let mut client = connect_unix(&path);
    client.ask(get("/")).expect(200, "activated");
    client.ask(get("/stop")).expect(200, "activated");
    assert!(wait_for(&mut child));
    assert!(path.exists(), "it is the service manager's");
}

#[test]
fn a_socket_that_is_for_another_process_is_not_taken() {
    let text = refusal(TcpListener::bind("127.0.0.1:0").unwrap(), "1");
    assert!(text.contains("LISTEN_PID names another process"), "{text}");
}

#[test]
fn a_socket_that_does_not_listen_is_not_taken() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let tcp = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (unix, _other_end) = UnixStream::pair().unwrap();
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    for socket in [OwnedFd::from(tcp), unix.into(), udp.into()] {
        let text = refusal(socket, "$$");
        assert!(text.contains("what the service manager has passed: "), "{text}");
        assert!(text.contains("`Accept=no`"), "{text}");
    }
}

/// It would be asked for connections for ever, by the only thread that there is.
#[test]
fn a_listener_that_somebody_else_has_shut_down_does_not_take_its_connections_along() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let shared = TcpStream::from(OwnedFd::from(listener.try_clone().unwrap()));
    let mut child = start_service(listener.into());
    let mut client = Client::connect_to(address);
    client.ask(get("/")).expect(200, "activated");
    shared.shutdown(Shutdown::Both).unwrap();
    client.ask(get("/stop")).expect(200, "activated");
    assert!(wait_for(&mut child));
}

#[test]
fn without_a_socket_from_the_environment_the_error_says_so() {
    let error = HttpServer::from_environment(who()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(error.to_string().contains("LISTEN_PID"), "{error}");
}

//! An attacker as a process of its own.

use super::program;
use crate::tally::Tally;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// An attack that runs.
#[derive(Debug)]
pub struct Flood(Option<Child>);

impl Flood {
    /// Begins an attack; `words` are those of the program `flood`.
    ///
    /// # Panics
    ///
    /// Where the program can't be started.
    pub fn start(address: SocketAddr, attack: &str, words: &[String]) -> Self {
        let mut command = Command::new(program("flood"));
        command.arg(attack).arg(format!("address={address}")).args(words).stdout(Stdio::piped());
        Self(Some(command.spawn().expect("the program flood, which Cargo builds for these tests")))
    }

    /// Waits for its end and gives its counts.
    ///
    /// # Panics
    ///
    /// Where it failed.
    pub fn join(mut self) -> Tally {
        let output = self.0.take().expect("joined once").wait_with_output().expect("the attack's output");
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "the attack failed: {line}");
        Tally::parse(&line)
    }
}

impl Drop for Flood {
    fn drop(&mut self) {
        if let Some(mut child) = self.0.take() {
            child.kill().and_then(|()| child.wait()).expect("the end of the attack");
        }
    }
}

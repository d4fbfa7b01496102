//! The wall clock of a server, for a test to set.

use super::folder;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// How far a server's wall clock is ahead of the machine's. Its other clocks go on as they do.
#[derive(Debug)]
pub struct WallClock {
    folder: PathBuf,
    ahead: File,
}

impl WallClock {
    /// One that shows the machine's time so far.
    ///
    /// # Panics
    ///
    /// Where its library can't be built: `cc` is what Rust links with.
    pub fn of_a_server() -> Self {
        let folder = folder::new();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("wall_clock.c");
        let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(library(&folder)).arg(source).status();
        assert!(built.expect("cc, which Rust links with").success(), "wall_clock.c does not compile");
        let ahead = File::create(seconds(&folder)).expect("a file for the clock");
        let clock = Self { folder, ahead };
        clock.set(0);
        clock
    }

    /// The server that is started next goes by it.
    pub fn give_to(&self, command: &mut Command) {
        command.env("LD_PRELOAD", library(&self.folder)).env("WALL_CLOCK", seconds(&self.folder));
    }

    /// Sets it ahead by so many seconds, or behind.
    ///
    /// # Panics
    ///
    /// Where its file can't be written.
    pub fn set(&self, ahead: i64) {
        self.ahead.write_all_at(&ahead.to_ne_bytes(), 0).expect("the clock's file");
    }

    /// What it shows where it is ahead by so much.
    pub fn shown(ahead: i64) -> SystemTime {
        let distance = Duration::from_secs(ahead.unsigned_abs());
        if ahead < 0 { SystemTime::now() - distance } else { SystemTime::now() + distance }
    }
}

impl Drop for WallClock {
    fn drop(&mut self) {
        folder::remove(&self.folder);
    }
}

fn library(folder: &Path) -> PathBuf {
    folder.join("wall_clock.so")
}

/// The file that says how far it is ahead.
fn seconds(folder: &Path) -> PathBuf {
    folder.join("ahead")
}

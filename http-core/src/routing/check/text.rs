//! A message in the making.
//!
//! Decides how places are named in it. Must not know what it says.

use super::tables::Table;
use super::way::Way;
use crate::routing::table::{Mount, Route};

/// A message in the making. What does not fit is left out.
pub(super) struct Text {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Text {
    const CAPACITY: usize = 4096;

    pub(super) const fn new(start: &str) -> Self {
        Self { bytes: [0; Self::CAPACITY], length: 0 }.with(start)
    }

    pub(super) const fn with(mut self, piece: &str) -> Self {
        let piece = piece.as_bytes();
        if piece.len() > Self::CAPACITY - self.length {
            return self;
        }
        let mut place = 0;
        while place < piece.len() {
            self.bytes[self.length + place] = piece[place];
            place += 1;
        }
        self.length += piece.len();
        self
    }

    pub(super) const fn with_number(self, number: u32) -> Self {
        let text = if number >= 10 { self.with_number(number / 10) } else { self };
        let digit = [b'0' + (number % 10) as u8];
        match std::str::from_utf8(&digit) {
            Ok(digit) => text.with(digit),
            Err(_) => text,
        }
    }

    /// `GET /users`.
    pub(super) const fn request(self, route: &Route) -> Self {
        self.with(route.method).with(" ").with(route.path)
    }

    /// The path, with the prefixes of its mounts, at or below the one of another mount.
    pub(super) const fn lies_below(self, method: &str, path: &str, mount: &Mount) -> Self {
        let text = self.with("`").with(method).with(" ").with(path).with("`");
        let is_mount = path.len() == mount.prefix.len();
        let text = text.with(if is_mount { " has the path of the mount at `" } else { " lies below the mount at `" });
        text.with(mount.prefix).with("`")
    }

    /// The prefixes of all mounts on the way, as they stand before a path.
    pub(super) const fn prefixes(self, way: &Way<'_>) -> Self {
        let text = match way.above {
            Some(above) => self.prefixes(above),
            None => self,
        };
        if way.mount.segments.is_empty() { text } else { text.with(way.mount.prefix) }
    }

    pub(super) const fn at_route(self, route: &Route) -> Self {
        self.with("\n  --> ").with(route.name).with(" (").with(route.file).with(":").with_number(route.line).with(")")
    }

    pub(super) const fn at_mount(self, table: &Table, mount: &Mount) -> Self {
        self.with("\n  --> ").mount(table, mount)
    }

    /// The last mount on the way, and where its handler is mounted.
    pub(super) const fn at_way(self, way: &Way<'_>) -> Self {
        let text = self.at_mount(way.table, way.mount);
        match way.above {
            Some(above) => text.mounted(above),
            None => text,
        }
    }

    /// Where the handler is mounted that was named before, and the one with that mount, and so on.
    pub(super) const fn mounted(self, way: &Way<'_>) -> Self {
        let text = self.with(", ").mount(way.table, way.mount);
        match way.above {
            Some(above) => text.mounted(above),
            None => text,
        }
    }

    const fn mount(self, table: &Table, mount: &Mount) -> Self {
        let text = self.with("mounted at `").with(mount.prefix).with("` by field `").with(mount.field);
        text.with("` of `").with(table.name).with("`")
    }

    pub(super) const fn help(self, text: &str) -> Self {
        self.with("\n  help: ").with(text)
    }

    pub(super) const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "route conflict",
        }
    }
}

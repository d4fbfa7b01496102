//! Paths that stand for all that a route or a mount takes.
//!
//! Decides by which paths a route is judged: whatever can take a path on its way, a mount or an outer handler's own route,
//! is made of fixed segments and of parts that take anything, so a few paths with segments that nobody has written down
//! stand for all. `/{*rest}` is `//other` among others: no `{name}` takes an empty segment, and no literal stands behind
//! one. Where all examples are taken by somebody else, all paths are.
//!
//! Must not know who takes them.

use super::compare::compare;

/// A segment of an example.
#[derive(Clone, Copy)]
pub(super) enum Segment {
    Literal(&'static str),
    /// One that is not empty, and different from all that are written down.
    Other,
}

pub(super) const EMPTY: Segment = Segment::Literal("");

impl Segment {
    pub(super) const fn is(self, text: &str) -> bool {
        match self {
            Self::Literal(own) => compare(own, text).is_eq(),
            Self::Other => false,
        }
    }
}

/// The beginning of a path, or all of it. Longer ones are not checked: there is no heap in a constant.
#[derive(Clone, Copy)]
pub(super) struct Path {
    segments: [Segment; Self::CAPACITY],
    pub(super) length: usize,
}

impl Path {
    const CAPACITY: usize = 24;
    pub(super) const ROOT: Self = Self { segments: [EMPTY; Self::CAPACITY], length: 0 };

    pub(super) const fn as_slice(&self) -> &[Segment] {
        self.segments.split_at(self.length).0
    }

    pub(super) const fn with(mut self, segment: Segment) -> Option<Self> {
        if self.length == Self::CAPACITY {
            return None;
        }
        self.segments[self.length] = segment;
        self.length += 1;
        Some(self)
    }

    pub(super) const fn with_prefix(mut self, prefix: &[&'static str]) -> Option<Self> {
        let mut prefix = prefix;
        while let [segment, others @ ..] = prefix {
            match self.with(Segment::Literal(segment)) {
                Some(longer) => self = longer,
                None => return None,
            }
            prefix = others;
        }
        Some(self)
    }

    /// This path, with more behind it that only those take who take anything.
    const fn with_anything(self) -> Option<Self> {
        match self.with(EMPTY) {
            Some(path) => path.with(Segment::Other),
            None => None,
        }
    }

    pub(super) const fn without_last(mut self) -> Self {
        self.length -= 1;
        self
    }
}

/// One or two paths that stand for all that a route or mount takes.
pub(super) struct Examples {
    pub(super) first: Path,
    pub(super) second: Option<Path>,
    /// Do other routes of its handler take some of its paths?
    pub(super) is_rest: bool,
}

impl Examples {
    pub(super) const fn one(first: Path) -> Self {
        Self { first, second: None, is_rest: false }
    }

    const fn two(first: Path, second: Path) -> Self {
        Self { first, second: Some(second), is_rest: false }
    }

    pub(super) const fn of_rest(self) -> Self {
        Self { is_rest: true, ..self }
    }

    /// Of a route whose path ends here. At the prefix of a mount, the handler sees `/` with and without the slash.
    pub(super) const fn of_end(path: Path, start: usize) -> Self {
        let is_root = start > 0 && path.length == start + 1 && path.as_slice()[start].is("");
        if is_root { Self::two(path.without_last(), path) } else { Self::one(path) }
    }

    /// Of what takes nothing but what is below this path.
    pub(super) const fn of_below(path: Path) -> Option<Self> {
        match path.with_anything() {
            Some(longer) => Some(Self::one(longer)),
            None => None,
        }
    }

    /// Of what takes this path and all below it: a bare verb, a mount.
    pub(super) const fn of_all(path: Path) -> Option<Self> {
        match path.with_anything() {
            Some(longer) if path.length == 0 => Some(Self::one(longer)),
            Some(longer) => Some(Self::two(path, longer)),
            None => None,
        }
    }
}

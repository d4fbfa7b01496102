//! Routes and mounts that can never be reached, found while the program is compiled.
//!
//! Decides what is refused across handlers, over nothing but their constant tables. Must not know requests, nor what
//! one impl shows by itself: that is the macros' matter.
//!
//! Every function from `check` to the panic is `#[track_caller]`: that keeps this file out of the compiler's message,
//! which points at the user's type instead.

#![allow(missing_docs, reason = "named by generated code only")]

mod compare;
mod examples;
mod matching;
mod reach;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod way;
mod words;

pub use tables::{Bare, Full, Levels, Nested, Table};

use super::table::{Mounts, Routes};
use compare::compare;
use std::marker::PhantomData;
use tables::first_below;
use text::Text;

/// A handler by itself.
///
/// `Own::<H>::TABLE` is the constant of the type where `H` has both halves, both without a mistake; elsewhere it is
/// that of the trait [`Unchecked`].
#[derive(Debug)]
pub struct Own<H>(PhantomData<H>);

/// A field with a handler, which may be in an `Option`, `Arc` or `Box`, whatever name that goes by. Tables are known of
/// generated handlers; `dyn Handler` and handlers written by hand have none.
#[derive(Debug)]
pub struct Field<F: ?Sized, L>(PhantomData<(L, F)>);

/// What there is where a type has no such constant itself.
pub trait Unchecked {
    type Table;
    const TABLE: Self::Table;
}

impl<H> Unchecked for Own<H> {
    type Table = NoTable;
    const TABLE: NoTable = NoTable;
}

impl<F: ?Sized, L> Unchecked for Field<F, L> {
    type Table = NoTable;
    const TABLE: NoTable = NoTable;
}

#[derive(Debug, Clone, Copy)]
pub struct NoTable;

impl NoTable {
    pub const fn check(self) {}
    pub const fn check_mounted(self, _field: &str) {}
    pub const fn check_all(self) {}
    pub const fn known(self) -> Option<Table> {
        None
    }
}

#[derive(Debug)]
pub struct OwnTable<H>(PhantomData<H>);

#[derive(Debug)]
pub struct FieldTable<F: ?Sized, L>(PhantomData<(L, F)>);

impl<H: Routes + Mounts + Nested<Bare> + Nested<Full>> Own<H> {
    pub const TABLE: OwnTable<H> = OwnTable(PhantomData);
}

impl<F: Nested<L>, L: Levels> Field<F, L>
where
    F::Handler: Routes + Nested<L>,
{
    pub const TABLE: FieldTable<F, L> = FieldTable(PhantomData);
}

impl<F: Nested<L>, L: Levels> FieldTable<F, L>
where
    F::Handler: Routes + Nested<L>,
{
    pub const fn known(self) -> Option<Table> {
        Some(Table::of::<F::Handler, L>())
    }
}

impl<H: Routes + Nested<Bare> + Nested<Full>> OwnTable<H> {
    const BARE: &'static Table = &Table::of::<H, Bare>();

    /// Refuses a handler without anything in it, and own routes that a mount takes or that leave nothing to one.
    #[track_caller]
    pub const fn check(self) {
        if mistake_of(Self::BARE).is_some() {
            refuse(&mistake_of(full::<H>()));
        }
    }

    /// Refuses routes and mounts, at any depth below the handler in `field`, that are never asked.
    #[track_caller]
    pub const fn check_mounted(self, field: &str) {
        let mut place = 0;
        while place < Self::BARE.mounts.len() {
            if compare(Self::BARE.mounts[place].field, field).is_eq() {
                check_mount::<H>(Self::BARE, place);
            }
            place += 1;
        }
    }

    /// Refuses what `check` does, and what `check_mounted` does of each field.
    #[track_caller]
    pub const fn check_all(self) {
        self.check();
        let mut place = 0;
        while place < Self::BARE.mounts.len() {
            check_mount::<H>(Self::BARE, place);
            place += 1;
        }
    }
}

#[track_caller]
const fn check_mount<H: Routes + Nested<Full>>(table: &'static Table, place: usize) {
    if reach::mistake_in_mount(table, place).is_some() {
        refuse(&reach::mistake_in_mount(full::<H>(), place));
    }
}

/// The table to tell of a mistake. A function of its own, so that it is only there when there is one.
const fn full<H: Routes + Nested<Full>>() -> &'static Table {
    const { &Table::of::<H, Full>() }
}

#[track_caller]
#[expect(clippy::panic, reason = "this is how a constant fails the build")]
const fn refuse(text: &Option<Text>) {
    if let Some(text) = text {
        panic!("{}", text.as_str())
    }
}

const fn mistake_of(table: &Table) -> Option<Text> {
    // A table that is not dense has routes that a `cfg` may leave out: in another build they are there.
    if !table.has_routes && table.is_dense && table.mounts.is_empty() {
        return Some(words::nothing_in_it(table));
    }
    let mut place = 0;
    while place < table.mounts.len() {
        if let Some(text) = mistake_beside(table, place) {
            return Some(text);
        }
        place += 1;
    }
    None
}

/// An own route where the mount is, or one beside the mount at `/` that takes every path.
const fn mistake_beside(table: &Table, place: usize) -> Option<Text> {
    let mount = &table.mounts[place];
    if mount.segments.is_empty() {
        return match (table.tree.below, table.tree.rest) {
            ([bare, ..], _) => Some(words::bare_beside_root(table, table.route(bare.route), mount)),
            ([], [rest, ..]) => Some(words::rest_beside_root(table, table.route(rest.route), mount)),
            ([], []) => None,
        };
    }
    match first_below(table.tree, mount.segments) {
        Some(id) => Some(words::own_below_mount(table, table.route(id), mount)),
        None => None,
    }
}

//! Decides which pages of one handler take the same status, and the order in which they are asked.
//! Must not know what a page takes or returns.

use crate::attribute::catch::{Rank, Statuses};
use crate::errors::Errors;
use crate::model::Catcher;

/// Compares all pages, and puts the exact ones before the ranges before the bare one.
pub(super) fn sorted(catchers: Vec<Catcher>, errors: &mut Errors) -> Vec<Catcher> {
    for (index, second) in catchers.iter().enumerate() {
        check(catchers.iter().take(index), second, errors);
    }
    let order = |catcher: &Catcher| (catcher.statuses.rank, width(catcher.statuses));
    let mut sorted: Vec<Catcher> = Vec::new();
    for catcher in catchers {
        let place = sorted.partition_point(|other| order(other) <= order(&catcher));
        sorted.insert(place, catcher);
    }
    sorted
}

fn check<'a>(mut earlier: impl Iterator<Item = &'a Catcher>, second: &Catcher, errors: &mut Errors) {
    let Some((first, status)) = earlier.find_map(|first| Some((first, shared(first, second)?))) else { return };
    let message = match second.statuses.rank {
        Rank::Bare => "there are two `#[catch]` pages without a status".to_owned(),
        _ => format!("status {status} is caught twice"),
    };
    errors.at(&second.place, &message);
    errors.note(&first.place, &format!("first caught here, by `{}`", first.call.method));
}

fn width(statuses: Statuses) -> u16 {
    statuses.last.saturating_sub(statuses.first)
}

/// A status that two pages of one rank both take. Two that depend on a `cfg` may never meet.
fn shared(first: &Catcher, second: &Catcher) -> Option<u16> {
    let may_never_meet = !first.conditions.is_empty() && !second.conditions.is_empty();
    if may_never_meet || first.statuses.rank != second.statuses.rank {
        return None;
    }
    let start = first.statuses.first.max(second.statuses.first);
    let end = first.statuses.last.min(second.statuses.last);
    (start <= end).then_some(start)
}

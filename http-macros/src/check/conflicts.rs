//! Decides which routes of one impl take the same requests.
//! Must not know of mounts: those are compared where the runtime sees both types.

use crate::errors::Errors;
use crate::model::{Reach, Route};
use crate::tree::Node;

/// Compares all routes.
pub(super) fn check(routes: &[Route], errors: &mut Errors) {
    let mut tree = Node::default();
    for (index, route) in routes.iter().enumerate() {
        let same_paths = tree.same_paths(&route.reach);
        let earlier = same_paths.iter().filter_map(|index| routes.get(*index));
        for first in earlier {
            if first.method == route.method && can_meet(first, route) {
                refuse(first, route, errors);
                break;
            }
        }
        same_paths.push(index);
    }
}

/// Two routes that both depend on a `cfg` may never be there together.
fn can_meet(first: &Route, second: &Route) -> bool {
    first.conditions.is_empty() || second.conditions.is_empty()
}

fn refuse(first: &Route, second: &Route, errors: &mut Errors) {
    let method = &second.method;
    let (earlier, later) = (&first.call.method, &second.call.method);
    let message = match (&first.reach, &second.reach) {
        (Reach::Path(first), Reach::Path(second)) if first.text == second.text => {
            format!("`{method} {}` is declared twice", second.text)
        }
        (Reach::Path(first), Reach::Path(second)) => format!(
            "`{method} {}` matches the same requests as `{method} {}`, for example {:?}",
            second.text,
            first.text,
            second.witness()
        ),
        _ if earlier == later => format!("`{method}` is declared twice"),
        _ => format!("there are two catch-all {method} methods, `{earlier}` and `{later}`"),
    };
    errors.at(&second.place, &message);
    errors.note(&first.place, &format!("first declared here, by `{earlier}`"));
}

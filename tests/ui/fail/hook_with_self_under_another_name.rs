use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[after]
    fn stamp(this: &Self, head: &mut ResponseHead) {
        let _ = (this, head);
    }

    #[catch]
    fn page<E>(&self, cause: Option<E>) -> &'static str {
        let _ = cause;
        "page"
    }
}

fn main() {}

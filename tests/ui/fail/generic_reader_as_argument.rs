use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/a")]
    fn a(&self, #[json] value: &mut impl Read) {
        let _ = value;
    }

    #[after]
    fn after(&self, head: &mut impl Write) {
        let _ = head;
    }
}

fn main() {}

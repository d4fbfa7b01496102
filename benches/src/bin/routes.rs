//! Requests through a handler, without a socket: `routes HANDLER COUNT`.
//!
//! `instructions.py --routes` runs this under callgrind with two counts; their difference is what the requests cost.

use http_core::prelude::*;
use http_core::testing::Client;

include!(concat!(env!("OUT_DIR"), "/Ten.rs"));
include!(concat!(env!("OUT_DIR"), "/TenThousand.rs"));

fn main() {
    let mut arguments = std::env::args().skip(1);
    let handler = arguments.next().unwrap_or_default();
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1);
    // The last route of each: what comes before it must not matter.
    let (client, target) = match handler.as_str() {
        "ten" => (Client::new(Ten), "/shop0/orders/42/lines9"),
        _ => (Client::new(TenThousand), "/shop999/orders/42/lines9"),
    };
    for _ in 0..count {
        let response = client.get(target).send();
        assert_eq!(response.text(), "ok");
    }
}

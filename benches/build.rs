//! Writes handlers of 10 and of 10,000 routes.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let folder = std::env::var("OUT_DIR").expect("cargo names the folder");
    for (name, count) in [("Ten", 10), ("TenThousand", 10_000)] {
        let path = Path::new(&folder).join(format!("{name}.rs"));
        std::fs::write(path, handler(name, count)).expect("the folder can be written to");
    }
    println!("cargo::rerun-if-changed=build.rs");
}

/// Routes such as `/shop17/orders/{id}/lines7`, ten to a shop.
fn handler(name: &str, count: usize) -> String {
    let mut text = format!("#[handler]\npub struct {name};\n\n#[handler]\nimpl {name} {{\n");
    for number in 0..count {
        let (shop, line) = (number / 10, number % 10);
        writeln!(text, "#[get(\"/shop{shop}/orders/{{id}}/lines{line}\")]").expect("memory");
        writeln!(text, "fn route_{number}(&self, id: u32) -> &'static str {{ let _ = id; \"ok\" }}").expect("memory");
    }
    text.push_str("}\n");
    text
}

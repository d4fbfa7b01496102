//! What is documented stays documented, and nothing of the expansion asks for documentation.

#![deny(warnings, missing_docs)]

use http_core::prelude::*;

/// A site.
#[handler]
pub struct Site {
    /// A field.
    #[mount("/leaf")]
    pub leaf: Leaf,
}

/// Its routes.
#[handler]
impl Site {
    /// One line.
    #[get("/line")]
    pub fn line(&self) {}

    /// Before the attribute,
    #[get("/around")]
    /// and behind it.
    pub fn around(&self) {}

    /** A block. */
    #[get("/block")]
    pub fn block(&self) {}

    #[doc = "An attribute: \"quoted\" {braces}"]
    #[doc(alias = "other")]
    #[get("/attribute")]
    pub fn attribute(&self) {}

    #[doc(hidden)]
    #[get("/hidden")]
    pub fn hidden(&self) {}

    #[doc = concat!("A", " macro.")]
    #[get("/macro")]
    pub fn made(&self) {}

    #[get("/private")]
    fn private(&self) {}

    /**
     * A block
     *
     * - with stars
     */
    #[get("/stars")]
    pub fn stars(&self) {}

    /// First.
    ///
    /// - second
    ///   third
    #[get("/lines")]
    pub fn lines(&self) {}
}

/// A leaf.
#[handler]
#[derive(Debug)]
pub enum Leaf {
    /// A variant.
    One,
}

#[handler]
impl Leaf {
    #![doc = "Documented inside."]

    /// Its root.
    #[get("/")]
    pub fn index(&self) {}
}

fn main() {
    let routes = http_core::routes(&Site { leaf: Leaf::One });
    let docs: Vec<&str> = routes.iter().map(|route| route.docs()).collect();
    let lines = "First.\n\n- second\n  third";
    let stars = "A block\n\n- with stars";
    let attribute = "An attribute: \"quoted\" {braces}";
    assert_eq!(
        docs,
        ["One line.", "Before the attribute,\nand behind it.", "A block.", attribute, "", "A macro.", "", stars, lines, "Its root."]
    );
}

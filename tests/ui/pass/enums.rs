#![deny(warnings)]

use http_core::prelude::*;

#[handler(server = "Choice/1.0", max_body = 1024)]
#[derive(Debug, Clone, PartialEq)]
enum Choice<T = u8> {
    Nothing,
    One(T),
    Named { value: T, other: Option<Box<Choice<T>>> },
}

#[handler]
impl<T: Clone + ToString> Choice<T> {
    #[get("/")]
    fn index(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::One(value) => Some(value.to_string()),
            Self::Named { value, other } => {
                other.as_ref().map_or_else(|| Some(value.to_string()), |other| other.index())
            }
        }
    }
}

#[handler]
struct Site {
    #[mount("/choice")]
    choice: Choice,
    #[mount("/boxed")]
    boxed: Box<Choice<String>>,
}

#[handler]
impl Site {}

#[handler]
#[repr(u8)]
enum Level {
    Low = 1,
    High = 2,
}

#[handler]
impl Level {
    #[get("/")]
    fn index(&self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

fn main() {
    let named = Choice::Named { value: 1, other: Some(Box::new(Choice::One(2))) };
    assert_eq!((named.index().as_deref(), Choice::<u8>::Nothing.index()), (Some("2"), None));
    let site = Site { choice: named, boxed: Box::new(Choice::One("x".to_owned())) };
    assert_eq!(http_core::routes(&site).len(), 2);
    assert_eq!((Level::Low.index(), Level::High.index()), ("low", "high"));
}

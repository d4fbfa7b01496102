#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;
use std::fmt::{Debug, Display};

// What a method asks for is no condition of its own where the impl asks for it as well, however it is put together.

#[handler]
struct Store<'a, T, U> {
    value: T,
    other: &'a U,
}

#[handler]
impl<'a: 'static, T: Debug + Send + Sync + Clone, U: Sync> Store<'a, T, U>
where
    U: Display + Debug,
    for<'x> &'x U: Send,
{
    #[get("/value")]
    fn value(&self) -> String
    where
        T: Clone + Debug,
    {
        format!("{:?}", self.value.clone())
    }

    #[get("/other")]
    fn other(&self) -> String
    where
        U: Debug + Sync,
        U: Display,
        'a: 'static,
        for<'x> &'x U: Send,
    {
        format!("{} {:?}", self.other, self.other)
    }
}

macro_rules! both {
    ($name:ident) => {
        #[handler]
        struct Both;

        #[handler]
        impl Both {
            #[get("/both")]
            fn both(&self, #[query("x")] $name: String, #[query("y")] name: String) -> String {
                format!("{} {name}", $name)
            }
        }
    };
}

// Two names, as each is of another macro.
both!(name);

fn main() {
    let client = Client::new(Store { value: 1, other: &"text" });
    assert_eq!(client.get("/value").send().text(), "1");
    assert_eq!(client.get("/other").send().text(), "text \"text\"");
    assert_eq!(Client::new(Both).get("/both?x=1&y=2").send().text(), "1 2");
}

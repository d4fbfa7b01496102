#![deny(warnings)]

use http_core::prelude::*;
use http_core::testing::Client;

mod shapes {
    pub struct Point<T> {
        pub x: T,
        pub y: T,
    }

    pub struct Pair<A, B>(pub A, pub B);

    pub struct Nothing;
}

use shapes::{Nothing, Pair, Point};

macro_rules! pair {
    ($first:pat, $second:pat) => {
        Pair($first, $second)
    };
}

macro_rules! site {
    ($name:ident, $number:ident, $pattern:pat, $apart:pat) => {
        #[handler]
        struct FromMacro;

        #[handler]
        impl FromMacro {
            #[get("/{name}/{number}")]
            fn show(&self, $name: String, $pattern: u8) -> String {
                format!("{} {} {}", self.sum((1, 2)), $name, $number)
            }

            fn sum(&self, $apart: (u8, u8)) -> u8 {
                3
            }
        }
    };
}

site!(name, number, number, (_, _));

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{name}")]
    fn mutable(&self, mut name: String, #[query] mut r#type: Option<u8>, _request: &Request) -> String {
        name.push('!');
        format!("{name} {:?}", r#type.take())
    }

    #[get("/apart/{x}/{y}")]
    fn apart(&self, x: u8, y: u8) -> String {
        let all = [
            self.tuple((x, (y, 0))),
            self.fields(Point { x, y }),
            self.partial(Point { x, y: 9 }),
            self.path(Pair(x, y), Pair(y, ())),
            self.slice([x, y, 1], [x, 2]),
            self.reference(&x, &mut [y]),
            self.bound((x, y), y),
            self.either((Ok(x), Nothing), (Err(y),)),
            Self::nothing((), Nothing, x),
            self.expanded(Pair(x, y)),
        ];
        all.map(|number| number.to_string()).join(" ")
    }

    fn tuple(&self, (x, (y, ..)): (u8, (u8, u8))) -> u8 {
        x + y
    }

    fn fields(&self, Point { x, y: other }: Point<u8>) -> u8 {
        x + other
    }

    fn partial(&self, shapes::Point::<u8> { x, .. }: Point<u8>) -> u8 {
        x
    }

    fn path(&self, self::shapes::Pair(x, mut y): Pair<u8, u8>, shapes::Pair::<u8, ()>(z, ()): Pair<u8, ()>) -> u8 {
        y += 1;
        x + y + z
    }

    fn slice(&self, [first, .., last]: [u8; 3], [head, rest @ ..]: [u8; 2]) -> u8 {
        first + last + head + rest[0]
    }

    fn reference(self: &Self, &x: &u8, &mut [ref mut y]: &mut [u8; 1]) -> u8 {
        *y += 1;
        x + *y
    }

    fn bound(&self, pair @ (x, _): (u8, u8), ref y: u8) -> u8 {
        pair.1 + x + *y
    }

    fn either(&self, (Ok(x) | Err(x), Nothing): (Result<u8, u8>, Nothing), (Ok(y) | Err(y),): (Result<u8, u8>,)) -> u8 {
        x + y
    }

    fn nothing((): (), shapes::Nothing: Nothing, _: u8) -> u8 {
        0
    }

    fn expanded(&self, pair!(x, _): Pair<u8, u8>) -> u8 {
        x
    }
}

fn main() {
    let client = Client::new(Site);
    assert_eq!(client.get("/name?type=1").send().text(), "name! Some(1)");
    assert_eq!(client.get("/apart/1/2").send().text(), "3 3 1 6 5 4 5 3 0 1");
    assert_eq!(Client::new(FromMacro).get("/name/4").send().text(), "3 name 4");
}

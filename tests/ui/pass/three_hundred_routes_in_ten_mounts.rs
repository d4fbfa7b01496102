#![deny(warnings)]

use http_core::prelude::*;

// The check of mounts looks at all of these tables; it must stay cheap, and below the compiler's limit for constants.

macro_rules! handler {
    ($name:ident: $($method:ident $path:literal),*) => {
        #[handler]
        struct $name;

        #[handler]
        impl $name {
            $(
                #[get($path)]
                fn $method(&self, id: u64, item: &str) -> String {
                    format!("{id} {item}")
                }
            )*
        }
    };
}

macro_rules! handlers {
    ($($name:ident)*) => {$(
        handler! {
            $name:
            r00 "/alpha/{id}/{item}", r01 "/beta/{id}/{item}", r02 "/gamma/{id}/{item}", r03 "/delta/{id}/{item}",
            r04 "/epsilon/{id}/{item}", r05 "/zeta/{id}/{item}", r06 "/eta/{id}/{item}", r07 "/theta/{id}/{item}",
            r08 "/iota/{id}/{item}", r09 "/kappa/{id}/{item}", r10 "/lambda/{id}/{item}", r11 "/mu/{id}/{item}",
            r12 "/nu/{id}/{item}", r13 "/xi/{id}/{item}", r14 "/omicron/{id}/{item}", r15 "/pi/{id}/{item}",
            r16 "/rho/{id}/{item}", r17 "/sigma/{id}/{item}", r18 "/tau/{id}/{item}", r19 "/upsilon/{id}/{item}",
            r20 "/phi/{id}/{item}", r21 "/chi/{id}/{item}", r22 "/psi/{id}/{item}", r23 "/omega/{id}/{item}",
            r24 "/users/{id}/{item}", r25 "/groups/{id}/{item}", r26 "/files/{id}/{item}", r27 "/pages/{id}/{item}",
            r28 "/search/{id}/{item}", r29 "/{id}/{item}"
        }
    )*};
}

handlers!(A B C D E F G H I J);

#[handler]
struct Site {
    #[mount("/")]
    a: A,
    #[mount("/v1")]
    b: B,
    #[mount("/v1/b")]
    c: C,
    #[mount("/v1/b/c")]
    d: D,
    #[mount("/v2")]
    e: E,
    #[mount("/v3")]
    f: F,
    #[mount("/v4")]
    g: G,
    #[mount("/v5")]
    h: H,
    #[mount("/v6")]
    i: I,
    #[mount("/v7")]
    j: J,
}

#[handler]
impl Site {
    #[get("/")]
    fn index(&self) {}
}

fn main() {
    let site = Site { a: A, b: B, c: C, d: D, e: E, f: F, g: G, h: H, i: I, j: J };
    assert_eq!(http_core::routes(&site).len(), 301);
    assert_eq!(A.r00(1, "x"), "1 x");
}

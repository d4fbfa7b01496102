#![deny(warnings)]

use http_core::prelude::*;
use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::str::FromStr;

trait Storage: Send + Sync + 'static {
    type Key: FromStr<Err: Display> + Ord + Send + Sync;
    type Value: IntoResponse + Clone + Send + Sync;
    const PAGE: usize;
}

#[handler]
struct Table<S: Storage> {
    rows: BTreeMap<S::Key, S::Value>,
}

#[handler]
impl<S: Storage> Table<S> {
    #[get("/{key}", max_body = S::PAGE as u64)]
    fn row(&self, key: S::Key) -> Option<S::Value> {
        self.rows.get(&key).cloned()
    }

    #[get("/fallible/{key}")]
    fn fallible(&self, key: Result<S::Key, Rejection>, #[query] more: Vec<S::Key>) -> Result<S::Value, StatusCode> {
        let key = key.ok().or(more.into_iter().next()).ok_or(StatusCode::BAD_REQUEST)?;
        self.rows.get(&key).cloned().ok_or(StatusCode::NOT_FOUND)
    }

    #[get("/projection/{key}")]
    fn projection(&self, key: <S as Storage>::Key) -> String {
        self.rows.contains_key(&key).to_string()
    }
}

#[handler]
struct Marker<T: ?Sized, F = fn() -> u8>(F, PhantomData<fn(&T) -> Box<T>>);

#[handler]
impl<T: ?Sized + 'static, F> Marker<T, F>
where
    F: Fn() -> u8,
    for<'a> &'a F: Send,
{
    #[get("/")]
    fn index(&self) -> String {
        (self.0)().to_string()
    }
}

#[handler]
struct Unsized<T: Debug + ?Sized>(Box<T>);

#[handler]
impl Unsized<dyn Debug + Send + Sync> {
    #[get("/")]
    fn index(&self) -> String {
        format!("{:?}", self.0)
    }
}

#[handler]
struct Borrowed<'a> {
    text: &'a str,
}

#[handler]
impl Borrowed<'static> {
    #[get("/")]
    fn index(&self) -> &'static str {
        self.text
    }
}

#[handler]
struct Lasting<'a, T>(&'a [T]);

#[handler]
impl<'a, T: Display> Lasting<'a, T> {
    #[get("/{place}")]
    fn index(&self, place: usize) -> Option<String> {
        self.0.get(place).map(ToString::to_string)
    }
}

#[handler]
struct Sized2<const N: usize, const YES: bool = true>([u8; N]);

#[handler]
impl<const N: usize> Sized2<N, { 1 + 1 == 2 }> {
    #[get("/")]
    fn index(&self) -> String {
        self.0.len().to_string()
    }
}

struct Memory;

impl Storage for Memory {
    type Key = u8;
    type Value = String;
    const PAGE: usize = 10;
}

fn main() {
    let table = Table::<Memory> { rows: BTreeMap::from([(1, "one".to_owned())]) };
    assert_eq!(table.row(1).as_deref(), Some("one"));
    let handlers: [Box<dyn Handler>; 6] = [
        Box::new(table),
        Box::new(Marker::<str>(|| 1, PhantomData)),
        Box::new(Unsized(Box::new(1) as Box<dyn Debug + Send + Sync>)),
        Box::new(Borrowed { text: "x" }),
        Box::new(Lasting(&[1, 2])),
        Box::new(Sized2([0; 3])),
    ];
    let counts: Vec<usize> = handlers.iter().map(|handler| http_core::routes(handler).len()).collect();
    assert_eq!(counts, [3, 1, 1, 1, 1, 1]);
}

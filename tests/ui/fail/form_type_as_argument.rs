#![allow(unused)]

use http_core::prelude::*;
struct Form<T>(T);
struct Task;

#[handler]
struct Site;

#[handler]
impl Site {
    #[post("/")]
    fn create(&self, task: Form<Task>) {
        todo!()
    }
}

fn main() {}

#![deny(warnings)]

use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/{type}/{this}/{exchange}/{request}/{value}/{page}/{head}")]
    fn get(
        &self,
        r#type: &str,
        this: &str,
        exchange: &str,
        request: &str,
        value: &str,
        page: u8,
        head: u8,
    ) -> String {
        format!("{type}{this}{exchange}{request}{value}{page}{head}", type = r#type)
    }

    #[post("/{id}/{id_values}/{id_}")]
    fn post(&self, id_: u8, id_values: u8, mut id: u8) -> String {
        id += 1;
        format!("{id}{id_values}{id_}")
    }

    #[route(GET, "/handler")]
    fn handle(&self) {}

    #[route("PROPFIND" | PUT, "/dispatch")]
    fn dispatch(&self) {}

    #[get("/routes")]
    fn routes(&self) {}

    #[delete]
    fn r#match(&self) {}
}

fn main() {
    let names: Vec<String> = http_core::routes(&Site).iter().map(|route| route.name().to_owned()).collect();
    assert_eq!(names[0], "Site::get");
    assert_eq!(names.last().map(String::as_str), Some("Site::match"));
}

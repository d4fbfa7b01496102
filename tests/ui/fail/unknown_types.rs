use http_core::prelude::*;

#[handler]
struct Site;

#[handler]
impl Site {
    #[get("/argument")]
    fn argument(&self, user: User) {}

    #[post("/content")]
    fn content(&self, #[json] message: Message) {}

    #[get("/optional")]
    fn optional(&self, #[query] page: Option<Page>) {}

    #[get("/fallible")]
    fn fallible(&self, #[query] page: Result<u8, Refused>) {}

    #[get("/answer")]
    fn answer(&self) -> Answer {
        todo!()
    }

    #[get("/result")]
    fn result(&self) -> Result<String, Failure> {
        todo!()
    }

    #[get("/generic")]
    fn generic(&self) -> Listing<u8> {
        todo!()
    }
}

fn main() {}

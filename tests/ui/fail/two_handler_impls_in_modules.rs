#![allow(unused)]

use http_core::prelude::*;

#[handler]
struct Site;

mod pages {
    use http_core::prelude::*;

    #[handler]
    impl super::Site {
        #[get("/")]
        fn index(&self) {}
    }
}

mod forms {
    use http_core::prelude::*;

    #[handler]
    impl super::Site {
        #[post("/")]
        fn create(&self) {}
    }
}

fn main() {
    let _ = HttpServer::bind("127.0.0.1:0", Site);
}

use http_core::prelude::*;
struct User<'r> {
    name: &'r str,
}
impl<'r> FromRequest<'r> for User<'r> {
    type Rejection = StatusCode;
    fn from_request(request: &'r Request) -> Result<Self, StatusCode> {
        request.header("user").map(|name| User { name }).ok_or(StatusCode::UNAUTHORIZED)
    }
}
struct Shelf;
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Mounts for Shelf {}
    #[automatically_derived]
    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Shelf {
        type Handler = Self;
    }
};
impl Shelf {
    /// One book.
    fn book(&self, id: u64, verbose: Option<bool>, tag: Option<&str>) -> String {
        format!("{id} {verbose:?} {tag:?}")
    }
    fn search(&self, words: Vec<&str>, page: Result<u32, Rejection>) -> String {
        format!("{words:?} {page:?}")
    }
    /// Two paths, of which one lacks the argument.
    fn pages(&self, page: Option<u32>) -> String {
        page.unwrap_or(1).to_string()
    }
    fn file<'a>(&self, name: &'a str, path: &'a str, session: &str) -> Option<&'a str> {
        (name == session).then_some(path)
    }
    /// An argument of the user's own type, and one that may fail.
    fn me(&self, user: User<'_>, other: Result<User<'_>, StatusCode>) -> String {
        format!("{} {}", user.name, other.is_ok())
    }
}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::AllRoutesInOneImpl for Shelf {
        const NAME: &'static __http::str = "Shelf";
        const ROUTES: &'static [__http::Route] = &[
            __http::Route {
                id: 0,
                method: "GET",
                path: "/books/{id}",
                name: "Shelf::book",
                docs: "One book.",
                parameters: &[
                    __http::Parameter::new("path", "id", "u64"),
                    __http::Parameter::new("query", "verbose", "Option<bool>"),
                    __http::Parameter::new("header", "if-none-match", "Option<&str>"),
                ],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 1,
                method: "GET",
                path: "/books/search",
                name: "Shelf::search",
                parameters: &[
                    __http::Parameter::new("query", "q", "Vec<&str>"),
                    __http::Parameter::new("query", "page", "Result<u32, Rejection>"),
                ],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 2,
                method: "GET",
                path: "/pages",
                name: "Shelf::pages",
                docs: "Two paths, of which one lacks the argument.",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 3,
                method: "GET",
                path: "/pages/{page}",
                name: "Shelf::pages",
                docs: "Two paths, of which one lacks the argument.",
                parameters: &[__http::Parameter::new("path", "page", "Option<u32>")],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 4,
                method: "GET",
                path: "/files/{owner}/{*path}",
                name: "Shelf::file",
                parameters: &[
                    __http::Parameter::new("path", "owner", "&'a str"),
                    __http::Parameter::new("path", "path", "&'a str"),
                    __http::Parameter::new("cookie", "session", "&str"),
                ],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 5,
                method: "GET",
                path: "/me",
                name: "Shelf::me",
                docs: "An argument of the user's own type, and one that may fail.",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
        ];
        const CALLS: &'static [__http::Call<Self>] = &[
            |this, exchange| {
                let request = exchange.request;
                let id_ = __http::path(request, "id", 1)
                    .required::<__http::Inferred<_>>()?;
                let verbose_ = __http::query(request, "verbose")
                    .optional::<__http::Inferred<_>>()?;
                let tag_ = __http::header(request, "if-none-match");
                let tag_ = tag_.optional_text()?;
                let value = Self::book(this, id_, verbose_, tag_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let words_ = __http::query(request, "q");
                let words_ = words_.every_text()?;
                let page_ = __http::fallible::<
                    __http::Inferred<_>,
                    _,
                    _,
                >(__http::query(request, "page").required::<__http::Inferred<_>>());
                let value = Self::search(this, words_, page_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let page_ = __http::None;
                let value = Self::pages(this, page_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let page_ = __http::path(request, "page", 1)
                    .optional::<__http::Inferred<_>>()?;
                let value = Self::pages(this, page_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let name_ = __http::path(request, "owner", 1);
                let name_ = name_.required_text()?;
                let path_ = __http::rest(request, "path", 2);
                let path_ = path_.required_text()?;
                let session_ = __http::cookie(request, "session");
                let session_ = session_.required_text()?;
                let value = Self::file(this, name_, path_, session_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let user_ = __http::argument::<__http::Inferred<_>>(request)?;
                let other_ = __http::fallible::<
                    __http::Inferred<_>,
                    _,
                    _,
                >(__http::from_request::<User<'_>, _>(request));
                let value = Self::me(this, user_, other_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
        ];
        const TREE: &'static __http::Node = &__http::Node {
            literals: &[
                (
                    "books",
                    __http::Node {
                        literals: &[
                            (
                                "search",
                                __http::Node::leaf(&[__http::Endpoint::new("GET", 1)]),
                            ),
                        ],
                        parameter: __http::Some(
                            &__http::Node::leaf(&[__http::Endpoint::new("GET", 0)]),
                        ),
                        ..__http::Node::EMPTY
                    },
                ),
                (
                    "files",
                    __http::Node {
                        parameter: __http::Some(
                            &__http::Node {
                                rest: &[__http::Endpoint::new("GET", 4)],
                                ..__http::Node::EMPTY
                            },
                        ),
                        ..__http::Node::EMPTY
                    },
                ),
                ("me", __http::Node::leaf(&[__http::Endpoint::new("GET", 5)])),
                (
                    "pages",
                    __http::Node {
                        parameter: __http::Some(
                            &__http::Node::leaf(&[__http::Endpoint::new("GET", 3)]),
                        ),
                        endpoints: &[__http::Endpoint::new("GET", 2)],
                        ..__http::Node::EMPTY
                    },
                ),
            ],
            ..__http::Node::EMPTY
        };
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Shelf>::TABLE.check();
    const _: () = {
        use __http::attributes::*;
        const _: () = {
            use self::*;
            #[get]
            const __imported: () = ();
        };
    };
};

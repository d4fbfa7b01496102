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
#[allow(long_running_const_eval)]
const _: () = {
    use ::http_core::__private as __http;
    use ::http_core::__private::check::Unchecked as _;
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
#[allow(long_running_const_eval)]
const _: () = {
    use ::http_core::__private as __http;
    use ::http_core::__private::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Routes for Shelf {
        const NAME: &'static str = "Shelf";
        const ROUTES: &'static [__http::Route] = &[
            __http::Route {
                id: 0,
                method: "GET",
                path: "/books/{id}",
                name: "Shelf::book",
                docs: "One book.",
                parameters: &[
                    __http::Parameter {
                        name: "id",
                        source: "path",
                        type_name: "u64",
                    },
                    __http::Parameter {
                        name: "verbose",
                        source: "query",
                        type_name: "Option<bool>",
                    },
                    __http::Parameter {
                        name: "if-none-match",
                        source: "header",
                        type_name: "Option<&str>",
                    },
                ],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
            __http::Route {
                id: 1,
                method: "GET",
                path: "/books/search",
                name: "Shelf::search",
                docs: "",
                parameters: &[
                    __http::Parameter {
                        name: "q",
                        source: "query",
                        type_name: "Vec<&str>",
                    },
                    __http::Parameter {
                        name: "page",
                        source: "query",
                        type_name: "Result<u32, Rejection>",
                    },
                ],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
            __http::Route {
                id: 2,
                method: "GET",
                path: "/pages",
                name: "Shelf::pages",
                docs: "Two paths, of which one lacks the argument.",
                parameters: &[],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
            __http::Route {
                id: 3,
                method: "GET",
                path: "/pages/{page}",
                name: "Shelf::pages",
                docs: "Two paths, of which one lacks the argument.",
                parameters: &[
                    __http::Parameter {
                        name: "page",
                        source: "path",
                        type_name: "Option<u32>",
                    },
                ],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
            __http::Route {
                id: 4,
                method: "GET",
                path: "/files/{owner}/{*path}",
                name: "Shelf::file",
                docs: "",
                parameters: &[
                    __http::Parameter {
                        name: "owner",
                        source: "path",
                        type_name: "&'a str",
                    },
                    __http::Parameter {
                        name: "path",
                        source: "path",
                        type_name: "&'a str",
                    },
                    __http::Parameter {
                        name: "session",
                        source: "cookie",
                        type_name: "&str",
                    },
                ],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
            __http::Route {
                id: 5,
                method: "GET",
                path: "/me",
                name: "Shelf::me",
                docs: "An argument of the user's own type, and one that may fail.",
                parameters: &[],
                hidden: false,
                max_body: __http::None,
                reads_content: false,
                file: __http::file!(),
                line: __http::line!(),
            },
        ];
        const CALLS: &'static [__http::Call<Self>] = &[
            |this, exchange| {
                let request = exchange.request;
                let id_values = __http::path(request, "id", 1);
                let id_ = id_values.required::<u64>()?;
                let verbose_values = __http::query(request, "verbose");
                let verbose_ = verbose_values.optional::<bool>()?;
                let tag_values = __http::header(request, "if-none-match");
                let tag_ = tag_values.optional_text()?;
                let value = Self::book(this, id_, verbose_, tag_);
                __http::Exchange::respond::<String>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let words_values = __http::query(request, "q");
                let words_ = words_values.every_text()?;
                let page_values = __http::query(request, "page");
                let page_ = page_values.required::<u32>();
                let value = Self::search(this, words_, page_);
                __http::Exchange::respond::<String>(exchange, value)
            },
            |this, exchange| {
                let page_: Option<u32> = __http::None;
                let value = Self::pages(this, page_);
                __http::Exchange::respond::<String>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let page_values = __http::path(request, "page", 1);
                let page_ = page_values.optional::<u32>()?;
                let value = Self::pages(this, page_);
                __http::Exchange::respond::<String>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let name_values = __http::path(request, "owner", 1);
                let name_ = name_values.required_text()?;
                let path_values = __http::rest(request, "path", 2);
                let path_ = path_values.required_text()?;
                let session_values = __http::cookie(request, "session");
                let session_ = session_values.required_text()?;
                let value = Self::file(this, name_, path_, session_);
                __http::Exchange::respond::<Option<&'_ str>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let user_ = __http::argument::<User<'_>>(request)?;
                let other_ = __http::from_request::<User<'_>>(request);
                let value = Self::me(this, user_, other_);
                __http::Exchange::respond::<String>(exchange, value)
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
                                __http::Node {
                                    literals: &[],
                                    parameter: __http::None,
                                    rest: &[],
                                    endpoints: &[
                                        __http::Endpoint {
                                            method: "GET",
                                            route: 1,
                                        },
                                    ],
                                    below: &[],
                                },
                            ),
                        ],
                        parameter: __http::Some(
                            &__http::Node {
                                literals: &[],
                                parameter: __http::None,
                                rest: &[],
                                endpoints: &[
                                    __http::Endpoint {
                                        method: "GET",
                                        route: 0,
                                    },
                                ],
                                below: &[],
                            },
                        ),
                        rest: &[],
                        endpoints: &[],
                        below: &[],
                    },
                ),
                (
                    "files",
                    __http::Node {
                        literals: &[],
                        parameter: __http::Some(
                            &__http::Node {
                                literals: &[],
                                parameter: __http::None,
                                rest: &[
                                    __http::Endpoint {
                                        method: "GET",
                                        route: 4,
                                    },
                                ],
                                endpoints: &[],
                                below: &[],
                            },
                        ),
                        rest: &[],
                        endpoints: &[],
                        below: &[],
                    },
                ),
                (
                    "me",
                    __http::Node {
                        literals: &[],
                        parameter: __http::None,
                        rest: &[],
                        endpoints: &[
                            __http::Endpoint {
                                method: "GET",
                                route: 5,
                            },
                        ],
                        below: &[],
                    },
                ),
                (
                    "pages",
                    __http::Node {
                        literals: &[],
                        parameter: __http::Some(
                            &__http::Node {
                                literals: &[],
                                parameter: __http::None,
                                rest: &[],
                                endpoints: &[
                                    __http::Endpoint {
                                        method: "GET",
                                        route: 3,
                                    },
                                ],
                                below: &[],
                            },
                        ),
                        rest: &[],
                        endpoints: &[
                            __http::Endpoint {
                                method: "GET",
                                route: 2,
                            },
                        ],
                        below: &[],
                    },
                ),
            ],
            parameter: __http::None,
            rest: &[],
            endpoints: &[],
            below: &[],
        };
    }
    #[automatically_derived]
    impl ::http_core::Handler for Shelf {
        fn handle(
            &self,
            request: &__http::Request,
            body: &mut __http::Body,
            response: &mut __http::ResponseWriter,
        ) -> __http::io::Result<()> {
            __http::dispatch(self, request, body, response)
        }
        fn routes(&self) -> __http::Vec<__http::RouteInfo> {
            __http::routes(self)
        }
        fn after(&self, request: &__http::Request, head: &mut __http::ResponseHead) {
            __http::after(self, request, head)
        }
        fn methods(&self) -> __http::Vec<&'static str> {
            __http::methods(self)
        }
        fn wants_content(&self, request: &__http::Request) -> bool {
            __http::wants_content(self, request)
        }
    }
    const _: () = __http::check::Own::<Shelf>::TABLE.check();
};

use http_core::prelude::*;
use serde::{Deserialize, Serialize};
const LIMIT: u64 = 1_000;
#[derive(Deserialize, Serialize)]
struct Message {
    text: String,
}
struct Board;
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Mounts for Board {
        const SERVER: __http::Option<&'static __http::str> = __http::Some("Board/1.0");
        const MAX_BODY: __http::Option<__http::u64> = __http::Some(64 * 1024);
    }
    #[automatically_derived]
    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Board {
        type Handler = Self;
    }
};
impl Board {
    fn create(&self, message: Message) -> Json<Message> {
        Json(message)
    }
    fn replace(&self, id: u64, message: Option<Message>) -> Result<Redirect, Error> {
        let text = message.map_or_else(String::new, |message| message.text);
        Ok(Redirect::see_other(format!("/messages/{}", id + text.parse::< u64 > () ?)))
    }
    fn change(&self, id: u64, change: Result<Vec<Message>, Rejection>) -> StatusCode {
        change
            .map_or_else(
                |rejection| rejection.status(),
                |_| StatusCode::from_u16(id as u16).unwrap_or_default(),
            )
    }
    fn search(&self, body: &mut Body) -> io::Result<Vec<u8>> {
        let mut words = Vec::new();
        body.read_to_end(&mut words)?;
        Ok(words)
    }
    fn echo(
        &self,
        request: &Request,
        body: &mut Body,
        response: &mut ResponseWriter,
    ) -> io::Result<()> {
        response.send_header("x-path", request.path())?;
        io::copy(body, response).map(drop)
    }
    fn clear(&self) -> impl IntoResponse {
        (StatusCode::OK, "cleared")
    }
    fn never(&self) -> ! {
        panic!("never")
    }
}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::AllRoutesInOneImpl for Board {
        const NAME: &'static __http::str = "Board";
        const ROUTES: &'static [__http::Route] = &[
            __http::Route {
                id: 0,
                method: "POST",
                path: "/messages",
                name: "Board::create",
                parameters: &[__http::Parameter::new("json", "message", "Message")],
                max_body: __http::Some(4096),
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 1,
                method: "PUT",
                path: "/messages/{id}",
                name: "Board::replace",
                parameters: &[
                    __http::Parameter::new("path", "id", "u64"),
                    __http::Parameter::new("form", "message", "Option<Message>"),
                ],
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 2,
                method: "PATCH",
                path: "/messages/{id}",
                name: "Board::change",
                parameters: &[
                    __http::Parameter::new("path", "id", "u64"),
                    __http::Parameter::new(
                        "json",
                        "change",
                        "Result<Vec<Message>, Rejection>",
                    ),
                ],
                hidden: true,
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 3,
                method: "GET",
                path: "/search",
                name: "Board::search",
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 4,
                method: "QUERY",
                path: "/search",
                name: "Board::search",
                max_body: __http::Some({
                    let bytes: __http::u64 = LIMIT;
                    bytes
                }),
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 5,
                method: "POST",
                path: "/echo",
                name: "Board::echo",
                reads_content: true,
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 6,
                method: "DELETE",
                path: "/messages",
                name: "Board::clear",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 7,
                method: "GET",
                path: "/never",
                name: "Board::never",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 8,
                method: "HEAD",
                path: "/never",
                name: "Board::never",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
        ];
        const CALLS: &'static [__http::Call<Self>] = &[
            |this, exchange| {
                let request = exchange.request;
                let message_ = __http::json::<
                    __http::Inferred<_>,
                >(request, exchange.body)?;
                let value = Self::create(this, message_);
                __http::Exchange::respond_with_status::<
                    __http::Inferred<_>,
                >(exchange, 201, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let id_ = __http::path(request, "id", 1)
                    .required::<__http::Inferred<_>>()?;
                let message_ = __http::optional_form::<
                    __http::Inferred<_>,
                >(request, exchange.body)?;
                let value = Self::replace(this, id_, message_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let id_ = __http::path(request, "id", 1)
                    .required::<__http::Inferred<_>>()?;
                let change_ = __http::fallible::<
                    __http::Inferred<_>,
                    _,
                    _,
                >(__http::json::<__http::Inferred<_>>(request, exchange.body));
                let value = Self::change(this, id_, change_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let value = Self::search(this, &mut *exchange.body);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let value = Self::search(this, &mut *exchange.body);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let value = Self::echo(
                    this,
                    request,
                    &mut *exchange.body,
                    &mut *exchange.response,
                );
                __http::Exchange::written::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| {
                let value = Self::clear(this);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            |this, exchange| { Self::never(this) },
            |this, exchange| { Self::never(this) },
        ];
        const TREE: &'static __http::Node = &__http::Node {
            literals: &[
                ("echo", __http::Node::leaf(&[__http::Endpoint::new("POST", 5)])),
                (
                    "messages",
                    __http::Node {
                        parameter: __http::Some(
                            &__http::Node::leaf(
                                &[
                                    __http::Endpoint::new("PUT", 1),
                                    __http::Endpoint::new("PATCH", 2),
                                ],
                            ),
                        ),
                        endpoints: &[
                            __http::Endpoint::new("POST", 0),
                            __http::Endpoint::new("DELETE", 6),
                        ],
                        ..__http::Node::EMPTY
                    },
                ),
                (
                    "never",
                    __http::Node::leaf(
                        &[
                            __http::Endpoint::new("GET", 7),
                            __http::Endpoint::new("HEAD", 8),
                        ],
                    ),
                ),
                (
                    "search",
                    __http::Node::leaf(
                        &[
                            __http::Endpoint::new("GET", 3),
                            __http::Endpoint::new("QUERY", 4),
                        ],
                    ),
                ),
            ],
            ..__http::Node::EMPTY
        };
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Board>::TABLE.check();
    const _: () = {
        use __http::attributes::*;
        const _: () = {
            use self::*;
            #[delete]
            const __imported: () = ();
            #[get]
            const __imported: () = ();
            #[patch]
            const __imported: () = ();
            #[post]
            const __imported: () = ();
            #[put]
            const __imported: () = ();
            #[route]
            const __imported: () = ();
        };
    };
};

use http_core::prelude::*;
struct Hello;
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Mounts for Hello {}
    #[automatically_derived]
    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Hello {
        type Handler = Self;
    }
};
impl Hello {
    /// Greets whoever asks.
    fn do_get(
        &self,
        _request: &Request,
        response: &mut ResponseWriter,
    ) -> io::Result<()> {
        response.send_response(200)?;
        response.send_header("Content-Type", "text/plain; charset=utf-8")?;
        response.end_headers()?;
        response.write_all("Hello, HTTP!\n".as_bytes())
    }
}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::AllRoutesInOneImpl for Hello {
        const NAME: &'static __http::str = "Hello";
        const ROUTES: &'static [__http::Route] = &[
            __http::Route {
                id: 0,
                method: "GET",
                path: "/{*}",
                name: "Hello::do_get",
                docs: "Greets whoever asks.",
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
        ];
        const CALLS: &'static [__http::Call<Self>] = &[
            |this, exchange| {
                let request = exchange.request;
                let value = Self::do_get(this, request, &mut *exchange.response);
                __http::Exchange::written::<__http::Inferred<_>>(exchange, value)
            },
        ];
        const TREE: &'static __http::Node = &__http::Node {
            below: &[__http::Endpoint::new("GET", 0)],
            ..__http::Node::EMPTY
        };
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Hello>::TABLE.check();
    const _: () = {
        use __http::attributes::*;
        const _: () = {
            use self::*;
            #[get]
            const __imported: () = ();
        };
    };
};

use http_core::HeaderValue;
use http_core::prelude::*;
struct Site {
    pages: Vec<String>,
    api: Leaf,
    #[cfg(feature = "v2")]
    newer: Option<std::sync::Arc<Leaf>>,
    assets: Box<dyn Handler>,
}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Mounts for Site {
        const MOUNTS: &'static [__http::Mount] = &[
            #[cfg(feature = "v2")]
            __http::Mount {
                prefix: "/api/v2",
                segments: &["api", "v2"],
                field: "newer",
            },
            __http::Mount {
                prefix: "/api",
                segments: &["api"],
                field: "api",
            },
            __http::Mount {
                prefix: "/assets",
                segments: &["assets"],
                field: "assets",
            },
        ];
        const MOUNTED: &'static [__http::Mounted<Self>] = &[
            #[cfg(feature = "v2")]
            |this| __http::mounted::<__http::Inferred<_>>(&this.newer),
            |this| __http::mounted::<__http::Inferred<_>>(&this.api),
            |this| __http::mounted::<__http::Inferred<_>>(&this.assets),
        ];
    }
    #[automatically_derived]
    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Site {
        type Handler = Self;
        const TABLES: &'static [__http::Option<__http::check::Table>] = &[
            #[cfg(feature = "v2")]
            __http::check::Field::<Option<std::sync::Arc<Leaf>>, __Levels::Less>::TABLE
                .known(),
            __http::check::Field::<Leaf, __Levels::Less>::TABLE.known(),
            __http::check::Field::<Box<dyn Handler>, __Levels::Less>::TABLE.known(),
        ];
    }
    #[cfg(feature = "v2")]
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Site>::TABLE.check_mounted("newer");
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Site>::TABLE.check_mounted("api");
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Site>::TABLE.check_mounted("assets");
};
impl Site {
    fn authenticate(
        &self,
        request: &Request,
        session: Option<&str>,
    ) -> Result<(), Response> {
        session
            .map(drop)
            .ok_or_else(|| {
                Response::new(StatusCode::FORBIDDEN).with_body(request.path().to_owned())
            })
    }
    fn count(&self) {}
    fn stamp(&self, request: &Request, head: &mut ResponseHead) {
        head.headers_mut()
            .insert("x-path-length", HeaderValue::from(request.path().len()));
    }
    fn broken(&self, status: StatusCode, cause: Option<&Error>) -> (StatusCode, String) {
        (status, format!("{cause:?} after {} pages", self.pages.len()))
    }
    fn lost(&self, request: &Request) -> Html<String> {
        Html(request.path().to_owned())
    }
}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::AllRoutesInOneImpl for Site {
        const NAME: &'static __http::str = "Site";
        const ROUTES: &'static [__http::Route] = &[];
        const CALLS: &'static [__http::Call<Self>] = &[];
        const TREE: &'static __http::Node = &__http::Node::EMPTY;
        const BEFORE: &'static [__http::BeforeHook<Self>] = &[
            |this, request| {
                let session_ = __http::cookie(request, "session");
                let session_ = session_.optional_text()?;
                let value = Self::authenticate(this, request, session_);
                __http::passed::<__http::Inferred<_>>(value)
            },
            |this, request| {
                let value = Self::count(this);
                __http::passed::<()>(value)
            },
        ];
        const AFTER: &'static [__http::AfterHook<Self>] = &[
            |this, request, head| {
                Self::stamp(this, request, head);
            },
        ];
        const CATCHERS: &'static [__http::Catcher<Self>] = &[
            __http::Catcher {
                first: 404,
                last: 404,
                call: |this, page| {
                    let request = page.request;
                    let value = Self::lost(this, request);
                    __http::page::<__http::Inferred<_>>(value)
                },
            },
            __http::Catcher {
                first: 410,
                last: 410,
                call: |this, page| {
                    let request = page.request;
                    let value = Self::lost(this, request);
                    __http::page::<__http::Inferred<_>>(value)
                },
            },
            __http::Catcher {
                first: 400,
                last: 599,
                call: |this, page| {
                    let value = Self::broken(this, page.status, page.cause);
                    __http::page::<__http::Inferred<_>>(value)
                },
            },
        ];
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Site>::TABLE.check();
    const _: () = {
        use __http::attributes::*;
        const _: () = {
            use self::*;
            #[after]
            const __imported: () = ();
            #[before]
            const __imported: () = ();
            #[catch]
            const __imported: () = ();
        };
    };
};
struct Leaf(Option<Box<Self>>);
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::Mounts for Leaf {
        const MOUNTS: &'static [__http::Mount] = &[
            __http::Mount {
                prefix: "/",
                segments: &[],
                field: "0",
            },
        ];
        const MOUNTED: &'static [__http::Mounted<Self>] = &[
            |this| __http::mounted::<__http::Inferred<_>>(&this.0),
        ];
    }
    #[automatically_derived]
    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Leaf {
        type Handler = Self;
        const TABLES: &'static [__http::Option<__http::check::Table>] = &[
            __http::check::Field::<Option<Box<Self>>, __Levels::Less>::TABLE.known(),
        ];
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Leaf>::TABLE.check_mounted("0");
};
impl Leaf {}
const _: () = {
    use ::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl __http::AllRoutesInOneImpl for Leaf {
        const NAME: &'static __http::str = "Leaf";
        const ROUTES: &'static [__http::Route] = &[];
        const CALLS: &'static [__http::Call<Self>] = &[];
        const TREE: &'static __http::Node = &__http::Node::EMPTY;
    }
    #[allow(long_running_const_eval)]
    const _: () = __http::check::Own::<Leaf>::TABLE.check();
};

use facade::http_core::prelude::*;
use std::fmt::Display;
use std::str::FromStr;
struct Store<T, H: Handler, const N: usize = 1>
where
    T: Clone,
{
    value: T,
    inner: H,
}
const _: () = {
    use facade::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl<T, H: Handler, const N: usize> __http::Mounts for Store<T, H, N>
    where
        T: Clone,
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const MOUNTS: &'static [__http::Mount] = &[
            __http::Mount {
                prefix: "/inner",
                segments: &["inner"],
                field: "inner",
            },
        ];
        const MOUNTED: &'static [__http::Mounted<Self>] = &[
            |this| __http::mounted::<__http::Inferred<_>>(&this.inner),
        ];
    }
    #[automatically_derived]
    impl<
        T,
        H: Handler,
        const N: usize,
        __Levels: __http::check::Levels,
    > __http::check::Nested<__Levels> for Store<T, H, N>
    where
        T: Clone,
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        type Handler = Self;
        const TABLES: &'static [__http::Option<__http::check::Table>] = &[
            __http::check::Field::<H, __Levels::Less>::TABLE.known(),
        ];
    }
};
impl<T, H: Handler, const N: usize> Store<T, H, N>
where
    T: Clone + Display + FromStr,
    T::Err: Display,
{
    fn same(&self, tenant: &str, value: T) -> String {
        format!("{tenant} {value} {} {N}", self.value.clone())
    }
    #[cfg(unix)]
    fn system(&self, tenant: &str) -> String {
        format!("{tenant} on Unix")
    }
    #[cfg(not(unix))]
    fn system(&self, tenant: &str) -> String {
        format!("{tenant} elsewhere")
    }
    #[cfg_attr(feature = "debug", inline)]
    fn debug(&self, tenant: &str) {
        eprintln!("{tenant}");
    }
    fn any(&self, tenant: &str) -> String {
        tenant.to_owned()
    }
    #[cfg(unix)]
    fn check(&self) {}
}
const _: () = {
    use facade::http_core::__private as __http;
    use __http::check::Unchecked as _;
    #[automatically_derived]
    impl<T, H: Handler, const N: usize> __http::AllRoutesInOneImpl for Store<T, H, N>
    where
        T: Clone + Display + FromStr,
        T::Err: Display,
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        const NAME: &'static __http::str = "Store";
        const ROUTES: &'static [__http::Route] = &[
            __http::Route {
                id: 0,
                method: "GET",
                path: "/v1/{tenant}/{value}",
                name: "Store::same",
                parameters: &[
                    __http::Parameter::new("path", "tenant", "&str"),
                    __http::Parameter::new("path", "value", "T"),
                ],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            #[cfg(unix)]
            __http::Route {
                id: 1,
                method: "GET",
                path: "/v1/{tenant}/system",
                name: "Store::system",
                parameters: &[__http::Parameter::new("path", "tenant", "&str")],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            #[cfg(not(unix))]
            __http::Route {
                id: 2,
                method: "GET",
                path: "/v1/{tenant}/system",
                name: "Store::system",
                parameters: &[__http::Parameter::new("path", "tenant", "&str")],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            #[cfg(feature = "debug")]
            __http::Route {
                id: 3,
                method: "GET",
                path: "/v1/{tenant}/debug",
                name: "Store::debug",
                parameters: &[__http::Parameter::new("path", "tenant", "&str")],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
            __http::Route {
                id: 4,
                method: "POST",
                path: "/v1/{tenant}/{*}",
                name: "Store::any",
                parameters: &[__http::Parameter::new("path", "tenant", "&str")],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            },
        ];
        const CALLS: &'static [__http::Call<Self>] = &[
            |this, exchange| {
                let request = exchange.request;
                let tenant_ = __http::path(request, "tenant", 1);
                let tenant_ = tenant_.required_text()?;
                let value_ = __http::path(request, "value", 2)
                    .required::<__http::Inferred<_>>()?;
                let value = Self::same(this, tenant_, value_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            #[cfg(unix)]
            |this, exchange| {
                let request = exchange.request;
                let tenant_ = __http::path(request, "tenant", 1);
                let tenant_ = tenant_.required_text()?;
                let value = Self::system(this, tenant_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            #[cfg(not(unix))]
            |this, exchange| {
                let request = exchange.request;
                let tenant_ = __http::path(request, "tenant", 1);
                let tenant_ = tenant_.required_text()?;
                let value = Self::system(this, tenant_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
            #[cfg(feature = "debug")]
            |this, exchange| {
                let request = exchange.request;
                let tenant_ = __http::path(request, "tenant", 1);
                let tenant_ = tenant_.required_text()?;
                let value = Self::debug(this, tenant_);
                __http::Exchange::respond::<()>(exchange, value)
            },
            |this, exchange| {
                let request = exchange.request;
                let tenant_ = __http::path(request, "tenant", 1);
                let tenant_ = tenant_.required_text()?;
                let value = Self::any(this, tenant_);
                __http::Exchange::respond::<__http::Inferred<_>>(exchange, value)
            },
        ];
        const DENSE: bool = false;
        const TREE: &'static __http::Node = &__http::Node {
            literals: &[
                (
                    "v1",
                    __http::Node {
                        parameter: __http::Some(
                            &__http::Node {
                                literals: &[
                                    (
                                        "debug",
                                        __http::Node::leaf(
                                            &[#[cfg(feature = "debug")] __http::Endpoint::new("GET", 3)],
                                        ),
                                    ),
                                    (
                                        "system",
                                        __http::Node::leaf(
                                            &[
                                                #[cfg(unix)]
                                                __http::Endpoint::new("GET", 1),
                                                #[cfg(not(unix))]
                                                __http::Endpoint::new("GET", 2),
                                            ],
                                        ),
                                    ),
                                ],
                                parameter: __http::Some(
                                    &__http::Node::leaf(&[__http::Endpoint::new("GET", 0)]),
                                ),
                                below: &[__http::Endpoint::new("POST", 4)],
                                ..__http::Node::EMPTY
                            },
                        ),
                        ..__http::Node::EMPTY
                    },
                ),
            ],
            ..__http::Node::EMPTY
        };
        const BEFORE: &'static [__http::BeforeHook<Self>] = &[
            #[cfg(unix)]
            |this, request| {
                let value = Self::check(this);
                __http::passed::<()>(value)
            },
        ];
        #[allow(long_running_const_eval)]
        const CHECKED: () = __http::check::Own::<Self>::TABLE.check_all();
    }
    const _: () = {
        use __http::attributes::*;
        const _: () = {
            use self::*;
            #[before]
            const __imported: () = ();
            #[get]
            const __imported: () = ();
            #[post]
            const __imported: () = ();
        };
    };
};

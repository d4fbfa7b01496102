//! A generic handler, a runtime under another name, a prefix, and routes that exist on some systems only.

use facade::http_core::prelude::*;

#[handler(crate = facade::http_core)]
struct Store<T, H: Handler, const N: usize = 1>
where
    T: Clone,
{
    value: T,
    #[mount("/inner")]
    inner: H,
}

#[handler(crate = facade::http_core, prefix = "/v1/{tenant}")]
impl<T, H: Handler, const N: usize> Store<T, H, N>
where
    T: Clone + FromStr,
    T::Err: Display,
{
    #[get("/{value}")]
    fn same(&self, tenant: &str, value: T) -> bool {
        tenant.len() == N
    }

    #[cfg(unix)]
    #[get("/system")]
    fn system(&self, tenant: &str) -> &'static str {
        "unix"
    }

    #[cfg(not(unix))]
    #[get("/system")]
    fn system(&self, tenant: &str) -> &'static str {
        "another"
    }

    #[cfg_attr(feature = "debug", get("/debug"), inline)]
    fn debug(&self, tenant: &str) {}

    #[post]
    fn any(&self, tenant: &str) {}

    #[cfg(unix)]
    #[before]
    fn check(&self) {}
}

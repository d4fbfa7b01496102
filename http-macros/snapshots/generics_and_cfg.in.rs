//! A generic handler, a runtime under another name, a prefix, and routes that exist on some systems only.

use facade::http_core::prelude::*;
use std::fmt::Display;
use std::str::FromStr;

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
    T: Clone + Display + FromStr,
    T::Err: Display,
{
    #[get("/{value}")]
    fn same(&self, tenant: &str, value: T) -> String {
        format!("{tenant} {value} {} {N}", self.value.clone())
    }

    #[cfg(unix)]
    #[get("/system")]
    fn system(&self, tenant: &str) -> String {
        format!("{tenant} on Unix")
    }

    #[cfg(not(unix))]
    #[get("/system")]
    fn system(&self, tenant: &str) -> String {
        format!("{tenant} elsewhere")
    }

    #[cfg_attr(feature = "debug", get("/debug"), inline)]
    fn debug(&self, tenant: &str) {
        eprintln!("{tenant}");
    }

    #[post]
    fn any(&self, tenant: &str) -> String {
        tenant.to_owned()
    }

    #[cfg(unix)]
    #[before]
    fn check(&self) {}
}

//! Decides what a route of the table consists of, once its method is known to be right.

use super::docs;
use crate::attribute::Mark;
use crate::attribute::route::RouteAttribute;
use crate::item::Method;
use crate::model::{Answer, Argument, Call, Parameter, Reach, Route};
use crate::pattern::Pattern;
use proc_macro2::TokenStream;
use quote::ToTokens;

/// The paths of a route, with the impl's prefix.
pub(super) fn reach(attribute: &RouteAttribute, prefix: Option<&Pattern>) -> Reach {
    match (&attribute.path, prefix) {
        (Some(path), Some(prefix)) => Reach::Path(prefix.join(&path.pattern)),
        (Some(path), None) => Reach::Path(path.pattern.clone()),
        (None, prefix) => Reach::Below(prefix.cloned()),
    }
}

/// What the routes of one attribute have in common.
pub(super) struct RouteParts<'a> {
    pub(super) method: &'a Method,
    pub(super) mark: &'a Mark,
    pub(super) attribute: &'a RouteAttribute,
    pub(super) answer: &'a Answer,
}

impl RouteParts<'_> {
    pub(super) fn route(&self, method: &str, reach: &Reach, arguments: &[Argument], parameters: &[Parameter]) -> Route {
        Route {
            method: method.to_owned(),
            reach: reach.clone(),
            call: Call {
                method: self.method.signature.ident.clone(),
                arguments: arguments.to_vec(),
                answer: self.answer.clone(),
            },
            docs: docs::of(&self.method.kept),
            parameters: parameters.to_vec(),
            status: self.attribute.status,
            max_body: self.attribute.max_body.clone(),
            hidden: self.attribute.hidden,
            conditions: conditions(self.method, self.mark),
            place: self.place(),
        }
    }

    fn place(&self) -> TokenStream {
        match &self.attribute.path {
            Some(path) => path.written.to_token_stream(),
            None => self.mark.written.clone(),
        }
    }
}

/// The `cfg`s of a method together with those of one of its attributes.
pub(super) fn conditions(method: &Method, mark: &Mark) -> Vec<TokenStream> {
    method.conditions.iter().chain(&mark.conditions).cloned().collect()
}

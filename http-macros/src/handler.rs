//! Decides the order of the passes of `#[handler]`: read, check, expand; and that whatever happens the
//! user's item is emitted. Must not know any single rule.

use crate::attribute::handler::{of_impl, of_type};
use crate::attribute::{Name, Place};
use crate::errors::Errors;
use crate::item::{ImplBlock, Item, TypeItem, uncovered};
use crate::types::ungrouped;
use crate::{check, expand, fallback, misplaced};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Type};

/// Expands `#[handler(options)] item`.
pub(crate) fn expand(options: TokenStream, tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let tokens = without_strays(tokens, &mut errors);
    match Item::parse(&tokens) {
        Item::Type(item) => type_item(options, &item, errors),
        Item::Impl(block) => impl_block(options, &block, errors),
        Item::TraitImpl(the_trait) => refused(tokens, |errors| refuse_trait_impl(&the_trait, errors)),
        Item::Other(noun, keyword) => refused(tokens, |errors| refuse_item(noun, &keyword, errors)),
        Item::Unreadable => fallback::stripped(tokens),
    }
}

/// Takes off a second `#[handler]`, which would make the same code again, and mounts, of which the compiler knows nothing.
fn without_strays(tokens: TokenStream, errors: &mut Errors) -> TokenStream {
    let Ok((mut attributes, item)) = attributes_and_rest.parse2(tokens.clone()) else { return tokens };
    attributes.retain(|attribute| match Name::of(attribute.path()) {
        Some(Name::Mount) => {
            let help = "write it above the field: `#[mount(\"/api\")] api: Api`";
            errors.help(attribute, "`#[mount]` goes on a field of the struct, not on a whole item", help);
            false
        }
        _ if attribute.path().is_ident("handler") => {
            errors.at(attribute, "`#[handler]` is given twice");
            false
        }
        Some(name) if name.place() == Place::Method => {
            errors.at(attribute, &misplaced::message(name.text(), &item));
            false
        }
        _ => true,
    });
    quote!(#(#attributes)* #item)
}

fn attributes_and_rest(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, TokenStream)> {
    Ok((input.call(Attribute::parse_outer)?, input.parse()?))
}

fn type_item(options: TokenStream, item: &TypeItem, mut errors: Errors) -> TokenStream {
    let options = of_type(options, item.noun, &mut errors);
    let mounts = check::mounts(item, &mut errors);
    let is_whole = item.is_whole && errors.count() == 0;
    let expanded = expand::mounts(item, &options, &mounts, is_whole);
    let (rest, errors) = (&item.rest, errors.into_tokens());
    emitted(quote!(#rest #expanded #errors), item.is_covered)
}

fn impl_block(options: TokenStream, block: &ImplBlock, mut errors: Errors) -> TokenStream {
    let options = of_impl(options, &mut errors);
    let Some(name) = block.name() else { return nameless(block, errors) };
    let handler = check::handler(block, name, options, &mut errors);
    let expanded = expand::handler(&handler);
    let errors = errors.into_tokens();
    emitted(quote!(#block #expanded #errors), block.is_covered)
}

fn emitted(expanded: TokenStream, is_covered: bool) -> TokenStream {
    if is_covered { uncovered(expanded) } else { expanded }
}

/// An impl of a type without a name is refused by the compiler itself, but for that of a `dyn Trait`.
fn nameless(block: &ImplBlock, mut errors: Errors) -> TokenStream {
    if let ty @ Type::TraitObject(_) = ungrouped(&block.self_ty) {
        errors.at(ty, "`#[handler]` goes on the `impl` block of a struct or enum, not on that of a trait object");
    }
    let errors = errors.into_tokens();
    emitted(quote!(#block #errors), block.is_covered)
}

fn refused(tokens: TokenStream, refuse: impl FnOnce(&mut Errors)) -> TokenStream {
    let mut errors = Errors::default();
    refuse(&mut errors);
    let (item, errors) = (fallback::stripped(tokens), errors.into_tokens());
    quote!(#item #errors)
}

fn refuse_trait_impl(the_trait: &TokenStream, errors: &mut Errors) {
    let name = the_trait.to_string().replace(" ", "");
    errors.help(
        &the_trait,
        &format!("`#[handler]` works on inherent impls; this is an impl of the trait `{name}`"),
        "put the routes in an `impl` block of the type itself",
    );
}

fn refuse_item(noun: &str, keyword: &impl ToTokens, errors: &mut Errors) {
    errors.help(
        &keyword,
        &format!("`#[handler]` goes on a struct (or enum) and on its `impl` block, not on {noun}"),
        "write `#[handler] impl Site { #[get(\"/\")] fn index(&self) -> &'static str { \"hello\" } }`",
    );
}

#[cfg(test)]
mod tests {
    use super::expand;
    use proc_macro2::TokenStream;
    use quote::quote;

    fn check(options: TokenStream, item: TokenStream, expected: TokenStream) {
        assert_eq!(text(&expand(options, item)), text(&expected));
    }

    /// Without what is a matter of formatting: spaces, and commas at the ends of lists.
    fn text(tokens: &TokenStream) -> String {
        let text = tokens.to_string().replace(" ", "");
        ["}", "]", ")", "{"].iter().fold(text, |text, end| text.replace(&format!(",{end}"), end))
    }

    #[test]
    fn a_type_becomes_its_mounts_and_options() {
        check(
            quote!(max_body = 64 * 1024, server = "Site/1.0", crate = facade::http),
            quote! {
                #[derive(Debug)]
                struct Site { #[mount("/a")] #[cfg(unix)] a: A, #[mount("/b/c")] b: B, plain: u8 }
            },
            quote! {
                #[derive(Debug)]
                struct Site { #[cfg(unix)] a: A, b: B, plain: u8 }
                const _: () = {
                    use facade::http::__private as __http;
                    use __http::check::Unchecked as _;
                    #[automatically_derived]
                    impl __http::Mounts for Site {
                        const SERVER: __http::Option<&'static __http::str> = __http::Some("Site/1.0");
                        const MAX_BODY: __http::Option<__http::u64> = __http::Some(64 * 1024);
                        const MOUNTS: &'static [__http::Mount] = &[
                            __http::Mount { prefix: "/b/c", segments: &["b", "c"], field: "b" },
                            #[cfg(unix)]
                            __http::Mount { prefix: "/a", segments: &["a"], field: "a" }
                        ];
                        const MOUNTED: &'static [__http::Mounted<Self>] = &[
                            |this| __http::mounted::<__http::Inferred<_>>(&this.b),
                            #[cfg(unix)]
                            |this| __http::mounted::<__http::Inferred<_>>(&this.a)
                        ];
                    }
                    #[automatically_derived]
                    impl<__Levels: __http::check::Levels> __http::check::Nested<__Levels> for Site {
                        type Handler = Self;
                        const TABLES: &'static [__http::Option<__http::check::Table>] = &[
                            __http::check::Field::<B, __Levels::Less>::TABLE.known(),
                            #[cfg(unix)]
                            __http::check::Field::<A, __Levels::Less>::TABLE.known()
                        ];
                    }
                    #[allow(long_running_const_eval)]
                    const _: () = __http::check::Own::<Site>::TABLE.check_mounted("b");
                    #[cfg(unix)]
                    #[allow(long_running_const_eval)]
                    const _: () = __http::check::Own::<Site>::TABLE.check_mounted("a");
                };
            },
        );
    }

    #[test]
    fn a_generic_type_is_a_handler_where_it_can_be_shared() {
        check(
            quote!(),
            quote!(
                enum E<T: Clone, const N: usize = 1>
                where
                    T: Copy,
                {
                    A(T),
                }
            ),
            quote! {
                enum E<T: Clone, const N: usize = 1> where T: Copy { A(T) }
                const _: () = {
                    use ::http_core::__private as __http;
                    use __http::check::Unchecked as _;
                    #[automatically_derived]
                    impl<T: Clone, const N: usize> __http::Mounts for E<T, N>
                    where T: Copy, Self: ::core::marker::Send + ::core::marker::Sync + 'static
                    {}
                    #[automatically_derived]
                    impl<T: Clone, const N: usize, __Levels: __http::check::Levels> __http::check::Nested<__Levels>
                        for E<T, N>
                    where T: Copy, Self: ::core::marker::Send + ::core::marker::Sync + 'static
                    {
                        type Handler = Self;
                    }
                };
            },
        );
    }

    /// The part of an expansion that begins at one text and ends before another.
    fn part(expanded: &TokenStream, from: &TokenStream, to: &TokenStream) -> String {
        let (text, from, to) = (text(expanded), text(from), text(to));
        let start = text.find(&from).unwrap();
        let length = text[start..].find(&to).unwrap();
        text[start..start + length].to_owned()
    }

    #[test]
    fn a_route_becomes_a_row_of_the_table_and_a_place_in_the_tree() {
        let expanded = expand(
            quote!(prefix = "/v1"),
            quote! {
                impl Site {
                    #[get("/{id}", status = 201)]
                    fn show(&self, id: u64, #[query] page: Option<&str>, user: User<'_>) -> Result<A, B> { body }
                }
            },
        );
        let table = quote! {
            const ROUTES: &'static [__http::Route] = &[__http::Route {
                id: 0,
                method: "GET",
                path: "/v1/{id}",
                name: "Site::show",
                parameters: &[
                    __http::Parameter::new("path", "id", "u64"),
                    __http::Parameter::new("query", "page", "Option<&str>")
                ],
                file: __http::file!(),
                line: __http::line!(),
                ..__http::Route::DEFAULT
            }];
            const CALLS: &'static [__http::Call<Self>] = &[|this, exchange| {
                let request = exchange.request;
                let id_ = __http::path(request, "id", 1).required::<__http::Inferred<_>>()?;
                let page_ = __http::query(request, "page");
                let page_ = page_.optional_text()?;
                let user_ = __http::argument::<__http::Inferred<_>>(request)?;
                let value = Self::show(this, id_, page_, user_);
                __http::Exchange::respond_with_status::<__http::Inferred<_>>(exchange, 201, value)
            }];
        };
        assert_eq!(part(&expanded, &quote!(const ROUTES), &quote!(const TREE)), text(&table));
        let tree = quote! {
            const TREE: &'static __http::Node = &__http::Node {
                literals: &[(
                    "v1",
                    __http::Node {
                        parameter: __http::Some(&__http::Node::leaf(&[__http::Endpoint::new("GET", 0)])),
                        ..__http::Node::EMPTY
                    }
                )],
                ..__http::Node::EMPTY
            };
        };
        assert!(text(&expanded).contains(&text(&tree)));
    }

    #[test]
    fn a_whole_impl_is_checked() {
        let check = quote!(
            const _: () = __http::check::Own::<Site>::TABLE.check();
        );
        let expanded = |item| text(&expand(quote!(), item));
        assert!(expanded(quote!(impl Site {})).contains(&text(&check)));
        for partial in
            [quote!(impl Site { #[get("bad")] fn f(&self) {} }), quote!(impl Site { fn half(&self, x: ) {} })]
        {
            assert!(!expanded(partial).contains("__http::check::Own"));
        }
    }

    #[test]
    fn a_generic_impl_is_checked_where_it_is_used() {
        let check = quote!(
            const CHECKED: () = __http::check::Own::<Self>::TABLE.check_all();
        );
        let expanded = text(&expand(
            quote!(),
            quote!(
                impl<T> Site<T> {}
            ),
        ));
        assert!(expanded.contains(&text(&check)));
        assert!(!expanded.contains("const_:()=__http"));
    }

    #[test]
    fn a_type_with_a_mistake_is_not_checked() {
        for item in [
            quote!(
                struct Site {
                    #[mount("bad")]
                    a: A,
                    #[mount("/b")]
                    b: B,
                }
            ),
            quote!(struct Site { half: , }),
        ] {
            let expanded = text(&expand(quote!(), item));
            assert!(expanded.contains("impl__http::MountsforSite"));
            assert!(!expanded.contains("__http::check::Own") && !expanded.contains("Nested"));
        }
    }

    #[test]
    fn the_type_of_a_field_is_left_to_the_compiler() {
        let item = quote!(
            struct Site(#[mount("/a")] Option<std::sync::Arc<a::Api<u8>>>, #[mount("/b")] Option<Box<Self>>);
        );
        let expanded = text(&expand(quote!(), item));
        assert!(expanded.contains("Field::<Option<std::sync::Arc<a::Api<u8>>>,__Levels::Less>::TABLE"));
        assert!(expanded.contains("Field::<Option<Box<Self>>,__Levels::Less>::TABLE"));
    }

    #[test]
    fn hooks_and_pages_become_functions() {
        let expanded = expand(
            quote!(),
            quote! {
                impl Site {
                    #[catch] fn any(&self, status: StatusCode) -> String { body }
                    #[catch(404)] fn lost(&self, cause: Option<&Error>, request: &Request) -> impl Page { body }
                    #[before] fn check(&self, request: &Request) -> Result<(), E> { body }
                    #[after] fn stamp(&self, head: &mut ResponseHead) { body }
                }
            },
        );
        let expected = quote! {
            const ROUTES: &'static [__http::Route] = &[];
            const CALLS: &'static [__http::Call<Self>] = &[];
            const TREE: &'static __http::Node = &__http::Node::EMPTY;
            const BEFORE: &'static [__http::BeforeHook<Self>] =
                &[|this, request| {
                    let value = Self::check(this, request);
                    __http::passed::<__http::Inferred<_>>(value)
                }];
            const AFTER: &'static [__http::AfterHook<Self>] =
                &[|this, request, head| { Self::stamp(this, head); }];
            const CATCHERS: &'static [__http::Catcher<Self>] = &[
                __http::Catcher {
                    first: 404,
                    last: 404,
                    call: |this, page| {
                        let request = page.request;
                        let value = Self::lost(this, page.cause, request);
                        __http::page::<__http::Inferred<_>>(value)
                    }
                },
                __http::Catcher {
                    first: 400,
                    last: 599,
                    call: |this, page| {
                        let value = Self::any(this, page.status);
                        __http::page::<__http::Inferred<_>>(value)
                    }
                }
            ];
        };
        assert!(text(&expanded).contains(&text(&expected)));
    }

    #[test]
    fn an_attribute_of_an_argument_may_be_that_of_another_macro() {
        let method = quote!(
            #[get("/")]
            fn index(
                &self,
                #[query]
                #[key]
                page: u8,
            ) {
            }
        );
        let call = text(&quote!(Self::index(this, page_)));
        let known = expand(quote!(), quote!(impl Site { #[cached::by_key] #method }));
        assert!(text(&known).contains(&call));
        let unknown = expand(quote!(), quote!(impl Site { #[inline] #method }));
        assert!(!text(&unknown).contains(&call));
    }

    #[test]
    fn a_route_that_cannot_be_read_fails_where_the_handler_is_used() {
        let expanded = expand(quote!(), quote!(impl Site { #[get("/")] gen fn index(&self) {} }));
        assert!(text(&expanded).contains("constCHECKED:()=__http::doubt::Founded.refuse("));
    }

    #[test]
    fn a_method_with_a_mistake_gives_no_code_and_the_others_do() {
        let expanded = expand(
            quote!(),
            quote!(impl Site { #[get("bad")] fn bad(&mut self) {} #[get("/good")] fn good(&self) {} }),
        );
        let text = text(&expanded);
        assert_eq!(text.matches("compile_error").count(), 2);
        assert_eq!(text.matches("__http::Route{").count(), 1);
        assert!(text.contains("fnbad(&mutself){}"));
    }
}

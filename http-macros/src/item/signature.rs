//! Decides how the signature of a method is read, and written again without our attributes.
//! Must not know what a method with one of our attributes may look like.

use super::argument_pattern::ArgumentPattern;
use crate::attribute::{self, Mark, Name, Place};
use crate::types::{last_name, ungrouped};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative;
use syn::{Abi, Attribute, Generics, Lifetime, Path, ReturnType, Token, Type, TypeReference, token};

/// All of a method but its visibility and its body.
pub(crate) struct Signature {
    constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) abi: Option<Abi>,
    fn_token: Token![fn],
    pub(crate) ident: Ident,
    /// With the `where`, which is written behind the output.
    pub(crate) generics: Generics,
    parentheses: token::Paren,
    inputs: Inputs,
    pub(crate) output: ReturnType,
}

/// What stands in the parentheses.
#[derive(Default)]
struct Inputs {
    receiver: Option<Receiver>,
    arguments: Vec<Argument>,
    variadic: Option<TokenStream>,
    /// All of it as it is emitted.
    emitted: TokenStream,
}

/// `self`, however it is written.
pub(crate) struct Receiver {
    pub(crate) kind: ReceiverKind,
    written: TokenStream,
}

pub(crate) enum ReceiverKind {
    Value,
    Reference { lifetime: Option<Lifetime>, is_mut: bool },
    Typed(Box<Type>),
}

/// An argument that is not `self`.
pub(crate) struct Argument {
    pub(crate) marks: Vec<Mark>,
    pub(crate) others: Vec<Attribute>,
    pub(crate) pattern: ArgumentPattern,
    pub(crate) ty: Type,
}

impl Signature {
    /// Reads the signature of a method that has one of our attributes, or has none.
    pub(super) fn parse(input: ParseStream<'_>, is_ours: bool) -> syn::Result<Signature> {
        let (constness, asyncness, unsafety) = (input.parse()?, input.parse()?, input.parse()?);
        let (abi, fn_token, ident) = (input.parse()?, input.parse()?, input.parse()?);
        let mut generics: Generics = input.parse()?;
        let content;
        let parentheses = syn::parenthesized!(content in input);
        let mut inputs = Inputs::parse(&content, is_ours)?;
        let output: ReturnType = input.parse()?;
        if is_ours && inputs.lack_lender_of(&output) {
            let others = &inputs.emitted;
            inputs.emitted = quote!(&self, #others);
        }
        generics.where_clause = input.parse()?;
        Ok(Signature { constness, asyncness, unsafety, abi, fn_token, ident, generics, parentheses, inputs, output })
    }

    pub(crate) fn receiver(&self) -> Option<&Receiver> {
        self.inputs.receiver.as_ref()
    }

    /// Those that are not `self`.
    pub(crate) fn arguments(&self) -> &[Argument] {
        &self.inputs.arguments
    }

    /// The `...` at the end of the arguments.
    pub(crate) fn variadic(&self) -> Option<&TokenStream> {
        self.inputs.variadic.as_ref()
    }

    /// The place of the arguments.
    pub(crate) fn parentheses(&self) -> Span {
        self.parentheses.span.join()
    }
}

impl Inputs {
    fn parse(input: ParseStream<'_>, is_ours: bool) -> syn::Result<Inputs> {
        let mut inputs = Inputs::default();
        let mut is_first = true;
        while !input.is_empty() {
            if inputs.variadic.is_some() {
                return Err(input.error("an argument after the last"));
            }
            inputs.read_next(input, is_ours, std::mem::take(&mut is_first))?;
            let comma = if input.is_empty() { None } else { Some(input.parse::<Token![,]>()?) };
            if !(is_ours && inputs.variadic.is_some()) {
                comma.to_tokens(&mut inputs.emitted);
            }
        }
        Ok(inputs)
    }

    /// Whether a reference that is returned has nothing to refer to. The checks refuse a method of ours without `&self`, and the
    /// compiler would miss a lifetime as well.
    fn lack_lender_of(&self, output: &ReturnType) -> bool {
        let is_lent = |ty: &Type| matches!(ungrouped(ty), Type::Reference(lent) if lent.lifetime.is_none());
        let ReturnType::Type(_, ty) = output else { return false };
        self.receiver.is_none() && is_lent(ty) && !self.arguments.iter().any(|argument| is_lent(&argument.ty))
    }

    fn read_next(&mut self, input: ParseStream<'_>, is_ours: bool, is_first: bool) -> syn::Result<()> {
        let attributes = input.call(Attribute::parse_outer)?;
        if is_first && let Some(receiver) = Receiver::parse(input) {
            let receiver = receiver?;
            self.emitted.extend(quote!(#(#attributes)* #receiver));
            self.receiver = Some(receiver);
            return Ok(());
        }
        if input.peek(Token![...]) {
            return self.read_variadic(quote!(#(#attributes)*), input, is_ours);
        }
        let pattern = ArgumentPattern::parse(input)?;
        let colon: Token![:] = input.parse()?;
        if input.peek(Token![...]) {
            return self.read_variadic(quote!(#(#attributes)* #pattern #colon), input, is_ours);
        }
        let argument = Argument::new(attributes, pattern, input.parse()?);
        argument.emit(colon, is_ours, &mut self.emitted);
        self.arguments.push(argument);
        Ok(())
    }

    /// The checks refuse a `...` in a method of ours, and the compiler would refuse it once more.
    fn read_variadic(&mut self, before: TokenStream, input: ParseStream<'_>, is_ours: bool) -> syn::Result<()> {
        let dots: Token![...] = input.parse()?;
        let variadic = quote!(#before #dots);
        if !is_ours {
            self.emitted.extend(variadic.clone());
        }
        self.variadic = Some(variadic);
        Ok(())
    }
}

impl Argument {
    fn new(attributes: Vec<Attribute>, pattern: ArgumentPattern, ty: Type) -> Argument {
        let of_argument = |path: &Path| Name::of(path).filter(|name| name.place() == Place::Argument);
        let sorted = attribute::sort(attributes, of_argument);
        Argument { marks: sorted.marks, others: sorted.kept, pattern, ty }
    }

    /// Without our attributes. In a method of ours also without those that are misspelt: the compiler would complain about
    /// them a second time.
    fn emit(&self, colon: Token![:], is_ours: bool, tokens: &mut TokenStream) {
        let stays = |other: &&Attribute| !is_ours || !Name::is_for_argument(other.path());
        let kept = self.others.iter().filter(stays);
        let (pattern, ty) = (&self.pattern, if is_ours { lent_to_change(&self.ty) } else { self.ty.to_token_stream() });
        tokens.extend(quote!(#(#kept)* #pattern #colon #ty));
    }
}

/// With the `mut` that a body, a writer or a head is useless without. The checks refuse a method of ours that lacks it, and the compiler
/// would miss it wherever the method reads or writes.
fn lent_to_change(ty: &Type) -> TokenStream {
    match ungrouped(ty) {
        Type::Reference(TypeReference { and_token, lifetime, mutability: None, elem, .. })
            if last_name(elem).is_some_and(|name| CHANGED_BY_USE.iter().any(|changed| name == changed)) =>
        {
            quote!(#and_token #lifetime mut #elem)
        }
        _ => ty.to_token_stream(),
    }
}

const CHANGED_BY_USE: [&str; 3] = ["Body", "ResponseWriter", "ResponseHead"];

impl Receiver {
    /// Nothing where no `self` stands first.
    fn parse(input: ParseStream<'_>) -> Option<syn::Result<Receiver>> {
        let ahead = input.fork();
        let plain = Receiver::plain(&ahead).ok()?;
        input.advance_to(&ahead);
        Some(plain.with_type(input))
    }

    fn plain(input: ParseStream<'_>) -> syn::Result<Receiver> {
        let ampersand: Option<Token![&]> = input.parse()?;
        let lifetime: Option<Lifetime> = if ampersand.is_some() { input.parse()? } else { None };
        let mutability: Option<Token![mut]> = input.parse()?;
        let self_token: Token![self] = input.parse()?;
        let written = quote!(#ampersand #lifetime #mutability #self_token);
        let kind = match ampersand {
            Some(_) => ReceiverKind::Reference { lifetime, is_mut: mutability.is_some() },
            None => ReceiverKind::Value,
        };
        Ok(Receiver { kind, written })
    }

    fn with_type(mut self, input: ParseStream<'_>) -> syn::Result<Receiver> {
        if matches!(self.kind, ReceiverKind::Value)
            && let Some(colon) = input.parse::<Option<Token![:]>>()?
        {
            let ty: Type = input.parse()?;
            self.written.extend(quote!(#colon #ty));
            self.kind = ReceiverKind::Typed(Box::new(ty));
        }
        Ok(self)
    }
}

impl ToTokens for Receiver {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.written.to_tokens(tokens);
    }
}

impl ToTokens for Signature {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Signature { constness, asyncness, unsafety, abi, fn_token, ident, generics, output, .. } = self;
        tokens.extend(quote!(#constness #asyncness #unsafety #abi #fn_token #ident #generics));
        self.parentheses.surround(tokens, |tokens| self.inputs.emitted.to_tokens(tokens));
        output.to_tokens(tokens);
        generics.where_clause.to_tokens(tokens);
    }
}

//! Decides how a path is read, from the left, and what is said of the first thing in it that is wrong.
//! Must not know what becomes of the segments.

use super::meant::{
    as_identifier, encoded, in_our_braces, is_expression, is_identifier, is_path_character, rest_name, rooted,
    takes_rest,
};
use super::mistake::{Drawing, Mistake, not_fixed, plain};
use super::{Segment, Use};

/// Reads one path; positions are counted in characters from its start.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) used: Use,
}

/// A part of one segment.
enum Piece {
    Text(Vec<u8>),
    Braces { at: usize, inside: String },
}

impl Reader<'_> {
    fn noun(&self) -> &'static str {
        self.used.noun()
    }

    fn mistake(&self, at: usize, message: &str, label: &str, help: &str) -> Mistake {
        let drawing = Drawing { text: self.text.to_owned(), at, label: label.to_owned() };
        Mistake { message: message.to_owned(), drawing: Some(drawing), help: help.to_owned() }
    }

    pub(super) fn check_start(&self) -> Result<(), Mistake> {
        if self.text.is_empty() {
            let help = match self.used {
                Use::Route => "`\"/\"` is the root; without a path the attribute takes every request of its method",
                Use::Mount => "`#[mount(\"/\")]` is the root",
                Use::Prefix => "leave the prefix out",
            };
            return Err(plain(format!("{} is empty", self.noun()), help));
        }
        if self.text.starts_with('/') {
            return Ok(());
        }
        let message = format!("{} must start with `/`", self.noun());
        let meant = Reader { text: &rooted(self.text), used: self.used }.in_braces();
        Err(self.mistake(0, &message, "expected `/` here", &format!("write {meant:?}")))
    }

    pub(super) fn check_is_no_expression(&self) -> Result<(), Mistake> {
        if !is_expression(self.text) {
            return Ok(());
        }
        let help = match self.used {
            Use::Mount => "write the text alone",
            _ => {
                "take a segment by its name, like \"/{id}\": what does not fit the argument's type is answered with 404"
            }
        };
        Err(plain(format!("a {} is no regular expression", self.noun()), help))
    }

    /// Finds what no path of a request can hold. Names in braces are checked elsewhere.
    pub(super) fn check_characters(&self) -> Result<(), Mistake> {
        let mut in_braces = false;
        for (at, character) in self.text.chars().enumerate() {
            match character {
                '{' => in_braces = true,
                '}' | '/' => in_braces = false,
                '?' => return Err(self.has_query(at)),
                '#' if in_braces => return Err(self.has_raw_name(at)),
                '#' => return Err(self.has_fragment(at)),
                '<' | '>' | '[' | ']' => return Err(self.foreign_parameter(at)),
                _ if in_braces || is_path_character(character) => {}
                _ => return Err(self.must_be_encoded(at, character)),
            }
        }
        Ok(())
    }

    fn has_query(&self, at: usize) -> Mistake {
        let rest = self.text.split_once('?').map_or("", |(_, rest)| rest).trim_start_matches(['<', '}']);
        if rest.is_empty() {
            let help = "for a segment that may be absent write two attributes, with and without it";
            return self.mistake(at, &format!("a {} has no query", self.noun()), "", help);
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = rest.get(..end).filter(|name| is_identifier(name)).unwrap_or("page");
        let help = format!("take it as an argument: `#[query] {name}: u32`");
        self.mistake(at, &format!("a {} has no query", self.noun()), "", &help)
    }

    fn has_fragment(&self, at: usize) -> Mistake {
        let kept = self.before(at);
        let message = format!("a {} has no fragment; it never reaches the server", self.noun());
        self.mistake(at, &message, "", &format!("write {kept:?}, or `%23` for the character itself"))
    }

    fn has_raw_name(&self, at: usize) -> Mistake {
        let fixed = self.text.replace("{r#", "{").replace("{*r#", "{*").replace("#", "");
        self.mistake(
            at,
            "a path parameter has no `#` in its name",
            "",
            &format!("write {fixed:?}, also for an argument `r#..`"),
        )
    }

    fn must_be_encoded(&self, at: usize, character: char) -> Mistake {
        let fixed = encoded(self.text.trim_end());
        let message = format!("{character:?} cannot stand in a {}: write it percent-encoded", self.noun());
        self.mistake(at, &message, "", &format!("write \"{fixed}\""))
    }

    fn foreign_parameter(&self, at: usize) -> Mistake {
        if self.used == Use::Mount {
            return not_fixed();
        }
        let fixed = self.in_braces();
        self.mistake(at, "this looks like a parameter of another framework", "", &format!("write {fixed:?}"))
    }

    /// This path with the parameters of other frameworks written our way.
    fn in_braces(&self) -> String {
        let mut fixed = String::new();
        for segment in self.text.split('/').skip(1) {
            let angled = segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            let squared = segment.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            fixed.push('/');
            fixed.push_str(&match angled.or(squared).or_else(|| segment.strip_prefix(':')) {
                Some(name) => in_our_braces(name),
                None if segment.starts_with('*') => return self.with_rest(&fixed, segment),
                None => encoded(segment),
            });
        }
        fixed
    }

    /// `before`, which ends in a slash, with all that begins with it: below a mount or a prefix that is so anyway.
    fn with_rest(&self, before: &str, star: &str) -> String {
        match (self.used, before.trim_end_matches('/')) {
            (Use::Route, _) => format!("{before}{{*{}}}", rest_name(star)),
            (_, "") => "/".to_owned(),
            (_, before) => before.to_owned(),
        }
    }

    /// So many characters of this path.
    fn before(&self, at: usize) -> String {
        self.text.chars().take(at).collect()
    }

    pub(super) fn segments(&self) -> Result<Vec<Segment>, Mistake> {
        let mut at = 1;
        let mut segments = Vec::new();
        let words: Vec<&str> = self.text.split('/').skip(1).collect();
        for (index, word) in words.iter().enumerate() {
            if word.is_empty() && index + 1 < words.len() {
                return Err(self.empty_segment(at));
            }
            segments.push(self.segment(at, word)?);
            at += word.chars().count() + 1;
        }
        Ok(segments)
    }

    fn empty_segment(&self, at: usize) -> Mistake {
        let mut fixed = self.text.to_owned();
        while fixed.contains("//") {
            fixed = fixed.replace("//", "/");
        }
        self.mistake(at, &format!("empty segment in {}", self.noun()), "", &format!("write {fixed:?}"))
    }

    fn segment(&self, at: usize, word: &str) -> Result<Segment, Mistake> {
        if word.len() > 1 && word.starts_with(':') {
            return Err(self.foreign_parameter(at));
        }
        if word.starts_with('*') {
            return Err(self.bare_star(at, word));
        }
        let mut pieces = self.pieces(at, word)?;
        let braces = pieces.iter().filter(|piece| matches!(piece, Piece::Braces { .. })).count();
        match (pieces.pop(), braces) {
            (None, _) => Ok(Segment::Literal(String::new())),
            (Some(Piece::Text(bytes)), 0) => self.literal(at, bytes),
            (Some(Piece::Braces { at, inside }), 1) if pieces.is_empty() => self.parameter(at, &inside),
            (_, 1) => Err(self.affixed(at, word)),
            _ => Err(self.crowded(at, word)),
        }
    }

    fn bare_star(&self, at: usize, word: &str) -> Mistake {
        let fixed = self.with_rest(&self.before(at), word);
        let help = match (self.used, fixed.as_str()) {
            (Use::Route, _) => format!("write \"{fixed}\"; the character itself is written `%2A`"),
            (Use::Prefix, "/") => "leave the prefix out".to_owned(),
            (Use::Mount | Use::Prefix, _) => format!("write \"{fixed}\": all paths below it belong to it"),
        };
        self.mistake(at, "this looks like a wildcard of another framework", "", &help)
    }

    fn affixed(&self, at: usize, word: &str) -> Mistake {
        let help = format!("take the whole segment, and take {word:?} apart in the method");
        self.mistake(at, "a path parameter takes a whole segment", "", &help)
    }

    fn crowded(&self, at: usize, word: &str) -> Mistake {
        let after_first = word.find('}').map_or(0, |end| end + 1);
        let fixed = self.text.replace("}{", "}/{");
        let help = match fixed == self.text {
            true => "take the whole segment, and take it apart in the method".to_owned(),
            false => format!("separate them: {fixed:?}"),
        };
        self.mistake(at + after_first, "one parameter per segment", "", &help)
    }

    /// Takes one segment apart at its braces and decodes what is outside of them.
    fn pieces(&self, start: usize, word: &str) -> Result<Vec<Piece>, Mistake> {
        let characters: Vec<char> = word.chars().collect();
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(character) = characters.get(at) {
            let doubled = characters.get(at + 1) == Some(character);
            at += match character {
                '{' | '}' if doubled => {
                    push_byte(&mut pieces, *character as u8);
                    2
                }
                '{' => self.braces(start + at, characters.get(at + 1..), &mut pieces)?,
                '}' => return Err(self.stray_brace(start + at)),
                '%' => {
                    push_byte(&mut pieces, self.escape(start + at, characters.get(at + 1..at + 3))?);
                    3
                }
                other => {
                    push_byte(&mut pieces, *other as u8);
                    1
                }
            };
        }
        Ok(pieces)
    }

    /// Reads up to the closing brace and says how many characters that were.
    fn braces(&self, at: usize, rest: Option<&[char]>, pieces: &mut Vec<Piece>) -> Result<usize, Mistake> {
        let rest = rest.unwrap_or_default();
        let Some(length) = rest.iter().position(|character| *character == '}') else {
            let before = self.before(at + 1 + rest.len());
            let fixed = format!("{before}}}{}", self.text.strip_prefix(before.as_str()).unwrap_or_default());
            let help = format!("write {fixed:?}; a literal brace is written `{{{{`");
            return Err(self.mistake(at, &format!("unclosed `{{` in {}", self.noun()), "", &help));
        };
        pieces.push(Piece::Braces { at, inside: rest.get(..length).unwrap_or_default().iter().collect() });
        Ok(length + 2)
    }

    fn stray_brace(&self, at: usize) -> Mistake {
        self.mistake(at, &format!("`}}` without `{{` in {}", self.noun()), "", "a literal brace is written `}}`")
    }

    fn escape(&self, at: usize, digits: Option<&[char]>) -> Result<u8, Mistake> {
        let digits: String = digits.unwrap_or_default().iter().collect();
        let is_hexadecimal = digits.len() == 2 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        match u8::from_str_radix(&digits, 16) {
            Ok(0) => Err(self.mistake(at, "a path with NUL is always refused", "", "leave `%00` out")),
            Ok(byte) if is_hexadecimal => Ok(byte),
            _ => Err(self.mistake(
                at,
                &format!("broken percent-escape in {}", self.noun()),
                "two hexadecimal digits must follow",
                "the character itself is written `%25`",
            )),
        }
    }

    fn literal(&self, at: usize, bytes: Vec<u8>) -> Result<Segment, Mistake> {
        String::from_utf8(bytes).map(Segment::Literal).map_err(|_| {
            let message = "this segment is not UTF-8 when decoded, so it can never match";
            self.mistake(at, message, "", "write the percent-escapes of a UTF-8 text")
        })
    }

    fn parameter(&self, at: usize, inside: &str) -> Result<Segment, Mistake> {
        let (star, name) = match inside.strip_prefix('*') {
            Some(name) => ("*", name),
            None => ("", inside),
        };
        if name.is_empty() {
            let example = if star.is_empty() { "id" } else { "rest" };
            let help = format!(
                "for example \"{}\"",
                self.text.replacen(format!("{{{star}}}").as_str(), &format!("{{{star}{example}}}"), 1)
            );
            return Err(self.mistake(at, "a path parameter needs a name", "", &help));
        }
        if let Some((short, kind)) = name.split_once(':').filter(|(short, _)| is_identifier(short)) {
            let star = if ["path", ".*", ".+"].contains(&kind) { "*" } else { star };
            let help = format!("write `{{{star}{short}}}`: the type of the argument says what is taken");
            return Err(self.mistake(at, "a path parameter has a name and nothing else", "", &help));
        }
        if !is_identifier(name) {
            let star = if takes_rest(name) { "*" } else { star };
            let fixed =
                self.text.replace(format!("{{{inside}}}").as_str(), &format!("{{{star}{}}}", as_identifier(name)));
            let message = format!("`{name}` is not a Rust identifier");
            return Err(self.mistake(at + 1, &message, "", &format!("did you mean {fixed:?}?")));
        }
        Ok(match star {
            "" => Segment::Parameter(name.to_owned()),
            _ => Segment::Rest(name.to_owned()),
        })
    }
}

fn push_byte(pieces: &mut Vec<Piece>, byte: u8) {
    match pieces.last_mut() {
        Some(Piece::Text(bytes)) => bytes.push(byte),
        _ => pieces.push(Piece::Text(vec![byte])),
    }
}

pub(super) fn check_no_slash_at_end(text: &str, used: Use, is_root: bool) -> Result<(), Mistake> {
    let Some(shorter) = text.strip_suffix('/').filter(|_| !is_root) else {
        return Ok(());
    };
    let help = match shorter.is_empty() {
        true => "leave the prefix out".to_owned(),
        false => format!("write {shorter:?}"),
    };
    let reader = Reader { text, used };
    let last = text.chars().count() - 1;
    Err(reader.mistake(last, &format!("{} must not end with `/`", used.noun()), "", &help))
}

pub(super) fn check_rest_is_last(reader: &Reader<'_>, segments: &[Segment]) -> Result<(), Mistake> {
    let Some((_, before)) = segments.split_last() else {
        return Ok(());
    };
    let Some(Segment::Rest(name)) = before.iter().find(|segment| matches!(segment, Segment::Rest(_))) else {
        return Ok(());
    };
    let written = format!("{{*{name}}}");
    let end = reader.text.find(&written).map_or(0, |start| start + written.len());
    let kept = reader.text.get(..end).unwrap_or(reader.text);
    Err(reader.mistake(
        kept.chars().count(),
        &format!("`{written}` takes the rest of the path, so it must come last"),
        "nothing may follow",
        &format!("write {kept:?}, or `{{{name}}}` to take one segment"),
    ))
}

pub(super) fn check_names_differ(reader: &Reader<'_>, segments: &[Segment]) -> Result<(), Mistake> {
    let names: Vec<&str> = segments.iter().filter_map(Segment::name).collect();
    for (index, name) in names.iter().enumerate() {
        if names.iter().take(index).any(|earlier| earlier == name) {
            return Err(plain(
                format!("path parameter `{name}` appears twice in {:?}", reader.text),
                "give each parameter a name of its own",
            ));
        }
    }
    Ok(())
}

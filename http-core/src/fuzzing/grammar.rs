//! A second, naive reading of the chunked transfer coding, straight from the ABNF of RFC 9112 section 7.1.
//!
//! It shares nothing with the decoder: the two are compared byte for byte.

/// What a chunked content is found to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The content, and how many bytes it took on the wire.
    Complete(Vec<u8>, usize),
    /// Something could follow that makes it valid.
    Unfinished,
    Invalid,
}

/// Why a rule does not match.
enum Stop {
    Unfinished,
    Invalid,
}

type Matched<T> = Result<T, Stop>;

struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// `chunked-body = *chunk last-chunk trailer-section CRLF`
pub(crate) fn read(bytes: &[u8]) -> Reading {
    let mut cursor = Cursor { bytes, at: 0 };
    match cursor.chunked_body() {
        Ok(content) => Reading::Complete(content, cursor.at),
        Err(Stop::Unfinished) => Reading::Unfinished,
        Err(Stop::Invalid) => Reading::Invalid,
    }
}

impl Cursor<'_> {
    fn chunked_body(&mut self) -> Matched<Vec<u8>> {
        let mut content = Vec::new();
        loop {
            let size = self.chunk_size()?;
            self.chunk_extensions()?;
            self.crlf()?;
            if size == 0 {
                break;
            }
            for _ in 0..size {
                content.push(self.any()?);
            }
            self.crlf()?;
        }
        while self.peek()? != b'\r' {
            self.field_line()?;
        }
        self.crlf()?;
        Ok(content)
    }

    /// `1*HEXDIG`; what does not fit into 63 bits is as good as invalid.
    fn chunk_size(&mut self) -> Matched<u64> {
        let mut digits = 0;
        let mut size = 0_u128;
        while let Some(digit) = char::from(self.peek()?).to_digit(16) {
            self.at += 1;
            digits += 1;
            size = size * 16 + u128::from(digit);
            if digits > 16 {
                return Err(Stop::Invalid);
            }
        }
        match u64::try_from(size) {
            Ok(size) if digits > 0 && size <= i64::MAX as u64 => Ok(size),
            _ => Err(Stop::Invalid),
        }
    }

    /// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )`
    fn chunk_extensions(&mut self) -> Matched<()> {
        loop {
            let has_space = self.bws()?;
            if self.peek()? != b';' {
                // Whitespace belongs to an extension; without one it may not be there.
                return if has_space { Err(Stop::Invalid) } else { Ok(()) };
            }
            self.at += 1;
            self.bws()?;
            self.token()?;
            let before_space = self.at;
            self.bws()?;
            if self.peek()? == b'=' {
                self.at += 1;
                self.bws()?;
                if self.peek()? == b'"' { self.quoted_string()? } else { self.token()? }
            } else {
                self.at = before_space;
            }
        }
    }

    /// `DQUOTE *( qdtext / quoted-pair ) DQUOTE`
    fn quoted_string(&mut self) -> Matched<()> {
        self.at += 1;
        loop {
            match self.any()? {
                b'"' => return Ok(()),
                b'\\' => self.text()?,
                _ => {
                    self.at -= 1;
                    self.text()?;
                }
            }
        }
    }

    /// `field-name ":" OWS field-value OWS CRLF`
    fn field_line(&mut self) -> Matched<()> {
        self.token()?;
        if self.any()? != b':' {
            return Err(Stop::Invalid);
        }
        while self.peek()? != b'\r' {
            self.text()?;
        }
        self.crlf()
    }

    fn token(&mut self) -> Matched<()> {
        if !is_tchar(self.any()?) {
            return Err(Stop::Invalid);
        }
        while is_tchar(self.peek()?) {
            self.at += 1;
        }
        Ok(())
    }

    /// `HTAB / SP / VCHAR / obs-text`
    fn text(&mut self) -> Matched<()> {
        match self.any()? {
            b'\t' | 0x20..=0x7e | 0x80..=0xff => Ok(()),
            _ => Err(Stop::Invalid),
        }
    }

    fn bws(&mut self) -> Matched<bool> {
        let start = self.at;
        while matches!(self.peek()?, b' ' | b'\t') {
            self.at += 1;
        }
        Ok(self.at > start)
    }

    fn crlf(&mut self) -> Matched<()> {
        for wanted in [b'\r', b'\n'] {
            if self.any()? != wanted {
                return Err(Stop::Invalid);
            }
        }
        Ok(())
    }

    fn any(&mut self) -> Matched<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    fn peek(&self) -> Matched<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::Unfinished)
    }
}

/// `tchar`, RFC 9110 section 5.6.2.
pub(crate) fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

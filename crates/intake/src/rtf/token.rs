//! RTF as tokens: groups, words with a number, bytes.

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word with its parameter.
    Word(&'a str, Option<i32>),
    /// A control symbol such as `~`.
    Symbol(u8),
    /// A byte in the code page of the font.
    Byte(u8),
    /// Bytes of a picture.
    Binary(&'a [u8]),
}

/// Cuts RTF into tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let bytes = self.bytes;
        let name = std::str::from_utf8(&bytes[start..self.at]).unwrap_or_default();
        let digits = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit)
            && self.at - digits < 11
        {
            self.at += 1;
        }
        let number = std::str::from_utf8(&bytes[digits..self.at]).unwrap_or_default();
        let number = number.parse().ok();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            let end = self.at.saturating_add(length).min(bytes.len());
            let binary = &bytes[self.at..end];
            self.at = end;
            return Token::Binary(binary);
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' | 0 => {}
                b'\\' => {
                    let next = *self.bytes.get(self.at)?;
                    if next.is_ascii_alphabetic() {
                        return Some(self.word());
                    }
                    self.at += 1;
                    if next != b'\'' {
                        return Some(Token::Symbol(next));
                    }
                    let digits = self.bytes.get(self.at..self.at + 2)?;
                    let digits = std::str::from_utf8(digits).unwrap_or_default();
                    if let Ok(byte) = u8::from_str_radix(digits, 16) {
                        self.at += 2;
                        return Some(Token::Byte(byte));
                    }
                }
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

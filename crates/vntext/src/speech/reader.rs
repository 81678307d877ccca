//! Reading one line from left to right, each place by the first rule that knows it.

use super::lexicon::Lexicon;
use super::{code, day, measure, number};
use crate::lint::is_address;
use crate::sentence::is_abbreviation;
use crate::tidy::is_space;

/// Words that a number in Roman letters stands behind.
const ROMAN_AFTER: [&str; 22] = [
    "thứ", "khóa", "khoá", "kỷ", "kỉ", "quý", "quí", "chương", "phần", "hội", "hạng",
    "cấp", "loại", "đợt", "kỳ", "kì", "tập", "mục", "nhóm", "vùng", "bảng", "khoa",
];

pub(super) struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    at: usize,
    said: String,
    /// The word read last, as it stands in the text.
    before: &'a str,
    /// The word before the number read last.
    lead: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(line: &'a str, lexicon: &'a Lexicon) -> Self {
        // The mark of a list says nothing.
        let bare = line.trim_start();
        let text = bare
            .strip_prefix(['-', '–', '+', '•', '*'])
            .filter(|rest| rest.starts_with(is_space))
            .unwrap_or(bare);
        Self {
            text,
            lexicon,
            at: 0,
            said: String::with_capacity(line.len() * 2),
            before: "",
            lead: "",
        }
    }

    pub(super) fn read(mut self) -> String {
        while let Some(letter) = self.rest().chars().next() {
            if letter.is_alphanumeric() || matches!(letter, '$' | '+') {
                self.word();
            } else {
                self.mark(letter);
            }
        }
        self.said
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes `length` bytes, for which `said` is said.
    fn take(&mut self, said: &str, length: usize) {
        let taken = &self.text[self.at..self.at + length];
        self.said.push_str(said);
        self.before = taken;
        self.at += length;
    }

    /// A place where a word or a number begins.
    fn word(&mut self) {
        let rest = self.rest();
        if let Some(address) = self.address() {
            return self.take(&code::address(address), address.len());
        }
        if let Some((short, said)) = self.lexicon.start_of(rest) {
            let stop = usize::from(self.takes_stop(short));
            return self.take(said, short.len() + stop);
        }
        if rest.starts_with(|letter: char| letter.is_ascii_digit())
            || rest.starts_with("+84")
        {
            return self.number();
        }
        if let Some(amount) = rest.strip_prefix('$')
            && let Some((said, length)) = number::number(amount)
        {
            return self.take(&format!("{said} đô la Mỹ"), 1 + length);
        }
        if rest.starts_with(['$', '+']) {
            let said = if rest.starts_with('$') { " đô la " } else { " cộng " };
            return self.take(said, 1);
        }
        let end = rest.find(|l: char| !l.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..end];
        if let Some(value) = self.roman(word) {
            let mut said = value.to_string();
            let mut length = end;
            if let Some(year) = rest[end..].strip_prefix('/')
                && number::digits(year) == 4
            {
                said = format!("{said} năm {}", &year[..4]);
                length += 5;
            }
            return self.take(&said, length);
        }
        if code::is_spelt(word) {
            return self.take(&code::spelt_apart(word), end);
        }
        let divides =
            measure::is_counted(word).then(|| measure::per(&rest[end..])).flatten();
        if let Some((per, length)) = divides {
            return self.take(&format!("{word} {per}"), end + length);
        }
        self.take(word, end);
    }

    /// The address that begins here; only a word of its own is one.
    fn address(&self) -> Option<&'a str> {
        let inside = |l: char| !l.is_whitespace() && !matches!(l, '(' | '“' | '"' | '<');
        if self.text[..self.at].ends_with(inside) {
            return None;
        }
        let rest = self.rest();
        let token = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        let bare = token.trim_end_matches(|l: char| !l.is_alphanumeric() && l != '/');
        is_address(bare).then_some(bare)
    }

    /// Whether the full stop behind an abbreviation belongs to it: "TP. Cần Thơ".
    fn takes_stop(&self, short: &str) -> bool {
        let next = &self.rest()[short.len()..];
        next.starts_with('.')
            && is_abbreviation(short)
            && next[1..].trim_start().starts_with(char::is_uppercase)
    }

    fn roman(&self, word: &str) -> Option<u32> {
        let value = number::roman(word)?;
        let named = ROMAN_AFTER.contains(&self.before.to_lowercase().as_str());
        // "I", "V" and "XI" alone may be names; "XIII" is a number anywhere.
        (named || word.len() > 2 || matches!(word, "II" | "IV" | "VI" | "IX"))
            .then_some(value)
    }

    /// Digits: a date, a time, a code, or a number with what belongs to it.
    fn number(&mut self) {
        let (rest, before) = (self.rest(), self.before);
        self.lead = before;
        let found = code::document(rest, before, self.lexicon)
            .or_else(|| day::date(rest, before))
            .or_else(|| day::time(rest, before))
            .or_else(|| number::telephone(rest));
        if let Some((said, length)) = found {
            self.take(&said, length);
            return self.up_to();
        }
        let Some((said, length)) = number::number(rest) else { return };
        self.take(&said, length);
        if let Some((part, length)) = fraction(self.rest(), &said) {
            return self.take(&part, length);
        }
        self.unit();
        self.glued();
        self.up_to();
    }

    /// The unit of the number just read.
    fn unit(&mut self) {
        let rest = self.rest();
        let gap = rest.len() - rest.trim_start_matches(is_space).len();
        if let Some((said, length)) = measure::unit(&rest[gap..])
            // "5 h" and "3 m" are units, "khối 5 V" and "5 W" may be names.
            && (gap == 0 || !matches!(&rest[gap..gap + length], "V" | "W" | "l"))
        {
            self.take(&format!(" {said}"), gap + length);
        }
    }

    /// Letters glued to a number: "931B", "1000CM".
    fn glued(&mut self) {
        let rest = self.rest();
        if !rest.starts_with(char::is_alphabetic) {
            return;
        }
        let end = rest.find(|l: char| !l.is_alphanumeric()).unwrap_or(rest.len());
        let word = &rest[..end];
        let capitals = word.chars().all(|l| l.is_uppercase() || l.is_ascii_digit());
        let said = if capitals { code::spelt_apart(word) } else { word.to_owned() };
        self.take(&format!(" {said}"), end);
    }

    /// What ties the number to a second one: "2021 – 2025", "15-17", "19 × 27".
    fn up_to(&mut self) {
        let rest = self.rest();
        let mark_at = rest.len() - rest.trim_start_matches(is_space).len();
        let Some(mark) = rest[mark_at..].chars().next() else { return };
        let behind = &rest[mark_at + mark.len_utf8()..];
        let gap = behind.len() - behind.trim_start_matches(is_space).len();
        let digits = behind[gap..].starts_with(|letter: char| letter.is_ascii_digit());
        let spaced = mark_at > 0 && gap > 0;
        let tight = mark_at == 0 && gap == 0;
        let said = match mark {
            '–' | '-' | '—' | '−' if digits && (spaced || tight) => {
                if self.is_score(&behind[gap..]) { ", " } else { " đến " }
            }
            '×' | 'x' | 'X' if digits && (spaced || tight) => " nhân ",
            _ => return,
        };
        let before = self.before;
        self.take(said, mark_at + mark.len_utf8() + gap);
        // A range has the words before it before both its numbers.
        self.before = before;
    }

    /// Whether two small numbers are the result of a match: so called, or the first is
    /// not the smaller.
    fn is_score(&self, second: &str) -> bool {
        if self.lead == "số" {
            return true;
        }
        let value = |text: &str| text[..number::digits(text)].parse::<u32>().ok();
        let first = value(self.before);
        let (Some(first), Some(second)) = (first, value(second)) else { return false };
        first >= second && first < 100
    }

    /// A mark between words.
    fn mark(&mut self, letter: char) {
        let rest = self.rest();
        if rest.starts_with("./.") {
            return self.pause('.', 3);
        }
        match letter {
            '…' => self.ellipsis(letter.len_utf8()),
            '.' if rest.starts_with("...") => {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                self.ellipsis(dots);
            }
            '-' if rest.starts_with("--") => self.rule('-'),
            '–' | '—' | '-' | '―' => self.dash(letter),
            '&' => self.pause_less(" và "),
            '%' => self.pause_less(" phần trăm "),
            '×' => self.pause_less(" nhân "),
            '=' if !rest.starts_with("==") => self.pause_less(" bằng "),
            '=' => self.rule('='),
            '/' => {
                let between = self.said.ends_with(char::is_alphanumeric)
                    && rest[1..].starts_with(char::is_alphanumeric);
                self.pause_less(if between { " " } else { "" });
            }
            '*'
            | '_'
            | '#'
            | '~'
            | '|'
            | '^'
            | '\\'
            | '•'
            | '\u{200B}'..='\u{200F}'
            | '\u{FEFF}'
            | '\u{AD}' => self.skip(letter),
            _ if letter.is_control() && letter != '\t' => self.skip(letter),
            _ => {
                let length = letter.len_utf8();
                self.said.push(letter);
                self.at += length;
                // A sentence or a bracket parts a number from the words before.
                if !is_space(letter) {
                    self.before = "";
                }
            }
        }
    }

    /// A row of one character draws a line; two hyphens are a dash.
    fn rule(&mut self, letter: char) {
        let rest = self.rest();
        let row = rest.len() - rest.trim_start_matches(letter).len();
        if row == 2 && letter == '-' {
            self.said.push_str(", ");
        }
        self.before = "";
        self.at += row;
    }

    fn skip(&mut self, letter: char) {
        self.at += letter.len_utf8();
    }

    /// Says a word for the character here.
    fn pause_less(&mut self, said: &str) {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.said.push_str(said);
        self.before = "";
        self.at += length;
    }

    fn pause(&mut self, mark: char, length: usize) {
        self.said.push(mark);
        self.before = "";
        self.at += length;
    }

    /// What is left out ends the sentence, or only pauses.
    fn ellipsis(&mut self, length: usize) {
        let next =
            self.rest()[length..].trim_start_matches(['”', '"', ')', '’']).trim_start();
        let ends = next.is_empty() || next.starts_with(char::is_uppercase);
        self.pause(if ends { '.' } else { ',' }, length);
    }

    /// A dash with a space at a side is a pause; one within a word stays.
    fn dash(&mut self, letter: char) {
        let length = letter.len_utf8();
        let next = &self.rest()[length..];
        let spaced =
            self.said.ends_with(' ') || next.starts_with(is_space) || next.is_empty();
        let below_zero = letter == '-'
            && next.starts_with(|digit: char| digit.is_ascii_digit())
            && (self.said.is_empty() || self.said.ends_with([' ', '(']));
        if below_zero {
            self.pause_less("âm ");
        } else if spaced {
            self.pause_less(", ");
        } else if letter == '-' {
            self.said.push('-');
            self.at += length;
        } else {
            self.pause_less(", ");
        }
    }
}

/// "2/3": the part behind the slash.
fn fraction(text: &str, first: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('/')?;
    let count = number::digits(rest);
    let whole = first.bytes().all(|b| b.is_ascii_digit()) && first.len() <= 3;
    let ends = !rest[count..].starts_with(|l: char| l.is_alphanumeric() || l == '/');
    (whole && (1..=4).contains(&count) && ends)
        .then(|| (format!(" phần {}", &rest[..count]), 1 + count))
}

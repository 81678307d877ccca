//! Front matter line by line, for lines that are no YAML together.
//!
//! People write `title: Hội nghị: tổng kết năm 2025` and forget the closing dashes.
//! Here lines are gathered into entries, each of which is YAML by itself or taken
//! literally. What an entry means is left to `front_matter`.

use serde_norway::{Mapping, Value};

/// The keys that mean something.
pub(crate) const KEYS: [&str; 12] = [
    "id", "title", "section", "date", "author", "lead", "tags", "kicker", "modified",
    "genre", "source", "lang",
];

/// One key with its lines.
pub(crate) struct Entry<'a> {
    /// The key, without quotes.
    pub(crate) key: &'a str,
    /// What stands after the colon.
    value: &'a str,
    /// The line of the key and those that belong to it, as they were written.
    lines: Vec<&'a str>,
}

impl<'a> Entry<'a> {
    fn begin(line: &'a str) -> Option<Self> {
        let (key, value) = line.split_once(':')?;
        let key = key.trim().trim_matches(['"', '\'']);
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        // `http://…` is no key, but a colon without a space after `title` is a slip.
        let apart = value.is_empty() || value.starts_with([' ', '\t']);
        let is_key = is_known(key)
            || apart
                && !key.is_empty()
                && !key.starts_with('-')
                && key.chars().all(plain);
        is_key.then(|| Self { key, value: value.trim(), lines: vec![line] })
    }

    /// Whether `line` goes on with this entry.
    fn takes(&self, line: &str) -> bool {
        if !is_indented(line) {
            return item(line).is_some() && self.value.is_empty();
        }
        // A space before a key by mistake must not make the key a part of the title.
        let is_slip = Entry::begin(line).is_some_and(|entry| is_known(entry.key));
        !(is_slip && is_known(self.key) && !is_block_mark(self.value))
    }

    /// The value, and whether it had to be taken literally.
    pub(crate) fn read(&self) -> (Value, bool) {
        match serde_norway::from_str::<Mapping>(self.lines.join("\n").trim_end()) {
            Ok(entries) if entries.len() == 1 => {
                let value = entries.into_iter().next().map(|(_, value)| value);
                (value.unwrap_or(Value::Null), false)
            }
            _ => (self.literal(), true),
        }
    }

    fn literal(&self) -> Value {
        let more = self.lines.iter().skip(1).map(|line| line.trim());
        let more: Vec<&str> = more.filter(|line| !line.is_empty()).collect();
        let sequence = |items: Vec<&str>| {
            let items = items.into_iter().map(|item| unquoted(item).into());
            Value::Sequence(items.collect())
        };
        if self.value.is_empty() && !more.is_empty() {
            let items: Option<Vec<&str>> = more.iter().map(|line| item(line)).collect();
            if let Some(items) = items {
                return sequence(items);
            }
        }
        let mut lines = more;
        if !is_block_mark(self.value) {
            lines.insert(0, self.value);
        }
        let text = lines.join(" ");
        match text.trim().strip_prefix('[') {
            Some(rest) if matches!(self.key, "author" | "tags") => {
                sequence(rest.strip_suffix(']').unwrap_or(rest).split(',').collect())
            }
            _ => unquoted(&text).into(),
        }
    }
}

/// Gathers lines into entries, and those that belong to none.
pub(crate) fn entries(yaml: &str) -> (Vec<Entry<'_>>, Vec<&str>) {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut others = Vec::new();
    // Lines after one that belongs to none must not join the entry before it.
    let mut is_open = false;
    for line in yaml.lines().filter(|line| !is_comment(line)) {
        let is_blank = line.trim().is_empty();
        match entries.last_mut().filter(|_| is_open) {
            Some(entry) if is_blank || entry.takes(line) => entry.lines.push(line),
            _ if is_blank => {}
            _ => {
                let new = Entry::begin(line)
                    .filter(|new| entries.iter().all(|other| other.key != new.key));
                is_open = new.is_some();
                match new {
                    Some(entry) => entries.push(entry),
                    None => others.push(line),
                }
            }
        }
    }
    (entries, others)
}

/// The length of front matter without an end: of the lines up to a blank line or one
/// that cannot be front matter, when two known keys are among them.
pub(crate) fn unclosed(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut last: Option<Entry<'_>> = None;
    let mut known = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() {
            break;
        }
        // An indented line after a whole value is rather a first line of the text.
        let goes_on = last.as_ref().is_some_and(|entry| {
            entry.takes(bare) && (entry.value.is_empty() || is_block_mark(entry.value))
        });
        if !is_comment(bare) && !goes_on {
            if is_indented(bare) {
                break;
            }
            let Some(entry) = Entry::begin(bare) else { break };
            known += usize::from(is_known(entry.key));
            last = Some(entry);
        }
        length += line.len();
    }
    (known >= 2).then_some(length)
}

/// Whether a line of `yaml` after a blank one can only be text of the article.
pub(crate) fn runs_into_text(yaml: &str) -> bool {
    let lines = yaml.lines().skip_while(|line| !line.trim().is_empty());
    lines.filter(|line| !line.trim().is_empty()).any(|line| {
        !is_indented(line)
            && !is_comment(line)
            && item(line).is_none()
            && Entry::begin(line).is_none()
    })
}

fn is_known(key: &str) -> bool {
    KEYS.contains(&key)
}

fn is_indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

fn is_block_mark(value: &str) -> bool {
    value.starts_with(['|', '>']) && value.len() <= 3
}

/// What stands after the dash of `- a`.
fn item(line: &str) -> Option<&str> {
    line.trim().strip_prefix("- ").map(str::trim)
}

/// Takes away the quotes around a value, not those of its words.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let Some(mark) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return text;
    };
    let inner = &text[1..];
    // Opened and never closed: the quote is a mark of YAML, the likely slip.
    let Some(at) = inner.find(mark) else { return inner };
    let opens_again =
        inner[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    match inner.strip_suffix(mark) {
        Some(inside) if at == inside.len() || opens_again => inside,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_quotes_around_the_whole_value_go() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(unquoted(text), expected, "{text}");
        }
        check(" Lễ ký ", "Lễ ký");
        check("\"Lễ ký\"", "Lễ ký");
        check("'Lễ ký'", "Lễ ký");
        check("\"Lễ ký", "Lễ ký");
        check("\"Hội nghị \"A\" tổng kết\"", "Hội nghị \"A\" tổng kết");
        check("\"A\" và \"B\"", "\"A\" và \"B\"");
        check("\"A\": tổng kết", "\"A\": tổng kết");
        check("\"\"", "");
        check("\"", "");
    }

    #[test]
    fn front_matter_without_an_end_stops_before_the_text() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(unclosed(text).map(|length| &text[..length]), expected, "{text}");
        }
        let two = "title: a: b\ntags:\n- c\n  - d\nviews: 1\n";
        check(&format!("{two}\nauthor: x\n"), Some(two));
        check(&format!("{two}Hai bên ký.\n"), Some(two));
        check(&format!("{two}- một\n"), Some(two));
        check(&format!("{two}    Hai bên: ký.\n"), Some(two));
        check(&format!("{two}Kết: hết.\n"), Some(two));
        check("title: a\nviews: 1\n\nauthor: b\n", None);
        check("Hai bên ký.\ntitle: a\nauthor: b\n", None);
        check("\ntitle: a\nauthor: b\n", None);
        check("title: a\nauthor: b", Some("title: a\nauthor: b"));
    }
}

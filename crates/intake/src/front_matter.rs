//! The lines of YAML before a Markdown text.
//!
//! Keys: `id title section date author lead tags`, and `kicker modified genre source
//! lang`. Everything else is reported and left out. Lines that are no YAML together are
//! read one by one; those that give nothing are reported, and the text after them is
//! read all the same.

use crate::account::Account;
use crate::draft::{Draft, Report, names};
use crate::entries;
use document::body::{parse_inline, write_inline};
use serde_norway::{Mapping, Value};

/// Longest front matter read, in bytes: the YAML reader takes the square of its length.
const LONGEST: usize = 16 * 1024;

/// Front matter as it stands in the file.
pub(crate) struct Source<'a> {
    yaml: &'a str,
    /// Whether the dashes after it are there.
    is_closed: bool,
}

/// Splits front matter from the text after it.
///
/// Three dashes alone do not make front matter: a text may begin with a rule. The first
/// line inside must look like `key:`, and without closing dashes two known keys must
/// stand there.
pub(crate) fn split(text: &str) -> (Option<Source<'_>>, &str) {
    let Some(inside) = text.strip_prefix("---").and_then(|rest| {
        let (spaces, rest) = rest.split_once('\n')?;
        spaces.trim().is_empty().then_some(rest)
    }) else {
        return (None, text);
    };
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = &inside[..at];
            // Dashes further down may be a rule in the text.
            let is_rule = entries::runs_into_text(yaml)
                && entries::unclosed(inside).is_some()
                && parse(yaml).is_none();
            if is_rule {
                break;
            }
            return match holds_keys(yaml) {
                true => {
                    let source = Source { yaml, is_closed: true };
                    (Some(source), &inside[at + line.len()..])
                }
                false => (None, text),
            };
        }
        at += line.len();
    }
    match entries::unclosed(inside) {
        Some(length) => {
            let (yaml, rest) = inside.split_at(length);
            (Some(Source { yaml, is_closed: false }), rest)
        }
        None => (None, text),
    }
}

fn holds_keys(yaml: &str) -> bool {
    let first = yaml
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_none_or(|line| {
        let key =
            line.split(':').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        line.contains(':') && !key.is_empty() && key.chars().all(plain)
    })
}

/// Reads front matter into the draft.
pub(crate) fn read(source: &Source<'_>, draft: &mut Draft, report: &mut Report) {
    let yaml = source.yaml;
    if !source.is_closed {
        report.changed("front_matter", "front_matter.unclosed", "---");
    }
    if yaml.len() > LONGEST {
        return report.dropped("front_matter", "front_matter.too_long", yaml.trim());
    }
    let mut account = Account::default();
    match parse(yaml) {
        Some(entries) => {
            for (key, value) in &entries {
                let entry = flat_entry(key, value);
                account.enter(&entry);
                match set(&flat(key), value, draft) {
                    Ok(()) => report.kept("front_matter", &entry),
                    Err(reason) => report.dropped("front_matter", reason, &entry),
                }
            }
        }
        None => read_by_line(yaml, draft, &mut account, report),
    }
    // Comments, names of anchors and the like.
    for words in account.missing(yaml) {
        report.dropped("words", "front_matter.unused", &words);
    }
}

fn parse(yaml: &str) -> Option<Mapping> {
    if yaml.len() > LONGEST {
        return None;
    }
    match serde_norway::from_str(yaml) {
        Ok(Value::Mapping(entries)) => Some(entries),
        Ok(Value::Null) => Some(Mapping::new()),
        _ => None,
    }
}

fn read_by_line(
    yaml: &str,
    draft: &mut Draft,
    account: &mut Account,
    report: &mut Report,
) {
    let (entries, others) = entries::entries(yaml);
    let read: Vec<_> = entries
        .iter()
        .map(|entry| {
            let (value, is_literal) = entry.read();
            let outcome = set(entry.key, &value, draft);
            (flat_entry(&entry.key.into(), &value), is_literal, outcome)
        })
        .collect();
    if read.iter().all(|(_, _, outcome)| outcome.is_err()) {
        account.enter(yaml);
        return report.dropped("front_matter", "front_matter.invalid", yaml.trim());
    }
    let mut is_told = false;
    for (entry, is_literal, outcome) in &read {
        account.enter(entry);
        match outcome {
            Err(reason) => report.dropped("front_matter", reason, entry),
            Ok(()) if *is_literal => {
                is_told = true;
                report.changed("front_matter", "front_matter.read_by_line", entry);
            }
            Ok(()) => report.kept("front_matter", entry),
        }
    }
    if !is_told {
        report.changed("front_matter", "front_matter.read_by_line", "---");
    }
    if !others.is_empty() {
        let others = others.join("\n");
        account.enter(&others);
        report.dropped("front_matter", "front_matter.invalid", others.trim());
    }
}

fn set(key: &str, value: &Value, draft: &mut Draft) -> Result<(), &'static str> {
    const BAD: &str = "front_matter.bad_value";
    let line = || scalar(value).map(|text| vntext::tidy(&text)).ok_or(BAD);
    match key {
        _ if value.is_null() => {}
        "id" => draft.id = Some(line()?.parse().map_err(|_| BAD)?),
        "title" => draft.title = line()?,
        "section" => draft.section = line()?,
        "kicker" => draft.kicker = line()?,
        "genre" => draft.genre = line()?,
        "source" => draft.source = line()?,
        "lead" => draft.lead = write_inline(&parse_inline(&line()?)),
        "date" => draft.posted = Some(day(&line()?).ok_or(BAD)?),
        "modified" => draft.modified = Some(day(&line()?).ok_or(BAD)?),
        "lang" => draft.lang = Some(line()?.parse().map_err(|_| BAD)?),
        "author" => draft.bylines = list(value).ok_or(BAD)?,
        "tags" => draft.tags = list(value).ok_or(BAD)?,
        _ => return Err("front_matter.unknown_key"),
    }
    Ok(())
}

/// The day of a date that may go on with a time: `2021-02-27T08:00`.
pub(crate) fn day(text: &str) -> Option<document::Date> {
    text.split(['T', ' ', ',']).map(str::trim).find(|part| !part.is_empty())?.parse().ok()
}

/// A list of names, or one line of them.
fn list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Sequence(values) => {
            let lines: Option<Vec<String>> = values.iter().map(scalar).collect();
            let tidy = lines?.iter().map(|line| vntext::tidy(line)).collect::<Vec<_>>();
            Some(tidy.into_iter().filter(|line| !line.is_empty()).collect())
        }
        value => scalar(value).map(|line| names(&line)),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.split('\n').collect::<Vec<_>>().join(" ")),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// A value on one line, for the report.
fn flat(value: &Value) -> String {
    match value {
        Value::Sequence(values) => values.iter().map(flat).collect::<Vec<_>>().join(", "),
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| flat_entry(key, value));
            entries.collect::<Vec<_>>().join("; ")
        }
        Value::Tagged(tagged) => format!("{} {}", tagged.tag, flat(&tagged.value)),
        value => scalar(value).unwrap_or_default(),
    }
}

fn flat_entry(key: &Value, value: &Value) -> String {
    format!("{}: {}", flat(key), flat(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_key_is_set() {
        for key in entries::KEYS {
            let outcome = set(key, &"x".into(), &mut Draft::default());
            assert_ne!(outcome, Err("front_matter.unknown_key"), "{key}");
        }
    }
}

//! What is saved of a changed row, and how a row is made of it again.

use super::row::{Row, RowChange, table};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Texts share at least this many bytes before only their difference is saved.
const WORTH_SPLICING: usize = 24;

/// One row of a step. See `docs/file-format.md`: old files are read with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Difference {
    table: String,
    id: i64,
    /// The row, when the step added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    added: Option<Row>,
    /// The row, when the step removed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed: Option<Row>,
    /// Columns by name: what was and what is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    set: BTreeMap<String, (Value, Value)>,
    /// Text columns by name: from which byte on what was became what is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    splice: BTreeMap<String, Splice>,
}

impl Difference {
    pub(super) fn of(change: &RowChange) -> Self {
        let mut difference = Self {
            table: change.table.to_owned(),
            id: change.id,
            added: None,
            removed: None,
            set: BTreeMap::new(),
            splice: BTreeMap::new(),
        };
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => difference.compare(before, after),
            (before, after) => {
                difference.removed.clone_from(before);
                difference.added.clone_from(after);
            }
        }
        difference
    }

    fn compare(&mut self, before: &Row, after: &Row) {
        for (name, now) in after {
            let was = before.get(name).unwrap_or(&Value::Null);
            if was == now {
                continue;
            }
            let splice = was.as_str().zip(now.as_str()).and_then(|(was, now)| {
                let (start, end) = shared(was, now);
                let piece = |text: &str| text[start..text.len() - end].to_owned();
                (start + end >= WORTH_SPLICING).then(|| (start, piece(was), piece(now)))
            });
            if let Some(splice) = splice {
                self.splice.insert(name.clone(), splice);
            } else {
                self.set.insert(name.clone(), (was.clone(), now.clone()));
            }
        }
    }

    /// The same step backwards.
    pub(super) fn reversed(self) -> Self {
        Self {
            added: self.removed,
            removed: self.added,
            set: self.set.into_iter().map(|(name, (a, b))| (name, (b, a))).collect(),
            splice: self
                .splice
                .into_iter()
                .map(|(name, (at, a, b))| (name, (at, b, a)))
                .collect(),
            ..self
        }
    }

    /// This change and the one after it as one. `None` when they are not about the same
    /// row, when one of them adds or removes it, or when what they changed in a text lies
    /// apart.
    pub(super) fn then(self, later: Self) -> Option<Self> {
        let whole = [&self.added, &self.removed, &later.added, &later.removed];
        if self.table != later.table
            || self.id != later.id
            || whole.iter().any(|row| row.is_some())
            || self.set.keys().any(|name| later.splice.contains_key(name))
            || self.splice.keys().any(|name| later.set.contains_key(name))
        {
            return None;
        }
        let Self { mut set, mut splice, .. } = self;
        for (name, (was, now)) in later.set {
            let first = set.remove(&name).map_or(was, |(first, _)| first);
            set.insert(name, (first, now));
        }
        for (name, after) in later.splice {
            let both = match splice.remove(&name) {
                Some(before) => spliced(&before, &after)?,
                None => after,
            };
            splice.insert(name, both);
        }
        Some(Self { set, splice, ..later })
    }

    /// Which row it is about: table and id. `None` when the table is unknown.
    pub(super) fn row(&self) -> Option<(&'static str, i64)> {
        table(&self.table).map(|table| (table, self.id))
    }

    /// Makes the change again on the row as it is now. `None` when it does not fit.
    pub(super) fn apply(self, current: Option<Row>) -> Option<RowChange> {
        let (table, id) = self.row()?;
        let after = if self.added.is_some() || self.removed.is_some() {
            if current.is_some() != self.removed.is_some() {
                return None;
            }
            self.added
        } else {
            let mut row = current.clone()?;
            for (name, (was, now)) in self.set {
                let cell = row.get_mut(&name)?;
                if *cell != was {
                    return None;
                }
                *cell = now;
            }
            for (name, (at, was, now)) in self.splice {
                let cell = row.get_mut(&name)?;
                let text = cell.as_str()?;
                let rest = text.get(at..)?.strip_prefix(was.as_str())?;
                *cell = Value::String([&text[..at], &now, rest].concat());
            }
            Some(row)
        };
        Some(RowChange { table, id, before: current, after })
    }
}

/// A piece of a text: from which byte on what was became what is.
type Splice = (usize, String, String);

/// Two pieces that touch or overlap, changed one after the other, as one.
fn spliced((at, was, now): &Splice, (later, between, then): &Splice) -> Option<Splice> {
    let (end, later_end) = (at + now.len(), later + between.len());
    if *later > end || *at > later_end {
        return None;
    }
    // What the later piece covers before and behind the earlier one was there all along;
    // what it does not cover of the earlier one is still there.
    let text = |text: &str, from: usize, to: usize| Some(text.get(from..to)?.to_owned());
    let before = text(between, 0, at.saturating_sub(*later))?;
    let behind =
        text(between, between.len() - later_end.saturating_sub(end), between.len())?;
    let kept = text(now, 0, later.saturating_sub(*at))?;
    let rest = text(now, now.len() - end.saturating_sub(later_end), now.len())?;
    Some((*at.min(later), before + was + &behind, kept + then + &rest))
}

/// How many bytes two texts share at their beginning and at their end, in whole
/// letters and without overlap.
fn shared(a: &str, b: &str) -> (usize, usize) {
    let start: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let end = a[start..]
        .chars()
        .rev()
        .zip(b[start..].chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn row(text: &str) -> Option<Row> {
        json!({ "id": 7, "title": "Ký kết", "text": text }).as_object().cloned()
    }

    fn change(before: &str, after: &str) -> RowChange {
        RowChange { table: "article", id: 7, before: row(before), after: row(after) }
    }

    #[test]
    fn typing_saves_the_typed_words_only() {
        let text = "Chiều 27-2, hai địa phương ký kết. ".repeat(200);
        let saved = Difference::of(&change(&text, &format!("{text}Tối 28-2, ăn mừng.")));
        let saved = serde_json::to_string(&saved).unwrap();
        assert!(saved.len() < 120, "{saved}");
    }

    #[test]
    fn a_row_that_changed_in_between_refuses_the_step() {
        let saved = Difference::of(&change("Cần Thơ", "Hậu Giang"));
        assert_eq!(saved.clone().apply(row("Sóc Trăng")), None);
        assert_eq!(saved.apply(None), None);
    }

    #[test]
    fn what_lies_apart_stays_apart() {
        let text = |middle: &str| format!("Hai địa phương{middle} ký kết biên bản");
        let first = Difference::of(&change(&text(""), &text("!")));
        let second = Difference::of(&change(&text("!"), &format!("{}.", text("!"))));
        assert_eq!(first.clone().then(second), None);
        let next = Difference::of(&change(&text("!"), &text("!?")));
        assert!(first.then(next).is_some());
    }

    proptest! {
        #[test]
        fn two_changes_in_a_row_are_one(
            (one, two, three) in ("[aàđ]{0,6}", "[aàđ]{0,6}", "[aàđ]{0,6}"),
            (cut, paste) in (0..7_usize, "[aàđ]{0,3}"),
        ) {
            const LONG: &str = "Chiều 27-2, hai địa phương ký kết.";
            let start = format!("{LONG}{one}{LONG}");
            let between = format!("{LONG}{two}{LONG}");
            let piece: String = two.chars().take(cut).collect();
            let end = format!("{LONG}{piece}{paste}{three}{LONG}");
            let first = Difference::of(&change(&start, &between));
            let second = Difference::of(&change(&between, &end));
            prop_assume!(start != between && between != end);
            let Some(both) = first.then(second) else { return Ok(()) };
            let there = both.clone().apply(row(&start)).unwrap();
            prop_assert_eq!(there.after, row(&end));
            let back = both.reversed().apply(row(&end)).unwrap();
            prop_assert_eq!(back.after, row(&start));
        }

        #[test]
        fn applying_and_reversing_give_both_looks_again(
            before in "[aàảđ]{0,40}", after in "[aàảđ]{0,40}", end in "[aàảđ]{0,40}",
        ) {
            let (before, after) = (format!("{before}{end}"), format!("{after}{end}"));
            let change = change(&before, &after);
            let saved = serde_json::to_string(&Difference::of(&change)).unwrap();
            let saved: Difference = serde_json::from_str(&saved).unwrap();
            let again = saved.clone().apply(row(&before));
            prop_assert_eq!(again.as_ref(), Some(&change));
            let back = saved.reversed().apply(row(&after));
            let reversed = RowChange { before: change.after, after: change.before, ..change };
            prop_assert_eq!(back, Some(reversed));
        }
    }
}

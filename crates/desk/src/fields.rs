//! Masthead, imprint and settings, as keys and values a person writes.

use crate::designs;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::words;
use document::field::Level;
use document::visits::{CounterKind, Visits};
use document::{Date, DesignSettings, Issue, IssueId, Key, Lang, Trim, royalty};
use store::{Edit, EditError};
use vntext::Lexicon;

/// Whether a field belongs to the series or to the current issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldScope {
    /// The same in every issue.
    Series,
    /// Its own in every issue.
    Issue,
}

/// A field with its words for a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name used on the command line.
    pub key: String,
    /// What a person reads.
    pub label: String,
    /// A word on what goes there; may be empty.
    pub hint: String,
    /// Its value; may be empty.
    pub value: String,
    /// Where it belongs.
    pub scope: FieldScope,
    /// It is a list that wants several lines.
    pub is_list: bool,
}

/// Fields that hold a list, which grows.
const LISTS: [Key; 4] =
    [Key::Lexicon, Key::KnownWords, Key::RelatedLinks, Key::CounterFigures];

impl Desk {
    /// Every field of the series and of the current issue, in the order of forms.
    pub fn fields(&self, lang: Lang) -> Result<Vec<Field>, Failure> {
        self.fields_of(self.issue()?, lang)
    }

    /// The same for another issue.
    pub(crate) fn fields_of(
        &self,
        issue: Option<Issue>,
        lang: Lang,
    ) -> Result<Vec<Field>, Failure> {
        let bulletin = self.store.bulletin_on(issue.as_ref().map(|issue| issue.date))?;
        let mut fields: Vec<Field> = Vec::new();
        let mut add = |key: &str, value: String, scope| {
            fields.push(Field {
                key: key.to_owned(),
                label: words::word(lang, "field", key),
                hint: words::find(lang, "hint", key).unwrap_or_default().to_owned(),
                value,
                scope,
                is_list: LISTS.iter().any(|list| list.as_str() == key),
            });
        };
        let filled_in = |level| {
            let keys = Key::ALL.iter().filter(|key| key.is_filled_in());
            keys.filter(move |key| key.level() == level)
        };
        for key in filled_in(Level::Series) {
            add(key.as_str(), bulletin.values.get(*key).to_owned(), FieldScope::Series);
        }
        add("design", bulletin.design.clone(), FieldScope::Series);
        add("trim", bulletin.trim.to_string(), FieldScope::Series);
        add("lang", bulletin.lang.to_string(), FieldScope::Series);
        if let Some(issue) = issue {
            add("number", issue.number.to_string(), FieldScope::Issue);
            add("date", issue.date.to_string(), FieldScope::Issue);
            let pages = issue.pages.map(|pages| pages.to_string());
            add("pages", pages.unwrap_or_default(), FieldScope::Issue);
            for key in filled_in(Level::Issue) {
                add(key.as_str(), issue.values.get(*key).to_owned(), FieldScope::Issue);
            }
        }
        Ok(fields)
    }
}

/// The highest number an issue can have: four digits stand on a masthead.
const MOST_NUMBER: u32 = 9999;

/// The number of an issue, when it can be one.
///
/// # Errors
///
/// `issue.number` when it is 0 or has more digits than a masthead holds.
pub(crate) fn numbered(number: u32) -> Result<u32, Failure> {
    let possible = (1..=MOST_NUMBER).contains(&number);
    let refuse = || Failure::new("issue.number", number).with("number", number);
    possible.then_some(number).ok_or_else(refuse)
}

/// One thing to set, understood and checked.
pub(crate) enum Setting {
    Value(Key, String),
    Design(String),
    Trim(Trim),
    Lang(Lang),
    Number(u32),
    Date(Date),
    Pages(Option<u32>),
}

impl Setting {
    /// Understands `key` and `value`.
    pub(crate) fn read(key: &str, value: &str, of_issue: bool) -> Result<Self, Failure> {
        let value = value.trim();
        let refuse =
            || Failure::new("field.value", value).with("key", key).with("value", value);
        if of_issue {
            match key {
                "number" => {
                    let number: u32 = value.parse().map_err(|_| refuse())?;
                    return numbered(number).map(Self::Number);
                }
                "date" => return value.parse().map(Self::Date).map_err(|_| refuse()),
                "pages" if value.is_empty() => return Ok(Self::Pages(None)),
                "pages" => {
                    let pages: u32 = value.parse().map_err(|_| refuse())?;
                    let possible = (1..=64).contains(&pages);
                    return possible
                        .then_some(Self::Pages(Some(pages)))
                        .ok_or_else(refuse);
                }
                _ => {}
            }
        } else {
            match key {
                "design" if designs::exists(value) => {
                    return Ok(Self::Design(value.to_owned()));
                }
                "design" => return Err(Failure::no_design(value)),
                "trim" => return value.parse().map(Self::Trim).map_err(|_| refuse()),
                "lang" => return value.parse().map(Self::Lang).map_err(|_| refuse()),
                _ => {}
            }
        }
        if !of_issue && ["number", "date", "pages"].contains(&key) {
            return Err(Failure::new("field.of_issue", key).with("key", key));
        }
        let unknown = || Failure::new("field.unknown", key).with("key", key);
        let known: Key = key.parse().map_err(|_| unknown())?;
        let settings = DesignSettings::KEYS.contains(&known);
        let value = match settings {
            true => DesignSettings::value(known, value).ok_or_else(refuse)?,
            false => value.to_owned(),
        };
        if known == Key::Faces && !value.is_empty() && !designs::exists(&value) {
            return Err(Failure::no_design(&value));
        }
        if let (Key::Lexicon, Some(entry)) = (known, Lexicon::unreadable(&value)) {
            return Err(Failure::new("field.lexicon", &value).with("value", entry));
        }
        if !known.is_filled_in() {
            return Err(unknown());
        }
        // What a sheet of payments counts with must be readable.
        let counts = match known {
            Key::RoyaltyRates => value.parse::<royalty::Rates>().map(|_| ()),
            Key::RoyaltyUnit if !value.is_empty() => {
                royalty::read_amount(&value).map(|_| ())
            }
            _ => Ok(()),
        };
        if let Err(royalty::NotANumber(piece)) = counts {
            let refused = Failure::new("field.value", &piece);
            return Err(refused.with("key", key).with("value", piece));
        }
        let misread = match known {
            Key::CounterKind => value.parse::<CounterKind>().err(),
            Key::CounterFigures if !value.is_empty() => value.parse::<Visits>().err(),
            _ => None,
        };
        if let Some(piece) = misread {
            let refused = Failure::new("field.value", &piece);
            return Err(refused.with("key", key).with("value", piece.0));
        }
        let address = matches!(
            known,
            Key::BaseUrl | Key::CounterUrl | Key::BadgeLink | Key::EmcUrl
        );
        let fits = value.is_empty()
            || value.starts_with("https://")
            || value.starts_with("http://");
        if address && !fits {
            return Err(Failure::new("field.address", &value)
                .with("key", key)
                .with("value", value));
        }
        Ok(Self::Value(known, value))
    }

    /// Sets it within an edit; words of the series from a day on.
    pub(crate) fn apply(
        &self,
        edit: &mut Edit<'_>,
        issue: Option<IssueId>,
        since: Option<Date>,
    ) -> Result<(), EditError> {
        match self {
            Self::Value(key, value) if issue.is_none() => {
                edit.set_series_value(*key, since, value)
            }
            Self::Value(key, value) => edit.set_value(*key, issue, value),
            Self::Design(design) => edit.set_design(design),
            Self::Trim(trim) => edit.set_trim(*trim),
            Self::Lang(lang) => edit.set_lang(*lang),
            Self::Number(_) | Self::Date(_) | Self::Pages(_) => {
                let Some(id) = issue else { return Ok(()) };
                let mut now = edit.issue(id)?;
                match self {
                    Self::Number(number) => now.number = *number,
                    Self::Date(date) => now.date = *date,
                    Self::Pages(pages) => now.pages = *pages,
                    _ => {}
                }
                edit.set_issue(id, now.number, now.date, now.pages)
            }
        }
    }
}

//! What the officer says of a story, as keys and values a person writes.

use crate::designs;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::royalties::COEFFICIENT;
use document::{ArticleId, PhotoWish, Rank, Wish};
use store::{Changes, Op};

/// Most pages of an issue.
const MOST_PAGES: u32 = 64;

/// Reads what a person wrote for one key; nothing written takes the wish back.
fn apply(wish: &mut Wish, key: &str, value: &str) -> Result<(), Failure> {
    let value = value.trim();
    let refuse =
        || Failure::new("field.value", value).with("key", key).with("value", value);
    let number = || -> Result<Option<u32>, Failure> {
        let read = |value: &str| value.parse().ok().filter(|number| *number > 0);
        if value.is_empty() { Ok(None) } else { read(value).map(Some).ok_or_else(refuse) }
    };
    let answer = || answer(key, value);
    match key {
        "rank" if value.is_empty() => wish.rank = None,
        "rank" => wish.rank = Some(Rank::from_name(value).ok_or_else(refuse)?),
        "hold" => wish.may_hold = answer()?,
        "page" => wish.page = number()?,
        "whole" => wish.whole = answer()?,
        "photos" if value.is_empty() => wish.photos = PhotoWish::Normal,
        "photos" => wish.photos = PhotoWish::from_name(value).ok_or_else(refuse)?,
        "units" => wish.units = number()?,
        _ => return Err(Failure::new("field.unknown", key).with("key", key)),
    }
    Ok(())
}

/// Yes or no; nothing written is no.
fn answer(key: &str, value: &str) -> Result<bool, Failure> {
    match value.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" | "có" => Ok(true),
        "" | "no" | "false" | "0" | "không" => Ok(false),
        _ => {
            Err(Failure::new("field.value", value).with("key", key).with("value", value))
        }
    }
}

/// A wish as keys and values, in the order of `bantin set --article`.
fn written(wish: &Wish) -> [(&'static str, String); 6] {
    let answer = |yes| if yes { "yes" } else { "no" }.to_owned();
    let number = |number: Option<u32>| number.map_or(String::new(), |n| n.to_string());
    [
        ("rank", wish.rank.map_or("", Rank::as_str).to_owned()),
        ("hold", answer(wish.may_hold)),
        ("page", number(wish.page)),
        ("whole", answer(wish.whole)),
        ("photos", wish.photos.as_str().to_owned()),
        ("units", number(wish.units)),
    ]
}

fn words_of(title: &str) -> Vec<String> {
    let folded = vntext::fold(title);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Desk {
    /// Finds an article of the current issue by its identity or its title, whatever
    /// the marks, the capitals and the signs between its words.
    ///
    /// # Errors
    ///
    /// `article.unknown` and `article.ambiguous`, naming what was asked for.
    pub fn find_article(&self, named: &str) -> Result<ArticleId, Failure> {
        let refuse = |code| Failure::new(code, named).with("article", named.trim());
        let heads = self.outline()?;
        if let Ok(id) = named.trim().parse::<ArticleId>()
            && heads.iter().any(|head| head.id == id)
        {
            return Ok(id);
        }
        let named = vntext::nfc(named.trim());
        let exact: Vec<ArticleId> = heads
            .iter()
            .filter(|head| head.title.trim() == named)
            .map(|head| head.id)
            .collect();
        let words = words_of(&named);
        let alike = || {
            let same = heads
                .iter()
                .filter(|head| !words.is_empty() && words_of(&head.title) == words);
            same.map(|head| head.id).collect()
        };
        let found = if exact.is_empty() { alike() } else { exact };
        match found.as_slice() {
            [] => Err(refuse("article.unknown")),
            [id] => Ok(*id),
            _ => Err(refuse("article.ambiguous")),
        }
    }

    /// What the officer says of an article of the current issue.
    pub fn wish(&mut self, article: ArticleId) -> Result<Wish, Failure> {
        Ok(self.edition()?.wish(article))
    }

    /// Saves what the officer says of an article of the current issue. The plan, when
    /// there is one, stays as it is until the issue is composed again.
    ///
    /// # Errors
    ///
    /// `wish.page` and `wish.units` for a page or a width there is not, `edit.missing` when the
    /// article does not stand in the issue.
    pub fn set_wish(
        &mut self,
        article: ArticleId,
        wish: &Wish,
    ) -> Result<Changes, Failure> {
        let issue = self.current()?;
        let edition = self.edition()?;
        let design = designs::paper_of(&edition.bulletin)?;
        let widths = design.widths(edition.bulletin.trim);
        if wish.page.is_some_and(|page| !(1..=MOST_PAGES).contains(&page)) {
            return Err(Failure::new("wish.page", "1 to 64"));
        }
        if wish.units.is_some_and(|units| !widths.contains(&units)) {
            let widths: Vec<String> = widths.iter().map(u32::to_string).collect();
            let widths = widths.join(", ");
            return Err(Failure::new("wish.units", &widths).with("widths", &widths));
        }
        Ok(self.edit(Op::Wish, |edit| edit.set_wish(issue, article, wish))?.1)
    }

    /// The same from what a person wrote: `rank`, `hold`, `page`, `whole`, `photos` and
    /// `units`; all of them or none. An empty value takes a wish back. `recurring` says
    /// whether the next issue begins with a copy of the article, `coefficient` what the
    /// royalty board decided for it: each a step of its own.
    ///
    /// # Errors
    ///
    /// `field.unknown` and `field.value`, naming the key.
    pub fn set_wishes(
        &mut self,
        article: ArticleId,
        pairs: &[(String, String)],
    ) -> Result<Changes, Failure> {
        let before = self.wish(article)?;
        let mut wish = before.clone();
        let (mut recurs, mut coefficient) = (None, None);
        for (key, value) in pairs {
            match key.as_str() {
                "recurring" => recurs = Some(answer(key, value)?),
                COEFFICIENT => coefficient = Some(value),
                _ => apply(&mut wish, key, value)?,
            }
        }
        let apart = recurs.is_some() || coefficient.is_some();
        let mut changes = Changes::default();
        if let Some(recurs) = recurs {
            changes = self.set_recurring(article, recurs)?;
        }
        if let Some(value) = coefficient {
            changes = self.set_coefficient(article, value)?;
        }
        if apart && wish == before { Ok(changes) } else { self.set_wish(article, &wish) }
    }

    /// What is wished of an article, as keys and values.
    pub fn written_wishes(
        &mut self,
        article: ArticleId,
    ) -> Result<Vec<(&'static str, String)>, Failure> {
        let mut all = written(&self.wish(article)?).to_vec();
        all.push((COEFFICIENT, self.coefficient(article)?));
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, value: &str, expected: Option<&str>) {
        let mut wish = Wish::default();
        let read = apply(&mut wish, key, value).ok().and_then(|()| {
            let pairs = written(&wish);
            pairs.into_iter().find_map(|(name, value)| (name == key).then_some(value))
        });
        assert_eq!(read.as_deref(), expected, "{key}={value}");
    }

    #[test]
    fn wishes_are_read_and_written_the_same() {
        for (key, value) in [
            ("rank", "lead"),
            ("rank", "brief"),
            ("hold", "yes"),
            ("page", "3"),
            ("whole", "no"),
            ("photos", "large"),
            ("units", "8"),
        ] {
            check(key, value, Some(value));
        }
        check("hold", "Có", Some("yes"));
        check("whole", "TRUE", Some("yes"));
    }

    #[test]
    fn nothing_written_takes_a_wish_back() {
        let before = Wish {
            rank: Some(Rank::Lead),
            may_hold: true,
            page: Some(2),
            whole: true,
            photos: PhotoWish::Small,
            units: Some(4),
        };
        let mut wish = before;
        for key in ["rank", "hold", "page", "whole", "photos", "units"] {
            apply(&mut wish, key, " ").unwrap();
        }
        assert_eq!(wish, Wish::default());
    }

    #[test]
    fn what_no_one_can_mean_is_refused() {
        for (key, value) in [
            ("rank", "king"),
            ("hold", "maybe"),
            ("page", "0"),
            ("page", "-1"),
            ("units", "wide"),
            ("photos", "huge"),
            ("colour", "red"),
        ] {
            check(key, value, None);
        }
    }
}

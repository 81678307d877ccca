//! Words found and replaced in stories: titles, openings, text, words of pictures.
//!
//! Only whole words are found, so that "an" is not found in "lan". Capitals are looked
//! past and kept: where a sentence began with the old words, it begins with a capital.

use crate::desk::Desk;
use crate::failure::Failure;
use document::body;
use document::{Article, ArticleId};
use std::ops::Range;
use store::{Changes, Op};

/// Words that are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The words, as typed.
    pub words: String,
    /// Accents are looked past too: "can tho" is found in "Cần Thơ".
    pub folded: bool,
}

/// How often words stand in stories.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Places.
    pub places: usize,
    /// Stories that have one.
    pub stories: usize,
}

impl Desk {
    /// Counts where words stand in these stories.
    pub fn find_in_stories(
        &mut self,
        stories: &[ArticleId],
        wanted: &Wanted,
    ) -> Result<Standing, Failure> {
        self.save_typing()?;
        let mut standing = Standing::default();
        for id in stories {
            let mut article = self.store.article(*id)?;
            let places = replace_in(&mut article, wanted, None);
            standing.places += places;
            standing.stories += usize::from(places > 0);
        }
        Ok(standing)
    }

    /// Puts other words in the places that [`Desk::find_in_stories`] counts, as one
    /// step.
    pub fn replace_in_stories(
        &mut self,
        stories: &[ArticleId],
        wanted: &Wanted,
        by: &str,
    ) -> Result<Changes, Failure> {
        self.save_typing()?;
        let mut changed = Vec::new();
        for id in stories {
            let mut article = self.store.article(*id)?;
            if replace_in(&mut article, wanted, Some(by)) > 0 {
                article.source_text = body::write(&article.body);
                changed.push(article);
            }
        }
        if changed.is_empty() {
            return Ok(Changes::default());
        }
        let edited = self.edit(Op::ReplaceInStories, |edit| {
            changed.iter().try_for_each(|article| edit.save_article(article))
        })?;
        Ok(edited.1)
    }
}

/// Counts the places in an article, and puts other words there if there are some.
fn replace_in(article: &mut Article, wanted: &Wanted, by: Option<&str>) -> usize {
    let mut places = 0;
    let mut edit = |text: &mut String| {
        let found = find(text, wanted);
        places += found.len();
        if let Some(by) = by {
            for range in found.into_iter().rev() {
                let new = cased(&text[range.clone()], &wanted.words, by);
                text.replace_range(range, &new);
            }
        }
    };
    for text in [
        &mut article.title,
        &mut article.print_title,
        &mut article.web_title,
        &mut article.kicker,
    ] {
        edit(text);
    }
    let mut lead = body::parse_inline(&article.lead);
    let before = lead.clone();
    body::edit_words(&mut lead, &mut edit);
    if lead != before {
        article.lead = body::write_inline(&lead);
    }
    body::edit_text(&mut article.body, &mut edit);
    body::edit_figures(&mut article.body, &mut |figure| {
        edit(&mut figure.alt);
        let mut credit = figure.credit().to_owned();
        edit(&mut credit);
        if credit != figure.credit() {
            figure.set_pair("credit", &credit);
        }
    });
    places
}

/// Where the words stand, from left to right, none within another.
fn find(text: &str, wanted: &Wanted) -> Vec<Range<usize>> {
    // Each letter as it is compared, with where it stands.
    let letters = |text: &str| {
        let mut letters: Vec<(char, Range<usize>)> = Vec::new();
        for (at, c) in text.char_indices() {
            let plain = match (c.is_alphanumeric(), wanted.folded) {
                (false, _) => c.to_string(),
                (true, true) => vntext::fold(c.encode_utf8(&mut [0; 4])),
                (true, false) => c.to_lowercase().collect(),
            };
            let range = at..at + c.len_utf8();
            letters.extend(plain.chars().map(|plain| (plain, range.clone())));
        }
        letters
    };
    let sought = letters(wanted.words.trim());
    let text = letters(text);
    let mut found = Vec::new();
    if sought.is_empty() {
        return found;
    }
    let is_word = |place: Option<&(char, Range<usize>)>| {
        place.is_some_and(|(letter, _)| letter.is_alphanumeric())
    };
    // What begins or ends with a mark may stand beside a word.
    let (first, last) = (is_word(sought.first()), is_word(sought.last()));
    let mut at = 0;
    while at + sought.len() <= text.len() {
        let end = at + sought.len();
        let same = text[at..end].iter().zip(&sought).all(|(a, b)| a.0 == b.0);
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let parted = first && is_word(before) || last && is_word(text.get(end));
        if same && !parted {
            found.push(text[at].1.start..text[end - 1].1.end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The new words with the capitals that the old ones had where they stood, unless those
/// are the very ones that were asked for.
fn cased(old: &str, wanted: &str, by: &str) -> String {
    let letters = || old.chars().filter(|c| c.is_alphabetic());
    let is_capital = |c: char| c.is_uppercase();
    if old == wanted.trim() || !letters().next().is_some_and(is_capital) {
        return by.to_owned();
    }
    if letters().count() > 1 && letters().all(is_capital) {
        return by.to_uppercase();
    }
    let mut rest = by.chars();
    let first = rest.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, (words, folded): (&str, bool), by: &str, expected: &str) {
        let wanted = Wanted { words: words.to_owned(), folded };
        let mut article = Article::new(ArticleId(uuid::Uuid::from_u128(1)));
        article.title = text.to_owned();
        let places = replace_in(&mut article.clone(), &wanted, None);
        assert_eq!(places > 0, text != expected, "{places} places");
        assert_eq!(replace_in(&mut article, &wanted, Some(by)), places);
        assert_eq!(article.title, expected);
    }

    #[test]
    fn whole_words_are_replaced_and_parts_of_others_are_not() {
        check("Làng bên, làn gió", ("làn", false), "cơn", "Làng bên, cơn gió");
        check("an, lan, An.", ("an", false), "yên", "yên, lan, Yên.");
        check("2 km, 12 km", ("2 km", false), "3 km", "3 km, 12 km");
        check("“Ông Tâm”", ("“ông", false), "“bà", "“bà Tâm”");
    }

    #[test]
    fn accents_count_unless_they_are_looked_past() {
        check(
            "Hòa Bình và Hoà Bình",
            ("hoà bình", false),
            "Hòa Bình",
            "Hòa Bình và Hòa Bình",
        );
        check("Can Tho, Cần Thơ", ("cần thơ", false), "Sóc Trăng", "Can Tho, Sóc Trăng");
        check("đò, do", ("do", true), "thuyền", "thuyền, thuyền");
    }

    #[test]
    fn capitals_are_kept_where_the_old_words_had_others_than_asked_for() {
        check("ÔNG TÂM nói, ông Tâm", ("ông tâm", false), "bà Tâm", "BÀ TÂM nói, bà Tâm");
        check("UBND xã", ("UBND", false), "Ủy ban nhân dân", "Ủy ban nhân dân xã");
        check("Ông đi", ("ông", false), "bà", "Bà đi");
    }

    #[test]
    fn every_part_of_a_story_is_looked_through() {
        let text = "Lụa và **lụa** đẹp[^1].\n\n- lụa\n\n| lụa |\n|---|\n| x |\n\n\
                    :::figure\n![lụa](media/a.jpg){credit=\"Lụa\"}\n\nlụa\n:::\n\n\
                    [lụa](https://lụa.vn) `lụa`\n\n[^1]: lụa";
        let mut article = Article::new(ArticleId(uuid::Uuid::from_u128(1)));
        article.body = body::parse(text).0;
        article.lead = "*Lụa* mới".to_owned();
        let wanted = Wanted { words: "lụa".to_owned(), folded: false };
        assert_eq!(replace_in(&mut article, &wanted, Some("vải")), 10);
        assert_eq!(article.lead, "*Vải* mới");
        let text = body::write(&article.body);
        // An address and code are no words.
        assert_eq!(text.matches("lụa").count(), 2, "{text}");
    }
}

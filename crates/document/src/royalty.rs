//! Royalties: what the authors of an issue are due.
//!
//! Offices pay a text by a coefficient times the value of one unit. Which coefficient a
//! genre has is each office's own decision, so none is built in: the officer writes them
//! into the field `royalty_rates`, the unit into `royalty_unit`, and what the board
//! decides for one article beside that article.
//!
//! Sources of the model: decision 23/2020/QĐ-UBND of Ninh Thuận (news 1.0, news with a
//! photo 1.5, …), decision 570/2013/QĐ-UBND (news photo 0.5 to 1 apiece).

use crate::body::{self, Block};
use crate::{ArticleId, Edition, Figure, Key, PhotoId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// A coefficient in hundredths, so that amounts are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coefficient(u32);

impl Coefficient {
    /// The greatest one that can be meant, 1000.
    const MOST: u32 = 100_000;

    /// So many times this.
    fn times(self, count: usize) -> Self {
        Self(self.0.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// What it is worth when one unit is worth `unit`, rounded half up.
    fn of(self, unit: u64) -> u64 {
        (u64::from(self.0) * unit + 50) / 100
    }
}

/// The text is no coefficient or no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a number: {0}")]
pub struct NotANumber(pub String);

impl FromStr for Coefficient {
    type Err = NotANumber;

    /// Reads `2`, `1,5` or `1.25`: above zero, two decimals at most.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let refuse = || NotANumber(text.to_owned());
        let plain = text.trim().replace(',', ".");
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
            return Err(refuse());
        }
        let whole: u32 = whole.parse().map_err(|_| refuse())?;
        let part: u32 = format!("{part:0<2}").parse().map_err(|_| refuse())?;
        let hundredths = whole.checked_mul(100).map(|whole| whole + part);
        let possible = hundredths.filter(|number| (1..=Self::MOST).contains(number));
        possible.map(Self).ok_or_else(refuse)
    }
}

impl fmt::Display for Coefficient {
    /// Without zeros at the end, with a point: `1.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// Reads an amount of money in whole units: `234000`, `234.000`, `234 000 đồng`.
///
/// # Errors
///
/// When a separator does not part three digits, or other words stand there.
pub fn read_amount(text: &str) -> Result<u64, NotANumber> {
    let refuse = || NotANumber(text.to_owned());
    let lower = vntext::nfc(text.trim()).to_lowercase();
    let units = ["đồng", "vnđ", "vnd", "đ"];
    let bare = units.iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower);
    let mut groups = bare.trim().split(['.', ',', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let plain = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.is_empty() || first.len() <= 3;
    let whole = rest.iter().all(|group| group.len() == 3 && plain(group));
    if first.is_empty() || !plain(first) || !grouped || !whole {
        return Err(refuse());
    }
    format!("{first}{}", rest.concat()).parse().map_err(|_| refuse())
}

/// The coefficients of an office, by genre.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rates(Vec<(String, Coefficient)>);

impl FromStr for Rates {
    type Err = NotANumber;

    /// Reads `Tin = 1; Tin có ảnh = 1,5; Ảnh = 0,5`. The error names the piece that
    /// cannot be read.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let pieces = text.split([';', '\n']).map(str::trim);
        let read = |piece: &str| {
            let (genre, number) =
                piece.split_once(['=', ':']).ok_or_else(|| NotANumber(piece.into()))?;
            let coefficient = number.parse().map_err(|_| NotANumber(piece.into()))?;
            match genre.trim() {
                "" => Err(NotANumber(piece.into())),
                genre => Ok((genre.to_owned(), coefficient)),
            }
        };
        let rates = pieces.filter(|piece| !piece.is_empty()).map(read);
        rates.collect::<Result<_, _>>().map(Self)
    }
}

impl Rates {
    /// The rate of a genre, whatever its capitals and spaces.
    fn of(&self, genre: &str) -> Option<&(String, Coefficient)> {
        let wanted = same(genre);
        self.0.iter().find(|(name, _)| same(name) == wanted)
    }

    fn of_any(&self, genres: &[String]) -> Option<&(String, Coefficient)> {
        genres.iter().find_map(|genre| self.of(genre))
    }
}

fn same(genre: &str) -> String {
    let lower = vntext::nfc(genre).to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the board decided for single articles, as the issue's field `royalties` has it:
/// `article=coefficient`, separated by `;`. Pieces nobody can read are left out.
pub fn own_coefficients(field: &str) -> BTreeMap<ArticleId, Coefficient> {
    let read = |piece: &str| {
        let (id, number) = piece.split_once('=')?;
        Some((id.parse().ok()?, number.parse().ok()?))
    };
    field.split(';').filter_map(read).collect()
}

/// The field `royalties` with another coefficient for an article, or none.
pub fn with_coefficient(
    field: &str,
    article: ArticleId,
    coefficient: Option<Coefficient>,
) -> String {
    let mut own = own_coefficients(field);
    match coefficient {
        Some(coefficient) => own.insert(article, coefficient),
        None => own.remove(&article),
    };
    let pieces: Vec<String> =
        own.iter().map(|(id, coefficient)| format!("{id}={coefficient}")).collect();
    pieces.join(";")
}

/// What is paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Royalty {
    /// The article, or the one its photos stand in.
    pub article: ArticleId,
    /// Its headline.
    pub title: String,
    /// Its genre, or the word of the rate for photos.
    pub genre: String,
    /// Who is paid; may be empty.
    pub authors: Vec<String>,
    /// Photos of the article, or those paid for here.
    pub photos: usize,
    /// Words of the article; `None` for photos.
    pub words: Option<usize>,
    /// `None` when no rate is known for it.
    pub coefficient: Option<Coefficient>,
    /// `None` without a coefficient or without the value of a unit.
    pub amount: Option<u64>,
}

/// The royalties of an issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Royalties {
    /// Articles in reading order, each followed by its photos when they are paid apart.
    pub rows: Vec<Royalty>,
    /// What one unit is worth, when the officer wrote it.
    pub unit: Option<u64>,
}

impl Royalties {
    /// What all of it costs; `None` while an amount is missing.
    pub fn total(&self) -> Option<u64> {
        self.rows.iter().map(|row| row.amount).sum()
    }
}

/// What the authors of an issue are due.
///
/// An article has its own coefficient, else that of its genre "with photos" when it has
/// some and the office knows that rate, else that of its genre. Photos are paid apart,
/// by their credit and once each, when the office has a rate `Ảnh`, and not where the
/// rate of the article includes them.
pub fn royalties(edition: &Edition) -> Royalties {
    let rates: Rates = edition.text(Key::RoyaltyRates).parse().unwrap_or_default();
    let unit = read_amount(edition.text(Key::RoyaltyUnit)).ok();
    let own = own_coefficients(edition.text(Key::Royalties));
    let amount = |coefficient: Option<Coefficient>| Some(coefficient?.of(unit?));
    let mut paid: BTreeSet<PhotoId> = BTreeSet::new();
    let mut rows = Vec::new();
    for article in &edition.articles {
        let mut shown: Vec<(PhotoId, String)> = Vec::new();
        figures(&article.body.blocks, &mut |figure| {
            let resolved = edition.resolve(figure);
            if let Some(photo) = resolved.photo {
                shown.push((photo.whole(), author_of(&resolved.credit)));
            }
        });
        let genre = article.genre.trim();
        let with_photos = ["có ảnh", "kèm ảnh", "with photo", "with photos"]
            .map(|with| format!("{genre} {with}"));
        let included = rates.of_any(&with_photos).filter(|_| !shown.is_empty());
        let by_genre = included.or_else(|| rates.of(genre)).map(|(_, rate)| *rate);
        let decided = own.get(&article.id).copied();
        let coefficient = decided.or(by_genre);
        rows.push(Royalty {
            article: article.id,
            title: article.headline_on_paper().trim().to_owned(),
            genre: genre.to_owned(),
            authors: article.bylines.clone(),
            photos: shown.len(),
            words: Some(words(article)),
            coefficient,
            amount: amount(coefficient),
        });
        let apart = rates.of_any(&["ảnh".into(), "photo".into()]);
        let Some((name, rate)) =
            apart.filter(|_| included.is_none() || decided.is_some())
        else {
            paid.extend(shown.iter().map(|(photo, _)| *photo));
            continue;
        };
        let mut by_author: Vec<(String, usize)> = Vec::new();
        for (photo, author) in shown {
            if !paid.insert(photo) {
                continue;
            }
            match by_author.iter_mut().find(|(known, _)| *known == author) {
                Some((_, count)) => *count += 1,
                None => by_author.push((author, 1)),
            }
        }
        rows.extend(by_author.into_iter().map(|(author, photos)| {
            let coefficient = Some(rate.times(photos));
            Royalty {
                article: article.id,
                title: article.headline_on_paper().trim().to_owned(),
                genre: name.clone(),
                authors: Some(author)
                    .filter(|name| !name.is_empty())
                    .into_iter()
                    .collect(),
                photos,
                words: None,
                coefficient,
                amount: amount(coefficient),
            }
        }));
    }
    Royalties { rows, unit }
}

/// Words of an article as a person counts them: headline, opening and text.
fn words(article: &crate::Article) -> usize {
    let text: usize =
        body::paragraphs(&article.body).iter().map(|text| vntext::words(text)).sum();
    let lead = body::plain_text(&body::parse_inline(&article.lead));
    vntext::words(&article.title) + vntext::words(&lead) + text
}

/// Who a credit names: `Ảnh: Đan Phượng` names Đan Phượng.
fn author_of(credit: &str) -> String {
    let credit = body::plain_text(&body::parse_inline(credit));
    let name = match credit.split_once(':') {
        Some((label, name)) if vntext::words(label) <= 2 => name,
        _ => &credit,
    };
    name.trim().trim_end_matches('.').to_owned()
}

fn figures(blocks: &[Block], see: &mut dyn FnMut(&Figure)) {
    for block in blocks {
        match block {
            Block::Figure(figure) => see(figure),
            Block::Gallery { figures: shown, .. } => shown.iter().for_each(&mut *see),
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => figures(inner, see),
            Block::List { items, .. } => {
                for item in items {
                    figures(item, see);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Bulletin, Issue, IssueId, Lang, Photo, PixelSize};

    #[track_caller]
    fn check_coefficient(text: &str, expected: Option<&str>) {
        let got = text.parse::<Coefficient>().ok().map(|number| number.to_string());
        assert_eq!(got.as_deref(), expected, "{text}");
    }

    #[test]
    fn coefficients_are_read_and_written() {
        for (text, expected) in [
            ("2", "2"),
            ("1,5", "1.5"),
            (" 1.25 ", "1.25"),
            ("0,50", "0.5"),
            ("10", "10"),
        ] {
            check_coefficient(text, Some(expected));
        }
        for text in ["", "0", "-1", "1,555", "1.2.3", "hai", "1e3", "99999", ","] {
            check_coefficient(text, None);
        }
    }

    #[test]
    fn amounts_are_whole() {
        for (text, expected) in [
            ("234000", Some(234_000)),
            ("234.000", Some(234_000)),
            ("1 234 000 đồng", Some(1_234_000)),
            ("234,000 VNĐ", Some(234_000)),
            ("234.5", None),
            ("1234.000", None),
            ("nhiều", None),
            ("", None),
        ] {
            assert_eq!(read_amount(text).ok(), expected, "{text}");
        }
    }

    fn photo(id: u32, credit: &str) -> Photo {
        let size = PixelSize { width: 10, height: 10 };
        let mut photo = Photo::new(PhotoId(id), format!("{id}.jpg"), "0", size);
        photo.credit = credit.into();
        photo
    }

    /// Two articles: the first with photos of An twice and of Bình, the second with one
    /// of An's again.
    fn edition(rates: &str) -> Edition {
        let article = |number: u8, genre: &str, text: &str| {
            let id: ArticleId =
                format!("{number:08}-0000-4000-8000-000000000000").parse().unwrap();
            let mut article = Article::new(id);
            article.title = format!("Bài {number}");
            article.genre = genre.into();
            article.bylines = vec!["Đan Phượng".into()];
            article.source_text = text.into();
            article.body = body::parse(text).0;
            article
        };
        let first =
            "Một hai.\n\n![](media/1.jpg)\n\n![](media/2.jpg)\n\n![](media/3.jpg)";
        let photos = [photo(1, "Ảnh: An"), photo(2, "Ảnh: An"), photo(3, "Ảnh: Bình.")];
        let mut bulletin = Bulletin::new(Lang::Vi, "thoi-su");
        bulletin.values.set(Key::RoyaltyRates, rates);
        bulletin.values.set(Key::RoyaltyUnit, "234.000");
        let day = "2021-02-27".parse().unwrap();
        Edition {
            articles: vec![
                article(1, "TIN", first),
                article(2, "Phản ánh", "![](media/1.jpg)"),
            ],
            photos: photos.into_iter().map(|photo| (photo.id, photo)).collect(),
            ..Edition::new(bulletin, Issue::new(IssueId(1), 9, day))
        }
    }

    #[track_caller]
    fn check(edition: &Edition, expected: &[(&str, &str, usize, &str, Option<u64>)]) {
        let sheet = royalties(edition);
        let rows: Vec<_> = sheet
            .rows
            .iter()
            .map(|row| {
                let number = row.coefficient.map(|number| number.to_string());
                let authors = row.authors.join(", ");
                (
                    row.genre.clone(),
                    authors,
                    row.photos,
                    number.unwrap_or_default(),
                    row.amount,
                )
            })
            .collect();
        let rows: Vec<_> = rows
            .iter()
            .map(|(genre, authors, photos, number, amount)| {
                (genre.as_str(), authors.as_str(), *photos, number.as_str(), *amount)
            })
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_genre_has_its_rate_and_photos_are_paid_once() {
        check(
            &edition("tin = 1; phản  ánh = 2,25; Ảnh = 0,5"),
            &[
                ("TIN", "Đan Phượng", 3, "1", Some(234_000)),
                ("Ảnh", "An", 2, "1", Some(234_000)),
                ("Ảnh", "Bình", 1, "0.5", Some(117_000)),
                ("Phản ánh", "Đan Phượng", 1, "2.25", Some(526_500)),
            ],
        );
    }

    #[test]
    fn a_rate_with_photos_includes_them() {
        check(
            &edition("Tin = 1; Tin có ảnh = 1,5; Ảnh = 0,5"),
            &[
                ("TIN", "Đan Phượng", 3, "1.5", Some(351_000)),
                ("Phản ánh", "Đan Phượng", 1, "", None),
            ],
        );
    }

    #[test]
    fn what_the_board_decided_goes_first() {
        let mut edition = edition("Tin = 1; Phản ánh = 2");
        let second = edition.articles[1].id;
        let field = with_coefficient("la", second, "3".parse().ok());
        edition.issue.values.set(Key::Royalties, field.clone());
        check(
            &edition,
            &[
                ("TIN", "Đan Phượng", 3, "1", Some(234_000)),
                ("Phản ánh", "Đan Phượng", 1, "3", Some(702_000)),
            ],
        );
        assert_eq!(royalties(&edition).total(), Some(936_000));
        assert_eq!(with_coefficient(&field, second, None), "");
    }

    #[test]
    fn without_rates_the_sheet_is_there_to_be_filled_in() {
        let sheet = royalties(&edition(""));
        assert_eq!(sheet.rows.len(), 2);
        assert!(sheet.rows.iter().all(|row| row.coefficient.is_none()));
        assert_eq!(sheet.total(), None);
        // Two of the title, two of the text.
        assert_eq!(sheet.rows[0].words, Some(4));
    }

    #[test]
    fn a_rate_nobody_can_read_is_named() {
        let refused = "Tin = 1; Bài hay".parse::<Rates>().unwrap_err();
        assert_eq!(refused, NotANumber("Bài hay".into()));
        assert!("Tin = một".parse::<Rates>().is_err());
        assert!("= 1".parse::<Rates>().is_err());
    }
}

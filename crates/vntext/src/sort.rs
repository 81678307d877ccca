//! The order of words and names.
//!
//! The order is that of the Unicode Collation Algorithm with the Vietnamese tailoring of
//! CLDR: `a ă â b c d đ e ê … o ô ơ … u ư`, then the tones ngang, huyền, hỏi, ngã, sắc,
//! nặng, then small letters before capitals. Names stand by given name, as Vietnamese
//! lists have it.

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use std::cmp::Ordering;

/// Compares words and names in Vietnamese order.
///
/// ```
/// # use vntext::Order;
/// let order = Order::new();
/// let mut words = ["đan", "bạn", "dan", "bàn", "ban", "ăn"];
/// words.sort_by(|a, b| order.words(a, b));
/// assert_eq!(words, ["ăn", "ban", "bàn", "bạn", "dan", "đan"]);
/// ```
#[derive(Debug)]
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The data are compiled in; nothing is read.
    pub fn new() -> Self {
        let preferences = CollatorPreferences::from(locale!("vi"));
        let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default())
            .expect("the data of every locale are compiled in");
        Self(collator)
    }

    /// Compares two texts. Composed and decomposed spellings are equal.
    pub fn words(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b)
    }

    /// Compares two personal names: by given name (the last word), then by family name
    /// (the first), then by what stands between.
    ///
    /// ```
    /// # use vntext::Order;
    /// let order = Order::new();
    /// let mut names = ["Trần Thị Bình", "Lê Văn An", "Nguyễn An", "Đan Phượng"];
    /// names.sort_by(|a, b| order.names(a, b));
    /// assert_eq!(names, ["Lê Văn An", "Nguyễn An", "Trần Thị Bình", "Đan Phượng"]);
    /// ```
    pub fn names(&self, a: &str, b: &str) -> Ordering {
        let (one, other) = (parts(a), parts(b));
        self.words(one.0, other.0)
            .then_with(|| self.words(one.1, other.1))
            .then_with(|| self.words(one.2, other.2))
            .then_with(|| a.cmp(b))
    }
}

impl Default for Order {
    fn default() -> Self {
        Self::new()
    }
}

/// Given name, family name and what stands between.
fn parts(name: &str) -> (&str, &str, &str) {
    let name = name.trim();
    let (rest, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    let (family, between) =
        rest.trim_end().split_once(char::is_whitespace).unwrap_or((rest.trim_end(), ""));
    (given, family, between.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &str) {
        let order = Order::new();
        let sorted: Vec<&str> = sorted.split(" < ").collect();
        for pair in sorted.windows(2) {
            assert_eq!(order.words(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(order.words(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
    }

    #[test]
    fn letters_stand_in_the_order_of_the_alphabet() {
        check("an < ăn < ân < ba < ca < da < đa < en < ên < ga < ha");
        check(
            "in < la < ma < na < on < ôn < ơn < pa < ra < sa < ta < un < ưn < va < xa < ya",
        );
    }

    #[test]
    fn tones_stand_in_the_order_of_dictionaries() {
        check("ban < bàn < bản < bãn < bán < bạn < băn < bân");
        check("hoa < hòa < hỏa < họa");
        check("Cà Mau < Cần Thơ < Đà Nẵng < Điện Biên < Đồng Tháp < Hà Nội");
    }

    #[test]
    fn forms_of_unicode_are_equal() {
        let order = Order::new();
        assert_eq!(order.words("Ca\u{302}\u{300}n", "Cần"), Ordering::Equal);
    }

    #[test]
    fn names_stand_by_given_name() {
        let order = Order::new();
        let mut names = [
            "Lê Thị Ánh",
            "Phạm An",
            "Nguyễn Văn An",
            "Nguyễn Thị An",
            "Đặng Đức",
            "Dương Dũng",
            "",
            "Madonna",
        ];
        names.sort_by(|a, b| order.names(a, b));
        assert_eq!(
            names,
            [
                "",
                "Nguyễn Thị An",
                "Nguyễn Văn An",
                "Phạm An",
                "Lê Thị Ánh",
                "Dương Dũng",
                "Đặng Đức",
                "Madonna",
            ],
        );
    }
}

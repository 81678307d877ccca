//! What the checks of a text find, and how it is mended.
//!
//! Every check of this crate gives [`Finding`]s: a place, a [`Rule`], and what could stand
//! there instead. Nothing is changed until somebody asks for it with [`mend`].

use crate::Lang;
use std::ops::Range;

/// A place in a text that may want mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, in bytes of the text that was given. Empty where something is missing.
    pub range: Range<usize>,
    /// Which rule it goes against.
    pub rule: Rule,
    /// What could stand there instead, best first; empty when only a person can tell.
    pub fixes: Vec<String>,
}

impl Finding {
    pub(crate) fn new(range: Range<usize>, rule: Rule, fix: impl Into<String>) -> Self {
        Self { range, rule, fixes: vec![fix.into()] }
    }

    /// A finding nobody but a person can mend.
    pub(crate) fn bare(range: Range<usize>, rule: Rule) -> Self {
        Self { range, rule, fixes: Vec::new() }
    }
}

/// Defines [`Rule`]: each with its code, whether its first fix is safe unseen, and the
/// sentence a person reads in both languages.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident $code:literal $sure:ident $vi:literal $en:literal;)+) => {
        /// A rule of writing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Rule {
            /// All rules, in the order of this list.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name of the rule, such as `space.double`. Never reused.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// Whether its fix may be applied unseen: it changes no word and no meaning.
            pub fn is_sure(self) -> bool {
                match self {
                    $(Self::$name => rules!($sure),)+
                }
            }

            /// One sentence for the person who wrote the text.
            pub fn explain(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$name, Lang::Vi) => $vi,
                        (Self::$name, Lang::En) => $en,
                    )+
                }
            }
        }
    };
    (sure) => { true };
    (ask) => { false };
}

rules! {
    /// Letters written as a base and loose marks.
    LetterDecomposed "letter.decomposed" sure
        "Chữ và dấu đang tách rời (Unicode tổ hợp); nên ghép lại thành một ký tự."
        "Letter and marks are separate characters; they should be one.";
    /// A letter of another alphabet that looks like a Latin one: `Ð` for `Đ`.
    LetterHomoglyph "letter.homoglyph" sure
        "Ký tự này chỉ trông giống chữ cái tiếng Việt."
        "This character only looks like a Vietnamese letter.";
    /// A character nobody sees: zero width, direction, soft hyphen.
    CharInvisible "char.invisible" sure
        "Có ký tự vô hình trong văn bản."
        "There is an invisible character in the text.";
    /// A control character.
    CharControl "char.control" sure
        "Có ký tự điều khiển lạc vào văn bản."
        "A control character strayed into the text.";
    /// A character that was lost on the way (U+FFFD) or has no meaning of its own.
    CharLost "char.lost" ask
        "Ký tự này đã bị hỏng khi chuyển mã; hãy gõ lại theo bản gốc."
        "This character was lost in conversion; type it again from the original.";
    /// A no-break space or another space that is not the plain one.
    SpaceOdd "space.odd" sure
        "Khoảng trắng đặc biệt; nên dùng khoảng trắng thường."
        "An unusual space; use a plain one.";
    /// Several spaces.
    SpaceDouble "space.double" sure
        "Thừa khoảng trắng."
        "There is more than one space.";
    /// Spaces at the beginning or the end of a line.
    SpaceEdge "space.edge" sure
        "Thừa khoảng trắng ở đầu hoặc cuối dòng."
        "There are spaces at the edge of the line.";
    /// A space before a mark that belongs to the word before it.
    SpaceBefore "space.before" sure
        "Không đặt khoảng trắng trước dấu câu."
        "There is a space before the punctuation mark.";
    /// No space after a mark, or none before an opening one.
    SpaceMissing "space.missing" sure
        "Thiếu khoảng trắng cạnh dấu câu."
        "A space is missing beside the punctuation mark.";
    /// A space after an opening bracket or quotation mark.
    SpaceInside "space.inside" sure
        "Không đặt khoảng trắng sau dấu mở ngoặc."
        "There is a space after the opening mark.";
    /// Three full stops for an ellipsis.
    MarkDots "mark.dots" sure
        "Nên dùng dấu ba chấm “…” thay cho các dấu chấm rời."
        "Use one ellipsis instead of separate full stops.";
    /// A comma right before an ellipsis.
    MarkCommaDots "mark.comma_dots" sure
        "Không cần dấu phẩy trước dấu ba chấm."
        "No comma is needed before an ellipsis.";
    /// A mark written twice.
    MarkRepeated "mark.repeated" sure
        "Dấu câu bị lặp."
        "The punctuation mark is repeated.";
    /// A straight quotation mark.
    QuoteStraight "quote.straight" sure
        "Nên dùng dấu ngoặc kép cong “ ”."
        "Use curly quotation marks.";
    /// A quotation mark of another language.
    QuoteForeign "quote.foreign" sure
        "Tiếng Việt dùng dấu ngoặc kép “ ”."
        "Vietnamese uses “ ” for quotations.";
    /// A closing mark where one should open, or the other way round.
    QuoteTurned "quote.turned" sure
        "Dấu ngoặc kép quay sai chiều."
        "The quotation mark faces the wrong way.";
    /// A quotation mark without its partner in the paragraph.
    QuoteUnpaired "quote.unpaired" ask
        "Dấu ngoặc kép chưa có cặp trong đoạn này."
        "This quotation mark has no partner in its paragraph.";
    /// A dash as long as an em.
    DashLong "dash.long" sure
        "Tiếng Việt dùng gạch ngang ngắn “–”."
        "Use the shorter dash (–).";
    /// Two hyphens or another character for a dash.
    DashOdd "dash.odd" sure
        "Nên dùng gạch ngang “–” hoặc gạch nối “-” thông thường."
        "Use a plain hyphen or a dash (–).";
    /// A spaced hyphen between two numbers.
    DashRange "dash.range" sure
        "Giữa hai số nên dùng gạch ngang “–”."
        "Use a dash (–) between two numbers.";
    /// A dash with a space on one side only.
    DashLopsided "dash.lopsided" sure
        "Gạch ngang cần khoảng trắng ở cả hai bên."
        "The dash needs a space on both sides.";
    /// A spaced hyphen in a text that sets dashes elsewhere.
    DashMixed "dash.mixed" ask
        "Bài này dùng lẫn “ - ” và “ – ”; nên thống nhất."
        "The text mixes spaced hyphens and dashes; use one.";
    /// Thousands parted by commas.
    NumberThousands "number.thousands" sure
        "Tiếng Việt phân cách hàng nghìn bằng dấu chấm."
        "Vietnamese parts thousands with full stops.";
    /// A decimal point.
    NumberDecimal "number.decimal" sure
        "Tiếng Việt viết số thập phân bằng dấu phẩy."
        "Vietnamese writes decimals with a comma.";
    /// No space between a number and its unit (Nghị định 86/2012/NĐ-CP).
    UnitSpace "unit.space" sure
        "Cần khoảng trắng giữa số và đơn vị đo."
        "A space is missing between the number and its unit.";
    /// A unit in wrong letters: "Kg".
    UnitCase "unit.case" sure
        "Ký hiệu đơn vị đo viết sai chữ hoa, chữ thường."
        "The symbol of the unit has the wrong case.";
    /// `m2` for `m²`.
    UnitPower "unit.power" sure
        "Nên viết số mũ của đơn vị: m², m³."
        "Write the power of the unit: m², m³.";
    /// A date in another style than the text's or the house's.
    DateStyle "date.style" ask
        "Ngày tháng viết khác kiểu với phần còn lại."
        "The date is written in another style than the rest.";
    /// A day that never was.
    DateUnreal "date.unreal" ask
        "Không có ngày này trong lịch."
        "There is no such day.";
    /// A tone mark placed otherwise than in the rest of the text.
    ToneMixed "tone.mixed" ask
        "Bài này dùng lẫn hai kiểu đặt dấu (hòa, hoà); nên thống nhất."
        "The text mixes two ways to place the tone mark (hòa, hoà).";
    /// `i` and `y` in the same word.
    IyMixed "iy.mixed" ask
        "Từ này được viết khi i, khi y trong cùng bài; nên thống nhất."
        "The text writes this word now with i, now with y.";
    /// A tone mark on the wrong letter.
    SpellMark "spell.mark" sure
        "Dấu thanh đặt sai chữ."
        "The tone mark is on the wrong letter.";
    /// A word that is no Vietnamese syllable.
    SpellSyllable "spell.syllable" ask
        "Từ này không đúng quy tắc chính tả tiếng Việt."
        "This is not spelt as Vietnamese is.";
    /// Hỏi for ngã or ngã for hỏi.
    SpellHoiNga "spell.hoi_nga" ask
        "Nhầm dấu hỏi với dấu ngã."
        "The tones hỏi and ngã were mixed up.";
    /// `s` for `x` or the other way round.
    SpellSX "spell.s_x" ask
        "Nhầm âm đầu s với x."
        "The onsets s and x were mixed up.";
    /// `ch` for `tr` or the other way round.
    SpellChTr "spell.ch_tr" ask
        "Nhầm âm đầu ch với tr."
        "The onsets ch and tr were mixed up.";
    /// `d`, `gi` and `r`.
    SpellDGi "spell.d_gi" ask
        "Nhầm âm đầu d, gi, r."
        "The onsets d, gi and r were mixed up.";
    /// `l` for `n` or the other way round.
    SpellLN "spell.l_n" ask
        "Nhầm âm đầu l với n."
        "The onsets l and n were mixed up.";
    /// Codas that sound alike in the South: `n` and `ng`, `t` and `c`.
    SpellCoda "spell.coda" ask
        "Nhầm âm cuối hoặc vần nghe giống nhau."
        "Endings that sound alike were mixed up.";
    /// Words often taken for each other.
    SpellConfused "spell.confused" ask
        "Cụm từ này thường bị viết nhầm."
        "This is often confused with another word.";
    /// A word that no English dictionary has; found by whoever has one.
    SpellEnglish "spell.english" ask
        "Từ tiếng Anh này không có trong từ điển."
        "The word is not in the English dictionary.";
    /// A small letter where a sentence begins.
    CapitalSentence "capital.sentence" ask
        "Viết hoa chữ cái đầu câu (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục I)."
        "A sentence begins with a capital (Decree 30/2020, annex II.I).";
    /// A place name in the wrong case.
    CapitalPlace "capital.place" ask
        "Viết hoa tên địa lý chưa đúng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III)."
        "The place name is not capitalised as Decree 30/2020, annex II.III, has it.";
    /// The name of an organisation in the wrong case.
    CapitalOrganisation "capital.organisation" ask
        "Viết hoa tên cơ quan, tổ chức chưa đúng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục IV)."
        "The organisation is not capitalised as Decree 30/2020, annex II.IV, has it.";
    /// "Nhân dân", "Nhà nước".
    CapitalNoun "capital.noun" ask
        "Danh từ thuộc trường hợp đặc biệt được viết hoa: Nhân dân, Nhà nước (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.1)."
        "Nhân dân and Nhà nước are capitalised (Decree 30/2020, annex II.V.1).";
    /// An order, medal or title of honour.
    CapitalHonour "capital.honour" ask
        "Viết hoa tên huân chương, danh hiệu chưa đúng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.2)."
        "The honour is not capitalised as Decree 30/2020, annex II.V.2, has it.";
    /// A post or degree before the name of its holder.
    CapitalPost "capital.post" ask
        "Viết hoa chức vụ, học vị đi liền với tên người (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.3)."
        "A post before a name is capitalised (Decree 30/2020, annex II.V.3).";
    /// A feast or public holiday.
    CapitalFeast "capital.feast" ask
        "Viết hoa tên ngày lễ, ngày tết chưa đúng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.5 và V.8)."
        "The feast is not capitalised as Decree 30/2020, annex II.V, has it.";
    /// A historical event.
    CapitalEvent "capital.event" ask
        "Viết hoa tên sự kiện lịch sử chưa đúng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.6)."
        "The event is not capitalised as Decree 30/2020, annex II.V.6, has it.";
    /// The name of a law, or a part of one that is cited.
    CapitalCitation "capital.citation" ask
        "Khi viện dẫn, viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.7)."
        "In citations Phần, Chương, Mục and Điều are capitalised, khoản and điểm are not (Decree 30/2020, annex II.V.7).";
    /// A day of the week or a month in words.
    CapitalDay "capital.day" ask
        "Viết hoa tên ngày trong tuần và tháng bằng chữ: thứ Hai, tháng Giêng (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.8)."
        "Days and months in words are capitalised: thứ Hai, tháng Giêng (Decree 30/2020, annex II.V.8).";
}

/// Applies the first fix of each finding. Of findings that overlap only the first one is
/// applied; ranges that do not fit the text are passed over.
///
/// ```
/// # use vntext::{mend, typography, TextStyle};
/// let text = "gia cầm;  phối hợp ,…";
/// let findings = typography(text, &TextStyle::default());
/// assert_eq!(mend(text, &findings), "gia cầm; phối hợp…");
/// ```
pub fn mend(text: &str, findings: &[Finding]) -> String {
    let mut order: Vec<(&Range<usize>, &str)> = findings
        .iter()
        .filter_map(|finding| Some((&finding.range, finding.fixes.first()?.as_str())))
        .filter(|(range, _)| text.get((*range).clone()).is_some())
        .collect();
    // Of two that begin together the longer one knows more of its surroundings.
    order.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    let mut touched = None;
    for (range, fix) in order {
        // Two insertions at one place are one too many.
        if range.start < from || touched == Some(range.start) {
            continue;
        }
        mended.push_str(&text[from..range.start]);
        mended.push_str(fix);
        from = range.end;
        touched = Some(range.end);
    }
    mended.push_str(&text[from..]);
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_different_and_explained() {
        let mut codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            for lang in [Lang::Vi, Lang::En] {
                assert!(rule.explain(lang).ends_with('.'), "{rule:?}");
            }
        }
    }

    #[test]
    fn overlapping_and_foreign_ranges_do_no_harm() {
        let fix = |range, fix: &str| Finding::new(range, Rule::SpaceDouble, fix);
        let findings = [fix(1..3, "X"), fix(2..4, "Y"), fix(3..3, "Z"), fix(9..12, "no")];
        assert_eq!(mend("abcdef", &findings), "aXdef");
        assert_eq!(mend("ế", &[fix(1..2, "")]), "ế");
        assert_eq!(mend("ab", &[Finding::bare(0..1, Rule::CharLost)]), "ab");
    }
}

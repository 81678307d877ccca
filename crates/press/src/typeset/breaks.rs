//! Where the lines of large type end.
//!
//! Every break of a headline is seen, so it has to make sense: not inside a name or a
//! word of two syllables, not after a word that leans on the next, rather after a mark of
//! punctuation. And the lines are to be of nearly one length.

use std::ops::Range;

/// What a line more costs, beside what its own break costs.
const LINE: f64 = 45.0;
/// What each step costs by which type is set smaller.
const STEP: f64 = 1.2;
/// A syllable on a line of its own.
const ALONE: f64 = 40.0;
/// A word of two syllables, torn apart.
const TORN: f64 = 30.0;
/// A word at the end of a line that leans on the next.
const LEANS: f64 = 12.0;
/// A name of several words, torn apart where binding does not hold it.
const NAME: f64 = 15.0;
/// The end of a sentence or a colon at the end of a line is worth this, and a comma that.
const STOP: f64 = 8.0;
const COMMA: f64 = 3.0;

/// Words that lean on what follows: a line should not end with them.
const LEANING: &str = "\
    bị bởi các càng chưa chỉ cho của cùng cũng có còn cần do dưới giữa hai hay hoặc \
    hãy hơn khi không là mà mọi mỗi một nhiều nhưng những như nên nếu phải qua rất sau \
    sẽ theo thì trong trên trước tại từ và vì vẫn về với xã để đang đã đến được đều \
    đừng ở huyện mười bốn sáu bảy tám chín tỉnh phường ấp a an and as at by for from \
    in is of on or the to with";

/// Lines of words, with the share of its size to which the type is to shrink.
pub(super) struct Broken {
    pub(super) lines: Vec<Range<usize>>,
    pub(super) scale: f64,
    /// What its breaks and its uneven lines cost, be they many or few.
    pub(super) cost: f64,
}

/// Breaks words into the lines that read best, in type that may shrink by a tenth.
///
/// `spots` says where each word begins and ends on one long line, `bound` whether it must
/// stay with the next.
pub(super) fn break_lines(
    spots: &[(f64, f64)],
    bound: &[bool],
    words: &[&str],
    width: f64,
) -> Broken {
    let mut costs = costs(words);
    for (index, word) in words.iter().enumerate() {
        // "120" leans on "căn nhà", but not the number in "ấp 5".
        let told = index > 0 && bound[index - 1];
        if word.ends_with(|c: char| c.is_ascii_digit()) && !told {
            costs[index] += LEANS;
        }
    }
    let mut best: Option<(f64, Broken)> = None;
    for step in 0..=5 {
        let scale = 1.0 - 0.02 * f64::from(step);
        let (lines, cost) = fewest(spots, bound, &costs, width / scale);
        let own = cost;
        let cost = cost + lines.len() as f64 * LINE + f64::from(step) * STEP;
        if best.as_ref().is_none_or(|(known, _)| cost < *known - 1e-9) {
            best = Some((cost, Broken { lines, scale, cost: own }));
        }
    }
    best.expect("the full size was tried").1
}

/// For each word, whether it must stay with the next.
pub(super) fn bound(text: &str, words: &[&str]) -> Vec<bool> {
    let mut bound = vec![false; words.len()];
    let spans = vntext::bind(text);
    let mut at = 0;
    for (index, word) in words.iter().enumerate() {
        let end = at + word.len();
        let joined = spans.iter().any(|span| span.start <= at && span.end > end);
        // A dash stays with what stands before it.
        let dash =
            words.get(index + 1).is_some_and(|next| matches!(*next, "–" | "-" | "—"));
        bound[index] = joined || dash;
        at = end + 1;
    }
    bound
}

/// What it costs to end a line after each word.
pub(super) fn costs(words: &[&str]) -> Vec<f64> {
    let cost = |(index, word): (usize, &&str)| {
        let next = words.get(index + 1).copied().unwrap_or_default();
        if word.ends_with([':', '.', '?', '!', '…']) {
            return -STOP;
        }
        if word.ends_with([',', ';', '–', '—', '”', ')']) {
            return -COMMA;
        }
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        if index > 0 && capital(word) && capital(next) {
            return NAME;
        }
        // "ký kết hợp tác" is two words, though "kết hợp" is one elsewhere.
        let two = index > 0
            && vntext::is_compound(words[index - 1], word)
            && words.get(index + 2).is_some_and(|last| vntext::is_compound(next, last));
        if vntext::is_compound(word, next) && !two {
            return TORN;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        // The second half of a word leans on nothing: "xã hội", "hợp tác xã".
        let whole = index > 0 && vntext::is_compound(words[index - 1], word);
        if !whole && LEANING.split(' ').any(|word| word == bare) { LEANS } else { 0.0 }
    };
    words.iter().enumerate().map(cost).collect()
}

/// The fewest lines, of nearly equal width, broken where it costs least; and that cost.
fn fewest(
    spots: &[(f64, f64)],
    bound: &[bool],
    costs: &[f64],
    width: f64,
) -> (Vec<Range<usize>>, f64) {
    let count = spots.len();
    if count == 0 {
        return (Vec::new(), 0.0);
    }
    let measure = |from: usize, to: usize| spots[to - 1].1 - spots[from].0;
    for strict in [true, false] {
        for lines in 1..=count {
            let ideal = measure(0, count) / lines as f64;
            // best[k][j]: cost of the first j words on k lines, and where line k began.
            let mut best = vec![vec![(f64::INFINITY, 0); count + 1]; lines + 1];
            best[0][0].0 = 0.0;
            for line in 1..=lines {
                for to in 1..=count {
                    for from in 0..to {
                        let before = best[line - 1][from].0;
                        let wide = measure(from, to);
                        let split = to < count && strict && bound[to - 1];
                        if before.is_infinite() || wide > width || split {
                            continue;
                        }
                        let alone = to - from == 1 && count > 1;
                        let cost = before
                            + ((wide - ideal) / ideal * 10.0).powi(2)
                            + if alone { ALONE } else { 0.0 }
                            + if to < count { costs[to - 1] } else { 0.0 };
                        if cost < best[line][to].0 {
                            best[line][to] = (cost, from);
                        }
                    }
                }
            }
            let (cost, _) = best[lines][count];
            if cost.is_finite() {
                let mut ranges = Vec::new();
                let mut to = count;
                for line in (1..=lines).rev() {
                    let from = best[line][to].1;
                    ranges.push(from..to);
                    to = from;
                }
                ranges.reverse();
                let cost = cost + if strict { 0.0 } else { LINE };
                return (ranges, cost);
            }
        }
    }
    ((0..count).map(|word| word..word + 1).collect(), count as f64 * ALONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of one unit a letter, with a unit between.
    #[track_caller]
    fn check(text: &str, width: f64, expected: &[&str]) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut x = 0.0;
        let spots: Vec<(f64, f64)> = words
            .iter()
            .map(|word| {
                let from = x;
                x += word.chars().count() as f64 + 1.0;
                (from, x - 1.0)
            })
            .collect();
        let broken = break_lines(&spots, &bound(text, &words), &words, width);
        let got: Vec<String> =
            broken.lines.into_iter().map(|range| words[range].join(" ")).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn lines_break_by_sense_and_are_nearly_equal() {
        check(
            "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
            34.0,
            &["Cần Thơ – Hậu Giang tiếp tục", "ký kết hợp tác – phát triển"],
        );
        check("Mở thêm đường, thêm tuyến xe", 20.0, &["Mở thêm đường,", "thêm tuyến xe"]);
    }

    #[test]
    fn no_syllable_stands_alone_on_the_last_line() {
        check("Năm học mới bắt đầu sớm hơn", 24.0, &["Năm học mới", "bắt đầu sớm hơn"]);
    }

    #[test]
    fn a_word_of_two_syllables_stays_whole() {
        check(
            "Nông dân ấp 5 trúng mùa dưa hấu vụ nghịch",
            16.0,
            &["Nông dân ấp 5", "trúng mùa", "dưa hấu vụ nghịch"],
        );
    }

    #[test]
    fn four_syllables_part_between_their_two_words() {
        check(
            "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
            23.0,
            &["Cần Thơ – Hậu Giang", "tiếp tục ký kết", "hợp tác – phát triển"],
        );
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        check(
            "Vừa xây xong 120 căn nhà cho dân",
            26.0,
            &["Vừa xây xong", "120 căn nhà cho dân"],
        );
        check("Nông dân ấp 5 trúng lớn", 14.0, &["Nông dân ấp 5", "trúng lớn"]);
    }

    #[test]
    fn a_colon_is_the_best_place_and_a_name_the_worst() {
        check(
            "Chuyển đổi số ở chợ Nàng Mau: tiểu thương quét mã, khách khỏi thối tiền",
            30.0,
            &[
                "Chuyển đổi số ở chợ Nàng Mau:",
                "tiểu thương quét mã,",
                "khách khỏi thối tiền",
            ],
        );
        check("Khởi công Nguyễn Trung Trực", 18.0, &["Khởi công", "Nguyễn Trung Trực"]);
    }

    #[test]
    fn numbers_in_words_stay_with_what_they_count() {
        check(
            "Thu ngân sách mười tháng đạt 92 % dự toán",
            30.0,
            &["Thu ngân sách mười tháng", "đạt 92 % dự toán"],
        );
    }

    #[test]
    fn type_shrinks_a_little_rather_than_part_what_belongs_together() {
        check(
            "“Học sinh nghèo không được phép nghỉ học vì thiếu sách”",
            29.0,
            &["“Học sinh nghèo không được phép", "nghỉ học vì thiếu sách”"],
        );
    }

    #[test]
    fn no_line_ends_with_a_word_that_leans_on_the_next() {
        check(
            "Niềm vui mới ở trường vùng sâu",
            20.0,
            &["Niềm vui mới", "ở trường vùng sâu"],
        );
    }
}

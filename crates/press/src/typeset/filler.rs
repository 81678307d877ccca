//! House words that fill a gap.
//!
//! A gap is asked to say something: first an invitation to send news, with the ways that
//! stand in the bulletin's own fields, then where it is read and what it is. Fillers of
//! one issue take turns. Nothing is said that no field says.

use super::content::Setter;
use super::headline::{Manner, TIGHTEST};
use super::phrase::Phrase;
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Edition, Key, Lang};
use typst::foundations::{IntoValue, Value};
use typst::layout::{Abs, Frame, Point};
use typst::utils::hash128;

/// A panel as low as this has its headline and its lines side by side, if it is wide
/// enough.
const LOW: u32 = 9;
/// Lines of the headline, at most.
const MOST: usize = 3;

/// What a panel says.
#[derive(Debug, PartialEq, Eq)]
struct Message {
    title: String,
    /// Lines below, each with what it is called.
    lines: Vec<(&'static str, String)>,
}

/// Whether the bulletin's fields have anything to fill a gap with.
pub(crate) fn has_words(edition: &Edition) -> bool {
    !messages(edition).is_empty()
}

/// Sets the words of a panel over so many units and lines, all on the grid; `turn` counts
/// the panels of the issue. Nothing when no field has anything to say. What they stand on
/// is the caller's business.
pub(crate) fn filler(
    setter: &Setter<'_, '_>,
    edition: &Edition,
    (units, lines): (u32, u32),
    turn: usize,
    key: u128,
) -> Result<Option<Frame>, PressError> {
    let grid = setter.styles.measures.grid;
    let (width, line) = (grid.span(units), grid.baseline);
    let mut messages = messages(edition);
    if messages.is_empty() || lines < 3 {
        return Ok(None);
    }
    let message = messages.swap_remove(turn % messages.len());
    let pad = line;
    let across = width - 2.0 * pad;
    let beside = lines <= LOW && units > grid.leg && units * 3 > grid.units;
    let (left, right) = match beside {
        true => ((across - grid.gutter) * 0.56, (across - grid.gutter) * 0.44),
        false => (across, across),
    };
    let room = lines - 2;
    let mut words = Vec::new();
    for (at, (label, value)) in message.lines.iter().enumerate() {
        words.push(entry(setter, (label, value), right, hash128(&(key, at)))?);
    }
    let high = |frames: &[Frame]| -> u32 {
        frames.iter().map(|frame| grid.lines_of(frame.height().to_pt())).sum()
    };
    // The headline comes first; of the lines as many as there is room for.
    let share = if beside { room } else { (room * 3 / 5).max(1) };
    let title = title(setter, &message.title, (left, share), key)?;
    let title_lines = grid.lines_of(title.height().to_pt()).min(room);
    let rest = if beside { room } else { room - title_lines };
    while high(&words) > rest {
        words.pop();
    }
    let word_lines = high(&words);
    let gap = u32::from(!beside && word_lines > 0 && title_lines + word_lines < room);
    let all =
        if beside { title_lines.max(word_lines) } else { title_lines + gap + word_lines };
    // A little above the middle looks like the middle.
    let top = f64::from(1 + (room - all.min(room)) / 2) * line;
    let mut items = Items::new();
    put(&mut items, &title, (pad, top));
    let (x, mut y) = match beside {
        // Both end on one line.
        true => (pad + left + grid.gutter, top + f64::from(all - word_lines) * line),
        false => (pad, top + f64::from(title_lines + gap) * line),
    };
    for frame in &words {
        put(&mut items, frame, (x, y));
        y += f64::from(grid.lines_of(frame.height().to_pt())) * line;
    }
    Ok(Some(rows::frame(items, width, f64::from(lines) * line)))
}

/// What the fields of the bulletin have to say, the most useful first.
fn messages(edition: &Edition) -> Vec<Message> {
    let text = |key: Key| edition.text(key).trim().to_owned();
    let lang = edition.bulletin.lang;
    let say = |vi: &'static str, en: &'static str| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let lines = |all: &[(&'static str, &'static str, Key)]| -> Vec<_> {
        let line =
            |(vi, en, key): &(&'static str, &'static str, Key)| (say(vi, en), text(*key));
        all.iter().map(line).filter(|(_, value)| !value.is_empty()).collect()
    };
    let name = edition.bulletin.name().trim();
    let mut messages = Vec::new();
    let mut ways = lines(&[
        ("E-mail", "E-mail", Key::Email),
        ("Điện thoại", "Telephone", Key::Phone),
        ("Địa chỉ", "Address", Key::Address),
    ]);
    if !ways.is_empty() {
        ways.splice(..0, lines(&[("", "", Key::PublishingBody)]));
        let title = say(
            "Mời bạn đọc gửi tin, bài, ảnh về ban biên tập",
            "Send your news, stories and pictures to the editors",
        );
        messages.push(Message { title: title.to_owned(), lines: ways });
    }
    let web = lines(&[("", "", Key::Web), ("Kỳ hạn", "Appears", Key::Period)]);
    if !text(Key::Web).is_empty() {
        let title = match lang {
            Lang::Vi => format!("Đọc {name} trên mạng"),
            Lang::En => format!("Read {name} on the web"),
        };
        messages.push(Message { title, lines: web });
    }
    if !name.is_empty() {
        let about = lines(&[
            ("", "", Key::Tagline),
            ("", "", Key::PublishingBody),
            ("Kỳ hạn", "Appears", Key::Period),
        ]);
        // The name alone says nothing that page 1 has not said.
        if !about.is_empty() {
            messages.push(Message { title: name.to_owned(), lines: about });
        }
    }
    messages
}

/// The headline of a panel, as large as so many lines of the grid allow.
fn title(
    setter: &Setter<'_, '_>,
    title: &str,
    (width, most): (f64, u32),
    key: u128,
) -> Result<Frame, PressError> {
    let measures = &setter.styles.measures;
    let sizes = ["lead_head", "pull", "small_head", "brief_head"];
    let phrase = Phrase::plain(setter, title);
    let mut set = None;
    for name in sizes {
        let manner = Manner {
            style: "filler-title",
            size: measures.size(name),
            weight: None,
            level: None,
            centred: false,
            most: MOST,
            leading: TIGHTEST,
            link: None,
        };
        let headline =
            setter.headline(&phrase, manner, width, hash128(&(key, "title")))?;
        let well = headline.lines <= MOST
            && headline.size > manner.size * 0.85
            && measures.grid.lines_of(headline.frame.height().to_pt()) <= most;
        set = Some(headline.frame);
        if well {
            break;
        }
    }
    Ok(set.expect("every size was set"))
}

fn entry(
    setter: &Setter<'_, '_>,
    (label, value): (&str, &str),
    width: f64,
    key: u128,
) -> Result<Frame, PressError> {
    let label = match label {
        "" => Value::None,
        label => setter.words(label).into_value(),
    };
    let value = setter.text(value).into_value();
    let content = setter.styles.call("filler-line", [label, value, setter.lang()])?;
    setter.styles.lay(&content, width, key)
}

fn put(items: &mut Items, frame: &Frame, (x, y): (f64, f64)) {
    let to = Point::new(Abs::pt(x), Abs::pt(y));
    items.extend(rows::flatten(frame).into_iter().map(|(at, item)| (at + to, item)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Bulletin, Date, Issue, IssueId, Values};

    fn titles(fields: &[(Key, &str)]) -> Vec<String> {
        let mut values = Values::default();
        for (key, value) in fields {
            values.set(*key, *value);
        }
        let bulletin = Bulletin { values, ..Bulletin::new(Lang::Vi, "thoi-su") };
        let day = Date::new(2021, 2, 27).expect("a day");
        let edition = Edition::new(bulletin, Issue::new(IssueId(1), 9, day));
        messages(&edition).into_iter().map(|message| message.title).collect()
    }

    #[test]
    fn a_panel_says_only_what_the_fields_say() {
        assert_eq!(titles(&[]), [""; 0]);
        let name = (Key::Name, "Hậu Giang");
        // Page 1 has said it.
        assert_eq!(titles(&[name]), [""; 0]);
        let invitation = "Mời bạn đọc gửi tin, bài, ảnh về ban biên tập";
        assert_eq!(titles(&[name, (Key::Phone, "0293")]), [invitation]);
        assert_eq!(
            titles(&[
                name,
                (Key::Email, "a@b.vn"),
                (Key::Web, "b.vn"),
                (Key::Period, "Tuần")
            ]),
            [invitation, "Đọc Hậu Giang trên mạng", "Hậu Giang"],
        );
    }
}

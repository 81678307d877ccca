//! A story on a card for social networks: its picture, its section and its headline, the
//! name of the bulletin and the day of the issue, set as the design sets them.
//!
//! A card is seen at the size of a thumb, so type is large and little is said. Without a
//! picture the headline has the whole card, and how the story begins stands below it.

use super::cards;
use super::content::Setter;
use super::draw::{border, line, panel};
use super::headline::{Headline, Manner, TIGHTEST};
use super::logo::Logo;
use super::masthead::{self, Fitted, Way};
use super::mend::Mender;
use super::photo::Shots;
use super::phrase::Phrase;
use super::rows::{self, Items, push};
use super::style::Styles;
use crate::error::PressError;
use crate::look::{Axis, Boxes, CoverGround, Look};
use document::{Article, Edition, Key, Lang};
use std::sync::Arc;
use typst::foundations::{Bytes, Derived, IntoValue, NativeElement, Smart, Value};
use typst::layout::{Abs, Alignment, Frame, Length, Point, Rel, Size};
use typst::loading::{DataSource, LoadSource, Loaded};
use typst::model::ParElem;
use typst::syntax::Spanned;
use typst::utils::hash128;
use typst::visualize::{ImageElem, ImageFit};

/// What words keep away from the edges, and from a picture beside them, in points.
const MARGIN: f64 = 16.0;
const BESIDE: f64 = 13.0;
/// What a picture with round corners keeps away from the edges.
const INSET: f64 = 11.0;
/// The share of the width that a picture beside the words has, and of the height that one
/// above them has.
const PICTURE: [f64; 2] = [0.5, 0.47];
/// Height of the name of the bulletin, and of its logo, in points.
const NAME: f64 = 18.0;
const LOGO: f64 = 27.0;
/// From the words above the name to it.
const BELOW_KIND: f64 = 5.0;
/// The share of a picture that lies on the band.
const ON_BAND: f64 = 0.3;
/// What the name keeps free below it, and the foot above it, in points.
const APART: [f64; 2] = [11.0, 5.0];
/// From the section to the headline, and from there to how the story begins, in lines.
const GAPS: [f64; 2] = [1.25, 0.45];
/// The largest type beside a picture, below one, and alone; and the smallest that is still
/// read on a telephone, a 27th of the card's width.
const SIZES: [f64; 3] = [24.0, 26.0, 33.0];
const SMALLEST: f64 = 13.0;
/// Each try is smaller by this.
const STEP: f64 = 0.94;
/// What a line more leaves of the worth of large type, and what breaks cost that leave
/// nothing of it.
const A_LINE_MORE: f64 = 0.88;
const NONSENSE: f64 = 100.0;
/// Most lines beside a picture, below one, and alone.
const LINES: [usize; 3] = [6, 4, 4];
/// Height of the bar at the head of a card without a picture, in points.
const BAR: f64 = 5.0;

/// Where a picture stands: its top left corner and its size, in points.
#[derive(Clone, Copy)]
struct Scene {
    at: (f64, f64),
    size: (f64, f64),
}

/// A picture, laid out at this size as the design shows pictures.
pub(crate) fn scenery(
    styles: &Styles<'_>,
    bytes: Arc<[u8]>,
    (width, height): (f64, f64),
) -> Result<Frame, PressError> {
    let bytes = Bytes::new(bytes.to_vec());
    let source = Derived::new(
        DataSource::Bytes(bytes.clone()),
        Loaded::new(Spanned::detached(LoadSource::Bytes), bytes),
    );
    let length = |points: f64| Rel::from(Length::from(Abs::pt(points)));
    let image = ImageElem::new(source)
        .with_width(Smart::Custom(length(width)))
        .with_height(Length::from(Abs::pt(height)).into())
        .with_fit(ImageFit::Stretch)
        .pack();
    let lengths = [width, height, 0.0, 0.0].map(|l| Abs::pt(l).into_value());
    let arguments = std::iter::once(image.clone().into_value()).chain(lengths);
    // Corners are round where the picture stands free of the edges.
    let whole = match styles.look.corner > 0.0 {
        true => styles.call("cropped", arguments)?,
        false => image,
    };
    styles.lay(&whole, width, hash128(&"card picture"))
}

/// What a card is made of.
pub(crate) struct Card<'c> {
    pub(crate) edition: &'c Edition,
    pub(crate) article: &'c Article,
    /// Colour of the section.
    pub(crate) colour: &'c str,
    /// Width and height in points.
    pub(crate) size: (f64, f64),
    /// Lays the picture out at a size in points; nothing when there is none to be had.
    pub(crate) picture: &'c Draw<'c>,
}

/// Lays a picture out at a size in points.
pub(crate) type Draw<'c> = dyn Fn((f64, f64)) -> Result<Option<Frame>, PressError> + 'c;

/// Where the headline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside a picture.
    Beside,
    /// Below one.
    Below,
    /// On a card of words.
    Alone,
}

/// Whether a design sets its name, and so its cards, on a centre line.
fn centred(look: &Look) -> bool {
    look.axis == Axis::Centre || look.masthead.axis == Axis::Centre
}

/// The rectangle that words have.
#[derive(Clone, Copy)]
struct Room {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Card<'_> {
    /// The card as one frame.
    pub(crate) fn set(
        &self,
        styles: &Styles<'_>,
        shots: &Shots<'_>,
    ) -> Result<Frame, PressError> {
        let (width, height) = self.size;
        let mender = Mender::new(styles.world, &styles.families);
        let of =
            |lang| Setter { styles, mender: &mender, lang, notes: Default::default() };
        let (house, story) =
            (of(self.edition.bulletin.lang), of(self.edition.lang_of(self.article)));
        let look = &styles.look;
        let mut frame = Frame::hard(Size::new(Abs::pt(width), Abs::pt(height)));
        let whole = Room {
            x: MARGIN,
            y: MARGIN,
            width: width - 2.0 * MARGIN,
            height: height - 2.0 * MARGIN,
        };
        let beside = width > height;
        let mut room = whole;
        if beside {
            room.width = width * (1.0 - PICTURE[0]) - BESIDE - MARGIN;
        }
        let (mut plate, mut bottom) = self.plate(&house, shots, room)?;
        let scene = self.scene(styles, bottom);
        let picture = (self.picture)(scene.size)?;
        let scene = picture.is_some().then_some(scene);
        if scene.is_none() && beside {
            room = whole;
            (plate, bottom) = self.plate(&house, shots, room)?;
        }
        let ground = match scene {
            None => look.card(self.colour),
            Some(_) if look.cover.page.is_empty() => "paper",
            Some(_) => &look.cover.page,
        };
        panel(&mut frame, (0.0, 0.0), self.size, 0.0, styles.colour(ground));
        let band = look.cover.ground != CoverGround::Plain;
        if band {
            // A picture below lies on the band as one on a page does.
            let foot = match scene {
                Some(scene) if !beside => scene.at.1 + scene.size.1 * ON_BAND,
                _ => bottom + APART[0] * 0.75,
            };
            let size = (width, foot);
            panel(&mut frame, (0.0, 0.0), size, 0.0, styles.colour(&look.cover.band));
        } else if scene.is_none() && look.masthead.above.is_empty() {
            let size = (width, BAR);
            panel(&mut frame, (0.0, 0.0), size, 0.0, styles.colour(self.colour));
        }
        frame.push_multiple(plate);

        let foot = self.foot(&house, room)?;
        let line_high = foot.height().to_pt();
        let grid = &styles.measures.grid;
        let low = height - MARGIN - line_high + grid.below;
        push(&mut frame, Point::new(Abs::pt(room.x), Abs::pt(low)), &foot);

        room.y = bottom + APART[0];
        if let Some((picture, scene)) = picture.zip(scene) {
            let to = Point::new(Abs::pt(scene.at.0), Abs::pt(scene.at.1));
            push(&mut frame, to, &picture);
            if !beside {
                room.y = scene.at.1 + scene.size.1 + APART[0];
            }
        }
        room.height = low - APART[1] - room.y;
        let place = match scene {
            Some(_) if beside => Place::Beside,
            Some(_) => Place::Below,
            None => Place::Alone,
        };
        self.words(&mut frame, &story, room, place)?;
        if look.boxes == Boxes::Frame && scene.is_none() {
            let thick = look.rules.page.max(1.5);
            let size = (width - thick, height - thick);
            let at = (thick / 2.0, thick / 2.0);
            border(&mut frame, at, size, 0.0, (styles.colour("ink"), thick));
        }
        Ok(frame)
    }

    /// Where a picture stands on a card whose name ends here.
    fn scene(&self, styles: &Styles<'_>, bottom: f64) -> Scene {
        let (width, height) = self.size;
        let inset = if styles.look.corner > 0.0 { INSET } else { 0.0 };
        if width > height {
            let wide = width * PICTURE[0];
            let at = (width - wide, inset);
            return Scene { at, size: (wide - inset, height - 2.0 * inset) };
        }
        let size = (width - 2.0 * inset, height * PICTURE[1]);
        Scene { at: (inset, bottom + APART[0]), size }
    }

    /// The rules above, the logo and the name; and where they end.
    fn plate(
        &self,
        setter: &Setter<'_, '_>,
        shots: &Shots<'_>,
        room: Room,
    ) -> Result<(Items, f64), PressError> {
        let styles = setter.styles;
        let (look, grid) = (&styles.look.masthead, &styles.measures.grid);
        let centred = centred(&styles.look);
        let mut drawn = Frame::soft(Size::zero());
        let mut y = room.y;
        if !look.above.is_empty() {
            y -= MARGIN * 0.35;
        }
        for thick in &look.above {
            let colour = styles.colour(&styles.look.rules.colour);
            line(
                &mut drawn,
                (room.x, y + thick / 2.0),
                (room.width, 0.0),
                colour,
                *thick,
            );
            y += thick + 1.6;
        }
        if !look.above.is_empty() {
            y += 6.5;
        }
        let mut items = rows::flatten(&drawn);
        // On a centre line a logo stands above the name, and smaller.
        let high = if centred { LOGO * 0.7 } else { LOGO };
        let room_of = (room.width, high / LOGO_SHARE);
        let logo = Logo::of(self.edition, Axis::Start, room_of);
        if let Some(logo) = logo.as_ref().filter(|_| centred) {
            let at = (room.x + (room.width - logo.width) / 2.0, y);
            logo.place(&mut items, at, setter, self.edition, shots)?;
            y += logo.height + BELOW_KIND;
        }
        let logo = logo.filter(|_| !centred);
        let (mut x, mut width, top) = (room.x, room.width, y);
        if let Some(logo) = &logo {
            x += logo.width + 8.0;
            width -= logo.width + 8.0;
        }

        let name = self.edition.bulletin.name().trim();
        let kind = match (self.edition.text(Key::KindWord).trim(), setter.lang) {
            ("", Lang::Vi) => "BẢN TIN",
            ("", Lang::En) => "BULLETIN",
            (own, _) => own,
        };
        if !crate::begins_with(name, kind) {
            let words = [setter.words(kind).into_value(), setter.lang()];
            let content = styles.call("kind-word", words)?;
            let frame = styles.lay(&content, width, hash128(&"card kind"))?;
            let to = Point::new(Abs::pt(x), Abs::pt(y - grid.hang));
            items.extend(rows::flatten(&frame).into_iter().map(|(at, i)| (at + to, i)));
            y += grid.above - grid.hang + BELOW_KIND;
        }
        if !name.is_empty() {
            let Fitted { frame, left, width: wide, height, .. } =
                masthead::fit(setter, ("name", name), (width, NAME), &WAYS)?;
            let at = if centred { x + (width - wide) / 2.0 } else { x };
            let to = Point::new(Abs::pt(at - left), Abs::pt(y));
            items.extend(rows::flatten(&frame).into_iter().map(|(at, i)| (at + to, i)));
            y += height;
        }
        if let Some(logo) = &logo {
            let at = (room.x, top + ((y - top - logo.height) / 2.0).max(0.0));
            logo.place(&mut items, at, setter, self.edition, shots)?;
            y = y.max(top + logo.height);
        }
        Ok((items, y))
    }

    /// Number and day of the issue.
    fn foot(&self, setter: &Setter<'_, '_>, room: Room) -> Result<Frame, PressError> {
        let text = |text: &str| setter.text(text).into_value();
        let number = text(&masthead::number(self.edition));
        let day = text(&self.edition.issue.date.long(setter.lang));
        let parts = [number, Value::None, day, setter.lang()];
        let content = setter.styles.call("strip", parts)?;
        setter.styles.lay(&content, room.width, hash128(&"card strip"))
    }

    /// Section, headline, and how the story begins where there is no picture.
    fn words(
        &self,
        frame: &mut Frame,
        setter: &Setter<'_, '_>,
        room: Room,
        place: Place,
    ) -> Result<(), PressError> {
        let styles = setter.styles;
        let grid = &styles.measures.grid;
        let centred = centred(&styles.look);
        let section = self.edition.section_of(self.article);
        let section = section.map_or("", |section| section.name.trim());
        let mut above = None;
        let mut used = 0.0;
        if !section.is_empty() {
            let words = ParElem::new(setter.words(section)).pack().into_value();
            let colour = self.colour.into_value();
            let mut kicker = styles.call("kicker", [words, setter.lang(), colour])?;
            if centred {
                kicker = kicker.aligned(Alignment::CENTER);
            }
            above = Some(styles.lay(&kicker, room.width, hash128(&"card section"))?);
            used = GAPS[0] * grid.baseline;
        }
        let head = self.headline(setter, place, (room.width, room.height - used))?;
        let mut high = used + head.frame.height().to_pt();
        let mut below = None;
        if place == Place::Alone {
            let lines = (room.height - high) / grid.baseline - GAPS[1] - 0.5;
            let lead = self.beginning();
            if lines >= 2.0 && !lead.is_empty() {
                let most = (lines.floor() as usize).min(4);
                let width = room.width.min(grid.baseline * 24.0);
                let words = cards::beginning(setter, &lead, (width, most), centred)?;
                below = Some(words);
                high += GAPS[1] * grid.baseline;
                high += below.as_ref().map_or(0.0, |words| words.height().to_pt());
            }
        }
        // Beside a picture the words stand on the foot; alone they stand a little above
        // the middle, which is where an eye looks for it.
        let spare = (room.height - high).max(0.0);
        let share = match place {
            Place::Beside if centred => 0.5,
            Place::Beside => 1.0,
            Place::Below | Place::Alone => 0.42,
        };
        let mut y = room.y + spare * share;
        if let Some(above) = above {
            push(frame, Point::new(Abs::pt(room.x), Abs::pt(y)), &above);
            y += used;
        }
        push(frame, Point::new(Abs::pt(room.x), Abs::pt(y)), &head.frame);
        if let Some(below) = below {
            y += head.frame.height().to_pt() + GAPS[1] * grid.baseline;
            let left = match centred {
                true => (room.width - below.width().to_pt()) / 2.0,
                false => 0.0,
            };
            push(frame, Point::new(Abs::pt(room.x + left), Abs::pt(y)), &below);
        }
        Ok(())
    }

    /// The lead, or the first paragraph where there is none.
    fn beginning(&self) -> String {
        let lead = document::body::parse_inline(self.article.lead.trim());
        let lead = document::body::plain_text(&lead);
        match lead.trim().is_empty() {
            true => document::body::paragraphs(&self.article.body)
                .into_iter()
                .next()
                .unwrap_or_default(),
            false => lead,
        }
    }

    /// The headline as large as the room allows without breaks that make no sense; one
    /// that has no room even in the smallest type is cut, never set smaller.
    fn headline(
        &self,
        setter: &Setter<'_, '_>,
        place: Place,
        (width, height): (f64, f64),
    ) -> Result<Headline, PressError> {
        let look = &setter.styles.look;
        let try_out = |text: &str, size: f64| {
            let manner = Manner {
                style: "poster-head",
                size,
                weight: Some(look.head.name()),
                level: None,
                most: usize::MAX,
                centred: centred(look),
                leading: TIGHTEST,
                link: None,
            };
            let phrase = Phrase::plain(setter, text);
            let key = hash128(&("card", text, size.to_bits()));
            setter.headline(&phrase, manner, width, key)
        };
        let title = self.article.headline_on_paper().trim();
        let fits = |set: &Headline| set.frame.height().to_pt() <= height;
        let worth = |set: &Headline| {
            let sense = (1.0 - set.cost / NONSENSE).max(0.3);
            set.size * A_LINE_MORE.powi(set.lines as i32) * sense
        };
        let mut best: Option<Headline> = None;
        let mut size = SIZES[place as usize];
        while size > SMALLEST {
            let set = try_out(title, size)?;
            let one = set.lines < 2;
            if fits(&set)
                && set.lines <= LINES[place as usize]
                && set.size >= SMALLEST
                && best.as_ref().is_none_or(|known| worth(&set) > worth(known))
            {
                best = Some(set);
            }
            if one {
                break;
            }
            size *= STEP;
        }
        if let Some(best) = best {
            return Ok(best);
        }
        let mut words: Vec<&str> = title.split_whitespace().collect();
        let mut set = try_out(title, SMALLEST)?;
        while !fits(&set) && words.len() > 1 {
            words.pop();
            let open = words.join(" ");
            let open = open.trim_end_matches([',', ';', ':', '.', '–', '-', ' ']);
            set = try_out(&format!("{open}…"), SMALLEST)?;
        }
        Ok(set)
    }
}

/// The name on one line, or on two that are as high as one and a half.
const WAYS: [Way; 2] = [
    Way { lines: 1, share: 1.0, tallest: 1.0, worth: 1.0 },
    Way { lines: 2, share: 1.0, tallest: 1.75, worth: 0.62 },
];
/// Of a page's height a logo at the left has so much.
const LOGO_SHARE: f64 = 0.085;

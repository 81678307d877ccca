//! What a bulletin changes in its design, put into the style sheets, and its logo.
//!
//! Colours are chosen on light; on dark they are lightened until they can be read there
//! (WCAG 2.2, 1.4.3), and high contrast keeps its own.

use crate::Theme;
use crate::render::safe;
use document::{
    DesignSettings, Edition, Fit, Format, PhotoLibrary, PixelSize, Recipe, Rgb,
};
use minijinja::{Value, context};
use std::sync::Arc;

/// Contrast that text needs.
const TEXT: f64 = 4.5;
/// How much of a band's colour is left on dark.
const DIM: f64 = 0.26;
/// Most pixels across a logo: it stands at most half as wide.
const LOGO_WIDTH: u32 = 480;
const LOGO: Format = Format::Jpeg { quality: 88 };
/// Tallest and widest a logo stands, in pixels of CSS.
const LOGO_BOX: (f64, f64) = (88.0, 220.0);

impl Theme {
    /// The theme as a bulletin wants it; `faces` is the theme whose faces it takes.
    #[must_use]
    pub fn with_settings(
        mut self,
        settings: &DesignSettings,
        faces: Option<&Theme>,
    ) -> Self {
        if let Some(other) = faces {
            for name in ["--serif", "--head", "--sans"] {
                let Some(value) = property(&other.css, name).map(str::to_owned) else {
                    continue;
                };
                replace(&mut self.css, name, &value);
                replace(&mut self.print_css, name, &value);
            }
            let own = |(name, _): &(&String, &Vec<u8>)| name.starts_with("headline");
            let fonts: Vec<_> = other.assets.iter().filter(own).collect();
            self.assets.retain(|name, _| !name.starts_with("headline"));
            for (name, bytes) in fonts {
                self.assets.insert(name.clone(), bytes.clone());
            }
            let weight = property(&other.css, "font-weight").map(str::to_owned);
            if let Some(weight) = weight {
                // Of the one `@font-face` that a theme begins with.
                replace(&mut self.css, "font-weight", &weight);
                replace(&mut self.print_css, "font-weight", &weight);
            }
        }
        let dark_paper = dark(&self.css, "--paper").unwrap_or(Rgb([0x16, 0x17, 0x1a]));
        let mut on_dark = String::new();
        let paper = property(&self.css, "--paper").map(str::to_owned);
        let has_band = property(&self.css, "--band").map(str::to_owned) != paper;
        let first = settings.first.filter(|_| has_colours(&self.css));
        let second = settings.second.filter(|_| has_colours(&self.css));
        if let Some(first) = first {
            let before = property(&self.css, "--accent").map(str::to_owned);
            let on_band = property(&self.css, "--on-band").map(str::to_owned);
            for css in [&mut self.css, &mut self.print_css] {
                replace(css, "--accent", &first.to_string());
                if before == on_band {
                    replace(css, "--on-band", &first.to_string());
                }
            }
            let readable = readable(first, dark_paper);
            on_dark.push_str(&format!("--accent:{readable};"));
            if !has_band {
                on_dark.push_str(&format!("--on-band:{readable};"));
            }
        }
        if let Some(second) = second {
            let mut light = format!("--second:{second};");
            if has_band {
                light.push_str(&format!("--band:{second};"));
                let dim = mixed(second, dark_paper, DIM);
                let on_band = readable(second, dim);
                on_dark.push_str(&format!("--band:{dim};--on-band:{on_band};"));
            }
            on_dark.push_str(&format!("--second:{};", readable(second, dark_paper)));
            let rule = format!(
                "@media not print{{:root:not([data-theme=dark],[data-theme=contrast]){{{light}}}}}\n"
            );
            self.css.push_str(&rule);
            self.print_css.push_str(&format!(":root{{--second:{second}}}\n"));
        }
        if !on_dark.is_empty() {
            self.css.push_str(&format!(
                "@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{on_dark}}}}}\n\
                 :root[data-theme=dark]{{{on_dark}}}\n"
            ));
        }
        self
    }
}

/// Whether a theme has more than ink and paper.
fn has_colours(css: &str) -> bool {
    property(css, "--accent").map(str::to_lowercase)
        != property(css, "--ink").map(str::to_lowercase)
}

/// The value of a property where a style sheet sets it first.
fn property<'c>(css: &'c str, name: &str) -> Option<&'c str> {
    let (_, rest) = css.split_once(&format!("{name}:"))?;
    rest.split([';', '}']).next().map(str::trim)
}

/// Gives a property another value where the style sheet sets it first.
fn replace(css: &mut String, name: &str, value: &str) {
    let Some(at) = css.find(&format!("{name}:")) else { return };
    let from = at + name.len() + 1;
    let length = css[from..].find([';', '}']).unwrap_or(css.len() - from);
    css.replace_range(from..from + length, value);
}

/// The value of a colour on dark.
fn dark(css: &str, name: &str) -> Option<Rgb> {
    let (_, rest) = css.split_once("prefers-color-scheme:dark")?;
    property(rest, name)?.parse().ok()
}

/// The colour, made lighter until it can be read on a dark ground.
fn readable(colour: Rgb, ground: Rgb) -> Rgb {
    let white = Rgb([255; 3]);
    let lighter = |step: u32| mixed(white, colour, f64::from(step) / 20.0);
    let found = (0..=20).map(lighter).find(|colour| contrast(*colour, ground) >= TEXT);
    found.unwrap_or(white)
}

/// So much of `a` in `b`.
fn mixed(a: Rgb, b: Rgb, share: f64) -> Rgb {
    let mut both = [0; 3];
    for (part, (a, b)) in both.iter_mut().zip(a.0.into_iter().zip(b.0)) {
        *part = (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
    }
    Rgb(both)
}

/// Contrast of two colours: from 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |colour: Rgb| {
        let [red, green, blue] = colour.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The logo in the masthead of every page.
#[derive(Debug, Clone)]
pub(crate) struct Logo {
    /// The file, at [`Logo::PATH`].
    pub(crate) bytes: Arc<[u8]>,
    size: PixelSize,
    alt: String,
}

impl Logo {
    /// Path in a bundle.
    pub(crate) const PATH: &'static str = "ma/logo.jpg";

    /// The logo of a bulletin that has one; `None` when it cannot be had, of which the
    /// sheets tell.
    pub(crate) fn of(edition: &Edition, photos: &dyn PhotoLibrary) -> Option<Self> {
        let name = edition.bulletin.settings().logo?;
        let photo = edition.photo_named(&name)?;
        let recipe = Recipe { fit: Fit::Within { width: LOGO_WIDTH }, format: LOGO };
        let rendition = photos.rendition(photo.id, &recipe).ok()?;
        let alt = photo.alt.trim().to_owned();
        Some(Self { bytes: rendition.bytes, size: rendition.size, alt })
    }

    /// What templates of pages get whose path leads to the bundle's top by `root`.
    pub(crate) fn value(&self, root: &str) -> Value {
        self.at(format!("{root}{}", Self::PATH))
    }

    /// What templates get: an empty `alt` stands beside the name, which says it all.
    pub(crate) fn at(&self, address: String) -> Value {
        let (width, height) =
            (f64::from(self.size.width.max(1)), f64::from(self.size.height.max(1)));
        let shown = (LOGO_BOX.0 / height).min(LOGO_BOX.1 / width);
        context! {
            src => safe(address),
            width => (width * shown).round() as u32,
            height => (height * shown).round() as u32,
            alt => self.alt.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = "@font-face{font-weight:700}\n:root{--paper:#fffefb;--ink:#1b1b1d;\
         --accent:#a6121f;--band:#fffefb;--on-band:#a6121f;--serif:\"A\",serif}\n\
         @media (prefers-color-scheme:dark){:root:not([data-theme]){--paper:#16171a;\
         --accent:#ff9c92}}\n";

    fn theme() -> Theme {
        Theme { css: CSS.into(), print_css: CSS.into(), ..Theme::default() }
    }

    #[test]
    fn a_colour_of_the_bulletin_stands_on_light_and_can_be_read_on_dark() {
        let first = Some(Rgb([0x16, 0x32, 0x4f]));
        let settings = DesignSettings { first, ..DesignSettings::default() };
        let theme = theme().with_settings(&settings, None);
        assert_eq!(property(&theme.css, "--accent"), Some("#16324F"));
        assert_eq!(property(&theme.css, "--on-band"), Some("#16324F"));
        assert_eq!(property(&theme.print_css, "--accent"), Some("#16324F"));
        let (_, rule) = theme.css.rsplit_once(":root[data-theme=dark]").expect("a rule");
        let dark: Rgb = property(rule, "--accent").expect("set").parse().expect("one");
        assert!(contrast(dark, Rgb([0x16, 0x17, 0x1a])) >= 4.5, "{dark}");
    }

    #[test]
    fn one_ink_stays_one_ink() {
        let css = CSS.replace("#a6121f", "#1b1b1d");
        let theme = Theme { css, ..Theme::default() };
        let first = Some(Rgb([200, 0, 0]));
        let settings = DesignSettings { first, second: first, ..Default::default() };
        assert_eq!(theme.clone().with_settings(&settings, None).css, theme.css);
    }

    #[test]
    fn faces_come_with_their_weight() {
        let mut other = theme();
        other.css = other.css.replace("\"A\"", "\"B\"").replace("700", "300");
        other.assets.insert("headline.woff2".into(), vec![1]);
        let theme = theme().with_settings(&DesignSettings::default(), Some(&other));
        assert_eq!(property(&theme.css, "--serif"), Some("\"B\",serif"));
        assert_eq!(property(&theme.css, "font-weight"), Some("300"));
        assert_eq!(theme.assets["headline.woff2"], [1]);
    }

    #[test]
    fn any_colour_becomes_readable_on_any_dark_ground() {
        for part in (0..=255).step_by(51) {
            let colour = Rgb([part, 0, 255 - part]);
            for ground in [Rgb([0; 3]), Rgb([0x16, 0x17, 0x1a]), Rgb([0x3a, 0x2d, 8])] {
                assert!(contrast(readable(colour, ground), ground) >= TEXT);
            }
        }
    }
}

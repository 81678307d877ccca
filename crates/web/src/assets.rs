//! Style sheets, scripts and drawn pictures in `ma/`.

use crate::Theme;
use crate::html::escape;
use crate::paper;
use crate::settings::Logo;
use crate::site::Site;
use document::Key;
use document::visits::CounterKind;
use std::collections::BTreeMap;

/// The reader's controls: text size, appearance, full view. Ours, not the theme's: they keep the hooks that pages promise.
const APP: &str = include_str!("../assets/app.js");
/// Reading aloud; pages load it when a reader asks for it.
const READ: &str = include_str!("../assets/read.js");
/// The search; on its page only.
const SEARCH: &str = include_str!("../assets/search.js");
/// Asking the counter; loaded only where there is one.
const VISITS: &str = include_str!("../assets/visits.js");
/// The line of it that gives way to what one kind of counter is asked.
const HERE: &str = "\t// HERE stands what this kind of counter is asked.\n";
const BANTIN: &str = include_str!("../assets/counter-bantin.js");
const GOATCOUNTER: &str = include_str!("../assets/counter-goatcounter.js");
const UMAMI: &str = include_str!("../assets/counter-umami.js");
/// What must happen before the first paint.
const EARLY: &str = include_str!("../assets/early.js");
/// The neutral shield that stands for a trust certificate.
const SHIELD: &str = include_str!("../assets/tin-nhiem-mang.svg");
/// The badge of a host that answers over IPv6.
const IPV6: &str = include_str!("../assets/ipv6.svg");

/// The files of the web package, by path.
pub(crate) fn files(site: &Site<'_>, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let mut files = theme_files(theme);
    let mut put = |name: &str, text: String| {
        files.insert(format!("ma/{name}"), text.into_bytes());
    };
    put("style.css", lean_css(&theme.css));
    put("print.css", paper::style(site, theme));
    put("app.js", lean_js(APP));
    put("early.js", lean_js(EARLY));
    put("read.js", lean_js(READ));
    put("search.js", lean_js(SEARCH));
    if !site.counter.is_empty() {
        let asked = match site.kind {
            CounterKind::Bantin => BANTIN,
            CounterKind::GoatCounter => GOATCOUNTER,
            CounterKind::Umami => UMAMI,
        };
        put("visits.js", lean_js(&VISITS.replacen(HERE, asked, 1)));
    }
    put("icon.svg", icon(site, theme));
    if site.edition.text(Key::Ipv6Badge).trim().eq_ignore_ascii_case("yes") {
        put("ipv6.svg", IPV6.to_owned());
    }
    if site.shows_trust() {
        put("tin-nhiem-mang.svg", SHIELD.to_owned());
    }
    files.extend(logo(site));
    files
}

fn logo(site: &Site<'_>) -> Option<(String, Vec<u8>)> {
    let logo = site.logo.as_ref()?;
    Some((Logo::PATH.to_owned(), logo.bytes.to_vec()))
}

/// The files of the print pages, by path.
pub(crate) fn for_paper(site: &Site<'_>, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let mut files = theme_files(theme);
    files.insert("ma/print.css".to_owned(), paper::style(site, theme).into_bytes());
    files.insert("ma/press.css".to_owned(), paper::MARKS.into());
    files.insert("ma/icon.svg".to_owned(), icon(site, theme).into_bytes());
    files.extend(logo(site));
    files
}

fn theme_files(theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    theme
        .assets
        .iter()
        .map(|(name, bytes)| (format!("ma/{name}"), bytes.clone()))
        .collect()
}

/// A style sheet without comments and indentation: a third less to load.
pub(crate) fn lean_css(source: &str) -> String {
    let mut rest = source;
    let mut bare = String::with_capacity(source.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    lines(&bare, |_| true)
}

/// A script without comment lines and indentation. Ours hold no text over several
/// lines, so this changes nothing that runs.
fn lean_js(source: &str) -> String {
    lines(source, |line| !line.starts_with("//"))
}

fn lines(source: &str, keep: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(source.len());
    for line in
        source.lines().map(str::trim).filter(|line| !line.is_empty() && keep(line))
    {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The value of a custom property where the style sheet sets it first, such as
/// `--accent`; pages outside the style sheet's reach take their colour from it.
pub(crate) fn colour<'t>(theme: &'t Theme, name: &str, otherwise: &'t str) -> &'t str {
    let value = theme.css.split_once(&format!("{name}:")).map(|(_, rest)| rest);
    let value = value.and_then(|rest| rest.split([';', '}']).next()).map(str::trim);
    let plain = |text: &&str| {
        text.strip_prefix('#')
            .is_some_and(|hex| hex.chars().all(|c| c.is_ascii_hexdigit()))
    };
    value.filter(plain).unwrap_or(otherwise)
}

/// The bulletin's initial on its colour.
fn icon(site: &Site<'_>, theme: &Theme) -> String {
    let name = site.edition.bulletin.name();
    let initial = name.chars().find(|letter| letter.is_alphanumeric()).unwrap_or('B');
    let initial: String = initial.to_uppercase().collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">\
         <rect width=\"64\" height=\"64\" rx=\"10\" fill=\"{}\"/>\
         <text x=\"32\" y=\"47\" text-anchor=\"middle\" font-family=\"Source Serif 4,\
         Georgia,Times New Roman,serif\" font-size=\"44\" font-weight=\"700\" \
         fill=\"#fff\">{}</text></svg>\n",
        colour(theme, "--accent", "#333"),
        escape(&initial)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_rules_stay() {
        assert_eq!(
            lean_css("/* a\n b */\na {\n  b: c; /* d */\n}\n\n"),
            "a {\nb: c;\n}\n"
        );
        assert_eq!(lean_css("a{} /* open"), "a{}\n");
        assert_eq!(lean_js("  // why\n  a(\"//b\");\n"), "a(\"//b\");\n");
    }

    #[test]
    fn a_theme_tells_its_colours() {
        let theme = Theme {
            css: ":root{--paper:#fff; --accent: #a6121f}".into(),
            ..Theme::default()
        };
        assert_eq!(colour(&theme, "--accent", "#333"), "#a6121f");
        assert_eq!(colour(&theme, "--paper", "#333"), "#fff");
        assert_eq!(colour(&theme, "--other", "#333"), "#333");
        let theme = Theme { css: "--accent:url(x)".into(), ..Theme::default() };
        assert_eq!(colour(&theme, "--accent", "#333"), "#333");
    }

    #[test]
    fn scripts_hold_no_text_over_several_lines() {
        let all = [APP, EARLY, READ, SEARCH, VISITS, BANTIN, GOATCOUNTER, UMAMI];
        assert!(VISITS.contains(HERE));
        for script in all {
            assert!(!script.contains('`') && !script.contains("/*"));
        }
    }
}

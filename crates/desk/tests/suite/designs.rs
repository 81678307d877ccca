//! The colours that designs have on screens can be read, on light and on dark.
//!
//! Contrast by WCAG 2.2, success criterion 1.4.3: 4.5 : 1 for text, 3 : 1 for large text.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Text, its ground, and the contrast it needs.
const READ: [(&str, &str, f64); 9] = [
    ("ink", "paper", 4.5),
    ("soft", "paper", 4.5),
    ("accent", "paper", 4.5),
    ("ink", "tint", 4.5),
    ("soft", "tint", 4.5),
    ("accent", "tint", 4.5),
    ("read-ink", "read", 4.5),
    // The name alone, in large type; everything else on a band is ink.
    ("on-band", "band", 3.0),
    ("paper", "accent", 4.5),
];

fn designs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../designs");
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut designs: Vec<PathBuf> =
        folders.filter(|folder| folder.join("design.toml").is_file()).collect();
    designs.sort();
    designs
}

/// The custom properties that each rule of a style sheet sets, by selector.
fn rules(css: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut rules = Vec::new();
    for piece in css.split('}') {
        let Some((selector, body)) = piece.rsplit_once('{') else { continue };
        let values = body.split(';').filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        });
        let values: BTreeMap<String, String> = values.collect();
        if !values.is_empty() {
            let selector = selector.rsplit(['}', '/', '\n']).next().unwrap_or_default();
            rules.push((selector.trim().to_owned(), values));
        }
    }
    rules
}

fn luminance(hex: &str) -> Option<f64> {
    let digits = hex.strip_prefix('#')?;
    let wide: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let linear = |at: usize| {
        let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * linear(0)? + 0.7152 * linear(2)? + 0.0722 * linear(4)?)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a).unwrap(), luminance(b).unwrap());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[track_caller]
fn check(whose: &str, values: &BTreeMap<String, String>) {
    for (text, ground, least) in READ {
        let (Some(a), Some(b)) = (values.get(text), values.get(ground)) else {
            panic!("{whose}: --{text} or --{ground} is missing");
        };
        let found = contrast(a, b);
        assert!(
            found >= least,
            "{whose}: {text} on {ground} has {found:.2}, not {least}"
        );
    }
}

#[test]
fn text_is_read_on_light_and_on_dark() {
    let designs = designs();
    assert_eq!(designs.len(), 6);
    for folder in designs {
        let css = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let light = rules(&css("tokens.css"));
        assert_eq!(light.len(), 1, "{name}");
        check(&format!("{name} on light"), &light[0].1);
        let dark = rules(&css("dark.css"));
        assert_eq!(dark.len(), 2, "{name}: for the device and for the reader");
        assert_eq!(dark[0].1, dark[1].1, "{name}");
        for (selector, values) in &dark {
            check(&format!("{name} on dark, {selector}"), values);
        }
    }
}

#[test]
fn high_contrast_is_the_same_for_all() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../designs/base/web.css");
    let css = fs::read_to_string(base).unwrap();
    let contrasted: Vec<_> = rules(&css)
        .into_iter()
        .filter(|(selector, _)| selector.contains("data-theme=contrast"))
        .collect();
    assert_eq!(contrasted.len(), 1);
    for (text, ground, _) in READ {
        let values = &contrasted[0].1;
        assert!(contrast(&values[text], &values[ground]) >= 7.0, "{text} on {ground}");
    }
}

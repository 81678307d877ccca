//! Bundles of the sample issue, and their files.

#![allow(dead_code, clippy::unwrap_used, reason = "no test file needs all of it")]

use crate::sample::{NoPixels, edition, theme};
use document::{Edition, Key, Unwatched};
use std::collections::BTreeMap;
use web::{Bundle, Extras, bundle, print_pages};

/// Address of the founding article.
pub(crate) const SLUG: &str = "can-tho-hau-giang-tiep-tuc-ky-ket-hop-tac-phat-trien";

pub(crate) fn web_of(edition: &Edition) -> Bundle {
    let photos = NoPixels(edition.photos.clone());
    bundle(edition, &theme(), &photos, &Extras::default(), &Unwatched).unwrap()
}

pub(crate) fn print_of(edition: &Edition) -> Bundle {
    let photos = NoPixels(edition.photos.clone());
    print_pages(edition, &theme(), &photos, &Unwatched).unwrap()
}

pub(crate) fn with(values: &[(Key, &str)]) -> Edition {
    let mut edition = edition();
    for (key, value) in values {
        edition.bulletin.values.set(*key, *value);
    }
    edition
}

pub(crate) fn file<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    let bytes = bundle.files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).unwrap()
}

/// Pages of the package; fragments to paste, the letter and saved articles are none.
pub(crate) fn pages(bundle: &Bundle) -> BTreeMap<&str, &str> {
    bundle
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .filter(|path| {
            !path.starts_with("cms/")
                && !path.starts_with("tai/")
                && *path != "email.html"
        })
        .map(|path| (path.as_str(), file(bundle, path)))
        .collect()
}

pub(crate) fn codes(bundle: &Bundle) -> Vec<&str> {
    bundle.remarks.iter().map(|remark| remark.code).collect()
}

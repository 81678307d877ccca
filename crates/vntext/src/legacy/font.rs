//! What the name of a font says about the encoding of its text.

use super::Encoding;

/// A font that only one encoding works in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LegacyFont {
    /// The encoding its glyphs follow.
    pub encoding: Encoding,
    /// It draws small codes as capitals (`.VnTimeH`): TCVN3 has no other capitals with
    /// tones.
    pub capitals: bool,
}

/// Tells which encoding a font was made for, by its name.
///
/// `None` for Unicode fonts and unknown names. The name proves nothing alone: files
/// converted to Unicode long ago often still name `.VnTime`.
///
/// The tag that PDF files put before the name of a subset is looked through.
///
/// ```
/// # use vntext::{Encoding, legacy_font};
/// let font = legacy_font("ABCDEF+.VnTimeH").unwrap();
/// assert_eq!((font.encoding, font.capitals), (Encoding::Tcvn3, true));
/// assert!(legacy_font("Times New Roman").is_none());
/// ```
pub fn legacy_font(name: &str) -> Option<LegacyFont> {
    let name = name.trim().trim_matches(['"', '\'']);
    let name = match name.split_once('+') {
        Some((tag, rest))
            if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            rest
        }
        _ => name,
    };
    let small = name.to_ascii_lowercase();
    let encoding = match () {
        () if small.starts_with(".vn") => Encoding::Tcvn3,
        // The same fonts as some offices installed them. Other names in "VN" were made for
        // other encodings ("VNtimes new roman").
        () if matches!(small.as_str(), "vntime" | "vntimeh") => Encoding::Tcvn3,
        () if small.starts_with("vni-") || small.starts_with("vni ") => Encoding::Vni,
        () if small.starts_with("vps ") || small.starts_with("vps-") => Encoding::Vps,
        () if small.starts_with("vi times") || small.starts_with("vi arial") => {
            Encoding::Viscii
        }
        () => return None,
    };
    // The family, without ",Bold" or "-Italic" behind it.
    let family = name.split([',', '-']).next().unwrap_or(name).trim_end();
    let mut end = family.chars().rev();
    let capitals = encoding == Encoding::Tcvn3
        && end.next() == Some('H')
        && end.next().is_some_and(|letter| letter.is_lowercase() || letter == ' ');
    Some(LegacyFont { encoding, capitals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<(Encoding, bool)>) {
        let found = legacy_font(name).map(|font| (font.encoding, font.capitals));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn families_are_known_by_their_prefix() {
        check(".VnTime", Some((Encoding::Tcvn3, false)));
        check(".VnArial Narrow", Some((Encoding::Tcvn3, false)));
        check(".VnTimeH", Some((Encoding::Tcvn3, true)));
        check(".VnArial NarrowH", Some((Encoding::Tcvn3, true)));
        check("\".VnTimeH\"", Some((Encoding::Tcvn3, true)));
        check("QWERTY+.VnTimeH,Bold", Some((Encoding::Tcvn3, true)));
        check("VNTime", Some((Encoding::Tcvn3, false)));
        check("VNTimeH", Some((Encoding::Tcvn3, true)));
        check("VNtimes new roman", None);
        check("VNI-Times", Some((Encoding::Vni, false)));
        check("VNI-Helve-Condense", Some((Encoding::Vni, false)));
        check("VPS Times", Some((Encoding::Vps, false)));
        check("VI Times", Some((Encoding::Viscii, false)));
        for name in ["Times New Roman", "", "VNU", "Vintage", "qwerty+.VnTime", "BlackH"]
        {
            check(name, None);
        }
    }
}

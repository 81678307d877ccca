//! The printing condition every press file and every CMYK photo is made for.
//!
//! Kept here, and once, because two crates must agree on it to the byte: `photo`
//! separates pictures into these inks, `press` declares them as the output intent.

/// Inks, paper and press that colours are prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintCondition {
    /// What printers call it.
    pub name: &'static str,
    /// Its name in the characterization registry of the International Color
    /// Consortium.
    pub id: &'static str,
    /// Its CMYK profile: ICC version 2, class `prtr`, colour space `CMYK`.
    pub icc: &'static [u8],
}

/// Offset printing on coated paper, at most 300 % ink.
///
/// The most common condition a printer who states none will assume. The profile and
/// its licence: `profiles/README.md`.
pub const PRINT_CONDITION: PrintCondition = PrintCondition {
    name: "ISO Coated v2 300% (basICColor)",
    id: "FOGRA39",
    icc: include_bytes!("../profiles/ISOcoated_v2_300_bas.icc"),
};

#[cfg(test)]
mod tests {
    use super::PRINT_CONDITION;

    #[test]
    fn profile_is_a_whole_output_profile_for_four_inks() {
        let icc = PRINT_CONDITION.icc;
        let size = u32::from_be_bytes(icc[..4].try_into().unwrap());
        assert_eq!(size as usize, icc.len());
        assert_eq!(&icc[12..20], b"prtrCMYK");
        assert_eq!(&icc[36..40], b"acsp");
        let name = PRINT_CONDITION.name.as_bytes();
        assert!(icc.windows(name.len()).any(|window| window == name));
    }
}

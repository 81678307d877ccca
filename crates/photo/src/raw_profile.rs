//! Blocks of bytes as digits in a text of PNG, as `ImageMagick` and exiftool write IPTC,
//! EXIF and XMP there: the kind and the length on lines of their own, then pairs of
//! digits.

/// What keywords of such texts begin with; the kind of block follows.
pub(crate) const KEYWORD: &str = "Raw profile type ";

/// Reads the digits; `None` unless there are as many as the text says.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut lines = text.trim_start().splitn(3, '\n');
    let (_kind, length, digits) = (lines.next()?, lines.next()?, lines.next()?);
    let length: usize = length.trim().parse().ok()?;
    let values: Option<Vec<u8>> = digits
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect();
    let values = values?;
    let bytes: Vec<u8> =
        values.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect();
    (bytes.len() == length).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn digits_become_bytes_if_all_are_there() {
        let cases = [
            ("\niptc\n       3\n1c025\n0\n", Some(vec![0x1C, 0x02, 0x50])),
            ("iptc\n3\n1c0250", Some(vec![0x1C, 0x02, 0x50])),
            ("iptc\n4\n1c0250", None),
            ("iptc\n3\n1c02zz", None),
            ("iptc", None),
        ];
        for (text, expected) in cases {
            assert_eq!(decode(text), expected, "{text:?}");
        }
    }
}

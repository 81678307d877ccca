//! Any bytes as the streams of a Word document from before 2007.
//!
//! The first byte chooses: the streams as they come, or a file whose head is in order, so
//! that the text is reached, and with it tables of looks.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// Where the text stands in the main stream, behind the head.
const TEXT: usize = 0x600;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let (main, table, data) = match choice % 3 {
        0 => {
            let [main, table, data] = bantin_fuzz::pieces(bytes);
            (main.to_vec(), table.to_vec(), data.to_vec())
        }
        1 => ordered(bytes),
        _ => dressed(bytes),
    };
    let file = bantin_fuzz::compound(&[
        ("/WordDocument", &main),
        ("/0Table", &table),
        ("/Data", &data),
    ]);
    bantin_fuzz::read("a.doc", &file);
});

/// A head that tells of one piece of text with notes, comments and boxes.
fn ordered(bytes: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let (lengths, rest) = bytes.split_at(bytes.len().min(7));
    let [text, data] = bantin_fuzz::pieces(rest);
    let mut main = vec![0; TEXT];
    let length = u32::try_from(text.len()).expect("fuzzers are modest");
    let mut left = length;
    for n in (0..7).rev() {
        // The main text, which is the first, has what the others leave.
        let own = u32::from(lengths.get(n).copied().unwrap_or(0)).min(left);
        let own = if n == 0 { left } else { own };
        left -= own;
        main[0x4C + 4 * n..][..4].copy_from_slice(&own.to_le_bytes());
    }
    let size = 4 * 2 + 8;
    main[0x01A6..0x01AA].copy_from_slice(&(5 + size as u32).to_le_bytes());
    main.extend(text);
    // One piece, of bytes (MS-DOC 2.9.38).
    let mut table = vec![2];
    table.extend((size as u32).to_le_bytes());
    table.extend(0u32.to_le_bytes());
    table.extend(length.to_le_bytes());
    table.extend([0, 0]);
    table.extend((0x4000_0000 | (TEXT as u32 * 2)).to_le_bytes());
    table.extend([0, 0]);
    (main, table, data.to_vec())
}

/// A file with one page of looks of letters, one of paragraphs, styles, fonts and lists.
fn dressed(bytes: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    const PAGE: usize = 512;
    let [text, letters, paragraphs, styles, fonts, lists, overrides] =
        bantin_fuzz::pieces(bytes);
    let text = &text[..text.len().min(PAGE)];
    let (mut main, mut table, _) = ordered(&[&[0; 8], text].concat());
    main.resize(TEXT + PAGE, b' ');
    for page in [letters, paragraphs] {
        let begin = main.len();
        main.extend(&page[..page.len().min(PAGE)]);
        main.resize(begin + PAGE, 1);
    }
    let (begin, end) = (TEXT as u32, (TEXT + PAGE) as u32);
    let page = |number: usize| {
        let number = (TEXT / PAGE + number) as u32;
        [begin, end, number].map(u32::to_le_bytes).concat()
    };
    // Where the head tells of each (MS-DOC 2.5.6).
    for (place, part) in [
        (0xFA, page(1)),
        (0x102, page(2)),
        (0xA2, styles.to_vec()),
        (0x112, fonts.to_vec()),
        (0x2EA, overrides.to_vec()),
        (0x2E2, lists.to_vec()),
    ] {
        main[place..place + 4].copy_from_slice(&(table.len() as u32).to_le_bytes());
        main[place + 4..place + 8].copy_from_slice(&(part.len() as u32).to_le_bytes());
        table.extend(part);
    }
    (main, table, vec![])
}

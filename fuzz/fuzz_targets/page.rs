//! Any text as a page, as what a clipboard holds, and as the text of a portal's page.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// What makes a text that of a portal's page.
const PORTAL: &str = "Ngày đăng: 27/02/2021\nLượt xem: 5\nCỡ chữ: +A\n";

fuzz_target!(|bytes: &[u8]| {
    bantin_fuzz::read("a.html", bytes);
    let text = String::from_utf8_lossy(bytes);
    for convert_legacy in [false, true] {
        let choices = intake::Choices { convert_legacy, split: false };
        bantin_fuzz::whole(&intake::piece(&text, &choices));
    }
    if let Ok(draft) = intake::read("a.txt", format!("{PORTAL}{text}").as_bytes()) {
        bantin_fuzz::whole(&draft);
    }
});

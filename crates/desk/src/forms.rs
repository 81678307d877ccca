//! Sheets that an office keeps with an issue: what its authors are due, and the
//! declaration of legal deposit. The words follow the language of the bulletin.

use crate::words;
use document::royalty::{Coefficient, Royalties, Royalty, royalties};
use document::{Edition, Key, Lang};
use press::{Form, FormColumn, FormField, FormSignature};

/// The head of every form: who issues it, what it is, which issue it is about.
fn begin(edition: &Edition, kind: &str) -> Form {
    let lang = edition.bulletin.lang;
    let say = |word: &str| words::word(lang, "form", word);
    let given = |key: Key| edition.text(key).trim().to_owned();
    let mut office = vec![given(Key::GoverningBody), given(Key::PublishingBody)];
    office.retain(|body| !body.is_empty());
    let state = match lang {
        Lang::Vi => ["state", "motto"].map(say).to_vec(),
        Lang::En => Vec::new(),
    };
    let values = [
        ("name", called(edition)),
        ("number", edition.issue.number.to_string()),
        ("date", day(edition)),
    ];
    Form {
        lang: match lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        },
        landscape: false,
        office: office.iter().map(|body| body.to_uppercase()).collect(),
        state,
        place: say("place"),
        title: say(&format!("{kind}_title")),
        subtitle: words::sentence(lang, "form", "issue", &values),
        fields: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        total: Vec::new(),
        notes: Vec::new(),
        signatures: Vec::new(),
    }
}

/// The bulletin's name with the word for what it is, unless that begins the name.
pub(crate) fn called(edition: &Edition) -> String {
    let name = edition.bulletin.name().trim();
    let told = vntext::fold(name).starts_with("ban tin");
    match edition.bulletin.lang {
        Lang::Vi if !told => format!("Bản tin {name}").trim().to_owned(),
        _ => name.to_owned(),
    }
}

pub(crate) fn day(edition: &Edition) -> String {
    let date = edition.issue.date;
    match edition.bulletin.lang {
        Lang::Vi => format!("{:02}-{:02}-{}", date.day(), date.month(), date.year()),
        Lang::En => date.to_string(),
    }
}

/// Places to sign, each with the name of who is known.
fn signed(lang: Lang, roles: &[(&str, &str)]) -> Vec<FormSignature> {
    let sign = |(role, name): &(&str, &str)| FormSignature {
        role: words::word(lang, "form", role),
        hint: words::word(lang, "form", "sign"),
        name: (*name).to_owned(),
    };
    roles.iter().map(sign).collect()
}

/// The name in `Nguyễn Văn An, Giám đốc`: the post is printed in the imprint, here
/// stands who signs.
fn name_of(responsible: &str) -> &str {
    responsible.split([',', '–', '(']).next().unwrap_or_default().trim()
}

/// The declaration of legal deposit of an issue of so many pages.
pub(crate) fn deposit(edition: &Edition, pages: usize) -> Form {
    let lang = edition.bulletin.lang;
    let given = |key: Key| edition.text(key).trim().to_owned();
    let joined = |keys: &[(&str, Key)]| {
        let parts = keys.iter().filter_map(|(before, key)| {
            let value = given(*key);
            let before = match *before {
                "" => String::new(),
                word => words::word(lang, "form", word) + " ",
            };
            (!value.is_empty()).then(|| before + &value)
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    let trim = edition.bulletin.trim;
    let cm = |mm: f64| {
        let text = format!("{}", mm / 10.0);
        if lang == Lang::Vi { text.replace('.', ",") } else { text }
    };
    let size = words::sentence(
        lang,
        "form",
        "size",
        &[
            ("width", cm(trim.width.get())),
            ("height", cm(trim.height.get())),
            ("pages", pages.to_string()),
        ],
    );
    let running = [("running", given(Key::RunningNo))];
    let number = match running[0].1.as_str() {
        "" => edition.issue.number.to_string(),
        _ => {
            let running = words::sentence(lang, "form", "running", &running);
            format!("{} {running}", edition.issue.number)
        }
    };
    let fields = [
        ("publishing_body", given(Key::PublishingBody)),
        ("governing_body", given(Key::GoverningBody)),
        ("address", joined(&[("", Key::Address), ("phone", Key::Phone)])),
        ("name", edition.bulletin.name().trim().to_owned()),
        ("number", number),
        ("date", day(edition)),
        (
            "licence",
            joined(&[
                ("", Key::LicenceNo),
                ("by", Key::LicenceBy),
                ("on", Key::LicenceDate),
            ]),
        ),
        ("form", size),
        ("period", given(Key::Period)),
        ("language", given(Key::Language)),
        ("print_run", given(Key::PrintRun)),
        ("printer", joined(&[("", Key::Printer), ("", Key::PrinterAddress)])),
        ("responsible", given(Key::Responsible)),
        ("deposit_copies", given(Key::DepositCopies)),
        ("deposit", given(Key::Deposit)),
    ];
    let field = |(label, value): (&str, String)| FormField {
        label: words::word(lang, "form", &format!("deposit_{label}")),
        value,
    };
    let responsible = given(Key::Responsible);
    Form {
        fields: fields.map(field).to_vec(),
        signatures: signed(
            lang,
            &[("receiver", ""), ("depositor", name_of(&responsible))],
        ),
        ..begin(edition, "deposit")
    }
}

/// The columns of the royalty sheet: the word of the head, the share of the width, and
/// the side its cells stand at.
const COLUMNS: [(&str, f64, &str); 9] = [
    ("row", 0.5, "centre"),
    ("article", 4.2, "left"),
    ("genre", 1.4, "left"),
    ("authors", 2.2, "left"),
    ("photos", 0.7, "right"),
    ("words", 0.8, "right"),
    ("coefficient", 0.8, "right"),
    ("amount", 1.5, "right"),
    ("received", 1.6, "centre"),
];

/// The royalty sheet.
pub(crate) fn royalty(edition: &Edition) -> Form {
    let lang = edition.bulletin.lang;
    let say = |word: &str| words::word(lang, "form", word);
    let sheet = royalties(edition);
    let column = |(name, share, side): (&str, f64, &'static str)| FormColumn {
        name: say(&format!("column_{name}")),
        share,
        side,
    };
    let rows = sheet.rows.iter().enumerate().map(|(index, row)| {
        let mut cells = cells(row, lang, true).to_vec();
        cells.insert(0, (index + 1).to_string());
        cells.push(String::new());
        cells
    });
    let total = sheet.total().map(|total| grouped(total, lang)).unwrap_or_default();
    let responsible = edition.text(Key::Responsible).trim().to_owned();
    Form {
        landscape: true,
        columns: COLUMNS.map(column).to_vec(),
        rows: rows.collect(),
        total: vec![say("total"), total],
        notes: notes(&sheet, lang),
        signatures: signed(
            lang,
            &[("maker", ""), ("accountant", ""), ("responsible", name_of(&responsible))],
        ),
        ..begin(edition, "royalty")
    }
}

/// What stands below the table: the sum in words, what a unit is worth, and what is
/// still to be filled in.
fn notes(sheet: &Royalties, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let say = |word: &str, value: String| {
        words::sentence(lang, "form", word, &[("value", value)])
    };
    if let Some(total) =
        sheet.total().filter(|_| lang == Lang::Vi && !sheet.rows.is_empty())
    {
        notes.push(say("in_words", in_words(total)));
    }
    match sheet.unit {
        Some(unit) => notes.push(say("unit", grouped(unit, lang))),
        None => notes.push(say("no_unit", String::new())),
    }
    let open = sheet.rows.iter().filter(|row| row.coefficient.is_none()).count();
    if open > 0 {
        notes.push(say("no_coefficient", open.to_string()));
    }
    notes
}

/// `1.170.000 đồng` as it is written out on a voucher.
fn in_words(total: u64) -> String {
    let said = format!("{} đồng", vntext::numeral(total));
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// What stands in a row of the sheet, from the title to the amount. On paper amounts
/// are grouped; for programs they are not.
fn cells(row: &Royalty, lang: Lang, on_paper: bool) -> [String; 7] {
    let decimal = |number: Coefficient| match lang {
        Lang::Vi => number.to_string().replace('.', ","),
        Lang::En => number.to_string(),
    };
    let money = |amount: u64| {
        if on_paper { grouped(amount, lang) } else { amount.to_string() }
    };
    [
        row.title.clone(),
        row.genre.clone(),
        row.authors.join(", "),
        row.photos.to_string(),
        row.words.map(|words| words.to_string()).unwrap_or_default(),
        row.coefficient.map(decimal).unwrap_or_default(),
        row.amount.map(money).unwrap_or_default(),
    ]
}

/// `1170000` as a person reads it.
fn grouped(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mark = if lang == Lang::Vi { '.' } else { ',' };
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// The royalty sheet for spreadsheets: RFC 4180, UTF-8 with the mark that Excel needs to
/// read it as such, decimals as the bulletin's language writes them.
pub(crate) fn royalty_csv(edition: &Edition) -> Vec<u8> {
    let lang = edition.bulletin.lang;
    let heads = COLUMNS[1..8].iter();
    let heads =
        heads.map(|(name, ..)| words::word(lang, "form", &format!("column_{name}")));
    let mut out = String::from("\u{feff}");
    line(&mut out, heads);
    for row in &royalties(edition).rows {
        line(&mut out, cells(row, lang, false).into_iter());
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let quoted: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    out.push_str(&quoted.join(","));
    out.push_str("\r\n");
}

/// A cell as it stands in the file. What a spreadsheet would take for a formula is
/// written as text: titles come from strangers.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if formula { format!("'{cell}") } else { cell.to_owned() };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_three() {
        for (number, vi) in
            [(0, "0"), (999, "999"), (1000, "1.000"), (1_170_000, "1.170.000")]
        {
            assert_eq!(grouped(number, Lang::Vi), vi);
        }
        assert_eq!(grouped(1_170_000, Lang::En), "1,170,000");
    }

    #[test]
    fn a_sum_is_written_out() {
        assert_eq!(in_words(1_170_000), "Một triệu một trăm bảy mươi nghìn đồng");
        assert_eq!(in_words(234_000), "Hai trăm ba mươi tư nghìn đồng");
    }

    #[test]
    fn cells_hold_quotes_and_no_formulas() {
        assert_eq!(quoted("Bài \"hay\", dài"), "\"Bài \"\"hay\"\", dài\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }

    #[test]
    fn who_signs_is_a_name() {
        assert_eq!(name_of("Nguyễn Văn An, Giám đốc"), "Nguyễn Văn An");
        assert_eq!(name_of(""), "");
    }
}

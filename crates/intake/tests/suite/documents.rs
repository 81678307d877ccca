//! Fifty documents as officers make them, read and compared with what a careful reader
//! sees: `fixtures/make.py` made them and `expected.json`.

use document::body::{self, Block};
use intake::{Choices, Draft, Outcome, drafts};
use serde_norway::Value;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// A document with what should be found in it.
struct Sample {
    name: String,
    bytes: Vec<u8>,
    wanted: Value,
}

impl Sample {
    fn text(&self, key: &str) -> &str {
        self.wanted[key].as_str().unwrap_or_default()
    }

    fn list(&self, key: &str) -> Vec<&str> {
        let list = self.wanted[key].as_sequence();
        list.map(|list| list.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default()
    }

    fn articles(&self) -> usize {
        let count = self.wanted["articles"].as_u64().unwrap_or(1);
        usize::try_from(count).expect("a few")
    }

    fn read(&self) -> Vec<Draft> {
        let choices = Choices { convert_legacy: true, split: true };
        drafts(&self.name, &self.bytes, &choices).expect(&self.name)
    }
}

// Fixtures are too many to be named one by one.
#[allow(clippy::disallowed_methods)]
fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let expected =
        std::fs::read_to_string(folder.join("expected.json")).expect("expected");
    let expected: BTreeMap<String, Value> =
        serde_norway::from_str(&expected).expect("expected.json is JSON");
    let sample = |(name, wanted): (String, Value)| {
        let bytes = std::fs::read(folder.join(&name)).expect(&name);
        Sample { name, bytes, wanted }
    };
    expected.into_iter().map(sample).collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.join(" ")
    };
    plain(one) == plain(other)
}

/// Everything a draft says, notes and credits too.
fn everything(draft: &Draft) -> String {
    let mut parts = vec![
        draft.kicker.clone(),
        draft.title.clone(),
        draft.lead.clone(),
        draft.bylines.join("\n"),
        draft.source.clone(),
        draft.section.clone(),
        draft.text.replace('\\', ""),
    ];
    for item in &draft.report {
        if item.kind == "label" {
            parts.push(item.text.clone());
        }
    }
    parts.join("\n")
}

fn headings(draft: &Draft) -> Vec<String> {
    let (body, _) = body::parse(&draft.text);
    let own = body.blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(body::plain_text(text)),
        _ => None,
    });
    own.collect()
}

/// Counts words of `text` that are not in `all`, each as often as it stands there.
fn lost(text: &str, all: &str) -> Vec<String> {
    let mut counts = BTreeMap::<String, usize>::new();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    for word in words(all) {
        *counts.entry(word).or_default() += 1;
    }
    let mut lost = Vec::new();
    for word in words(text) {
        match counts.get_mut(&word) {
            Some(count) if *count > 0 => *count -= 1,
            _ => lost.push(word),
        }
    }
    lost
}

#[test]
fn there_are_fifty_and_each_is_small() {
    let samples = samples();
    assert!(samples.len() >= 50, "{}", samples.len());
    for sample in samples {
        assert!(sample.bytes.len() <= 40_000, "{}: {}", sample.name, sample.bytes.len());
    }
}

#[test]
fn no_character_and_no_picture_is_lost() {
    let (mut characters, mut shown) = (0, 0);
    for sample in samples() {
        let drafts = sample.read();
        let all: Vec<String> = drafts.iter().map(everything).collect();
        let lost = lost(&sample.list("words").join("\n"), &all.join("\n"));
        assert!(lost.is_empty(), "{}: {lost:?}\n{}", sample.name, all.join("\n"));
        let pictures: usize = drafts.iter().map(|draft| draft.embedded.len()).sum();
        assert_eq!(pictures, sample.list("figures").len(), "{}", sample.name);
        let totals = drafts[0].totals;
        assert!(totals.add_up(), "{}: {totals:?}\n{:#?}", sample.name, drafts[0].report);
        characters += letters(&sample.list("words").join(" "));
        shown += pictures;
        for word in sample.list("dropped") {
            let told = drafts
                .iter()
                .flat_map(|draft| &draft.report)
                .any(|item| item.outcome == Outcome::Dropped && item.text.contains(word));
            assert!(told, "{}: {word:?} went without a word", sample.name);
        }
    }
    println!(
        "none lost of {characters} characters and {shown} pictures in {} files",
        samples().len()
    );
    assert!(characters > 20_000 && shown > 40, "{characters} {shown}");
}

#[test]
fn headings_and_captions_are_found() {
    let (mut pairs, mut paired) = (0, 0);
    let (mut found, mut wanted, mut right) = (0, 0, 0);
    let mut amiss = Vec::new();
    for sample in samples() {
        let drafts = sample.read();
        let captions: Vec<&str> = drafts
            .iter()
            .flat_map(|draft| &draft.pictures)
            .map(|picture| picture.caption.as_str())
            .collect();
        for (at, caption) in sample.list("figures").into_iter().enumerate() {
            pairs += 1;
            let got = captions.get(at).copied().unwrap_or_default();
            let got = got.strip_prefix("Ảnh: ").unwrap_or(got);
            match same(got, caption) {
                true => paired += 1,
                false => {
                    amiss.push(format!("{}: caption {caption:?}: {got:?}", sample.name));
                }
            }
        }
        let own: Vec<String> = drafts.iter().flat_map(headings).collect();
        let list = sample.list("headings");
        found += own.len();
        wanted += list.len();
        for heading in &own {
            match list.iter().any(|wanted| same(wanted, heading)) {
                true => right += 1,
                false => amiss.push(format!("{}: heading {heading:?}", sample.name)),
            }
        }
        for heading in list {
            if !own.iter().any(|own| same(own, heading)) {
                amiss.push(format!("{}: no heading {heading:?}", sample.name));
            }
        }
    }
    let amiss = amiss.join("\n");
    println!(
        "captions {paired} of {pairs}; headings {right} of {found} found, {wanted} wanted\n{amiss}"
    );
    assert!(pairs > 40 && wanted > 30, "{pairs} {wanted}");
    assert!(paired * 100 >= pairs * 95, "{paired} of {pairs}\n{amiss}");
    // F1 = 2 · right / (found + wanted)
    assert!(
        2 * right * 100 >= (found + wanted) * 95,
        "{right} {found} {wanted}\n{amiss}"
    );
}

#[test]
fn title_lead_byline_and_source_are_found() {
    let mut amiss = Vec::new();
    let mut all = 0;
    for sample in samples() {
        let drafts = sample.read();
        let first = &drafts[0];
        let last = drafts.last().expect("never none");
        for (what, got, wanted) in [
            ("title", first.title.clone(), sample.text("title")),
            ("lead", first.lead.clone(), sample.text("lead")),
            ("byline", last.bylines.join(", "), sample.text("byline")),
            ("source", last.source.clone(), sample.text("source")),
        ] {
            all += 1;
            if !same(&got, wanted) {
                amiss.push(format!("{}: {what} {wanted:?}: {got:?}", sample.name));
            }
        }
        all += 1;
        if drafts.len() != sample.articles() || first.articles != sample.articles() {
            amiss.push(format!("{}: {} articles", sample.name, drafts.len()));
        }
    }
    println!("{} of {all} amiss\n{}", amiss.len(), amiss.join("\n"));
    assert!(amiss.len() * 100 <= all * 5, "{}", amiss.join("\n"));
}

/// The totals are what a second reader counts, which knows nothing but tags.
#[test]
fn totals_are_those_of_the_file() {
    let mut counted = BTreeMap::<&str, usize>::new();
    for sample in samples() {
        let kind = sample.name.rsplit('.').next().unwrap_or_default();
        let (kind, count): (&str, fn(&[u8]) -> Count) = match kind {
            "docx" => ("docx", word),
            "odt" => ("odt", open_document),
            "html" => ("html", page),
            "rtf" => ("rtf", rich),
            // A zip holds others; the pieces of a .doc lie scattered.
            _ => continue,
        };
        let drafts =
            drafts(&sample.name, &sample.bytes, &Choices::default()).expect("read");
        let totals = drafts[0].totals;
        let found = (totals.characters, totals.pictures);
        assert_eq!(found, count(&sample.bytes), "{}", sample.name);
        *counted.entry(kind).or_default() += 1;
    }
    let wanted = [("docx", 20), ("html", 5), ("odt", 7), ("rtf", 6)];
    for (kind, least) in wanted {
        assert!(counted.get(kind) >= Some(&least), "{kind}: {counted:?}");
    }
}

/// What a reader of tags counts: letters and figures, and pictures.
type Count = (usize, usize);

/// The parts of a zipped document whose names are `wanted`.
fn parts(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = zip.file_names().flatten().map(Into::into).collect();
    let wanted = names.into_iter().filter(|name| wanted(name));
    let part = |name: String| {
        let mut xml = String::new();
        let mut file = zip.by_name(&name).expect("it is listed");
        file.read_to_string(&mut xml).expect("UTF-8");
        xml
    };
    wanted.map(part).collect()
}

fn word(bytes: &[u8]) -> Count {
    let beside = ["document", "footnotes", "endnotes", "comments", "header", "footer"];
    let own = |name: &str| {
        name.strip_prefix("word/")
            .is_some_and(|name| beside.iter().any(|own| name.starts_with(own)))
    };
    let (mut characters, mut pictures) = (0, 0);
    for mut xml in parts(bytes, |name| own(name) && name.ends_with(".xml")) {
        // Word writes text boxes twice, for old programs too.
        without(&mut xml, "<mc:Fallback", "</mc:Fallback>");
        for (tag, words) in pieces(&xml) {
            match tag.split([' ', '/']).next().unwrap_or_default() {
                "w:t" | "w:delText" | "m:t" => characters += letters(&words),
                "a:blip" | "v:imagedata" => pictures += 1,
                _ => {}
            }
        }
    }
    (characters, pictures)
}

fn open_document(bytes: &[u8]) -> Count {
    let (mut characters, mut pictures) = (0, 0);
    for mut xml in parts(bytes, |name| name == "content.xml") {
        // Numbers of notes are made by whoever shows them; who changed what is no text.
        without(&mut xml, "<text:note-citation", "</text:note-citation>");
        without(&mut xml, "<office:change-info", "</office:change-info>");
        let (_, body) = xml.split_once("<office:text").expect("a text");
        for (tag, words) in pieces(body) {
            characters += letters(&words);
            pictures += usize::from(tag.starts_with("draw:image "));
        }
    }
    (characters, pictures)
}

fn page(bytes: &[u8]) -> Count {
    let mut html = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    without(&mut html, "<head", "</head>");
    without(&mut html, "<style", "</style>");
    let (mut characters, mut pictures) = (0, 0);
    for (tag, words) in pieces(&html) {
        characters += letters(&words);
        pictures += usize::from(tag.starts_with("img "));
    }
    (characters, pictures)
}

/// Tags and what stands behind each, in plain letters.
fn pieces(xml: &str) -> impl Iterator<Item = (&str, String)> {
    xml.split('<').skip(1).filter_map(|piece| {
        let (tag, words) = piece.split_once('>')?;
        let words = words.replace("&lt;", "<").replace("&gt;", ">");
        let words = words.replace("&nbsp;", " ").replace("&amp;", "&");
        Some((tag, vntext::nfc(&words).into_owned()))
    })
}

/// Cuts out everything between these marks.
fn without(text: &mut String, from: &str, to: &str) {
    while let Some(start) = text.find(from) {
        let end = text[start..].find(to).map(|end| start + end + to.len());
        text.replace_range(start..end.expect("it is closed"), "");
    }
}

/// Rich text: groups in braces, words behind a backslash, letters as bytes or numbers.
fn rich(bytes: &[u8]) -> Count {
    /// Groups that say nothing in the text.
    const SILENT: [&str; 22] = [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "listtable",
        "listoverridetable",
        "generator",
        "themedata",
        "latentstyles",
        "datastore",
        "xmlnstbl",
        "rsidtbl",
        "mmathPr",
        "pgdsctbl",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "sp",
        "nonshppict",
        "pntext",
        "listtext",
    ];
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let (mut said, mut pictures) = (String::new(), 0);
    // Of each open group: whether it is silent, and bytes behind a number to skip.
    let mut groups = vec![(false, 1)];
    let (mut skip, mut starred) = (0, false);
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        let (silent, replaced) = *groups.last().expect("one is open");
        match letter {
            '{' => groups.push((silent, replaced)),
            '}' => drop((groups.len() > 1).then(|| groups.pop())),
            '\\' => {
                let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
                if word == 0 {
                    let code =
                        rest.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                    match (rest.chars().next(), code) {
                        (Some('\''), Some(code)) if skip == 0 && !silent => {
                            // No letter of the samples lies between 0x80 and 0x9F.
                            said.push(char::from(code));
                        }
                        _ => {}
                    }
                    // What old programs need not know: only pictures and notes show.
                    starred = rest.starts_with('*');
                    let by_number = rest.starts_with('\'');
                    skip -= i32::from(by_number && skip > 0);
                    rest = &rest[if by_number { 3 } else { 1 }..];
                    continue;
                }
                let (name, behind) = rest.split_at(word);
                let digits = behind
                    .find(|c: char| !c.is_ascii_digit() && c != '-')
                    .unwrap_or(behind.len());
                let number: Option<i32> = behind[..digits].parse().ok();
                rest = &behind[digits..];
                rest = rest.strip_prefix(' ').unwrap_or(rest);
                let group = groups.last_mut().expect("one is open");
                group.0 |= std::mem::take(&mut starred)
                    && !["shppict", "footnote"].contains(&name);
                match (name, number) {
                    ("u", Some(number)) => {
                        let code = u32::try_from(number.rem_euclid(65_536));
                        let letter = char::from_u32(code.expect("it is above zero"));
                        said.extend(letter.filter(|_| !silent));
                        skip = replaced;
                    }
                    ("uc", Some(number)) => group.1 = number,
                    ("pict", _) => {
                        pictures += usize::from(!silent);
                        group.0 = true;
                    }
                    (name, _) if SILENT.contains(&name) => group.0 = true,
                    _ => {}
                }
            }
            '\r' | '\n' => {}
            _ if skip > 0 => skip -= 1,
            _ if !silent => said.push(letter),
            _ => {}
        }
    }
    (letters(&vntext::nfc(&said)), pictures)
}

#[test]
fn legacy_documents_are_offered_and_convert_only_when_told() {
    for sample in samples().iter().filter(|sample| !sample.text("legacy").is_empty()) {
        let untold =
            drafts(&sample.name, &sample.bytes, &Choices::default()).expect("read");
        let offer = &untold[0].offers[0];
        assert_eq!(offer.encoding.code(), sample.text("legacy"), "{}", sample.name);
        assert!(!offer.accepted && offer.before != offer.after);
        assert!(!same(&untold[0].title, sample.text("title")), "{}", sample.name);
        let told = sample.read();
        assert!(told[0].offers[0].accepted);
        assert_eq!(told[0].title, sample.text("title"), "{}", sample.name);
    }
    for sample in samples().iter().filter(|sample| sample.text("legacy").is_empty()) {
        assert!(sample.read()[0].offers.is_empty(), "{}", sample.name);
    }
}

#[test]
fn comments_stand_beside_their_paragraphs() {
    let mut seen = 0;
    for sample in samples().iter().filter(|own| own.name.starts_with("commented")) {
        let draft = &sample.read()[0];
        let blocks = body::parse(&draft.text).0.blocks;
        let at = blocks.iter().position(|block| body::aside_of(block).is_some());
        let at = at.expect("a comment");
        assert!(matches!(blocks[at - 1], Block::Paragraph(_)), "{:?}", blocks[at - 1]);
        let (by, words) = body::aside_of(&blocks[at]).expect("it is one");
        assert!(!by.is_empty() && words.len() > 3, "{by:?} {words:?}");
        let kept = draft.report.iter().any(|item| {
            (item.kind, item.outcome, item.reason)
                == ("comment", Outcome::Kept, "comment.beside")
        });
        assert!(kept, "{:#?}", draft.report);
        // It is said to nobody who reads the article.
        let said = body::paragraphs(&body::parse(&draft.text).0).join(" ");
        assert!(!said.contains(words), "{said}");
        assert!(draft.totals.add_up(), "{:?}", draft.totals);
        seen += 1;
    }
    assert!(seen > 0);
}

//! Reads files and shows what they give: `read FILE… [--convert] [--split]`.

use intake::{Choices, Outcome, drafts};

// An example is a program of its own: it may read the disk.
#[allow(clippy::disallowed_methods, clippy::print_stdout)]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|own| own == word);
    let choices = Choices { convert_legacy: has("--convert"), split: has("--split") };
    for path in words.iter().filter(|word| !word.starts_with("--")) {
        let Ok(bytes) = std::fs::read(path) else { continue };
        let drafts = match drafts(path, &bytes, &choices) {
            Ok(drafts) => drafts,
            Err(refusal) => {
                println!("== {path}: {refusal}");
                continue;
            }
        };
        for draft in drafts {
            println!("== {path} · {} articles · {:?}", draft.articles, draft.totals);
            for offer in &draft.offers {
                println!("   {offer:?}");
            }
            for (name, value) in [
                ("section", &draft.section),
                ("kicker", &draft.kicker),
                ("title", &draft.title),
                ("lead", &draft.lead),
                ("byline", &draft.bylines.join("; ")),
                ("source", &draft.source),
            ] {
                println!("{name}: {value}");
            }
            println!("{}", draft.text);
            for item in &draft.report {
                if item.outcome != Outcome::Kept {
                    println!(
                        "   {} {} {}: {}",
                        item.outcome.as_str(),
                        item.kind,
                        item.reason,
                        item.text
                    );
                }
            }
        }
    }
}

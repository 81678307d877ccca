//! `bantin design`: the designs there are.

use crate::arguments::DesignDeed;
use crate::output::say;
use desk::{DesignCard, Failure};
use document::Lang;
use std::process::ExitCode;

/// Does what was asked with the design named first; a copy gets the second name.
pub(crate) fn design(
    what: DesignDeed,
    (name, to): (Option<&str>, Option<&str>),
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let name = name.unwrap_or_default();
    match what {
        DesignDeed::List => list(json, lang),
        DesignDeed::Show => show(name, json, lang)?,
        DesignDeed::Copy => {
            let folder = desk::copy_design(name, to.unwrap_or_default())?;
            say(&folder.display().to_string());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(json: bool, lang: Lang) {
    let cards = desk::designs(lang);
    if json {
        let cards: Vec<_> = cards.iter().map(value).collect();
        return say(&serde_json::Value::from(cards).to_string());
    }
    for card in cards {
        say(&format!("{}\t{}\t{}", card.name, card.title, card.line));
    }
}

fn show(name: &str, json: bool, lang: Lang) -> Result<(), Failure> {
    let card = desk::design(name, lang)?;
    let files = desk::design_files(name);
    if json {
        let mut shown = value(&card);
        shown["files"] = files.into();
        say(&shown.to_string());
        return Ok(());
    }
    say(&format!("{}: {}", card.title, card.line));
    say(&match (card.folder, lang) {
        (Some(folder), _) => folder.display().to_string(),
        (None, Lang::Vi) => format!(
            "Có sẵn trong Bantin; muốn sửa thì chép ra: bantin design copy {name} TÊN-MỚI"
        ),
        (None, Lang::En) => format!(
            "Comes with Bantin; to change it, copy it: bantin design copy {name} NEW-NAME"
        ),
    });
    files.iter().for_each(|file| say(file));
    Ok(())
}

fn value(card: &DesignCard) -> serde_json::Value {
    let folder = card.folder.as_ref().map(|folder| folder.display().to_string());
    serde_json::json!({
        "name": card.name, "title": card.title, "line": card.line, "folder": folder,
    })
}

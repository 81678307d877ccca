//! The script of an issue as an announcer gets it: what `web` makes of the words and
//! `press` sets.

use crate::forms::{called, day};
use crate::words;
use document::{Edition, Lang};
use press::{Script, ScriptItem};

/// The script; nothing when no article has words.
pub(crate) fn script(edition: &Edition) -> Option<Script> {
    let lang = edition.bulletin.lang;
    let say = |word: &str| words::word(lang, "broadcast", word);
    let values = [
        ("name", called(edition)),
        ("number", edition.issue.number.to_string()),
        ("date", day(edition)),
    ];
    let mut until = 0;
    let mut items = Vec::new();
    for spoken in web::spoken(edition) {
        until += spoken.seconds;
        let mut sentences: Vec<Vec<String>> = vec![Vec::new()];
        for breath in spoken.breaths {
            sentences.last_mut().expect("one is begun").push(breath.words);
            if breath.ends_sentence {
                sentences.push(Vec::new());
            }
        }
        sentences.retain(|breaths| !breaths.is_empty());
        items.push(ScriptItem {
            lang: code(spoken.lang),
            section: spoken.section,
            title: spoken.title,
            time: time(spoken.seconds),
            until: time(until),
            sentences,
        });
    }
    (!items.is_empty()).then(|| Script {
        lang: code(lang),
        title: say("title"),
        subtitle: words::sentence(lang, "broadcast", "subtitle", &values),
        hint: say("hint"),
        times: ["time", "until", "total"].map(say),
        total: time(until),
        page: say("page"),
        items,
    })
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// Seconds as minutes and seconds: `2′05″`.
fn time(seconds: u32) -> String {
    format!("{}′{:02}″", seconds / 60, seconds % 60)
}

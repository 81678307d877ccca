//! Every sentence that the core says to a person, in Vietnamese and English.
//!
//! The sentences live in `words/{vi,en}.toml`, grouped by what they are about; a value
//! in braces is filled in. A missing sentence shows its code, and a test holds both
//! files complete.

use document::Lang;
use std::sync::LazyLock;

static VI: LazyLock<toml::Table> = LazyLock::new(|| {
    include_str!("../words/vi.toml").parse().expect("words/vi.toml is TOML")
});
static EN: LazyLock<toml::Table> = LazyLock::new(|| {
    include_str!("../words/en.toml").parse().expect("words/en.toml is TOML")
});

/// The sentence for `code` in `group`, its `{values}` filled in.
pub(crate) fn sentence(
    lang: Lang,
    group: &str,
    code: &str,
    values: &[(&'static str, String)],
) -> String {
    let mut text = find(lang, group, code).unwrap_or(code).to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    // A title may bring quotation marks of its own.
    text.replace("““", "“").replace("””", "”")
}

/// The words for `code` in `group`, without values.
pub(crate) fn word(lang: Lang, group: &str, code: &str) -> String {
    find(lang, group, code).unwrap_or(code).to_owned()
}

/// The words for `code`, or `None` when there are none.
pub(crate) fn find(lang: Lang, group: &str, code: &str) -> Option<&'static str> {
    let words: &'static toml::Table = match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    };
    words.get(group)?.get(code)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(table: &toml::Table) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (group, words) in table {
            for code in words.as_table().expect("groups of words").keys() {
                out.push((group.clone(), code.clone()));
            }
        }
        out.sort();
        out
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(codes(&VI), codes(&EN));
    }

    #[test]
    fn both_languages_fill_in_the_same_values() {
        let names = |text: &str| -> Vec<String> {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for (group, code) in codes(&VI) {
            let [vi, en] = [Lang::Vi, Lang::En]
                .map(|lang| names(find(lang, &group, &code).expect("complete")));
            assert_eq!(vi, en, "{group} {code}");
        }
    }

    /// The codes that the sources name after `before`, such as `Remark::new("`.
    fn named(before: &str, folder: &std::path::Path, codes: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources").flatten() {
            let path = entry.path();
            if path.is_dir() {
                named(before, &path, codes);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                let text: String = text.split_whitespace().collect();
                for rest in text.split(before).skip(1) {
                    codes.extend(rest.split('"').next().map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_code_in_the_sources_has_a_sentence() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (before, group, least) in
            [("Remark::new(\"", "remark", 15), ("Failure::new(\"", "failure", 15)]
        {
            let mut codes = Vec::new();
            named(before, &root, &mut codes);
            // This very test names the pattern, too.
            let plain = |c: char| c.is_ascii_lowercase() || c == '.' || c == '_';
            codes.retain(|code| code.contains('.') && code.chars().all(plain));
            codes.sort();
            codes.dedup();
            assert!(codes.len() >= least, "{before} finds too little: {codes:?}");
            for code in codes {
                for lang in [Lang::Vi, Lang::En] {
                    assert!(find(lang, group, &code).is_some(), "{lang} {group} {code}");
                }
            }
        }
    }

    #[test]
    fn every_field_and_step_has_words() {
        for lang in [Lang::Vi, Lang::En] {
            for key in document::Key::ALL {
                assert!(find(lang, "field", key.as_str()).is_some(), "{key:?}");
            }
            for op in store::Op::PLAIN {
                assert!(find(lang, "op", op.as_str()).is_some(), "{op:?}");
            }
        }
    }
}

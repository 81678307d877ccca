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
    text
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

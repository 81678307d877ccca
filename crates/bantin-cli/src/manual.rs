//! The page of the manual on the command line, made of what the arguments say of
//! themselves: page and help cannot differ.
//!
//! What stands before the verbs is written by hand, in `manual.vi.md` and
//! `manual.en.md`.

use crate::arguments::Arguments;
use crate::help;
use clap::{Arg, Command, CommandFactory};
use document::Lang;

/// The whole page as Markdown, without the end of its last line.
pub(crate) fn page(lang: Lang) -> String {
    let mut command = help::speaking(Arguments::command(), lang);
    command.build();
    let opening = match lang {
        Lang::Vi => include_str!("manual.vi.md"),
        Lang::En => include_str!("manual.en.md"),
    };
    let mut page = opening.trim_end().to_owned();
    for verb in command.get_subcommands_mut() {
        if !verb.is_hide_set() && verb.get_name() != "help" {
            page.push_str(&section(verb, lang));
        }
    }
    page
}

/// A verb: what it does, how it is written, what each part means.
fn section(verb: &mut Command, lang: Lang) -> String {
    let usage = verb.render_usage().to_string();
    let usage = help::spoken(usage.trim().trim_start_matches("Usage:").trim(), lang);
    let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
    let heads = match lang {
        Lang::Vi => "| Ghi | Nghĩa là |",
        Lang::En => "| Write | It means |",
    };
    let name = verb.get_name();
    let mut text =
        format!("\n\n## {name}\n\n{about}.\n\n```\n{usage}\n```\n\n{heads}\n|---|---|");
    let written = verb
        .get_arguments()
        .filter(|arg| arg.get_id().as_str() != "help" && !arg.is_hide_set());
    let (plain, options): (Vec<&Arg>, Vec<&Arg>) =
        written.partition(|arg| arg.is_positional());
    for arg in plain.into_iter().chain(options) {
        text.push_str(&format!("\n| `{arg}` | {} |", meaning(arg, lang)));
    }
    text
}

/// What an argument is for, what may stand there, and what it is when left out.
fn meaning(arg: &Arg, lang: Lang) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut more = Vec::new();
    let values = arg.get_possible_values();
    let values: Vec<String> =
        values.iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() {
        more.push(values.join(", "));
    }
    let left_out = arg.get_default_values().first();
    let left_out = left_out.map(|value| value.to_string_lossy()).unwrap_or_default();
    if arg.get_action().takes_values() && !left_out.is_empty() {
        let word = match lang {
            Lang::Vi => "mặc định",
            Lang::En => "default",
        };
        more.push(format!("{word} `{left_out}`"));
    }
    match more.is_empty() {
        true => help,
        false => format!("{help} ({})", more.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_and_every_option_stands_on_the_page() {
        for lang in [Lang::Vi, Lang::En] {
            let page = page(lang);
            for verb in Arguments::command().get_subcommands() {
                let is_there = page.contains(&format!("\n## {}\n", verb.get_name()));
                assert_eq!(is_there, !verb.is_hide_set(), "{}", verb.get_name());
                for long in verb.get_arguments().filter_map(Arg::get_long) {
                    assert!(page.contains(&format!("`--{long}")), "--{long}");
                }
            }
        }
    }
}

//! The page of the manual on the command line, made of what the arguments say of
//! themselves: page and help cannot differ.
//!
//! What stands before the verbs is written by hand, in `manual.vi.md` and
//! `manual.en.md`.

use crate::arguments::Arguments;
use crate::help;
use clap::{Arg, Command, CommandFactory};
use document::Lang;
use roff::{Inline, Roff, bold, italic, roman};

/// The whole page as Markdown, without the end of its last line.
pub(crate) fn page(lang: Lang) -> String {
    let mut command = help::speaking(Arguments::command(), lang);
    command.build();
    let mut page = opening(lang).trim_end().to_owned();
    for verb in command.get_subcommands_mut() {
        if !verb.is_hide_set() && verb.get_name() != "help" {
            page.push_str(&section(verb, lang));
        }
    }
    page
}

/// The same as a page for `man`: what packages of Linux install.
pub(crate) fn roff(lang: Lang) -> String {
    let mut command = help::speaking(Arguments::command(), lang);
    command.build();
    let [name, about, usage, verb, verbs, codes, files] = match lang {
        Lang::Vi => [
            "TÊN",
            "bantin - làm bản tin định kỳ từ dòng lệnh",
            "CÁCH GỌI",
            "LỆNH",
            "CÁC LỆNH",
            "MÃ KẾT THÚC",
            "Hướng dẫn đầy đủ nằm trong chương trình Bantin (phím F1).",
        ],
        Lang::En => [
            "NAME",
            "bantin - lays out and exports periodical bulletins from the command line",
            "SYNOPSIS",
            "COMMAND",
            "COMMANDS",
            "EXIT STATUS",
            "The whole manual is inside the application Bantin (F1).",
        ],
    };
    let version = format!("Bantin {}", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", ["BANTIN", "1", "", &version]);
    page.control("SH", [name]).text([roman(about)]);
    page.control("SH", [usage]).text([
        bold("bantin"),
        roman(" "),
        italic(verb),
        roman(" …"),
    ]);
    page.control("SH", [verbs]);
    for verb in command.get_subcommands_mut() {
        if verb.is_hide_set() || verb.get_name() == "help" {
            continue;
        }
        let usage = verb.render_usage().to_string();
        let usage = help::spoken(usage.trim().trim_start_matches("Usage:").trim(), lang);
        page.control("SS", [verb.get_name()]).text([bold(usage)]);
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        page.control("PP", []).text([roman(format!("{about}."))]);
        for arg in verb.get_arguments().filter(|arg| is_told(arg)) {
            page.control("TP", []).text([bold(arg.to_string())]);
            page.text(spoken(&meaning(arg, lang)));
        }
    }
    page.control("SH", [codes]);
    for (code, words) in opening(lang).lines().filter_map(exit_code) {
        page.control("TP", []).text([bold(code)]).text(spoken(words));
    }
    page.control("PP", []).text([roman(files)]);
    page.render()
}

/// What stands before the verbs.
fn opening(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("manual.vi.md"),
        Lang::En => include_str!("manual.en.md"),
    }
}

/// A line of the table of exit codes: the code, and what it means.
fn exit_code(line: &str) -> Option<(&str, &str)> {
    let (code, words) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
    code.chars().all(|c| c.is_ascii_digit()).then_some((code, words))
}

/// Words with what stands between backticks in bold.
fn spoken(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { bold(part) } else { roman(part) }).collect()
}

/// Whether the page tells of an argument.
fn is_told(arg: &Arg) -> bool {
    arg.get_id().as_str() != "help" && !arg.is_hide_set()
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
    let written = verb.get_arguments().filter(|arg| is_told(arg));
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
    fn the_page_for_man_tells_of_every_verb_and_option_and_every_exit_code() {
        for lang in [Lang::Vi, Lang::En] {
            let page = roff(lang).replace('\\', "");
            for verb in Arguments::command().get_subcommands() {
                let is_there = page.contains(&format!(".SS {}\n", verb.get_name()));
                assert_eq!(is_there, !verb.is_hide_set(), "{}", verb.get_name());
                for long in verb.get_arguments().filter_map(Arg::get_long) {
                    let hidden = verb.is_hide_set();
                    assert!(hidden || page.contains(&format!("--{long}")), "--{long}");
                }
            }
            for code in 0..4 {
                assert!(page.contains(&format!("fB{code}fR")), "{code}: {page}");
            }
        }
    }

    #[test]
    fn every_verb_and_every_option_stands_on_the_page() {
        for lang in [Lang::Vi, Lang::En] {
            let page = page(lang);
            for verb in Arguments::command().get_subcommands() {
                let is_there = page.contains(&format!("\n## {}\n", verb.get_name()));
                assert_eq!(is_there, !verb.is_hide_set(), "{}", verb.get_name());
                for long in verb.get_arguments().filter_map(Arg::get_long) {
                    let hidden = verb.is_hide_set();
                    assert!(hidden || page.contains(&format!("`--{long}")), "--{long}");
                }
            }
        }
    }
}

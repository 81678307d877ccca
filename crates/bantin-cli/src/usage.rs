//! What was typed, understood or explained in the language of the person.

use crate::arguments::Arguments;
use crate::help;
use crate::output::{complain, say};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error, FromArgMatches};
use document::Lang;
use std::ffi::OsString;
use std::process::ExitCode;

/// Understands the command line.
///
/// # Errors
///
/// The exit code: what was asked for (help, the version) or what is wrong is said.
pub(crate) fn understand(
    words: impl IntoIterator<Item = OsString>,
    lang: Lang,
) -> Result<Arguments, ExitCode> {
    let command = help::speaking(Arguments::command(), lang);
    let read = command
        .try_get_matches_from(words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    read.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(help::spoken(&error.render().to_string(), lang).trim_end());
            ExitCode::SUCCESS
        }
        _ => {
            complain(&explain(&error, lang));
            ExitCode::from(2)
        }
    })
}

/// What is wrong, how it is written, where to read more.
fn explain(error: &Error, lang: Lang) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return help::spoken(error.render().to_string().trim_end(), lang);
    }
    let (usage, more) = match lang {
        Lang::Vi => ("Cách dùng:", "Xem thêm bằng --help."),
        Lang::En => ("Usage:", "Read more with --help."),
    };
    let mut said = sentence(error, lang);
    if let Some(ContextValue::StyledStr(way)) = error.get(ContextKind::Usage) {
        let way = way.to_string();
        let way = help::spoken(way.trim().trim_start_matches("Usage:").trim(), lang);
        said = format!("{said}\n\n{usage} {way}");
    }
    format!("{said}\n\n{more}")
}

fn sentence(error: &Error, lang: Lang) -> String {
    let say = |vi: String, en: String| match lang {
        Lang::Vi => vi,
        Lang::En => en,
    };
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let verb = text(error, ContextKind::InvalidSubcommand);
            let said = say(
                format!("Bantin không có lệnh “{verb}”."),
                format!("Bantin has no command “{verb}”."),
            );
            said + &meant(error, ContextKind::SuggestedSubcommand, lang)
        }
        ErrorKind::UnknownArgument => {
            let said = say(
                format!("Lệnh này không nhận “{arg}”."),
                format!("This command takes no “{arg}”."),
            );
            said + &meant(error, ContextKind::SuggestedArg, lang)
        }
        ErrorKind::MissingRequiredArgument => {
            // The dots of “one or more” would run into the full stop.
            let arg = arg.replace(">...", ">");
            say(format!("Còn thiếu {arg}."), format!("{arg} is missing."))
        }
        ErrorKind::MissingSubcommand => {
            say("Còn thiếu tên lệnh.".into(), "The command is missing.".into())
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            say(format!("{arg} cần một giá trị."), format!("{arg} needs a value."))
        }
        ErrorKind::InvalidValue => {
            let known = text(error, ContextKind::ValidValue);
            say(
                format!("“{value}” không dùng được cho {arg}. Hãy chọn: {known}."),
                format!("“{value}” does not fit {arg}. Choose one of: {known}."),
            )
        }
        // Numbers are the only values that are read here.
        ErrorKind::ValueValidation => say(
            format!("“{value}” không dùng được cho {arg}. Hãy viết một số nguyên."),
            format!("“{value}” does not fit {arg}. Write a whole number."),
        ),
        ErrorKind::ArgumentConflict => {
            say(format!("{arg} chỉ được ghi một lần."), format!("{arg} is given twice."))
        }
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => say(
            format!("{arg} chưa được ghi đúng số giá trị."),
            format!("{arg} has the wrong number of values."),
        ),
        ErrorKind::InvalidUtf8 => say(
            "Có chữ không đọc được trong dòng lệnh.".into(),
            "The command line holds letters that cannot be read.".into(),
        ),
        _ => say(
            "Không hiểu được dòng lệnh này.".into(),
            "This command line is not understood.".into(),
        ),
    }
}

fn meant(error: &Error, kind: ContextKind, lang: Lang) -> String {
    let names = text(error, kind);
    // The likeliest one stands last.
    match (names.rsplit(", ").next().unwrap_or_default(), lang) {
        ("", _) => String::new(),
        (name, Lang::Vi) => format!(" Có phải bạn muốn gõ {name}?"),
        (name, Lang::En) => format!(" Did you mean {name}?"),
    }
}

/// What the error says about this, several things with commas between.
fn text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said in both languages about a line of words.
    #[track_caller]
    fn check(line: &str, vi: &str, en: &str) {
        for (lang, expected) in [(Lang::Vi, vi), (Lang::En, en)] {
            let words = std::iter::once("bantin").chain(line.split_whitespace());
            let error = help::speaking(Arguments::command(), lang)
                .try_get_matches_from(words)
                .expect_err("a line nobody understands");
            let said = explain(&error, lang);
            let mut parts = said.split("\n\n");
            assert_eq!(parts.next(), Some(expected), "{said}");
            let last = parts.last().unwrap_or_default();
            assert!(last.contains("--help"), "{said}");
            if lang == Lang::Vi {
                assert!(!said.contains("Usage") && !said.contains("OPTIONS"), "{said}");
                assert!(said.matches("Cách dùng").count() <= 1, "{said}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        check(
            "imprt a.bantin",
            "Bantin không có lệnh “imprt”. Có phải bạn muốn gõ import?",
            "Bantin has no command “imprt”. Did you mean import?",
        );
        check(
            "check a.bantin --jsn",
            "Lệnh này không nhận “--jsn”. Có phải bạn muốn gõ --json?",
            "This command takes no “--jsn”. Did you mean --json?",
        );
        check("undo", "Còn thiếu <TỆP>.", "<FILE> is missing.");
        check(
            "export a.bantin --to",
            "--to <THƯ_MỤC> cần một giá trị.",
            "--to <TO> needs a value.",
        );
        check(
            "new a.bantin --lang fr",
            "“fr” không dùng được cho --lang <NGÔN_NGỮ>. Hãy chọn: vi, en.",
            "“fr” does not fit --lang <LANG>. Choose one of: vi, en.",
        );
        check(
            "issue a.bantin --number nine --date 2021-02-27",
            "“nine” không dùng được cho --number <SỐ>. Hãy viết một số nguyên.",
            "“nine” does not fit --number <NUMBER>. Write a whole number.",
        );
        check(
            "undo a.bantin b.bantin",
            "Lệnh này không nhận “b.bantin”.",
            "This command takes no “b.bantin”.",
        );
        check(
            "check a.bantin --issue 1 --issue 2",
            "--issue <SỐ> chỉ được ghi một lần.",
            "--issue <ISSUE> is given twice.",
        );
    }
}

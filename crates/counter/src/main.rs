//! `bantin-counter`: counts the views of a bulletin's pages.

mod words;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use counter::{CarryError, Counter, ListenError, Settings};
use std::path::PathBuf;
use std::process::ExitCode;
use words::Words;

fn main() -> ExitCode {
    let words = words::of_the_system();
    let matches = match command(words).try_get_matches() {
        Ok(matches) => matches,
        Err(asked) => {
            let is_fault = asked.use_stderr();
            // A closed pipe ends quietly.
            let _ = asked.print();
            return ExitCode::from(if is_fault { 2 } else { 0 });
        }
    };
    let done = match matches.subcommand() {
        Some(("carry", matches)) => carry(matches, words),
        Some((_, matches)) => run(matches, words),
        None => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            tell(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn command(words: &Words) -> Command {
    let file = || {
        Arg::new("file")
            .long("file")
            .value_name("FILE")
            .default_value("counts.sqlite")
            .value_parser(value_parser!(PathBuf))
            .help(words.file)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let run = Command::new("run").about(words.run).args([
        file(),
        Arg::new("origin")
            .long("origin")
            .value_name("https://…")
            .action(ArgAction::Append)
            .required(true)
            .help(words.origin),
        Arg::new("port")
            .long("port")
            .default_value("8787")
            .value_parser(value_parser!(u16))
            .help(words.port),
        flag("this-machine", words.this_machine),
        flag("behind-proxy", words.behind_proxy),
        Arg::new("rate")
            .long("rate")
            .default_value("120")
            .value_parser(value_parser!(u32))
            .help(words.rate),
        Arg::new("zone").long("zone").value_name("Asia/Ho_Chi_Minh").help(words.zone),
    ]);
    let list = Arg::new("list")
        .value_name("LIST.csv")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(words.list);
    let carry = Command::new("carry").about(words.carry).args([list, file()]);
    Command::new("bantin-counter")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([run, carry])
}

fn run(matches: &ArgMatches, words: &Words) -> Result<(), String> {
    let one = |name: &str| matches.get_one::<String>(name).cloned();
    let settings = Settings {
        file: matches.get_one::<PathBuf>("file").cloned().unwrap_or_default(),
        port: matches.get_one("port").copied().unwrap_or_default(),
        this_machine: matches.get_flag("this-machine"),
        origins: matches.get_many("origin").into_iter().flatten().cloned().collect(),
        per_minute: matches.get_one("rate").copied().unwrap_or_default(),
        behind_proxy: matches.get_flag("behind-proxy"),
        zone: one("zone"),
    };
    let file = settings.file.display().to_string();
    let counter = Counter::open(settings).map_err(|fault| match &fault {
        ListenError::Ledger(_) => with(words.no_file, "{file}", &file),
        ListenError::Zone { name } => with(words.no_zone, "{name}", name),
        ListenError::Port { port, .. } => {
            with(words.no_port, "{port}", &port.to_string())
        }
        _ => words.no_start.to_owned(),
    })?;
    let told: Vec<_> = counter
        .addresses()
        .iter()
        .map(|address| with(words.listens, "{address}", &format!("http://{address}")))
        .collect();
    tell(&told.join("\n"));
    counter.run();
    tell(words.stopped);
    Ok(())
}

fn carry(matches: &ArgMatches, words: &Words) -> Result<(), String> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let (list, file) = (path("list"), path("file"));
    let carried = counter::carry(&list, &file).map_err(|fault| match fault {
        CarryError::Read(_) => with(words.no_list, "{file}", &list.display().to_string()),
        CarryError::Line { line } => with(words.bad_line, "{line}", &line.to_string()),
        _ => with(words.no_file, "{file}", &file.display().to_string()),
    })?;
    tell(&with(words.carried, "{count}", &carried.to_string()));
    Ok(())
}

fn with(sentence: &str, hole: &str, value: &str) -> String {
    sentence.replace(hole, value)
}

/// Sentences for a person or the log of the system; there is no other output.
fn tell(sentence: &str) {
    use std::io::Write;
    // At once, so that lines of a log do not mix; without a reader nothing is told.
    let _ = std::io::stderr().write_all(format!("{sentence}\n").as_bytes());
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for words in [&super::words::VI, &super::words::EN] {
            super::command(words).debug_assert();
        }
    }
}

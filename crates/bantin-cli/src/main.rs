//! `bantin` on the command line: the verbs of `desk`, for scripts and other programs.
//!
//! Exit codes: 0 done, 1 failure, 2 usage, 3 from `check` when there are remarks and from
//! `compose` when the stories do not fit.
//! Standard output carries the result only; sentences and progress go to standard
//! error, progress only on a terminal.

mod arguments;
mod composing;
mod designing;
mod exporting;
mod help;
mod importing;
mod keeping;
mod manual;
mod output;
mod photos;
mod publishing;
mod reporting;
mod reviewing;
mod usage;
mod verbs;

use std::process::ExitCode;

fn main() -> ExitCode {
    let lang = desk::system_lang();
    let arguments = match usage::understand(std::env::args_os(), lang) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    match verbs::run(arguments.verb, lang) {
        Ok(code) => code,
        Err(failure) => {
            output::complain(&failure.sentence(lang));
            ExitCode::from(1)
        }
    }
}

//! The command line: the same engine without a window.
//!
//! Data goes to standard output, everything else to standard error; errors are one line each.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the command line speaks on the terminal")]

mod args;
mod bars;
mod cache;
mod failure;
mod format;
mod grid;
mod interrupt;
mod keys;
mod kinds;
mod lineage;
mod look;
mod past;
mod past_args;
mod project;
mod rows;
mod run;
mod start;
mod stderr;
mod stdout;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub use start::{Start, no_window, picture_ended};

use crate::app::view::Theme;
use crate::base::environment;
use crate::connect;
use args::{Command, CommandLine};
use failure::Failure;
use stderr::tell;

/// The result of a command: its exit code.
type Done = Result<ExitCode, Failure>;

/// Executes the command in `words` (the program's name first), or returns that the window is to be opened.
pub fn main(words: impl IntoIterator<Item = OsString>) -> Start {
    std::sync::LazyLock::force(&run::STARTED);
    connect::pass_over_intervals();
    if let Some((name, value, may_be)) = environment::faults().first() {
        tell(&format!("tablewire: {name} is {value:?} in the environment. It may be {may_be}"));
        return Start::Done(ExitCode::from(start::NOT_POSSIBLE));
    }
    let line = match CommandLine::try_parse_from(words) {
        Ok(line) => line,
        Err(error) => return Start::Done(start::usage(&error)),
    };
    let Some(command) = line.command else { return start::window(line.projects) };
    if let Command::Picture(args) = command {
        let theme = if args.light { Theme::Light } else { Theme::Dark };
        return Start::Picture { project: args.file, out: args.out, scale: args.scale, theme };
    }
    if let Command::Run(args) = &command
        && let Some(memory) = args.memory
    {
        connect::spill_beyond(memory);
    }
    if let Command::Run(_) = &command {
        connect::wait_for_pipes();
    }
    Start::Done(failure::guarded(move || match command {
        Command::Picture(_) => unreachable!("it is drawn by the window's layer"),
        Command::Run(args) => run::run(&args),
        Command::Preview(args) => look::preview(&args),
        Command::Check(args) => look::check(&args),
        Command::Schema(args) => look::schema(&args),
        Command::Lineage(args) => lineage::lineage(&args),
        Command::Nodes(args) => kinds::nodes(&args),
        Command::Describe(args) => kinds::describe_kind(&args),
        Command::Keys(args) => keys::keys(&args),
        Command::Runs(args) => past::runs(&args),
        Command::Rollback(args) => past::rollback(&args),
        Command::Cache(args) => cache::cache(&args),
        Command::Fmt(args) => format::fmt(&args),
    }))
}

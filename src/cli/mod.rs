//! The command line: the same engine without a window.
//!
//! Data goes to standard output, everything else to standard error; errors are one line each.

#![expect(clippy::print_stdout, reason = "the command line speaks on the terminal")]

mod args;
mod attend;
mod bars;
mod cache;
mod check;
mod connections;
mod export;
mod failure;
mod format;
mod grid;
mod history;
mod interrupt;
mod keys;
mod kinds;
mod lineage;
mod on_spark;
mod positions;
mod preview;
mod project;
mod rows;
mod run;
mod secrets;
mod start;
mod stderr;
mod stdout;
mod tables;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub use start::{Start, no_window, picture_ended};

use crate::app::view::Theme;
use crate::base::environment;
use crate::connect;
use crate::engine;
use args::{Command, CommandLine};
use stderr::print_line;

/// Executes the command in `words` (the program's name first), or returns that the window is to be opened.
pub fn main(words: impl IntoIterator<Item = OsString>) -> Start {
    std::sync::LazyLock::force(&run::STARTED);
    connect::pass_over_intervals();
    connect::pass_small_batches();
    if let Some((name, value, may_be)) = environment::faults().first() {
        print_line(&format!("tablewire: {name} is {value:?} in the environment. It may be {may_be}"));
        return Start::Done(ExitCode::from(start::NOT_POSSIBLE));
    }
    let line = match CommandLine::try_parse_from(words) {
        Ok(line) => line,
        Err(error) => return Start::Done(start::usage(&error)),
    };
    let Some(command) = line.command else { return start::window(line.projects, line.safe) };
    if command.is_supervised()
        && let Some(code) = attend::in_child(&command)
    {
        return Start::Done(code);
    }
    if command.reads_data() {
        connect::survive_lost_pages();
    }
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
    // A run has a limit of its own.
    let is_limited = command.is_supervised() && !matches!(command, Command::Run(_));
    let _limit = is_limited.then(engine::MemoryLimit::keep);
    Start::Done(failure::guarded(move || match command {
        Command::Picture(_) => unreachable!("it is drawn by the window's layer"),
        Command::Run(args) => run::run(&args),
        Command::Preview(args) => preview::preview(&args),
        Command::Check(args) => check::check(&args),
        Command::Schema(args) => preview::schema(&args),
        Command::Lineage(args) => lineage::lineage(&args),
        Command::Export(args) => export::export(&args),
        Command::Nodes(args) => kinds::nodes(&args),
        Command::Describe(args) => kinds::describe_kind(&args),
        Command::Keys(args) => keys::keys(&args),
        Command::Runs(args) => history::runs(&args),
        Command::Rollback(args) => history::rollback(&args),
        Command::Connections(args) => connections::connections(&args),
        Command::Secrets(args) => secrets::secrets(&args),
        Command::Cache(args) => cache::cache(&args),
        Command::Positions(args) => positions::positions(&args),
        Command::Fmt(args) => format::fmt(&args),
        Command::Engine => Ok(engine::serve()),
        Command::Look => Ok(engine::serve_look()),
    }))
}

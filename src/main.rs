//! One binary: the window without a command, the command line with one.

use std::process::ExitCode;

use tablewire::cli::{self, Start};
use tablewire::ui;

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Start::Done(code) => code,
        Start::Picture { project, out, scale, theme } => cli::picture_ended(ui::picture(&project, out, scale, theme)),
        Start::Window { projects, safe } => {
            ui::main(projects.clone(), safe).unwrap_or_else(|why| cli::no_window(&projects, &why))
        }
    }
}

//! One binary: the window without a command, the command line with one.

use std::process::ExitCode;

use tablewire::cli::{self, Start};

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Start::Done(code) => code,
        Start::Window(project) => cli::no_window(project.as_deref(), "it is being built"),
    }
}

//! Starts the window from the command line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;

use super::args::CommandLine;
use super::stderr::print_line;
use crate::app::view::Theme;
use crate::base::{environment, suggest};

/// The exit code for invalid arguments, and if no window can be opened.
pub(super) const NOT_POSSIBLE: u8 = 2;

/// The remaining work.
pub enum Start {
    /// The command was executed.
    Done(ExitCode),
    /// Draw the canvas of a project into a file.
    Picture { project: PathBuf, out: PathBuf, scale: Option<f32>, theme: Theme },
    /// Open the window, with projects or the start page.
    /// `safe`: the projects are listed, not opened.
    Window { projects: Vec<PathBuf>, safe: bool },
}

/// Prints the parser's message: help and version on standard output, errors in one line.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that closed early (`--help | head`) is not an error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    // The parser's own text: a message over one or more lines, a tip, usage, and where to find help.
    let message: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .filter(|line| !line.is_empty())
        .collect();
    let usage = text.lines().find_map(|line| line.trim().strip_prefix("Usage: ")).unwrap_or("tablewire --help");
    let message = message.join(" ").replacen("error: ", "", 1).replace(" tip: ", ". Tip: ");
    print_line(&format!("tablewire: {message}. Usage: {usage}"));
    ExitCode::from(NOT_POSSIBLE)
}

/// The window is requested: reports a problem if it cannot open.
pub(super) fn window(projects: Vec<PathBuf>, safe: bool) -> Start {
    if let Some(path) = projects.iter().find(|path| !path.exists()) {
        print_line(&no_such(path));
        return Start::Done(ExitCode::from(NOT_POSSIBLE));
    }
    if has_display() {
        Start::Window { projects, safe }
    } else {
        Start::Done(no_window(&projects, "there is no display"))
    }
}

/// Reports the result of drawing a picture: its path, or the problem in one line.
pub fn picture_ended(answer: Result<PathBuf, String>) -> ExitCode {
    match answer {
        Ok(path) => {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            print_line(&format!("tablewire: {problem}"));
            ExitCode::FAILURE
        }
    }
}

/// Reports in one line why no window opened, and the alternative command without one.
pub fn no_window(projects: &[PathBuf], why: &str) -> ExitCode {
    let project =
        projects.first().map_or(Path::new("sample_projects/flights/late_carriers.ron"), PathBuf::as_path).display();
    print_line(&format!("tablewire: The window cannot open: {why}. Without one, try: tablewire run {project}"));
    ExitCode::from(NOT_POSSIBLE)
}

/// The first argument is neither a command nor an existing file.
fn no_such(path: &Path) -> String {
    let word = path.to_string_lossy();
    let root = CommandLine::command();
    match suggest::nearest(&word, root.get_subcommands().map(|command| command.get_name())) {
        Some(near) => format!("tablewire: There is no project {word}. Did you mean the command \"{near}\"?"),
        None => format!("tablewire: There is no project {word}. Check the path, or see tablewire --help"),
    }
}

/// Only a display declared in the environment can be found missing in advance.
fn has_display() -> bool {
    !cfg!(all(unix, not(target_os = "macos"))) || environment::DISPLAYS.into_iter().any(environment::is_set)
}

//! Between the words of the command line and the window.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;

use super::args::CommandLine;
use crate::app::view::Theme;
use crate::base::{environment, suggest};

/// The exit code for words that were not understood, and for a window that cannot be.
const NOT_POSSIBLE: u8 = 2;

/// What remains to be done.
pub enum Start {
    /// The command was carried out.
    Done(ExitCode),
    /// Draw the canvas of a project into a file.
    Picture { project: PathBuf, out: PathBuf, scale: Option<f32>, theme: Theme },
    /// Open the window, with projects or the start page.
    Window(Vec<PathBuf>),
}

/// What the parser says about the words: help and version on standard output, errors in one line.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that left early (`--help | head`) is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    // The parser's own words: a message over one or more lines, a tip, usage, and where to find help.
    let said: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .filter(|line| !line.is_empty())
        .collect();
    let usage = text.lines().find_map(|line| line.trim().strip_prefix("Usage: ")).unwrap_or("tablewire --help");
    let said = said.join(" ").replacen("error: ", "", 1).replace(" tip: ", ". Tip: ");
    eprintln!("tablewire: {said}. Usage: {usage}");
    ExitCode::from(NOT_POSSIBLE)
}

/// The window is asked for: says so where none can open.
pub(super) fn window(projects: Vec<PathBuf>) -> Start {
    if let Some(path) = projects.iter().find(|path| !path.exists()) {
        eprintln!("{}", no_such(path));
        return Start::Done(ExitCode::from(NOT_POSSIBLE));
    }
    match has_display() {
        true => Start::Window(projects),
        false => Start::Done(no_window(&projects, "there is no display")),
    }
}

/// How the drawing of a picture ended: where it was written, or the problem in one line.
pub fn picture_ended(answer: Result<PathBuf, String>) -> ExitCode {
    match answer {
        Ok(path) => {
            println!("{}", path.display());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("tablewire: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Says in one line why no window opened, and which command comes next without one.
pub fn no_window(projects: &[PathBuf], why: &str) -> ExitCode {
    let project =
        projects.first().map_or(Path::new("sample_projects/flights/late_carriers.ron"), PathBuf::as_path).display();
    eprintln!("tablewire: The window cannot open: {why}. Without one, try: tablewire run {project}");
    ExitCode::from(NOT_POSSIBLE)
}

/// The first word is no command and names no file.
fn no_such(path: &Path) -> String {
    let word = path.to_string_lossy();
    let root = CommandLine::command();
    match suggest::nearest(&word, root.get_subcommands().map(|command| command.get_name())) {
        Some(near) => format!("tablewire: There is no project {word}. Did you mean the command \"{near}\"?"),
        None => format!("tablewire: There is no project {word}. Check the path, or see tablewire --help"),
    }
}

/// Only where a display is announced by the environment can its absence be seen before trying.
fn has_display() -> bool {
    !cfg!(all(unix, not(target_os = "macos"))) || environment::DISPLAYS.into_iter().any(environment::is_set)
}

//! `fmt`: rewrites projects in canonical form. On any error, a file stays unchanged.

use std::path::Path;
use std::process::ExitCode;

use super::args::FmtArgs;
use super::failure::{self, Done, Failure};
use super::project;
use super::stderr::print_line;
use crate::{connect, document, nodes};

pub fn fmt(args: &FmtArgs) -> Done {
    let mut lines = Vec::new();
    for path in &args.files {
        match one(path, args) {
            Ok(true) if args.check => {
                lines.push(format!("{}: Not in its canonical form. Run tablewire fmt on it", path.display()));
            }
            Ok(true) => print_line(&format!("{}: formatted", path.display())),
            Ok(false) => {}
            Err(Failure::Problems(problems)) => lines.extend(problems),
            Err(other) => return Err(other),
        }
    }
    if lines.is_empty() { Ok(ExitCode::SUCCESS) } else { Err(Failure::Problems(lines)) }
}

/// Whether the file was (or, with `--check`, would be) changed.
fn one(path: &Path, args: &FmtArgs) -> Result<bool, Failure> {
    let name = path.display().to_string();
    let text = project::read(path)?;
    let refuse = |problem| Failure::one(failure::line(None, &problem));
    let opened = nodes::document_from(&text).map_err(|error| refuse(project::problem_of_reading(&name, &error)))?;
    let canonical = document::write(&opened.document);
    for problem in &opened.problems {
        print_line(&failure::line(Some(&name), problem));
    }
    if canonical == text {
        return Ok(false);
    }
    if let Some(line) = lost_comment(&text, &canonical)
        && !args.drop_comments
    {
        return Err(Failure::one(format!(
            "{name}: The canonical form cannot keep the comment in line {line}. Remove it or pass --drop-comments"
        )));
    }
    // The output must parse to the same project; otherwise writing it would lose data.
    let again = nodes::document_from(&canonical).map(|again| document::write(&again.document));
    if again.as_ref() != Ok(&canonical) {
        return Err(Failure::one(format!(
            "{name}: Its canonical form does not read back as the same project. The file is left as it is; please report it"
        )));
    }
    if !args.check {
        let done = connect::replace_known(path, canonical.as_bytes(), connect::Known::Text(&text)).map_err(refuse)?;
        if !done {
            return Err(Failure::one(format!(
                "{name}: It has changed while it was being formatted. Nothing was written; run the command again"
            )));
        }
    }
    Ok(true)
}

/// The line of the first comment that the canonical form cannot keep.
pub(super) fn lost_comment(text: &str, canonical: &str) -> Option<usize> {
    document::comments(text).get(document::comments(canonical).len()).copied()
}

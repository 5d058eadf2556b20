//! Opens a project and resolves the command-line arguments that refer to it.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::ProjectArgs;
use super::failure::{self, Failure};
use super::stderr::print_line;
use crate::base::{Problem, suggest};
use crate::connect;
use crate::document::{Document, NodeId};
use crate::engine::{OutputRef, Snapshot};
use crate::nodes;

/// A project as used by commands.
#[derive(Debug)]
pub struct Project {
    /// The file as given on the command line.
    pub name: String,
    /// `None` for a project from standard input.
    pub file: Option<PathBuf>,
    pub snapshot: Snapshot,
    /// Problems of the file that belong to no node.
    pub problems: Vec<Problem>,
}

/// Opens the project given by the arguments.
pub fn open(args: &ProjectArgs) -> Result<Project, Failure> {
    let from_stdin = args.file == Path::new("-");
    let name = if from_stdin { "standard input".into() } else { args.file.display().to_string() };
    let text = if from_stdin { read_stdin()? } else { read(&args.file)? };
    let opened = nodes::document_from(&text)
        .map_err(|error| Failure::one(failure::line(None, &problem_of_reading(&name, &error))))?;
    let folder = match (&args.base, from_stdin) {
        (Some(base), _) => base.clone(),
        (None, true) => PathBuf::from("."),
        (None, false) => args.file.parent().unwrap_or(Path::new("")).to_path_buf(),
    };
    let base = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder })
        .map_err(|error| Failure::one(format!("{}: {error}. Check the folder", folder.display())))?;
    // `absolute` of "." ends with a dot, which would appear in every message.
    let mut snapshot = Snapshot::new(opened.document, base.components().collect::<PathBuf>());
    snapshot.connections =
        args.connections.clone().map_or_else(connect::Connections::default, connect::Connections::in_file);
    for setting in &args.set {
        let (parameter, value) = parse_set(setting, &snapshot.document)?;
        snapshot.overrides.insert(parameter, value);
    }
    let file = (!from_stdin).then(|| args.file.clone());
    snapshot.file.clone_from(&file);
    Ok(Project { name, file, snapshot, problems: opened.problems })
}

/// The text of a project's file.
pub fn read(path: &Path) -> Result<String, Failure> {
    connect::read_text(path).map_err(|problem| Failure::one(failure::line(None, &problem)))
}

fn read_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(Failure::one(format!("standard input: Cannot be read: {error}. Pass a project in UTF-8"))),
    }
}

/// Explains why a file is not a project.
pub fn problem_of_reading(name: &str, error: &crate::document::ReadError) -> Problem {
    let remedy = match error {
        crate::document::ReadError::Syntax { .. } => "Correct the file there",
        crate::document::ReadError::Empty => "Take an earlier version of it",
        crate::document::ReadError::Conflict { .. } => {
            "Keep one version of each, and remove the lines with <<<<<<<, ======= and >>>>>>>"
        }
        crate::document::ReadError::Newer { .. } => return Problem::error(format!("{name}: {error}")),
    };
    Problem::error(format!("{name}: {error}")).remedy(remedy)
}

fn parse_set(text: &str, document: &Document) -> Result<(String, String), Failure> {
    let Some((name, value)) = text.split_once('=') else {
        return Err(Failure::Usage(format!("--set {text}: There is no \"=\" in it. Write --set NAME=VALUE")));
    };
    let Some(parameter) = document.parameters().get(name) else {
        let remedy = suggest::remedy(name, document.parameters().keys().map(String::as_str))
            .unwrap_or_else(|| "The project has no parameters".into());
        return Err(Failure::one(format!("--set {text}: There is no parameter {name:?}. {remedy}")));
    };
    nodes::parse_parameter(name, parameter, value)
        .map_err(|problem| Failure::one(format!("--set {text}: {problem}")))?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Project {
    /// The node with this name.
    pub fn node(&self, name: &str) -> Result<NodeId, Failure> {
        let document = &self.snapshot.document;
        document.find(name).ok_or_else(|| {
            let remedy = suggest::remedy(name, document.nodes().map(|(_, node)| node.name.as_str()))
                .unwrap_or_else(|| "The project has no nodes".into());
            Failure::one(format!("{}: There is no node {name:?}. {remedy}", self.name))
        })
    }

    /// The output for NODE or NODE.PORT.
    pub fn output(&self, address: &str) -> Result<OutputRef, Failure> {
        if let Some(output) = self.snapshot.output(address) {
            return Ok(output);
        }
        let (name, port) = address.split_once('.').unwrap_or((address, ""));
        let node = self.node(name)?;
        let ports = match self.snapshot.kind(node) {
            Some(Ok(kind)) => kind.ports().outputs,
            _ => Vec::new(),
        };
        let remedy = suggest::remedy(port, ports.iter().map(|port| &*port.name))
            .unwrap_or_else(|| "It has no outputs: leave the port away to see what it writes".into());
        Err(Failure::one(format!("{name}: There is no output {port:?}. {remedy}")))
    }

    /// The file under which runs are recorded: `other` for a project from standard input, or its folder if that is not
    /// given.
    pub fn noted_as(&self, other: Option<&Path>) -> PathBuf {
        let file = other.or(self.file.as_deref()).unwrap_or(&self.snapshot.base);
        connect::real_path(&std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf()))
    }

    pub fn name_of(&self, node: NodeId) -> String {
        self.snapshot.document.node(node).map(|node| node.name.clone()).unwrap_or_default()
    }

    /// Prints the warnings about the file to standard error.
    pub fn warn(&self) {
        for problem in &self.problems {
            print_line(&failure::line(Some(&self.name), problem));
        }
    }
}

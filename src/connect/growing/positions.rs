//! The positions of a project's growing sources, as one file beside it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::base::{Key, NodeId, Problem};
use crate::connect::files::write_atomic;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::real_path;

/// The version of the file.
const FORMAT: u32 = 1;

/// How far a source has been read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The address of what is read, for people.
    pub source: String,
    /// Identifies what is read.
    pub question: Key,
    pub column: String,
    pub data_type: String,
    /// The largest value, with all of its digits.
    pub value: String,
    /// Where the overlap begins whose rows are known: what is older is never read again. `None` if no text says it.
    pub from: Option<String>,
    /// The columns by which rows are told apart, with their types.
    pub identity: Vec<(String, String)>,
    /// The rows of the overlap, as digests; one that was there twice stands twice.
    pub seen: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    format: u32,
    /// By the name of the node.
    positions: BTreeMap<String, Position>,
}

/// The positions as a run has found them, and those that it has reached. Clones share them.
#[derive(Clone, Debug)]
pub struct Positions(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// `None` for a project without a file.
    path: Option<PathBuf>,
    names: HashMap<NodeId, String>,
    /// The file's content; `None` if there is no file.
    content: Result<Option<Vec<u8>>, Problem>,
    reached: Mutex<BTreeMap<NodeId, Option<Position>>>,
}

/// The new content of the file of positions.
#[derive(Debug)]
pub struct Moved {
    pub path: PathBuf,
    pub content: Vec<u8>,
    /// What was in it when the run began. Another content means that another run has moved the positions.
    pub before: Option<Vec<u8>>,
}

impl Positions {
    /// The file for a project's file: `shop.ron` has `shop.positions.json`.
    pub fn path_for(project: &Path) -> PathBuf {
        project.with_extension("positions.json")
    }

    /// The positions of a project, whose nodes have these names. Problems are reported where they are needed.
    pub fn open(project: Option<&Path>, names: HashMap<NodeId, String>) -> Positions {
        let path = project.map(|project| Positions::path_for(&real_path(project)));
        let content = path.as_deref().map_or(Ok(None), content);
        Positions(Arc::new(Inner { path, names, content, reached: Mutex::default() }))
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// Distinguishes results that were read from different positions.
    pub(super) fn state(&self) -> Key {
        Key::of(self.0.content.as_ref().ok().and_then(Option::as_deref).unwrap_or_default())
    }

    /// Notes that of this node only new rows are read. Returns where earlier runs have ended: at the position of the node, or
    /// of the same rows under the name that the node had before. Fails if the position is of other rows, and in a project
    /// that has no file.
    pub(super) fn begin(&self, node: NodeId, of: &Position) -> Result<Option<Position>, Problem> {
        let mut stored = self.stored()?;
        let before = match stored.remove(self.name(node)) {
            Some(before) if before.is_of(of) => Some(before),
            Some(Position { source, column, .. }) => {
                let message = say!("growing-other-source", before = source, column = column, now = of.source);
                return Err(Problem::error(message).remedy(say!("growing-forget")).at("new_by"));
            }
            None => stored.into_iter().find(|(name, other)| self.is_gone(name) && other.is_of(of)).map(|found| found.1),
        };
        self.reached().insert(node, None);
        Ok(before)
    }

    /// What a complete read has reached; `None` if it has found nothing new.
    pub(super) fn found(&self, node: NodeId, position: Option<Position>) {
        self.reached().insert(node, position);
    }

    /// The nodes of which only new rows are read.
    pub fn nodes(&self) -> Vec<NodeId> {
        self.reached().keys().copied().collect()
    }

    /// The file as it becomes once the rows of these nodes have been written; `None` if it stays as it is.
    pub fn moved(&self, written: &[NodeId]) -> Result<Option<Moved>, Problem> {
        let reached = self.reached();
        let moved: Vec<_> = reached.iter().filter(|(node, _)| written.contains(node)).collect();
        let moved: Vec<_> = moved.into_iter().filter_map(|(node, position)| Some((*node, position.clone()?))).collect();
        let (Some(path), false) = (&self.0.path, moved.is_empty()) else { return Ok(None) };
        let mut positions = self.stored()?;
        for (node, position) in moved {
            positions.retain(|name, other| !(self.is_gone(name) && other.is_of(&position)));
            positions.insert(self.name(node).to_owned(), position);
        }
        let content = written_as(positions)?;
        let before = self.0.content.clone()?;
        Ok(Some(Moved { path: path.clone(), content, before }))
    }

    fn stored(&self) -> Result<BTreeMap<String, Position>, Problem> {
        let Some(path) = &self.0.path else {
            return Err(Problem::error(say!("growing-needs-file")).remedy(say!("growing-save-first")).at("new_by"));
        };
        parsed(path, self.0.content.clone()?.as_deref()).map_err(|problem| problem.at("new_by"))
    }

    fn name(&self, node: NodeId) -> &str {
        self.0.names.get(&node).map_or("", String::as_str)
    }

    /// Whether no node has this name any more.
    fn is_gone(&self, name: &str) -> bool {
        !self.0.names.values().any(|known| known == name)
    }

    fn reached(&self) -> MutexGuard<'_, BTreeMap<NodeId, Option<Position>>> {
        self.0.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stored positions of a project, by the names of its nodes.
    pub fn read(project: &Path) -> Result<BTreeMap<String, Position>, Problem> {
        let path = Positions::path_for(&real_path(project));
        parsed(&path, content(&path)?.as_deref())
    }

    /// Forgets the position of a node, so that its next run reads all rows. Returns whether there was one.
    pub fn forget(project: &Path, node: &str) -> Result<bool, Problem> {
        let path = Positions::path_for(&real_path(project));
        let mut positions = parsed(&path, content(&path)?.as_deref())?;
        if positions.remove(node).is_none() {
            return Ok(false);
        }
        write_atomic(&path, &written_as(positions)?)?;
        Ok(true)
    }
}

impl Position {
    /// Whether it is of the same rows and the same column.
    fn is_of(&self, other: &Position) -> bool {
        self.question == other.question && self.column == other.column
    }
}

fn content(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_problem(FileOperation::Read, path, &error)),
    }
}

fn parsed(path: &Path, content: Option<&[u8]>) -> Result<BTreeMap<String, Position>, Problem> {
    let Some(content) = content else { return Ok(BTreeMap::new()) };
    let broken = |error: String| {
        let problem = Problem::error(say!("growing-broken-file", path = path.display(), error = error));
        problem.remedy(say!("growing-restore-file"))
    };
    let found: Content = serde_json::from_slice(content).map_err(|error| broken(error.to_string()))?;
    if found.format != FORMAT { Err(broken(format!("format {}", found.format))) } else { Ok(found.positions) }
}

fn written_as(positions: BTreeMap<String, Position>) -> Result<Vec<u8>, Problem> {
    let text = serde_json::to_string_pretty(&Content { format: FORMAT, positions });
    let text = text.map_err(|error| Problem::error(error.to_string()).because(crate::base::Cause::Internal))?;
    Ok(format!("{text}\n").into_bytes())
}

//! Column widths set by the user: user state, not project state; stored by project, table and column name, and limited
//! in number.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::App;
use super::view::ColumnWidths;
use crate::base::Text;
use crate::connect;
use crate::engine::OutputRef;

const FILE: &str = "column_widths.ron";
/// The file that keeps the text that could not be parsed.
const UNREAD: &str = "column_widths.unread.ron";
/// The maximum number of projects and columns that are stored; the newest are kept.
const PROJECTS: usize = 100;
const COLUMNS: usize = 5_000;

/// The widths of one project's columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct ProjectWidths {
    project: PathBuf,
    /// By "node.port", then by column, in points.
    tables: BTreeMap<String, BTreeMap<String, u16>>,
}

impl App {
    /// Sets the width of a column as chosen by the user.
    pub(super) fn set_column_width(&mut self, output: OutputRef, column: String, width: f32) {
        let width = width.clamp(1.0, 10_000.0).round() as u16;
        let old = self.project.column_widths.entry(output).or_default().insert(column, width);
        if old != Some(width) {
            self.keep_column_widths();
        }
    }

    /// Writes the widths of the project, if it has a file.
    pub(super) fn keep_column_widths(&mut self) {
        let Some(project) =
            self.project.file.clone().filter(|_| self.person.keeps_state && !self.project.column_widths.is_empty())
        else {
            return;
        };
        let mut tables = BTreeMap::new();
        for (output, widths) in &self.project.column_widths {
            if let Some(node) = self.document().node(output.node) {
                tables.insert(address(&node.name, output.port), widths.clone());
            }
        }
        self.save_state(move || {
            let (mut all, unread) = read();
            put(&mut all, ProjectWidths { project, tables });
            let text = ron::ser::to_string(&all).unwrap_or_default();
            connect::write_state(FILE, &text).map_err(|error| say!("preferences-not-kept", error = error))?;
            unread.map_or(Ok(()), Err)
        });
    }

    /// Loads the widths of the opened project.
    pub(super) fn load_column_widths(&mut self) {
        self.project.column_widths.clear();
        let Some(project) = self.project.file.clone().filter(|_| self.person.keeps_state) else { return };
        self.in_background(read, move |app, (all, unread)| {
            if app.project.file.as_ref() == Some(&project) {
                let widths = of(&all, &project, |name| app.document().find(name));
                // Widths set by the user meanwhile are kept.
                for (output, columns) in widths {
                    let known = app.project.column_widths.entry(output).or_default();
                    for (column, width) in columns {
                        known.entry(column).or_insert(width);
                    }
                }
            }
            unread.into_iter().for_each(|words| app.set_status(words));
        });
    }
}

/// All widths in the state folder. Unreadable content is moved aside, and reported.
fn read() -> (Vec<ProjectWidths>, Option<Text>) {
    let Some(text) = connect::read_state(FILE) else { return Default::default() };
    let Ok(all) = ron::from_str(&text) else {
        let is_kept = connect::write_state(UNREAD, &text).and_then(|()| connect::write_state(FILE, "[]")).is_ok();
        let words =
            if is_kept { say!("widths-unread-kept", file = UNREAD) } else { say!("widths-unread", file = FILE) };
        return (Vec::new(), Some(words));
    };
    (all, None)
}

fn address(node: &str, port: usize) -> String {
    format!("{node}.{port}")
}

/// Moves a project's widths to the front; the oldest are removed if there are too many.
fn put(all: &mut Vec<ProjectWidths>, new: ProjectWidths) {
    all.retain(|old| old.project != new.project);
    all.insert(0, new);
    let mut columns = 0;
    all.retain(|project| {
        columns += project.tables.values().map(BTreeMap::len).sum::<usize>();
        columns <= COLUMNS
    });
    all.truncate(PROJECTS);
}

/// The widths of a project, for those of its tables that still exist.
fn of(all: &[ProjectWidths], project: &Path, find: impl Fn(&str) -> Option<crate::document::NodeId>) -> ColumnWidths {
    let known = all.iter().find(|known| known.project == project);
    let tables = known.into_iter().flat_map(|known| &known.tables);
    let output = |address: &str| {
        let (node, port) = address.rsplit_once('.')?;
        Some(OutputRef { node: find(node)?, port: port.parse().ok()? })
    };
    tables.filter_map(|(address, widths)| Some((output(address)?, widths.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NodeId;

    fn project(name: &str, columns: usize) -> ProjectWidths {
        let widths = (0..columns).map(|n| (format!("c{n}"), 90)).collect();
        ProjectWidths { project: name.into(), tables: [("late.out.0".into(), widths)].into() }
    }

    #[test]
    fn widths_are_found_by_project_table_and_column() {
        let mut all = Vec::new();
        put(&mut all, project("/a.ron", 2));
        put(&mut all, project("/b.ron", 1));
        let text = ron::ser::to_string(&all).unwrap();
        let all: Vec<ProjectWidths> = ron::from_str(&text).unwrap();
        let find = |name: &str| (name == "late.out").then_some(NodeId(7));
        let widths = of(&all, Path::new("/a.ron"), find);
        assert_eq!(widths[&OutputRef::first(NodeId(7))]["c1"], 90);
        assert!(of(&all, Path::new("/a.ron"), |_| None).is_empty(), "the table is gone");
        assert!(of(&all, Path::new("/c.ron"), find).is_empty());
    }

    #[test]
    fn they_are_bounded_and_the_newest_stay() {
        let mut all = Vec::new();
        for n in 0..150 {
            put(&mut all, project(&format!("/{n}.ron"), 10));
        }
        assert_eq!((all.len(), all[0].project.as_path()), (PROJECTS, Path::new("/149.ron")));
        put(&mut all, project("/wide.ron", COLUMNS - 15));
        assert_eq!(all.len(), 2, "one with ten columns has room beside it");
    }
}

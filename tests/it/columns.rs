//! Renaming columns, as a property over every project that is here: over every column of every table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use tablewire::base::ColumnInfo;
use tablewire::document::{Document, NodeId, Position, write};
use tablewire::engine::{PlanInfo, Snapshot, planned};
use tablewire::nodes::{ColumnGraph, Place, document_from, plan_rename};

/// The columns of every table, with their types in words, as planning finds them.
type Tables = BTreeMap<(String, usize), Option<Vec<(String, String)>>>;

fn tables(document: &Document, plan: &PlanInfo) -> Tables {
    let mut all = Tables::new();
    for (id, node) in &plan.nodes {
        let name = &document.node(*id).expect("a node").name;
        for (port, columns) in node.outputs.iter().enumerate() {
            let words =
                |columns: &Vec<ColumnInfo>| columns.iter().map(|c| (c.name.clone(), c.data_type.word())).collect();
            all.insert((name.clone(), port), columns.as_ref().map(words));
        }
    }
    all
}

fn problems(document: &Document, plan: &PlanInfo) -> BTreeSet<String> {
    let of_nodes = plan.nodes.iter().flat_map(|(id, node)| node.problems.iter().map(move |problem| (id, problem)));
    of_nodes.map(|(id, problem)| format!("{}: {}", document.node(*id).expect("a node").name, problem.message)).collect()
}

fn place_of(document: &Document, id: NodeId) -> Position {
    document.node(id).map_or(Position::default(), |node| node.position.offset(18, 0))
}

/// A project before anything is renamed.
struct Project {
    what: String,
    snapshot: Snapshot,
    tables: Tables,
    problems: BTreeSet<String>,
    names: BTreeMap<Place, Vec<String>>,
}

impl Project {
    fn open(path: &Path, base: &Path) -> Project {
        let text = std::fs::read_to_string(path).expect("a project");
        let snapshot = Snapshot::new(document_from(&text).expect("it opens").document, base);
        let plan = planned(&snapshot);
        let (tables, problems) = (tables(&snapshot.document, &plan), problems(&snapshot.document, &plan));
        let mut names = BTreeMap::new();
        for ((node, port), columns) in &tables {
            let place = (snapshot.document.find(node).expect("a node"), *port);
            names.extend(columns.as_ref().map(|all| (place, all.iter().map(|(name, _)| name.clone()).collect())));
        }
        Project { what: path.display().to_string(), snapshot, tables, problems, names }
    }

    /// Renames `column` and compares every table before and after.
    fn rename(&self, place: Place, column: &str) {
        let document = &self.snapshot.document;
        let what = format!("{}: {}: {column}", self.what, document.node(place.0).expect("a node").name);
        let graph = ColumnGraph::new(document, &|place| self.names.get(&place).cloned());
        let to = "quite \"new\"";
        let plan = plan_rename(&graph, place, column, to, &|id| place_of(document, id));
        let plan = plan.unwrap_or_else(|problem| panic!("{what}: {problem}"));
        let mut after = Snapshot::new(document.clone(), self.snapshot.base());
        let inverse = after.document.apply_all(plan.edits.clone()).unwrap_or_else(|e| panic!("{what}: {e}"));
        let plan_after = planned(&after);
        assert_eq!(problems(&after.document, &plan_after), self.problems, "{what}: no new problems");
        let found = tables(&after.document, &plan_after);
        for ((node, port), columns) in &self.tables {
            let id = document.find(node).expect("it was there");
            let pairs = plan.renamed.get(&(id, *port)).map_or(&[][..], Vec::as_slice);
            let new =
                |name: &str| pairs.iter().find(|(old, _)| old == name).map_or(name.to_owned(), |(_, new)| new.clone());
            let expected: Option<Vec<_>> =
                columns.as_ref().map(|all| all.iter().map(|(name, word)| (new(name), word.clone())).collect());
            assert_eq!(found[&(node.clone(), *port)], expected, "{what}: columns of {node} {port}");
        }
        let (shown, port) = plan.shown.expect("somewhere the new name shows");
        let shown = after.document.node(shown).expect("a node").name.clone();
        assert!(found[&(shown, port)].as_ref().expect("columns").iter().any(|(name, _)| name == to), "{what}");
        after.document.apply_all(inverse).expect("undone");
        assert_eq!(write(&after.document), write(document), "{what}: undone");
    }

    /// Every column whose number `step` divides; says how many.
    fn rename_all(&self, step: usize) -> usize {
        let all = self.names.iter().flat_map(|(place, names)| names.iter().map(|name| (*place, name)));
        let chosen: Vec<_> = all.step_by(step).collect();
        chosen.iter().for_each(|(place, name)| self.rename(*place, name));
        chosen.len()
    }
}

#[test]
fn every_column_of_the_samples_can_be_renamed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/flights");
    let projects = ["fleet_age.ron", "late_carriers.ron", "weather_delays.ron"];
    let renamed: usize = projects.iter().map(|name| Project::open(&folder.join(name), &folder).rename_all(1)).sum();
    assert!(renamed > 300, "{renamed} renamed");
}

#[test]
fn columns_of_large_pipelines_can_be_renamed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    crate::pdsh::data::generate(0.001, &folder.path().join("data"));
    for question in 1..=22 {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pdsh/q{question:02}.ron"));
        assert!(Project::open(&path, folder.path()).rename_all(5) > 5, "question {question}");
    }
}

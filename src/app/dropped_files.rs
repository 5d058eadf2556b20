//! Files dropped on the canvas: each becomes a node that reads it, and many with the same columns become one node that
//! reads them all.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::name::{slug, unique};
use crate::document::{Edit, Node, NodeId, Position, Settings};
use crate::nodes::{Kind, file_columns, is_plain, path_of_all, some_of};

use super::notices::NoticeKind;
use super::placement::STEP;
use super::set_path::write_path;
use super::view::{CameraRequest, Dropped};
use super::{App, SelectMode};

/// Files that one node reads.
struct Group {
    kind: Kind,
    files: Vec<PathBuf>,
    /// Their columns in alphabetical order, if known.
    columns: Option<Vec<String>>,
}

impl App {
    pub(super) fn drop_files(&mut self, paths: &[PathBuf], at: Position) {
        let groups = self.groups(paths, true);
        let is_grouped = groups.iter().any(|group| group.files.len() > 1);
        let words = say!("files-grouped", files = paths.len(), nodes = groups.len());
        if self.add_readers(groups, at) && is_grouped {
            self.project.dropped =
                Some(Dropped { paths: paths.to_vec(), at, revision: self.project.history.revision() });
            self.notify(NoticeKind::Dropped, words);
        }
        let projects = paths.iter().filter(|path| is_project(path)).cloned();
        projects.for_each(|project| self.ask_workspace(super::workspace::WorkspaceRequest::Open(project)));
    }

    /// Splits the last drop into one node per file.
    pub(super) fn split_dropped(&mut self) {
        self.dismiss(NoticeKind::Dropped);
        let Some(Dropped { paths, at, revision }) = self.project.dropped.take() else { return };
        if revision == self.project.history.revision() {
            self.undo();
            let groups = self.groups(&paths, false);
            self.add_readers(groups, at);
        }
    }

    /// The next change of the document withdraws the offer.
    pub(super) fn expire_drop_offer(&mut self) {
        let revision = self.project.history.revision();
        if self.project.dropped.take_if(|dropped| dropped.revision != revision).is_some() {
            self.dismiss(NoticeKind::Dropped);
        }
    }

    /// Groups the files by the node that reads them; reports files that no node can read.
    fn groups(&mut self, paths: &[PathBuf], unites: bool) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let many = paths.iter().filter(|path| !is_project(path)).count() > 1;
        for path in paths.iter().filter(|path| !is_project(path)) {
            let text = self.relative(path);
            let Some(kind) = Kind::for_file(&text) else {
                self.refuse(say!("no-node-reads-file", file = text));
                continue;
            };
            let columns = if many && unites && is_plain(path) { file_columns(&kind, &self.base()) } else { None };
            let id = kind.meta().id;
            let same = |group: &&mut Group| {
                let is_same = group.kind.meta().id == id && group.columns == columns;
                columns.is_some() && is_same && !group.files.contains(path)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.files.push(path.clone()),
                None => groups.push(Group { kind, files: vec![path.clone()], columns }),
            }
        }
        groups
    }

    fn add_readers(&mut self, groups: Vec<Group>, at: Position) -> bool {
        let mut edits = Vec::new();
        let mut new = BTreeSet::new();
        let mut taken: BTreeSet<String> = self.document().nodes().map(|(_, n)| n.name.clone()).collect();
        let mut place = self.free_place(at);
        let names: Vec<String> = groups.iter().map(Group::name).collect();
        let files: Vec<PathBuf> = groups.iter().flat_map(|group| group.files.clone()).collect();
        for (group, stem) in groups.into_iter().zip(&names) {
            let name = unique(&slug(stem), |n| taken.contains(n));
            taken.insert(name.clone());
            let id = NodeId(self.document().fresh_id().0 + new.len() as u64);
            new.insert(id);
            let mut kind = group.kind;
            if group.files.len() > 1 {
                write_path(&mut kind, "path", &self.relative(&path_of_all(&group.files)));
            }
            let node = Node {
                name,
                kind: kind.meta().id.into(),
                version: kind.meta().version,
                settings: Settings::canonical(kind.text()),
                activity: Default::default(),
                running: Default::default(),
                position: place,
                opened: false,
                mark: Default::default(),
            };
            edits.push(Edit::AddNode { id, node });
            place = place.offset(0, STEP.1);
        }
        if !self.edit(say!("step-drop-files", what = some_of(&names)), None, edits) {
            return false;
        }
        if self.project.view.start_page {
            files.into_iter().for_each(|path| self.remember(path));
            self.project.view.camera_request = Some(CameraRequest::Open);
        }
        self.project.view.start_page = false;
        self.select(new, Vec::new(), SelectMode::Replace);
        true
    }
}

impl Group {
    /// The name of the node: from its file, or from the common part of its file names.
    fn name(&self) -> String {
        let stems: Vec<String> = self.files.iter().map(|path| stem(path)).collect();
        let common = stems.iter().skip(1).fold(stems[0].clone(), |common, stem| {
            common.chars().zip(stem.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        });
        let common = match self.files.len() {
            1 => common,
            _ => common.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned(),
        };
        let folder = || self.files[0].parent().and_then(Path::file_name);
        if common.is_empty() {
            folder().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        } else {
            common
        }
    }
}

fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ron")
}

/// The name of a file without its extension; of a compressed one without both.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_packed = |ending: &str| matches!(ending.to_lowercase().as_str(), "gz" | "zst");
    let name = name.rsplit_once('.').filter(|(_, ending)| is_packed(ending)).map_or(&*name, |(inner, _)| inner);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{CanvasCommand, Command, ProjectCommand};
    use crate::engine::{Engine, OutputRef};

    struct Folder {
        folder: tempfile::TempDir,
        app: App,
    }

    fn folder(files: &[(&str, &str)]) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut app = App::without_state(Engine::inline());
        app.handle(Command::Project(ProjectCommand::SaveTo(folder.path().join("flow.ron"))));
        Folder { folder, app }
    }

    impl Folder {
        /// The nodes created by dropping these files: name, kind and path.
        fn drop(&mut self, files: &[&str]) -> Vec<String> {
            let paths = files.iter().map(|file| self.folder.path().join(file)).collect();
            self.ask(Command::Canvas(CanvasCommand::DropFiles { paths, at: Position::default() }));
            self.nodes()
        }

        fn ask(&mut self, command: Command) {
            self.app.handle(command);
            while self.app.poll() {}
        }

        fn nodes(&self) -> Vec<String> {
            let nodes = self.app.document().nodes();
            nodes.map(|(id, node)| format!("{} {} {}", node.name, node.kind, self.app.path_of(id).unwrap())).collect()
        }
    }

    const A: &str = "day,sales\n1,2\n";
    const B: &str = "sales,day\n3,4\n";

    #[test]
    fn files_of_one_shape_become_one_node() {
        let mut folder = folder(&[("sales_2013.csv", A), ("sales_2014.csv", B), ("other.csv", "x\n1\n")]);
        assert_eq!(folder.drop(&["sales_2013.csv", "sales_2014.csv"]), ["sales read_csv sales_*.csv"]);
        let (id, _) = folder.app.document().nodes().next().expect("the reader");
        let rows = folder.app.project.results.output(OutputRef::first(id)).and_then(|output| output.rows);
        assert_eq!(rows, Some(2), "all of both");
        assert_eq!(folder.app.project.notices.len(), 1, "one node each is offered");
        folder.ask(Command::Canvas(CanvasCommand::SplitDropped));
        let each = ["sales_2013 read_csv sales_2013.csv", "sales_2014 read_csv sales_2014.csv"];
        assert_eq!(folder.nodes(), each);
        assert_eq!(folder.app.project.notices, []);
        folder.ask(Command::Do(crate::app::Action::Undo));
        assert!(folder.nodes().is_empty());
    }

    #[test]
    fn files_of_one_shape_with_several_endings_are_a_list() {
        let mut folder =
            folder(&[("log.ndjson", "{\"a\":1}"), ("rows.json", "[{\"a\":2}]"), ("more.json", "[{\"b\":1}]")]);
        let dropped = folder.drop(&["log.ndjson", "rows.json"]);
        assert!(matches!(&dropped[..], [node] if node.ends_with(" read_json {log.nd,rows.}json")), "{dropped:?}");
        let (id, _) = folder.app.document().nodes().next().expect("the reader");
        let rows = folder.app.project.results.output(OutputRef::first(id)).and_then(|output| output.rows);
        assert_eq!(rows, Some(2), "all of both");
    }

    #[test]
    fn the_pattern_takes_these_files_and_no_others() {
        let files =
            [("a_1.csv", A), ("a_2.csv", A), ("a_3.csv", A), ("x/q.csv", A), ("y/q.csv", A), ("b9.csv", "z\n1\n")];
        for (dropped, path) in [
            (&["a_1.csv", "a_2.csv", "a_3.csv"][..], "a read_csv a_*.csv"),
            (&["a_1.csv", "a_3.csv"], "a read_csv a_{1,3}.csv"),
            (&["x/q.csv", "y/q.csv"], "q read_csv */q.csv"),
            (&["a_2.csv", "x/q.csv"], "{a_2,x/q}.csv"),
        ] {
            let mut folder = folder(&files);
            let nodes = folder.drop(dropped);
            assert!(nodes.len() == 1 && nodes[0].ends_with(path), "{dropped:?}: {nodes:?}");
            let (id, _) = folder.app.document().nodes().next().expect("the reader");
            let rows = folder.app.project.results.output(OutputRef::first(id)).and_then(|output| output.rows);
            assert_eq!(rows, Some(dropped.len() as u64), "{nodes:?}: {:?}", folder.app.project.results.get(id));
        }
    }

    #[test]
    fn each_shape_and_each_format_has_a_node() {
        let json = "{\"day\":1,\"sales\":2}\n";
        let files =
            [("a1.csv", A), ("a2.csv", A), ("b1.csv", "x,y\n1,2\n"), ("b2.csv", "x,y\n1,2\n"), ("a1.jsonl", json)];
        let mut folder = folder(&files);
        let nodes = folder.drop(&["a1.csv", "b1.csv", "a2.csv", "a1.jsonl", "b2.csv"]);
        assert_eq!(nodes, ["a read_csv a*.csv", "b read_csv b*.csv", "a1 read_json a1.jsonl"]);
        // A further change withdraws the offer.
        folder.ask(Command::Do(crate::app::Action::Duplicate));
        assert_eq!(folder.app.project.notices, []);
    }
}

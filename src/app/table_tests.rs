//! Operations on a table that do not change it: views, search, copy.

use super::table_view::TableView;
use super::view::CopyRows;
use super::*;
use crate::document::{NodeId, Position};
use crate::engine::{Cell, OutputRef, TextFormat};

const TABLE: &str = "n,t\n3,Cherry\n1,apple\n2,Banana\n5,\n4,Apricot\n";

fn ask(app: &mut App, command: Command) {
    app.handle(command);
    while app.poll() {}
}

fn fruits() -> (App, OutputRef) {
    let mut app = App::without_state(Engine::inline());
    ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: TABLE.replace(',', "\t"), at: Position::default() }));
    let node = app.selected_node().expect("pasted cells are a node");
    (app, OutputRef::first(node))
}

fn numbers(app: &App, output: OutputRef) -> Vec<i128> {
    let found = app.project.results.output(app.displayed_output(output)).expect("a result");
    assert!(!found.stale);
    let table = found.table.as_ref().expect("a table");
    assert_eq!(found.rows, Some(table.len() as u64), "the rows of a view are counted");
    let number = |row| match table.cell(row, 0) {
        Cell::Integer(n) => n,
        other => panic!("{other:?}"),
    };
    (0..table.len()).map(number).collect()
}

fn table_view(filters: &[(&str, &str)], sort: &[(&str, bool)]) -> TableView {
    TableView {
        filters: filters.iter().map(|(name, typed)| ((*name).into(), (*typed).into())).collect(),
        sort: sort.iter().map(|(name, down)| ((*name).into(), *down)).collect(),
    }
}

#[test]
fn looking_changes_rows_but_not_the_document() {
    let (mut app, output) = fruits();
    let before = crate::document::write(app.document());
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[], &[("n", true)]) }));
    assert_eq!(numbers(&app, output), [5, 4, 3, 2, 1]);
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[("t", "ap")], &[("n", true)]) }));
    assert_eq!(numbers(&app, output), [4, 1]);
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[("n", "2..4"), ("t", "")], &[]) }));
    assert_eq!(numbers(&app, output), [3, 2, 4]);
    assert_eq!(crate::document::write(app.document()), before);
    assert_eq!(app.project.history.undo_label(), app.project.history.labels().last());
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: TableView::default() }));
    assert_eq!((app.displayed_output(output), numbers(&app, output)), (output, vec![3, 1, 2, 5, 4]));
}

#[test]
fn a_look_becomes_nodes_in_one_step() {
    let (mut app, output) = fruits();
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[("n", "> 1")], &[("t", false)]) }));
    let seen = numbers(&app, output);
    ask(&mut app, Command::Table(TableCommand::KeepView(output)));
    assert_eq!(app.document().nodes().len(), 3);
    let sort = app.selected_node().expect("the last node is selected");
    assert_eq!(app.document().node(sort).map(|node| node.kind.as_str()), Some("sort"));
    assert_eq!(numbers(&app, OutputRef::first(sort)), seen);
    assert_eq!(app.table_view(output), None);
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(app.document().nodes().len(), 1, "one step");
}

#[test]
fn another_project_has_no_looks() {
    let (mut app, output) = fruits();
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[("n", "1")], &[]) }));
    app.project.history.mark_clean();
    app.load_project(Default::default(), None, Vec::new());
    assert_eq!(app.table_view(OutputRef::first(NodeId(0))), None);
    assert_eq!(app.table_view(output), None);
}

#[test]
fn the_whole_table_is_searched_also_while_looking() {
    let (mut app, output) = fruits();
    let columns = || vec!["t".to_owned(), "n".to_owned()];
    ask(&mut app, Command::Table(TableCommand::Find { output, text: "AP".into(), columns: columns() }));
    let found = app.project.search.as_ref().expect("a search").found.clone();
    assert_eq!((found.hits.as_slice(), found.total, found.is_done), (&[(1, 0), (4, 0)][..], 2, true));
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[], &[("n", false)]) }));
    let seen = app.displayed_output(output);
    ask(&mut app, Command::Table(TableCommand::Find { output: seen, text: "ap".into(), columns: columns() }));
    assert_eq!(app.project.search.as_ref().expect("a search").found.hits, [(0, 0), (3, 0)]);
    ask(&mut app, Command::Table(TableCommand::Find { output: seen, text: String::new(), columns: Vec::new() }));
    assert_eq!(app.project.search, None);
}

#[test]
fn rows_that_were_never_seen_are_copied() {
    let (mut app, output) = fruits();
    let copy = |format, header, columns: &[usize]| {
        Command::Table(TableCommand::CopyRows(CopyRows {
            output,
            first: 1,
            count: u64::MAX,
            columns: columns.into(),
            format,
            header,
            to: None,
        }))
    };
    ask(&mut app, copy(TextFormat::Csv, true, &[1, 0]));
    assert_eq!(app.take_effects(), [Effect::CopyText("t,n\napple,1\nBanana,2\n,5\nApricot,4".into())]);
    let status = |app: &App| app.project.view.status.as_ref().map(ToString::to_string);
    assert_eq!(status(&app).as_deref(), Some("Copied 4 rows × 2 columns with column names"));
    ask(&mut app, Command::Table(TableCommand::SetView { output, view: table_view(&[], &[("n", true)]) }));
    ask(&mut app, copy(TextFormat::Markdown, false, &[0]));
    assert_eq!(app.take_effects(), [Effect::CopyText("| 4 |\n| 3 |\n| 2 |\n| 1 |".into())]);
}

#[test]
fn a_table_is_written_as_markdown_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, output) = fruits();
    let path = folder.path().join("fruits.md");
    let export = view::Export { output, arrangement: None, columns: vec![1] };
    ask(&mut app, Command::Window(WindowCommand::OpenDialog(view::Dialog::ExportTable(export.clone()))));
    ask(&mut app, Command::Table(TableCommand::ExportTo(path.clone())));
    let text = crate::connect::read_text(&path).expect("the file is there");
    assert_eq!(text, "| t |\n| --- |\n| Cherry |\n| apple |\n| Banana |\n|  |\n| Apricot |\n");
    assert_eq!(
        app.project.view.status.as_ref().map(ToString::to_string).as_deref(),
        Some("Wrote 5 rows × 1 column to fruits.md")
    );
    ask(&mut app, Command::Window(WindowCommand::OpenDialog(view::Dialog::ExportTable(export))));
    ask(&mut app, Command::Table(TableCommand::ExportTo(folder.path().join("fruits.doc"))));
    assert!(
        app.project
            .view
            .status
            .as_ref()
            .map(ToString::to_string)
            .as_deref()
            .is_some_and(|words| words.starts_with("Unknown format"))
    );
}

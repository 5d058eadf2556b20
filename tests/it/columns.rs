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

mod window {
    //! Columns in the window: its menus, its lists, the lit ways.

    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;
    use tablewire::app::view::Dialog;
    use tablewire::app::{Action, App, CanvasCommand, Command, WindowCommand};
    use tablewire::document::write;
    use tablewire::engine::{Engine, OutputRef};
    use tablewire::ui::dialogs::system_chooser;
    use tablewire::ui::main_window::MainWindow;

    use crate::panel::panel;

    /// Two typed tables, joined and computed.
    const SHOP: &str = r#"(format: 1, nodes: {
        "goods": (kind: "table", version: 1, settings: (headers: ["id", "price"], rows: [["1", "2"]])),
        "sales": (kind: "table", version: 1, settings: (headers: ["id", "count"], rows: [["1", "3"]])),
        "joined": (kind: "join", version: 1, settings: ()),
        "paid": (kind: "formula", version: 1, settings: (columns: [(name: "sum", expression: "count * price")])),
        "large": (kind: "filter", version: 1, settings: (condition: "sum > 1")),
    }, wires: [
        (from: "sales", to: "joined"), (from: "goods", to: "joined.right"), (from: "joined", to: "paid"),
        (from: "paid", to: "large"),
    ], layout: {"goods": (0, 10), "sales": (0, 0), "joined": (16, 0), "paid": (32, 0), "large": (48, 0)})"#;

    struct Window {
        main_window: Option<MainWindow>,
        app: Option<App>,
    }

    fn window() -> Harness<'static, Window> {
        let mut app = App::without_state(Engine::inline());
        let at = tablewire::document::Position::default();
        app.handle(Command::Canvas(CanvasCommand::Paste { text: SHOP.into(), at }));
        while app.poll() {}
        let state = Window { main_window: None, app: Some(app) };
        panel(egui::vec2(1360.0, 860.0), state, |window, ui| {
            let app = &mut window.app;
            let main_window = window
                .main_window
                .get_or_insert_with(|| MainWindow::new(ui.ctx(), app.take().expect("only once"), system_chooser()));
            main_window.frame(ui);
        })
    }

    fn main_window<'h>(harness: &'h Harness<'_, Window>) -> &'h App {
        harness.state().main_window.as_ref().expect("drawn").app()
    }

    fn ask(harness: &mut Harness<'_, Window>, command: Command) {
        let workspace = &mut harness.state_mut().main_window.as_mut().expect("drawn").workspace;
        workspace.handle(command);
        while workspace.poll() {}
        harness.run_steps(4);
    }

    fn show(harness: &mut Harness<'_, Window>, node: &str) -> OutputRef {
        let node = main_window(harness).document().find(node).expect("a node");
        ask(
            harness,
            Command::Canvas(CanvasCommand::Select {
                nodes: [node].into(),
                wires: Vec::new(),
                mode: Default::default(),
            }),
        );
        OutputRef::first(node)
    }

    #[test]
    fn a_column_is_renamed_from_its_header() {
        let mut harness = window();
        show(&mut harness, "large");
        harness.get_by_label("Column price").click_secondary();
        harness.run_steps(3);
        harness.get_by_label("Rename everywhere…").click();
        harness.run_steps(4);
        let field = harness.get_by_label("New column name");
        field.focus();
        field.type_text("unit price");
        harness.run_steps(4);
        assert!(harness.query_by_label("2 settings will change in one undoable step").is_some());
        assert!(harness.query_by_label("goods, Columns: price becomes unit price").is_some());
        assert!(harness.query_by_label("paid, Formula: count * price becomes count * \"unit price\"").is_some());
        harness.get_by_label("Rename").click();
        harness.run_steps(4);
        let text = write(main_window(&harness).document());
        assert!(text.contains(r#"count * \"unit price\""#) && text.contains(r#"["id", "unit price"]"#), "{text}");
        assert_eq!(main_window(&harness).project.view.dialog, None);
        ask(&mut harness, Command::Do(Action::Undo));
        assert!(!write(main_window(&harness).document()).contains("unit price"), "one step back");
    }

    #[test]
    fn a_clash_is_said_before() {
        let mut harness = window();
        let output = show(&mut harness, "goods");
        ask(
            &mut harness,
            Command::Window(WindowCommand::OpenDialog(Dialog::RenameColumn { output, column: "price".into() })),
        );
        let field = harness.get_by_label("New column name");
        field.focus();
        field.type_text("count");
        harness.run_steps(4);
        assert!(harness.query_by_label("\"joined\" already has a column \"count\". Choose another name").is_some());
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        assert!(main_window(&harness).project.view.dialog.is_some(), "nothing was renamed");
        harness.key_press(Key::Escape);
        harness.run_steps(3);
        assert_eq!(main_window(&harness).project.view.dialog, None);
    }

    #[test]
    fn usages_lead_to_their_setting() {
        let mut harness = window();
        show(&mut harness, "paid");
        ask(&mut harness, Command::Do(Action::ColumnUsages));
        harness.get_by_label("sum").click();
        harness.run_steps(4);
        assert!(harness.query_by_label("2 settings use sum").is_some());
        harness.get_by_label("large: Rows where").click();
        harness.run_steps(6);
        let large = main_window(&harness).document().find("large");
        assert_eq!(main_window(&harness).selected_node(), large);
        assert!(harness.get_by_label("Rows where").is_focused(), "the cursor is in the condition");
    }

    #[test]
    fn the_way_of_a_column_is_lit_and_reported() {
        let mut harness = window();
        let output = show(&mut harness, "large");
        harness.get_by_label("Column sum").click_secondary();
        harness.run_steps(3);
        harness.get_by_label("Trace to its sources").click();
        harness.run_steps(4);
        let words = "sum of large comes from count of sales, price of goods, through joined, paid";
        assert!(harness.query_all_by_label(words).next().is_some());
        let lit = main_window(&harness).project.view.lineage.as_ref().expect("lit").trace.clone();
        assert_eq!((lit.nodes.len(), lit.wires.len()), (5, 4));
        harness.get_by_label("Trace downstream").click();
        harness.run_steps(3);
        assert!(harness.query_all_by_label("Nothing depends on sum of large").next().is_some());
        harness.key_press(Key::Escape);
        harness.run_steps(3);
        assert_eq!(main_window(&harness).project.view.lineage, None);
        assert_eq!(main_window(&harness).selected_node(), Some(output.node), "Escape ends the way first");
    }
}

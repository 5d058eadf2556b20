//! Stops at what is found, chosen, typed and shown beside the pointer.

use super::*;

/// What is found, chosen, typed and said beside the pointer.
pub(super) fn words_and_choices() -> Vec<Stop> {
    fn stop(name: &str, go: impl Fn(&mut Window) + 'static) -> Stop {
        Stop { name: name.into(), go: Box::new(go) }
    }
    /// Types a condition and waits for what stands beside it.
    fn formula(harness: &mut Window, text: &str) {
        harness.get_by_label("Rows where").click();
        harness.run_steps(3);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(Event::Text(text.into()));
        harness.run_steps(6);
    }
    /// Gives the filter another condition.
    fn condition(harness: &mut Window, condition: &str) {
        let late = id(harness, "late");
        let settings = Settings::canonical(format!("(condition: \"{condition}\")"));
        ask(harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
        harness.run_steps(6);
    }
    /// Leaves the pointer on what is called so until its words are there.
    fn point_at(harness: &mut Window, words: &str) {
        let found = harness.query_all(by().label_contains(words)).next().map(|node| node.rect().center());
        harness.hover_at(found.unwrap_or_else(|| panic!("nothing is called {words:?}")));
        harness.run_steps(12);
    }
    vec![
        stop("found text", |harness| {
            do_it(harness, Action::FindInTable);
            harness.event(Event::Text("20".into()));
            harness.run_steps(6);
        }),
        stop("selected cells", |harness| {
            click(harness, egui::pos2(400.0, 650.0), PointerButton::Primary);
            harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
            harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
            harness.run_steps(4);
        }),
        stop("a selected row and stale cells", |harness| {
            click(harness, egui::pos2(215.0, 650.0), PointerButton::Primary);
            let late = id(harness, "late");
            let settings = Settings::verbatim("(condition: \"dep_dela > 1\")");
            ask(harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
            harness.run_steps(12);
        }),
        stop("colours of a formula", |harness| {
            formula(
                harness,
                "CASE WHEN dep_delay > ${minutes} AND carrier IN ('AA') THEN round(1.5, 1) = NULL ELSE true END",
            );
        }),
        stop("values for a row of a condition", |harness| {
            condition(harness, "carrier = ''");
            harness.get_by_label("Value 1").focus();
            harness.run_steps(8);
        }),
        stop("rows of a condition", |harness| {
            condition(
                harness,
                "carrier IN ('AA', 'UA') OR dep_delay BETWEEN 1 AND 5 OR tailnum IS NULL OR origin <> 'JFK'",
            );
        }),
        stop("a condition that rows cannot hold", |harness| condition(harness, "upper(carrier) = 'AA'")),
        stop("proposed keys", |harness| {
            let [flights, airlines] = ["flights", "airlines"].map(|node| PortRef::first(id(harness, node)));
            let connect = Connect::FromAll(vec![flights, airlines]);
            let (kind, at) = ("join".to_owned(), Position::new(0, 40));
            ask(harness, Command::Node(NodeCommand::Add { kind, settings: None, at, connect }));
            harness.run_steps(8);
            assert!(harness.query_by_label("Suggested keys").is_some(), "carrier stands in both tables");
        }),
        stop("sheets of a workbook", |harness| {
            thread_local! {
                // As long as the window, which reads the file again.
                static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder");
            }
            let path = FOLDER.with(|folder| crate::worksheets::workbook(folder.path()));
            let settings = Some(Settings::canonical(format!("(path:{:?})", path.to_str().expect("a path"))));
            let (kind, at, connect) = ("read_excel".to_owned(), Position::new(0, 40), Connect::Not);
            ask(harness, Command::Node(NodeCommand::Add { kind, settings, at, connect }));
            harness.run_steps(8);
            harness.get_by_label("Sheet").focus();
            harness.run_steps(8);
            assert!(harness.query_by_label("Orders, 3 × 2").is_some(), "the sheets are listed");
        }),
        stop("completion", |harness| formula(harness, "de")),
        stop("signature", |harness| formula(harness, "round(dep_delay, ")),
        stop("a wrong formula", |harness| formula(harness, "dep_delay > 'x' +")),
        stop("words beside a node", |harness| point_at(harness, "late, Filter")),
        stop("words beside a button", |harness| point_at(harness, "Undo")),
        stop("words beside a column", |harness| point_at(harness, "Column ")),
        stop("several projects", |harness| {
            let samples = tablewire::app::samples();
            let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
            workspace.handle(Command::Project(ProjectCommand::Open(samples[1].path.clone())));
            harness.run_steps(6);
        }),
        stop("a search without matches", |harness| {
            ask(harness, Command::Window(WindowCommand::OpenDialog(Dialog::Palette)));
            harness.event(Event::Text("QQQQQQQQ".into()));
            harness.run_steps(4);
        }),
    ]
}

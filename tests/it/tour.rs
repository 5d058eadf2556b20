//! Every part of the window, one after another, for tests of what holds everywhere: names, contrast, languages.

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::view::{CameraRequest, CleanDialog, Closing, Dialog};
use tablewire::app::{
    Action, AnnotationCommand, Baseline, CanvasCommand, ColumnCommand, ColumnRequest, Command, CompareView, Connect,
    FormCommand, NodeBar, NodeCommand, ProjectCommand, RunEntry, RunEntryDetails, RunEntryState, SelectMode,
    TableCommand, WindowCommand,
};
use tablewire::base::{ColumnInfo, Text, Type};
use tablewire::document::{Activity, Difference, NodeId, Picked, PortRef, Position, Settings, Tint, What};
use tablewire::engine::{Changes, OutputRef};
use tablewire::nodes::cleaning::{Cleaning, cleaning_operations};
use tablewire::nodes::{Direction, KINDS};
use tablewire::ui::fonts;

use crate::window::{Window, app, ask, opened};

/// A part of the window, and how one comes there from a sample with a node selected.
pub struct Stop {
    pub name: String,
    go: Box<dyn Fn(&mut Window)>,
}

/// Goes to each stop, from where the window stood at first.
pub fn tour(mut look: impl FnMut(&str, &mut Window)) {
    let mut harness = window();
    for stop in stops() {
        (stop.go)(&mut harness);
        harness.run_steps(3);
        look(&stop.name, &mut harness);
        go_back(&mut harness);
    }
}

/// Everything closed and undone.
fn go_back(harness: &mut Window) {
    for _ in 0..3 {
        harness.key_press(Key::Escape);
        harness.run_steps(2);
    }
    let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
    if workspace.tabs().len() > 1 || workspace.app().document().find("late").is_none() {
        *harness = window();
        return;
    }
    workspace.handle_all([
        Command::Window(WindowCommand::CloseDialog),
        Command::Canvas(CanvasCommand::Open),
        Command::Column(ColumnCommand::EndTrace),
        Command::Table(TableCommand::Compare(None)),
        Command::Table(TableCommand::Pin(None)),
        Command::Do(Action::HeatOff),
        Command::Project(ProjectCommand::GoToStep(0)),
    ]);
    workspace.app_mut().person.preferences = Default::default();
    harness.hover_at(egui::pos2(700.0, 849.0));
    let late = id(harness, "late");
    select(harness, late);
}

pub fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |app| {
        let node = app.document().find("late").expect("a filter");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
    });
    fonts::without_system_fonts(&harness.ctx);
    harness.run_steps(6);
    harness
}

fn id(harness: &mut Window, name: &str) -> NodeId {
    app(harness).document().find(name).expect("a node of the sample")
}

fn of_late(harness: &mut Window) -> OutputRef {
    OutputRef::first(id(harness, "late"))
}

fn select(harness: &mut Window, node: NodeId) {
    ask(
        harness,
        Command::Canvas(CanvasCommand::Select { nodes: [node].into(), wires: Vec::new(), mode: SelectMode::Replace }),
    );
}

fn do_it(harness: &mut Window, action: Action) {
    ask(harness, Command::Do(action));
}

/// Unfolds every section of the inspector.
pub fn unfold(harness: &mut Window) {
    let folded: Vec<Pos2> = harness
        .query_all(by().role(Role::Button))
        .filter(|node| node.accesskit_node().toggled() == Some(Toggled::False))
        .map(|node| node.rect())
        .filter(|rect| rect.left() > 900.0 && rect.width() > 200.0)
        .map(|rect| rect.center())
        .collect();
    // From below, as what is unfolded moves what follows.
    for at in folded.into_iter().rev() {
        click(harness, at, PointerButton::Primary);
    }
    harness.run_steps(4);
}

/// A project's file in a folder of its own.
fn own_file(text: &str) -> std::path::PathBuf {
    let path = tempfile::tempdir().expect("a folder").keep().join("mine.ron");
    std::fs::write(&path, text).expect("a file");
    path
}

/// A copy of the sample, changed here, and then by somebody else on disk.
fn own_project(harness: &mut Window, change: impl Fn(&str) -> String) {
    let text = std::fs::read_to_string(&tablewire::app::samples()[0].path).expect("a sample");
    let path = own_file(&text);
    harness
        .state_mut()
        .as_mut()
        .expect("a window")
        .workspace
        .handle(Command::Project(ProjectCommand::Open(path.clone())));
    harness.run_steps(4);
    let late = id(harness, "late");
    let settings = Settings::canonical("(condition:\"dep_delay > 30\")");
    ask(harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
    std::fs::write(&path, change(&text)).expect("a file");
    harness.run_steps(6);
}

fn click(harness: &mut Window, pos: Pos2, button: PointerButton) {
    harness.hover_at(pos);
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }
    harness.run_steps(4);
}

/// Presses what is called so, or begins so.
fn press(harness: &mut Window, words: &str) {
    let found = harness.query_all(by().predicate(|node| {
        node.label()
            .is_some_and(|label| label.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).starts_with(words))
    }));
    found.last().unwrap_or_else(|| panic!("nothing is called {words:?}")).click();
    harness.run_steps(5);
}

/// A run of the past in each state, with the details of the first.
fn past(harness: &mut Window) {
    let states = [
        RunEntryState::WithFailures,
        RunEntryState::Succeeded,
        RunEntryState::Failed,
        RunEntryState::Cancelled,
        RunEntryState::RolledBack,
        RunEntryState::Interrupted,
    ];
    let runs = states.into_iter().zip((1..=6).rev()).map(|(state, id)| {
        let problem = (state == RunEntryState::Failed).then(|| "late: There is no column \"b\"".to_owned().into());
        let (started, seconds) = (1_700_000_000_000 + id * 60_000, Some(1.25));
        let name = if id == 1 { Text::message("run-first") } else { Text::message("run-same") };
        RunEntry { id, state, started, seconds, peak_memory: Some(81_000_000), files: 1, rows: 16, problem, name }
    });
    let difference = Difference {
        node: Some("late".into()),
        what: What::Setting("condition".into()),
        before: Some("a > 1".into()),
        after: Some("b > 1".into()),
    };
    let bar = |node: &str| NodeBar {
        node: node.into(),
        prepared: vec![(0.0, 0.5)],
        flowed: vec![(0.5, 1.0)],
        rows: 7,
        memory: Some(3 << 20),
    };
    let details = RunEntryDetails {
        run: 6,
        bars: vec![bar("flights"), bar("late")],
        changes: Some(Changes { from: 5, to: 6, is_known: true, differences: vec![difference] }),
        log: Some("/state/logs/6.log".into()),
        is_kept: true,
    };
    do_it(harness, Action::ToggleRuns);
    let app = app(harness);
    app.project.run_history.runs = runs.collect();
    app.project.run_history.details = Some(details);
    harness.run_steps(4);
}

/// What is found, chosen, typed and said beside the pointer.
fn words_and_choices() -> Vec<Stop> {
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

fn stops() -> Vec<Stop> {
    fn stop(name: impl Into<String>, go: impl Fn(&mut Window) + 'static) -> Stop {
        Stop { name: name.into(), go: Box::new(go) }
    }
    fn dialog(name: &str, which: impl Fn(&mut Window) -> Dialog + 'static) -> Stop {
        stop(name, move |harness| {
            let dialog = which(harness);
            ask(harness, Command::Window(WindowCommand::OpenDialog(dialog)));
        })
    }
    fn act(action: Action) -> Stop {
        stop(format!("{action:?}"), move |harness| do_it(harness, action))
    }
    let column = || "dep_delay".to_owned();
    let cleanings = cleaning_operations(&ColumnInfo::new("carrier", Type::Text)).into_iter().map(|operation| {
        dialog(&format!("clean: {operation:?}"), move |harness| {
            let cleaning = Cleaning::new("carrier", operation.clone());
            Dialog::Clean(CleanDialog { output: of_late(harness), cleaning, at: (400, 300) })
        })
    });
    let cleanings: Vec<Stop> = cleanings.collect();
    let mut all = vec![
        stop("a node is selected", |_| {}),
        stop("nothing is selected", |harness| do_it(harness, Action::SelectNone)),
        stop("everything is selected", |harness| do_it(harness, Action::SelectAll)),
        act(Action::ShowStart),
        stop("an empty project", |harness| {
            do_it(harness, Action::New);
            harness.run_steps(4);
        }),
        stop("the guide", |harness| {
            do_it(harness, Action::Guide);
            harness.run_steps(4);
        }),
        stop("a failure that matters", |harness| {
            ask(harness, Command::Project(ProjectCommand::SaveTo("/no such folder/flow.ron".into())));
        }),
        stop("the cells of a typed table", |harness| {
            let (kind, at) = ("table".to_owned(), Position::default());
            ask(harness, Command::Node(NodeCommand::Add { kind, settings: None, at, connect: Default::default() }));
            harness.run_steps(4);
            harness.get_by_label("Cell 1 1").click();
            harness.run_steps(4);
        }),
        dialog("palette", |_| Dialog::Palette),
        dialog("nodes", |_| Dialog::AddNode { at: Position::default(), connect: Default::default() }),
        dialog("find", |_| Dialog::Find),
        dialog("shortcuts", |_| Dialog::Shortcuts),
        act(Action::About),
        act(Action::ExportTable),
        dialog("parameters", |_| Dialog::Parameters),
        dialog("rename", |harness| Dialog::Rename(id(harness, "late"))),
        dialog("change kind", |harness| Dialog::ChangeKind(id(harness, "late"))),
        dialog("choose column", |harness| Dialog::ChooseColumn {
            output: of_late(harness),
            request: ColumnRequest::Rename,
        }),
        dialog("rename column", move |harness| Dialog::RenameColumn { output: of_late(harness), column: column() }),
        stop("what values suggest in a typed table", |harness| {
            let text = "city\tprice\n Oslo \t$1,200.50\nBonn\tsoon\nBern\t(3.00)\nBern\t$4\nBern\t$5\n";
            ask(harness, Command::Canvas(CanvasCommand::Paste { text: text.into(), at: Position::new(0, 60) }));
            harness.run_steps(4);
        }),
        dialog("usages", move |harness| Dialog::Usages { output: of_late(harness), column: column() }),
        dialog("roll back", |_| Dialog::RollBack(7)),
        stop("changed on disk", |harness| {
            own_project(harness, |text| text.replace("dep_delay > ${minutes}", "dep_delay > 60"))
        }),
        stop("two versions", |harness| {
            own_project(harness, |text| text.replace("dep_delay > ${minutes}", "dep_delay > 60"));
            ask(harness, Command::Window(WindowCommand::OpenDialog(Dialog::OnDisk)));
        }),
        stop("broken on disk", |harness| {
            own_project(harness, |_| "(".into());
            ask(harness, Command::Window(WindowCommand::OpenDialog(Dialog::OnDisk)));
        }),
        stop("open in another window", |harness| app(harness).project.disk.elsewhere = 1),
        stop("a broken project", |harness| {
            let path = own_file("(format: 1,\n    nodes: {");
            app(harness).person.preferences.recent.push(path.clone());
            harness
                .state_mut()
                .as_mut()
                .expect("a window")
                .workspace
                .handle(Command::Project(ProjectCommand::Open(path)));
            harness.run_steps(6);
        }),
        dialog("unsaved", |harness| {
            let late = id(harness, "late");
            ask(harness, Command::Node(NodeCommand::Rename { node: late, name: "later".into() }));
            Dialog::Unsaved { then: Closing::Window }
        }),
        stop("the main menu", |harness| press(harness, "Menu")),
        stop("the menu of a node", |harness| {
            let at = harness.get_by_label_contains("late, Filter").rect().center();
            click(harness, at, PointerButton::Secondary);
        }),
        stop("the menu of the canvas", |harness| {
            click(harness, egui::pos2(420.0, 100.0), PointerButton::Secondary);
        }),
        stop("the menu of a column", |harness| {
            let at = harness.get_by_label("Column dep_time").rect().center();
            click(harness, at, PointerButton::Secondary);
        }),
        stop("the menu of a cell", |harness| {
            click(harness, egui::pos2(400.0, 700.0), PointerButton::Secondary);
        }),
        stop("problems", |harness| {
            let late = id(harness, "late");
            let settings = Settings::verbatim("(condition: \"dep_dela > 1\")");
            ask(harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
            do_it(harness, Action::ToggleProblems);
            unfold(harness);
        }),
        act(Action::ToggleProblems),
        act(Action::ToggleRuns),
        act(Action::History),
        stop("past runs", past),
        act(Action::CompareInput),
        act(Action::CompareBefore),
        act(Action::PinTable),
        stop("two tables", |harness| {
            do_it(harness, Action::PinTable);
            let node = id(harness, "by_airline");
            select(harness, node);
        }),
        stop("two tables compared", |harness| {
            do_it(harness, Action::PinTable);
            let node = id(harness, "with_airline");
            select(harness, node);
            ask(harness, Command::Table(TableCommand::Compare(Some(CompareView::with(Baseline::Pinned)))));
        }),
        act(Action::FindInTable),
        act(Action::GoToRow),
        act(Action::FilterTable),
        act(Action::ToggleStatistics),
        act(Action::ColumnOrigin),
        stop("the way of a column", |harness| {
            let output = of_late(harness);
            let direction = Direction::Back;
            ask(harness, Command::Column(ColumnCommand::Trace { output, column: "dep_delay".into(), direction }));
        }),
        act(Action::HeatTime),
        act(Action::HeatRows),
        act(Action::HeatMemory),
        stop("opened nodes", |harness| {
            do_it(harness, Action::SelectAll);
            do_it(harness, Action::ToggleOpened);
            ask(harness, Command::Canvas(CanvasCommand::Reveal(CameraRequest::Fit)));
        }),
        stop("distributions", |harness| {
            do_it(harness, Action::SelectAll);
            do_it(harness, Action::ToggleSketch);
            ask(harness, Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reset)));
        }),
        stop("bypassed and disabled", |harness| {
            for (node, to) in [("late", Activity::Bypassed), ("by_airline", Activity::Disabled)] {
                let nodes = [id(harness, node)].into();
                ask(harness, Command::Node(NodeCommand::SetActivity { nodes, to }));
            }
        }),
        stop("the table of what sleeps", |harness| {
            let node = id(harness, "by_airline");
            ask(harness, Command::Node(NodeCommand::SetActivity { nodes: [node].into(), to: Activity::Disabled }));
            select(harness, node);
        }),
    ];
    all.extend(cleanings);
    all.extend(words_and_choices());
    for tint in Tint::ALL {
        all.push(stop(format!("{tint:?}"), move |harness| {
            let late = id(harness, "late");
            do_it(harness, Action::AddFrame);
            let note = Position { x: -10, y: -8 };
            ask(harness, Command::Annotation(AnnotationCommand::AddNote { at: note }));
            let text = "# 1\n\n2 **3** `4` [5](https://example.com)\n\n- 6".to_owned();
            let what = app(harness).project.view.writing;
            if let Some(what) = what {
                ask(harness, Command::Annotation(AnnotationCommand::Write { what, text }));
                ask(harness, Command::Annotation(AnnotationCommand::Edit(None)));
            }
            let comment = tablewire::app::Writing::Comment(late);
            ask(harness, Command::Annotation(AnnotationCommand::Write { what: comment, text: "7".into() }));
            let annotations = app(harness).document().annotations().into_iter().map(|(id, _)| id).collect();
            let picked = Picked { nodes: app(harness).document().nodes().map(|(id, _)| id).collect(), annotations };
            ask(harness, Command::Annotation(AnnotationCommand::Tint { picked, color: Some(tint) }));
            ask(harness, Command::Canvas(CanvasCommand::Reveal(CameraRequest::Fit)));
        }));
    }
    for info in KINDS {
        let kind = info.meta.id;
        all.push(stop(format!("settings of {kind}"), move |harness| {
            ask(harness, Command::Form(FormCommand::AddExample(kind.into())));
            harness.run_steps(4);
            unfold(harness);
        }));
        all.push(stop(format!("new {kind}"), move |harness| {
            let at = Position { x: 0, y: 20 };
            ask(
                harness,
                Command::Node(NodeCommand::Add { kind: kind.into(), settings: None, at, connect: Default::default() }),
            );
            harness.run_steps(4);
        }));
    }
    all
}

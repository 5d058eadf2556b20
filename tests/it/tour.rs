//! Every part of the window, one after another, for tests of what holds everywhere: names, contrast, languages.

mod choices;
mod steps;

use std::time::Duration;

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::cluster_test::ClusterTest;
use tablewire::app::databases::{ConnectionTest, Databases, Look, TestOf};
use tablewire::app::view::{CameraRequest, CleanDialog, Closing, Dialog};
use tablewire::app::{
    Action, AnnotationCommand, Baseline, CanvasCommand, ClusterCommand, ColumnCommand, ColumnRequest, Command,
    CompareView, Connect, DatabaseCommand, FormCommand, KeptEntry, KeptVersions, NodeBar, NodeCommand, ProjectCommand,
    RollbackTo, RunEntry, RunEntryDetails, RunEntryState, SavedCluster, SelectMode, TableCommand, WindowCommand,
};
use tablewire::base::{ColumnInfo, Problem, Text, Type};
use tablewire::document::{
    Activity, ConnectionDefault, Difference, NodeId, Picked, PortRef, Position, Settings, Tint, What,
};
use tablewire::engine::{Changes, ClusterFound, OutputRef};
use tablewire::nodes::cleaning::{Cleaning, cleaning_operations};
use tablewire::nodes::{Direction, KINDS};
use tablewire::ui::fonts;

use crate::window::{Window, app, ask, opened};
use choices::words_and_choices;
use steps::{
    click, clusters, connections, do_it, go_back, id, kept_versions, of_late, own_file, own_project, past, press,
    select,
};
pub use steps::{unfold, window};

/// A part of the window, and how one comes there from a sample with a node selected.
pub struct Stop {
    pub name: String,
    go: Box<dyn Fn(&mut Window)>,
}

/// Goes to each stop, from where the window stood at first.
pub fn tour(mut view: impl FnMut(&str, &mut Window)) {
    let mut harness = window();
    for stop in stops() {
        (stop.go)(&mut harness);
        harness.run_steps(3);
        view(&stop.name, &mut harness);
        go_back(&mut harness);
    }
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
        stop("connections of the project", |harness| {
            let parts = [("driver", "sqlite"), ("path", "shop.sqlite")].map(|(part, text)| (part.into(), text.into()));
            let new = Some(("shop".to_owned(), ConnectionDefault(parts.into())));
            ask(harness, Command::Project(ProjectCommand::SetConnection { old: None, new }));
            ask(harness, Command::Window(WindowCommand::OpenDialog(Dialog::ProjectConnections)));
            harness.run_steps(4);
        }),
        stop("no connections", |harness| {
            app(harness).person.databases = Databases::default();
            app(harness).person.databases.file = Some(own_file("{}"));
            do_it(harness, Action::Connections);
            harness.run_steps(4);
        }),
        stop("a new connection", |harness| {
            connections(harness);
            do_it(harness, Action::Connections);
            harness.run_steps(4);
            press(harness, "Add connection");
            harness.run_steps(4);
        }),
        stop("a connection that was tested", |harness| {
            connections(harness);
            do_it(harness, Action::Connections);
            harness.run_steps(4);
            let list = app(harness).person.databases.list.clone().expect("a list");
            let far = list.into_iter().find(|entry| entry.name == "far").expect("a connection");
            let of = TestOf::Draft { old: Some(far.name), draft: far.draft.expect("a form") };
            let problem = Problem::error(Text::message("spark-no-java")).remedy(Text::message("spark-no-java-remedy"));
            app(harness).person.databases.test = Some(ConnectionTest::of(of, Some(Err(problem))));
            harness.run_steps(4);
        }),
        stop("a connection that was forgotten", |harness| {
            connections(harness);
            do_it(harness, Action::Connections);
            ask(harness, Command::Database(DatabaseCommand::Forget("far".into())));
            harness.run_steps(4);
        }),
        stop("databases, none", |harness| {
            app(harness).person.databases = Databases::default();
            app(harness).person.databases.file = Some(own_file("{}"));
            ask(harness, Command::Database(DatabaseCommand::ShowPanel(true)));
            harness.run_steps(4);
        }),
        stop("databases", |harness| {
            connections(harness);
            ask(harness, Command::Database(DatabaseCommand::ShowPanel(true)));
            press(harness, "far, This machine");
            // Instead of the words of the system, which are in English.
            let problem = Problem::error(Text::message("spark-no-java")).remedy(Text::message("spark-no-java-remedy"));
            app(harness).person.databases.tables.insert("far".into(), Look::Answered(Err(problem)));
            ask(harness, Command::Database(DatabaseCommand::Browse("shop".into())));
            harness.run_steps(4);
        }),
        act(Action::Clusters),
        stop("clusters", |harness| {
            clusters(harness);
            do_it(harness, Action::Clusters);
            harness.run_steps(4);
        }),
        stop("clusters, one removed", |harness| {
            clusters(harness);
            do_it(harness, Action::Clusters);
            ask(harness, Command::Cluster(ClusterCommand::Set { old: Some("laptop".into()), new: None }));
            let shown = app(harness).person.preferences.clusters[0].clone();
            let problem = Problem::error(Text::message("spark-no-java")).remedy(Text::message("spark-no-java-remedy"));
            app(harness).person.clusters.test = Some(ClusterTest::of(shown, Duration::ZERO, Some(Err(problem))));
            harness.run_steps(4);
        }),
        stop("where to run", |harness| {
            clusters(harness);
            do_it(harness, Action::RunPlace);
        }),
        stop("a project that runs on a cluster", |harness| {
            clusters(harness);
            ask(harness, Command::Cluster(ClusterCommand::RunOn(Some("cluster".into()))));
        }),
        stop("the places to run", |harness| press(harness, "Run on")),
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
        dialog("roll back", |_| Dialog::RollBack(RollbackTo::Run(7))),
        dialog("roll back to the first files", |_| Dialog::RollBack(RollbackTo::Before)),
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
        stop("kept versions", kept_versions),
        stop("the menu of other versions", |harness| {
            kept_versions(harness);
            press(harness, "Other versions");
        }),
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

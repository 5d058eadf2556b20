//! The user's Spark clusters in the window: their dialog, where a project runs, what Spark cannot do of it, and the program.

use std::time::Duration;

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use tablewire::app::cluster_test::ClusterTest;
use tablewire::app::view::Dialog;
use tablewire::app::{
    Action, ClusterCommand, ClusterKind, Command, NodeCommand, ProjectCommand, SavedCluster, WindowCommand,
};
use tablewire::base::Severity;
use tablewire::document::{ConnectionDefault, Position, Settings};
use tablewire::engine::ClusterFound;

use crate::program::Place;
use crate::window::{Window, app, ask, opened};

fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |_| ());
    harness.run_steps(6);
    harness
}

fn cluster(name: &str, address: &str) -> SavedCluster {
    SavedCluster { name: name.into(), address: address.into(), ..SavedCluster::default() }
}

fn add(harness: &mut Window, new: SavedCluster) {
    ask(harness, Command::Cluster(ClusterCommand::Set { old: None, new: Some(new) }));
}

fn kept(harness: &mut Window) -> &[SavedCluster] {
    &app(harness).person.preferences.clusters
}

fn press(harness: &mut Window, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

fn write(harness: &mut Window, text: &str) {
    harness.event(Event::Text(text.into()));
    harness.run_steps(3);
}

fn shows(harness: &Window, words: &str) -> bool {
    harness.query_all(by().label_contains(words)).next().is_some()
}

#[test]
fn a_cluster_is_added_filled_in_removed_and_brought_back() {
    let mut harness = window();
    ask(&mut harness, Command::Do(Action::Clusters));
    assert!(shows(&harness, "No clusters yet"));
    press(&mut harness, "Add cluster");
    harness.run_steps(3);
    // The address has the focus, and what is missing is no mistake yet.
    assert!(kept(&mut harness)[0].problems()[0].severity == Severity::Incomplete);
    write(&mut harness, "127.0.0.1:7077");
    assert!(shows(&harness, "is not a valid address"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "spark://127.0.0.1:7077");
    assert!(!shows(&harness, "is not a valid address"));
    press(&mut harness, "Add setting");
    harness.get_by_label("Name of setting 1").focus();
    harness.run_steps(2);
    write(&mut harness, "spark.cores.max");
    harness.get_by_label("Value of setting 1").focus();
    harness.run_steps(2);
    write(&mut harness, "2");
    // The name is kept when its field is left.
    harness.get_by_label("Name of cluster").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "Far away");
    assert_eq!(kept(&mut harness)[0].name, "cluster");
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    let conf = vec![("spark.cores.max".to_owned(), "2".to_owned())];
    let expected = SavedCluster { conf, ..cluster("Far away", "spark://127.0.0.1:7077") };
    assert_eq!(kept(&mut harness), std::slice::from_ref(&expected));
    press(&mut harness, "Remove");
    assert_eq!(kept(&mut harness), []);
    press(&mut harness, "Bring back Far away");
    assert_eq!(kept(&mut harness), [expected]);
    assert!(!app(&mut harness).project.history.is_dirty(), "the project knows nothing of it");
}

#[test]
fn two_clusters_never_have_one_name() {
    let mut harness = window();
    add(&mut harness, cluster("a", "yarn"));
    add(&mut harness, cluster("b", "local"));
    let new = Some(cluster("a", "local"));
    ask(&mut harness, Command::Cluster(ClusterCommand::Set { old: Some("b".into()), new }));
    let names: Vec<&str> = kept(&mut harness).iter().map(|cluster| cluster.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(app(&mut harness).project.view.status.as_ref().is_some_and(|words| words.to_string().contains("already")));
}

#[test]
fn a_test_answers_in_one_clear_line() {
    let mut harness = window();
    let nowhere = SavedCluster { python: "/no/such/python".into(), ..cluster("here", "local[1]") };
    add(&mut harness, nowhere.clone());
    ask(&mut harness, Command::Do(Action::Clusters));
    press(&mut harness, "Test");
    assert!(shows(&harness, "\"/no/such/python\" cannot be started"), "without threads it is answered at once");
    let mut answered = |ago: u64, answer| {
        let test = ClusterTest::of(nowhere.clone(), Duration::from_secs(ago), answer);
        app(&mut harness).person.clusters.test = Some(test);
        harness.run_steps(3);
        let all = harness.query_all(by()).filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>();
        all.join("\n")
    };
    let found = |executors| Some(Ok(ClusterFound { version: "4.3.0".into(), executors }));
    assert!(answered(1, found(Some(2))).contains("Spark 4.3.0, 2 executors"));
    assert!(answered(1, found(Some(0))).contains("gave no executor"));
    assert!(answered(1, found(None)).contains("Spark 4.3.0"));
    assert!(answered(1, None).contains("Starting a Spark session"));
    assert!(answered(20, None).contains("local[1] has not answered yet"));
    press(&mut harness, "Cancel");
    assert!(app(&mut harness).person.clusters.test.is_none() && harness.query_by_label("Test").is_some());
    // A changed cluster has not been tested.
    press(&mut harness, "Test");
    harness.get_by_label("Python").focus();
    harness.run_steps(2);
    write(&mut harness, "x");
    assert!(!shows(&harness, "cannot be started"));
}

#[test]
fn where_a_project_runs_is_remembered_for_it() {
    let mut harness = window();
    add(&mut harness, cluster("far", "spark://127.0.0.1:7077"));
    assert!(harness.query_by_label("Runs on This machine").is_some());
    ask(&mut harness, Command::Do(Action::RunPlace));
    write(&mut harness, "far");
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(harness.query_by_label("Runs on far").is_some());
    assert_eq!(app(&mut harness).run_cluster().map(|cluster| cluster.name.as_str()), Some("far"));
    let places = &app(&mut harness).person.preferences.run_places;
    assert_eq!((places.len(), places[0].cluster.as_str()), (1, "far"));
    assert!(!app(&mut harness).project.history.is_dirty());
    // Another name of the cluster changes nothing; another project runs here.
    let new = Some(cluster("farther", "spark://127.0.0.1:7077"));
    ask(&mut harness, Command::Cluster(ClusterCommand::Set { old: Some("far".into()), new }));
    assert!(harness.query_by_label("Runs on farther").is_some());
    let workspace = &mut harness.state_mut().as_mut().expect("a window").workspace;
    workspace.handle(Command::Do(Action::New));
    assert!(workspace.app().run_cluster().is_none());
    workspace.handle(Command::Do(Action::NextTab));
    assert_eq!(workspace.app().run_cluster().map(|cluster| cluster.name.as_str()), Some("farther"));
}

#[test]
fn a_project_takes_its_place_along_to_a_new_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window();
    add(&mut harness, cluster("far", "yarn"));
    ask(&mut harness, Command::Cluster(ClusterCommand::RunOn(Some("far".into()))));
    ask(&mut harness, Command::Project(ProjectCommand::SaveTo(folder.path().join("copy.ron"))));
    harness.run_steps(4);
    assert!(app(&mut harness).project.file.as_ref().is_some_and(|file| file.ends_with("copy.ron")));
    assert!(app(&mut harness).run_cluster().is_some());
}

#[test]
fn a_cluster_that_is_not_set_up_is_no_place_to_run() {
    let mut harness = window();
    add(&mut harness, cluster("far", ""));
    ask(&mut harness, Command::Cluster(ClusterCommand::RunOn(Some("far".into()))));
    ask(&mut harness, Command::Do(Action::Run));
    assert!(!app(&mut harness).project.run.is_running());
    let said = app(&mut harness).project.view.status.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(said.contains("far is not set up: no address yet"), "{said}");
}

/// The gaps that the nodes show.
fn gaps(harness: &mut Window) -> Vec<String> {
    let all = app(harness).problems();
    let gaps = all.filter(|(node, problem)| node.is_some() && problem.severity == Severity::Warning);
    gaps.map(|(_, problem)| problem.to_string()).filter(|words| words.contains("On Spark")).collect()
}

#[test]
fn what_spark_cannot_do_is_told_once_a_cluster_is_chosen() {
    let mut harness = window();
    add(&mut harness, cluster("far", "yarn"));
    let from = tablewire::document::PortRef::first(app(&mut harness).document().find("flights").expect("a node"));
    let connect = tablewire::app::Connect::From(from);
    let (kind, at) = ("pivot".to_owned(), Position::new(0, 40));
    let settings =
        Settings::canonical("(rows:[\"carrier\"],columns_from:\"origin\",values_from:\"dep_delay\",function:Sum)");
    ask(&mut harness, Command::Node(NodeCommand::Add { kind, settings: Some(settings), at, connect }));
    harness.run_steps(4);
    assert_eq!(gaps(&mut harness), [""; 0]);
    ask(&mut harness, Command::Cluster(ClusterCommand::RunOn(Some("far".into()))));
    harness.run_steps(4);
    let found = gaps(&mut harness);
    assert!(found.len() == 1 && found[0].contains("On Spark: The new columns depend on the data"), "{found:?}");
    assert!(shows(&harness, "On Spark: "), "at the node");
    ask(&mut harness, Command::Cluster(ClusterCommand::RunOn(None)));
    harness.run_steps(4);
    assert_eq!(gaps(&mut harness), [""; 0]);
}

#[test]
fn the_program_is_that_of_the_command_line_and_gaps_are_one_message() {
    let place = Place::new();
    let mut harness = window();
    let file = app(&mut harness).project.file.clone().expect("a sample");
    let path = place.path("late.py");
    ask(&mut harness, Command::Project(ProjectCommand::ExportProgram(path.clone())));
    harness.run_steps(3);
    let there = place.path("there.py");
    let arguments = ["export", &*file.to_string_lossy(), "--to", "pyspark", "-o", &*there.to_string_lossy()];
    place.run(&arguments).code(0);
    assert_eq!(place.text("late.py"), place.text("there.py"));
    assert!(place.text("late.py").contains("def late("));
    std::fs::remove_file(&path).expect("a file");
    let connect = tablewire::app::Connect::Not;
    let (kind, at) = ("limit".to_owned(), Position::new(0, 40));
    ask(&mut harness, Command::Node(NodeCommand::Add { kind, settings: None, at, connect }));
    ask(&mut harness, Command::Project(ProjectCommand::ExportProgram(path.clone())));
    harness.run_steps(3);
    assert!(!path.exists());
    let notices: Vec<String> = app(&mut harness).project.notices.iter().map(|n| n.message.to_string()).collect();
    assert!(notices.len() == 1 && notices[0].contains("Not exported") && notices[0].contains("limit"), "{notices:?}");
}

#[test]
fn a_new_connection_is_calm_until_it_is_edited_or_done() {
    let mut harness = window();
    ask(&mut harness, Command::Do(Action::ProjectConnections));
    press(&mut harness, "Add connection");
    assert!(!shows(&harness, "has no path"));
    press(&mut harness, "Done");
    assert!(shows(&harness, "has no path"), "once it counts as done");
    press(&mut harness, "Done");
    assert!(app(&mut harness).project.view.dialog.is_none());
    ask(&mut harness, Command::Do(Action::ProjectConnections));
    harness.run_steps(3);
    assert!(shows(&harness, "has no path"), "it is not new any more");
}

#[test]
fn one_part_of_a_connection_can_be_removed() {
    let mut harness = window();
    let parts = [("driver", "sqlite"), ("path", "shop.sqlite"), ("password", "s3cret")];
    let parts = parts.map(|(part, text)| (part.to_owned(), text.to_owned())).into();
    let new = Some(("shop".to_owned(), ConnectionDefault(parts)));
    ask(&mut harness, Command::Project(ProjectCommand::SetConnection { old: None, new }));
    ask(&mut harness, Command::Window(WindowCommand::OpenDialog(Dialog::ProjectConnections)));
    harness.run_steps(3);
    assert!(shows(&harness, "secrets are not stored in projects") && !shows(&harness, "s3cret"));
    press(&mut harness, "Remove password of shop");
    let left = app(&mut harness).document().connections()["shop"].0.clone();
    assert_eq!(left.into_keys().collect::<Vec<_>>(), ["driver", "path"]);
    assert!(!shows(&harness, "secrets are not stored in projects"));
    ask(&mut harness, Command::Do(Action::Undo));
    assert!(app(&mut harness).document().connections()["shop"].0.contains_key("password"), "it undoes");
}

#[test]
fn the_command_line_takes_a_cluster_by_its_name() {
    let place = Place::with_people();
    place.put("p.ron", &crate::program::adults());
    let run = ["run", "p.ron", "--cluster", "fair"];
    let check = |name: &str| place.run(&["check", "p.ron", "--cluster", name]);
    check("fair").code(2).err_line(&["There is no cluster \"fair\"", "Clusters…"]);
    place.run(&run).code(2).err_line(&["There is no cluster \"fair\"", "Clusters…"]);
    let far = SavedCluster { python: "/no/such/python".into(), ..cluster("far", "local[1]") };
    let blank = SavedCluster { kind: ClusterKind::Connect, ..cluster("blank", "") };
    let preferences = tablewire::app::view::Preferences {
        clusters: vec![far, blank, cluster("away", "spark://away:7077")],
        ..tablewire::app::view::Preferences::default()
    };
    place.put("state/preferences.ron", &ron::ser::to_string_pretty(&preferences, Default::default()).expect("text"));
    place.run(&run).code(2).err_line(&["There is no cluster \"fair\"", "\"far\""]);
    place.run(&["run", "p.ron", "--cluster", "blank"]).code(2).err_line(&["blank", "No address yet"]);
    place.run(&["run", "p.ron", "--cluster", "far"]).code(1).err_line(&["/no/such/python", "cannot be started"]);
    place.run(&["runs", "show", "1"]).code(0).out(&["on       local[1]"]);
    // A check says what Spark cannot do, and what this cluster lacks.
    check("blank").code(2).err_line(&["blank", "No address yet"]);
    check("far").code(0);
    check("away").code(0);
    let nodes = [("list", "read_json", "(path: \"list.json\")"), ("book", "write_excel", "(path: \"book.xlsx\")")];
    place.put("list.json", "[{\"a\": 1}]").put("p.ron", &crate::program::project(&nodes, &[("list", "book")]));
    check("far").code(0);
    let lacks = check("away");
    lacks.code(1).out(&["list: ", "book: ", "there is no folder that it shares with the cluster. Name one as staging"]);
    place.put("p.ron", &crate::program::project(&[("seen", "read_csv", "(path: \"none.csv\")")], &[]));
    check("far").code(1).out(&["seen.path: "]);
}

#[test]
fn settings_in_a_file_are_read_without_being_shown() {
    let place = Place::with_people();
    place
        .put("p.ron", &crate::program::adults())
        .put("good", "# none\n")
        .put("bad", "spark.a=1\nspark.my.password hunter2\n");
    place.run(&["run", "p.ron", "--conf-file", "good"]).code(2).err_line(&["--conf-file", "--on spark"]);
    let run =
        |file: &str| place.run(&["run", "p.ron", "--on", "spark", "--python", "/no/such/python", "--conf-file", file]);
    run("good").code(1).err_line(&["/no/such/python", "cannot be started"]);
    let bad = run("bad");
    bad.code(2).err_line(&["--conf-file bad: Line 2 has no \"=\". Write NAME=VALUE"]);
    assert!(!bad.err.contains("hunter2"), "{bad:#?}");
    run("none").code(2).err_line(&["--conf-file", "none"]);
}

/// A database is written here: what keeps this machine from it is said before Spark is asked.
#[test]
fn an_output_that_cannot_be_written_here_is_said_before_spark_begins() {
    let place = Place::with_people();
    let base = "(path: \"people.csv/a.sqlite\", table: \"people\")";
    let nodes = [("people", "read_csv", "(path: \"people.csv\")"), ("base", "write_database", base)];
    place.put("p.ron", &crate::program::project(&nodes, &[("people", "base")]));
    let here = place.run(&["run", "p.ron"]);
    here.code(1).err_line(&["base.path: ", "people.csv"]);
    let there = place.run(&["run", "p.ron", "--on", "spark", "--python", "/no/such/python"]);
    assert_eq!((there.code, &there.err), (1, &here.err));
}

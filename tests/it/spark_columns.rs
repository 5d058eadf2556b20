//! The columns of a table of Spark's catalog, by a click at the node that reads it. Left out without `TABLEWIRE_SPARK_PYTHON`.

use std::time::{Duration, Instant};

use tablewire::app::notices::NoticeKind;
use tablewire::app::{Action, App, ClusterCommand, Command, NodeCommand, SavedCluster};
use tablewire::base::Fix;
use tablewire::engine::{self, Engine, OutputRef, Snapshot};

use crate::program::{Place, project};
use crate::spark_looks::session;
use crate::spark_runs::on_spark;
use crate::spark_tables::{metastore, sql};

/// The button at a node that knows no columns yet: what follows has its columns afterwards, without a session.
#[test]
fn a_click_fills_in_the_columns_of_a_table_of_the_catalog() {
    let Some((mut arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    sql(&place, &["CREATE TABLE goods (item STRING, amount INT, tags MAP<STRING, STRING>) USING parquet"]);
    let nodes = [
        ("goods", "read_table", "(table: \"goods\")"),
        ("many", "filter", "(condition: \"amount > 1\")"),
        ("none", "read_table", "(table: \"missing\")"),
    ];
    place.put("p.ron", &project(&nodes, &[("goods", "many")]));
    arguments.extend(metastore(&place));
    let mut app = App::without_state(Engine::spawn(std::sync::Arc::new(|| ())));
    let cluster = session(&arguments).cluster().clone();
    let cluster = SavedCluster {
        name: "lab".into(),
        address: cluster.master.clone().expect("a master"),
        python: cluster.python.as_ref().expect("a Python").display().to_string(),
        conf: cluster.conf.into_iter().collect(),
        ..SavedCluster::default()
    };
    fn until(app: &mut App, what: &str, is_so: impl Fn(&App) -> bool) {
        let begun = Instant::now();
        loop {
            while app.poll() {}
            if is_so(app) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(180), "{what}: {:?}", app.project.view.status);
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    app.open(&place.path("p.ron"));
    until(&mut app, "it opens", |app| app.project.file.is_some() && app.document().find("goods").is_some());
    app.handle(Command::Cluster(ClusterCommand::Set { old: None, new: Some(cluster) }));
    app.handle(Command::Cluster(ClusterCommand::RunOn(Some("lab".into()))));
    let says =
        |app: &App, words: &str| app.project.view.status.as_ref().is_some_and(|is| is.to_string().contains(words));
    let click = |app: &mut App, name: &str| {
        let node = app.document().find(name).expect("a node");
        until(app, "the problem comes", |app| app.problems().any(|(id, of)| id == Some(node) && !of.fixes.is_none()));
        let problem =
            app.problems().find(|(id, of)| *id == Some(node) && !of.fixes.is_none()).expect("it is there").1.clone();
        app.handle(Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::CatalogColumns }));
        node
    };
    let node = click(&mut app, "goods");
    until(&mut app, "columns", |app| says(app, "left out"));
    let settings = app.document().node(node).expect("a node").settings.text().to_owned();
    assert!(settings.contains(r#"columns:[(column:"item",type:"string"),(column:"amount",type:"int")]"#), "{settings}");
    let many = app.document().find("many").expect("a node");
    let snapshot = Snapshot::new(app.document().clone(), place.folder());
    let known = engine::schema(&snapshot, OutputRef::first(many)).expect("a plan").expect("known");
    assert_eq!(known.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(), ["item", "amount"]);
    app.handle(Command::Do(Action::Undo));
    let settings = app.document().node(node).expect("a node").settings.text().to_owned();
    assert_eq!(settings, r#"(table:"goods")"#, "one step");
    // A table that is not there: one line at the node, and nothing else changes.
    let none = click(&mut app, "none");
    until(&mut app, "a failure", |app| says(app, "TABLE_OR_VIEW_NOT_FOUND"));
    let notice = app.project.notices.last().expect("a notice");
    assert_eq!((notice.kind, notice.node), (NoticeKind::Catalog, Some(none)));
    assert_eq!(notice.message.to_string().lines().count(), 1);
}

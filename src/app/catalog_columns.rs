//! Fills in the columns of a table of Spark's catalog, as the session for looking tells them.

use std::sync::Arc;
use std::time::Instant;

use super::App;
use super::form_state::CatalogAsk;
use super::notices::NoticeKind;
use crate::base::text::in_a_row;
use crate::base::{Cause, Problem};
use crate::document::{Edit, NodeId, Settings};
use crate::engine::{CatalogRequest, Request, Snapshot};
use crate::nodes::{self, Kind};

impl App {
    /// The database and the table of Spark's catalog that a node reads, as its settings name them.
    pub(super) fn catalog_table(&self, node: NodeId) -> Option<(String, String)> {
        let kind = Kind::of(self.document().node(node)?).ok()?;
        nodes::catalog_table_of(&kind).map(|(database, table)| (database.to_owned(), table.to_owned()))
    }

    pub(super) fn ask_catalog_columns_of_selected(&mut self) {
        self.selected_node().into_iter().for_each(|node| self.ask_catalog_columns(node));
    }

    /// Asks the project's cluster for the columns of the table that a node reads. A newer request replaces an older one.
    pub(super) fn ask_catalog_columns(&mut self, node: NodeId) {
        self.dismiss(NoticeKind::Catalog);
        let Some(table) = self.catalog_table(node) else {
            let problem = Problem::error(say!("catalog-not-read")).remedy(say!("catalog-not-read-remedy"));
            return self.refuse(problem.text());
        };
        let Some(cluster) = self.run_cluster().cloned() else {
            let problem = Problem::error(say!("catalog-no-cluster")).remedy(say!("catalog-no-cluster-remedy"));
            return self.refuse(problem.text());
        };
        if let Some(problem) = cluster.problems().into_iter().next() {
            let problem = Problem { setting: None, ..problem }.text();
            return self.refuse(say!("run-cluster-unready", name = cluster.name, problem = problem));
        }
        let mut snapshot = Snapshot::new(self.document().clone(), self.base());
        snapshot.cluster = Some(cluster.cluster());
        self.project.catalog_asks += 1;
        let number = self.project.catalog_asks;
        self.set_status(say!("catalog-asking", place = cluster.name, table = shown(&table)));
        self.project.catalog = Some(CatalogAsk { number, node, table, since: Instant::now() });
        self.send(Request::CatalogColumns(CatalogRequest { ask: number, snapshot: Arc::new(snapshot), node }));
    }

    /// Keeps the columns that Spark has told, as one undo step, or says why there are none.
    pub(super) fn take_catalog_columns(&mut self, ask: u64, found: Result<Vec<(String, String)>, Problem>) {
        let Some(asked) = self.project.catalog.take_if(|asked| asked.number == ask) else { return };
        match found {
            Ok(columns) => self.keep_catalog_columns(&asked, &columns),
            Err(problem) if problem.cause == Cause::Stopped => {}
            Err(problem) => {
                let words = say!("catalog-failed", table = shown(&asked.table), problem = problem.text());
                self.report_failure(NoticeKind::Catalog, words, Some(asked.node));
            }
        }
    }

    fn keep_catalog_columns(&mut self, asked: &CatalogAsk, columns: &[(String, String)]) {
        let node = asked.node;
        // The node may have gone; its condition may have been written meanwhile, and stays.
        let Some(found) = self.document().node(node) else { return };
        if self.catalog_table(node).as_ref() != Some(&asked.table) {
            return self.refuse(say!("catalog-changed"));
        }
        let Ok(kind) = Kind::of(found) else { return };
        let mut kind = Kind::clone(&kind);
        let left_out = nodes::keep_catalog_columns(&mut kind, columns);
        let table = shown(&asked.table);
        if left_out.len() == columns.len() {
            return self.report_failure(NoticeKind::Catalog, say!("catalog-none-known", table = table), Some(node));
        }
        let (name, old) = (found.name.clone(), found.settings.clone());
        let settings = Settings::canonical(kind.text());
        let words = match settings == old {
            true => say!("catalog-same", table = table.as_str()),
            false => say!("catalog-known", table = table.as_str(), count = columns.len() - left_out.len()),
        };
        if settings != old {
            let edit = Edit::Configure { id: node, kind: found.kind.clone(), version: kind.meta().version, settings };
            if !self.edit(say!("step-catalog-columns", name = name), None, vec![edit]) {
                return;
            }
        }
        if left_out.is_empty() {
            return self.set_status(words);
        }
        self.refuse(say!("catalog-left-out", table = table, columns = in_a_row(left_out)));
    }
}

/// How a message names a table.
fn shown((database, table): &(String, String)) -> String {
    let separator = if database.is_empty() { "" } else { "." };
    format!("{database}{separator}{table}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, ClusterCommand, Command, NodeCommand, SavedCluster};
    use crate::base::Fix;
    use crate::document::Position;
    use crate::engine::{Engine, Event};

    const ORDERS: &str = r#"(database:"sales",table:"orders",filter:"n > 1")"#;

    fn app() -> (App, NodeId) {
        let mut app = App::without_state(Engine::inline());
        let settings = Some(Settings::canonical(ORDERS));
        let (kind, at, connect) = ("read_table".into(), Position::new(0, 0), crate::app::Connect::Not);
        app.handle(Command::Node(NodeCommand::Add { kind, settings, at, connect }));
        let node = app.document().nodes().next().expect("the node").0;
        (app, node)
    }

    fn choose_cluster(app: &mut App) {
        // A Python that is not there: whoever really asks is told so.
        let cluster = SavedCluster {
            name: "lab".into(),
            address: "local".into(),
            python: "/nowhere/python".into(),
            ..SavedCluster::default()
        };
        app.handle(Command::Cluster(ClusterCommand::Set { old: None, new: Some(cluster) }));
        app.handle(Command::Cluster(ClusterCommand::RunOn(Some("lab".into()))));
    }

    fn status(app: &App) -> String {
        app.project.view.status.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    fn settings(app: &App, node: NodeId) -> String {
        app.document().node(node).expect("it is there").settings.text().to_owned()
    }

    /// Asks, as if Spark had not answered yet.
    fn asked(app: &mut App, node: NodeId) -> u64 {
        app.project.catalog_asks += 1;
        let (number, table) = (app.project.catalog_asks, app.catalog_table(node).expect("a table"));
        app.project.catalog = Some(CatalogAsk { number, node, table, since: Instant::now() });
        number
    }

    fn answer(app: &mut App, ask: u64, columns: &[(&str, &str)]) {
        let columns = columns.iter().map(|(name, of)| ((*name).to_owned(), (*of).to_owned())).collect();
        app.project
            .engine
            .as_ref()
            .expect("an engine")
            .emit_for_test(Event::CatalogColumns { ask, found: Ok(columns) });
        while app.poll() {}
    }

    #[test]
    fn the_problem_of_a_node_without_columns_offers_to_ask_and_says_what_is_missing() {
        let (mut app, node) = app();
        while app.poll() {}
        let problem = app.problems().find(|(id, _)| *id == Some(node)).expect("no columns").1.clone();
        assert_eq!(problem.fixes[..], [Fix::CatalogColumns], "{problem}");
        let click = Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::CatalogColumns });
        app.handle(click.clone());
        assert!(status(&app).contains("Choose a cluster"), "{}", status(&app));
        choose_cluster(&mut app);
        app.handle(click);
        while app.poll() {}
        // The engine has really been asked: it found no Python.
        assert!(app.project.catalog.is_none());
        let notice = app.project.notices.first().expect("a failure").clone();
        assert_eq!((notice.kind, notice.node), (NoticeKind::Catalog, Some(node)));
        let words = notice.message.to_string();
        assert!(
            words.starts_with("The columns of sales.orders were not found: ") && words.contains("/nowhere/python"),
            "{words}"
        );
        assert_eq!(settings(&app, node), ORDERS, "nothing has changed");
    }

    #[test]
    fn the_answer_is_one_step_that_can_be_undone() {
        let (mut app, node) = app();
        let ask = asked(&mut app, node);
        answer(&mut app, ask, &[("n", "int"), ("m", "map<string,int>"), ("day", "date")]);
        let filled = settings(&app, node);
        assert!(filled.contains(r#"(column:"n",type:"int"),(column:"day",type:"date")"#), "{filled}");
        assert!(filled.contains(r#"filter:"n > 1""#), "{filled}");
        assert!(status(&app).ends_with(": m"), "what is left out is said: {}", status(&app));
        app.handle(Command::Do(Action::Undo));
        assert_eq!(settings(&app, node), ORDERS);
        app.handle(Command::Do(Action::Redo));
        let ask = asked(&mut app, node);
        let steps = app.project.history.labels().count();
        answer(&mut app, ask, &[("n", "int"), ("day", "date")]);
        assert!(status(&app).contains("still has these columns"), "{}", status(&app));
        assert_eq!(app.project.history.labels().count(), steps, "nothing to undo");
    }

    #[test]
    fn an_answer_that_comes_too_late_changes_nothing() {
        let (mut app, node) = app();
        let ask = asked(&mut app, node);
        let other = Settings::canonical(r#"(database:"sales",table:"others")"#);
        app.configure(node, other.clone(), "test".into());
        answer(&mut app, ask, &[("n", "int")]);
        assert_eq!(settings(&app, node), other.text());
        assert!(status(&app).contains("Ask again"), "{}", status(&app));
        // One that was cancelled, and one whose node has gone.
        let ask = asked(&mut app, node);
        app.stop_work(crate::app::Work::Catalog);
        answer(&mut app, ask, &[("n", "int")]);
        assert_eq!(settings(&app, node), other.text());
        let ask = asked(&mut app, node);
        app.select([node].into(), Vec::new(), crate::app::SelectMode::Replace);
        app.handle(Command::Do(Action::Delete));
        answer(&mut app, ask, &[("n", "int")]);
        assert!(app.document().is_empty());
    }
}

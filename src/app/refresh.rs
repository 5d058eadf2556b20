//! Keeps the results up to date: after every change tables are requested from the engine, and its answers are
//! processed.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::engine::{Event, FindRequest, OutputRef, Request, RunEvent, RunOptions, Snapshot};

use super::notices::NoticeKind;
use super::results::RequestedPreview;
use super::{App, RunScope, ScopeKind, Writing};
use crate::base::Problem;

impl App {
    /// Updates everything that depends on the document. Cheap if nothing changed.
    pub(super) fn refresh(&mut self) {
        let revision = self.project.history.revision();
        if self.project.preview.updated != Some(revision) {
            self.project.preview.updated = Some(revision);
            self.expire_drop_offer();
            self.project.advice.files_changed();
            self.project.run.problems.clear();
            self.project.node_info.update(self.project.history.document());
            self.refresh_lineage();
            let document = self.project.history.document();
            self.project.view.selection.retain(|id| document.node(*id).is_some());
            self.project.view.selected_wires.retain(|wire| document.wires().contains(wire));
            self.project.view.selected_annotations.retain(|id| document.has_annotation(*id));
            self.project.view.writing = self.project.view.writing.filter(|writing| match writing {
                Writing::Annotation(id) => document.annotation(*id).is_some(),
                Writing::Comment(id) => document.node(*id).is_some(),
            });
            if self.project.view.pinned.is_some_and(|pinned| document.node(pinned.node).is_none()) {
                self.project.view.pinned = None;
            }
            if self.project.view.shown.is_some_and(|shown| document.node(shown.node).is_none()) {
                self.project.view.shown = None;
            }
        }
        let cluster = self.run_cluster().map(|chosen| chosen.cluster());
        let refreshed = self.project.preview.refreshed;
        let views = self.project.table_views.revision;
        let requested = (revision, views, self.project.view.shown, self.base(), cluster, refreshed);
        if self.project.preview.asked.as_ref() != Some(&requested) {
            self.project.preview.asked = Some(requested);
            self.ask_preview();
        }
        self.refresh_formula_values();
        self.refresh_suggestions();
        self.refresh_advice();
        self.refresh_disk();
    }

    /// Discards the request state, for a document that only looks the same.
    pub(super) fn reset_preview(&mut self) {
        self.project.preview = RequestedPreview::default();
        self.project.advice = super::FormAdvice::default();
        self.project.table_views.clear();
        self.project.search = None;
        self.project.results = super::Results::after(&self.project.results);
    }

    /// Reads the sources anew, even those that have no news to tell.
    pub(super) fn fetch_anew(&mut self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.project.preview.refreshed = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
        self.set_status(say!("status-fetching"));
    }

    fn ask_preview(&mut self) {
        self.project.results.generation += 1;
        self.project.results.settled = false;
        self.project.results.stopped = false;
        self.project.results.since = Some(Instant::now());
        let mut snapshot = Snapshot::new(self.document_with_view(), self.base());
        snapshot.profiled = self.sketched();
        snapshot.refreshed = self.project.preview.refreshed;
        snapshot.cluster = self.run_cluster().map(|chosen| chosen.cluster());
        let request = Request::Preview {
            generation: self.project.results.generation,
            snapshot: Arc::new(snapshot),
            focus: self.project.view.shown.map(|shown| self.displayed_output(shown)),
        };
        self.send(request);
        self.request_comparison();
    }

    /// The outputs whose distributions are visible on the canvas.
    fn sketched(&self) -> Vec<OutputRef> {
        let nodes = self.document().nodes().filter(|(_, node)| node.opened && node.mark.sketch);
        let outputs = nodes.flat_map(|(node, _)| {
            let count = self.project.node_info.get(node).map_or(0, |info| info.ports.outputs.len()).max(1);
            (0..count).map(move |port| OutputRef { node, port })
        });
        outputs.collect()
    }

    pub(super) fn send(&mut self, request: Request) {
        self.project.send(request);
    }

    /// Processes events of the engine, for at most a few milliseconds; returns whether there may be more.
    pub fn poll(&mut self) -> bool {
        self.reload_shortcuts();
        let mut more = self.finish_person_work() | self.take_events();
        if std::mem::take(&mut self.project.disk.has_changes) {
            self.refresh();
            more = true;
        }
        if !more {
            self.refresh_guide();
        }
        more
    }

    /// As [`App::poll`], also for a project that is not active.
    pub(super) fn take_events(&mut self) -> bool {
        let until = Instant::now() + Duration::from_millis(4);
        self.project.disk.has_changes |= self.finish_project_work();
        while let Some(event) = self.project.engine.as_mut().and_then(|engine| engine.poll()) {
            match event {
                Event::Run(event) => {
                    // Both are recorded in the history by now.
                    let is_over = matches!(event, RunEvent::Finished { .. });
                    let is_noted = is_over || matches!(event, RunEvent::Started { .. });
                    match self.project.run.take(event) {
                        Some(words) if is_over => self.report_run_outcome(words),
                        Some(words) => self.set_status(words),
                        None => {}
                    }
                    if is_noted {
                        self.load_run_history();
                    }
                }
                Event::Compared { ask, result } => self.project.comparison.take(ask, result),
                Event::Found { output, key, text, columns, found } => {
                    self.take_found(FindRequest { output, key, text, columns }, found);
                }
                Event::Example { kind, example } => self.project.examples.take(kind, example),
                Event::Suggested { key, found, .. } => self.take_suggestions(key, found),
                Event::Tried { ask, trial } => self.take_trial(ask, trial),
                Event::CatalogColumns { ask, found } => self.take_catalog_columns(ask, found),
                Event::Advice { request, advice } => self.take_advice(request, advice),
                Event::Values { ask, values } => self.project.formula_values.take(ask, values),
                Event::Text { text: Ok(text), rows, columns } => self.take_text(text, rows, columns),
                Event::Text { text: Err(problem), .. } => self.no_text(&problem),
                Event::CellStatistics { ask, rows, statistics } => self.take_statistics(ask, rows, statistics),
                Event::ProjectFileChanged => {
                    self.check_file();
                    self.project.disk.has_changes = true;
                }
                Event::DataFilesChanged => {
                    self.project.preview.asked = None;
                    self.project.advice.files_changed();
                    self.project.disk.has_changes = true;
                }
                Event::OpenElsewhere { windows } => self.set_other_windows(windows),
                Event::Ended(ended) => self.work_ended(ended),
                Event::Recovered(problems) => self.recovered(&problems),
                event => self.project.results.take(event),
            }
            if Instant::now() > until {
                return true;
            }
        }
        self.refresh_formula_values();
        self.refresh_suggestions();
        self.refresh_advice();
        false
    }

    /// The project is no longer displayed: its computations stop, a run continues.
    pub(super) fn suspend(&mut self) {
        self.project.view.dialog = None;
        self.project.preview.rests = true;
        self.project.catalog = None;
        self.send(Request::Rest);
    }

    /// The project is displayed again: missing results are requested.
    pub(super) fn resume(&mut self) {
        self.project.preview.rests = false;
        self.project.preview.asked = None;
        self.project.preview.rows_asked = None;
        self.project.cleaning = Default::default();
        self.forget_asked_advice();
        self.refresh();
        if let Some(search) = self.project.search.take_if(|search| !search.found.is_done) {
            self.find_in_table(search.output, search.text, search.columns);
        }
    }

    /// Whether the project is not displayed, so that nothing is computed.
    pub(super) fn is_resting(&self) -> bool {
        self.project.preview.rests
    }

    pub(super) fn show(&mut self, output: OutputRef) {
        if let Some(compare) = self.project.view.compare.as_mut().filter(|_| self.project.view.shown != Some(output)) {
            // The keys of another table do not apply to this one.
            compare.matching = Default::default();
            self.project.comparison.result = None;
        }
        self.project.view.shown = Some(output);
        self.project.preview.rows_asked = None;
    }

    /// Updates the table below after a change of selection: the last displayed output if it belongs to the selected
    /// node, otherwise its first.
    pub(super) fn show_selected(&mut self) {
        let Some(node) = self.selected_node() else { return };
        if self.project.view.shown.is_none_or(|shown| shown.node != node) {
            self.show(OutputRef::first(node));
        }
    }

    pub(super) fn show_next_output(&mut self) {
        let Some(node) = self.selected_node() else { return };
        let count = self.project.node_info.get(node).map_or(0, |f| f.ports.outputs.len()).max(1);
        let port =
            self.project.view.shown.filter(|shown| shown.node == node).map_or(0, |shown| (shown.port + 1) % count);
        self.show(OutputRef { node, port });
    }

    pub(super) fn need_rows(&mut self, output: OutputRef, first: u64, count: usize) {
        let output = self.displayed_output(output);
        let requested = (output, first, count);
        let Some(key) = self.project.results.output(output).and_then(|o| o.key) else { return };
        if self.project.preview.rows_asked != Some(requested) {
            self.project.preview.rows_asked = Some(requested);
            self.send(Request::Rows { output, key, first, count });
        }
    }

    /// Runs the project, or a part of it.
    pub(super) fn start_run(&mut self, scope: Option<RunScope>) {
        if self.project.run.is_running() {
            return;
        }
        let cluster = self.run_cluster().cloned();
        if let Some((cluster, problem)) = cluster.as_ref().and_then(|c| Some((c, c.problems().into_iter().next()?))) {
            let problem = Problem { setting: None, ..problem }.text();
            return self.refuse(say!("run-cluster-unready", name = cluster.name, problem = problem));
        }
        let options = scope.as_ref().map(|scope| scope.options(self.document())).unwrap_or_default();
        let what = scope.map(|scope| scope.words(self.document()));
        self.dismiss(NoticeKind::Run);
        self.project.run.begin(what, options.named().cloned().collect(), self.project.history.document());
        self.project.run.place = cluster.as_ref().map(|cluster| cluster.name.clone());
        let snapshot = Arc::new(Snapshot::new(self.document().clone(), self.base()));
        self.set_status(match &cluster {
            Some(cluster) => say!("running-on", place = cluster.name),
            None => say!("running"),
        });
        let options =
            RunOptions { project: Some(self.history_key()), versions: self.person.preferences.versions, ..options };
        let options = RunOptions { cluster: cluster.map(|cluster| cluster.cluster()), ..options };
        self.send(Request::Run { snapshot, options });
    }

    pub(super) fn run_selected(&mut self, kind: ScopeKind) {
        self.start_run(Some(RunScope { kind, nodes: self.project.view.selection.clone() }));
    }

    pub(super) fn cancel_run(&mut self) {
        if self.project.run.place.is_some() {
            self.set_status(say!("cancelling"));
        }
        self.send(Request::CancelRun);
    }
}

//! Operations of the table panel on the whole table: finding, copying, exporting.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::notices::NoticeKind;
use super::view::{CopyRows, Copying, Dialog, Search, TableRequest};
use super::{App, Effect};
use crate::base::Problem;
use crate::document::{NodeId, Position};
use crate::engine::{
    FindRequest, Found, MOST_CELLS, OutputRef, Request, RunOptions, Snapshot, TextFormat, TextRequest,
};
use crate::nodes::{Step, export_step};

/// The last node of an export, in the snapshot passed to its run.
const EXPORT: NodeId = NodeId(1 << 59);

impl App {
    pub(super) fn send_table_request(&mut self, request: TableRequest) {
        let count = self.project.view.table_request.map_or(0, |(_, count)| count + 1);
        self.project.view.table_request = Some((request, count));
        if !self.person.preferences.table {
            self.change_preferences(|preferences| preferences.table = true);
        }
    }

    /// Searches the table again; empty text ends the search.
    pub(super) fn find_in_table(&mut self, output: OutputRef, text: String, columns: Vec<String>) {
        if text.is_empty() {
            self.project.search = None;
            return self.send(Request::StopFind);
        }
        let key = self.project.results.output(output).and_then(|found| found.key);
        let found = Arc::default();
        let since = Instant::now();
        self.project.search = Some(Search { output, key, text: text.clone(), columns: columns.clone(), found, since });
        if let Some(key) = key {
            self.send(Request::Find(FindRequest { output, key, text, columns }));
        }
    }

    /// Processes the result of a search, if it is the newest.
    pub(super) fn take_found(&mut self, request: FindRequest, found: Arc<Found>) {
        if let Some(search) = &mut self.project.search
            && (search.output, search.key) == (request.output, Some(request.key))
            && (&search.text, &search.columns) == (&request.text, &request.columns)
        {
            search.found = found;
        }
    }

    pub(super) fn copy_rows(&mut self, copy: CopyRows) {
        let output = self.displayed_output(copy.output);
        let Some(key) = self.project.results.output(output).and_then(|found| found.key) else { return };
        let CopyRows { first, count, columns, format, header, to, .. } = copy;
        self.project.copying = Some(Copying { count, to: to.clone(), header, since: Instant::now() });
        self.set_status(if to.is_some() { say!("writing") } else { say!("copying") });
        self.send(Request::Text(TextRequest { output, key, first, count, columns, format, header, to }));
    }

    pub(super) fn take_text(&mut self, text: Option<String>, rows: u64, width: u64) {
        // A stopped operation is not reported.
        let Some(request) = self.project.copying.take() else { return };
        // If the total is unknown, fewer rows than requested means all of them, unless the text has reached the maximum
        // size.
        let is_cut = request.count > rows && rows * width >= MOST_CELLS - width;
        let rows = say!("count-rows", count = rows);
        let columns = say!("count-columns", count = width);
        let file = request.to.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
        let words = match (&text, is_cut) {
            (None, true) => say!("wrote-first", rows = rows, columns = columns, file = file),
            (None, false) => say!("wrote-table", rows = rows, columns = columns, file = file),
            (Some(_), true) => say!("copied-first", rows = rows, columns = columns),
            (Some(_), false) if request.header => say!("copied-named", rows = rows, columns = columns),
            (Some(_), false) => say!("copied-table", rows = rows, columns = columns),
        };
        self.effects.extend(text.map(Effect::CopyText));
        self.set_status(words);
    }

    /// Whether many rows are being converted to text.
    pub fn is_copying(&self) -> bool {
        self.project.copying.is_some()
    }

    /// The text could not be created or written.
    pub(super) fn no_text(&mut self, problem: &Problem) {
        match self.project.copying.take() {
            Some(Copying { to: Some(_), .. }) => self.report_failure(NoticeKind::Export, problem.text(), None),
            _ => self.refuse(problem.text()),
        }
    }

    /// Exports a table as a run does, with a sink added to a snapshot. The document stays unchanged.
    pub(super) fn export(&mut self, path: PathBuf) {
        let Some(Dialog::ExportTable(export)) = self.project.view.dialog.take() else { return };
        if self.project.run.is_running() {
            return self.refuse(say!("export-waits"));
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")) {
            let output = export.output;
            let count = u64::MAX;
            let columns = export.columns;
            let format = TextFormat::Markdown;
            return self.copy_rows(CopyRows { output, first: 0, count, columns, format, header: true, to: Some(path) });
        }
        let Some(sink) = sink(&path) else {
            return self.refuse(say!("export-format"));
        };
        let mut steps = self.view_steps(export.output);
        steps.extend(export.arrangement);
        steps.push(sink);
        let mut document = self.document().clone();
        let edits = self.chain(export.output, &steps, EXPORT, Position::default());
        if edits.is_empty() || document.apply_all(edits).is_err() {
            return self.refuse(say!("export-impossible"));
        }
        let name = document.node(EXPORT).map(|node| node.name.clone()).unwrap_or_default();
        self.dismiss(NoticeKind::Export);
        self.project.run.begin_export(&name, &document);
        self.set_status(say!("writing-file", file = path.display()));
        let snapshot = Arc::new(Snapshot::new(document, self.base()));
        self.send(Request::Run { snapshot, options: RunOptions { only: vec![name], ..RunOptions::default() } });
    }
}

/// The sink that writes the file, by its extension.
fn sink(path: &Path) -> Option<Step> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    export_step(&ending, &path.to_string_lossy())
}

//! What the window knows of a project, whichever process computes it: where its events go, and which requests must be
//! made again or answered when a process ends.

use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::base::Problem;
use crate::engine::api::advice::AdviceRequest;
use crate::engine::api::event::Event;
use crate::engine::api::request::Request;

/// What is known of a project.
pub(super) struct Known {
    pub events: Sender<Event>,
    watch: Option<Request>,
    /// Requests that are answered in any case.
    text: bool,
    examples: Vec<&'static str>,
    /// The number of a request for columns of the catalog.
    catalog: Option<u64>,
}

impl Known {
    pub fn new(events: Sender<Event>) -> Known {
        Known { events, watch: None, text: false, examples: Vec::new(), catalog: None }
    }

    /// The sources to be watched; every process is asked to.
    pub fn watch(&self) -> Option<&Request> {
        self.watch.as_ref()
    }

    pub fn asked(&mut self, request: &Request) {
        match request {
            Request::Watch(_) => self.watch = Some(request.clone()),
            Request::Text(_) => self.text = true,
            Request::StopText => self.text = false,
            Request::Example(kind) => self.examples.push(kind),
            Request::CatalogColumns(request) => self.catalog = Some(request.ask),
            Request::StopCatalogColumns | Request::Rest => self.catalog = None,
            _ => {}
        }
    }

    pub fn answered(&mut self, event: &Event) {
        match event {
            Event::Text { .. } => self.text = false,
            Event::Example { kind, .. } => self.examples.retain(|other| other != kind),
            Event::CatalogColumns { ask, .. } => self.catalog = self.catalog.filter(|other| other != ask),
            _ => {}
        }
    }

    /// The process has ended: the answers to what will not be answered.
    pub fn lose(&mut self, problem: &Problem) -> Vec<Event> {
        let text = std::mem::take(&mut self.text);
        let text = text.then(|| Event::Text { text: Err(problem.clone()), rows: 0, columns: 0 });
        let examples = std::mem::take(&mut self.examples);
        let lost = |kind| Event::Example { kind, example: Arc::new(Err(problem.clone())) };
        let catalog = self.catalog.take().map(|ask| Event::CatalogColumns { ask, found: Err(problem.clone()) });
        text.into_iter().chain(examples.into_iter().map(lost)).chain(catalog).collect()
    }
}

/// Whether the engine would answer only the newer of two requests.
pub(super) fn takes_the_place(new: &Request, old: &Request) -> bool {
    match (new, old) {
        (Request::Rows { output: new, .. }, Request::Rows { output: old, .. }) => new == old,
        (Request::Advise(new), Request::Advise(old)) => AdviceRequest::is_same_kind(new, old),
        (Request::Preview { .. }, Request::Preview { .. })
        | (Request::Compare(_), Request::Compare(_))
        | (Request::Find(_), Request::Find(_))
        | (Request::CellStatistics(_), Request::CellStatistics(_))
        | (Request::Values(_), Request::Values(_))
        | (Request::Suggest { .. }, Request::Suggest { .. })
        | (Request::Try(_), Request::Try(_))
        | (Request::CatalogColumns(_), Request::CatalogColumns(_))
        | (Request::Text(_), Request::Text(_))
        | (Request::Watch(_), Request::Watch(_)) => true,
        _ => false,
    }
}

//! Who hears of a run.

use super::event::RunEvent;

/// Hears of a run while it goes on: bars, lines of JSON, the window, the history. None of them knows another.
///
/// It is called on the thread that watches the run, event after event: work that takes long belongs on a thread of its own.
pub trait RunListener {
    fn on_event(&mut self, event: &RunEvent);
}

impl<F: FnMut(&RunEvent)> RunListener for F {
    fn on_event(&mut self, event: &RunEvent) {
        self(event);
    }
}

/// Collects what happens.
impl RunListener for Vec<RunEvent> {
    fn on_event(&mut self, event: &RunEvent) {
        self.push(event.clone());
    }
}

//! Listeners of a run.

use super::event::RunEvent;

/// Receives the events of a run in progress: progress bars, JSON lines, the window, the history. Listeners are
/// independent of each other.
///
/// It is called on the thread that watches the run, event after event: long work belongs on a separate thread.
pub trait RunListener {
    fn on_event(&mut self, event: &RunEvent);
}

impl<F: FnMut(&RunEvent)> RunListener for F {
    fn on_event(&mut self, event: &RunEvent) {
        self(event);
    }
}

/// Collects the events.
impl RunListener for Vec<RunEvent> {
    fn on_event(&mut self, event: &RunEvent) {
        self.push(event.clone());
    }
}

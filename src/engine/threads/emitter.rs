//! Delivers events to the window, which may receive them late.

use std::sync::Arc;

use crossbeam_channel::Sender;

use crate::engine::api::event::Event;
use crate::engine::preview::shared::Emit;

/// The maximum number of events queued for the window; a thread that has more waits.
pub(crate) const EVENTS: usize = 4_096;

/// Sends events, and calls `wake` after each.
pub(crate) fn emitter(sender: Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Emit {
    Arc::new(move |event| {
        // A hidden window may not receive events for long; a run does not wait until every progress event was received.
        let sent = match event {
            Event::Run(ref run) if run.is_progress() => sender.try_send(event).is_ok(),
            event => sender.send(event).is_ok(),
        };
        // Otherwise the receiver is gone: the engine is being dropped.
        if sent {
            wake();
        }
    })
}

//! Hides the pointer from egui for a frame.

use egui::{Context, Event, Plugin, RawInput};

/// Hides the pointer from egui until it moves.
#[derive(Default)]
pub struct HiddenPointer(pub bool);

impl Plugin for HiddenPointer {
    fn debug_name(&self) -> &'static str {
        "hidden_pointer"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        if std::mem::take(&mut self.0) {
            input.events.insert(0, Event::PointerGone);
        }
    }
}

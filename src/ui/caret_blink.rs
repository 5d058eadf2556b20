//! Stops the text cursor from blinking while nobody types: every blink redraws the whole window.

use egui::{Context, Plugin, Ui};

/// Seconds without input after which the text cursor stops blinking.
const BLINK_TIME: f64 = 5.0;

#[derive(Default)]
pub struct CaretBlink {
    /// Time of the last input, in seconds.
    last_input: f64,
    /// Blinking is switched off until the next input.
    is_paused: bool,
}

impl Plugin for CaretBlink {
    fn debug_name(&self) -> &'static str {
        "caret"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let (now, is_touched) = ctx.input(|i| (i.time, !i.events.is_empty()));
        if is_touched {
            self.last_input = now;
        }
        let rests = now - self.last_input > BLINK_TIME;
        if rests && ui.visuals().text_cursor.blink {
            set_blink(&ctx, false);
            self.is_paused = true;
        } else if !rests && std::mem::take(&mut self.is_paused) {
            set_blink(&ctx, true);
        }
    }
}

fn set_blink(ctx: &Context, blink: bool) {
    ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = blink);
}

#[cfg(test)]
mod tests {
    use egui::{Event, Id, RawInput, TextEdit};

    use super::*;

    /// Seconds until the next frame that a focused text field requests, after `events` at `time`.
    fn wait(ctx: &Context, time: f64, events: Vec<Event>) -> f64 {
        let mut text = "text".to_owned();
        let input = RawInput { time: Some(time), events, focused: true, ..Default::default() };
        let output = ctx.run_ui(input, |ui| {
            ui.memory_mut(|m| m.request_focus(Id::new("field")));
            ui.add(TextEdit::singleline(&mut text).id(Id::new("field")));
        });
        let delay = output.viewport_output.values().next().expect("a window").repaint_delay.as_secs_f64();
        output.drop_without_applying_deltas();
        delay
    }

    #[test]
    fn a_field_that_is_left_alone_asks_for_no_frames() {
        let ctx = Context::default();
        ctx.add_plugin(CaretBlink::default());
        for time in [0.0, 0.1, 0.2, 0.3] {
            wait(&ctx, time, Vec::new());
        }
        assert!(wait(&ctx, 1.0, vec![Event::Text("a".into())]) <= 1.0, "it blinks while one types");
        wait(&ctx, 6.5, Vec::new());
        assert!(wait(&ctx, 7.0, Vec::new()) > 60.0, "nothing is drawn any more");
        assert!(wait(&ctx, 60.0, vec![Event::Text("b".into())]) <= 1.0, "it blinks again");
    }
}

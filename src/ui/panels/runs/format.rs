//! How states, durations and times of runs are shown.

use egui::Color32;
use egui_phosphor::regular as icon;

use crate::app::RunEntryState;
use crate::base::local_now;
use crate::ui::theme::Palette;

/// The icon and the colour of a state.
pub fn sign(state: RunEntryState, palette: &Palette) -> (&'static str, Color32) {
    match state {
        RunEntryState::Succeeded => (icon::CHECK_CIRCLE, palette.success),
        RunEntryState::WithFailures => (icon::WARNING, palette.warning),
        RunEntryState::Failed => (icon::X_CIRCLE, palette.error),
        RunEntryState::Cancelled => (icon::PROHIBIT, palette.weak),
        RunEntryState::RolledBack => (icon::ARROW_U_UP_LEFT, palette.weak),
        RunEntryState::Running => (icon::PLAY_CIRCLE, palette.accent),
        RunEntryState::Interrupted => (icon::LIGHTNING_SLASH, palette.error),
    }
}

/// Formats a duration.
pub fn span(seconds: f64) -> String {
    crate::base::number::duration(std::time::Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

/// The start of a run: the time if it was today, else with the date.
pub fn when(millis: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&chrono::Local);
    let is_today = at.date_naive() == local_now().date_naive();
    at.format(if is_today { "%H:%M:%S" } else { "%Y-%m-%d %H:%M" }).to_string()
}

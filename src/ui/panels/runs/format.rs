//! How states, durations and times of runs are shown.

use egui::Color32;
use egui_phosphor::regular as icon;

use crate::app::PastState;
use crate::ui::theme::Palette;

/// The icon and the colour of a state.
pub fn sign(state: PastState, palette: &Palette) -> (&'static str, Color32) {
    match state {
        PastState::Succeeded => (icon::CHECK_CIRCLE, palette.success),
        PastState::WithFailures => (icon::WARNING, palette.warning),
        PastState::Failed => (icon::X_CIRCLE, palette.error),
        PastState::Cancelled => (icon::PROHIBIT, palette.weak),
        PastState::RolledBack => (icon::ARROW_U_UP_LEFT, palette.weak),
        PastState::Running => (icon::PLAY_CIRCLE, palette.accent),
        PastState::Interrupted => (icon::LIGHTNING_SLASH, palette.error),
    }
}

/// Formats a duration.
pub fn span(seconds: f64) -> String {
    crate::base::number::duration(std::time::Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

/// The start of a run: the time if it was today, else with the date.
pub fn when(millis: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&chrono::Local);
    let is_today = at.date_naive() == chrono::Local::now().date_naive();
    at.format(if is_today { "%H:%M:%S" } else { "%Y-%m-%d %H:%M" }).to_string()
}

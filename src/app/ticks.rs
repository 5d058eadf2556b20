//! Actions that toggle a state: menus show a tick.

use super::compare::Baseline;
use super::view::Heat;
use super::{Action, App};

impl Action {
    /// Whether the state it toggles is on; `None` if it is not a toggle.
    pub fn is_on(self, app: &App) -> Option<bool> {
        let likes = &app.person.preferences;
        let heat = |heat: Heat| app.project.view.heat == Some(heat);
        let compares =
            |baseline: Baseline| app.project.view.compare.as_ref().is_some_and(|view| view.baseline == baseline);
        Some(match self {
            Action::ToggleCatalogue => likes.catalogue,
            Action::ToggleInspector => likes.inspector,
            Action::ToggleTable => likes.table,
            Action::ToggleStatistics => likes.statistics,
            Action::ToggleProblems => likes.problems,
            Action::ToggleRuns => likes.runs,
            Action::History => likes.history,
            Action::ToggleMotion => likes.reduces_motion(),
            Action::ToggleReopen => likes.reopens,
            Action::HeatTime => heat(Heat::Time),
            Action::HeatRows => heat(Heat::Rows),
            Action::HeatMemory => heat(Heat::Memory),
            Action::PinTable => app.project.view.pinned.is_some(),
            Action::CompareInput => compares(Baseline::Input),
            Action::CompareBefore => compares(Baseline::Before),
            Action::ComparePinned => compares(Baseline::Pinned),
            _ => return None,
        })
    }
}

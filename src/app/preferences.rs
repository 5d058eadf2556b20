//! The preferences in the state folder. An unreadable part does not affect the rest.

use super::saved_cluster::SavedCluster;
use super::view::Preferences;
use super::window_layout::{Display, WindowPlacement};
use crate::base::{Problem, Text};
use crate::connect;
use crate::document::fields;

const FILE: &str = "preferences.ron";
/// The file that keeps a text that could not be parsed completely.
const UNREAD: &str = "preferences.unread.ron";

impl Preferences {
    /// The preferences from the state folder, as far as they can be read, and a message if some cannot; the old text is
    /// kept then.
    pub(super) fn load() -> (Self, Option<Text>) {
        let text = connect::read_state(FILE);
        let (kept, lost) = text.as_deref().map(read).unwrap_or_default();
        let preferences = Preferences { desktop_reduces_motion: connect::desktop_reduces_motion(), ..kept };
        let Some((text, lost)) = text.zip(lost) else { return (preferences, None) };
        let word = match connect::write_state(UNREAD, &text) {
            Ok(()) => say!("preferences-unread-kept", lost = lost, file = UNREAD),
            Err(_) => say!("preferences-unread", lost = lost),
        };
        (preferences, Some(word))
    }

    pub(super) fn save(&self) -> Result<(), Problem> {
        let text = ron::ser::to_string_pretty(self, Default::default())
            .map_err(|e| Problem::error(say!("preferences-not-written", error = e.to_string())))?;
        connect::write_state(FILE, &text)
            .map_err(|e| Problem::warning(say!("preferences-not-kept", error = e)).remedy(say!("check-state-folder")))
    }
}

/// The last window placement, for a window about to open; `None` if it is unknown.
pub fn last_placement() -> Option<(Display, WindowPlacement)> {
    let text = connect::read_state(FILE)?;
    read(&text).0.last_placement()
}

/// The clusters that the user has set up, for the command line.
pub fn saved_clusters() -> Vec<SavedCluster> {
    connect::read_state(FILE).map(|text| read(&text).0.clusters).unwrap_or_default()
}

/// Parses a text, field by field if it cannot be parsed as a whole; returns also what could not be parsed.
fn read(text: &str) -> (Preferences, Option<String>) {
    let error = match ron::from_str(text) {
        Ok(preferences) => return (preferences, None),
        Err(error) => error,
    };
    let fields = fields(text).unwrap_or_default();
    let record = |fields: &[(&str, &str)]| {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        ron::from_str::<Preferences>(&format!("({})", pairs.join(",")))
    };
    let (good, bad): (Vec<_>, Vec<_>) = fields.into_iter().partition(|field| record(&[*field]).is_ok());
    let bad: Vec<&str> = bad.into_iter().map(|(name, _)| name).collect();
    match record(&good) {
        Ok(preferences) if !bad.is_empty() => (preferences, Some(bad.join(", "))),
        _ => (Preferences::default(), Some(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::app::view::Theme;

    #[test]
    fn what_cannot_be_read_costs_no_more_than_itself() {
        let light = Preferences { theme: Theme::Light, recent: vec![PathBuf::from("a, b).ron")], ..Default::default() };
        let text = ron::ser::to_string_pretty(&light, Default::default()).unwrap();
        assert_eq!(read(&text), (light.clone(), None));
        let odd = text.replace("scale: 100", "scale: 70000").replace("motion: Desktop", "motion: Wild");
        assert_eq!(read(&odd), (light.clone(), Some("scale, motion".to_owned())));
        let newer = text.replacen('(', "(sound: Loud(3),", 1);
        assert_eq!(read(&newer).0, light);
        for broken in ["", "(theme: Light", "nonsense", "[1]"] {
            let (preferences, lost) = read(broken);
            assert!(preferences == Preferences::default() && lost.is_some(), "{broken}");
        }
    }
}

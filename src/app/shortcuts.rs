//! The user's shortcut file: read at startup, read again when it changes, opened for editing.

use std::time::{Duration, Instant};

use super::App;
use super::keymap::{FILE, Keymap};
use crate::base::Problem;
use crate::connect;
use crate::engine;

/// How often the file is checked while the window is drawn.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// The active shortcuts: the defaults, modified by the user's file if there is one.
pub fn keymap() -> Keymap {
    read(&Keymap::default())
}

/// The shortcuts from the file; if it cannot be read, `before` stays active.
fn read(before: &Keymap) -> Keymap {
    match text() {
        Ok(Some(text)) => Keymap::read(&text, before),
        Ok(None) => Keymap::default(),
        Err(problem) => before.clone().with_problem(problem),
    }
}

/// The content of the file; `None` if there is none.
fn text() -> Result<Option<String>, Problem> {
    let Ok(path) = connect::state_dir().map(|dir| dir.join(FILE)) else { return Ok(None) };
    if connect::stamp(&path).is_err() {
        return Ok(None);
    }
    connect::read_text(&path).map(Some)
}

impl App {
    /// Reads the file again if it has changed since the last check.
    pub(super) fn reload_shortcuts(&mut self) {
        if !self.person.keeps_state || self.person.shortcuts.checked.is_some_and(|at| at.elapsed() < CHECK_INTERVAL) {
            return;
        }
        let first = self.person.shortcuts.checked.is_none();
        self.person.shortcuts.checked = Some(Instant::now());
        let known = self.person.shortcuts.stamp;
        let before = self.person.keymap.clone();
        let check = move || {
            let stamp = connect::state_dir().ok().and_then(|dir| connect::stamp(&dir.join(FILE)).ok());
            (stamp != known).then(|| (stamp, read(&before)))
        };
        self.in_person_background(check, move |app, read| {
            let Some((stamp, keymap)) = read else { return };
            (app.person.shortcuts.stamp, app.person.keymap) = (stamp, keymap);
            match app.person.keymap.problems.first() {
                Some(problem) => app.refuse(problem.text()),
                None if first => {}
                None => app.set_status(say!("shortcuts-read", file = FILE)),
            }
        });
    }

    /// Creates the file if there is none, and opens it with the desktop's text editor.
    pub(super) fn edit_shortcuts(&mut self) {
        // An unreadable file is not replaced: it belongs to the user.
        if text().is_ok_and(|text| text.is_none())
            && let Err(error) = connect::write_state(FILE, &Keymap::template())
        {
            return self.set_status(say!("shortcuts-not-written", file = FILE, error = error));
        }
        let Ok(path) = connect::state_dir().map(|dir| dir.join(FILE)) else { return };
        match engine::open_with_desktop(&path) {
            Ok(()) => self.set_status(say!("shortcuts-are-in", file = path.display())),
            Err(_) => self.set_status(say!("nothing-opens-text", file = path.display())),
        }
    }
}

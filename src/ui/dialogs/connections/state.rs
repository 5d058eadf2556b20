//! What the dialog of connections remembers: what is chosen, and what is typed but not saved.

use std::collections::BTreeMap;

use crate::app::{App, ConnectionEntry, Draft, Password, Secret};
use crate::base::name;

/// Drafts are kept by the name of the connection in the file, so that another one can be looked at meanwhile.
#[derive(Debug, Default)]
pub struct State {
    /// The name of the connection that is shown.
    chosen: Option<String>,
    /// A new connection is shown instead.
    pub(super) is_new: bool,
    /// What is not saved; `None` is a new connection.
    drafts: BTreeMap<Option<String>, Draft>,
    /// The number of saves that were noticed.
    saves: u64,
    /// Somebody wanted to close while something is not saved.
    pub(super) insists: bool,
    /// The field that gets the focus in the next frame.
    pub(super) focus: Option<egui::Id>,
}

impl State {
    /// The dialog opens. What was typed and neither saved nor discarded is still there.
    pub(super) fn reopen(&mut self, app: &App) {
        self.follow(app);
        (self.chosen, self.focus, self.insists) = (None, None, false);
        self.is_new = self.has_new();
    }

    /// What was saved is no draft any more, and is shown.
    pub(super) fn follow(&mut self, app: &App) {
        let databases = &app.person.databases;
        if self.saves == databases.saves {
            return;
        }
        self.saves = databases.saves;
        if let Some((old, name)) = &databases.saved {
            self.drafts.remove(old);
            self.choose(name);
        }
    }

    pub(super) fn choose(&mut self, name: &str) {
        (self.chosen, self.is_new, self.insists) = (Some(name.to_owned()), false, false);
    }

    /// The connection that is shown; the first if none was chosen; `None` for a new one.
    pub(super) fn entry<'a>(&self, app: &'a App) -> Option<&'a ConnectionEntry> {
        let all = app.person.databases.list.as_deref().unwrap_or_default();
        if self.is_new {
            return None;
        }
        all.iter().find(|entry| Some(&entry.name) == self.chosen.as_ref()).or(all.first())
    }

    /// Begins a new connection, unless one has been begun.
    pub(super) fn begin(&mut self, app: &App) {
        let databases = &app.person.databases;
        let all = databases.list.as_deref().unwrap_or_default();
        let name = name::unique("database", |name| all.iter().any(|entry| entry.name == name));
        let parts = [("driver".to_owned(), "postgres".to_owned())].into();
        let password = match databases.secret_place {
            Some(_) => Password::Protected(Secret::new("")),
            None => Password::Variable(String::new()),
        };
        let fresh = Draft { name, parts, password };
        self.drafts.entry(None).or_insert(fresh);
        (self.is_new, self.insists) = (true, false);
    }

    pub(super) fn has_new(&self) -> bool {
        self.drafts.contains_key(&None)
    }

    pub(super) fn has_drafts(&self) -> bool {
        !self.drafts.is_empty()
    }

    /// Whether a connection has changes that are not saved.
    pub(super) fn is_changed(&self, old: Option<&str>) -> bool {
        self.drafts.contains_key(&old.map(str::to_owned))
    }

    /// What is typed for a connection, or else what is saved.
    pub(super) fn draft(&self, old: Option<&str>, saved: Option<&Draft>) -> Draft {
        self.drafts.get(&old.map(str::to_owned)).or(saved).cloned().unwrap_or_default()
    }

    /// Remembers what is typed, as long as it is not what is saved.
    pub(super) fn keep(&mut self, old: Option<&str>, draft: Draft, saved: Option<&Draft>) {
        if saved == Some(&draft) {
            self.discard(old);
        } else {
            self.drafts.insert(old.map(str::to_owned), draft);
        }
    }

    /// Forgets what is typed.
    pub(super) fn discard(&mut self, old: Option<&str>) {
        self.drafts.remove(&old.map(str::to_owned));
        self.is_new &= old.is_some();
        self.insists = false;
    }

    /// Whether the dialog may close. If something is not saved, it is shown once.
    pub(super) fn may_close(&mut self) -> bool {
        let Some(old) = self.drafts.keys().next().cloned() else { return true };
        (self.is_new, self.insists) = (old.is_none(), true);
        if old.is_some() {
            self.chosen = old;
        }
        false
    }
}

//! The list of connections, and its changes: each is written at once, in the background.

use crate::app::App;
use crate::app::view::Dialog;
use crate::base::Problem;
use crate::connect::{Draft, kept_secrets, secret_places};

impl App {
    /// Reads the connections anew.
    pub(in crate::app) fn load_connections(&mut self) {
        let (connections, base) = (self.connections(), self.base());
        self.person.databases.read_for = Some((base.clone(), self.project_defaults()));
        self.in_person_background(
            move || connections.entries(&base),
            |app, (list, problem)| {
                app.person.databases.list = Some(list);
                app.person.databases.file_problem = problem;
            },
        );
    }

    /// Looks whether there is a keyring, or an encrypted file that can be opened, and what is kept there. A test says it itself: its
    /// connections are not those of this person.
    pub(in crate::app) fn look_for_secrets(&mut self) {
        if self.person.databases.file.is_some() {
            return;
        }
        self.in_person_background(
            || (secret_places().ok().and_then(|places| places.by_default()), kept_secrets()),
            |app, (place, kept)| {
                app.person.databases.secret_place = place;
                app.person.databases.secrets = Some(kept);
            },
        );
    }

    /// Reads them again where they are shown and depend on another project now.
    pub(in crate::app) fn refresh_connections(&mut self) {
        let databases = &self.person.databases;
        let is_shown = (databases.is_shown && self.person.preferences.catalogue)
            || self.project.view.dialog == Some(Dialog::Connections);
        if is_shown && databases.read_for != Some((self.base(), self.project_defaults())) {
            self.load_connections();
        }
    }

    /// Keeps a new connection, or a changed one whose name was `old`.
    pub(in crate::app) fn save_connection(&mut self, old: Option<String>, draft: Draft) {
        let connections = self.connections();
        let name = draft.name.trim().to_owned();
        self.begin_change();
        let former = old.clone();
        self.in_person_background(
            move || connections.put(old.as_deref(), &draft),
            move |app, done| {
                if let Some(left) = app.took(done) {
                    app.person.databases.left = left;
                    former.iter().chain([&name]).for_each(|name| app.forget_looks(name));
                    app.person.databases.saved = Some((former, name));
                    app.person.databases.saves += 1;
                    app.load_connections();
                    app.look_for_secrets();
                }
            },
        );
    }

    /// Removes a connection from the file.
    pub(in crate::app) fn forget_connection(&mut self, name: String) {
        let connections = self.connections();
        self.begin_change();
        self.in_person_background(
            move || connections.forget(&name),
            |app, done| {
                match done {
                    Ok(mut forgotten) => {
                        app.forget_looks(&forgotten.name);
                        app.person.databases.left = forgotten.left.take();
                        app.person.databases.forgotten = Some(forgotten);
                    }
                    Err(problem) => app.person.databases.refused = Some(problem),
                }
                app.load_connections();
                app.look_for_secrets();
            },
        );
    }

    /// Puts the connection removed last back.
    pub(in crate::app) fn put_connection_back(&mut self) {
        let Some(forgotten) = self.person.databases.forgotten.take() else { return };
        let connections = self.connections();
        self.begin_change();
        self.in_person_background(
            move || (connections.put_back(&forgotten), forgotten),
            |app, (done, forgotten)| {
                app.forget_looks(&forgotten.name);
                if app.took(done).is_none() {
                    app.person.databases.forgotten = Some(forgotten);
                }
                app.load_connections();
                app.look_for_secrets();
            },
        );
    }

    /// The dialog closes: a test that is running ends, and what was removed is gone.
    pub(in crate::app) fn leave_connections(&mut self) {
        let databases = &mut self.person.databases;
        (databases.forgotten, databases.refused, databases.left) = (None, None, None);
        databases.test.take_if(|test| test.answer.is_none());
    }

    /// What was said of the change before is over.
    fn begin_change(&mut self) {
        (self.person.databases.refused, self.person.databases.left) = (None, None);
    }

    /// What a change gives; `None` if it was not made, and why.
    fn took<T>(&mut self, done: Result<T, Problem>) -> Option<T> {
        match done {
            Ok(done) => Some(done),
            Err(problem) => {
                self.person.databases.refused = Some(problem);
                None
            }
        }
    }

    /// What was found by a connection no longer holds, neither here nor in previews.
    fn forget_looks(&mut self, name: &str) {
        self.project.preview.asked = None;
        self.project.advice.files_changed();
        self.project.disk.has_changes = true;
        self.person.databases.tables.remove(name);
        self.person.databases.columns.retain(|(connection, _), _| connection != name);
    }
}

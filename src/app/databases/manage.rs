//! The list of connections, and its changes: each is written at once, in the background.

use crate::app::App;
use crate::app::view::Dialog;
use crate::base::Problem;
use crate::connect::{Draft, secret_places};

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

    /// Looks whether there is a keyring, or an encrypted file that can be opened.
    pub(in crate::app) fn look_for_secret_place(&mut self) {
        self.in_person_background(
            || secret_places().ok().and_then(|places| places.by_default()),
            |app, place| app.person.databases.secret_place = place,
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
        self.person.databases.refused = None;
        let former = old.clone();
        self.in_person_background(
            move || connections.put(old.as_deref(), &draft),
            move |app, done| {
                if app.took(done) {
                    former.iter().chain([&name]).for_each(|name| app.forget_looks(name));
                    app.person.databases.saved = Some((former, name));
                    app.person.databases.saves += 1;
                    app.load_connections();
                }
            },
        );
    }

    /// Removes a connection from the file.
    pub(in crate::app) fn forget_connection(&mut self, name: String) {
        let connections = self.connections();
        self.person.databases.refused = None;
        self.in_person_background(
            move || connections.forget(&name),
            |app, done| {
                match done {
                    Ok(forgotten) => {
                        app.forget_looks(&forgotten.name);
                        app.person.databases.forgotten = Some(forgotten);
                    }
                    Err(problem) => app.person.databases.refused = Some(problem),
                }
                app.load_connections();
            },
        );
    }

    /// Puts the connection removed last back.
    pub(in crate::app) fn put_connection_back(&mut self) {
        let Some(forgotten) = self.person.databases.forgotten.take() else { return };
        let connections = self.connections();
        self.person.databases.refused = None;
        self.in_person_background(
            move || (connections.put_back(&forgotten), forgotten),
            |app, (done, forgotten)| {
                app.forget_looks(&forgotten.name);
                if !app.took(done) {
                    app.person.databases.forgotten = Some(forgotten);
                }
                app.load_connections();
            },
        );
    }

    /// The dialog closes: a test that is running ends, and what was removed is gone.
    pub(in crate::app) fn leave_connections(&mut self) {
        let databases = &mut self.person.databases;
        (databases.forgotten, databases.refused) = (None, None);
        databases.test.take_if(|test| test.answer.is_none());
    }

    /// Whether a change was made; if not, why.
    fn took(&mut self, done: Result<(), Problem>) -> bool {
        self.person.databases.refused = done.err();
        self.person.databases.refused.is_none()
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

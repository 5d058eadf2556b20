//! Tables and columns of a connection, asked one after the other: one session for all that is browsed, and one for a test.

use super::{Databases, Look};
use crate::app::App;
use crate::base::{Cancellation, Problem};
use crate::connect::{BrowsedColumn, Reach};

impl App {
    /// The panel at the left shows databases, or the kinds of node.
    pub(in crate::app) fn show_databases(&mut self, shows: bool) {
        self.person.databases.is_shown = shows;
        if shows {
            self.project.view.start_page = false;
            if !self.person.preferences.catalogue {
                self.change_preferences(|p| p.catalogue = true);
            }
            self.load_connections();
        }
    }

    /// Whether it shows them now.
    pub fn shows_databases(&self) -> bool {
        self.person.databases.is_shown && self.person.preferences.catalogue
    }

    /// Asks for the tables of a connection; what was found before is forgotten.
    pub(in crate::app) fn browse_connection(&mut self, name: String) {
        let (number, look, reach) = self.new_look();
        let connections = self.connections();
        self.person.databases.columns.retain(|(connection, _), _| *connection != name);
        self.person.databases.tables.insert(name.clone(), look);
        self.person.databases.browsed = Some((number, name.clone()));
        let of = name.clone();
        let looks = self.database_looks();
        let ask = move || looks.tables(&connections.find(&of, &reach.base)?, &reach);
        let done = self.person.database_looks.start_then(ask, move |app: &mut App, answer| {
            if let Some(look) = app.person.databases.tables.get_mut(&name).filter(|look| look.is_number(number)) {
                *look = Look::Answered(answer);
            }
        });
        done.into_iter().for_each(|then| then(self));
    }

    /// Asks for the columns of a table.
    pub(in crate::app) fn browse_columns(&mut self, connection: String, table: String) {
        let (number, look, reach) = self.new_look::<Vec<BrowsedColumn>>();
        let connections = self.connections();
        let key = (connection, table);
        self.person.databases.columns.insert(key.clone(), look);
        let of = key.clone();
        let looks = self.database_looks();
        let ask = move || looks.columns(&connections.find(&of.0, &reach.base)?, &of.1, &reach);
        let done = self.person.database_looks.start_then(ask, move |app: &mut App, answer| {
            if let Some(look) = app.person.databases.columns.get_mut(&key).filter(|look| look.is_number(number)) {
                *look = Look::Answered(answer);
            }
        });
        done.into_iter().for_each(|then| then(self));
    }

    /// Stops waiting for the tables of a connection.
    pub(in crate::app) fn stop_browsing(&mut self, name: &str) {
        let databases = &mut self.person.databases;
        if databases.tables.get(name).is_some_and(|look| look.answer().is_none()) {
            databases.tables.remove(name);
        }
    }

    fn new_look<T>(&mut self) -> (u64, Look<T>, Reach) {
        let (number, cancel) = (self.next_question(), Cancellation::default());
        let reach = Reach::new(self.base()).cancelled_by(&cancel);
        (number, Look::Asked { number, cancel }, reach)
    }

    /// A question that was not expected to fail has failed: all that is waited for.
    pub(super) fn look_failed(&mut self, problem: &Problem) {
        let Databases { tables, columns, .. } = &mut self.person.databases;
        tables.values_mut().filter(|look| look.answer().is_none()).for_each(|look| {
            *look = Look::Answered(Err(problem.clone()));
        });
        columns.values_mut().filter(|look| look.answer().is_none()).for_each(|look| {
            *look = Look::Answered(Err(problem.clone()));
        });
    }
}

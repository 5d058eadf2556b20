//! Testing a connection: who answers, how soon, and what may be read.

use super::{ConnectionTest, TestOf};
use crate::app::App;
use crate::base::Cancellation;
use crate::connect::Reach;
use crate::engine::{DatabaseLooks, Engine};

impl App {
    /// Tests a connection. A newer test replaces an older one.
    pub(in crate::app) fn test_connection(&mut self, of: TestOf) {
        let (number, cancel) = (self.next_question(), Cancellation::default());
        let reach = Reach::new(self.base()).cancelled_by(&cancel);
        let (connections, asked) = (self.connections(), of.clone());
        self.person.databases.test = Some(ConnectionTest { of, answer: None, number, cancel });
        let looks = self.database_looks();
        let ask = move || {
            let connection = match &asked {
                TestOf::Draft { old, draft } => connections.of_draft(old.as_deref(), draft)?,
                TestOf::Name(name) => connections.find(name, &reach.base)?,
            };
            looks.test(&connection, &reach)
        };
        let done = self.person.connection_tests.start_then(ask, move |app: &mut App, answer| {
            if let Some(test) = app.person.databases.test.as_mut().filter(|test| test.number == number) {
                test.answer = Some(answer);
            }
        });
        done.into_iter().for_each(|then| then(self));
    }

    /// How connections are looked at.
    pub(super) fn database_looks(&self) -> DatabaseLooks {
        self.project.engine.as_ref().map(Engine::database_looks).unwrap_or_default()
    }

    /// Stops a test that is running; an answer stays.
    pub(in crate::app) fn stop_connection_test(&mut self) {
        self.person.databases.test.take_if(|test| test.answer.is_none());
    }

    /// Takes in what databases have answered.
    pub(in crate::app) fn finish_database_work(&mut self) -> bool {
        let mut any = false;
        while let Some(answer) = self.person.connection_tests.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => {
                    if let Some(test) = self.person.databases.test.as_mut().filter(|test| test.answer.is_none()) {
                        test.answer = Some(Err(problem));
                    }
                }
            }
        }
        while let Some(answer) = self.person.database_looks.poll() {
            any = true;
            match answer {
                Ok(then) => then(self),
                Err(problem) => self.look_failed(&problem),
            }
        }
        any
    }
}

//! How runs have ended.

use serde::{Serialize, Serializer};

use crate::base::Cause;

/// How a run ended. Its code is what the history's table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every output was replaced.
    Succeeded,
    /// Nodes that are allowed to fail have failed; outputs that do not depend on them were replaced.
    FinishedWithFailures,
    /// No output was changed. The cause of the problem that ended it; `None` if an older program did not record it.
    Failed(Option<Cause>),
    Cancelled,
    /// It was not a run: outputs of an earlier run were restored.
    RolledBack,
}

/// What is known of a run's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Ended(Outcome),
    Running,
    /// Its process is gone, and it has not recorded its end.
    Interrupted,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Succeeded => "succeeded",
            Outcome::FinishedWithFailures => "finished_with_failures",
            Outcome::Failed(_) => "failed",
            Outcome::Cancelled => "cancelled",
            Outcome::RolledBack => "rolled_back",
        }
    }

    pub fn cause(self) -> Option<Cause> {
        match self {
            Outcome::Failed(cause) => cause,
            _ => None,
        }
    }

    /// The cause as the table holds it.
    pub(super) fn cause_code(self) -> Option<String> {
        let code = serde_json::to_value(self.cause()?).ok()?;
        code.as_str().map(str::to_owned)
    }

    /// From the columns of the table. `None` for a code that this program does not know.
    pub(super) fn of(code: &str, cause: Option<String>) -> Option<Outcome> {
        let cause = cause.and_then(|cause| serde_json::from_value(cause.into()).ok());
        [
            Outcome::Succeeded,
            Outcome::FinishedWithFailures,
            Outcome::Failed(cause),
            Outcome::Cancelled,
            Outcome::RolledBack,
        ]
        .into_iter()
        .find(|outcome| outcome.code() == code)
    }
}

/// Serialized as its code.
impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl RunState {
    /// In English, for lists and JSON of the command line.
    pub fn words(self) -> &'static str {
        match self {
            RunState::Ended(Outcome::FinishedWithFailures) => "finished with failures",
            RunState::Ended(Outcome::RolledBack) => "rolled back",
            RunState::Ended(outcome) => outcome.code(),
            RunState::Running => "running",
            RunState::Interrupted => "interrupted",
        }
    }

    pub fn is_rollback(self) -> bool {
        self == RunState::Ended(Outcome::RolledBack)
    }
}

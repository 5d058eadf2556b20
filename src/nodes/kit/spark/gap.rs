//! What Spark cannot do.

use crate::base::{Problem, Text};

/// What Spark cannot do of a node: the setting, and what to do instead.
#[derive(Clone, Debug, PartialEq)]
pub struct SparkGap(pub Problem);

impl SparkGap {
    pub fn new(message: Text, remedy: Text) -> SparkGap {
        SparkGap(Problem::error(message).remedy(remedy))
    }

    pub fn at(self, setting: impl Into<String>) -> SparkGap {
        SparkGap(self.0.at(setting))
    }
}

impl From<Problem> for SparkGap {
    fn from(problem: Problem) -> Self {
        SparkGap(problem)
    }
}

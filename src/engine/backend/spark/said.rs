//! What the driver says, and the problems that follow from it.

use std::path::Path;

use serde::Deserialize;

use crate::base::{Problem, number};
use crate::engine::api::cluster_secrets::Secrets;

/// One line of the driver. Functions are those of the program.
#[derive(Debug, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub(super) enum Said {
    /// The session has begun.
    Session {
        version: String,
        executors: Option<u32>,
    },
    /// There is no session yet, after so many seconds.
    Starting {
        seconds: u64,
    },
    /// The cluster has given nothing to compute on, after so many seconds.
    Waiting {
        seconds: u64,
    },
    /// So many rows have passed a table. A branch that Spark has dropped is never told.
    Rows {
        function: String,
        port: usize,
        rows: u64,
    },
    /// An output is complete, beside its target.
    Done {
        function: String,
        rows: u64,
        bytes: Option<u64>,
    },
    /// What is written here has arrived; it waits with putting its outputs in place.
    Fetched,
    /// The outputs are being put in place.
    Committing,
    /// The failed node is being determined.
    Looking,
    Finished,
    Cancelled,
    Refused(Refusal),
    Failed {
        function: Option<String>,
        condition: Option<String>,
        message: String,
    },
}

impl Said {
    /// Without secrets in texts that Spark or Python have written.
    pub fn masked(self, secrets: &Secrets) -> Said {
        match self {
            Said::Refused(why) => Said::Refused(why.masked(secrets)),
            Said::Failed { function, condition, message } => {
                Said::Failed { function, condition, message: secrets.masked(&message) }
            }
            said => said,
        }
    }
}

/// Why a run cannot begin.
#[derive(Debug, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub(super) enum Refusal {
    Unreachable {
        address: String,
        error: String,
    },
    /// It has accepted a connection, and then said nothing for so many seconds.
    Silent {
        address: String,
        seconds: u64,
    },
    NoPyspark {
        python: String,
    },
    BadPyspark {
        python: String,
        error: String,
    },
    NoConnect {
        python: String,
        error: String,
    },
    NoJava,
    OldJava {
        version: String,
        needed: String,
    },
    FetchesMuch {
        bytes: u64,
    },
}

impl Refusal {
    /// Without secrets in texts that others have written.
    pub fn masked(self, secrets: &Secrets) -> Refusal {
        let masked = |error: String| secrets.masked(&error);
        match self {
            Refusal::Unreachable { address, error } => Refusal::Unreachable { address, error: masked(error) },
            Refusal::BadPyspark { python, error } => Refusal::BadPyspark { python, error: masked(error) },
            Refusal::NoConnect { python, error } => Refusal::NoConnect { python, error: masked(error) },
            why => why,
        }
    }

    pub fn problem(&self) -> Problem {
        match self {
            Refusal::Unreachable { address, error } => {
                let problem = Problem::error(say!("spark-unreachable", address = address, error = error));
                problem.remedy(say!("spark-unreachable-remedy")).transient()
            }
            Refusal::Silent { address, seconds } => {
                let problem = Problem::error(say!("spark-silent", address = address, seconds = seconds));
                problem.remedy(say!("spark-silent-remedy")).transient()
            }
            Refusal::NoPyspark { python } => {
                let problem = Problem::error(say!("spark-no-pyspark", python = python));
                problem.remedy(say!("spark-no-pyspark-remedy", python = python))
            }
            Refusal::BadPyspark { python, error } => {
                let problem = Problem::error(say!("spark-bad-pyspark", python = python, error = error));
                problem.remedy(say!("spark-no-pyspark-remedy", python = python))
            }
            Refusal::NoConnect { python, error } => {
                let problem = Problem::error(say!("spark-no-connect", python = python, error = error));
                problem.remedy(say!("spark-no-connect-remedy", python = python))
            }
            Refusal::FetchesMuch { bytes } => {
                let problem = Problem::error(say!("spark-fetches-much", size = number::bytes(*bytes)));
                problem.remedy(say!("spark-fetches-much-remedy"))
            }
            Refusal::NoJava => Problem::error(say!("spark-no-java")).remedy(say!("spark-no-java-remedy")),
            Refusal::OldJava { version, needed } => {
                let problem = Problem::error(say!("spark-old-java", version = version, needed = needed));
                problem.remedy(say!("spark-no-java-remedy"))
            }
        }
    }
}

/// The problem of a failed run; `log` has the whole trace.
pub(super) fn failure(condition: Option<&str>, message: &str, log: Option<&Path>) -> Problem {
    if condition == Some("PYTHON_VERSION_MISMATCH") {
        let problem = Problem::error(say!("spark-python-differs", message = message));
        return problem.remedy(say!("spark-python-differs-remedy"));
    }
    let problem = Problem::error(match condition {
        Some(condition) => say!("spark-failed", condition = condition, message = message),
        None => say!("spark-failed-unnamed", message = message),
    });
    match log {
        Some(log) => problem.remedy(say!("spark-see-log", path = log.display())),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_of_python_is_told_with_what_to_do() {
        let message = "Python in worker has different version: 3.9 than that in driver: 3.11, PySpark cannot run with different minor versions.";
        let words = failure(Some("PYTHON_VERSION_MISMATCH"), message, Some(Path::new("/log"))).text().to_string();
        assert!(
            words.starts_with("The cluster has another version of Python: Python in worker has different version: 3.9"),
            "{words}"
        );
        assert!(words.contains("spark.pyspark.python") && !words.contains('\n'), "{words}");
    }
}

//! The one Spark session that the tests of a process share. Both the unit tests and the integration tests include this file.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;

/// The Python of the tests on Spark.
const PYTHON: &str = "TABLEWIRE_SPARK_PYTHON";

pub struct Session {
    /// It ends with its input, and that with this process.
    _child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// The session; `None`, after saying so once, where there is no Spark to test with.
pub fn session() -> Option<MutexGuard<'static, Session>> {
    static SESSION: OnceLock<Option<Mutex<Session>>> = OnceLock::new();
    let session = SESSION.get_or_init(|| {
        let Some(python) = python() else {
            // Past the capture of tests' output.
            let _ = writeln!(std::io::stderr(), "spark: left out, because {PYTHON} is not set");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spark/session.py");
        let mut command = Command::new(python);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).env("SPARK_LOCAL_IP", "127.0.0.1");
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{PYTHON}: {error}"));
        let (input, output) = (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        Some(Mutex::new(Session { _child: child, input, output: BufReader::new(output) }))
    });
    // A case that failed leaves the session as it was.
    session.as_ref().map(|session| session.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The Python of the tests on Spark, if there is one.
pub fn python() -> Option<String> {
    std::env::var(PYTHON).ok().filter(|path| !path.trim().is_empty())
}

impl Session {
    /// Counts a case that Spark is not asked.
    pub fn note_gap(&mut self, words: &str) {
        self.ask(&serde_json::json!({ "run": "gap", "words": words })).expect("noted");
    }

    /// The answer to one case, or what Spark says of it.
    pub fn ask(&mut self, case: &Value) -> Result<Value, String> {
        writeln!(self.input, "{case}").expect("the session of the tests reads");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the session of the tests answers");
        let answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer),
        }
    }
}

//! What the session answers: a line of JSON, and maybe a table behind it.

use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::engine::api::cluster_secrets::Secrets;
use crate::engine::backend::spark::said::Refusal;

/// One line of the session. Functions are those of the program.
#[derive(Debug, Deserialize)]
#[serde(tag = "said", rename_all = "snake_case")]
pub(super) enum Reply {
    /// The session has begun.
    Session {},
    /// There is no session yet, after so many seconds.
    Starting {
        seconds: u64,
    },
    /// A look has taken so many seconds; the number of executors, where the session knows it.
    Silent {
        id: u64,
        seconds: u64,
        executors: Option<u32>,
    },
    /// The names and types of the columns, as the catalog names these. The rows are a table in Arrow's file format.
    Found {
        id: u64,
        columns: Vec<(String, String)>,
    },
    Failed {
        id: u64,
        function: Option<String>,
        condition: Option<String>,
        message: String,
    },
    Refused(Refusal),
    /// Nothing was asked for a long time: the session has ended.
    Asleep {},
}

impl Reply {
    /// Without secrets in texts that Spark or Python have written.
    pub fn masked(self, secrets: &Secrets) -> Reply {
        match self {
            Reply::Refused(why) => Reply::Refused(why.masked(secrets)),
            Reply::Failed { id, function, condition, message } => {
                Reply::Failed { id, function, condition, message: secrets.masked(&message) }
            }
            reply => reply,
        }
    }
}

#[derive(Deserialize)]
struct Size {
    bytes: usize,
}

/// The next reply with the bytes behind it; `None` when the session has ended. A line of a library that found our output is
/// passed over.
pub(super) fn next(output: &mut impl BufRead) -> Option<(Reply, Vec<u8>)> {
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let (Ok(Size { bytes }), Ok(reply)) = (serde_json::from_str(&line), serde_json::from_str(&line)) else {
            continue;
        };
        let mut body = Vec::new();
        output.take(bytes as u64).read_to_end(&mut body).ok()?;
        return (body.len() == bytes).then_some((reply, body));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_stand_behind_their_lines() {
        let mut output: &[u8] =
            b"a library says hello\n{\"said\":\"found\",\"id\":1,\"columns\":[[\"a\",\"int\"]],\"bytes\":3}\n\n{}\
              {\"said\":\"asleep\",\"bytes\":0}\n{\"said\":\"found\",\"id\":2,\"columns\":[],\"bytes\":9}\nab";
        let (reply, body) = next(&mut output).expect("a table");
        assert!(matches!(reply, Reply::Found { id: 1, columns } if columns == [("a".into(), "int".into())]));
        assert_eq!(body, b"\n{}");
        assert!(matches!(next(&mut output), Some((Reply::Asleep {}, body)) if body.is_empty()));
        assert!(next(&mut output).is_none(), "cut short");
    }
}

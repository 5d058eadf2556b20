//! Problems with servers that are said in the same words, whoever they are.

use crate::base::{Cause, Problem, visible};
use crate::connect::connections::Server;

/// A shorter text is found in any words, so that leaving it out would tell it.
const SHORTEST_SECRET: usize = 4;

/// The words of a server, without the password that it was sent: one that is none may repeat it.
pub fn without_secret(secret: Option<&str>, words: &str) -> String {
    match secret.filter(|secret| secret.chars().count() >= SHORTEST_SECRET) {
        Some(secret) => words.replace(secret, "…"),
        None => words.to_owned(),
    }
}

/// The most characters of a server's words in a problem.
const MOST_WORDS: usize = 500;

/// The words of a server in one line of bounded length, in which a terminal finds nothing to obey.
pub fn told(words: &str) -> String {
    let mut kept: String = words.chars().take(MOST_WORDS + 1).collect();
    if kept.chars().count() > MOST_WORDS {
        kept.pop();
        kept.push('…');
    }
    visible::in_a_line(&kept.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The problem of a host that does not answer in time.
pub fn silent(server: &Server, seconds: u64) -> Problem {
    let (name, place) = (server.connection.as_str(), server.place());
    let problem = Problem::error(say!("server-silent", name = name, place = place, seconds = seconds));
    problem.remedy(say!("server-check-server")).at("connection").because(Cause::TransientSource)
}

/// The problem of an answer that its protocol does not have.
pub fn wrong_form(server: &Server) -> Problem {
    let problem = Problem::error(say!("server-wrong-form", place = server.place()));
    problem.remedy(say!("server-ask-server")).at("connection").because(Cause::Source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_server_are_one_short_line() {
        assert_eq!(told("a\n  b\tc"), "a b c");
        assert_eq!(told("\u{1b}[31mred\u{7}\u{202e}"), "\\u{1b}[31mred\\u{7}\\u{202e}");
        let long = told(&"é".repeat(1 << 20));
        assert!(long.chars().count() == MOST_WORDS + 1 && long.ends_with('…'));
        assert_eq!(told(&"x".repeat(MOST_WORDS)), "x".repeat(MOST_WORDS));
    }
}

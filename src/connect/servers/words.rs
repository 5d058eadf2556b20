//! Problems with servers that are said in the same words, whoever they are.

use crate::base::{Cause, Problem};
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

/// The problem of a host that does not answer in time.
pub fn silent(server: &Server, seconds: u64) -> Problem {
    let (name, place) = (server.connection.as_str(), server.place());
    let problem = Problem::error(say!("server-silent", name = name, place = place, seconds = seconds));
    problem.remedy(say!("server-check-server")).at("connection").because(Cause::TransientSource)
}

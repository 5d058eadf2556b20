//! `keys`: lists the active shortcuts.

use std::process::ExitCode;

use serde_json::json;

use super::args::{KeysArgs, ListFormat};
use super::failure::Done;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::app::{Action, shortcuts};

pub fn keys(args: &KeysArgs) -> Done {
    let map = shortcuts::keymap();
    let chords = |action: &Action| map.of(*action).iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut out = Stdout::open();
    if args.format == ListFormat::Json {
        let all = Action::ALL.iter().map(|a| json!({ "action": a.id(), "keys": chords(a), "title": a.title() }));
        out.json(&all.collect::<Vec<_>>())?;
    } else {
        let rows: Vec<(String, String, &str)> =
            Action::ALL.iter().map(|a| (a.id(), chords(a).join(", "), a.title())).collect();
        let ids = rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
        let keys = rows.iter().map(|row| row.1.len()).max().unwrap_or(0);
        for (id, chords, title) in rows {
            out.line(&format!("{id:ids$}  {chords:keys$}  {title}"))?;
        }
    }
    out.finish()?;
    map.problems.iter().for_each(|problem| print_line(&format!("tablewire: {problem}")));
    Ok(if map.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

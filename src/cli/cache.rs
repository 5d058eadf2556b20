//! `cache`: shows and removes the results that previews keep on disk.

use std::process::ExitCode;

use chrono::{DateTime, Local};

use super::args::{CacheArgs, CacheCommand, ListFormat};
use super::failure::{Done, Failure};
use super::grid::Grid;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::number::{bytes, counted, grouped};
use crate::connect::{Store, StoreInfo};

pub fn cache(args: &CacheArgs) -> Done {
    match args.command {
        CacheCommand::Info { format } => info(format),
        CacheCommand::Clear => clear(),
    }
}

fn info(format: ListFormat) -> Done {
    let info = Store::open().map(|store| store.info());
    let mut out = Stdout::open();
    match (format, &info) {
        (ListFormat::Json, info) => out.json(info)?,
        (ListFormat::Text, Some(info)) => text(info, &mut out)?,
        (ListFormat::Text, None) => print_line(OFF),
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

const OFF: &str = "Nothing is kept: the budget is 0, or there is no folder for it. See tablewire cache --help";

fn text(info: &StoreInfo, out: &mut Stdout) -> Result<(), Failure> {
    out.words(&format!("Folder   {}", info.folder.display()))?;
    out.line(&format!("Used     {} of {}", bytes(info.bytes), bytes(info.budget)))?;
    let again = info.entries.iter().filter(|entry| entry.is_used()).count();
    let again = if again > 0 { format!(", {} used again", grouped(again as u64)) } else { String::new() };
    out.line(&format!("Results  {}{again}", grouped(info.entries.len() as u64)))?;
    let others = [
        (info.damaged, "damaged", "will be replaced"),
        (info.other_builds, "of other versions of the program", "will be removed when space is needed"),
        (info.foreign, "not Tablewire's", "left alone"),
    ];
    for (count, what, then) in others.into_iter().filter(|(count, ..)| *count > 0) {
        out.line(&format!("         {} {what}: {then}", counted(count as u64, "file")))?;
    }
    if info.entries.is_empty() {
        return Ok(());
    }
    let heads = ["node", "rows", "on disk", "took", "kept", "last used"].map(str::to_owned);
    let mut grid = Grid::new(heads, &[false, true, true, true]);
    for entry in &info.entries {
        let rows = grouped(entry.rows) + if entry.sample.is_some() { " of a sample" } else { "" };
        let took = format!("{:.2} s", entry.seconds);
        grid.row([entry.node.clone(), rows, bytes(entry.bytes), took, time(entry.created), time(entry.used)]);
    }
    out.line("")?;
    out.line(&grid.to_string())
}

fn time(millis: i64) -> String {
    let at = DateTime::from_timestamp_millis(millis).unwrap_or_default().with_timezone(&Local);
    at.format("%Y-%m-%d %H:%M").to_string()
}

fn clear() -> Done {
    let Some(store) = Store::open() else {
        print_line(OFF);
        return Ok(ExitCode::SUCCESS);
    };
    let failed = |error: std::io::Error| {
        let folder = store.folder().display();
        Failure::one(format!("{folder}: Cannot be emptied: {error}. Check its permissions"))
    };
    let (count, size) = store.clear().map_err(failed)?;
    print_line(&format!("{} removed, {}", counted(count as u64, "result"), bytes(size)));
    Ok(ExitCode::SUCCESS)
}

//! Progress bars on a terminal: one line for each active node, with what is known about it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::stderr::print_line;
use super::terminal::Terminal;
use crate::base::number::{bytes, counted, duration};
use crate::connect::Address;
use crate::engine::{CacheUse, RunEvent};

/// The maximum number of lines; more would scroll the first ones off the screen.
const LINES: usize = 14;
/// How often they are drawn in a second.
const RATE: u8 = 10;

/// The lines. They are drawn only on a terminal, and not in quiet mode.
pub struct Bars {
    screen: MultiProgress,
    lines: BTreeMap<String, (ProgressBar, Work)>,
    sinks: BTreeSet<String>,
    /// The sink whose line is at the top.
    first_sink: Option<String>,
    /// The width of the name column.
    width: usize,
    start: Instant,
}

impl Bars {
    /// `names` are those of the project's nodes.
    pub fn new<'a>(quiet: bool, names: impl IntoIterator<Item = &'a str>) -> Bars {
        // Nothing is drawn if standard error is not a terminal.
        let target = match Terminal::own() {
            _ if quiet => ProgressDrawTarget::hidden(),
            Some(terminal) => ProgressDrawTarget::term_like_with_hz(Box::new(terminal), RATE),
            None => ProgressDrawTarget::stderr_with_hz(RATE),
        };
        let screen = MultiProgress::with_draw_target(target);
        let width = names.into_iter().map(|name| name.chars().count()).max().unwrap_or(0).clamp(4, 28);
        let lines = BTreeMap::new();
        let sinks = BTreeSet::new();
        Bars { screen, lines, sinks, first_sink: None, width, start: Instant::now() }
    }

    /// Writes a line to standard error, above the bars.
    pub fn print_line(&self, line: &str) {
        self.screen.suspend(|| print_line(line));
    }

    pub fn see(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Started { sinks, .. } => {
                self.sinks.extend(sinks.iter().cloned());
                sinks.iter().for_each(|sink| self.work(sink, |work| work.is_sink = true));
            }
            RunEvent::Reading { node, address, bytes, .. } => self.work(node, |work| {
                work.sources.extend(bytes.map(|bytes| (address.clone(), (0, bytes))));
            }),
            RunEvent::Read { node, address, bytes, of } => self.work(node, |work| {
                work.sources.insert(address.clone(), (*bytes, *of));
            }),
            RunEvent::Progress { node, port, rows } => self.work(node, |work| {
                work.rows.insert(port.clone(), *rows);
            }),
            RunEvent::Writing { node, rows, bytes } => self.work(node, |work| work.writes(*rows, *bytes)),
            RunEvent::SinkDone { node, rows, bytes } => self.work(node, |work| {
                work.writes(*rows, *bytes);
                work.is_done = true;
            }),
            // It reads nothing.
            RunEvent::Cache { node, result, .. } if *result != CacheUse::Computed => {
                if let Some((bar, _)) = self.lines.remove(node) {
                    self.screen.remove(&bar);
                }
            }
            RunEvent::Cache { .. } => {}
            // The run starts again.
            RunEvent::Retrying { .. } | RunEvent::Skipped { .. } | RunEvent::LookingForCause => self.clear(),
            RunEvent::Sent { .. }
            | RunEvent::Prepared { .. }
            | RunEvent::Measured { .. }
            | RunEvent::Problem { .. } => {}
            RunEvent::Finished { .. } => self.clear(),
        }
    }

    fn clear(&mut self) {
        self.lines.clear();
        self.first_sink = None;
        // A closed terminal is not an error.
        let _ = self.screen.clear();
    }

    fn work(&mut self, node: &str, change: impl FnOnce(&mut Work)) {
        if !self.lines.contains_key(node) {
            if self.lines.len() >= LINES {
                return;
            }
            let bar = ProgressBar::new(1).with_prefix(node.to_owned());
            // Sinks come last, in the order in which rows flow.
            let bar = match self.lines.get(self.first_sink.as_deref().unwrap_or_default()) {
                Some((sink, _)) if !self.sinks.contains(node) => self.screen.insert_before(sink, bar),
                _ => self.screen.add(bar),
            };
            if self.sinks.contains(node) {
                self.first_sink.get_or_insert_with(|| node.to_owned());
            }
            self.lines.insert(node.to_owned(), (bar, Work::default()));
        }
        let Some((bar, work)) = self.lines.get_mut(node) else { return };
        let had_share = work.share().is_some();
        change(work);
        if let Some((part, whole)) = work.share() {
            bar.set_length(whole);
            bar.set_position(part);
        }
        if !had_share || work.share().is_none() {
            bar.set_style(style(self.width, work.share().is_some()));
        }
        bar.set_message(work.words(self.start.elapsed()));
        bar.tick();
    }
}

fn style(width: usize, has_share: bool) -> ProgressStyle {
    let share = if has_share { "{bar:20.cyan/dim}" } else { "{spinner:20}" };
    let template = format!("{{prefix:{width}!}}  {share}  {{wide_msg}}");
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.progress_chars("━╸─").tick_strings(&["·  ", "·· ", "···", " ··", "  ·", "   "])
}

/// The state of one active node.
#[derive(Debug, Default)]
struct Work {
    /// By output; a sink's output has no name.
    rows: BTreeMap<String, u64>,
    /// For each source: the bytes read, and the total.
    sources: BTreeMap<Address, (u64, u64)>,
    written: Option<u64>,
    is_sink: bool,
    is_done: bool,
}

impl Work {
    fn writes(&mut self, rows: u64, bytes: u64) {
        self.rows.insert(String::new(), rows);
        self.written = Some(bytes);
    }

    /// The bytes read, and the total to read.
    fn share(&self) -> Option<(u64, u64)> {
        let sources = self.sources.values();
        let (read, all) = sources.fold((0, 0), |(read, all), (part, whole)| (read + part, all + whole));
        (all > 0).then_some((read, all))
    }

    /// "45.2 MB of 90.4 MB, about 12 s left, 1,234 rows".
    fn words(&self, elapsed: Duration) -> String {
        let mut words = Vec::new();
        match self.share() {
            Some((0, all)) => words.push(bytes(all)),
            Some((part, all)) if part >= all => words.push(format!("{} read", bytes(all))),
            Some((part, all)) => {
                words.push(format!("{} of {}", bytes(part), bytes(all)));
                words.extend(remaining(part, all, elapsed).map(|time| format!("about {} to read", duration(time))));
            }
            None => {}
        }
        let named = self.rows.len() > 1;
        words.extend(self.rows.iter().map(|(port, rows)| {
            if named { format!("{port} {}", counted(*rows, "row")) } else { counted(*rows, "row") }
        }));
        words.extend(self.written.map(bytes));
        if self.is_done {
            words.push("complete".into());
        } else if words.is_empty() && self.is_sink {
            words.push("waits".into());
        }
        words.join(", ")
    }
}

/// The estimated time until a file is read; `None` before enough of it is read.
fn remaining(part: u64, all: u64, elapsed: Duration) -> Option<Duration> {
    let known = elapsed >= Duration::from_secs(1) && part >= all / 20;
    known.then(|| elapsed.mul_f64((all - part) as f64 / part as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_what_is_known_and_no_more() {
        let sources = |read, all| BTreeMap::from([(Address::parse("a"), (read, all))]);
        let rows = |ports: &[(&str, u64)]| ports.iter().map(|(port, rows)| ((*port).to_owned(), *rows)).collect();
        for (work, seconds, expected) in [
            (Work { is_sink: true, ..Work::default() }, 5, "waits"),
            (Work { sources: sources(0, 2_000_000), ..Work::default() }, 5, "2.0 MB"),
            (Work { sources: sources(1_000, 2_000_000), ..Work::default() }, 5, "1.0 kB of 2.0 MB"),
            (Work { sources: sources(500_000, 2_000_000), ..Work::default() }, 0, "500.0 kB of 2.0 MB"),
            (
                Work { sources: sources(500_000, 2_000_000), rows: rows(&[("out", 7)]), ..Work::default() },
                5,
                "500.0 kB of 2.0 MB, about 15.0 s to read, 7 rows",
            ),
            (
                Work { sources: sources(9, 9), rows: rows(&[("matching", 1), ("others", 2_000)]), ..Work::default() },
                5,
                "9 bytes read, matching 1 row, others 2,000 rows",
            ),
            (
                Work { is_sink: true, rows: rows(&[("", 12)]), written: Some(3_400), is_done: true, ..Work::default() },
                5,
                "12 rows, 3.4 kB, complete",
            ),
        ] {
            assert_eq!(work.words(Duration::from_secs(seconds)), expected, "{work:?}");
        }
    }
}

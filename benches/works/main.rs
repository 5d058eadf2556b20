//! The engine's works against the same works written by hand in polars, on the same files in the same process.
//!
//! Prints `ratio NAME MEASURED LIMIT`: the median ratio of several pairs of rounds, ours and the one by hand in turn. Live
//! previews are allowed five milliseconds besides, which are taken off before. The data is that of TPC-H at scale 1, or
//! `TABLEWIRE_BENCH_SCALE`, made once in the user's cache folder. A word after `--` (`live`, `runs`, `databases`, `light`)
//! does that part only.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tells its figures, and what it waits for")]
#![expect(clippy::disallowed_methods, reason = "a bench has variables of its own, and waits for one engine")]

mod by_hand;
mod data;
mod databases;
mod light;
mod live;
mod runs;

use std::process::Command;
use std::time::{Duration, Instant};

use data::Data;

/// An even number: in each two rounds each comes first once.
const ROUNDS: usize = 14;
const REST: Duration = Duration::from_millis(250);
/// What a live preview may take besides the query itself.
const BESIDES: Duration = Duration::from_millis(5);

fn main() {
    if let Some(work) = std::env::var_os(runs::BY_HAND) {
        return runs::by_hand(&work.to_string_lossy());
    }
    let data = Data::prepare();
    if let Some(part) = std::env::var_os(light::PART) {
        return light::part(&part.to_string_lossy(), &data);
    }
    if std::env::var_os(OWN_RESULTS).is_none() {
        return with_results_of_its_own(&data);
    }
    // Cargo adds `--bench`.
    let part = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_wanted = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if is_wanted("live") {
        live::all(&data);
    }
    if is_wanted("runs") {
        runs::all(&data);
    }
    if is_wanted("databases") {
        databases::all();
    }
    if is_wanted("light") {
        light::all(&data);
    }
}

/// Where the engine keeps results on disk.
const OWN_RESULTS: &str = "TABLEWIRE_CACHE";

/// Does all this in another process, which keeps results where no window finds them.
fn with_results_of_its_own(data: &Data) {
    let folder = tempfile::tempdir_in(&data.folder).expect("a folder");
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    let status = command.args(std::env::args_os().skip(1)).env(OWN_RESULTS, folder.path()).status();
    assert!(status.expect("a process").success());
}

/// A work as we do it and by hand, in the same rounds.
struct Compared {
    ours: Vec<Duration>,
    by_hand: Vec<Duration>,
}

/// Ours and the one by hand in turn, so that both meet the same machine; each comes first in every other round.
fn compare(mut ours: impl FnMut(usize) -> Duration, mut by_hand: impl FnMut(usize) -> Duration) -> Compared {
    // A query that needs no more rows leaves its readers at work for a while: neither shall pay for the other's.
    let rest = || std::thread::sleep(REST);
    let mut compared = Compared { ours: Vec::new(), by_hand: Vec::new() };
    // The first round warms up.
    for round in 0..=ROUNDS {
        let mut mine = || (rest(), ours(round)).1;
        let mut hand = || (rest(), by_hand(round)).1;
        let (mine, hand) = if round % 2 == 0 {
            let mine = mine();
            (mine, hand())
        } else {
            let hand = hand();
            (mine(), hand)
        };
        if round > 0 {
            compared.ours.push(mine);
            compared.by_hand.push(hand);
        }
    }
    compared
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// One line of the result, and the two times behind it. The machine is not equally fast at all times, and who comes second
/// finds memory and caches as the first has left them: what counts is the median of ratios, each of two rounds that follow
/// each other.
fn report(name: &str, compared: Compared, besides: Duration, limit: f64) {
    let Compared { ours, by_hand } = compared;
    let seconds = |times: &[Duration]| times.iter().map(Duration::as_secs_f64).sum::<f64>();
    let beyond: Vec<Duration> = ours.iter().map(|time| time.saturating_sub(besides)).collect();
    let pairs = beyond.chunks(2).zip(by_hand.chunks(2));
    let mut ratios: Vec<f64> = pairs.map(|(ours, by_hand)| seconds(ours) / seconds(by_hand)).collect();
    ratios.sort_by(f64::total_cmp);
    println!("ratio {name} {:.3} {limit}", ratios[ratios.len() / 2]);
    let (ours, by_hand) = (milliseconds(median(ours)), milliseconds(median(by_hand)));
    println!("      {ours:.1} ms, by hand {by_hand:.1} ms");
}

/// A time with a limit of its own, in milliseconds.
fn report_time(name: &str, ours: Duration, limit: f64) {
    println!("ratio {name} {:.3} {limit}", milliseconds(ours));
}

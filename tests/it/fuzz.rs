//! Random input for everything that reads what people or other programs have written: projects, CSV, JSON, workbooks, Parquet,
//! formulas.
//!
//! Each target changes inputs of its corpus at random and checks what must hold of every input. `cargo test` tries the
//! same cases every time, about a second of each target. With `TABLEWIRE_FUZZ_SECONDS` it tries others for so long, and
//! prints its seed; `TABLEWIRE_SEED` makes it begin with the case of that seed. What was found stands in
//! `tests/files/fuzz`, a file for each input, and is tried first.

mod delimited;
mod exact_json;
mod formulas;
mod grammar;
mod json_lines;
mod mutate;
mod parquet;
mod project;
mod shrink;
mod tables;
mod watch;
mod workbook;

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Mutex, Once};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use mutate::Random;

/// After so many, a long run ends too.
const MOST_FAILURES: usize = 20;

/// What is tried, and what must hold of it.
pub struct Target {
    pub name: &'static str,
    /// Inputs that others are made of.
    pub corpus: Vec<Vec<u8>>,
    /// Pieces that mean something to the reader.
    pub words: Vec<String>,
    /// An input made from nothing, where there is a way.
    pub make: Option<fn(&mut Random) -> Vec<u8>>,
    /// Says what does not hold. A panic is a failure too.
    pub check: fn(&[u8]) -> Result<(), String>,
    /// Unless a library panics, which the engine turns into a problem.
    pub libraries_may_panic: bool,
    /// Cases in a usual test run.
    pub cases: u64,
}

/// The files of a folder below `tests/files`, in the order of their names.
pub fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && !path.ends_with(".keep"))
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

fn number<T: std::str::FromStr>(variable: &str) -> Option<T> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}

/// Tries the inputs that were found before, then as many random ones as there shall be.
pub fn run(target: &Target) {
    let seconds: Option<f64> = number("TABLEWIRE_FUZZ_SECONDS");
    let most: u64 = number("TABLEWIRE_FUZZ_CASES").unwrap_or(u64::MAX);
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64);
    let seed = number("TABLEWIRE_SEED").unwrap_or_else(|| if seconds.is_some() { now() >> 10 } else { 1 });
    let name = target.name;
    tablewire::engine::with_deep_stack(|| {
        let watch = watch::Watch::new(name, seconds.is_some());
        let (started, mut count) = (Instant::now(), 0);
        let mut failures: Vec<String> = Vec::new();
        let mut note = |failure: Option<String>| {
            let Some(failure) = failure else { return };
            // In a long run one fault must not hide the others.
            match seconds {
                Some(_) if failures.len() < MOST_FAILURES => {
                    eprintln!("{failure}");
                    failures.push(failure);
                }
                _ => panic!("{failure}"),
            }
        };
        files(&format!("fuzz/{name}")).iter().for_each(|found| note(attempt(target, &watch, found, None)));
        loop {
            let is_over = match seconds {
                Some(seconds) => count >= most || started.elapsed() >= Duration::from_secs_f64(seconds),
                None => count >= target.cases,
            };
            if is_over {
                break;
            }
            let seed = seed.wrapping_add(count);
            note(attempt(target, &watch, &input(target, seed), Some(seed)));
            count += 1;
        }
        let elapsed = started.elapsed().as_secs_f64();
        let speed = count as f64 / elapsed;
        let failed = failures.len();
        eprintln!(
            "fuzz {name}: {count} cases from seed {seed} in {elapsed:.1} s, {speed:.0} a second, {failed} failures"
        );
        assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    });
}

/// The input of one case.
fn input(target: &Target, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    match target.make {
        Some(make) if random.below(3) > 0 => {
            let made = make(&mut random);
            if random.below(3) == 0 { mutate::changed(&mut random, &[made], &target.words) } else { made }
        }
        _ => mutate::changed(&mut random, &target.corpus, &target.words),
    }
}

/// What is wrong with an input, in its smallest form.
fn attempt(target: &Target, watch: &watch::Watch, input: &[u8], seed: Option<u64>) -> Option<String> {
    watch.begins(input);
    let failure = failure(target, input);
    watch.ends();
    let first = failure?;
    let smallest = shrink::shrink(input, &|input| self::failure(target, input).is_some());
    let why = self::failure(target, &smallest).unwrap_or(first);
    let repeat = match seed {
        Some(seed) => format!("TABLEWIRE_SEED={seed} cargo test --release --test it fuzz::{}", target.name),
        None => "it is a file of tests/files/fuzz".to_owned(),
    };
    Some(format!(
        "fuzz {}: {why}\nsmallest input, {} bytes: b\"{}\"\nto repeat: {repeat}",
        target.name,
        smallest.len(),
        smallest.escape_ascii()
    ))
}

thread_local! {
    /// What the last panic of this thread said and where, while it is under test.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
    static UNDER_TEST: RefCell<bool> = const { RefCell::new(false) };
}

/// The last panic of a thread that no test has started: of one that polars computes with.
static ELSEWHERE: Mutex<Option<String>> = Mutex::new(None);

/// Panics of an input under test are kept instead of printed: shrinking makes hundreds of them.
fn keep_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if UNDER_TEST.with_borrow(|under| *under) {
                PANIC.set(Some(format!("it panicked: {info}")));
            } else if is_of_library(&info.to_string()) {
                *ELSEWHERE.lock().expect("no panic with the lock held") = Some(format!("it panicked: {info}"));
            } else {
                before(info);
            }
        }));
    });
}

/// Why `input` fails, if it does.
fn failure(target: &Target, input: &[u8]) -> Option<String> {
    keep_panics();
    UNDER_TEST.set(true);
    let done = std::panic::catch_unwind(AssertUnwindSafe(|| (target.check)(input)));
    UNDER_TEST.set(false);
    match done {
        Ok(result) => result.err(),
        Err(_) => {
            let elsewhere = ELSEWHERE.lock().expect("no panic with the lock held").take();
            let why = PANIC.take().or(elsewhere).unwrap_or_else(|| "it panicked in another thread".to_owned());
            (!target.libraries_may_panic || !is_of_library(&why)).then_some(why)
        }
    }
}

/// Whether a panic comes from a dependency.
fn is_of_library(panic: &str) -> bool {
    panic.contains("/registry/src/")
}

#[test]
fn project() {
    run(&project::target());
}

#[test]
fn csv() {
    run(&delimited::target());
}

#[test]
fn json() {
    run(&json_lines::target());
}

#[test]
fn formula() {
    run(&formulas::target());
}

#[test]
fn workbook() {
    run(&workbook::target());
}

#[test]
fn parquet() {
    run(&parquet::target());
}

/// A failure is found, made small, and told with its seed: a fuzzer that cannot fail guards nothing.
#[test]
fn a_failure_is_told_in_its_smallest_form() {
    let target = Target {
        name: "project",
        corpus: vec![b"(format: 1, nodes: {})".to_vec()],
        words: vec!["bad".to_owned()],
        make: None,
        check: |input| match input.windows(3).any(|part| part == b"bad") {
            true => Err("it is bad".to_owned()),
            false => Ok(()),
        },
        libraries_may_panic: false,
        cases: 1000,
    };
    let watch = watch::Watch::new("test", false);
    let told = (0..target.cases).find_map(|seed| attempt(&target, &watch, &input(&target, seed), Some(seed)));
    let told = told.expect("one of the cases is bad");
    assert!(told.contains("smallest input, 3 bytes: b\"bad\"") && told.contains("TABLEWIRE_SEED="), "{told}");
}

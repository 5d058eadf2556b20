//! The engine's process is ended again and again while a project is edited in the whole window: no frame waits for it, its
//! end is named, it comes back with the tables, and nothing typed is lost.

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::{Duration, Instant};

use super::screen::{Screen, rows};
use super::{LIMIT, end, is_there};
use crate::interrupted::in_window_with;
use crate::program::{Place, project};

/// How often the process is ended; `TABLEWIRE_IT_KILLS` says another number.
const KILLS: u32 = 20;
/// So soon the process is back, and the table with it, on a machine with nothing else to do.
const BACK: Duration = Duration::from_secs(1);
const TABLE: Duration = Duration::from_secs(3);
/// No frame takes longer.
const FRAME: Duration = Duration::from_millis(50);

/// What ends the process.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Signal(&'static str),
    /// Memory is refused to it.
    Refused,
    /// The system ends it, because its group has used up its memory.
    Killed,
}

const ENDS: [End; 8] = [
    End::Signal("KILL"),
    End::Signal("ABRT"),
    End::Killed,
    End::Signal("KILL"),
    End::Signal("BUS"),
    End::Refused,
    End::Signal("ABRT"),
    End::Signal("SEGV"),
];

impl End {
    /// What the window says.
    fn words(self) -> String {
        match self {
            End::Signal(name) => format!("SIG{name}"),
            End::Refused => "a memory allocation failed".into(),
            End::Killed => "memory ran out".into(),
        }
    }
}

const ROWS: u32 = 20_000;
/// Each number meets itself, or every other one.
const ONE_EACH: &str = "(keys:[(left:\"n\",right:\"n\")])";

/// Other settings each time: with the same, the node stays set aside.
fn all(round: u32) -> String {
    format!("(keys:[(left:\"one\",right:\"one\")],suffix:\"_{round}\")")
}

fn edited(place: &Place) {
    let lines: String = (0..ROWS).map(|n| format!("{n},1\n")).collect();
    let text = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("above", "filter", "(condition: \"n >= 0\")"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
            ("pairs", "join", ONE_EACH),
            ("all", "sort", "(keys: [(column: \"n\")])"),
        ],
        &[
            ("numbers", "above"),
            ("above", "sorted"),
            ("numbers", "pairs.left"),
            ("numbers", "pairs.right"),
            ("pairs", "all"),
        ],
    );
    place.put("numbers.csv", &format!("n,one\n{lines}")).put("p.ron", &text);
}

/// A group of processes with little memory, where this process may make one.
struct Group(PathBuf);

impl Group {
    fn new(bytes: u64) -> Option<Group> {
        let name = format!("tablewire-it-{}", std::process::id());
        [("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")].iter().find_map(
            |(root, limit)| {
                let group = Group(Path::new(root).join(&name));
                std::fs::create_dir(&group.0).ok()?;
                std::fs::write(group.0.join(limit), bytes.to_string()).ok()?;
                group.0.join("cgroup.procs").exists().then_some(group)
            },
        )
    }

    fn take(&self, process: u32) -> bool {
        std::fs::write(self.0.join("cgroup.procs"), process.to_string()).is_ok()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The last process may still be on its way out.
        let start = Instant::now();
        while std::fs::remove_dir(&self.0).is_err() && start.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Lets a process have `more` bytes of addresses than it has now.
fn refuse_beyond(more: u64, process: u32) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")?.trim().strip_suffix(" kB")?.parse().ok());
    let Some(size): Option<u64> = size else { return };
    let limit = format!("--as={}", size * 1024 + more);
    let done = Process::new("prlimit").args(["--pid", &process.to_string(), &limit]).status();
    assert!(done.is_ok_and(|done| done.success()), "prlimit belongs to every Linux");
}

#[test]
fn whatever_ends_the_engine_no_frame_waits_and_nothing_typed_is_lost() {
    let place = Place::new();
    edited(&place);
    let name = "engine_process::edited::whatever_ends_the_engine_no_frame_waits_and_nothing_typed_is_lost";
    // The engine's own limit would come first.
    in_window_with(name, &place, &[("TABLEWIRE_PREVIEW_MEMORY", "1TB")], |folder| {
        let kills = std::env::var("TABLEWIRE_IT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
        let group = Group::new(700 << 20);
        if group.is_none() {
            eprintln!("no group of processes can be made here: memory is refused instead");
        }
        let mut screen = Screen::open(&folder.join("p.ron"));
        let [above, sorted, pairs] = ["above", "sorted", "pairs"].map(|name| screen.node(name));
        screen.show(sorted);
        let (mut back, mut tables) = (Vec::new(), Vec::new());
        for round in 0..kills {
            let how = match ENDS[round as usize % ENDS.len()] {
                End::Killed if group.is_none() => End::Refused,
                how => how,
            };
            let process = screen.process();
            screen.forget_said();
            screen.begin_name(above);
            screen.type_text("abo");
            let condition = format!("(condition:\"n >= {}\")", round + 1);
            screen.set(above, &condition);
            // At another moment of the work each time.
            screen.draw(Duration::from_micros(u64::from(round) * 7_919 % 30_000));
            match how {
                End::Signal(name) => end(name, process),
                End::Refused => refuse_beyond(1 << 30, process),
                End::Killed => assert!(group.as_ref().is_some_and(|group| group.take(process)), "a group of ours"),
            }
            if !matches!(how, End::Signal(_)) {
                screen.set(pairs, &all(round));
                let start = Instant::now();
                while is_there(process) {
                    screen.frame();
                    assert!(start.elapsed() < LIMIT, "{how:?}: it has enough: {:?}", screen.problems());
                    std::thread::sleep(Duration::from_millis(2));
                }
            }
            let ended = Instant::now();
            screen.until("another process is there", |app| app.engine_process().is_some_and(|other| other != process));
            back.push((ended.elapsed(), how));
            screen.until(&format!("{how:?} is named"), |app| {
                app.project.view.status.as_ref().is_some_and(|said| said.contains(&how.words()))
            });
            screen.type_text("ve_");
            if !matches!(how, End::Signal(_)) {
                screen.set(pairs, ONE_EACH);
            }
            let expected = Some(u64::from(ROWS - round - 1));
            while rows(screen.app(), sorted) != expected {
                screen.frame();
                screen.try_again();
                assert!(ended.elapsed() < LIMIT, "{how:?}: {:?} {:?}", screen.said(), screen.problems());
                std::thread::sleep(Duration::from_millis(2));
            }
            tables.push((ended.elapsed(), how));
            screen.type_text(&round.to_string());
            screen.press_enter();
            assert_eq!(screen.name(above), format!("above_{round}"), "{how:?}");
            assert_eq!(screen.settings(above), condition, "{how:?}");
            // Nobody else is set aside for long.
            let start = Instant::now();
            while !screen.app().project.results.settled || !screen.aside().is_empty() {
                screen.frame();
                screen.try_again();
                assert!(start.elapsed() < LIMIT, "{how:?}: {:?} {:?}", screen.said(), screen.problems());
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        let told = |times: &mut Vec<(Duration, End)>| {
            times.sort_by_key(|(time, _)| *time);
            let at = |share: usize| times[(times.len() - 1) * share / 100];
            (at(50).0, format!("{:?}, 95 % within {:?}, at most {:?}", at(50).0, at(95).0, at(100)))
        };
        let ((typical_back, back), (typical_table, tables)) = (told(&mut back), told(&mut tables));
        eprintln!("{kills} ends: back after {back}; table after {tables}");
        let mut frames = std::mem::take(&mut screen.frames);
        frames.sort();
        let longest = frames[frames.len() - 1].took;
        eprintln!("{} frames, the longest {:?}", frames.len(), &frames[frames.len().saturating_sub(6)..]);
        // Beside other tests times say little: they are held where somebody promises a machine at rest.
        if std::env::var_os("TABLEWIRE_IT_TIMES").is_some() {
            assert!(typical_back < BACK && typical_table < TABLE, "{back}; {tables}");
            assert!(longest < FRAME, "{longest:?}");
        }
    });
}

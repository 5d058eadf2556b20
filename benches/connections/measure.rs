//! What a process and a server cost: CPU seconds, wall time, memory. From `/proc`, so on Linux alone.

use std::collections::HashMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Ticks of a second in `/proc`, on every Linux.
const TICKS: f64 = 100.0;
const LOOK: Duration = Duration::from_millis(20);
/// In how many rounds each is measured.
pub const ROUNDS: usize = 3;

/// What one execution has cost.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub wall: f64,
    pub client: f64,
    pub server: f64,
    /// Most megabytes of the largest process of the client, without pages of mapped files.
    pub peak: f64,
}

impl Cost {
    pub fn cpu(&self) -> f64 {
        self.client + self.server
    }
}

/// The parent of a process, its own ticks, and those of children that have ended.
fn ticks(process: u32) -> Option<(u32, f64, f64)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((fields.get(1)?.parse().ok()?, number(11)? + number(12)?, number(13)? + number(14)?))
}

/// A process and all below it.
fn family(process: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    for id in processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        if let Some((parent, ..)) = ticks(id) {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut family = vec![process];
    let mut next = 0;
    while let Some(id) = family.get(next) {
        family.extend(children.remove(id).unwrap_or_default());
        next += 1;
    }
    family
}

/// Seconds of CPU that a server has used, with its children, those that have ended too.
fn used(server: u32) -> f64 {
    let of = |id: u32| ticks(id).map_or(0.0, |(_, own, ended)| own + if id == server { ended } else { 0.0 });
    family(server).into_iter().map(of).sum::<f64>() / TICKS
}

/// Megabytes that the largest process of a family has now. Pages of mapped files do not count: the system takes them back.
fn memory(process: u32) -> f64 {
    let of = |id: u32| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let lines = status.lines().filter(|line| line.starts_with("RssAnon") || line.starts_with("RssShmem"));
        Some(lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()).sum::<f64>())
    };
    family(process).into_iter().filter_map(of).fold(0.0, f64::max) / 1_024.0
}

/// Executes a command of the client while a server works for it, if there is one.
pub fn measured(mut command: Command, servers: &[u32]) -> Cost {
    let ended = || ticks(std::process::id()).map_or(0.0, |(.., ended)| ended) / TICKS;
    let all = || servers.iter().map(|server| used(*server)).sum::<f64>();
    let (client, server, begun) = (ended(), all(), Instant::now());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a process");
    let mut most = 0.0_f64;
    let status = loop {
        most = most.max(memory(child.id()));
        if let Some(status) = child.try_wait().expect("a process") {
            break status;
        }
        std::thread::sleep(LOOK);
    };
    let wall = begun.elapsed().as_secs_f64();
    if !status.success() {
        let told = child.stderr.take().and_then(|told| std::io::read_to_string(told).ok());
        panic!("{command:?}: {}", told.unwrap_or_default());
    }
    // The server clears up.
    std::thread::sleep(Duration::from_millis(300));
    Cost { wall, client: ended() - client, server: all() - server, peak: most }
}

/// Ours and the peer's in turn. Prints the ratios with their limits.
pub fn compare(
    name: &str,
    (cpu_limit, wall_limit): (f64, f64),
    mut ours: impl FnMut() -> Cost,
    mut theirs: impl FnMut() -> Cost,
) {
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        let (our, their) = if round % 2 == 0 {
            let our = ours();
            (our, theirs())
        } else {
            let their = theirs();
            (ours(), their)
        };
        println!(
            "      {name}: {:.2} + {:.2} s in {:.2} s, {:.0} MB; theirs {:.2} + {:.2} s in {:.2} s, {:.0} MB",
            our.client, our.server, our.wall, our.peak, their.client, their.server, their.wall, their.peak
        );
        rounds.push((our, their));
    }
    let median = |ratio: fn(&(Cost, Cost)) -> f64| {
        let mut ratios: Vec<f64> = rounds.iter().map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    };
    println!("ratio {name} {:.3} {cpu_limit}", median(|(our, their)| our.cpu() / their.cpu()));
    println!("ratio {name}_wall {:.3} {wall_limit}", median(|(our, their)| our.wall / their.wall));
}

/// The most memory that was needed, in megabytes.
pub fn report_memory(name: &str, costs: &[Cost], limit: f64) {
    println!("memory {name} {:.0} {limit}", costs.iter().map(|cost| cost.peak).fold(0.0, f64::max));
}

//! A command in a child process, and what is said when that crashes.

use std::io::{self, Write};
use std::process::ExitCode;

use super::args::Command;
use super::failure;
use super::interrupt::heeded;
use super::run::STARTED;
use super::stderr::print_line;
use crate::base::visible;
use crate::engine::{self, Crash, Supervised};

/// The exit code of the command, which a child process has executed. `None` in the child, and if there is none: then the
/// command is executed here.
pub fn in_child(command: &Command) -> Option<ExitCode> {
    let mut hear = |line: &[u8]| drop(io::stderr().write_all(line));
    let ended = engine::supervise(&heeded(), &mut hear, &|| STARTED.elapsed().as_secs_f64())?;
    Some(match ended {
        Supervised::Code(code) => ExitCode::from(code),
        Supervised::Asked(signal) => {
            // Ends this process in the same way.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            ExitCode::FAILURE
        }
        Supervised::Died(crash) => {
            tell(command, &crash);
            ExitCode::FAILURE
        }
    })
}

fn tell(command: &Command, crash: &Crash) {
    crash.recovered.iter().for_each(|problem| print_line(&failure::line(None, problem)));
    let place = crash.node.as_deref().unwrap_or("tablewire");
    print_line(&failure::line(Some(place), &crash.problem));
    if let Command::Run(args) = command
        && args.events.is_some()
    {
        let mut text = if crash.is_within_line { "\n".to_owned() } else { String::new() };
        for line in crash.events.iter().filter_map(|event| serde_json::to_string(event).ok()) {
            text.push_str(&visible::in_json(&line));
            text.push('\n');
        }
        // Whoever read it may be gone.
        let _ = io::stdout().write_all(text.as_bytes());
    }
}

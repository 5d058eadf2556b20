//! Standard output, buffered; errors are returned instead of panicking.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use super::failure::Failure;
use crate::base::visible;
use crate::connect;

/// Where data goes.
pub struct Stdout {
    out: BufWriter<StdoutLock<'static>>,
    /// A terminal would interpret control characters in data.
    is_terminal: bool,
}

impl Stdout {
    pub fn open() -> Self {
        let out = std::io::stdout().lock();
        let is_terminal = out.is_terminal();
        Stdout { out: BufWriter::new(out), is_terminal }
    }

    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        let text = if self.is_terminal { visible::in_lines(text) } else { text.into() };
        self.out.write_all(text.as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// A line for people, in which control characters of names and paths are made visible.
    pub fn words(&mut self, text: &str) -> Result<(), Failure> {
        self.line(&visible::in_lines(text))
    }

    /// A line that a reader sees at once. If this process ends within it, its supervisor knows.
    pub fn whole_line(&mut self, text: &str) -> Result<(), Failure> {
        let note = |is_within| connect::notes().into_iter().for_each(|notes| notes.set_within_line(is_within));
        note(true);
        let done = self.line(text).and_then(|()| self.flush());
        note(false);
        done
    }

    /// A value as JSON over several lines.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Failure::one(error.to_string()))?;
        self.line(&visible::in_json(&text))
    }

    /// Must be called at the end: errors of a write on drop would be lost.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Makes the output so far visible to a reader.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

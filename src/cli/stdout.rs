//! Standard output, buffered; errors are returned instead of panicking.

use std::io::{BufWriter, StdoutLock, Write};

use serde::Serialize;

use super::failure::Failure;

/// Where data goes.
pub struct Stdout(BufWriter<StdoutLock<'static>>);

impl Stdout {
    pub fn open() -> Self {
        Stdout(BufWriter::new(std::io::stdout().lock()))
    }

    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.0.write_all(text.as_bytes())?;
        Ok(self.0.write_all(b"\n")?)
    }

    /// A value as JSON over several lines.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Failure::one(error.to_string()))?;
        self.line(&text)
    }

    /// Must be called at the end: errors of a write on drop would be lost.
    pub fn finish(mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }

    /// Makes the output so far visible to a reader.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}

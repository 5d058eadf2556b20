//! The log of one run: a text file in the state folder, with one line per event.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::state::{folder_in_state, state_dir};
use crate::base::local_now;

/// The folder of logs in the state folder.
const FOLDER: &str = "logs";

/// A log being written.
pub struct RunLog(File);

impl RunLog {
    /// Begins the log of the run with this number.
    pub fn begin(run: i64) -> io::Result<RunLog> {
        folder_in_state(FOLDER)?;
        Ok(RunLog(File::create(path_in(&state_dir()?, run))?))
    }

    /// Goes on with the log of the run with this number.
    pub fn resume(run: i64) -> io::Result<RunLog> {
        Ok(RunLog(File::options().append(true).open(path_in(&state_dir()?, run))?))
    }

    /// Adds a line with the time. It is in the file at once, whatever happens to this process.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        let now = local_now().format("%Y-%m-%d %H:%M:%S%.3f");
        self.0.write_all(format!("{now}  {text}\n").as_bytes())
    }
}

/// The path of a run's log; `None` if there is none.
pub fn log_path(run: i64) -> Option<PathBuf> {
    state_dir().ok().map(|folder| path_in(&folder, run)).filter(|path| path.is_file())
}

pub(super) fn path_in(state: &Path, run: i64) -> PathBuf {
    state.join(FOLDER).join(format!("{run}.log"))
}

//! The files of a child process and its log.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::state::folder_in_state;
use crate::base::local_now;

/// How many logs are kept.
const LOGS: usize = 20;

/// A folder for the files of one child process, which is removed with this value.
pub struct ChildFolder {
    folder: TempDir,
    /// Where a log that is kept goes.
    logs: PathBuf,
    /// What each line of a log that is kept goes through.
    mask: Mask,
}

/// Takes secrets out of a text.
type Mask = Box<dyn Fn(&str) -> String + Send + Sync>;

impl ChildFolder {
    /// A new folder with these files. `of` names the folder in the state folder that it is in.
    pub fn with<'a>(of: &str, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> io::Result<ChildFolder> {
        let logs = folder_in_state(of)?;
        let folder = tempfile::Builder::new().prefix("run-").tempdir_in(&logs)?;
        for (name, text) in files {
            fs::write(folder.path().join(name), text)?;
        }
        Ok(ChildFolder { folder, logs, mask: Box::new(str::to_owned) })
    }

    /// Secrets are taken out of a log that is kept.
    pub fn masking(self, mask: impl Fn(&str) -> String + Send + Sync + 'static) -> ChildFolder {
        ChildFolder { mask: Box::new(mask), ..self }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The log, for the child to write to.
    pub fn log(&self) -> io::Result<File> {
        File::create(self.folder.path().join("log"))
    }

    /// Keeps the log beyond the folder, and removes the oldest ones; returns its path.
    pub fn keep_log(&self) -> io::Result<PathBuf> {
        let kept = self.logs.join(format!("{}.log", local_now().format("%Y-%m-%d_%H-%M-%S%.3f")));
        self.copy_log(&kept)?;
        let names = fs::read_dir(&self.logs)?.flatten().map(|entry| entry.path());
        let mut logs: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|end| end == "log")).collect();
        // Their names begin with the time.
        logs.sort();
        for old in logs.iter().rev().skip(LOGS) {
            // Another process may have removed it.
            let _ = fs::remove_file(old);
        }
        Ok(kept)
    }

    fn copy_log(&self, to: &Path) -> io::Result<()> {
        let mut log = BufReader::new(File::open(self.folder.path().join("log"))?);
        let mut out = BufWriter::new(File::create(to)?);
        let mut line = Vec::new();
        while log.read_until(b'\n', &mut line)? > 0 {
            out.write_all((self.mask)(&String::from_utf8_lossy(&line)).as_bytes())?;
            line.clear();
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_kept_without_secrets() {
        let folder = ChildFolder::with("masked-test", []).expect("a folder");
        let folder = folder.masking(|line| line.replace("hunter2", "•••"));
        folder.log().and_then(|mut log| log.write_all(b"one hunter2\ntwo \xff\nhunter2")).expect("written");
        let kept = folder.keep_log().expect("kept");
        assert_eq!(fs::read_to_string(kept).expect("UTF-8"), "one •••\ntwo \u{fffd}\n•••");
    }
}

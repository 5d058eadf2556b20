//! The user's state folder: preferences, journals. Nothing that a project needs is kept here.

use std::io;
use std::path::PathBuf;

use super::owned::own_folder;
use crate::base::environment;

/// The folder for per-user data, for this user alone; it is created if missing. `TABLEWIRE_STATE` names another one.
/// Fails if it is a link or belongs to another user: content that others put there must not be trusted.
pub fn state_dir() -> io::Result<PathBuf> {
    let dir = match environment::path(environment::STATE) {
        Some(dir) => dir,
        None => {
            let dirs = directories::ProjectDirs::from("", "", "tablewire")
                .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, tr!("no-home-folder")))?;
            dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf()
        }
    };
    own_folder(&dir)?;
    Ok(dir)
}

/// A folder in the state folder, as trustworthy as that.
pub(super) fn folder_in_state(name: &str) -> io::Result<PathBuf> {
    let dir = state_dir()?.join(name);
    own_folder(&dir)?;
    Ok(dir)
}

/// The folder in which the examples of kinds write and read their files.
pub fn example_dir() -> io::Result<PathBuf> {
    folder_in_state("examples")
}

/// The text of a small file of the state folder; `None` if it does not exist or cannot be read.
pub fn read_state(name: &str) -> Option<String> {
    std::fs::read_to_string(state_dir().ok()?.join(name)).ok()
}

/// Replaces a small file of the state folder atomically.
pub fn write_state(name: &str, text: &str) -> io::Result<()> {
    let dir = state_dir()?;
    let mut file = tempfile::NamedTempFile::new_in(&dir)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(dir.join(name)).map_err(|error| error.error)?;
    Ok(())
}

/// A small file that exists while something risky is tried. If that ends the program, the file remains as evidence.
#[derive(Debug)]
pub struct Marker(PathBuf);

impl Marker {
    /// The marker of this name in the state folder.
    pub fn in_state(name: &str) -> Option<Marker> {
        Some(Marker(state_dir().ok()?.join(name)))
    }

    pub fn at(path: PathBuf) -> Marker {
        Marker(path)
    }

    /// The text that was left there; `None` if there was none.
    pub fn read(&self) -> Option<String> {
        std::fs::read_to_string(&self.0).ok()
    }

    /// Writes this text; it is with the system when this returns, so it survives the process.
    pub fn set(&self, text: &str) {
        // Without the marker a start may fail once more; nothing better can be done about it here.
        let _ = std::fs::write(&self.0, text);
    }

    pub fn clear(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Something that only one process at a time may hold.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "the lock is held as long as the file is open")] std::fs::File);

/// Claims this name, until the claim is dropped or the process ends; `None` while another process holds it.
pub fn claim(name: &str) -> Option<Claim> {
    let path = state_dir().ok()?.join(name);
    let file = std::fs::File::options().create(true).append(true).open(path).ok()?;
    file.try_lock().ok()?;
    Some(Claim(file))
}

/// Where the sample projects are: in the current folder, beside the program or above it, or in the checkout that it was
/// built from.
pub fn samples_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let above = program.iter().flat_map(|program| program.ancestors().skip(1)).map(PathBuf::from);
    let here = std::env::current_dir().into_iter();
    let built_from = std::iter::once(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.chain(above).chain(built_from).map(|dir| dir.join("sample_projects")).find(|dir| dir.is_dir())
}

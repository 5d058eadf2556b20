//! The user's state folder: preferences, journals. Nothing of a project is kept here that the project needs.

use std::io;
use std::path::PathBuf;

use crate::base::environment;

/// The folder for what is kept per user, made when it is not there. `TABLEWIRE_STATE` names another one.
pub fn state_dir() -> io::Result<PathBuf> {
    let dir = match environment::path(environment::STATE) {
        Some(dir) => dir,
        None => {
            let dirs = directories::ProjectDirs::from("", "", "tablewire")
                .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, tr!("no-home-folder")))?;
            dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf()
        }
    };
    std::fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// The folder in which the examples of kinds write and read their files.
pub fn example_dir() -> io::Result<PathBuf> {
    let dir = state_dir()?.join("examples");
    std::fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// The text of a small file of the state folder; `None` where it is not there or cannot be read.
pub fn read_state(name: &str) -> Option<String> {
    std::fs::read_to_string(state_dir().ok()?.join(name)).ok()
}

/// Replaces a small file of the state folder, whole or not at all.
pub fn write_state(name: &str, text: &str) -> io::Result<()> {
    let dir = state_dir()?;
    let mut file = tempfile::NamedTempFile::new_in(&dir)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(dir.join(name)).map_err(|error| error.error)?;
    Ok(())
}

/// A small file that stands while something is tried. What is tried may end the program; the file tells of it then.
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

    /// What was left there; `None` where nothing was.
    pub fn read(&self) -> Option<String> {
        std::fs::read_to_string(&self.0).ok()
    }

    /// Leaves this text; it is with the system when this returns, so it outlives the process.
    pub fn set(&self, text: &str) {
        // Without the marker a start may be tried in vain once more; nothing better can be done about it here.
        let _ = std::fs::write(&self.0, text);
    }

    pub fn clear(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What one process at a time may have.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "the lock is held as long as the file is open")] std::fs::File);

/// Takes what is called so, until the claim is dropped or the process ends; `None` while another process has it.
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

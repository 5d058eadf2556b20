//! Opens a file with the desktop's default program for it.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns when the desktop has been asked; the program it opens runs independently.
///
/// # Errors
/// If there is nothing to ask.
pub fn open_with_desktop(path: &Path) -> io::Result<()> {
    let mut command = opener();
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Something has to wait for the child, or it stays behind as a zombie.
    std::thread::Builder::new().name("opener".into()).spawn(move || child.wait())?;
    Ok(())
}

fn opener() -> Command {
    if cfg!(target_os = "macos") {
        let mut open = Command::new("open");
        open.arg("-t");
        open
    } else if cfg!(windows) {
        Command::new("notepad")
    } else {
        Command::new("xdg-open")
    }
}

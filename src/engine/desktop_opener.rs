//! Opens a file with whatever the desktop opens such files with.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns when the desktop has been asked; what it opens goes on by itself.
///
/// # Errors
/// Where there is nothing to ask.
pub fn open_with_desktop(path: &Path) -> io::Result<()> {
    let mut command = opener();
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Somebody has to wait for it, or it stays behind as a zombie.
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

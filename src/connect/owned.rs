//! Files and folders of this user, in which nobody else can have put anything.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use super::process::own_user;

/// A folder for this user alone; it is created if missing, and closed to others. Fails if it is a link, belongs to
/// another user, or is writable by everyone, such as `/tmp`.
pub(super) fn own_folder(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_err() {
        if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
            fs::create_dir_all(above)?;
        }
        create_private(folder).or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })?;
    }
    let metadata = fs::symlink_metadata(folder)?;
    if metadata.is_symlink() {
        return Err(refused(tr!("folder-is-link", path = folder.display())));
    }
    if !metadata.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    if !is_own(&metadata) {
        return Err(refused(tr!("folder-of-others", path = folder.display())));
    }
    close_to_others(folder, &metadata)
}

/// Opens a file of this user for reading and writing. `None` if it is a link or not a regular file, or if others own it
/// or can write to it.
pub(super) fn open_own(path: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    without_links(&mut options);
    let before = fs::symlink_metadata(path).ok()?;
    let file = options.open(path).ok()?;
    let metadata = file.metadata().ok()?;
    (before.is_file() && metadata.is_file() && is_own(&metadata) && !others_write(&metadata)).then_some(file)
}

fn refused(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, words)
}

#[cfg(unix)]
mod system {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};

    use super::*;

    /// Permissions of the owner only.
    const PRIVATE: u32 = 0o700;
    /// In such a folder users cannot remove each other's files: it is meant to be shared.
    const STICKY: u32 = 0o1000;

    pub fn create_private(folder: &Path) -> io::Result<()> {
        fs::DirBuilder::new().mode(PRIVATE).create(folder)
    }

    pub fn is_own(metadata: &Metadata) -> bool {
        own_user().is_none_or(|user| metadata.uid() == user)
    }

    pub fn others_write(metadata: &Metadata) -> bool {
        metadata.mode() & 0o022 != 0
    }

    pub fn close_to_others(folder: &Path, metadata: &Metadata) -> io::Result<()> {
        if metadata.mode() & STICKY != 0 {
            return Err(refused(tr!("folder-of-everybody", path = folder.display())));
        }
        if metadata.mode() & 0o077 == 0 {
            return Ok(());
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(metadata.mode() & PRIVATE))
    }
}

#[cfg(not(unix))]
mod system {
    use super::*;

    pub fn create_private(folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    pub fn is_own(_: &Metadata) -> bool {
        own_user().is_none()
    }

    pub fn others_write(_: &Metadata) -> bool {
        false
    }

    /// The folders of users are closed to others by default.
    pub fn close_to_others(_: &Path, _: &Metadata) -> io::Result<()> {
        Ok(())
    }
}

use system::{close_to_others, create_private, is_own, others_write};

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn without_links(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW);
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn without_links(_: &mut OpenOptions) {}

/// Whether a file belongs to this user. Always true for the system's administrator: files that an administrator
/// replaces keep their owners.
pub(super) fn may_be_ours(metadata: &Metadata) -> bool {
    own_user() == Some(0) || is_own(metadata)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_is_closed_to_others_and_a_link_is_not_followed() {
        let place = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let fresh = place.path().join("a/b");
        own_folder(&fresh).unwrap();
        assert_eq!(mode(&fresh), 0o700);
        fs::set_permissions(&fresh, fs::Permissions::from_mode(0o777)).unwrap();
        own_folder(&fresh).unwrap();
        assert_eq!(mode(&fresh), 0o700);
        let link = place.path().join("link");
        std::os::unix::fs::symlink(&fresh, &link).unwrap();
        assert!(own_folder(&link).unwrap_err().to_string().contains("link"));
        fs::write(place.path().join("file"), "").unwrap();
        assert!(own_folder(&place.path().join("file")).is_err());
        fs::set_permissions(&fresh, fs::Permissions::from_mode(0o1777)).unwrap();
        assert!(own_folder(&fresh).is_err());
        assert_eq!(mode(&fresh), 0o777, "it is not ours to close");
    }

    #[test]
    fn a_file_that_others_may_write_is_not_ours() {
        let place = tempfile::tempdir().unwrap();
        let (path, link) = (place.path().join("note"), place.path().join("link"));
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(open_own(&path).is_some() && open_own(&link).is_none() && open_own(place.path()).is_none());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o662)).unwrap();
        assert!(open_own(&path).is_none());
        // In a container, tests run as the administrator.
        if own_user() == Some(0) {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            std::os::unix::fs::chown(&path, Some(12345), None).unwrap();
            assert!(open_own(&path).is_none());
            std::os::unix::fs::chown(place.path(), Some(12345), None).unwrap();
            assert!(own_folder(place.path()).unwrap_err().to_string().contains("belongs"));
        }
    }
}

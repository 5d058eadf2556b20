//! What a file has besides owner, group and permissions: its access control list, and attributes that people or programs
//! have given it. Only Linux is asked.

use std::io;
use std::path::Path;

/// Attributes that stay when a file is replaced: those of users, and the label of SELinux. Others describe the content,
/// such as its signature, or give rights to a program.
const KEPT: [&str; 2] = ["user.", "security.selinux"];

/// Gives the attributes of a file to the one that will replace it. What this user may not set, or the file system does not
/// know, is left out.
pub(super) fn copy_attributes(existing: &Path, new: &Path) {
    for name in system::names(existing).iter().filter(|name| KEPT.iter().any(|kept| name.starts_with(kept))) {
        if let Some(value) = system::get(existing, name) {
            // It would be no reason to leave the output unwritten.
            let _ = system::set(new, name, &value);
        }
    }
}

/// The access control list of a file or folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AccessList(Vec<u8>);

const LIST: &str = "system.posix_acl_access";

impl AccessList {
    /// `None` if it has none besides its permissions.
    pub fn of(path: &Path) -> Option<AccessList> {
        system::get(path, LIST).map(AccessList)
    }

    pub fn set(&self, path: &Path) -> io::Result<()> {
        system::set(path, LIST, &self.0)
    }

    /// Removes the list that a new file has from its folder.
    pub fn remove(path: &Path) {
        // Nearly always there is none.
        let _ = system::remove(path, LIST);
    }
}

#[cfg(target_os = "linux")]
mod system {
    use rustix::fs::{XattrFlags, getxattr, listxattr, removexattr, setxattr};

    use super::*;

    /// No list of names and no value is longer.
    const LONGEST: usize = 1 << 16;

    pub fn names(path: &Path) -> Vec<String> {
        let mut bytes = vec![0; LONGEST];
        let Ok(length) = listxattr(path, &mut bytes[..]) else { return Vec::new() };
        let names = bytes[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty());
        names.filter_map(|name| String::from_utf8(name.to_vec()).ok()).collect()
    }

    pub fn get(path: &Path, name: &str) -> Option<Vec<u8>> {
        let mut bytes = vec![0; LONGEST];
        let length = getxattr(path, name, &mut bytes[..]).ok()?;
        bytes.truncate(length);
        Some(bytes)
    }

    pub fn set(path: &Path, name: &str, value: &[u8]) -> io::Result<()> {
        Ok(setxattr(path, name, value, XattrFlags::empty())?)
    }

    pub fn remove(path: &Path, name: &str) -> io::Result<()> {
        Ok(removexattr(path, name)?)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use super::*;

    pub fn names(_: &Path) -> Vec<String> {
        Vec::new()
    }

    pub fn get(_: &Path, _: &str) -> Option<Vec<u8>> {
        None
    }

    pub fn set(_: &Path, _: &str, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn remove(_: &Path, _: &str) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::connect::write_atomic;

    /// Tag, rights and number of each entry, as the system stores them.
    fn list(entries: &[(u16, u16, u32)]) -> AccessList {
        let entries = entries.iter().flat_map(|(tag, rights, id)| {
            [tag.to_le_bytes(), rights.to_le_bytes()].concat().into_iter().chain(id.to_le_bytes())
        });
        AccessList(2u32.to_le_bytes().into_iter().chain(entries).collect())
    }

    /// The owner reads and writes, user 1234 reads, the group may nothing, nor may others.
    fn for_one_reader() -> AccessList {
        let nobody = u32::MAX;
        list(&[(1, 6, nobody), (2, 4, 1234), (4, 0, nobody), (16, 4, nobody), (32, 0, nobody)])
    }

    #[test]
    fn a_replaced_file_keeps_its_list_and_attributes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let has_attributes = system::set(&path, "user.origin", b"report").is_ok();
        let has_lists = for_one_reader().set(&path).is_ok();
        write_atomic(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(!has_attributes || system::get(&path, "user.origin").as_deref() == Some(b"report"));
        assert!(!has_lists || AccessList::of(&path) == Some(for_one_reader()), "{:?}", AccessList::of(&path));
        // A signature is that of the old content.
        assert!(system::names(&path).iter().all(|name| name.starts_with("user.") || name == LIST));
    }

    #[test]
    fn a_file_without_a_list_gets_none_from_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let Ok(()) = system::set(folder.path(), "system.posix_acl_default", &for_one_reader().0) else { return };
        write_atomic(&path, b"new").unwrap();
        assert_eq!(AccessList::of(&path), None);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}

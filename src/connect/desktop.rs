//! The desktop's settings, read from the files in which desktops store them.

use std::path::{Path, PathBuf};

/// Relative to the configuration folder: the file, and the prefixes of the line that requests reduced motion.
const SETTINGS: [(&str, &[&str]); 3] = [
    ("gtk-4.0/settings.ini", &["gtk-enable-animations=false", "gtk-enable-animations=0"]),
    ("gtk-3.0/settings.ini", &["gtk-enable-animations=false", "gtk-enable-animations=0"]),
    ("kdeglobals", &["AnimationDurationFactor=0"]),
];

/// Whether the desktop requests reduced motion. Also `false` if it is not set.
pub fn desktop_reduces_motion() -> bool {
    config_dir().is_some_and(|dir| reduces_motion_in(&dir))
}

/// Where users keep files: the documents folder, else the home folder.
pub fn documents_folder() -> Option<PathBuf> {
    let dirs = directories::UserDirs::new()?;
    let documents = dirs.document_dir().filter(|folder| folder.is_dir());
    Some(documents.unwrap_or(dirs.home_dir()).to_path_buf())
}

fn config_dir() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.config_dir().to_path_buf())
}

fn reduces_motion_in(dir: &Path) -> bool {
    SETTINGS.iter().any(|(file, lines)| {
        let text = std::fs::read_to_string(dir.join(file)).unwrap_or_default();
        let compact = |line: &str| line.split_whitespace().collect::<String>();
        text.lines().map(compact).any(|line| lines.iter().any(|expected| line.eq_ignore_ascii_case(expected)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_desktop_is_asked_in_its_own_words() {
        for (file, text, reduced) in [
            ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations = false\n", true),
            ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", false),
            ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", true),
            ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", false),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            assert_eq!(reduces_motion_in(dir.path()), reduced, "{file}: {text}");
        }
        assert!(!reduces_motion_in(Path::new("/nowhere")));
    }
}

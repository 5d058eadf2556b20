//! Patterns with `**`, which match folders at any depth, also where links form loops.

use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::Pattern;

/// The maximum number of folders searched for one pattern.
const MOST_FOLDERS: usize = 200_000;

/// One step of a pattern.
enum Step {
    /// `**`: any number of folders.
    Folders,
    Name(Pattern),
}

/// Why a pattern gives no files.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    Pattern(&'static str),
    /// There are too many folders to search.
    TooMany,
}

/// Whether a pattern contains `**`.
pub(super) fn is_deep(pattern: &Path) -> bool {
    pattern.components().any(|part| part.as_os_str() == "**")
}

/// The files that match, in no order. A link is followed, unless it leads back to a folder that it is in.
pub(super) fn files_below(pattern: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut root = PathBuf::new();
    let mut steps = Vec::new();
    for part in pattern.components() {
        let text = part.as_os_str().to_string_lossy();
        match part {
            Component::Normal(name) if !steps.is_empty() || text.contains(['*', '?', '[']) => {
                match (name == "**", steps.last()) {
                    // Consecutive ones are equivalent to one.
                    (true, Some(Step::Folders)) => {}
                    (true, _) => steps.push(Step::Folders),
                    (false, _) => {
                        steps.push(Step::Name(Pattern::new(&text).map_err(|error| Fault::Pattern(error.msg))?))
                    }
                }
            }
            other => root.push(other),
        }
    }
    let mut walk = Walk { found: Vec::new(), folders: 0 };
    let above = fs::canonicalize(&root).map(|real| vec![real]).unwrap_or_default();
    walk.search(&root, &above, &steps)?;
    Ok(walk.found)
}

struct Walk {
    found: Vec<PathBuf>,
    folders: usize,
}

impl Walk {
    /// Searches `folder` for the rest of the pattern. `above` are its real path and those of the folders that contain
    /// it.
    fn search(&mut self, folder: &Path, above: &[PathBuf], steps: &[Step]) -> Result<(), Fault> {
        let Some((step, rest)) = steps.split_first() else { return Ok(()) };
        self.folders += 1;
        if self.folders > MOST_FOLDERS {
            return Err(Fault::TooMany);
        }
        if let Step::Folders = step {
            self.search(folder, above, rest)?;
        }
        // A folder that cannot be read is treated as empty.
        let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
        for entry in entries.flatten() {
            let path = entry.path();
            let further = match step {
                Step::Folders => steps,
                Step::Name(pattern) if pattern.matches(&entry.file_name().to_string_lossy()) => rest,
                Step::Name(_) => continue,
            };
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let is_folder = if is_link { path.is_dir() } else { entry.file_type().is_ok_and(|kind| kind.is_dir()) };
            if !is_folder {
                if further.is_empty() && path.is_file() {
                    self.found.push(path);
                }
                continue;
            }
            let real = match (is_link, above.last()) {
                (true, _) | (_, None) => fs::canonicalize(&path).ok(),
                (false, Some(folder)) => Some(folder.join(entry.file_name())),
            };
            let Some(real) = real.filter(|real| !above.contains(real)) else { continue };
            let mut above = above.to_vec();
            above.push(real);
            self.search(&path, &above, further)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, pattern: &str) -> Vec<String> {
        let mut found: Vec<String> = files_below(&folder.join(pattern))
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(folder).unwrap().display().to_string())
            .collect();
        found.sort();
        found
    }

    #[test]
    fn files_are_found_in_folders_of_any_depth() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        for name in ["a.csv", "x/b.csv", "x/y/c.csv", "x/y/d.txt", "z/e.csv"] {
            fs::create_dir_all(base.join(name).parent().unwrap()).unwrap();
            fs::write(base.join(name), "").unwrap();
        }
        fs::create_dir(base.join("x/folder.csv")).unwrap();
        for (pattern, expected) in [
            ("**/*.csv", &["a.csv", "x/b.csv", "x/y/c.csv", "z/e.csv"][..]),
            ("x/**/*.csv", &["x/b.csv", "x/y/c.csv"]),
            ("**/y/*", &["x/y/c.csv", "x/y/d.txt"]),
            ("**/**/c.csv", &["x/y/c.csv"]),
            ("?/**/[cd].*", &["x/y/c.csv", "x/y/d.txt"]),
            ("**/none.csv", &[]),
            ("nowhere/**/*.csv", &[]),
        ] {
            assert_eq!(found(base, pattern), expected, "{pattern}");
        }
        assert!(matches!(files_below(&base.join("**/[z.csv")), Err(Fault::Pattern(_))));
    }

    #[cfg(unix)]
    #[test]
    fn links_in_circles_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        fs::create_dir_all(base.join("a/b")).unwrap();
        fs::write(base.join("a/b/x.csv"), "").unwrap();
        symlink("../..", base.join("a/b/up")).unwrap();
        symlink(".", base.join("self")).unwrap();
        symlink(base.join("a"), base.join("again")).unwrap();
        symlink("nowhere", base.join("lost")).unwrap();
        symlink("b/x.csv", base.join("a/y.csv")).unwrap();
        let all = ["a/b/x.csv", "a/y.csv", "again/b/x.csv", "again/y.csv"];
        assert_eq!(found(base, "**/*.csv"), all, "another way to a folder is no circle");
    }
}

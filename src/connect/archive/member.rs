//! The files within a zip, which paths name like those of a folder: `a.zip/b.csv`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::words::{cannot_unpack, no_text};
use crate::base::text::in_a_row;
use crate::base::{Fix, Problem, Text};
use crate::connect::files::glob;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::stamp::stamp;

/// The number of names that a message lists.
const LISTED: usize = 5;
/// Extensions that distinguish a table from a note or a licence beside it.
const TABLES: &[&str] = &["csv", "tsv", "tab", "json", "jsonl", "ndjson"];

/// Its files, without those that operating systems add.
fn members<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<(usize, String)> {
    let names = (0..archive.len()).filter_map(|index| Some((index, archive.name_for_index(index)?.ok()?)));
    let own = names.filter(|(_, name): &(usize, Cow<'_, str>)| {
        let last = name.rsplit('/').next().unwrap_or_default();
        let is_system = last.starts_with('.') || matches!(last, "Thumbs.db" | "desktop.ini");
        !last.is_empty() && !is_system && !name.starts_with("__MACOSX/")
    });
    own.map(|(index, name)| (index, name.into_owned())).collect()
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let name = name.to_lowercase();
    let stem = [".gz", ".zst", ".bz2"].iter().find_map(|pack| name.strip_suffix(pack)).unwrap_or(&name);
    endings.iter().any(|ending| stem.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

/// The requested file of the archive: by its name, or the only one that can be a table.
pub(super) fn chosen<R: Read + Seek>(
    path: &Path,
    archive: &ZipArchive<R>,
    member: Option<&str>,
) -> Result<usize, Problem> {
    let members = members(archive);
    let list = |names: &[&(usize, String)]| {
        let mut listed: Vec<Text> = names.iter().take(LISTED).map(|(_, name)| name.clone().into()).collect();
        listed.extend((names.len() > LISTED).then(|| "…".into()));
        in_a_row(listed)
    };
    let all: Vec<&(usize, String)> = members.iter().collect();
    if let Some(member) = member {
        let found = members.iter().find(|(_, name)| name == member);
        return found.map(|(index, _)| *index).ok_or_else(|| {
            let problem = Problem::error(say!("file-none-in-archive", path = path.display(), name = member));
            let problem = if all.is_empty() {
                problem.remedy(say!("file-choose-other-archive"))
            } else {
                problem.remedy(say!("file-archive-holds", names = list(&all)))
            };
            problem.at("path")
        });
    }
    let is_office = |(_, name): &&(usize, String)| {
        matches!(name.as_str(), "[Content_Types].xml" | "mimetype" | "xl/workbook.xml" | "xl/workbook.bin")
    };
    if members.iter().any(|member| is_office(&member)) {
        return Err(no_text(path));
    }
    let tables: Vec<&(usize, String)> = members.iter().filter(|(_, name)| has_ending(name, TABLES)).collect();
    match (tables.as_slice(), all.as_slice()) {
        ([(index, _)], _) | ([], [(index, _)]) => Ok(*index),
        ([], []) => Err(Problem::error(say!("file-archive-empty", path = path.display()))
            .remedy(say!("file-choose-other-archive"))
            .at("path")),
        (tables, all) => {
            let choice = if tables.is_empty() { all } else { tables };
            let problem = Problem::error(say!("file-archive-several", path = path.display(), names = list(choice)))
                .remedy(say!("file-name-in-archive"))
                .at("path");
            Err(choice.iter().take(LISTED).fold(problem, |problem, (_, name)| problem.fix(inside(path, name))))
        }
    }
}

/// Appends the name of a file in the archive to the archive's own path.
fn inside(path: &Path, name: &str) -> Fix {
    let archive = path.file_name().unwrap_or_default().to_string_lossy();
    Fix::write(archive.clone(), format!("{archive}/{name}"))
}

/// The file on the disk that a path denotes, and the name of the file within it if that is a zip.
pub(in crate::connect) fn archive_and_member(path: &Path) -> (PathBuf, Option<String>) {
    if !path.exists() {
        for archive in path.ancestors().skip(1).filter(|folder| is_zip(folder) && folder.is_file()) {
            if let Ok(member) = path.strip_prefix(archive) {
                let names: Vec<_> = member.iter().map(|name| name.to_string_lossy()).collect();
                return (archive.to_path_buf(), Some(names.join("/")));
            }
        }
    }
    (path.to_path_buf(), None)
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The files on the disk that contain the texts at these paths.
pub fn files_on_disk(paths: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = paths.into_iter().map(|path| archive_and_member(&path).0).collect();
    files.dedup();
    files
}

/// Like [`glob()`], but also finds files in a zip: `a.zip/*.csv` are its files that match, `a.zip/b.csv` is one of
/// them.
pub fn glob_texts(pattern: &Path) -> Result<Vec<PathBuf>, Problem> {
    let outer = pattern.ancestors().skip(1).find(|folder| is_zip(folder) && !folder.is_dir());
    let Some(outer) = outer.filter(|_| !pattern.exists()) else { return glob(pattern) };
    let Ok(inner) = pattern.strip_prefix(outer) else { return glob(pattern) };
    let inner = inner.to_string_lossy().into_owned();
    let mut found = Vec::new();
    for archive in glob(outer)? {
        stamp(&archive)?;
        if !inner.contains(['*', '?', '[']) {
            found.push(archive.join(&inner));
            continue;
        }
        let name_pattern = glob::Pattern::new(&inner).map_err(|error| {
            let message = say!("file-no-pattern", pattern = inner, error = error.msg);
            Problem::error(message).remedy(say!("file-correct-pattern"))
        })?;
        let file = File::open(&archive).map_err(|error| io_problem(FileOperation::Read, &archive, &error))?;
        let zip = ZipArchive::new(file).map_err(|error| cannot_unpack(&archive, error.to_string()))?;
        let mut names: Vec<String> = members(&zip).into_iter().map(|(_, name)| name).collect();
        names.retain(|name| *name == inner || name_pattern.matches(name));
        names.sort();
        found.extend(names.iter().map(|name| archive.join(name)));
    }
    if found.is_empty() {
        return Err(
            Problem::error(say!("file-no-match", pattern = pattern.display())).remedy(say!("file-check-pattern"))
        );
    }
    Ok(found)
}

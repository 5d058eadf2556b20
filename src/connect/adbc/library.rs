//! Finding the library of a driver.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::foreign::{Driver, LoadFault};
use crate::base::{Cause, Problem};

/// What a library may export if nothing else is said.
const USUAL: &str = "AdbcDriverInit";

/// Loads the driver of a connection. `library` is a whole path, or a name by which the system finds it.
pub fn driver(connection: &str, library: &str, entrypoint: Option<&str>) -> Result<&'static Driver, Problem> {
    let entries = match entrypoint {
        Some(entry) => vec![entry.to_owned()],
        None => vec![derived(library), USUAL.to_owned()],
    };
    let mut first = None;
    for file in files(library) {
        match Driver::load(&file, &entries) {
            Ok(driver) => return Ok(driver),
            Err(fault @ LoadFault::NotLoaded(_)) => first = first.or(Some(fault)),
            Err(fault) => return Err(problem(connection, library, fault)),
        }
    }
    Err(problem(connection, library, first.unwrap_or_else(|| LoadFault::NotLoaded(String::new()))))
}

fn problem(name: &str, library: &str, fault: LoadFault) -> Problem {
    let problem = match fault {
        LoadFault::NotLoaded(error) => {
            Problem::error(say!("adbc-not-loaded", name = name, library = library, error = error))
        }
        LoadFault::NoEntry(entries) => {
            Problem::error(say!("adbc-no-entry", name = name, library = library, entries = entries))
        }
        LoadFault::Refused(fault) => {
            Problem::error(say!("adbc-does-not-start", name = name, library = library, error = fault.message))
        }
    };
    problem.remedy(say!("adbc-check-library")).at("connection").because(Cause::Source)
}

/// The files that a library may be: a path is one, a name also what a system makes of it.
fn files(library: &str) -> Vec<OsString> {
    let (begin, end) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let mut files = vec![OsString::from(library)];
    if !is_path(library) && !library.contains(end) {
        files.insert(0, format!("{begin}{library}{end}").into());
    }
    files
}

fn is_path(library: &str) -> bool {
    Path::new(library).components().count() > 1
}

/// The function that ADBC derives of a file's name: `libadbc_driver_sqlite.so` exports `AdbcDriverSqliteInit`.
fn derived(library: &str) -> String {
    let name = Path::new(library).file_name().and_then(OsStr::to_str).unwrap_or_default();
    let name = name.strip_prefix("lib").unwrap_or(name);
    let name = name.split('.').next().unwrap_or_default();
    let word = |word: &str| {
        let mut signs = word.chars();
        signs.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(signs).collect::<String>()
    };
    let words: String = name.split(['_', '-']).map(word).collect();
    if words.starts_with("Adbc") { format!("{words}Init") } else { format!("Adbc{words}Init") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_has_the_name_of_the_library() {
        for (library, entry) in [
            ("/opt/libadbc_driver_sqlite.so", "AdbcDriverSqliteInit"),
            ("adbc_driver_sqlite", "AdbcDriverSqliteInit"),
            ("libadbc_sqlite.so.2.0.0", "AdbcSqliteInit"),
            ("proprietary-driver.dll", "AdbcProprietaryDriverInit"),
        ] {
            assert_eq!(derived(library), entry, "{library}");
        }
    }

    #[test]
    fn what_is_no_driver_is_one_clear_line() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text.so");
        std::fs::write(&text, "this is no library, however long the text of it may be").unwrap();
        let elsewhere = folder.path().join("other.so");
        // An ELF file of 32 bits.
        std::fs::write(&elsewhere, [&b"\x7fELF\x01\x01\x01"[..], &[0; 100]].concat()).unwrap();
        let absent = folder.path().join("absent.so");
        for library in [&text, &elsewhere, &absent] {
            let problem = driver("shop", library.to_str().unwrap(), None).err().expect("no driver");
            let said = problem.message.to_string();
            assert!(said.contains("shop") && said.contains(library.to_str().unwrap()), "{said}");
            assert!(!said.contains('\n') && problem.remedy.is_some(), "{said}");
        }
        // A library of the system that is no driver.
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        {
            let problem = driver("shop", "libm.so.6", None).err().expect("no driver");
            assert!(problem.message.to_string().contains("AdbcMInit, AdbcDriverInit"), "{problem}");
        }
    }
}

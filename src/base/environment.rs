//! The environment variables: every variable that the program reads, in one place.

#![expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]

use std::path::PathBuf;

/// The folder for per-user data, instead of the system's.
pub const STATE: &str = "TABLEWIRE_STATE";
/// The folder of results that are kept on disk.
pub const CACHE: &str = "TABLEWIRE_CACHE";
/// The maximum bytes of kept results, such as `2 GB`; 0 keeps nothing.
pub const CACHE_BUDGET: &str = "TABLEWIRE_CACHE_BUDGET";
/// A result that took fewer milliseconds is not kept.
pub const CACHE_MIN_MS: &str = "TABLEWIRE_CACHE_MIN_MS";
/// Text files with more bytes are previewed as a sample, such as `200MB`.
pub const SAMPLE_ABOVE: &str = "TABLEWIRE_SAMPLE_ABOVE";
/// The number of rows of a sample.
pub const SAMPLE_ROWS: &str = "TABLEWIRE_SAMPLE_ROWS";
/// Determines which rows a sample contains.
pub const SAMPLE_SEED: &str = "TABLEWIRE_SAMPLE_SEED";
/// `en` or `zh-CN`, overriding the user's choice.
pub const LANGUAGE: &str = "TABLEWIRE_LANGUAGE";
/// The file in which the window lists its controls.
pub const CONTROLS: &str = "TABLEWIRE_CONTROLS";
/// The library of DuckDB, for connections that name none.
pub const DUCKDB: &str = "TABLEWIRE_DUCKDB";
/// The window uses its own file dialog, even if the system has one.
pub const OWN_FILE_DIALOG: &str = "TABLEWIRE_OWN_FILE_DIALOG";
/// The program that the window starts for previews and runs, instead of itself; for tests.
pub const BINARY: &str = "TABLEWIRE_BINARY";
/// The memory that previews may take, such as `2 GB`, instead of 60 % of the machine's.
pub const PREVIEW_MEMORY: &str = "TABLEWIRE_PREVIEW_MEMORY";
/// A Python that has PySpark.
pub const SPARK_PYTHON: &str = "TABLEWIRE_SPARK_PYTHON";
/// A server of Spark Connect, with its token; it belongs to Spark.
pub const SPARK_REMOTE: &str = "SPARK_REMOTE";
/// How many threads polars computes with.
pub const THREADS: &str = "POLARS_MAX_THREADS";
/// How many rows polars passes on at once. `POLARS_IDEAL_MORSEL_SIZE` has no effect: polars reads this older name after it, and
/// takes its default where it is not set.
pub const BATCH_ROWS: &str = "POLARS_STREAMING_CHUNK_SIZE";
/// How many threads the runtime for asynchronous drivers has; it belongs to polars.
pub const ASYNC_THREADS: &str = "POLARS_ASYNC_THREAD_COUNT";
/// How many more threads that runtime may start for blocking work.
pub const BLOCKING_THREADS: &str = "POLARS_MAX_BLOCKING_THREAD_COUNT";
/// A panic is reported with its backtrace.
pub const BACKTRACE: &str = "RUST_BACKTRACE";
/// Each of these indicates a display.
pub const DISPLAYS: [&str; 3] = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
/// The user's language; the first one that is set counts.
pub const LOCALES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The file with the key of the encrypted file of secrets.
pub const SECRETS_KEY: &str = "TABLEWIRE_SECRETS_KEY";
/// The passphrase of the encrypted file of secrets.
pub const SECRETS_PASSPHRASE: &str = "TABLEWIRE_SECRETS_PASSPHRASE";

/// Variables that define a connection begin so.
const CONNECTION: &str = "TABLEWIRE_CONNECTION_";

/// The variable that defines the connection of this name: in capitals, with `_` for all but letters and digits.
pub fn connection_variable(name: &str) -> String {
    let sign = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    CONNECTION.chars().chain(name.chars().map(sign)).collect()
}

/// The definition of a connection; `None` if it has none here. It may hold a secret.
pub fn connection(name: &str) -> Option<String> {
    text(&connection_variable(name))
}

/// The connections that are defined here, each by what stands behind the common beginning of the variables, in small letters, and
/// with its definition, which may hold a secret. In the order of their names.
pub fn connections() -> Vec<(String, String)> {
    let own = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        let variable = name.into_string().ok()?;
        let name = variable.strip_prefix(CONNECTION)?.to_ascii_lowercase();
        let value = value.into_string().ok().filter(|value| !value.trim().is_empty())?;
        // Any other variable is never looked up.
        (!name.is_empty() && connection_variable(&name) == variable).then_some((name, value))
    };
    let mut all: Vec<(String, String)> = std::env::vars_os().filter_map(own).collect();
    all.sort();
    all
}

/// Variables whose values mean nothing, each with what it may be.
pub fn faults() -> Vec<(&'static str, String, &'static str)> {
    type Holds = fn(&str) -> bool;
    const SIZE: &str = "a size such as 200MB";
    const WHOLE: &str = "a whole number";
    const COUNT: &str = "a whole number from 1 on";
    let is_count: Holds = |text| text.parse::<u64>().is_ok_and(|number| number > 0);
    let is_whole: Holds = |text| text.parse::<u64>().is_ok();
    let is_size: Holds = |text| super::number::parse_bytes(text).is_some();
    let all: [(&'static str, Holds, &'static str); 11] = [
        (CACHE_BUDGET, is_size, SIZE),
        (CACHE_MIN_MS, is_whole, WHOLE),
        (SAMPLE_ABOVE, is_size, SIZE),
        (SAMPLE_ROWS, is_count, COUNT),
        (SAMPLE_SEED, is_whole, WHOLE),
        (PREVIEW_MEMORY, is_size, SIZE),
        (LANGUAGE, |text| super::Language::from_tag(text).is_some(), "en or zh-CN"),
        (THREADS, is_count, COUNT),
        (BATCH_ROWS, is_count, COUNT),
        (ASYNC_THREADS, is_count, COUNT),
        (BLOCKING_THREADS, is_count, COUNT),
    ];
    let given = all.into_iter().filter_map(|(name, holds, may_be)| {
        let value = std::env::var_os(name)?.to_string_lossy().into_owned();
        let text = value.trim();
        (!text.is_empty() && !holds(text)).then(|| (name, text.to_owned(), may_be))
    });
    given.collect()
}

/// The language set by `TABLEWIRE_LANGUAGE`, if any.
pub fn language() -> Option<super::Language> {
    super::Language::from_tag(&text(LANGUAGE)?)
}

/// The value of a variable; `None` if it is not set, blank, or not Unicode.
pub fn text(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// A variable that names a file or folder.
pub fn path(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Whether a variable is set to a value.
pub fn is_set(name: &str) -> bool {
    path(name).is_some()
}

//! The architecture is a table: which module may use which, and which may name which library. ARCHITECTURE.md shows the
//! same table, and this test compares the two and the source with both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::imports::code;

/// A module of the crate and the modules that it may use.
const MODULES: &[(&str, &[&str])] = &[
    ("catalogue", &[]),
    ("base", &[]),
    ("document", &["base"]),
    ("formula", &["base"]),
    ("connect", &["base"]),
    ("spark", &["base", "formula"]),
    ("nodes", &["base", "connect", "document", "formula", "spark"]),
    ("engine", &["base", "connect", "document", "formula", "nodes", "spark"]),
    ("app", &["base", "connect", "document", "engine", "formula", "nodes"]),
    ("cli", &["app", "base", "connect", "document", "engine", "formula", "nodes"]),
    ("ui", &["app", "base", "document", "engine", "formula", "nodes"]),
    ("main", &["cli", "ui"]),
];

/// A library, as the source names it, and the modules that may name it.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("egui", &["ui"]),
    ("eframe", &["ui"]),
    ("rfd", &["ui"]),
    ("polars", &["connect", "engine", "formula", "nodes"]),
    ("rusqlite", &["connect"]),
    ("tokio_postgres", &["connect"]),
    ("ring", &["connect"]),
    ("zbus", &["connect"]),
    ("scrypt", &["connect"]),
    ("x25519_dalek", &["connect"]),
    ("tokio_rustls", &["connect"]),
    ("fs4", &["connect"]),
    ("polars_async", &["connect"]),
    ("rustix", &["connect"]),
    ("libloading", &["connect"]),
    ("polars_arrow", &["connect"]),
    ("polars_io", &["connect"]),
    ("polars_plan", &["connect"]),
    ("polars_stream", &["connect"]),
    ("std::env::var", &["base"]),
    ("std::fs", &["cli", "connect"]),
    ("std::net", &["cli", "connect"]),
    ("std::process::Command", &["engine"]),
    ("std::thread", &["engine"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The module that a file of `src` belongs to; `None` for lib.rs, which names them all.
fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
    let module = first.strip_suffix(".rs").unwrap_or(&first).to_owned();
    (module != "lib").then_some(module)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every `word` in `code` that begins a path: not a part of a longer word, not behind `::` or `.`.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + word.len()..]);
        // `egui` also means egui_extras and the like.
        let ends = !after.starts_with(is_word) || (after.starts_with('_') && !word.contains(':'));
        let begins = !before.ends_with(is_word) && !before.ends_with("::") && !before.ends_with('.');
        let is_path = after.trim_start_matches(is_word).starts_with("::") || word.contains("::");
        ends && begins && is_path
    })
}

/// The modules named as `crate::module` or `tablewire::module`, also in braces.
fn used_modules(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for prefix in ["crate::", "tablewire::"] {
        for (at, _) in code.match_indices(prefix) {
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                Some(list) => {
                    let mut depth = 0;
                    let mut item = String::new();
                    for c in list.chars() {
                        match c {
                            '{' => depth += 1,
                            '}' if depth == 0 => break,
                            '}' => depth -= 1,
                            ',' if depth == 0 => used.push(std::mem::take(&mut item)),
                            _ if depth == 0 => item.push(c),
                            _ => {}
                        }
                    }
                    used.push(item);
                }
                None => used.push(rest.to_owned()),
            }
        }
    }
    used.iter()
        .map(|u| u.trim().chars().take_while(|c| is_word(*c)).collect::<String>())
        .filter(|u| !u.is_empty())
        .collect()
}

#[test]
fn only_the_arrows_of_the_table_exist() {
    let modules: BTreeMap<&str, &[&str]> = MODULES.iter().copied().collect();
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    assert!(files.len() > 50, "the source is elsewhere");
    let mut wrong = Vec::new();
    for file in files {
        let is_test = file.file_stem().is_some_and(|s| ["tests", "checks"].contains(&s.to_str().unwrap()))
            || file.to_string_lossy().ends_with("_tests.rs")
            || file.components().any(|c| ["tests", "checks"].contains(&c.as_os_str().to_str().unwrap()));
        let Some(module) = module_of(&file).filter(|_| !is_test) else { continue };
        let allowed = modules.get(module.as_str()).unwrap_or_else(|| panic!("{module} is not in the table"));
        let code = code(&std::fs::read_to_string(&file).unwrap());
        let shown = file.strip_prefix(root()).unwrap().display().to_string();
        for used in used_modules(&code) {
            if used != module && modules.contains_key(used.as_str()) && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{shown}: {module} may not use {used}"));
            }
        }
        for (library, by) in LIBRARIES {
            if !by.contains(&module.as_str()) && names(&code, library) {
                wrong.push(format!("{shown}: {module} may not name {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Elsewhere a source that polars cannot scan would have no rows: the streaming engine panics on it.
#[test]
fn plans_are_executed_in_one_place() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let place = root().join("src/connect/scan/execute.rs");
    let is_test = |file: &Path| {
        file.components().any(|c| c.as_os_str() == "tests") || file.to_string_lossy().ends_with("tests.rs")
    };
    for file in files.into_iter().filter(|file| *file != place && !is_test(file)) {
        let text = code(&std::fs::read_to_string(&file).unwrap());
        for call in [".collect_with_engine(", "::collect_all_with_engine(", ".collect_batches("] {
            assert!(
                !text.contains(call),
                "{}: {call} instead of connect::collect, execute or execute_all",
                file.display()
            );
        }
    }
}

/// Calls of the system without a safe interface, each behind a safe function.
#[test]
fn unsafe_code_stands_in_four_places() {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    let places =
        ["system.rs", "fork.rs", "lost_pages.rs", "adbc/foreign"].map(|name| root().join("src/connect").join(name));
    let is_unsafe = |file: &PathBuf| code(&std::fs::read_to_string(file).unwrap()).contains("unsafe {");
    files.retain(is_unsafe);
    let stands_in = |file: &PathBuf| places.iter().position(|place| file.starts_with(place));
    let found: BTreeSet<usize> = files.iter().filter_map(stands_in).collect();
    assert_eq!(found.len(), places.len(), "it is elsewhere");
    let others: Vec<&PathBuf> = files.iter().filter(|file| stands_in(file).is_none()).collect();
    assert!(others.is_empty(), "unsafe code outside of {places:?}: {others:?}");
}

#[test]
fn the_architecture_page_shows_the_same_table() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (module, uses) in MODULES {
        let line =
            format!("| `{module}` | {} |", if uses.is_empty() { "nothing of ours".into() } else { uses.join(", ") });
        assert!(page.contains(&line), "ARCHITECTURE.md lacks the line\n{line}");
    }
    for (library, by) in LIBRARIES {
        let line = format!("| `{library}` | {} |", by.join(", "));
        assert!(page.contains(&line), "ARCHITECTURE.md lacks the line\n{line}");
    }
}

#[test]
fn the_finder_finds() {
    assert!(names("use egui_extras::Column;", "egui"));
    assert!(names("let x = std::fs::read(path);", "std::fs"));
    assert!(!names("let megui = 1;", "egui"));
    assert!(!names("my::polars::x()", "polars"));
    assert_eq!(used_modules("use crate::{base::{a, b}, engine};\ncrate::nodes::Kind"), ["base", "engine", "nodes"]);
}

#[test]
fn tests_and_comments_are_left_out_and_what_follows_them_is_read() {
    let text =
        "use a; // egui::x\n#[cfg(test)]\nmod tests;\nuse b;\n#[cfg(test)]\nmod more {\n    egui::y\n}\nuse c;\n";
    assert_eq!(code(text), "use a; \nuse b;\nuse c;\n");
}

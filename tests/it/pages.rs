//! The pages name only what there is: files, folders and environment variables.

use std::collections::BTreeSet;
use std::path::Path;

/// Names that stand for something: `STORE` is a store, `explode` the kind that a recipe adds.
const PLACEHOLDERS: [&str; 3] = ["explode", "v2.ron", "CONNECTION_NAME"];
/// Files of other crates, and those that the program writes.
const ELSEWHERE: [&str; 7] = [
    "secrets.age",
    "src/variants/codepoints.rs",
    "connections.ron",
    "preferences.ron",
    "opening.txt",
    "/proc/self/pagemap",
    "/dev/stdout",
];
/// Variables of the tests' own processes, not for people.
const OWN: &str = "TABLEWIRE_IT_";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).expect(name)
}

fn pages() -> Vec<String> {
    let docs = std::fs::read_dir(root().join("docs")).expect("docs");
    let docs = docs.map(|entry| format!("docs/{}", entry.expect("an entry").file_name().to_string_lossy()));
    let own = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"].map(str::to_owned);
    own.into_iter().chain(docs.filter(|name| name.ends_with(".md"))).collect()
}

/// Files and folders of the project, from its root, with `/`.
fn files() -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                walk(&path, found);
            }
            found.insert(name);
        }
    }
    let mut found = BTreeSet::new();
    for folder in ["src", "tests", "texts", "docs", "benches", "assets", "sample_projects", ".ci"] {
        walk(&root().join(folder), &mut found);
        found.insert(folder.to_owned());
    }
    let top = std::fs::read_dir(root()).expect("the project");
    found.extend(top.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()));
    found
}

/// What stands in backticks, outside of blocks of code.
fn quoted(page: &str) -> Vec<String> {
    let prose: String = page.split("```").step_by(2).collect();
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether it names a file or folder, and no placeholder.
fn is_path(name: &str) -> bool {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "._/-".contains(c));
    let endings = [".rs", ".ftl", ".sh", ".ron", ".txt", ".md", ".toml", ".inc"];
    let is_file = endings.iter().any(|ending| name.ends_with(ending));
    let known = ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", "Cargo.toml"];
    let has_placeholder = name.split(['/', '.', '_']).any(|part| part.len() > 2 && part == part.to_uppercase());
    let is_folder = name.contains('/') && name == name.to_lowercase();
    is_plain
        && (is_file || is_folder)
        && (known.contains(&name) || !has_placeholder)
        && !PLACEHOLDERS.iter().any(|placeholder| name.contains(placeholder))
        && !ELSEWHERE.contains(&name)
}

#[test]
fn every_file_that_a_page_names_exists() {
    let files = files();
    let exists = |name: &str| {
        let name = name.trim_matches('/');
        files.contains(name) || files.iter().any(|file| file.ends_with(&format!("/{name}")))
    };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for page in pages() {
        for name in quoted(&text(&page)).into_iter().filter(|name| is_path(name)) {
            count += 1;
            // A module may be named as its path without the ending.
            if !exists(&name) && !exists(&format!("{name}.rs")) {
                wrong.push(format!("{page}: {name}"));
            }
        }
    }
    assert!(count > 100, "the pages name {count} files");
    assert!(wrong.is_empty(), "these are gone:\n{}", wrong.join("\n"));
}

/// Every word that begins with `TABLEWIRE_`.
fn variables(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let found =
        text.match_indices("TABLEWIRE_").map(|(at, _)| text[at..].chars().take_while(|c| is_part(*c)).collect());
    found.filter(|name: &String| !name.ends_with('_') && !name.starts_with(OWN)).collect()
}

#[test]
fn the_environment_is_described() {
    let page = variables(&text("CONTRIBUTING.md"));
    let read = text("src/base/environment.rs");
    let quoted: BTreeSet<&str> = read.split('"').skip(1).step_by(2).filter(|part| part.len() > 3).collect();
    let is_name = |part: &&str| part.chars().all(|c| c.is_ascii_uppercase() || c == '_') && !part.ends_with('_');
    let contributing = text("CONTRIBUTING.md");
    let missing: Vec<&str> =
        quoted.into_iter().filter(is_name).filter(|name| !contributing.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md lacks {missing:?}");
    let files = files()
        .into_iter()
        .filter(|file| [".rs", ".sh", ".inc", ".py"].iter().any(|ending| file.ends_with(ending)) || file == ".ci/run");
    let code: BTreeSet<String> = files.flat_map(|file| variables(&text(&file))).collect();
    let is_placeholder = |name: &String| PLACEHOLDERS.iter().any(|placeholder| name.contains(placeholder));
    let gone: Vec<&String> = page.difference(&code).filter(|name| !is_placeholder(name)).collect();
    assert!(gone.is_empty(), "nothing reads {gone:?}");
}

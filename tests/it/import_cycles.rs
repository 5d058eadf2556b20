//! Cycles of files inside a layer: files that import each other, directly or by way of others, cannot be read, tested or
//! moved one at a time. Those that there are stand in a list that only gets shorter.
//!
//! A file imports another where it names something that is defined there. Names that a `mod.rs` only passes on belong to the
//! file that defines them. Tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::imports::Source;

/// The cycles that are left in each layer, as the number of files in each, the largest first. A cycle more or a larger one is
/// a fault, and so is a number that is no longer true: the list may only get shorter.
const LEFT: &[(&str, &[usize])] =
    &[("app", &[7]), ("connect", &[2, 2]), ("formula", &[2]), ("nodes", &[8]), ("ui", &[2])];

/// A module as its path: `["engine", "plan", "key"]`.
type Module = Vec<String>;

/// The files of a cycle, each with those that it imports.
type Cycle = BTreeMap<String, Vec<String>>;

struct Layer {
    modules: BTreeMap<Module, Source>,
}

fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    ["tests", "checks"].contains(&&*name)
        || name.ends_with("_tests")
        || path.components().any(|c| c.as_os_str() == "tests")
}

impl Layer {
    /// The modules in which what a path names is defined, seen from `from`.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        if depth > 16 {
            return None;
        }
        let source = self.modules.get(from)?;
        let (first, rest) = path.split_first()?;
        let at = match first.as_str() {
            "crate" => return self.walk(Vec::new(), rest, depth),
            "self" => from.clone(),
            "super" => from[..from.len() - 1].to_vec(),
            name => {
                let mut child = from.clone();
                child.push(name.to_owned());
                if self.modules.contains_key(&child) {
                    child
                } else {
                    let (_, path, _) =
                        source.imports.iter().find(|(alias, path, _)| alias == name && path[0] != name)?;
                    let whole: Vec<String> = path.iter().chain(rest).cloned().collect();
                    return self.resolve(from, &whole, depth + 1);
                }
            }
        };
        self.walk(at, rest, depth)
    }

    fn walk(&self, mut at: Module, path: &[String], depth: usize) -> Option<Module> {
        for (n, name) in path.iter().enumerate() {
            if name == "super" {
                at.pop();
                continue;
            }
            let mut child = at.clone();
            child.push(name.clone());
            if self.modules.contains_key(&child) || at.is_empty() {
                at = child;
                continue;
            }
            let source = self.modules.get(&at)?;
            if source.defines(name) {
                return Some(at);
            }
            if let Some((_, inner, _)) = source.imports.iter().find(|(alias, inner, passed)| {
                *passed && alias == name && inner.as_slice() != std::slice::from_ref(name)
            }) {
                let whole: Vec<String> = inner.iter().chain(&path[n + 1..]).cloned().collect();
                // What comes from another layer is nothing of this one.
                return self.resolve(&at, &whole, depth + 1);
            }
            let all = source.globs.iter().filter(|(_, passed)| *passed);
            for (glob, _) in all {
                let inside = self.resolve(&at, glob, depth + 1)?;
                if self.modules.get(&inside).is_some_and(|source| source.defines(name)) {
                    return Some(inside);
                }
            }
            return Some(at);
        }
        self.modules.contains_key(&at).then_some(at)
    }

    fn edges(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let mut edges = BTreeMap::new();
        for (module, source) in &self.modules {
            let mut to = BTreeSet::new();
            for (alias, path, is_passed_on) in &source.imports {
                if !is_passed_on || source.says(alias) {
                    let target = self.resolve(module, path, 0);
                    // A module is a name on the way to others; the paths of the body say which.
                    to.extend(target.filter(|target| target.last() != path.last()));
                }
            }
            for (path, is_passed_on) in &source.globs {
                to.extend(self.resolve(module, path, 0).filter(|_| !is_passed_on));
            }
            for path in source.inline_paths() {
                to.extend(self.resolve(module, &path, 0));
            }
            to.remove(module);
            edges.insert(module, to);
        }
        edges
    }

    /// Every cycle: its files, each with those of the cycle that it imports.
    fn cycles(&self) -> Vec<Cycle> {
        let edges = self.edges();
        let reach: BTreeMap<&Module, BTreeSet<&Module>> = edges
            .keys()
            .map(|module| {
                let (mut seen, mut open) = (BTreeSet::new(), vec![*module]);
                while let Some(next) = open.pop() {
                    for target in &edges[next] {
                        if let Some((target, _)) = edges.get_key_value(target).filter(|(t, _)| seen.insert(**t)) {
                            open.push(target);
                        }
                    }
                }
                (*module, seen)
            })
            .collect();
        let mut cycles = BTreeSet::new();
        for (module, seen) in &reach {
            let mutual: BTreeSet<&Module> =
                seen.iter().copied().filter(|other| reach[*other].contains(module)).collect();
            let file = |module: &Module| self.modules[module].file.clone();
            let inside = |from: &Module| edges[from].iter().filter(|to| mutual.contains(to)).map(file).collect();
            if mutual.len() > 1 {
                cycles.insert(mutual.iter().map(|from| (file(from), inside(from))).collect());
            }
        }
        cycles.into_iter().collect()
    }
}

/// Takes in the file at `inside`, a path below `src`; tests and the crate's own two files are left out.
fn take_in(inside: &Path, text: &str, layers: &mut BTreeMap<String, Layer>) {
    let is_rust = inside.extension().is_some_and(|e| e == "rs");
    if !is_rust || inside.components().count() < 2 || is_test(inside) {
        return;
    }
    let names = inside.with_extension("");
    let mut module: Module = names.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    module.pop_if(|last| last == "mod");
    let layer = layers.entry(module[0].clone()).or_insert_with(|| Layer { modules: BTreeMap::new() });
    layer.modules.insert(module, Source::read(inside.to_string_lossy().replace('\\', "/"), text));
}

fn read_layers(folder: &Path) -> BTreeMap<String, Layer> {
    fn walk(folder: &Path, root: &Path, layers: &mut BTreeMap<String, Layer>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inside = path.strip_prefix(root).unwrap();
            if path.is_dir() {
                walk(&path, root, layers);
            } else {
                take_in(inside, &std::fs::read_to_string(&path).unwrap(), layers);
            }
        }
    }
    let mut layers = BTreeMap::new();
    walk(folder, folder, &mut layers);
    layers
}

fn shown(cycles: &[Cycle]) -> String {
    let line = |(file, to): (&String, &Vec<String>)| format!("    {file} imports {}\n", to.join(", "));
    cycles
        .iter()
        .map(|cycle| format!("  {} files:\n{}", cycle.len(), cycle.iter().map(line).collect::<String>()))
        .collect()
}

#[test]
fn cycles_of_files_get_fewer() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut wrong, mut all) = (String::new(), Vec::new());
    for (name, layer) in read_layers(&root) {
        let cycles = layer.cycles();
        let mut sizes: Vec<usize> = cycles.iter().map(BTreeMap::len).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let left = LEFT.iter().find(|(layer, _)| *layer == name).map_or(&[][..], |(_, left)| left);
        if sizes != left {
            wrong += &format!("{name} has cycles of {sizes:?} files, the list says {left:?}:\n{}", shown(&cycles));
        }
        all.extend(sizes);
    }
    println!("{} cycles of {} files", all.len(), all.iter().sum::<usize>());
    assert!(wrong.is_empty(), "{wrong}");
}

/// The cycles of a layer of these files.
fn cycles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let mut layers = BTreeMap::new();
    files.iter().for_each(|(file, text)| take_in(Path::new(file), text, &mut layers));
    layers.values().flat_map(Layer::cycles).map(|cycle| cycle.into_keys().collect()).collect()
}

#[test]
fn a_cycle_is_found_through_names_that_a_folder_passes_on() {
    let folder = ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub use c::C;");
    let b = ("a/b.rs", "use super::C;\npub struct B(C);");
    assert_eq!(cycles_of(&[folder, b, ("a/c.rs", "pub struct C;\nfn f(_: &crate::a::B) {}")]), [["a/b.rs", "a/c.rs"]]);
    assert_eq!(cycles_of(&[folder, b, ("a/c.rs", "use crate::a::b;\npub struct C(b::B);")]), [["a/b.rs", "a/c.rs"]]);
    // The folder uses what it passes on, and the file what the folder defines.
    let using = ("a/mod.rs", "mod b;\npub use b::B;\npub struct D;\nfn f(_: B) {}");
    assert_eq!(cycles_of(&[using, ("a/b.rs", "pub struct B(super::D);")]), [["a/b.rs", "a/mod.rs"]]);
}

#[test]
fn tests_comments_and_names_passed_on_make_no_cycle() {
    let folder = ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub use c::C;");
    let b = ("a/b.rs", "use super::C;\npub struct B(C);");
    let by_test = "pub struct C; // crate::a::B\n#[cfg(test)]\nmod tests {\n    use super::super::B;\n}\n";
    assert_eq!(cycles_of(&[folder, b, ("a/c.rs", by_test)]), Vec::<Vec<String>>::new());
    assert_eq!(cycles_of(&[folder, b, ("a/c.rs", "pub struct C;"), ("a/c_tests.rs", "use super::B;")]).len(), 0);
    assert_eq!(cycles_of(&[folder, b, ("a/c.rs", "pub(in crate::a::b) struct C;")]).len(), 0, "a visibility");
}

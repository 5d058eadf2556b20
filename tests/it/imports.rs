//! What a file of the source imports: its `use` trees and the paths in its code, without comments and tests.

/// What a file says about names.
#[derive(Default)]
pub struct Source {
    /// Below `src`.
    pub file: String,
    /// The code without comments, tests and `use`.
    pub body: String,
    /// Names that are brought in, with where they come from; `true` where they are passed on.
    pub imports: Vec<(String, Vec<String>, bool)>,
    /// Modules of which everything is brought in.
    pub globs: Vec<(Vec<String>, bool)>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The code without comments and without its tests.
pub fn code(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            // An attribute's item: a line, or a block that ends where it began.
            let item = lines.by_ref().find(|line| !line.trim_start().starts_with("#["));
            if item.is_some_and(|item| item.trim_end().ends_with('{')) {
                let indent = line.len() - line.trim_start().len();
                lines
                    .by_ref()
                    .find(|l| l.len() > indent && l[indent..].starts_with('}') && l[..indent].trim().is_empty());
            }
            continue;
        }
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

/// The code without the paths of visibilities such as `pub(in crate::formula)`, which import nothing.
fn without_visibilities(code: &str) -> String {
    let mut parts = code.split("pub(in ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("pub");
        out.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
    }
    out
}

/// Takes the `use` statements out of the code.
fn split_uses(code: &str) -> (String, Vec<(String, bool)>) {
    let (mut body, mut uses) = (String::new(), Vec::new());
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let (before, after) = rest.split_at(at);
        let line = before.rsplit('\n').next().unwrap_or_default().trim();
        let begins = line.is_empty() || line.starts_with("pub") || line.ends_with(['{', ';']);
        match after.find(';').filter(|_| begins) {
            Some(end) => {
                body.push_str(before);
                uses.push((after[4..end].to_owned(), line.starts_with("pub")));
                rest = &after[end..];
            }
            None => {
                body.push_str(before);
                body.push_str("use ");
                rest = &after[4..];
            }
        }
    }
    body.push_str(rest);
    (body, uses)
}

/// The paths of a `use` tree, each with the name that it brings in; `*` for everything.
fn paths(tree: &str, before: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let Some(inside) = tree.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
        let (mut depth, mut item) = (0, String::new());
        for c in inside.chars().chain([',']) {
            match c {
                ',' if depth == 0 => {
                    if !item.trim().is_empty() {
                        paths(&item, before, found);
                    }
                    item.clear();
                }
                _ => {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    item.push(c);
                }
            }
        }
        return;
    }
    let mut path = before.to_vec();
    match tree.split_once("::").filter(|(head, _)| head.chars().all(is_word)) {
        Some((head, tail)) => {
            path.push(head.to_owned());
            paths(tail, &path, found);
        }
        None => {
            let (name, alias) = tree.split_once(" as ").unwrap_or((tree, tree));
            let alias = if name == "self" && alias == "self" {
                path.last().cloned().unwrap_or_default()
            } else {
                alias.trim().to_owned()
            };
            if name != "self" {
                path.push(name.trim().to_owned());
            }
            found.push((path, alias));
        }
    }
}

impl Source {
    pub fn read(file: String, text: &str) -> Source {
        let (body, uses) = split_uses(&without_visibilities(&code(text)));
        let mut source = Source { file, body, ..Source::default() };
        for (tree, is_passed_on) in uses {
            let mut found = Vec::new();
            paths(&tree, &[], &mut found);
            for (mut path, alias) in found {
                if alias == "*" {
                    path.pop();
                    source.globs.push((path, is_passed_on));
                } else {
                    source.imports.push((alias, path, is_passed_on));
                }
            }
        }
        source
    }

    pub fn defines(&self, name: &str) -> bool {
        ["struct", "enum", "fn", "trait", "type", "const", "static"].iter().any(|word| {
            let what = format!("{word} {name}");
            self.body.match_indices(&what).any(|(at, _)| !self.body[at + what.len()..].starts_with(is_word))
        })
    }

    pub fn says(&self, name: &str) -> bool {
        self.body
            .match_indices(name)
            .any(|(at, _)| !self.body[..at].ends_with(is_word) && !self.body[at + name.len()..].starts_with(is_word))
    }

    /// The paths with `::` in the code, such as `super::key::Key`.
    pub fn inline_paths(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        let mut path: Vec<String> = Vec::new();
        let mut rest = self.body.as_str();
        while let Some(at) = rest.find(is_word) {
            let joined = rest[..at] == *"::";
            if !joined {
                found.extend((path.len() > 1).then(|| std::mem::take(&mut path)));
                path.clear();
            }
            let end = rest[at..].find(|c| !is_word(c)).map_or(rest.len(), |n| at + n);
            path.push(rest[at..end].to_owned());
            rest = &rest[end..];
        }
        found.extend((path.len() > 1).then_some(path));
        found
    }
}

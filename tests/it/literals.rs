//! No word that a person reads stands in the code: all of them are in `texts/`.
//!
//! The sources are read as Rust reads them, as far as strings go. A string with two words, or one that begins with a capital
//! letter, is taken for words of the window unless what it is an argument of says otherwise, or a line of [`ALLOWED`] does.

use std::path::Path;

/// Layers that speak to a person. What those below have to say are problems, which `texts.rs` looks for; else they hold SQL,
/// formulas, and what becomes data or is said on the command line.
const LAYERS: [&str; 2] = ["ui", "app"];

/// Whose arguments nobody reads in the window: ids, and what only a programmer sees.
const NOT_SHOWN: &[&str] = &[
    "assert!",
    "assert_eq!",
    "assert_ne!",
    "debug_assert!",
    "debug_assert_eq!",
    "expect",
    "expect_err",
    "Gesture",
    "Id::new",
    "id_salt",
    "panic!",
    "unimplemented!",
    "unreachable!",
    "with",
];

/// Files, how the strings begin that may stand there, and why. An empty beginning is every string of the file.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("ui/font_scripts.rs", "", "families of fonts are called so by their systems"),
    ("ui/fonts.rs", "", "families of fonts are called so by their systems"),
    ("app/chord.rs", "", "keys are called so in the file of shortcuts"),
    ("app/action/list.rs", "", "keys are called so in the file of shortcuts"),
    ("app/keymap.rs", "names of actions", "part of serde's own sentence"),
    ("ui/keys.rs", "", "keys are called so in the file of shortcuts"),
    ("ui/mod.rs", "Tablewire", "the name of the program"),
    ("ui/panels/start_page.rs", "Tablewire", "the name of the program"),
    ("app/project.rs", "{dot}{} – Tablewire", "the name of the program"),
    ("ui/node_graph/picture/svg.rs", "", "an SVG"),
    ("ui/inspector/formula.rs", "{name} IS NOT NULL", "a formula"),
    ("ui/table/cell.rs", "NaN", "a number is called so in formulas"),
];

/// One string of a source.
#[derive(Debug, PartialEq)]
struct Literal {
    line: usize,
    text: String,
    /// The calls, macros and attributes around it, the innermost last.
    inside: Vec<String>,
}

/// The strings of a source, without those of comments.
fn literals(source: &str) -> Vec<Literal> {
    let letters: Vec<char> = source.chars().collect();
    let (mut found, mut inside, mut line, mut at) = (Vec::new(), Vec::new(), 1, 0);
    // What was just called: the name before a bracket.
    let mut name = String::new();
    while let Some(&c) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        match c {
            '/' if next == '/' => {
                while letters.get(at).is_some_and(|c| *c != '\n') {
                    at += 1;
                }
                continue;
            }
            '\'' => {
                // A character, unless it is a lifetime.
                let end = if next == '\\' {
                    (at + 3..at + 12).find(|n| letters.get(*n) == Some(&'\''))
                } else {
                    Some(at + 2)
                };
                at = end.filter(|end| letters.get(*end) == Some(&'\'')).unwrap_or(at);
            }
            '"' => {
                let hashes = letters[..at].iter().rev().take_while(|c| **c == '#').count();
                let is_raw = at > hashes && letters[at - hashes - 1] == 'r';
                let (mut text, began) = (String::new(), line);
                at += 1;
                while let Some(&c) = letters.get(at) {
                    if c == '"' && (!is_raw || letters[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes) {
                        break;
                    }
                    if c == '\\' && !is_raw {
                        at += 1;
                        text.push(' ');
                    } else {
                        text.push(c);
                    }
                    line += usize::from(letters.get(at) == Some(&'\n'));
                    at += 1;
                }
                found.push(Literal { line: began, text, inside: inside.clone() });
            }
            '(' | '[' | '{' => inside.push(std::mem::take(&mut name)),
            ')' | ']' | '}' => {
                inside.pop();
            }
            '\n' => line += 1,
            _ => {}
        }
        match c {
            '#' => "#".clone_into(&mut name),
            '!' => name.push('!'),
            ':' if next == ':' || name.ends_with(':') => name.push(':'),
            _ if c.is_alphanumeric() || c == '_' => name.push(c),
            // A bracket on the next line is still that of the name.
            ' ' | '\n' if next == ' ' || "([{".contains(next) => {}
            _ => name.clear(),
        }
        at += 1;
    }
    found
}

/// Whether it looks like words: two of them, or one that begins with a capital letter.
fn is_words(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_word = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(['_', '=', '/', '<', '%'])
    };
    let words: Vec<&str> = plain.split_whitespace().filter(is_word).collect();
    let capital = words.first().is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    });
    capital || words.len() > 1
}

fn is_shown(literal: &Literal) -> bool {
    let hidden = |name: &String| {
        name.starts_with('#') || NOT_SHOWN.iter().any(|known| name == known || name.ends_with(&format!("::{known}")))
    };
    is_words(&literal.text) && !literal.inside.iter().any(hidden)
}

fn layer_of(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

/// Files below `src` with their sources, tests left out.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = super::texts::files("src", "rs").into_iter().filter_map(|path| {
        let name = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
        let source = std::fs::read_to_string(&path).ok()?;
        let tests = source.match_indices("\n#[cfg(test)]\n").find(|(at, found)| {
            source[at + found.len()..].lines().next().is_some_and(|line| line.contains("mod ") && line.ends_with('{'))
        });
        let code = source[..tests.map_or(source.len(), |(at, _)| at)].to_owned();
        (LAYERS.contains(&layer_of(&name)) && !name.contains("test")).then_some((name, code))
    });
    files.collect()
}

#[test]
fn words_that_a_person_reads_are_in_the_message_files() {
    let mut left = Vec::new();
    let mut used = vec![false; ALLOWED.len()];
    for (file, code) in sources() {
        for literal in literals(&code).into_iter().filter(is_shown) {
            let allowed = ALLOWED.iter().position(|(of, begins, _)| *of == file && literal.text.starts_with(begins));
            match allowed {
                Some(index) => used[index] = true,
                None => left.push(format!("src/{file}:{}: {:?}", literal.line, literal.text)),
            }
        }
    }
    assert!(left.is_empty(), "move these to texts/, by tr! or say!:\n{}", left.join("\n"));
    let unused: Vec<_> = ALLOWED.iter().zip(used).filter(|(_, used)| !used).map(|(allowed, _)| allowed).collect();
    assert!(unused.is_empty(), "nothing needs to be allowed there any more: {unused:?}");
}

#[test]
fn strings_are_found_with_what_they_are_in() {
    let source = r##"
        /// "A comment"
        fn f<'a>(x: &'a str) {
            ui.label("Two words"); // "not this"
            let id = Id::new("two words");
            let c = '"';
            button(ui, &tr!("an-id", name = format!("in the {message}")));
            let raw = r#"raw "words" here"#;
            assert!(c == 'x', "never \"seen\"");
            #[expect(dead_code, reason = "not seen")]
            let path = "snake_case/path.ron";
            say(if x { "Yes" } else { "no" });
        }
    "##;
    let shown: Vec<(usize, String)> =
        literals(source).into_iter().filter(is_shown).map(|literal| (literal.line, literal.text)).collect();
    let expected = [(4, "Two words"), (7, "in the {message}"), (8, r#"raw "words" here"#), (12, "Yes")];
    assert_eq!(shown, expected.map(|(line, text)| (line, text.to_owned())));
    for (text, expected) in [
        ("Rows", true),
        ("{count} rows left", true),
        ("{name}: {value}", false),
        ("rows", false),
        ("CSV", false),
        ("M{} {} C", false),
        ("group_by key_column", false),
    ] {
        assert_eq!(is_words(text), expected, "{text}");
    }
}

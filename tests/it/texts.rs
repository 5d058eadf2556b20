//! Every text exists in every language, with the same arguments, and none is left over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use tablewire::app::{Action, Topic};
use tablewire::base::{ColumnInfo, Language, Text, Type};
use tablewire::engine::RunEvent;
use tablewire::formula::{complete, find_function, functions};
use tablewire::nodes::describe;

use crate::program::{Place, project};

pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => walk(&path, ending, out),
                false if path.extension().is_some_and(|e| e == ending) => out.push(path),
                false => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut out);
    out.sort();
    out
}

/// The files of a language: those of its folder, and those that stand beside the code of a kind or of functions.
fn message_files(language: &str) -> Vec<PathBuf> {
    let own = files("src", "ftl").into_iter().filter(|path| path.file_stem().is_some_and(|stem| stem == language));
    files(&format!("texts/{language}"), "ftl").into_iter().chain(own).collect()
}

/// The messages of a language, attributes as `id.attribute`, each with its arguments.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for path in message_files(language) {
        let source = std::fs::read_to_string(&path).expect("a file");
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            for attribute in &message.attributes {
                let twice = messages.insert(format!("{id}.{}", attribute.id.name), arguments(&attribute.value));
                assert!(twice.is_none(), "{id}.{} stands twice in {language}", attribute.id.name);
            }
            if let Some(value) = &message.value {
                assert!(messages.insert(id.clone(), arguments(value)).is_none(), "{id} stands twice in {language}");
            }
        }
    }
    messages
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    fn inline(expression: &InlineExpression<&str>, out: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                out.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| inline(argument, out));
            }
            InlineExpression::Placeable { expression } => any(expression, out),
            _ => {}
        }
    }
    fn any(expression: &Expression<&str>, out: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(expression) => inline(expression, out),
            Expression::Select { selector, variants } => {
                inline(selector, out);
                variants.iter().for_each(|variant| out.extend(arguments(&variant.value)));
            }
        }
    }
    let mut out = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            any(expression, &mut out);
        }
    }
    out
}

#[test]
fn the_languages_have_the_same_texts_with_the_same_arguments() {
    let (english, chinese) = (messages("en"), messages("zh-CN"));
    let differing: Vec<String> = english
        .keys()
        .chain(chinese.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|id| english.get(*id) != chinese.get(*id))
        .map(|id| format!("{id}: en {:?}, zh-CN {:?}", english.get(id), chinese.get(id)))
        .collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

/// So that a kind is one folder, and goes with it.
#[test]
fn words_of_a_kind_lie_in_its_folder() {
    let mut elsewhere = Vec::new();
    for path in files("texts", "ftl").into_iter().chain(files("src/nodes/kinds", "ftl")) {
        let text = std::fs::read_to_string(&path).expect("a file");
        for kind in tablewire::nodes::KINDS {
            let id = kind.meta.id;
            let own = [format!("kind-{id} ="), format!("field-{id}-")];
            let folder = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == id);
            let is_there = text.lines().any(|line| own.iter().any(|own| line.starts_with(own)));
            if is_there && !folder {
                elsewhere.push(format!("{}: words of {id}", path.display()));
            }
        }
    }
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

/// The source without its comments and its unit tests.
fn source() -> String {
    let mut all = String::new();
    for path in files("src", "rs") {
        let is_test = |stem: &str| stem == "tests" || stem.ends_with("_tests");
        if path.iter().any(|part| is_test(part.to_string_lossy().trim_end_matches(".rs"))) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            all.push_str(line.trim());
            all.push('\n');
        }
    }
    all
}

/// The ids and the names of the arguments of every `say!` and `tr!`.
fn calls(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    for start in ["say!(", "tr!("] {
        for (at, _) in source.match_indices(start) {
            if source[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
                continue;
            }
            let rest = source[at + start.len()..].trim_start();
            let Some((id, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else { continue };
            calls.push((id.to_owned(), argument_names(rest)));
        }
    }
    calls
}

/// The names before `=` at the outermost level, up to the closing bracket.
fn argument_names(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut names, mut quoted, mut piece) = (0, BTreeSet::new(), false, String::new());
    let mut letters = rest.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\\' if quoted => {
                letters.next();
            }
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => piece.clear(),
            '=' if depth == 0 && letters.peek() == Some(&' ') && is_name(piece.trim()) => {
                names.insert(piece.trim().to_owned());
                piece.clear();
            }
            _ if depth == 0 => piece.push(c),
            _ => {}
        }
    }
    names
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[test]
fn every_text_that_the_source_asks_for_exists_with_its_arguments() {
    let english = messages("en");
    let wrong: Vec<String> = calls(&source())
        .into_iter()
        .filter(|(id, names)| english.get(id) != Some(names))
        .map(|(id, names)| format!("{id}: asked for with {names:?}, written with {:?}", english.get(&id)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let missing: Vec<String> = derived().into_iter().filter(|id| !english.contains_key(id)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The ids that the source makes from the names of things.
fn derived() -> BTreeSet<String> {
    let mut ids = describe::texts();
    for action in Action::ALL {
        ids.extend([format!("action-{action:?}"), format!("action-{action:?}.about")]);
    }
    ids.extend(Topic::ALL.iter().map(|topic| format!("topic-{topic:?}")));
    let id = |text: &Text| text.id().expect("a message").to_owned();
    for function in functions() {
        ids.insert(format!("function-{}", function.name));
        for signature in &function.signatures {
            ids.extend(signature.result.name().id().map(str::to_owned));
            ids.extend(signature.parameters.iter().map(|parameter| id(&parameter.title())));
            // A letter is no message.
            ids.extend(signature.parameters.iter().filter_map(|p| p.shape.name().id().map(str::to_owned)));
        }
    }
    // Shapes made of others.
    ids.extend(
        ["list", "map", "function"].iter().flat_map(|word| [format!("shape-{word}"), format!("shape-{word}.a")]),
    );
    ids.insert("shape-struct".into());
    ids.extend(types().iter().flat_map(|data_type| [id(&data_type.name()), id(&data_type.in_a_sentence())]));
    ids
}

/// One of each.
fn types() -> Vec<Type> {
    let zone = Type::DateTime(Some("UTC".into()));
    let (list, fields) = (Type::List(Box::new(Type::Date)), Type::Struct(vec![("a".into(), Type::Text)]));
    let others = ["Object", "enum"].map(|word| Type::Other(word.into()));
    let plain = [Type::Duration, Type::Binary, Type::Null, Type::Decimal(9, 2), zone, list, fields];
    Type::CHOICES.iter().cloned().chain(plain).chain(others).collect()
}

/// Whether words have been translated: Chinese words that are plain ASCII have not.
fn is_chinese(text: &Text) -> bool {
    !text.in_language(Language::SimplifiedChinese).is_ascii()
}

#[test]
fn functions_and_types_speak_both_languages() {
    for function in functions() {
        let signature = function.signature();
        assert!(signature.starts_with(&format!("{}(", function.name)), "{signature}");
        assert!(is_chinese(&signature), "{signature}");
        Language::SimplifiedChinese.make_current();
        let chinese = function.about();
        Language::English.make_current();
        assert!(chinese.ends_with('。') && chinese != function.about(), "{}: {chinese}", function.name);
    }
    let substring = find_function("substring").expect("substring");
    assert_eq!(substring.signature(), "substring(text: text, start: integer, [length: integer]) -> text");
    let chinese = substring.signature().in_language(Language::SimplifiedChinese);
    assert_eq!(chinese, "substring(文本: 文本, 开始: 整数, [长度: 整数]) -> 文本");
    for data_type in types().into_iter().filter(|t| !matches!(t, Type::Other(_))) {
        assert!(is_chinese(&data_type.name()) && is_chinese(&data_type.in_a_sentence()), "{data_type:?}");
    }
}

#[test]
fn functions_are_found_by_chinese_words() {
    Language::SimplifiedChinese.make_current();
    let columns = [ColumnInfo::new("平均值", Type::Number)];
    let found = |typed: &str| complete(typed, typed.len(), &columns, []);
    let (upper, mean) = (found("大写"), found("平均"));
    Language::English.make_current();
    assert_eq!(upper.first().map(|c| c.insert.as_str()), Some("upper("));
    assert_eq!(mean.first().map(|c| (c.insert.as_str(), c.detail.as_str())), Some(("平均值", "数值")));
}

/// Words of problems, notes and steps are never written where they are made: they would have one language.
#[test]
fn no_problem_has_its_words_in_the_source() {
    let mut found = Vec::new();
    for path in TRANSLATED.iter().flat_map(|folder| files(folder, "rs")) {
        let text = std::fs::read_to_string(&path).expect("a file");
        let is_test = ["test", "checks"].iter().any(|part| path.to_string_lossy().contains(part));
        let code = text.split("#[cfg(test)]\nmod tests {").next().filter(|_| !is_test).unwrap_or_default();
        for call in ["Problem::error(", "Problem::warning(", "Problem::incomplete(", ".remedy(", ".note(", " step("] {
            for (at, _) in code.match_indices(call) {
                let argument = code[at + call.len()..].trim_start();
                if argument.starts_with('"') || argument.starts_with("format!") {
                    let line = argument.lines().next().unwrap_or_default();
                    found.push(format!("{}: {call}{line}", path.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

const TRANSLATED: &[&str] = &["src/base", "src/connect", "src/document", "src/engine", "src/formula", "src/nodes"];

#[test]
fn no_text_is_left_over() {
    let source = source();
    let derived = derived();
    let unused: Vec<String> = messages("en")
        .into_keys()
        .filter(|id| {
            let message = id.split('.').next().unwrap_or_default();
            // Words to find an action by are there for some.
            let words_of_action = id.starts_with("action-") && id.ends_with(".words") && derived.contains(message);
            !derived.contains(id)
                && !words_of_action
                && !source.contains(&format!("\"{message}\""))
                && !source.contains(&format!("\"{id}\""))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

/// What the window reads of a run that goes on in another process: the problems, in Chinese.
fn chinese_problems(nodes: &[(&str, &str, &str)], wires: &[(&str, &str)]) -> Vec<String> {
    let place = Place::with_people();
    let said = place.put("p.ron", &project(nodes, wires)).run(&["run", "p.ron", "--events", "json"]);
    let events = said.out.lines().filter_map(|line| serde_json::from_str(line).ok());
    let problems = events.filter_map(|event| match event {
        RunEvent::Problem { problem, .. } => Some(problem.text().in_language(Language::SimplifiedChinese)),
        _ => None,
    });
    problems.collect()
}

#[test]
fn problems_of_another_process_are_read_in_chinese() {
    let out = ("out", "write_csv", "(path: \"out.csv\")");
    let missing = chinese_problems(&[("in", "read_csv", "(path: \"none.csv\")"), out], &[("in", "out")]);
    assert!(missing.iter().any(|text| text.starts_with("path：没有文件 ")), "{missing:?}");
    let people = ("people", "read_csv", "(path: \"people.csv\")");
    let old = ("old", "filter", "(condition: \"agee > 40\")");
    let unknown = chinese_problems(&[people, old, out], &[("people", "old"), ("old", "out")]);
    assert!(unknown.iter().any(|text| text == "condition：没有列“agee”。您是指 age 吗？"), "{unknown:?}");
    // Found while rows flow, and so handed through polars.
    let number = ("number", "formula", "(columns: [(name: \"n\", expression: \"CAST(city AS INTEGER)\")])");
    let flowing = chinese_problems(&[people, number, out], &[("people", "number"), ("number", "out")]);
    let expected = |text: &String| text.contains("”不是整数。使用 TRY_CAST 可得到空值");
    assert!(flowing.iter().any(expected), "{flowing:?}");
}

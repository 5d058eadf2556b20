//! The mapping of keys to actions: the defaults, modified by a user file.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Action;
use super::chord::Chord;
use crate::base::{Problem, suggest};

/// The file's name in the state folder.
pub const FILE: &str = "shortcuts.ron";

/// The comments at the top of the file.
fn head() -> String {
    let lines =
        [tr!("shortcuts-file"), tr!("shortcuts-file-lines"), tr!("shortcuts-file-keys"), tr!("shortcuts-file-again")];
    lines.map(|line| format!("// {line}\n")).concat()
}

/// The active shortcuts, and the problems of the user's file.
#[derive(Clone, Debug)]
pub struct Keymap {
    chords: BTreeMap<Action, Vec<Chord>>,
    pub problems: Vec<Problem>,
}

impl Default for Keymap {
    fn default() -> Self {
        let of = |action: &Action| action.shortcuts().iter().filter_map(|keys| Chord::parse(keys).ok()).collect();
        Keymap { chords: Action::ALL.iter().map(|action| (*action, of(action))).collect(), problems: Vec::new() }
    }
}

impl Keymap {
    /// The key combinations of an action; the first one is shown.
    pub fn of(&self, action: Action) -> &[Chord] {
        self.chords.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The action of a key combination.
    pub fn action(&self, chord: &Chord) -> Option<Action> {
        self.chords.iter().find(|(_, chords)| chords.contains(chord)).map(|(action, _)| *action)
    }

    /// All key combinations, those with the most modifiers first.
    pub fn all(&self) -> Vec<(&Chord, Action)> {
        let mut all: Vec<_> =
            self.chords.iter().flat_map(|(action, chords)| chords.iter().map(|chord| (chord, *action))).collect();
        all.sort_by_key(|(chord, _)| std::cmp::Reverse(chord.modifiers()));
        all
    }

    /// The defaults, modified by `text`. Invalid lines are reported as problems, the others apply. If the file cannot
    /// be parsed at all, the previous shortcuts stay active.
    pub fn read(text: &str, before: &Keymap) -> Keymap {
        let entries = match ron::from_str::<Entries>(text) {
            Ok(Entries(entries)) => entries,
            Err(error) => {
                let problem = Problem::error(say!(
                    "shortcuts-unreadable",
                    file = FILE,
                    line = error.span.start.line,
                    error = error.code.to_string()
                ))
                .remedy(say!("shortcuts-correct"));
                return before.clone().with_problem(problem);
            }
        };
        let mut map = Keymap::default();
        let mut lines = Lines::of(text);
        let mut set: Vec<(Action, usize)> = Vec::new();
        for (name, keys) in entries {
            let line = lines.next_with(&name);
            let Some(action) = Action::ALL.iter().copied().find(|action| action.id() == name) else {
                map.problems.push(unknown_action(line, &name));
                continue;
            };
            let mut chords = Vec::new();
            for keys in keys {
                match Chord::parse(&keys) {
                    Ok(chord) => chords.push(chord),
                    Err(why) => map.problems.push(
                        Problem::error(say!("no-shortcut", file = FILE, line = line, keys = keys, why = why))
                            .remedy(say!("no-shortcut-remedy")),
                    ),
                }
            }
            map.chords.insert(action, chords);
            set.retain(|(known, _)| *known != action);
            set.push((action, line));
        }
        map.settle(&set);
        map
    }

    /// Makes each combination unique: the file takes precedence over the defaults, an earlier line over a later one.
    fn settle(&mut self, set: &[(Action, usize)]) {
        let mut taken: BTreeMap<Chord, Action> = BTreeMap::new();
        let defaults = Action::ALL.iter().filter(|action| set.iter().all(|(known, _)| known != *action));
        let order: Vec<(Action, Option<usize>)> =
            set.iter().map(|(action, line)| (*action, Some(*line))).chain(defaults.map(|a| (*a, None))).collect();
        for (action, line) in order {
            let chords = self.chords.remove(&action).unwrap_or_default();
            let mut kept = Vec::new();
            for chord in chords {
                match taken.get(&chord).copied() {
                    Some(other) if other != action => {
                        let line = line.or_else(|| set.iter().find(|(a, _)| *a == other).map(|(_, line)| *line));
                        self.problems.push(conflict(line.unwrap_or(1), &chord, other, action));
                    }
                    Some(_) => {}
                    None => {
                        taken.insert(chord.clone(), action);
                        kept.push(chord);
                    }
                }
            }
            self.chords.insert(action, kept);
        }
    }

    /// The same keys, with this problem instead of the previous ones.
    pub fn with_problem(self, problem: Problem) -> Keymap {
        Keymap { problems: vec![problem], ..self }
    }

    /// A file with every default, commented out.
    pub fn template() -> String {
        let line = |action: &Action| {
            let keys: Vec<String> = action.shortcuts().iter().map(|keys| format!("{keys:?}")).collect();
            format!("    // {:?}: [{}], // {}\n", action.id(), keys.join(", "), action.title())
        };
        format!("{}{{\n{}}}\n", head(), Action::ALL.iter().map(line).collect::<String>())
    }
}

fn unknown_action(line: usize, name: &str) -> Problem {
    let ids: Vec<String> = Action::ALL.iter().map(|action| action.id()).collect();
    let problem = Problem::error(say!("no-such-action", file = FILE, line = line, name = name));
    match suggest::nearest(name, ids.iter().map(String::as_str)) {
        Some(near) => problem.remedy(say!("did-you-mean-quoted", name = near)),
        None => problem.remedy(say!("see-tablewire-keys")),
    }
}

fn conflict(line: usize, chord: &Chord, keeps: Action, loses: Action) -> Problem {
    let keeps = keeps.id();
    let loses = loses.id();
    let twice =
        say!("shortcut-twice", file = FILE, line = line, keys = chord.to_string(), loses = loses, keeps = keeps);
    Problem::warning(twice).remedy(say!("shortcut-twice-remedy", loses = loses))
}

/// The entries of the file in order, including duplicates.
struct Entries(Vec<(String, Vec<String>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Found;
        impl<'de> Visitor<'de> for Found {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("names of actions, each with a list of shortcuts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        from.deserialize_map(Found)
    }
}

/// Finds the positions of names in the file.
struct Lines<'a> {
    text: Vec<&'a str>,
    next: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Lines { text: text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect(), next: 0 }
    }

    /// The number of the next line that contains `name` in quotes, from one.
    fn next_with(&mut self, name: &str) -> usize {
        let quoted = format!("{name:?}");
        let found = self.text.iter().skip(self.next).position(|line| line.contains(&quoted));
        if let Some(found) = found {
            self.next += found;
        }
        self.next + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(map: &Keymap, action: Action) -> String {
        map.of(action).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn an_action_is_bound_anew_or_not_at_all() {
        let map = Keymap::read("{\n \"run\": [\"ctrl+r\"],\n \"history\": [],\n}", &Keymap::default());
        assert_eq!(map.problems, []);
        assert_eq!((keys(&map, Action::Run), keys(&map, Action::History)), ("Ctrl+R".into(), String::new()));
        assert_eq!(keys(&map, Action::Save), "Ctrl+S");
        assert_eq!(map.action(&Chord::parse("Ctrl+R").unwrap()), Some(Action::Run));
        assert_eq!(map.action(&Chord::parse("F5").unwrap()), None);
    }

    /// Checks that each error is reported with its line, and that the other lines apply.
    #[test]
    fn each_slip_is_said_with_its_line_and_the_rest_holds() {
        for (text, expected) in [
            ("\"sav\": [\"F3\"],", "shortcuts.ron, line 3: there is no action \"sav\". Did you mean \"save\"?"),
            (
                "\"save\": [\"Ctrl+Smile\"],",
                "shortcuts.ron, line 3: \"Ctrl+Smile\" is not a shortcut: there is no key \"Smile\". Write it as \"Ctrl+Shift+S\" or \"F5\"",
            ),
            (
                "\"save\": [\"Ctrl+O\"],",
                "shortcuts.ron, line 3: Ctrl+O is also a shortcut of \"open\" and now triggers \"save\". Give \"open\" another shortcut, or []",
            ),
            (
                "\"save\": [\"F9\"],",
                "shortcuts.ron, line 3: F9 is also a shortcut of \"save\" and now triggers \"run\". Give \"save\" another shortcut, or []",
            ),
        ] {
            let map = Keymap::read(&format!("{{\n\"run\": [\"F9\"],\n{text}\n}}"), &Keymap::default());
            let found: Vec<String> = map.problems.iter().map(ToString::to_string).collect();
            assert_eq!(found, [expected]);
            assert_eq!(keys(&map, Action::Run), "F9");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_changes_nothing() {
        let before = Keymap::read("{\"run\": [\"F9\"]}", &Keymap::default());
        let map = Keymap::read("{\n\"run\": \"F4\n}", &before);
        assert_eq!(keys(&map, Action::Run), "F9");
        let expected = map.problems[0].to_string();
        assert!(expected.starts_with("shortcuts.ron, line "), "{expected}");
        assert!(expected.ends_with("Until then the shortcuts stay unchanged"), "{expected}");
    }

    #[test]
    fn the_template_changes_nothing_and_can_be_uncommented() {
        let template = Keymap::template();
        let bare = template.replace("    // \"", "    \"");
        for text in [template, bare] {
            let map = Keymap::read(&text, &Keymap::default());
            assert_eq!(map.problems, [], "{text}");
            assert_eq!(map.all(), Keymap::default().all());
        }
    }

    #[test]
    fn every_default_is_a_chord() {
        for action in Action::ALL {
            assert_eq!(Keymap::default().of(*action).len(), action.shortcuts().len(), "{action:?}");
        }
    }
}

//! Any sequence of edits: the structure holds after each; undoing all gives the first text, redoing all the last.

mod steps;

use std::collections::BTreeSet;

use proptest::prelude::*;
use tablewire::app::{App, Command, Connect, NodeCommand};
use tablewire::document::{self, Document, Edit, History, PortRef, Position, Settings, Wire};
use tablewire::engine::Engine;

use self::steps::{Step, step, take};
use crate::interrupted::in_window;
use crate::program::Place;

/// What must hold of every document.
fn check(document: &Document) {
    let mut names = BTreeSet::new();
    for (id, node) in document.nodes() {
        assert!(names.insert(node.name.clone()), "the name {:?} is there twice", node.name);
        assert!(tablewire::base::name::is_valid(&node.name), "{:?} is no name", node.name);
        assert!(id.0 < document.fresh_id().0, "an id could be given twice");
    }
    for (index, wire) in document.wires().iter().enumerate() {
        assert!(document.node(wire.from.node).is_some() && document.node(wire.to.node).is_some(), "a wire to nowhere");
        assert!(!document.wires()[..index].contains(wire), "a wire is there twice");
        assert!(!document.would_cycle(wire.to.node, wire.from.node) || wire.from != wire.to);
    }
    for (id, dot) in document.dots() {
        assert!(
            dot.id.0 < document.fresh_id().0 && document.annotation(dot.id).is_none(),
            "an id could be given twice"
        );
        for to in &dot.to {
            let wire = Wire::new(PortRef::new(id, &dot.port), to.clone());
            assert!(document.wires().contains(&wire), "a dot without its wire");
        }
        assert!(!dot.to.is_empty(), "a dot without a wire");
    }
    // Whatever happened, the text opens again without problems and says the same.
    let text = document::write(document);
    let opened = document::read(&text).expect("our own text");
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert_eq!(document::write(&opened.document), text, "writing what was read changes it");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_all_gives_the_first_text_and_redo_all_the_last(steps in prop::collection::vec(step(), 1..60)) {
        let mut history = History::new(Document::default());
        let first = document::write(history.document());
        for step in &steps {
            take(&mut history, step);
            check(history.document());
        }
        while history.redo().is_some() {}
        let last = document::write(history.document());
        let saved_dirty = history.is_dirty();
        while history.undo().is_some() {
            check(history.document());
        }
        prop_assert_eq!(document::write(history.document()), first);
        while history.redo().is_some() {}
        prop_assert_eq!(document::write(history.document()), last);
        prop_assert_eq!(history.is_dirty(), saved_dirty);
    }
}

#[test]
fn a_drag_is_one_step() {
    let mut history = History::new(Document::default());
    take(&mut history, &Step::Add { name: "a".into() });
    for _ in 0..5 {
        take(&mut history, &Step::Move { nth: 0, dx: 1, dy: 0, drag: 7 });
    }
    history.undo();
    assert_eq!(history.document().nodes().next().unwrap().1.position, Position::default());
    assert_eq!(history.undo_label(), Some(&"step".into()));
}

#[test]
fn undo_back_to_the_save_is_clean() {
    let mut history = History::new(Document::default());
    take(&mut history, &Step::Add { name: "a".into() });
    history.mark_clean();
    take(&mut history, &Step::Move { nth: 0, dx: 1, dy: 0, drag: 1 });
    assert!(history.is_dirty());
    history.undo();
    assert!(!history.is_dirty());
    history.undo();
    assert!(history.is_dirty());
    take(&mut history, &Step::Add { name: "b".into() });
    assert!(history.undo().is_some() && history.is_dirty(), "the saved state is out of reach");
}

#[test]
fn a_gesture_holds_one_edit_of_a_node() {
    let mut history = History::new(Document::default());
    take(&mut history, &Step::Add { name: "a".into() });
    let id = history.document().nodes().next().unwrap().0;
    let gesture = Some(tablewire::document::Gesture("typing".into()));
    for letter in 0..80 {
        let settings = tablewire::document::Settings::verbatim(format!("(text: \"{letter}\")"));
        let edit = Edit::Configure { id, kind: "filter".into(), version: 1, settings };
        history.apply("typing", gesture.clone(), vec![edit]).unwrap();
    }
    let undone = history.undo().unwrap();
    assert_eq!(undone.len(), 1, "however long one types");
    assert_eq!(history.document().node(id).unwrap().settings.text(), "()");
    assert_eq!(history.redo().unwrap().len(), 1);
    assert_eq!(history.document().node(id).unwrap().settings.text(), "(text: \"79\")");
}

#[test]
fn a_journal_that_has_grown_long_begins_anew_and_loses_nothing() {
    const EDITS: usize = 60;
    in_window("history::a_journal_that_has_grown_long_begins_anew_and_loses_nothing", &Place::new(), |_| {
        let text = |edit: usize| format!("(headers:[\"a\"],rows:[[{:?}]])", edit.to_string().repeat(60_000));
        let mut app = App::new(Engine::inline());
        app.handle(Command::Node(NodeCommand::Add {
            kind: "table".into(),
            settings: None,
            at: Position::default(),
            connect: Connect::Not,
        }));
        let node = app.selected_node().expect("the new node");
        for edit in 0..EDITS {
            let settings = Settings::canonical(text(edit));
            app.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: format!("edit {edit}") }));
        }
        let journals = || {
            let folder = tablewire::connect::state_dir().expect("a state folder").join("journals");
            let entries = std::fs::read_dir(folder).expect("journals").map(|entry| entry.expect("a journal"));
            entries.map(|entry| entry.metadata().expect("a file").len()).collect::<Vec<_>>()
        };
        let sizes = journals();
        assert!(sizes.len() == 1 && sizes[0] < 5_000_000, "of {} written: {sizes:?}", EDITS * text(10).len());
        // As after a kill: nobody holds it any more.
        drop(app);
        let app = App::new(Engine::inline());
        let [recovery] = &app.person.recoveries[..] else {
            panic!("one project to recover: {}", app.person.recoveries.len())
        };
        assert_eq!(recovery.changes, EDITS + 1, "the changes of the journals before count");
        let found = recovery.document.node(node).expect("the node");
        assert_eq!(found.settings.text(), Settings::canonical(text(EDITS - 1)).text());
    });
}

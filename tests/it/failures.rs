//! Failures are shown where users look: once for each cause, and until they are fixed.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::notices::{Notice, NoticeKind};
use tablewire::app::{Command, Connect, NodeCommand, WindowCommand};
use tablewire::base::Problem;
use tablewire::document::{Position, Settings};

use crate::window::{Window, app, ask, opened};

fn window() -> Window {
    let mut harness = opened(Harness::builder().with_size(egui::vec2(1360.0, 860.0)), |_| {});
    harness.run_steps(6);
    harness
}

fn shows(harness: &Window, words: &str) -> bool {
    harness.query_all_by_label(words).next().is_some()
}

#[test]
fn a_cause_counts_once_however_much_waits_for_it() {
    let mut harness = window();
    let late = app(&mut harness).document().find("late").expect("a filter");
    let settings = Settings::canonical("(condition: \"dep_dela > 1\")");
    ask(&mut harness, Command::Node(NodeCommand::Configure { node: late, settings, gesture: "typing".into() }));
    harness.run_steps(10);
    let waits = |problem: &Problem| problem.message.id() == Some("waits-for");
    let waiting = app(&mut harness).project.results.iter().filter(|(_, result)| result.problems.iter().any(waits));
    assert!(waiting.count() > 1, "others wait for it");
    let problems: Vec<_> = app(&mut harness).problems().map(|(node, _)| node).collect();
    assert_eq!(problems, [Some(late)]);
    ask(&mut harness, Command::Do(tablewire::app::Action::ToggleProblems));
    let rows = harness.query_all_by_label_contains("dep_dela");
    assert!(rows.count() > 0);
}

#[test]
fn a_failure_stands_on_the_canvas_until_it_is_put_away() {
    let mut harness = window();
    let late = app(&mut harness).document().find("late");
    let words = "Run failed: late: The disk is full".into();
    app(&mut harness).project.notices.push(Notice { kind: NoticeKind::Run, message: words, node: late });
    harness.run_steps(4);
    assert!(shows(&harness, "Run failed: late: The disk is full"));
    harness.get_by_label("Show late").click();
    harness.run_steps(6);
    assert_eq!(app(&mut harness).selected_node(), late);
    harness.get_by_label("Run again");
    harness.get_by_label("Dismiss").click();
    harness.run_steps(4);
    assert!(!shows(&harness, "Run failed: late: The disk is full"));
}

#[test]
fn what_was_done_is_said_for_a_while_and_what_was_refused_until_the_next() {
    let mut harness = window();
    ask(&mut harness, Command::Window(WindowCommand::ShowStatus("Something was done".into())));
    assert!(shows(&harness, "Something was done"));
    // Frames of the harness are a quarter of a second.
    harness.run_steps(40);
    assert!(!shows(&harness, "Something was done"), "nobody needs it any more");
    let (kind, at) = ("no_such_kind".to_owned(), Position::default());
    ask(&mut harness, Command::Node(NodeCommand::Add { kind, settings: None, at, connect: Connect::Not }));
    let words = app(&mut harness).project.view.status.clone().expect("a refusal").to_string();
    harness.run_steps(40);
    assert!(shows(&harness, &words), "{words}");
}

//! Tabs of several projects, by what a person sees and presses.

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tablewire::app::{CanvasCommand, Command, ProjectCommand};
use tablewire::ui::main_window::MainWindow;

use crate::window::{Window, opened};

/// The window with the sample open, and two more projects of one table each.
fn window(folder: &Path) -> Window {
    let text =
        "(format: 1, nodes: {\"t\": (kind: \"table\", version: 1, settings: (headers: [\"n\"], rows: [[\"1\"]]))})";
    for name in ["a.ron", "b.ron"] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let mut window = opened(Harness::builder().with_size(vec2(1360.0, 860.0)), |_| {});
    window.run_steps(4);
    window
}

fn main_window(window: &Window) -> &MainWindow {
    window.state().as_ref().expect("a window")
}

fn ask(window: &mut Window, command: Command) {
    window.state_mut().as_mut().expect("a window").workspace.handle(command);
    window.run_steps(4);
}

/// The tabs from left to right, as they are read out.
fn tabs(window: &Window) -> Vec<String> {
    let mut found: Vec<(f32, String)> = window
        .query_all_by_role(Role::Tab)
        .map(|tab| (tab.rect().left(), tab.accesskit_node().label().unwrap_or_default()))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, name)| name).collect()
}

fn press(window: &mut Window, pos: egui::Pos2, button: PointerButton, pressed: bool) {
    window.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    window.run_steps(1);
}

fn open_three(window: &mut Window, folder: &Path) {
    for name in ["a.ron", "b.ron"] {
        ask(window, Command::Project(ProjectCommand::Open(folder.join(name))));
    }
}

#[test]
fn tabs_show_close_and_follow_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    assert!(tabs(&window).is_empty(), "one project needs no tabs");
    open_three(&mut window, folder.path());
    assert_eq!(tabs(&window)[1..], ["a, project", "b, project"]);
    let camera = main_window(&window).app().project.view.camera;
    window.get_by_label("a, project").click();
    window.run_steps(4);
    assert_eq!(main_window(&window).app().project.name(), "a");
    ask(&mut window, Command::Canvas(CanvasCommand::Paste { text: "x\n1\n".into(), at: Default::default() }));
    assert_eq!(tabs(&window)[1], "a, project, not saved");
    // From the canvas too, where Tab alone leads on.
    for _ in 0..4 {
        window.key_press(Key::F6);
        window.run_steps(2);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
    window.run_steps(4);
    assert_eq!(
        (main_window(&window).app().project.name().as_str(), main_window(&window).app().project.view.camera),
        ("b", camera)
    );
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Tab);
    window.run_steps(4);
    assert_eq!(main_window(&window).app().project.name(), "a");
    window.get_by_label("Close b").click();
    window.run_steps(4);
    assert_eq!((tabs(&window).len(), main_window(&window).app().project.name().as_str()), (2, "a"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run_steps(4);
    window.get_by_label("Don't save").click();
    window.run_steps(4);
    assert!(tabs(&window).is_empty());
    assert_eq!(main_window(&window).app().project.name(), "late_carriers");
}

#[test]
fn a_tab_is_dragged_and_closed_by_the_middle_button() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    open_three(&mut window, folder.path());
    let from = window.get_by_label("b, project").rect().center();
    let to = window.get_by_label("late_carriers, project").rect().center();
    window.hover_at(from);
    window.run_steps(1);
    press(&mut window, from, PointerButton::Primary, true);
    for step in 1..=8 {
        window.hover_at(from + (to - from) * (step as f32 / 8.0));
        window.run_steps(2);
    }
    press(&mut window, to, PointerButton::Primary, false);
    window.run_steps(10);
    assert_eq!(tabs(&window), ["b, project", "late_carriers, project", "a, project"]);
    let at = window.get_by_label("a, project").rect().left_center() + vec2(30.0, 0.0);
    window.hover_at(at);
    window.run_steps(1);
    for pressed in [true, false] {
        press(&mut window, at, PointerButton::Middle, pressed);
    }
    window.run_steps(4);
    assert_eq!(tabs(&window), ["b, project", "late_carriers, project"]);
}

#[test]
fn each_table_and_canvas_stays_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    open_three(&mut window, folder.path());
    window.get_by_label("late_carriers, project").click();
    window.run_steps(4);
    window.hover_at(pos2(560.0, 300.0));
    window.run_steps(1);
    press(&mut window, pos2(560.0, 500.0), PointerButton::Middle, true);
    window.hover_at(pos2(600.0, 520.0));
    window.run_steps(2);
    press(&mut window, pos2(600.0, 520.0), PointerButton::Middle, false);
    let (camera, shown) =
        (main_window(&window).app().project.view.camera, main_window(&window).app().project.view.shown);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
    window.run_steps(4);
    assert_ne!(main_window(&window).app().project.view.camera, camera);
    window.get_by_label("late_carriers, project").click();
    window.run_steps(4);
    assert_eq!(
        (main_window(&window).app().project.view.camera, main_window(&window).app().project.view.shown),
        (camera, shown)
    );
}

#[test]
fn many_tabs_are_scrolled_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(folder.path());
    open_three(&mut window, folder.path());
    for _ in 0..12 {
        ask(&mut window, Command::Do(tablewire::app::Action::New));
    }
    assert_eq!(tabs(&window).len(), 15);
    let last = window.query_all_by_role(Role::Tab).rfind(|tab| tab.accesskit_node().is_selected() == Some(true));
    let rect = last.expect("the active one").rect();
    assert!(rect.left() >= 0.0 && rect.right() <= 1360.0, "it is in sight: {rect:?}");
    window.get_by_label("All open projects").click();
    window.run_steps(4);
    window.get_by_label("a").click();
    window.run_steps(4);
    assert_eq!(main_window(&window).app().project.name(), "a");
}

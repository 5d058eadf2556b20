//! A new user's way, counted: from the start page to a joined, grouped, saved CSV out of two dropped files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{App, RunState};
use tablewire::engine::{Engine, RunOutcome};
use tablewire::ui::dialogs::chooser::{Answer, Chooser, FileRequest};
use tablewire::ui::main_window::MainWindow;

use crate::interrupted::in_window;
use crate::program::Place;

const FLIGHTS: &str = "flight,carrier,dep_delay\n1,AA,10\n2,UA,4\n3,AA,20\n4,B6,1\n5,UA,6\n";
const AIRLINES: &str = "carrier,name\nAA,American\nUA,United\nB6,JetBlue\n";

/// Nobody needs a file dialog on this way.
struct NoChooser;

impl Chooser for NoChooser {
    fn start(&mut self, wanted: &FileRequest) {
        panic!("a dialog: {wanted:?}");
    }
    fn poll(&mut self, _: &egui::Context) -> Answer {
        Answer::Cancelled
    }
}

/// A file that is let go above the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// A person at the window who counts: only what hands can do.
struct Person {
    window: Harness<'static, Option<MainWindow>>,
    clicks: usize,
    words: usize,
}

impl Person {
    fn new() -> Person {
        let window = Harness::builder().with_size(egui::vec2(1360.0, 860.0)).with_step_dt(1.0 / 60.0).build_ui_state(
            |ui, window: &mut Option<MainWindow>| {
                let window = window.get_or_insert_with(|| {
                    let mut app = App::without_state(Engine::spawn(Arc::new(|| ())));
                    app.project.view.start_page = true;
                    MainWindow::new(ui.ctx(), app, Box::new(NoChooser))
                });
                window.frame(ui);
            },
            None,
        );
        let mut person = Person { window, clicks: 0, words: 0 };
        person.look();
        person
    }

    fn app(&self) -> &App {
        self.window.state().as_ref().expect("a window").app()
    }

    /// Waits as a person does, until the tables on the screen are those of the settings.
    fn look(&mut self) {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            self.window.run_steps(4);
            if self.app().project.results.settled || self.app().project.view.start_page {
                break;
            }
            assert!(Instant::now() < until, "the tables come");
            std::thread::sleep(Duration::from_millis(10));
        }
        self.window.run_steps(4);
    }

    /// Files are let go above the window.
    fn drop_files(&mut self, paths: &[&Path]) {
        for path in paths {
            self.window.input_mut().dropped_files.push(Arc::new(Dropped((*path).to_owned())));
        }
        self.look();
    }

    /// Presses the mouse where a control with this name is seen.
    fn click(&mut self, name: &str) {
        let found = self.window.query_all_by_label(name).last();
        let place = found.unwrap_or_else(|| panic!("{name} is there, among {:?}", self.labels())).rect();
        assert!(
            egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1360.0, 860.0)).contains_rect(place),
            "{name} is seen"
        );
        let pos = place.center();
        self.window.hover_at(pos);
        self.window.run_steps(1);
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            self.window.event(Event::PointerButton { pos, button, pressed, modifiers });
            self.window.run_steps(1);
        }
        self.clicks += 1;
        self.look();
    }

    /// What can be found on the screen.
    fn labels(&self) -> Vec<String> {
        let found = std::cell::RefCell::new(Vec::new());
        let look = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            found.borrow_mut().extend(node.label());
            false
        };
        self.window.query_all_by(look).for_each(drop);
        found.into_inner()
    }

    fn key(&mut self, key: Key) {
        self.window.key_press(key);
        self.look();
    }

    fn type_word(&mut self, word: &str) {
        self.words += 1;
        self.window.event(Event::Text(word.to_owned()));
        self.look();
    }

    fn wait_for_the_run(&mut self) -> &RunState {
        let until = Instant::now() + Duration::from_secs(60);
        while self.app().project.run.outcome.is_none() {
            assert!(Instant::now() < until, "the run ends");
            std::thread::sleep(Duration::from_millis(20));
            self.window.run_steps(1);
        }
        &self.window.state().as_ref().expect("a window").app().project.run
    }
}

#[test]
fn two_dropped_files_become_a_joined_grouped_saved_table() {
    let place = Place::new();
    place.put("flights.csv", FLIGHTS).put("airlines.csv", AIRLINES);
    in_window("path::two_dropped_files_become_a_joined_grouped_saved_table", &place, |folder| {
        let mut person = Person::new();
        person.drop_files(&[&folder.join("flights.csv"), &folder.join("airlines.csv")]);
        // Both are selected: what brings them together is offered, and finds the column that both have.
        person.click("Join selection");
        // A fresh node has the keyboard in its form, and keeps it when its columns arrive.
        assert!(person.window.get_by_label("Add key").is_focused(), "{:?}", person.labels());
        // Out of the form: there, Tab goes on to the next field.
        person.key(Key::Escape);
        person.key(Key::Tab);
        person.type_word("group");
        person.key(Key::Enter);
        // The setting of that name stands after the kind in the catalogue.
        person.click("Group by");
        person.click("Column name");
        person.key(Key::Escape);
        // The number of rows stands there already; a figure of a column is wanted in its place.
        person.click("Column 1");
        person.click("Column dep_delay");
        // A sum stands there now: a figure of the column that was chosen. A mean is wanted.
        person.click("Function 1");
        person.click("Mean");
        person.key(Key::Escape);
        person.key(Key::Tab);
        person.type_word("csv");
        person.key(Key::Enter);
        person.click("Run");
        let problems: Vec<String> = person.app().problems().map(|(_, p)| p.to_string()).collect();
        let run = person.wait_for_the_run();
        assert_eq!(run.outcome, Some(RunOutcome::Succeeded), "{problems:?} {:?}", run.problems);
        let written = std::fs::read_to_string(folder.join("group_by.csv")).expect("the run's file");
        assert_eq!(written, "name,dep_delay_mean\nAmerican,15.0\nUnited,5.0\nJetBlue,1.0\n");
        assert!(person.clicks <= 12 && person.words <= 2, "{} clicks, {} words", person.clicks, person.words);
    });
}

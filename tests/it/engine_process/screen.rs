//! The whole window with the engine in its process, and how long its frames take.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{App, CanvasCommand, Command, NodeCommand, SelectMode};
use tablewire::base::Fix;
use tablewire::document::{NodeId, Settings};
use tablewire::engine::{Engine, OutputRef};
use tablewire::ui::dialogs::system_chooser;
use tablewire::ui::main_window::MainWindow;

use super::LIMIT;
use crate::window::{Window, app};

/// The pause between two frames.
const PAUSE: Duration = Duration::from_millis(4);
/// A person clicks "Try again" once, and looks.
const LOOK: Duration = Duration::from_millis(250);

/// How long a frame took, and how much of that this thread worked; the rest it waited for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame {
    pub took: Duration,
    pub worked: Duration,
}

pub struct Screen {
    window: Window,
    /// The frames since the project was opened.
    pub frames: Vec<Frame>,
    clicked: Instant,
}

impl Screen {
    pub fn open(file: &Path) -> Screen {
        let file = file.to_path_buf();
        let window = Harness::builder().with_size(vec2(1360.0, 860.0)).build_ui_state(
            move |ui, window: &mut Option<MainWindow>| {
                let window = window.get_or_insert_with(|| {
                    let mut app = App::without_state(Engine::process(Arc::new(|| ())));
                    app.open(&file);
                    MainWindow::new(ui.ctx(), app, system_chooser())
                });
                window.frame(ui);
            },
            None,
        );
        let mut screen = Screen { window, frames: Vec::new(), clicked: Instant::now() };
        screen.until("the tables come", |app| app.project.file.is_some() && app.project.results.settled);
        screen.frames.clear();
        screen
    }

    pub fn app(&mut self) -> &mut App {
        app(&mut self.window)
    }

    /// Draws one frame.
    pub fn frame(&mut self) {
        let (start, [worked, waited]) = (Instant::now(), scheduled());
        self.window.step();
        let [worked_since, waited_since] = scheduled();
        // While others have the core, the window waits for nothing of ours.
        let took = start.elapsed().saturating_sub(waited_since.saturating_sub(waited));
        self.frames.push(Frame { took, worked: worked_since.saturating_sub(worked) });
    }

    /// Draws frames for so long.
    pub fn draw(&mut self, time: Duration) {
        let start = Instant::now();
        while start.elapsed() < time {
            self.frame();
            std::thread::sleep(PAUSE);
        }
    }

    /// Draws frames until `is_so`; returns how long that took.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&App) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            self.frame();
            if is_so(self.app()) {
                return start.elapsed();
            }
            assert!(start.elapsed() < LIMIT, "{what}: {:?}, {:?}", self.said(), self.problems());
            std::thread::sleep(PAUSE);
        }
    }

    pub fn process(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            self.frame();
            if let Some(process) = self.app().engine_process() {
                return process;
            }
            assert!(start.elapsed() < LIMIT, "no process");
            std::thread::sleep(PAUSE);
        }
    }

    pub fn node(&mut self, name: &str) -> NodeId {
        self.app().document().find(name).expect("a node")
    }

    pub fn set(&mut self, node: NodeId, settings: &str) {
        let settings = Settings::canonical(settings);
        self.app().handle(Command::Node(NodeCommand::Configure { node, settings, gesture: "typed".into() }));
    }

    pub fn settings(&mut self, node: NodeId) -> String {
        self.app().document().node(node).expect("a node").settings.text().to_owned()
    }

    pub fn show(&mut self, node: NodeId) {
        self.app().project.view.shown = Some(OutputRef::first(node));
    }

    /// Begins to type another name for a node into the inspector.
    pub fn begin_name(&mut self, node: NodeId) {
        self.app().handle(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Default::default(),
            mode: SelectMode::Replace,
        }));
        self.frame();
        self.frame();
        self.window.get_by_label("Name").focus();
        self.frame();
        self.window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.frame();
    }

    pub fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.into()));
        self.frame();
    }

    pub fn press_enter(&mut self) {
        self.window.key_press(Key::Enter);
        self.frame();
        self.frame();
    }

    pub fn name(&mut self, node: NodeId) -> String {
        self.app().document().node(node).expect("a node").name.clone()
    }

    pub fn said(&mut self) -> String {
        self.app().project.view.status.clone().unwrap_or_default().to_string()
    }

    pub fn forget_said(&mut self) {
        self.app().set_status(tablewire::base::Text::default());
    }

    pub fn problems(&mut self) -> Vec<String> {
        self.app().problems().map(|(_, problem)| problem.to_string()).collect()
    }

    /// The nodes that are set aside.
    pub fn aside(&mut self) -> Vec<NodeId> {
        let found = self.app().problems().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain));
        found.filter_map(|(node, _)| node).collect()
    }

    /// Clicks "Try again" at every node that was set aside, unless that was done a moment ago.
    pub fn try_again(&mut self) {
        if self.clicked.elapsed() < LOOK {
            return;
        }
        let found: Vec<_> = self.app().problems().map(|(node, problem)| (node, problem.clone())).collect();
        for (node, problem) in found.into_iter().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain)) {
            self.clicked = Instant::now();
            let node = node.expect("a node");
            self.app().handle(Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::TryAgain }));
        }
    }
}

/// The number of rows of a node's table; `None` unless the table is that of its settings.
pub fn rows(app: &App, node: NodeId) -> Option<u64> {
    let found = app.project.results.output(OutputRef::first(node))?;
    found.table.as_ref().filter(|_| !found.stale)?;
    found.rows
}

/// How long this thread has worked, and how long it could have but others had the core; nothing where the system does not
/// tell.
fn scheduled() -> [Duration; 2] {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let mut numbers = text.split_whitespace().map(|number| Duration::from_nanos(number.parse().unwrap_or_default()));
    [(); 2].map(|()| numbers.next().unwrap_or_default())
}

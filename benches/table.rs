//! The table's frame time without a window: 100,000,000 rows by 40 columns in sight, out of 40 and out of 2,000.
//!
//! Prints `ratio NAME MEASURED LIMIT` in milliseconds, medians over many frames while one scrolls: layout, drawing, names for
//! screen readers, tessellation. The rows come from a lazy range, a page at a time, as the engine would send them; making a
//! page is the engine's time and not measured.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use polars::prelude::{Column, DataFrame};
use tablewire::app::{App, Command, NodeResult, NodeState, OutputResult, TableCommand};
use tablewire::base::Key;
use tablewire::document::{Edit, Node, NodeId, Position, Settings};
use tablewire::engine::{Exactness, OutputRef, Table};
use tablewire::ui::table::TableView;

const ROWS: u64 = 100_000_000;
/// Wide enough for 40 columns.
const SCREEN: Rect = Rect { min: Pos2::ZERO, max: pos2(4_200.0, 900.0) };
const WARM_UP: usize = 30;
const FRAMES: usize = 200;
const NODE: NodeId = NodeId(0);

fn main() {
    for columns in [40, 2_000] {
        let mut bench = Bench::with(columns);
        let name = format!("table_100m_rows_{columns}_columns");
        report(&format!("{name}_still"), bench.measure(|_| Vec::new()));
        report(&format!("{name}_rows"), bench.measure(|_| vec![wheel(vec2(0.0, -72.0))]));
        if columns > 40 {
            report(&format!("{name}_columns"), bench.measure(|_| vec![wheel(vec2(-40.0, 0.0))]));
        }
        bench.go_to_end();
        report(
            &format!("{name}_far_end"),
            bench.measure(|n| vec![wheel(vec2(0.0, if n % 2 == 0 { 72.0 } else { 48.0 }))]),
        );
    }
}

fn report(name: &str, measured: Duration) {
    println!("ratio {name} {:.3} 5", measured.as_secs_f64() * 1_000.0);
}

fn wheel(delta: egui::Vec2) -> Event {
    let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, Modifiers::NONE);
    Event::MouseWheel { unit, delta, phase, modifiers }
}

/// A table panel, as the window has it, over rows that nobody has computed before they are seen.
struct Bench {
    ctx: Context,
    table: TableView,
    app: App,
    columns: usize,
    time: f64,
}

impl Bench {
    fn with(columns: usize) -> Bench {
        let ctx = Context::default();
        ctx.enable_accesskit();
        tablewire::ui::fonts::install(&ctx);
        let mut app = App::default();
        let node = Node {
            name: "numbers".into(),
            kind: "filter".into(),
            version: 1,
            settings: Settings::default(),
            activity: Default::default(),
            running: Default::default(),
            mark: Default::default(),
            position: Position::default(),
            opened: false,
        };
        app.project.history.apply("set up", None, vec![Edit::AddNode { id: NODE, node }]).expect("a valid document");
        let document = app.project.history.document().clone();
        app.project.faces.update(&document);
        app.project.view.shown = Some(OutputRef::first(NODE));
        let output = OutputResult {
            key: Some(Key::of(b"key")),
            table: Some(page(0, 1_000, columns)),
            rows: Some(ROWS),
            ..OutputResult::default()
        };
        let result = NodeResult { state: NodeState::Fresh, outputs: vec![output], ..NodeResult::default() };
        app.project.results.insert(NODE, result);
        let mut bench = Bench { ctx, table: TableView::default(), app, columns, time: 0.0 };
        bench.frame(vec![Event::PointerMoved(pos2(2_000.0, 500.0))]);
        bench
    }

    fn go_to_end(&mut self) {
        self.ctx.memory_mut(|m| m.request_focus(egui::Id::NULL));
        // A click, so that the cells have the keys.
        for pressed in [true, false] {
            let (pos, button, modifiers) = (pos2(2_000.0, 500.0), egui::PointerButton::Primary, Modifiers::NONE);
            self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers }]);
        }
        let modifiers = Modifiers::COMMAND | Modifiers::CTRL;
        let key = egui::Key::End;
        self.frame(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
        self.frame(Vec::new());
    }

    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(SCREEN), time: Some(self.time), events, ..RawInput::default() };
        let Bench { ctx, table, app, columns, .. } = self;
        let mut out = Vec::new();
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| table.show(ui, app, &mut out));
        assert!(output.platform_output.accesskit_update.as_ref().is_some_and(|tree| !tree.nodes.is_empty()));
        let triangles = ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = start.elapsed();
        assert!(!triangles.is_empty());
        output.textures_delta.clear();
        for command in out {
            if let Command::Table(TableCommand::NeedRows { first, count, .. }) = command {
                let mut result = app.project.results.get(NODE).expect("a result").clone();
                result.outputs[0].page = Some(page(first, count, *columns));
                app.project.results.insert(NODE, result);
            }
        }
        spent
    }

    /// The median over frames whose events `act` makes.
    fn measure(&mut self, mut act: impl FnMut(usize) -> Vec<Event>) -> Duration {
        let mut spent = Vec::with_capacity(FRAMES);
        for n in 0..WARM_UP + FRAMES {
            let frame = self.frame(act(n));
            if n >= WARM_UP {
                spent.push(frame);
            }
        }
        spent.sort();
        spent[FRAMES / 2]
    }
}

/// Rows of a table that counts: integers, numbers and text in turn.
fn page(first: u64, count: usize, columns: usize) -> Arc<Table> {
    let end = (first + count as u64).min(ROWS);
    let rows: Vec<i64> = (first as i64..end as i64).collect();
    let kinds: [Column; 3] = [
        Column::new("n".into(), &rows),
        Column::new("x".into(), rows.iter().map(|n| *n as f64 / 8.0).collect::<Vec<f64>>()),
        Column::new("t".into(), rows.iter().map(|n| format!("row {n}")).collect::<Vec<String>>()),
    ];
    let all = (0..columns).map(|n| kinds[n % 3].clone().with_name(format!("column_{n}").as_str().into()));
    let frame = DataFrame::new(rows.len(), all.collect()).expect("columns of one length");
    Arc::new(Table::new(frame, first, Exactness::Exact))
}

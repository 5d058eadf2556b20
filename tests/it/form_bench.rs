//! A form with an app and an engine behind it: what is done to it becomes settings, and the data answer.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{App, Command, Connect, NodeCommand};
use tablewire::document::{NodeId, PortRef, Position, Settings};
use tablewire::engine::Engine;
use tablewire::ui::inspector::Inspector;

use crate::panel::panel;

pub struct Bench {
    inspector: Inspector,
    pub app: App,
    pub node: NodeId,
}

pub type Form = Harness<'static, Bench>;

impl Bench {
    fn frame(&mut self, ui: &mut egui::Ui) {
        while self.app.poll() {}
        let mut out = Vec::new();
        self.inspector.show(ui, &self.app, &mut out);
        out.into_iter().for_each(|command| self.app.handle(command));
    }
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    app.handle(Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    for _ in 0..3 {
        while app.poll() {}
    }
    app.selected_node().expect("the new node")
}

/// The form of a node of `kind` behind tables typed in by hand.
pub fn form(kind: &str, settings: &str, tables: &[&str]) -> Form {
    let mut app = App::without_state(Engine::inline());
    let sources = tables.iter().map(|table| PortRef::first(add(&mut app, "table", table, Connect::Not))).collect();
    let node = add(&mut app, kind, settings, Connect::FromAll(sources));
    panel(egui::vec2(340.0, 900.0), Bench { inspector: Inspector::default(), app, node }, Bench::frame)
}

pub fn settings(form: &Form) -> String {
    let bench = form.state();
    bench.app.document().node(bench.node).expect("the node").settings.text().to_owned()
}

pub fn press(form: &mut Form, name: &str) {
    form.get_by_label(name).click();
    form.run_steps(4);
}

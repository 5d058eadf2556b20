//! The form of every kind, as a careful person has filled it in: `forms` in the kind's `checks.ron`, the one called `filled`. The
//! light theme must put the same things in the same places.

use egui_kittest::Harness;
use ron::value::RawValue;
use serde::Deserialize;
use tablewire::app::view::Theme;
use tablewire::app::{App, Command, Connect, NodeCommand};
use tablewire::document::{NodeId, PortRef, Position, Settings};
use tablewire::engine::Engine;
use tablewire::nodes::KINDS;
use tablewire::ui::inspector::Inspector;
use tablewire::ui::{fonts, style};

use super::{compare, left_over, painted};

/// The tables of `tests/window/all_forms.sh`.
const ORDERS: &str = r#"(headers: ["order", "customer", "dest", "price", "sold"], rows: [["1", "Ada", "BOS", "12.5", "2024-03-01"], ["2", "Bob", "SFO", "7", "2024-03-02"], ["3", "Ada", "", "", "2024-03-02"]], types: [(column: "sold", type: Date, format: "%Y-%m-%d")])"#;
const PEOPLE: &str = r#"(headers: ["Customer", "city", "price"], rows: [["Ada", "Boston", "1"], ["Cy", "Oslo", "2"]])"#;

#[derive(Deserialize)]
struct Checks {
    /// Name, the tables that arrive, settings.
    forms: Vec<(String, String, Box<RawValue>)>,
}

struct Sheet {
    inspector: Inspector,
    app: App,
    theme: Theme,
    is_set_up: bool,
}

impl Sheet {
    fn frame(&mut self, ui: &mut egui::Ui) {
        if !self.is_set_up {
            fonts::install(ui.ctx());
            fonts::without_system_fonts(ui.ctx());
            style::apply(ui.ctx(), self.theme, true);
            self.is_set_up = true;
        }
        while self.app.poll() {}
        let mut out = Vec::new();
        self.inspector.show(ui, &self.app, &mut out);
        out.into_iter().for_each(|command| self.app.handle(command));
    }
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    app.handle(Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    while app.poll() {}
    app.selected_node().expect("the new node")
}

fn drawn(kind: &str, from: &str, settings: &str, theme: Theme) -> Vec<String> {
    let mut app = App::without_state(Engine::inline());
    app.person.preferences.theme = theme;
    // Problems name files: in a folder that is the same on every machine.
    app.project.file = Some("/nowhere/forms.ron".into());
    let tables = from.split_whitespace().map(|name| if name.starts_with("orders") { ORDERS } else { PEOPLE });
    let sources = tables.map(|table| PortRef::first(add(&mut app, "table", table, Connect::Not))).collect();
    add(&mut app, kind, settings, Connect::FromAll(sources));
    let sheet = Sheet { inspector: Inspector::default(), app, theme, is_set_up: false };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(304.0, 1000.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui: &mut egui::Ui, sheet: &mut Sheet| sheet.frame(ui), sheet);
    harness.run_steps(20);
    let mut lines = painted::lines(&harness.output().shapes, theme);
    // The time that the node took is another one each time.
    lines.retain(|line| !line.contains("s · "));
    lines
}

/// A line without the names of colours: what has digits, and words in quotes.
fn places(line: &str) -> String {
    let parts = line.split('"').enumerate().map(|(n, part)| match n % 2 {
        0 => part
            .split(' ')
            .filter(|word| word.contains(|c: char| c.is_ascii_digit()) && !word.starts_with('#'))
            .collect(),
        _ => vec![part],
    });
    parts.flatten().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_form_of_every_kind() {
    let mut pictures = Vec::new();
    for kind in KINDS {
        let path = format!("src/nodes/kinds/{}/checks.ron", folder_of(kind.meta.id));
        let text = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect(&path);
        let checks: Checks = ron::from_str(&text).expect(&path);
        let (_, from, settings) = checks.forms.iter().find(|(name, ..)| name == "filled").expect(&path);
        let [dark, light] =
            [Theme::Dark, Theme::Light].map(|t| drawn(kind.meta.id, from, settings.get_ron().trim(), t));
        let [one, other] = [&dark, &light].map(|lines| lines.iter().map(|line| places(line)).collect::<Vec<_>>());
        assert_eq!(one, other, "{}: the light theme paints something else", kind.meta.id);
        pictures.push((format!("forms/{}", kind.meta.id), dark));
    }
    compare(&pictures);
    assert_eq!(left_over("forms", &pictures), Vec::<String>::new(), "kinds that are no more");
}

/// The folder of a kind below `src/nodes/kinds`.
fn folder_of(id: &str) -> String {
    let kinds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/nodes/kinds");
    let groups = std::fs::read_dir(&kinds).expect("the kinds").map(|entry| entry.expect("an entry").path());
    let group = groups.into_iter().find(|group| group.join(id).is_dir()).expect(id);
    format!("{}/{id}", group.file_name().expect("a name").to_string_lossy())
}

//! The heat map: nodes coloured by time, rows or memory, with a legend.

use std::time::Duration;

use egui::{Align2, Area, Color32, Frame, Id, Margin, Mesh, Order, Rect, RichText, Sense, Ui, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::view::Heat;
use crate::app::{Action, App, Command};
use crate::base::number::{bytes, duration};
use crate::ui::theme::{Palette, mix, opaque};
use crate::ui::widgets;

use super::areas;
use super::node_status::NodeStatus;

/// The values of the nodes by index. A node without a measurement is not coloured.
pub struct HeatMap {
    kind: Heat,
    values: Vec<Option<f64>>,
    least: f64,
    most: f64,
}

/// The colour scale from minimum to maximum. Its lightness is monotonic, so it works without colour vision.
const DARK: [u32; 3] = [0x4a3f9e, 0xc9486c, 0xf7b54a];
const LIGHT: [u32; 3] = [0xf2cf8a, 0xde7350, 0x7d2a68];

/// The width of the legend's scale, in points.
const SCALE: f32 = 208.0;

impl HeatMap {
    /// `None` while the heat map is off.
    pub fn of(app: &App, statuses: &[NodeStatus]) -> Option<HeatMap> {
        let kind = app.project.view.heat?;
        let values: Vec<Option<f64>> = statuses.iter().map(|status| value(kind, status)).collect();
        let known = || values.iter().flatten().copied();
        let least = known().fold(f64::INFINITY, f64::min);
        let most = known().fold(0.0, f64::max);
        Some(HeatMap { kind, values, least, most })
    }

    /// The colour of a node by index.
    pub fn color(&self, palette: &Palette, index: usize) -> Option<Color32> {
        let value = (*self.values.get(index)?)?;
        Some(ramp(palette, self.place(value)))
    }

    /// The value behind the colour of a node, as text.
    pub fn value_text(&self, index: usize) -> Option<String> {
        Some(format_value(self.kind, (*self.values.get(index)?)?))
    }

    /// The position of a value on a logarithmic scale from minimum to maximum, 0 to 1.
    fn place(&self, value: f64) -> f32 {
        // Adding 1 (microsecond, row or byte) makes 0 valid and changes nothing visible.
        let span = self.most.ln_1p() - self.least.ln_1p();
        if span <= 0.0 { 1.0 } else { ((value.ln_1p() - self.least.ln_1p()) / span) as f32 }
    }

    /// Draws the legend in the lower left corner of the canvas `view`.
    pub fn legend(&self, ui: &Ui, view: Rect, palette: &Palette, out: &mut Vec<Command>) {
        let frame = Frame::new()
            .fill(palette.panel)
            .stroke(egui::Stroke::new(1.0, palette.line))
            .corner_radius(6)
            .inner_margin(Margin::same(10));
        Area::new(Id::new(areas::LEGEND))
            .order(Order::Middle)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(view.left_bottom() + vec2(12.0, -12.0))
            .constrain_to(view)
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
                    ui.set_width(SCALE);
                    self.choice(ui, out);
                    self.scale(ui, palette);
                });
            });
    }

    fn choice(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        let kinds = [
            (Heat::Time, tr!("heat-time"), Action::HeatTime),
            (Heat::Rows, tr!("heat-rows"), Action::HeatRows),
            (Heat::Memory, tr!("heat-memory"), Action::HeatMemory),
        ];
        ui.horizontal(|ui| {
            let mut chosen = kinds.iter().position(|(kind, ..)| *kind == self.kind).unwrap_or(0);
            if widgets::segments(ui, tr!("colour-nodes-by"), &mut chosen, &kinds.map(|(_, word, _)| word), SCALE - 28.0)
            {
                out.push(Command::Do(kinds[chosen].2));
            }
            if widgets::icon_button(ui, icon::X, Action::HeatOff.title()).clicked() {
                out.push(Command::Do(Action::HeatOff));
            }
        });
    }

    fn scale(&self, ui: &mut Ui, palette: &Palette) {
        let small = |words: String| RichText::new(words).size(11.0).color(palette.weak);
        if self.most <= 0.0 && self.least > self.most {
            ui.label(small(tr!("nothing-measured").into()));
            return;
        }
        let (bar, _) = ui.allocate_exact_size(vec2(SCALE, 8.0), Sense::hover());
        let mut mesh = Mesh::default();
        for step in 0..=16u32 {
            let t = step as f32 / 16.0;
            let x = bar.left() + bar.width() * t;
            mesh.colored_vertex(pos2(x, bar.top()), ramp(palette, t));
            mesh.colored_vertex(pos2(x, bar.bottom()), ramp(palette, t));
            if step > 0 {
                let n = step * 2;
                mesh.add_triangle(n - 2, n - 1, n);
                mesh.add_triangle(n - 1, n, n + 1);
            }
        }
        ui.painter().add(mesh);
        let (line, _) = ui.allocate_exact_size(vec2(SCALE, 14.0), Sense::hover());
        widgets::draw_over(ui, line, |ui| {
            ui.horizontal(|ui| {
                ui.label(small(format_value(self.kind, self.least)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(small(format_value(self.kind, self.most)));
                });
            });
        });
        let missing = self.values.iter().filter(|value| value.is_none()).count();
        if missing > 0 {
            ui.label(small(tr!("not-measured", count = missing)));
        }
    }
}

/// The value of a node over all of its outputs: microseconds, rows or bytes.
fn value(kind: Heat, status: &NodeStatus) -> Option<f64> {
    let outputs = &status.result?.outputs;
    let each = |output: &crate::app::OutputResult| -> Option<f64> {
        if output.stale {
            return None;
        }
        match kind {
            Heat::Time => Some(output.measure?.time.as_secs_f64() * 1e6),
            Heat::Rows => output.rows.map(|rows| rows as f64),
            Heat::Memory => Some(output.measure?.bytes?.number() as f64),
        }
    };
    let known: Vec<f64> = outputs.iter().filter_map(each).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn format_value(kind: Heat, value: f64) -> String {
    match kind {
        Heat::Time => duration(Duration::from_secs_f64(value / 1e6)),
        Heat::Rows => tr!("count-rows", count = value as u64),
        Heat::Memory => bytes(value as u64),
    }
}

fn ramp(palette: &Palette, t: f32) -> Color32 {
    let stops = if palette.dark { DARK } else { LIGHT };
    let t = t.clamp(0.0, 1.0) * 2.0;
    if t < 1.0 { mix(opaque(stops[0]), opaque(stops[1]), t) } else { mix(opaque(stops[1]), opaque(stops[2]), t - 1.0) }
}

/// The background of a card in this colour, on which text stays legible.
pub fn tint(palette: &Palette, color: Color32) -> Color32 {
    mix(palette.surface, color, if palette.dark { 0.11 } else { 0.07 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{NodeResult, NodeState, OutputResult};
    use crate::engine::{Bytes, Measure, Scope};
    use crate::ui::theme::{DARK as DARK_THEME, LIGHT as LIGHT_THEME, contrast};

    fn result(millis: u64, rows: u64) -> NodeResult {
        let measure = Measure {
            time: Duration::from_millis(millis),
            scope: Scope::Whole,
            bytes: Some(Bytes::MemorySize(rows * 8)),
        };
        let output = OutputResult { rows: Some(rows), measure: Some(measure), ..OutputResult::default() };
        NodeResult { state: NodeState::Fresh, outputs: vec![output], ..NodeResult::default() }
    }

    fn status(result: Option<&NodeResult>) -> NodeStatus<'_> {
        NodeStatus { state: NodeState::Fresh, result, selected: false, activity: Default::default() }
    }

    #[test]
    fn least_and_most_are_the_ends_and_what_is_not_measured_is_plain() {
        let results = [result(1, 10), result(100, 1_000), result(10, 0)];
        let statuses = [status(Some(&results[0])), status(None), status(Some(&results[1])), status(Some(&results[2]))];
        let mut app = App::default();
        assert!(HeatMap::of(&app, &statuses).is_none());
        app.project.view.heat = Some(Heat::Time);
        let map = HeatMap::of(&app, &statuses).unwrap();
        let color = |index| map.color(&DARK_THEME, index);
        assert_eq!((color(0), color(1)), (Some(ramp(&DARK_THEME, 0.0)), None));
        assert_eq!(color(2), Some(ramp(&DARK_THEME, 1.0)));
        assert!((map.place(1e4) - 0.5).abs() < 0.01, "ten times more is as far as ten times less");
        assert_eq!([format_value(Heat::Time, map.least), format_value(Heat::Time, map.most)], ["1.0 ms", "100 ms"]);
        app.project.view.heat = Some(Heat::Rows);
        let map = HeatMap::of(&app, &statuses).unwrap();
        assert_eq!(map.color(&DARK_THEME, 3), Some(ramp(&DARK_THEME, 0.0)), "no rows are the least");
    }

    #[test]
    fn texts_can_be_read_on_every_tint() {
        for palette in [&DARK_THEME, &LIGHT_THEME] {
            for step in 0..=20 {
                let ground = tint(palette, ramp(palette, step as f32 / 20.0));
                for text in [palette.text, palette.weak, palette.error, palette.warning, palette.success] {
                    let contrast = contrast(text, ground);
                    assert!(contrast >= 4.5, "dark {}: {text:?} at {step} has {contrast:.2}", palette.dark);
                }
            }
        }
    }
}

//! Signature help while the text cursor is inside a call: the current argument in bold, and the result type.

use egui::text::{LayoutJob, TextFormat};
use egui::{Area, Color32, Context, FontId, Id, Key, Label, Modifiers, Order, Pos2, RichText, Stroke, Ui, Vec2};

use crate::formula::{Call, Callee, Function, Part, Signature, call_at};
use crate::nodes::Category;
use crate::ui::fonts;
use crate::ui::style::{SMALL, TABLE};
use crate::ui::theme::{self, Palette};

const WIDTH: f32 = 316.0;

/// State kept between frames.
#[derive(Clone, Copy, Default)]
pub struct Help {
    /// The call whose help was dismissed with Escape.
    hidden: Option<usize>,
    shown: bool,
}

impl Help {
    pub fn load(ctx: &Context, id: Id) -> Self {
        ctx.data(|d| d.get_temp(id.with("signature"))).unwrap_or_default()
    }

    pub fn store(self, ctx: &Context, id: Id) {
        ctx.data_mut(|d| d.insert_temp(id.with("signature"), self));
    }

    /// Whether Escape closes the help.
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// Handles the keys that hide and show the help.
    pub fn keys(&mut self, ui: &Ui, text: &str, cursor: usize) {
        if self.shown && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            self.hidden = call_at(text, cursor).map(|call| call.start);
            self.shown = false;
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::CTRL | Modifiers::SHIFT, Key::Space)) {
            self.hidden = None;
        }
    }

    /// The call at the text cursor, if its help is to be shown.
    pub fn call(&mut self, text: &str, cursor: usize, focused: bool) -> Option<Call> {
        let call = call_at(text, cursor).filter(|_| focused);
        if self.hidden.is_some() && call.map(|call| call.start) != self.hidden {
            self.hidden = None;
        }
        let call = call.filter(|_| self.hidden.is_none());
        self.shown = call.is_some();
        call
    }
}

/// The size of the help when it was last drawn, or an estimate.
pub fn size(ctx: &Context, id: Id) -> Vec2 {
    let known = ctx.memory(|m| m.area_rect(id.with("signature help")));
    known.map_or(Vec2::new(WIDTH + 18.0, 76.0), |rect| rect.size())
}

/// Draws the help at `place`.
pub fn show(ui: &Ui, id: Id, place: Pos2, call: &Call) {
    let area = Area::new(id.with("signature help")).order(Order::Foreground).fixed_pos(place).interactable(false);
    area.show(ui.ctx(), |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            match call.callee {
                Callee::Function(function) => of_function(ui, function, call.place),
                Callee::Operator(operator) => {
                    let mut line = Line::new(ui);
                    let mut places = 0;
                    for part in operator.parts {
                        match part {
                            Part::Words(words) => line.keyword(words),
                            Part::Place(name) => {
                                line.argument(crate::base::text::get(name), places == call.place);
                                places += 1;
                            }
                        }
                    }
                    line.show(ui);
                    description(ui, crate::base::text::get(operator.about));
                }
            }
        });
    });
}

fn of_function(ui: &mut Ui, function: &Function, place: usize) {
    for signature in fitting(function, place) {
        signature_line(ui, function, signature, place);
    }
    description(ui, function.about());
    let (formula, value) = function.example;
    let example = RichText::new(format!("{formula} → {value}")).font(FontId::monospace(SMALL - 0.5));
    ui.add(Label::new(example.color(theme::current(ui).weak)).wrap().selectable(false));
}

/// One signature of the function.
fn signature_line(ui: &mut Ui, function: &Function, signature: &Signature, place: usize) {
    let mut line = Line::new(ui);
    line.function(function.name);
    line.weak("(");
    let last = signature.parameters.len().saturating_sub(1);
    for (index, parameter) in signature.parameters.iter().enumerate() {
        if index > 0 {
            line.weak(", ");
        }
        let repeated = signature.repeats && index == last;
        let words = parameter.shown();
        let words = if repeated { say!("signature-repeated", argument = words) } else { words };
        line.argument(&words.to_string(), index == place || (repeated && place > index));
    }
    line.weak(") → ");
    line.plain(&signature.result.name().to_string());
    line.show(ui);
}

/// The signatures that have an argument at this index; all if none has.
fn fitting(function: &Function, place: usize) -> Vec<&Signature> {
    let fits: Vec<&Signature> = function.signatures.iter().filter(|way| way.parameter(place).is_some()).collect();
    if fits.is_empty() { function.signatures.iter().collect() } else { fits }
}

fn description(ui: &mut Ui, words: &str) {
    ui.add(Label::new(RichText::new(words).size(SMALL).color(theme::current(ui).weak)).wrap().selectable(false));
}

/// A line of text in several colours.
struct Line {
    job: LayoutJob,
    palette: &'static Palette,
    strong: FontId,
}

impl Line {
    fn new(ui: &Ui) -> Self {
        let mut job = LayoutJob::default();
        job.wrap.max_width = WIDTH;
        Line { job, palette: theme::current(ui), strong: fonts::strong(ui.ctx(), TABLE) }
    }

    fn add(&mut self, words: &str, color: Color32) {
        self.job.append(words, 0.0, TextFormat::simple(FontId::proportional(TABLE), color));
    }

    fn function(&mut self, name: &str) {
        self.add(name, self.palette.category(Some(Category::Rows)));
    }

    fn keyword(&mut self, words: &str) {
        self.add(words, self.palette.category(Some(Category::Columns)));
    }

    fn weak(&mut self, words: &str) {
        self.add(words, self.palette.weak);
    }

    fn plain(&mut self, words: &str) {
        self.add(words, self.palette.text);
    }

    /// An argument, in bold if it is the current one.
    fn argument(&mut self, words: &str, is_current: bool) {
        if is_current {
            let mut format = TextFormat::simple(self.strong.clone(), self.palette.text);
            format.underline = Stroke::new(1.5, self.palette.accent);
            self.job.append(words, 0.0, format);
        } else {
            self.weak(words);
        }
    }

    fn show(self, ui: &mut Ui) {
        ui.add(Label::new(self.job).selectable(false));
    }
}

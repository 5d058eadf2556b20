//! Labels: small, weak, strong, and elided text.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Label, Response, RichText, Sense, Ui};

use crate::ui::style::{BODY, SMALL};
use crate::ui::{fonts, theme};

use super::line_breaks;

/// A line in small weak text: labels, units, hints.
pub fn small(ui: &mut Ui, text: &str) -> Response {
    let color = theme::current(ui).weak;
    lines(ui, text, FontId::proportional(SMALL), color)
}

/// A line in weak body text.
pub fn weak(ui: &mut Ui, text: &str) -> Response {
    let color = theme::current(ui).weak;
    lines(ui, text, FontId::proportional(BODY), color)
}

/// A name or a title in semi-bold.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    let font = fonts::strong(ui.ctx(), BODY);
    ui.add(Label::new(RichText::new(text).font(font)).selectable(false))
}

/// Allows line breaks after commas and colons in Chinese text that contains Latin words. egui would break only at blanks there
/// and begin lines with punctuation.
pub fn breakable(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let is_foreign = |next: &char| !('\u{2e80}'..='\u{ffef}').contains(next);
        if matches!(letter, '、' | '：' | '，' | '；') && letters.peek().is_some_and(is_foreign) {
            // A thin space.
            out.push('\u{2009}');
        }
    }
    out
}

/// One line, elided if it does not fit, with the full text as a tooltip.
pub fn elided(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    elided_sensing(ui, text, font, color, Sense::hover())
}

/// Like [`elided`], for a line with a context menu. The sense must be set when the label is created, because a label that only
/// hovers gives up the focus.
pub fn elided_sensing(ui: &mut Ui, text: &str, font: FontId, color: Color32, sense: Sense) -> Response {
    let job = elided_job(text, font, color, ui.available_width().max(1.0));
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let cut = galley.elided;
    let response = ui.add(Label::new(galley).selectable(false).sense(sense));
    if cut { response.on_hover_text(text) } else { response }
}

/// The layout of one line that is elided at `width`.
pub fn elided_job(text: &str, font: FontId, color: Color32, width: f32) -> LayoutJob {
    LayoutJob {
        wrap: TextWrapping::truncate_at_width(width.max(1.0)),
        break_on_newline: false,
        ..LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color))
    }
}

/// Wrapped text in which no line begins with punctuation.
pub fn lines(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let wraps = ui.wrap_mode() == egui::TextWrapMode::Wrap && !ui.layout().main_wrap;
    if !wraps || !line_breaks::matter(text) {
        return ui.add(Label::new(RichText::new(text).font(font).color(color)).selectable(false));
    }
    let galley = line_breaks::layout(ui, text, &font, color, ui.available_width());
    let response = ui.add(Label::new(galley).selectable(false));
    super::name(ui, response.id, text);
    response
}

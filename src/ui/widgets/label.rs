//! Text: small, weak, strong, and text that ends in "…" where there is no more room.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Label, Response, RichText, Sense, Ui};

use crate::ui::style::{BODY, SMALL};
use crate::ui::{fonts, theme};

use super::line_breaks;

/// A small weak line: labels, units, hints.
pub fn small(ui: &mut Ui, text: &str) -> Response {
    let color = theme::current(ui).weak;
    lines(ui, text, FontId::proportional(SMALL), color)
}

/// A weak line in body size.
pub fn weak(ui: &mut Ui, text: &str) -> Response {
    let color = theme::current(ui).weak;
    lines(ui, text, FontId::proportional(BODY), color)
}

/// A name or a title in semi-bold.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    let font = fonts::strong(ui.ctx(), BODY);
    ui.add(Label::new(RichText::new(text).font(font)).selectable(false))
}

/// Chinese words with foreign ones among them, so that lines end behind a comma or a colon: egui takes only blanks for the end
/// of a foreign word, and begins lines with such signs.
pub fn breakable(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let is_foreign = |next: &char| !('\u{2e80}'..='\u{ffef}').contains(next);
        if matches!(letter, '、' | '：' | '，' | '；') && letters.peek().is_some_and(is_foreign) {
            // A thin blank.
            out.push('\u{2009}');
        }
    }
    out
}

/// One line that ends in "…" where the room ends, and then says all of it in a tooltip.
pub fn elided(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    elided_sensing(ui, text, font, color, Sense::hover())
}

/// As [`elided`], for a line with a menu. Made so from the start: what is made for looking only gives the keyboard away.
pub fn elided_sensing(ui: &mut Ui, text: &str, font: FontId, color: Color32, sense: Sense) -> Response {
    let job = elided_job(text, font, color, ui.available_width().max(1.0));
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let cut = galley.elided;
    let response = ui.add(Label::new(galley).selectable(false).sense(sense));
    if cut { response.on_hover_text(text) } else { response }
}

/// The layout of one line no wider than `width`.
pub fn elided_job(text: &str, font: FontId, color: Color32, width: f32) -> LayoutJob {
    LayoutJob {
        wrap: TextWrapping::truncate_at_width(width.max(1.0)),
        break_on_newline: false,
        ..LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color))
    }
}

/// Lines as wide as there is room, none of which begins with a comma.
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

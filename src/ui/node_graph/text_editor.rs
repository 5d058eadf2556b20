//! The text field on the canvas in which a title, a note or a comment is edited in place.

use egui::text::{CCursor, CCursorRange};
use egui::{Area, FontId, Id, Order, Rect, TextEdit, Ui, vec2};

use crate::app::{AnnotationCommand, App, Command, Writing};
use crate::document::Shape;
use crate::ui::theme;

use super::camera::ViewTransform;
use super::markdown;
use super::paint_annotations::{INSET, comment_place, title_place};
use super::scene::Scene;

/// What is being edited and has been focused.
#[derive(Debug, Default)]
pub struct TextEditor {
    open: Option<Writing>,
}

impl TextEditor {
    /// Draws the text field of the edited item. Escape or a click elsewhere ends it.
    pub fn show(&mut self, ui: &Ui, app: &App, scene: &Scene, transform: ViewTransform, out: &mut Vec<Command>) {
        let fresh = self.open != app.project.view.writing;
        self.open = app.project.view.writing;
        let Some(writing) = app.project.view.writing else { return };
        let Some((place, text, lines, name)) = place(app, scene, writing) else { return };
        let is_note = match writing {
            Writing::Annotation(id) => app.document().annotation(id).is_some_and(|item| item.shape == Shape::Note),
            _ => false,
        };
        let palette = theme::palette(app.person.preferences.theme);
        let rect = transform.rect_to_screen(place);
        let zoom = transform.zoom.max(0.7);
        let mut typed = text.clone();
        let area = Area::new(Id::new("canvas writing")).order(Order::Middle).fixed_pos(rect.min).constrain(false);
        area.show(ui.ctx(), |ui| {
            ui.set_clip_rect(transform.rect);
            let id = Id::new(("canvas writing", writing));
            let edit = if lines > 1 { TextEdit::multiline(&mut typed) } else { TextEdit::singleline(&mut typed) };
            let frame = egui::Frame::new()
                .fill(palette.panel)
                .stroke(egui::Stroke::new(1.0, palette.accent))
                .corner_radius(3)
                .inner_margin(egui::Margin::symmetric(6, 3));
            let size = vec2(rect.width().max(120.0), rect.height().max(22.0));
            let mut output = edit
                .id(id)
                .font(FontId::proportional(markdown::SIZE * zoom))
                .desired_rows(lines)
                .desired_width(size.x - 12.0)
                .min_size(size)
                .hint_text(if is_note { tr!("note-hint") } else { name })
                .frame(frame)
                .show(ui);
            let response = &output.response.response;
            crate::ui::widgets::name(ui, id, name);
            if fresh {
                response.request_focus();
                // A title is usually replaced, a text extended.
                let all = text.chars().count();
                let from = if lines > 1 { all } else { 0 };
                let range = CCursorRange::two(CCursor::new(from), CCursor::new(all));
                output.state.cursor.set_char_range(Some(range));
                output.state.clone().store(ui.ctx(), id);
            }
            if response.lost_focus() {
                out.push(Command::Annotation(AnnotationCommand::Edit(None)));
            }
        });
        if typed != text {
            out.push(Command::Annotation(AnnotationCommand::Write { what: writing, text: typed }));
        }
    }
}

/// The place of an edited text in canvas units, the text, its number of lines and its accessible name.
fn place(app: &App, scene: &Scene, writing: Writing) -> Option<(Rect, String, usize, &'static str)> {
    match writing {
        Writing::Annotation(id) => {
            let index = scene.annotations.find(id)?;
            let annotation = &scene.annotations.boxes[index].annotation;
            let rect = scene.annotations.rect(index);
            Some(match annotation.shape {
                Shape::Frame => (title_place(rect), annotation.text.clone(), 1, tr!("title")),
                Shape::Note => (rect.shrink(INSET / 2.0), annotation.text.clone(), 3, tr!("note-title")),
            })
        }
        Writing::Comment(id) => {
            let index = scene.find(id)?;
            let card = scene.card(index);
            let problem = app.project.results.get(id).is_some_and(|result| result.worst().is_some());
            let at = comment_place(card, problem);
            let place = Rect::from_min_size(at, vec2(card.width() - 4.0, 44.0));
            Some((place, app.document().node(id)?.mark.comment.clone(), 2, tr!("step-comment")))
        }
    }
}

//! Suggestions from the values of a column: a chip in its head, and menu entries.

use egui::{CornerRadius, FontId, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::Grid;
use crate::app::view::{CleanDialog, Dialog};
use crate::app::{Command, WindowCommand};
use crate::base::ColumnInfo;
use crate::engine::{OutputRef, Suggestions};
use crate::nodes::cleaning::{Cleaning, Suggestion, cleaning_operations};
use crate::ui::style::SMALL;
use crate::ui::theme;
use crate::ui::widgets;

const HEIGHT: f32 = 17.0;
/// The distance from the lower edge of a head to the centre of its chip.
const MIDDLE: f32 = 13.0;

impl Grid {
    /// The suggestion on the head of a column: the first one with a step.
    pub(super) fn chip_of(&self, column: &str) -> Option<Suggestion> {
        let found = self.suggestions.as_ref()?.of(column);
        found.iter().find(|suggestion| suggestion.operation.is_some()).cloned()
    }

    /// The chip at the bottom of a head; a click opens its step.
    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    pub(super) fn chip(
        &self,
        ui: &Ui,
        (head, part): (Rect, Rect),
        right: bool,
        column: &ColumnInfo,
        suggestion: &Suggestion,
        id: Id,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::current(ui);
        let font = FontId::proportional(SMALL - 1.0);
        let room = head.width() - 2.0 * super::super::widths::PADDING + 6.0;
        let layout = |words: String| ui.painter().layout_no_wrap(words, font.clone(), palette.text);
        let short = suggestion.short_words().to_string();
        let brief = short.split('→').map(str::trim).find(|part| !part.is_empty()).unwrap_or_default().to_owned();
        let with_sign = |words: &str| format!("{} {words}", icon::MAGIC_WAND);
        let words = [with_sign(&short), with_sign(&brief), icon::MAGIC_WAND.to_owned()];
        let fitting = words.into_iter().map(layout).find(|galley| galley.size().x + 12.0 <= room);
        let Some(galley) = fitting else { return };
        let size = vec2(galley.size().x + 12.0, HEIGHT);
        let left = if right {
            head.right() - super::super::widths::PADDING - size.x + 3.0
        } else {
            head.left() + super::super::widths::PADDING - 3.0
        };
        let place = Rect::from_min_size(pos2(left, head.bottom() - MIDDLE - HEIGHT / 2.0), size);
        let visible = place.intersect(part);
        if visible.width() <= 0.0 {
            return;
        }
        let response = ui.interact(visible, id.with(("suggestion", &column.name)), Sense::click());
        let name = tr!("suggestion-named", column = column.name, words = suggestion.words());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
        let warm = response.hovered() || response.has_focus();
        let fill = theme::mix(palette.panel, palette.accent, if warm { 0.34 } else { 0.18 });
        let line = Stroke::new(1.0, theme::mix(palette.panel, palette.accent, 0.6));
        let painter = ui.painter_at(part);
        painter.rect(place, CornerRadius::same(8), fill, line, StrokeKind::Inside);
        painter.galley(pos2(place.left() + 6.0, place.center().y - galley.size().y / 2.0), galley, palette.text);
        if response.clicked()
            && let Some(cleaning) = suggestion.cleaning(&column.name)
        {
            out.push(open(output, cleaning, head.right_bottom()));
        }
        let suggestions = self.suggestions.clone();
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
            ui.label(suggestion.words().to_string());
            if let Some(found) = &suggestions {
                widgets::small(ui, &counted(suggestion, found));
            }
        });
    }

    /// The menu entries for a column: suggestions and all cleaning steps.
    pub(super) fn clean_menu(&self, ui: &mut Ui, column: &ColumnInfo, output: OutputRef, out: &mut Vec<Command>) {
        let at = ui.min_rect().left_top();
        if let Some(found) = &self.suggestions {
            let of = found.of(&column.name);
            for suggestion in of {
                let words = suggestion.words().to_string();
                let Some(cleaning) = suggestion.cleaning(&column.name) else {
                    widgets::small(ui, &words);
                    continue;
                };
                let entry = ui.button((icon::MAGIC_WAND, words.as_str()));
                widgets::name(ui, entry.id, &words);
                if entry.clicked() {
                    out.push(open(output, cleaning, at));
                    ui.close();
                }
                entry.on_hover_text(counted(suggestion, found));
            }
        }
        widgets::menu::submenu(ui, tr!("clean-values"), |ui| {
            for operation in cleaning_operations(column) {
                if ui.button(operation.title().to_string()).clicked() {
                    out.push(open(output, Cleaning::new(&column.name, operation), at));
                    ui.close();
                }
            }
        });
    }
}

/// Opens the panel of a step next to its column.
fn open(output: OutputRef, cleaning: Cleaning, at: egui::Pos2) -> Command {
    let at = (at.x.round() as i32, at.y.round() as i32);
    Command::Window(WindowCommand::OpenDialog(Dialog::Clean(CleanDialog { output, cleaning, at })))
}

/// "997 fit, 3 do not", with the number of rows.
fn counted(suggestion: &Suggestion, found: &Suggestions) -> String {
    let fits = tr!("suggestion-fits", fits = suggestion.fits, unfit = suggestion.unfit);
    if found.whole { fits } else { format!("{fits}\n{}", tr!("suggestion-of-first", rows = found.rows)) }
}

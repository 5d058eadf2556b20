//! A search field above a list, operated by typing, arrow keys and Enter. Used by the command palette and the other searches.

use std::hash::{DefaultHasher, Hash, Hasher};

use egui::{Align2, Key, Modifiers, Rect, RichText, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::base::find::{SearchEntry, ranked};

use super::theme::{Palette, ROW, UNIT};

/// Rows that are visible at once, and rows per page.
const VISIBLE_ROWS: f32 = 12.0;
const PAGE_ROWS: usize = 11;

/// One entry to choose.
pub struct Item<'a> {
    pub icon: &'a str,
    pub icon_colour: egui::Color32,
    pub title: String,
    /// Shown dimmed after the title.
    pub about: String,
    /// Shown at the right edge: a shortcut or a category.
    pub right: String,
    /// Additional search terms that are not shown.
    pub words: &'a [&'a str],
    pub enabled: bool,
}

impl Item<'_> {
    fn names(&self) -> SearchEntry<'_> {
        SearchEntry { title: &self.title, words: self.words, about: &self.about }
    }
}

/// The query and the highlighted entry, kept between frames.
#[derive(Default)]
pub struct Picker {
    query: String,
    highlighted: usize,
    opened: bool,
    /// The cached result with a hash of what it was computed for, so that thousands of names are not searched in every frame.
    found: (Option<u64>, Vec<usize>),
}

impl Picker {
    /// The search text.
    pub fn query(&self) -> &str {
        self.query.trim()
    }

    /// Draws the field and the list. Returns the index of the chosen item.
    pub fn show(&mut self, ui: &mut Ui, colours: &Palette, hint: &str, items: &[Item]) -> Option<usize> {
        let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
        let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let page_up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::PageUp));
        let page_down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::PageDown));
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let field = egui::TextEdit::singleline(&mut self.query)
            .hint_text(hint)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6))
            .font(egui::TextStyle::Body);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, hint));
        if !self.opened {
            self.opened = true;
            response.request_focus();
        }
        if response.changed() {
            self.highlighted = 0;
        }
        self.search(items);
        let found = &self.found.1;
        let on =
            [(down, 1), (page_down, PAGE_ROWS)].iter().filter(|(pressed, _)| *pressed).map(|(_, by)| by).sum::<usize>();
        let back =
            [(up, 1), (page_up, PAGE_ROWS)].iter().filter(|(pressed, _)| *pressed).map(|(_, by)| by).sum::<usize>();
        let moved = on + back > 0;
        if moved {
            self.highlighted = (self.highlighted + on).min(found.len().saturating_sub(1)).saturating_sub(back);
        }
        ui.add_space(UNIT);
        let mut chosen = None;
        let height = ROW * VISIBLE_ROWS;
        let list =
            egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 0.0;
        if found.is_empty() {
            ui.add_space(UNIT);
            ui.label(RichText::new(tr!("nothing-fits")).color(colours.weak));
            ui.add_space(UNIT);
        }
        list.show_rows(ui, ROW, found.len(), |ui, range| {
            if moved {
                let top = ui.min_rect().top() + (self.highlighted as f32 - range.start as f32) * ROW;
                let at = egui::pos2(ui.min_rect().left(), top);
                ui.scroll_to_rect(Rect::from_min_size(at, Vec2::new(1.0, ROW)), None);
            }
            for place in range {
                let index = found[place];
                let response = row(ui, colours, &items[index], place == self.highlighted);
                if response.hovered() && ui.input(|i| i.pointer.delta() != Vec2::ZERO) {
                    self.highlighted = place;
                }
                if response.clicked() && items[index].enabled {
                    chosen = Some(index);
                }
            }
        });
        if enter && let Some(index) = found.get(self.highlighted).filter(|i| items[**i].enabled) {
            chosen = Some(*index);
        }
        chosen
    }

    fn search(&mut self, items: &[Item]) {
        let mut hasher = DefaultHasher::new();
        self.query.hash(&mut hasher);
        items.iter().for_each(|item| (&item.title, &item.about, item.enabled).hash(&mut hasher));
        let asked = Some(hasher.finish());
        if self.found.0 != asked {
            let mut found = ranked(&self.query, items.iter().map(Item::names));
            // Disabled entries come last regardless of their score, because Enter takes the first.
            found.sort_by_key(|index| !items[*index].enabled);
            self.found = (asked, found);
        }
    }
}

fn row(ui: &mut Ui, colours: &Palette, item: &Item, highlighted: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, item.enabled, &item.title));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if highlighted {
        ui.painter().rect_filled(rect, super::theme::RADIUS, colours.hover);
    }
    let text = if item.enabled { colours.text } else { colours.weak };
    let body = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::TextStyle::Small.resolve(ui.style());
    let left = rect.left() + 2.0 * UNIT;
    let painter = ui.painter_at(rect);
    painter.text(
        egui::pos2(left + 8.0, rect.center().y),
        Align2::CENTER_CENTER,
        item.icon,
        body.clone(),
        item.icon_colour,
    );
    let title_at = egui::pos2(left + 24.0, rect.center().y);
    let title = painter.text(title_at, Align2::LEFT_CENTER, &item.title, body, text);
    let right_at = egui::pos2(rect.right() - 2.0 * UNIT, rect.center().y);
    let right = painter.text(right_at, Align2::RIGHT_CENTER, &item.right, small.clone(), colours.weak);
    let room = Rect::from_min_max(
        egui::pos2(title.right() + 12.0, rect.top()),
        egui::pos2(right.left() - 12.0, rect.bottom()),
    );
    if room.width() > 40.0 {
        let about = egui::text::LayoutJob::simple_singleline(item.about.clone(), small, colours.weak);
        let about = egui::text::LayoutJob { wrap: egui::text::TextWrapping::truncate_at_width(room.width()), ..about };
        let galley = painter.layout_job(about);
        painter.galley(egui::pos2(room.left(), rect.center().y - galley.size().y / 2.0), galley, colours.weak);
    }
    response
}

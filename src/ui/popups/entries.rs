//! The entries of an open popup, their text, and the keys that it handles.

use egui::containers::menu::SubMenuButton;
use egui::{Context, Event, Id, Key, LayerId, Modifiers, Rect, Shape, WidgetRects};

/// An entry with its place.
#[derive(Clone, Copy)]
pub struct Entry {
    pub id: Id,
    pub rect: Rect,
}

/// The widget id that has the focus while the popup as a whole has it.
pub fn whole(layer: LayerId) -> Id {
    layer.id.with("move")
}

/// The clickable widgets of the popup, from top to bottom.
pub fn entries(widgets: &WidgetRects, layer: LayerId) -> Vec<Entry> {
    let is_entry = |w: &&egui::WidgetRect| w.enabled && w.sense.is_focusable() && w.sense.senses_click();
    let widgets = widgets.get_layer(layer).filter(is_entry);
    widgets.filter(|w| w.id != whole(layer)).map(|w| Entry { id: w.id, rect: w.rect }).collect()
}

/// The keys that a popup handles. Enter, Space and Tab belong to its entries, and copy events pass through.
pub fn is_of_list(event: &Event) -> bool {
    match event {
        Event::Text(text) => text != " ",
        Event::Key { key, pressed: true, .. } => !matches!(key, Key::Enter | Key::Space | Key::Tab | Key::Escape),
        Event::Cut | Event::Paste(_) => true,
        _ => false,
    }
}

/// The keys that move from a search field to its results.
pub fn leaves_field(event: &Event) -> bool {
    use Key::{ArrowDown, ArrowUp, PageDown, PageUp};
    let leaves = |key: &Key| matches!(key, ArrowDown | ArrowUp | PageDown | PageUp);
    matches!(event, Event::Key { key, modifiers: Modifiers::NONE, pressed: true, .. } if leaves(key))
}

/// The text of each entry without leading icons, in lower case: its name, or the text painted on it.
pub fn words(ctx: &Context, layer: LayerId) -> Vec<(Id, String)> {
    let mut painted = Vec::new();
    ctx.graphics(|graphics| {
        for clipped in graphics.get(layer).into_iter().flat_map(|list| list.all_entries()) {
            collect(&clipped.shape, &mut painted);
        }
    });
    let of = |entry: &Entry| {
        let own = painted.iter().filter(|(rect, _)| entry.rect.contains(rect.center()));
        let all: String = ctx
            .data(|d| d.get_temp(entry.id.with("words of entry")))
            .unwrap_or_else(|| own.map(|(_, words)| words.as_str()).collect());
        all.trim_start_matches(|c: char| !c.is_alphanumeric() || ('\u{e000}'..='\u{f8ff}').contains(&c)).to_lowercase()
    };
    let all = ctx.viewport(|v| entries(&v.this_pass.widgets, layer));
    all.iter().map(|entry| (entry.id, of(entry))).collect()
}

/// Whether an entry with this text opens a submenu, which ends in an arrow of egui or of our menus.
pub fn opens_submenu(words: &str) -> bool {
    [SubMenuButton::RIGHT_ARROW, egui_phosphor::regular::CARET_RIGHT].iter().any(|sign| words.ends_with(sign))
}

fn collect(shape: &Shape, into: &mut Vec<(Rect, String)>) {
    match shape {
        Shape::Text(text) => into.push((text.visual_bounding_rect(), text.galley.text().to_owned())),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, into)),
        _ => {}
    }
}

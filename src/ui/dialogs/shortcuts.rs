//! The list of all shortcuts, searchable by description and keys.

use egui::{Id, Key, Modifiers, RichText, ScrollArea, Ui, Vec2};

use crate::app::{Action, App, Command, Topic};
use crate::ui::theme::{self, Palette};
use crate::ui::{keys, widgets};

use super::card::card;

/// Mouse gestures, which are not in the action list.
fn gestures() -> [(&'static str, &'static str); 10] {
    [
        (tr!("gesture-pan"), tr!("gesture-pan-how")),
        (tr!("gesture-zoom"), tr!("gesture-zoom-how")),
        (tr!("gesture-search"), tr!("gesture-search-how")),
        (tr!("gesture-connect"), tr!("gesture-connect-how")),
        (tr!("gesture-new"), tr!("gesture-new-how")),
        (tr!("gesture-insert"), tr!("gesture-insert-how")),
        (tr!("gesture-bend"), tr!("gesture-bend-how")),
        (tr!("gesture-cut"), tr!("gesture-cut-how")),
        (tr!("gesture-several"), tr!("gesture-several-how")),
        (tr!("gesture-read"), tr!("gesture-read-how")),
    ]
}

/// Fixed keys of focused controls.
fn of_fields() -> [(&'static str, &'static str); 6] {
    [
        (tr!("key-row"), tr!("key-row-how")),
        (tr!("key-column"), tr!("key-column-how")),
        (tr!("key-complete"), tr!("key-complete-how")),
        (tr!("key-call"), tr!("key-call-how")),
        (tr!("key-all"), tr!("key-all-how")),
        (tr!("key-invert"), tr!("key-invert-how")),
    ]
}

pub(super) fn show(query: &mut String, ctx: &egui::Context, app: &App, fresh: bool, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 760.0, out, |ui, out| {
        let edit = Action::EditShortcuts;
        ui.horizontal(|ui| {
            ui.label(RichText::new(tr!("keyboard-and-mouse")).heading().color(colours.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let button = widgets::button(ui, widgets::action_icon(edit), edit.title());
                if button.on_hover_text(edit.about()).clicked() {
                    out.push(Command::Do(edit));
                }
            });
        });
        ui.add_space(theme::UNIT);
        let leaf = [(Key::PageDown, -1.0), (Key::PageUp, 1.0)];
        let leaf = leaf.map(|(key, by)| if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) { by } else { 0.0 });
        let field = widgets::search_field(ui, Id::new("shortcut_search"), tr!("search-shortcuts"), query);
        if fresh {
            field.request_focus();
        }
        ui.add_space(2.0 * theme::UNIT);
        let blocks = fitting(blocks(ctx, app), query);
        // The full available height, regardless of the previous dialog and the number of results.
        let height = (ctx.content_rect().height() * 0.8 - 120.0).clamp(120.0, 640.0);
        let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, false]);
        list.show(ui, |ui| {
            ui.scroll_with_delta(Vec2::new(0.0, leaf.iter().sum::<f32>() * (height - 40.0)));
            if blocks.is_empty() {
                ui.label(RichText::new(tr!("nothing-fits")).color(colours.weak));
            }
            let (left, right) = halves(blocks);
            ui.columns(2, |columns| {
                for (ui, blocks) in columns.iter_mut().zip([left, right]) {
                    blocks.iter().for_each(|block| draw(ui, colours, block));
                }
            });
        });
    });
}

fn draw(ui: &mut Ui, colours: &Palette, block: &Block) {
    ui.label(RichText::new(block.title).strong().color(colours.accent));
    ui.add_space(2.0);
    for line in &block.lines {
        ui.horizontal(|ui| {
            ui.label(RichText::new(&line.what).color(colours.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(12.0);
                ui.add(egui::Label::new(RichText::new(&line.how).small().color(colours.weak)).truncate());
            });
        });
    }
    ui.add_space(12.0);
}

/// A title with its lines.
struct Block {
    title: &'static str,
    lines: Vec<Line>,
}

struct Line {
    what: String,
    /// The keys, or the gesture.
    how: String,
    /// Additional search terms.
    words: Vec<&'static str>,
}

/// The shortcuts by topic, and the mouse gestures.
fn blocks(ctx: &egui::Context, app: &App) -> Vec<Block> {
    let keyed = |topic: Topic| {
        let of = Action::ALL.iter().filter(move |action| action.topic() == topic);
        let lines = of.filter_map(|action| {
            let how = keys::all_shortcuts_text(ctx, app, *action)?;
            let words = action.words().into_iter().chain([action.about()]).collect();
            Some(Line { what: action.title().trim_end_matches('…').to_owned(), how, words })
        });
        Block { title: topic.title(), lines: lines.collect() }
    };
    let fixed = |title, lines: &[(&str, &str)]| {
        let line = |(what, how): &(&str, &str)| Line { what: (*what).into(), how: (*how).into(), words: Vec::new() };
        Block { title, lines: lines.iter().map(line).collect() }
    };
    let of_fields = fixed(tr!("topic-fields"), &of_fields());
    let mouse = fixed(tr!("topic-mouse"), &gestures());
    Topic::ALL.iter().map(|topic| keyed(*topic)).chain([of_fields, mouse]).collect()
}

/// The lines that contain every word of the query in description, keys or search terms.
fn fitting(blocks: Vec<Block>, query: &str) -> Vec<Block> {
    let query = query.to_lowercase();
    let fits = |title: &str, line: &Line| {
        let known = [title, &line.what, &line.how].into_iter().chain(line.words.iter().copied());
        let known: String = known.map(|words| words.to_lowercase() + "\n").collect();
        query.split_whitespace().all(|word| known.contains(word))
    };
    let fitting = blocks.into_iter().map(|Block { title, lines }| {
        let lines = lines.into_iter().filter(|line| fits(title, line)).collect();
        Block { title, lines }
    });
    fitting.filter(|block| !block.lines.is_empty()).collect()
}

/// Splits whole blocks into two columns of about the same height.
fn halves(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let height = |blocks: &[Block]| blocks.iter().map(|block| block.lines.len() + 2).sum::<usize>();
    let all = height(&blocks);
    // A single block goes to the left column.
    let split = (1..=blocks.len()).min_by_key(|at| all.abs_diff(2 * height(&blocks[..*at]))).unwrap_or(0);
    let mut left = blocks;
    let right = left.split_off(split);
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> Vec<String> {
        let blocks = blocks(&egui::Context::default(), &App::default());
        fitting(blocks, query).into_iter().flat_map(|block| block.lines).map(|line| line.what).collect()
    }

    #[test]
    fn shortcuts_are_found_by_what_they_do_and_by_their_keys() {
        assert_eq!(found("save as"), ["Save as"]);
        assert_eq!(found("ctrl+d"), ["Duplicate", "Delete and reconnect"]);
        assert_eq!(found("clone"), ["Duplicate"], "as others call it");
        assert_eq!(found("mouse cut"), ["Cut wires"]);
        assert!(found("undo").contains(&"Undo".to_owned()));
        assert_eq!(found("nothing like it"), <[String; 0]>::default());
        assert!(found("").len() > 80, "everything");
    }

    #[test]
    fn one_block_stands_at_the_left() {
        let (left, right) = halves(vec![Block { title: "", lines: Vec::with_capacity(1) }]);
        assert_eq!((left.len(), right.len()), (1, 0));
        let (left, right) = halves(Vec::new());
        assert_eq!((left.len(), right.len()), (0, 0));
    }
}

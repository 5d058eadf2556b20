//! Groups of types as toggle buttons above a list of columns.

use std::collections::BTreeSet;

use egui::{CornerRadius, FontId, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2};

use crate::base::{ColumnInfo, Type};
use crate::ui::style::SMALL;
use crate::ui::theme::{self};
use crate::ui::widgets::type_icon;

/// Groups of types for filtering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Numbers,
    Texts,
    Times,
    Flags,
    Others,
}

impl Group {
    const ALL: [Group; 5] = [Group::Numbers, Group::Texts, Group::Times, Group::Flags, Group::Others];

    pub fn of(data_type: &Type) -> Group {
        match data_type {
            Type::Integer | Type::Number | Type::Decimal(..) => Group::Numbers,
            Type::Text => Group::Texts,
            Type::Date | Type::DateTime(_) | Type::Time | Type::Duration => Group::Times,
            Type::Boolean => Group::Flags,
            _ => Group::Others,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Group::Numbers => tr!("pick-numbers"),
            Group::Texts => tr!("pick-texts"),
            Group::Times => tr!("pick-times"),
            Group::Flags => tr!("pick-flags"),
            Group::Others => tr!("pick-others"),
        }
    }
}

/// Toggle buttons for the types that occur.
pub fn chips(ui: &mut Ui, columns: &[ColumnInfo], chosen: &mut BTreeSet<Group>) {
    let count = |group: Group| columns.iter().filter(|column| Group::of(&column.data_type) == group).count();
    let present: Vec<(Group, usize)> = Group::ALL.map(|g| (g, count(g))).into_iter().filter(|(_, n)| *n > 0).collect();
    if present.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (group, count) in present {
            let sample = columns.iter().find(|column| Group::of(&column.data_type) == group);
            let icon = sample.map_or("", |column| type_icon(&column.data_type));
            let on = chosen.contains(&group);
            if chip(ui, &format!("{icon} {count}"), group.words(), on).clicked() && !chosen.remove(&group) {
                chosen.insert(group);
            }
        }
    });
    ui.add_space(4.0);
}

fn chip(ui: &mut Ui, shown: &str, name: &str, on: bool) -> Response {
    let palette = theme::current(ui);
    let font = FontId::proportional(SMALL);
    let words = ui.painter().layout_no_wrap(format!("{shown}  {name}"), font, palette.text);
    let (rect, response) = ui.allocate_exact_size(words.size() + vec2(14.0, 6.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, name));
    let fill = match (on, response.hovered() || response.has_focus()) {
        (true, _) => palette.selected(),
        (false, true) => palette.hover,
        (false, false) => palette.surface,
    };
    let line = if on || response.has_focus() { palette.accent } else { palette.edge() };
    ui.painter().rect(rect, CornerRadius::same(10), fill, Stroke::new(1.0, line), StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(7.0, 3.0), words, palette.text);
    response
}

//! The settings of Spark of a cluster: names and values.

use egui::{Id, Ui};
use egui_phosphor::regular as icon;

use super::super::labelled::{complain, labelled};
use crate::base::Problem;
use crate::engine::is_secret_setting;
use crate::ui::widgets;

/// The share of a name, and the room for the button that removes a row, in points.
const NAME: f32 = 0.58;
const REMOVE: f32 = 26.0;
const GAP: f32 = 6.0;

pub(super) fn show(ui: &mut Ui, place: usize, conf: &mut Vec<(String, String)>, problems: &[Problem]) {
    let mut removed = None;
    for (at, (name, value)) in conf.iter_mut().enumerate() {
        let label = if at == 0 { tr!("cluster-settings") } else { "" };
        labelled(ui, label, |ui, width| {
            ui.spacing_mut().item_spacing.x = GAP;
            let room = width - REMOVE - 2.0 * GAP;
            let number = at + 1;
            let is_secret = is_secret_setting(name);
            for (text, is_hidden, share, hint, words) in [
                (name, false, NAME, tr!("cluster-setting-hint"), tr!("cluster-setting-name-of", number = number)),
                (
                    value,
                    is_secret,
                    1.0 - NAME,
                    tr!("cluster-setting-value-hint"),
                    tr!("cluster-setting-value-of", number = number),
                ),
            ] {
                let id = Id::new(("cluster setting", place, at, hint));
                let field = widgets::text_field(text).id(id).hint_text(hint).password(is_hidden);
                ui.add(field.desired_width(room * share));
                widgets::name(ui, id, &words);
            }
            if widgets::small_icon_button(ui, icon::X, &tr!("cluster-setting-drop", number = number)).clicked() {
                removed = Some(at);
            }
        });
        let setting = format!("conf[{at}]");
        problems.iter().filter(|problem| problem.setting.as_deref() == Some(&setting)).for_each(|p| complain(ui, p));
    }
    if let Some(at) = removed {
        conf.remove(at);
    }
    let label = if conf.is_empty() { tr!("cluster-settings") } else { "" };
    labelled(ui, label, |ui, _| {
        if widgets::button(ui, icon::PLUS, tr!("cluster-setting-add")).clicked() {
            conf.push(Default::default());
        }
    });
}

//! Asks where the project runs: on this machine, or on one of the user's clusters.

use egui_phosphor::regular as icon;

use crate::app::view::Dialog;
use crate::app::{App, ClusterCommand, Command, WindowCommand};
use crate::ui::picker::{Item, Picker};
use crate::ui::theme;

use super::card::card;

pub(super) fn show(picker: &mut Picker, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let now = app.run_cluster().map(|cluster| &cluster.name);
    let item = |sign, title: &str, about: &str, is_on: bool| Item {
        icon: sign,
        icon_colour: if is_on { colours.accent } else { colours.weak },
        title: title.to_owned(),
        about: about.to_owned(),
        right: if is_on { tr!("run-place-now").to_owned() } else { String::new() },
        words: &[],
        enabled: true,
    };
    let clusters = &app.person.preferences.clusters;
    let mut items = vec![item(icon::DESKTOP, tr!("this-machine"), "", now.is_none())];
    items.extend(
        clusters
            .iter()
            .map(|cluster| item(icon::HARD_DRIVES, &cluster.name, cluster.address.trim(), now == Some(&cluster.name))),
    );
    items.push(item(icon::PLUS, tr!("run-place-clusters"), "", false));
    card(ctx, app, 460.0, out, |ui, out| {
        let Some(index) = picker.show(ui, colours, tr!("run-place-which"), &items) else { return };
        out.push(match index {
            0 => Command::Cluster(ClusterCommand::RunOn(None)),
            index => match clusters.get(index - 1) {
                Some(cluster) => Command::Cluster(ClusterCommand::RunOn(Some(cluster.name.clone()))),
                None => Command::Window(WindowCommand::OpenDialog(Dialog::Clusters)),
            },
        });
    });
}

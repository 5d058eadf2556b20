//! Requests to show and focus a setting, made anywhere in the window.

use egui::Id;

use crate::document::NodeId;

/// Asks the inspector to show the setting `path` of `node` and to focus it.
pub fn request(ctx: &egui::Context, node: NodeId, path: &str) {
    ctx.data_mut(|d| d.insert_temp(Id::new("go to setting"), (node, path.to_owned())));
    ctx.request_repaint();
}

/// The setting of `node` to scroll to, if one was asked for.
pub fn take(ctx: &egui::Context, node: NodeId) -> Option<String> {
    let id = Id::new("go to setting");
    let (of, path) = ctx.data(|d| d.get_temp::<(NodeId, String)>(id))?;
    if of != node {
        return None;
    }
    ctx.data_mut(|d| d.remove::<(NodeId, String)>(id));
    Some(path)
}

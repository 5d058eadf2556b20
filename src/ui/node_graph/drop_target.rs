//! Drops on the canvas: kinds from the catalogue, and files.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{DragAndDrop, Pos2, Response, Ui};

use crate::app::{CanvasCommand, Command, Connect, DatabaseCommand, NodeCommand};
use crate::document::{NodeId, Position, Wire};
use crate::nodes::{Kind, KindInfo};
use crate::ui::panes::Pane;

use super::camera::{ViewTransform, position};
use super::drag_kind::{DragKind, DragTable};
use super::hit;
use super::overlay::ghost_corner;
use super::scene::Scene;

/// A kind that is being dragged over the canvas.
pub struct DropPreview {
    pub info: &'static KindInfo,
    pub at: Position,
    /// The index of the wire that it would be inserted into.
    pub wire: Option<usize>,
    /// The table that it reads.
    table: Option<Arc<DragTable>>,
    /// The node under the pointer.
    onto: Option<NodeId>,
}

/// What is being dragged from the panel at the left, while it is over the canvas.
pub fn drop_preview(response: &Response, scene: &Scene, transform: ViewTransform) -> Option<DropPreview> {
    let table = DragAndDrop::payload::<DragTable>(&response.ctx);
    let kind = match &table {
        Some(_) => "read_database".to_owned(),
        None => DragAndDrop::payload::<DragKind>(&response.ctx)?.0.clone(),
    };
    if !response.contains_pointer() {
        return None;
    }
    let pointer = response.ctx.pointer_interact_pos()?;
    let info = Kind::info(&kind)?;
    let ports = (info.ports)();
    let insertable = !ports.inputs.is_empty() && !ports.outputs.is_empty();
    let wire = if insertable { hit::wire_at(scene, transform, pointer) } else { None };
    let onto = match hit::at(scene, transform, pointer) {
        hit::Target::Node(id, _) => Some(id),
        _ => None,
    };
    Some(DropPreview { info, at: position(ghost_corner(transform.to_canvas(pointer))), wire, table, onto })
}

/// Adds the node when it is dropped.
pub fn release(ui: &Ui, scene: &Scene, drop_preview: &DropPreview, out: &mut Vec<Command>) {
    if !ui.input(|i| i.pointer.any_released()) {
        return;
    }
    DragAndDrop::clear_payload(ui.ctx());
    if let Some(table) = &drop_preview.table {
        let DragTable { connection, table } = table.as_ref().clone();
        let read = DatabaseCommand::ReadTable { connection, table, at: Some(drop_preview.at), onto: drop_preview.onto };
        out.push(Command::Database(read));
        // A field of the panel would take the next keys, such as those of undo.
        ui.memory_mut(|memory| memory.request_focus(Pane::Canvas.id()));
        return;
    }
    let wire: Option<Wire> = drop_preview.wire.and_then(|index| Some(scene.wires.get(index)?.wire.clone()));
    out.push(Command::Node(NodeCommand::Add {
        kind: drop_preview.info.meta.id.to_owned(),
        settings: None,
        at: drop_preview.at,
        connect: wire.map_or(Connect::Not, Connect::On),
    }));
}

/// Handles dropped files. If the pointer position is unknown, they go to the centre.
pub fn files(ui: &Ui, transform: ViewTransform, out: &mut Vec<Command>) {
    let paths: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    if paths.is_empty() {
        return;
    }
    let pointer = ui.input(|i| i.pointer.latest_pos()).filter(|at| transform.rect.contains(*at));
    let at: Pos2 = transform.to_canvas(pointer.unwrap_or(transform.rect.center()));
    out.push(Command::Canvas(CanvasCommand::DropFiles { paths, at: position(ghost_corner(at)) }));
}

/// Describes what happens to files that are dragged over the window.
pub fn file_words(ui: &Ui) -> Option<String> {
    ui.input(|i| {
        let files = &i.raw.hovered_files;
        let name = |path: &PathBuf| path.file_name().map(|n| n.to_string_lossy().into_owned());
        match files.as_slice() {
            [] => None,
            [one] => {
                let Some(path) = &one.path else { return Some(tr!("drop-to-read-this").to_owned()) };
                let file = name(path).unwrap_or_default();
                Some(match Kind::for_file(&path.to_string_lossy()) {
                    Some(kind) => tr!("drop-to-read", file = file, kind = kind.meta().title()),
                    None if file.ends_with(".ron") => tr!("drop-to-open", file = file),
                    None => tr!("no-kind-reads", file = file),
                })
            }
            many => Some(tr!("drop-to-read-files", count = many.len())),
        }
    })
}

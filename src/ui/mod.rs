//! The window, and nothing but the window: draws from `&App`, pushes commands.

pub mod accesskit_focus;
mod caret;
mod column_menu;
mod control_list;
pub mod dialogs;
pub mod fonts;
mod halo;
mod input_sequencer;
pub mod inspector;
pub mod keys;
mod measured;
pub mod node_graph;
pub mod open_lists;
pub mod panels;
pub mod panes;
pub mod picker;
pub mod shell;
mod steady;
pub mod style;
pub mod table;
pub mod theme;
pub mod widgets;
pub mod workplace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::app::view::Theme;
use crate::app::{App, Workspace, write_picture};
use crate::engine::Engine;

use node_graph::picture::{Format, SCALE, draw, unknown};

/// Draws the canvas of a project into a file, without a window. The answer is where it was written.
///
/// # Errors
/// Where the project cannot be opened, has no nodes, or the picture cannot be written, in words.
pub fn picture(file: &Path, out: PathBuf, scale: Option<f32>, theme: Theme) -> Result<PathBuf, String> {
    let format = Format::of(&out, scale.unwrap_or(SCALE)).ok_or_else(|| unknown(&out).to_string())?;
    let mut app = App::without_state(Engine::inline());
    app.open(file);
    while app.poll() {}
    if app.project.file.is_none() {
        return Err(app.project.view.status.unwrap_or_default().to_string());
    }
    app.person.preferences.theme = theme;
    let picture = draw(&app, None, format);
    let picture = picture.ok_or_else(|| tr!("nothing-to-draw", file = file.display()))?;
    write_picture(out, &picture).map_err(|problem| problem.to_string())
}

/// Opens the window, with the projects that are given; returns when it is closed.
///
/// # Errors
/// Where no window can be made (no display, no graphics), in words.
pub fn main(files: Vec<PathBuf>) -> Result<ExitCode, String> {
    let window = egui::ViewportBuilder::default()
        .with_title("Tablewire")
        .with_app_id("tablewire")
        .with_inner_size([1360.0, 860.0])
        .with_min_inner_size([760.0, 480.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport: workplace::window::as_last(window),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    let make: eframe::AppCreator<'_> = Box::new(move |creation| {
        let ctx = creation.egui_ctx.clone();
        let workspace = Workspace::start(Engine::spawn(Arc::new(move || ctx.request_repaint())), &files);
        let (monitors, now) = workplace::window::monitors(creation);
        let placement = workspace.app().person.preferences.placement(&monitors, now.unwrap_or_default());
        let shell = shell::Shell::new(&creation.egui_ctx, workspace, dialogs::files::system_chooser());
        Ok(Box::new(shell.placement(placement)))
    });
    eframe::run_native("tablewire", options, make).map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

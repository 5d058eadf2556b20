//! The file dialog in our own window, for where the system has none.

use egui_file_dialog::{DialogState, FileDialog, FileDialogLabels};
use egui_phosphor::regular as icon;

use super::files::{Answer, Chooser, Wanted};

/// The dialog that is drawn in our own window.
#[derive(Default)]
pub struct OwnChooser {
    dialog: Option<FileDialog>,
}

impl Chooser for OwnChooser {
    fn start(&mut self, wanted: &Wanted) {
        let mut dialog = FileDialog::new()
            .initial_directory(wanted.folder.clone())
            .default_file_name(&wanted.file_name)
            .title(wanted.title)
            .default_size([760.0, 480.0])
            .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
            .labels(labels())
            // Its field is black in either theme; typing in the list searches all the same.
            .show_search(false)
            .default_file_icon(icon::FILE)
            .default_folder_icon(icon::FOLDER)
            .device_icon(icon::HARD_DRIVE)
            .removable_device_icon(icon::USB)
            .err_icon(icon::WARNING_CIRCLE)
            .parent_directory_icon(icon::ARROW_UP)
            .back_icon(icon::ARROW_LEFT)
            .forward_icon(icon::ARROW_RIGHT)
            .new_folder_icon(icon::FOLDER_PLUS)
            .path_edit_icon(icon::PENCIL_SIMPLE)
            .menu_icon(icon::LIST);
        if !wanted.filter.1.is_empty() {
            dialog = dialog.add_file_filter_extensions(wanted.filter.0, wanted.filter.1.clone());
            dialog = dialog.default_file_filter(wanted.filter.0);
        }
        match wanted.save {
            true => dialog.save_file(),
            false => dialog.pick_file(),
        }
        self.dialog = Some(dialog);
    }

    fn poll(&mut self, ctx: &egui::Context) -> Answer {
        let Some(dialog) = &mut self.dialog else { return Answer::Cancelled };
        match dialog.update(ctx).state() {
            DialogState::Open => Answer::Waiting,
            DialogState::Picked(path) => Answer::Chosen(path.clone()),
            DialogState::PickedMultiple(_) | DialogState::Closed | DialogState::Cancelled => Answer::Cancelled,
        }
    }
}

/// Words with our icons in place of emoji, which our fonts do not have.
fn labels() -> FileDialogLabels {
    let with = |icon: &str, words: &str| format!("{icon}  {words}");
    FileDialogLabels {
        cancel_button: "Cancel".into(),
        open_button: "Open".into(),
        save_button: "Save".into(),
        home_dir: with(icon::HOUSE, "Home"),
        desktop_dir: with(icon::DESKTOP, "Desktop"),
        documents_dir: with(icon::FILES, "Documents"),
        downloads_dir: with(icon::DOWNLOAD_SIMPLE, "Downloads"),
        audio_dir: with(icon::MUSIC_NOTES, "Audio"),
        pictures_dir: with(icon::IMAGE, "Pictures"),
        videos_dir: with(icon::FILM_STRIP, "Videos"),
        reload: with(icon::ARROW_CLOCKWISE, "Reload"),
        working_directory: with(icon::ARROW_BEND_UP_RIGHT, "Go to working directory"),
        show_hidden: "Show hidden".into(),
        show_system_files: "Show system files".into(),
        pin_folder: with(icon::PUSH_PIN, "Pin"),
        unpin_folder: with(icon::X, "Unpin"),
        rename_pinned_folder: with(icon::PENCIL_SIMPLE, "Rename"),
        ..FileDialogLabels::default()
    }
}

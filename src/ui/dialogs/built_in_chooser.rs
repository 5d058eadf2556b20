//! The file dialog drawn in the window, for systems without one.

use egui_file_dialog::{DialogState, FileDialog, FileDialogLabels};
use egui_phosphor::regular as icon;

use super::chooser::{Answer, Chooser, FileRequest};

/// A file dialog that is drawn in the window.
#[derive(Default)]
pub struct BuiltInChooser {
    dialog: Option<FileDialog>,
}

impl Chooser for BuiltInChooser {
    fn start(&mut self, wanted: &FileRequest) {
        let mut dialog = FileDialog::new()
            .initial_directory(wanted.folder.clone())
            .default_file_name(&wanted.file_name)
            .title(wanted.title)
            .default_size([760.0, 480.0])
            .anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO)
            .labels(labels())
            // Its search field is black in both themes; typing in the list searches anyway.
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
        if wanted.save {
            dialog.save_file()
        } else {
            dialog.pick_file()
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

/// Labels with Phosphor icons instead of emoji, which the fonts lack.
fn labels() -> FileDialogLabels {
    let with = |icon: &str, words: &str| format!("{icon}  {words}");
    FileDialogLabels {
        cancel_button: tr!("cancel").into(),
        open_button: tr!("open").into(),
        save_button: tr!("save").into(),
        home_dir: with(icon::HOUSE, tr!("files-home")),
        desktop_dir: with(icon::DESKTOP, tr!("files-desktop")),
        documents_dir: with(icon::FILES, tr!("files-documents")),
        downloads_dir: with(icon::DOWNLOAD_SIMPLE, tr!("files-downloads")),
        audio_dir: with(icon::MUSIC_NOTES, tr!("files-audio")),
        pictures_dir: with(icon::IMAGE, tr!("files-pictures")),
        videos_dir: with(icon::FILM_STRIP, tr!("files-videos")),
        reload: with(icon::ARROW_CLOCKWISE, tr!("files-reload")),
        working_directory: with(icon::ARROW_BEND_UP_RIGHT, tr!("files-working")),
        show_hidden: tr!("files-hidden").into(),
        show_system_files: tr!("files-system").into(),
        pin_folder: with(icon::PUSH_PIN, tr!("files-pin")),
        unpin_folder: with(icon::X, tr!("files-unpin")),
        rename_pinned_folder: with(icon::PENCIL_SIMPLE, tr!("files-rename")),
        title_select_directory: tr!("files-select-folder").into(),
        title_select_file: tr!("files-select-file").into(),
        title_select_multiple: tr!("files-select-several").into(),
        title_save_file: tr!("files-save-file").into(),
        cancel: tr!("cancel").into(),
        overwrite: tr!("files-overwrite").into(),
        select_all: tr!("files-select-all").into(),
        heading_pinned: tr!("files-pinned").into(),
        heading_places: tr!("files-places").into(),
        heading_devices: tr!("files-devices").into(),
        heading_removable_devices: tr!("files-removable").into(),
        selected_directory: tr!("files-selected-folder").into(),
        selected_file: tr!("files-selected-file").into(),
        selected_items: tr!("files-selected-items").into(),
        file_name: tr!("files-name").into(),
        file_filter_all_files: tr!("all-files").into(),
        save_extension_any: tr!("files-any").into(),
        overwrite_file_modal_text: tr!("files-overwrite-ask").into(),
        err_empty_folder_name: tr!("files-no-folder-name").into(),
        err_empty_file_name: tr!("files-no-file-name").into(),
        err_directory_exists: tr!("files-folder-exists").into(),
        err_file_exists: tr!("files-file-exists").into(),
    }
}

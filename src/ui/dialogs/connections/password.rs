//! Where the password of a connection is: a variable first, since a file of connections then holds no secret. A password that is
//! saved is never shown again.

use egui::Ui;

use super::super::labelled::{labelled, remark};
use super::field::{id, text};
use crate::app::{Password, Secret};
use crate::ui::{theme, widgets};

/// As many dots, however long the password is.
const DOTS: &str = "••••••••";

pub(super) fn show(ui: &mut Ui, old: Option<&str>, password: &mut Password, saved: Option<&Password>) {
    let mut kind = match password {
        Password::Variable(_) => 0,
        Password::File(_) => 1,
        Password::Typed(_) | Password::Kept => 2,
        Password::None => 3,
    };
    let words = [
        tr!("connection-password-variable"),
        tr!("connection-password-file"),
        tr!("connection-password-typed"),
        tr!("connection-password-none"),
    ];
    let is_changed = labelled(ui, tr!("connection-password"), |ui, width| {
        widgets::segments(ui, tr!("connection-password"), &mut kind, &words, width)
    });
    if is_changed {
        *password = match (kind, saved) {
            (0, Some(saved @ Password::Variable(_))) | (1, Some(saved @ Password::File(_))) => saved.clone(),
            (0, _) => Password::Variable(String::new()),
            (1, _) => Password::File(String::new()),
            (2, Some(Password::Kept)) => Password::Kept,
            (2, _) => Password::Typed(Secret::new("")),
            _ => Password::None,
        };
    }
    match password {
        Password::Variable(name) => {
            text(ui, "", id(old, "variable"), name, tr!("connection-variable-hint"));
            widgets::name(ui, id(old, "variable"), tr!("connection-password-variable"));
        }
        Password::File(path) => {
            text(ui, "", id(old, "password_file"), path, tr!("connection-password-file-hint"));
            widgets::name(ui, id(old, "password_file"), tr!("connection-password-file"));
        }
        Password::Kept | Password::Typed(_) => typed(ui, old, password, saved),
        Password::None => {}
    }
}

/// A field of dots. An empty one keeps what is saved.
fn typed(ui: &mut Ui, old: Option<&str>, password: &mut Password, saved: Option<&Password>) {
    let mut buffer = match password {
        Password::Typed(secret) => secret.reveal().to_owned(),
        _ => String::new(),
    };
    let is_saved = saved == Some(&Password::Kept);
    let hint = if is_saved { DOTS } else { "" };
    let id = id(old, "password");
    let is_changed = labelled(ui, "", |ui, width| {
        let field = widgets::text_field(&mut buffer).id(id).hint_text(hint).password(true).desired_width(width);
        let is_changed = ui.add(field).changed();
        widgets::name(ui, id, tr!("connection-password-typed"));
        is_changed
    });
    if is_changed {
        *password = if buffer.is_empty() && is_saved { Password::Kept } else { Password::Typed(Secret::new(buffer)) };
    }
    remark(ui, tr!("connection-password-stored"), theme::current(ui).weak);
}

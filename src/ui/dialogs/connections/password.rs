//! Where the password of a connection is: a variable first, since a file of connections then holds no secret. A password that is
//! saved is never shown again.

use egui::Ui;

use super::super::labelled::{labelled, remark};
use super::field::{id, text};
use crate::app::databases::{Databases, SecretIs};
use crate::app::{Password, Secret, SecretPlace};
use crate::ui::{theme, widgets};

/// As many dots, however long the password is.
const DOTS: &str = "••••••••";

/// A choice of the form.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Variable,
    File,
    Protected,
    Typed,
    None,
}

pub(super) fn show(
    ui: &mut Ui,
    old: Option<&str>,
    password: &mut Password,
    saved: Option<&Password>,
    databases: &Databases,
) {
    // Where the password is kept besides the file of connections, or else would be.
    let is = match password {
        Password::Named(name) => databases.secret_is(name),
        _ => databases.secret_place.map_or(SecretIs::Unknown, SecretIs::In),
    };
    let current = match password {
        Password::Variable(_) => Choice::Variable,
        Password::File(_) => Choice::File,
        Password::Named(_) | Password::Protected(_) => Choice::Protected,
        Password::Typed(_) | Password::Kept => Choice::Typed,
        Password::None => Choice::None,
    };
    let is_protected = current == Choice::Protected || matches!(saved, Some(Password::Named(_)));
    let words_of_place = match is {
        SecretIs::In(SecretPlace::File) => tr!("connection-password-encrypted"),
        _ => tr!("connection-password-keyring"),
    };
    let choices = [
        (Choice::Variable, tr!("connection-password-variable")),
        (Choice::File, tr!("connection-password-file")),
        (Choice::Protected, words_of_place),
        (Choice::Typed, tr!("connection-password-typed")),
        (Choice::None, tr!("connection-password-none")),
    ];
    let choices: Vec<(Choice, &str)> = choices
        .into_iter()
        .filter(|(choice, _)| *choice != Choice::Protected || databases.secret_place.is_some() || is_protected)
        .collect();
    let words: Vec<&str> = choices.iter().map(|(_, words)| *words).collect();
    let mut chosen = choices.iter().position(|(choice, _)| *choice == current).unwrap_or_default();
    let is_changed = labelled(ui, tr!("connection-password"), |ui, width| {
        widgets::segments(ui, tr!("connection-password"), &mut chosen, &words, width)
    });
    if is_changed {
        *password = match (choices[chosen].0, saved) {
            (Choice::Variable, Some(saved @ Password::Variable(_)))
            | (Choice::File, Some(saved @ Password::File(_)))
            | (Choice::Protected, Some(saved @ Password::Named(_)))
            | (Choice::Typed, Some(saved @ Password::Kept)) => saved.clone(),
            (Choice::Variable, _) => Password::Variable(String::new()),
            (Choice::File, _) => Password::File(String::new()),
            (Choice::Protected, _) => Password::Protected(Secret::new("")),
            (Choice::Typed, _) => Password::Typed(Secret::new("")),
            (Choice::None, _) => Password::None,
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
        Password::Kept | Password::Typed(_) => {
            let saved = saved.filter(|saved| **saved == Password::Kept);
            dots(ui, old, password, saved, Password::Typed, tr!("connection-password-typed"));
            remark(ui, tr!("connection-password-stored"), theme::current(ui).weak);
        }
        Password::Named(_) | Password::Protected(_) => {
            let saved = saved.filter(|saved| matches!(saved, Password::Named(_)));
            dots(ui, old, password, saved, Password::Protected, words_of_place);
            let colours = theme::current(ui);
            let (words, colour) = match is {
                SecretIs::In(SecretPlace::Keyring) => (tr!("connection-password-in-keyring"), colours.weak),
                SecretIs::In(SecretPlace::File) => (tr!("connection-password-in-encrypted"), colours.weak),
                SecretIs::Nowhere => (tr!("connection-password-gone"), colours.warning),
                SecretIs::Unknown => (tr!("connection-password-as-secret"), colours.weak),
            };
            remark(ui, words, colour);
        }
        Password::None => {}
    }
}

/// A field of dots. An empty one keeps what is saved.
fn dots(
    ui: &mut Ui,
    old: Option<&str>,
    password: &mut Password,
    saved: Option<&Password>,
    typed: impl Fn(Secret) -> Password,
    name: &str,
) {
    let mut buffer = match password {
        Password::Typed(secret) | Password::Protected(secret) => secret.reveal().to_owned(),
        _ => String::new(),
    };
    let hint = if saved.is_some() { DOTS } else { "" };
    let id = id(old, "password");
    let is_changed = labelled(ui, "", |ui, width| {
        let field = widgets::text_field(&mut buffer).id(id).hint_text(hint).password(true).desired_width(width);
        let is_changed = ui.add(field).changed();
        widgets::name(ui, id, name);
        is_changed
    });
    if is_changed {
        *password = match saved {
            Some(saved) if buffer.is_empty() => saved.clone(),
            _ => typed(Secret::new(buffer)),
        };
    }
}

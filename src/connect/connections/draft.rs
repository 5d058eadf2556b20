//! A connection as a form has it: its parts, and what is known of its password.

use std::fmt;

use super::{Parts, Secret};

/// A connection that is being made or changed. Its `Debug` text names its parts and does not quote them.
#[derive(Clone, Default, PartialEq)]
pub struct Draft {
    pub name: String,
    /// The driver and its parts, without the password. Blank parts count as missing.
    pub parts: Parts,
    pub password: Password,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&String> = self.parts.keys().collect();
        let password = &self.password;
        f.debug_struct("Draft").field("name", &self.name).field("parts", &parts).field("password", password).finish()
    }
}

/// Where a password is. Its `Debug` text holds no secret.
#[derive(Clone, Default)]
pub enum Password {
    #[default]
    None,
    /// The one that the file has for the connection.
    Kept,
    /// In this variable of the environment.
    Variable(String),
    /// In this file.
    File(String),
    /// A secret of this name, in the keyring or the encrypted file.
    Named(String),
    /// Itself.
    Typed(Secret),
    /// Itself, which goes to the keyring, or else the encrypted file, once the connection is saved.
    Protected(Secret),
}

impl Password {
    /// What a file has as `password`.
    pub(super) fn of(written: Option<&str>) -> Password {
        match written {
            None | Some("") => Password::None,
            Some(text) => match text.split_once(':') {
                Some(("env", name)) => Password::Variable(name.to_owned()),
                Some(("file", path)) => Password::File(path.to_owned()),
                Some(("secret", name)) => Password::Named(name.to_owned()),
                _ => Password::Kept,
            },
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Password::None => "None",
            Password::Kept => "Kept",
            Password::Variable(_) => "Variable",
            Password::File(_) => "File",
            Password::Named(_) => "Named",
            Password::Typed(_) => "Typed",
            Password::Protected(_) => "Protected",
        })
    }
}

impl PartialEq for Password {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Password::None, Password::None) | (Password::Kept, Password::Kept) => true,
            (Password::Variable(one), Password::Variable(two))
            | (Password::File(one), Password::File(two))
            | (Password::Named(one), Password::Named(two)) => one == two,
            (Password::Typed(one), Password::Typed(two)) | (Password::Protected(one), Password::Protected(two)) => {
                one.reveal() == two.reveal()
            }
            _ => false,
        }
    }
}

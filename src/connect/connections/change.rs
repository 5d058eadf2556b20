//! Adding, changing and forgetting the connections of the machine's file. It is written as a whole and never loses anything: what
//! would be lost is a problem.

use std::path::{Path, PathBuf};

use zeroize::{Zeroize, Zeroizing};

use super::definition::from_parts;
use super::draft::{Draft, Password};
use super::entry::parts;
use super::part::takes_password;
use super::secret::REFERENCES;
use super::written::{Definition, Written};
use super::{Connection, Connections, Parts};
use crate::base::{Problem, environment, name};
use crate::connect::secrets::{keep_secret, kept_secrets, remove_secret, secret};

/// A connection that was removed from the file, with its secrets, to be put back. On purpose it has no `Debug`.
pub struct Forgotten {
    pub name: String,
    definition: Definition,
    /// Its place in the file.
    place: usize,
    /// The secret that was kept for it alone, by its name.
    secret: Option<(String, Zeroizing<String>)>,
}

impl Connections {
    /// Adds a connection to the file, or changes the one whose name was `old` so far.
    pub fn put(&self, old: Option<&str>, draft: &Draft) -> Result<(), Problem> {
        let mut written = self.changeable()?;
        let (name, mut parts) = self.checked(&written, old, draft)?;
        let place = old.and_then(|old| written.entries.iter().position(|(known, _)| known == old));
        if written.entries.iter().enumerate().any(|(at, (known, _))| *known == name && Some(at) != place) {
            return Err(Problem::error(say!("connection-exists", name = name)).at("name"));
        }
        from_parts(&name, &parts, &self.folder())?;
        let fresh = match &draft.password {
            Password::Protected(_) => protect(&name, &mut parts)?,
            _ => None,
        };
        let entry = (name, Definition::of(parts));
        let former = match place {
            Some(at) => Some(std::mem::replace(&mut written.entries[at], entry).1),
            None => {
                written.entries.push(entry);
                None
            }
        };
        let done = written.write();
        // What no connection names any more is removed: the old secret, or the new one if it came to nothing.
        match (&done, fresh) {
            (Err(_), Some(fresh)) => drop(remove_secret(&fresh, false)),
            (Err(_), None) => {}
            (Ok(()), _) => former.as_ref().and_then(own_secret).into_iter().for_each(|name| written.drop_unused(&name)),
        }
        done
    }

    /// Removes a connection from the file.
    pub fn forget(&self, name: &str) -> Result<Forgotten, Problem> {
        let mut written = self.changeable()?;
        let place = written.entries.iter().position(|(known, _)| known == name);
        let place = place.ok_or_else(|| Problem::error(say!("connection-unknown", name = name)))?;
        let (name, definition) = written.entries.remove(place);
        written.write()?;
        let own = own_secret(&definition).and_then(|own| Some((own.clone(), secret(&own).ok()?)));
        own.iter().for_each(|(own, _)| written.drop_unused(own));
        Ok(Forgotten { name, definition, place, secret: own })
    }

    /// Puts a connection back into the file.
    pub fn put_back(&self, forgotten: &Forgotten) -> Result<(), Problem> {
        let mut written = self.changeable()?;
        if written.get(&forgotten.name).is_some() {
            return Err(Problem::error(say!("connection-exists", name = forgotten.name.as_str())).at("name"));
        }
        if let Some((name, value)) = &forgotten.secret {
            keep_secret(name, value, false)?;
        }
        let place = forgotten.place.min(written.entries.len());
        written.entries.insert(place, (forgotten.name.clone(), forgotten.definition.clone()));
        written.write()
    }

    /// What a draft leads to, before it is kept.
    pub fn of_draft(&self, old: Option<&str>, draft: &Draft) -> Result<Connection, Problem> {
        let written = self.written()?;
        let (name, parts) = self.checked(&written, old, draft)?;
        from_parts(&name, &parts, &self.folder())
    }

    fn folder(&self) -> PathBuf {
        self.file().parent().unwrap_or(Path::new("")).to_owned()
    }

    /// What the file has, if it can be written without losing anything.
    fn changeable(&self) -> Result<Written, Problem> {
        let written = Written::read(&self.file(), false)?;
        written.check_writable()?;
        Ok(written)
    }

    /// The name and the parts of a draft, with its password.
    fn checked(&self, written: &Written, old: Option<&str>, draft: &Draft) -> Result<(String, Parts), Problem> {
        let name = checked_name(&draft.name)?;
        let is_changed = old != Some(name);
        if is_changed && environment::connection(name).is_some() {
            let variable = environment::connection_variable(name);
            let problem = Problem::error(say!("connection-of-environment", name = name, variable = variable));
            return Err(problem.remedy(say!("connection-other-name")).at("name"));
        }
        let mut all = filled(draft);
        if !takes_password(all.get("driver").map_or("", String::as_str)) {
            return Ok((name.to_owned(), all));
        }
        let kept = || old.and_then(|old| written.get(old)).and_then(parts).and_then(|mut old| old.remove("password"));
        let password = written_password(&draft.password, kept)?;
        all.extend(password.map(|password| ("password".to_owned(), password)));
        Ok((name.to_owned(), all))
    }
}

/// Secrets of connections begin so.
const OWN: &str = "connection/";

/// Keeps the password in the keyring or the encrypted file, and names it in its place. The name is a new one, so that the secret of
/// another connection, or of the same one before, stays until the file is written.
fn protect(name: &str, parts: &mut Parts) -> Result<Option<String>, Problem> {
    let Some(password) = parts.get_mut("password") else { return Ok(None) };
    // A place that cannot be looked into is none that keeps it, or else that fails below.
    let kept = kept_secrets();
    let wanted = format!("{OWN}{name}");
    let fresh = name::unique(&wanted, |name| kept.names.iter().any(|(known, _)| known == name));
    keep_secret(&fresh, password, false).map_err(|problem| problem.at("password"))?;
    password.zeroize();
    *password = format!("secret:{fresh}");
    Ok(Some(fresh))
}

/// The name of the secret that was kept for a connection by its dialog.
fn own_secret(definition: &Definition) -> Option<String> {
    let password = definition.parts()?.remove("password")?;
    password.strip_prefix("secret:").filter(|name| name.starts_with(OWN)).map(str::to_owned)
}

impl Written {
    /// Removes a secret, unless a connection still names it. One that cannot be removed now stays where it is.
    fn drop_unused(&self, name: &str) {
        if !self.entries.iter().any(|(_, definition)| own_secret(definition).as_deref() == Some(name)) {
            drop(remove_secret(name, false));
        }
    }
}

/// What a draft lacks, before any file is read.
pub fn check_draft(draft: &Draft) -> Result<(), Problem> {
    let name = checked_name(&draft.name)?;
    let parts = filled(draft);
    from_parts(name, &parts, Path::new(""))?;
    if takes_password(parts.get("driver").map_or("", String::as_str)) {
        written_password(&draft.password, || None)?;
    }
    Ok(())
}

fn checked_name(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err(Problem::error(say!("connection-needs-name")).at("name"));
    }
    Ok(name)
}

/// The parts that hold something.
fn filled(draft: &Draft) -> Parts {
    let filled = draft.parts.iter().filter(|(_, text)| !text.trim().is_empty());
    filled.map(|(part, text)| (part.clone(), text.clone())).collect()
}

/// A password as a file has it.
fn written_password(password: &Password, kept: impl FnOnce() -> Option<String>) -> Result<Option<String>, Problem> {
    let missing = |problem: Problem| Err(problem.at("password"));
    Ok(match password {
        Password::None => None,
        Password::Kept => kept(),
        Password::Variable(name) if name.trim().is_empty() => {
            return missing(Problem::error(say!("connection-no-variable")));
        }
        Password::File(path) if path.trim().is_empty() => {
            return missing(Problem::error(say!("connection-no-password-file")));
        }
        Password::Variable(name) => Some(format!("env:{}", name.trim())),
        Password::File(path) => Some(format!("file:{}", path.trim())),
        Password::Named(name) => Some(format!("secret:{name}")),
        Password::Typed(secret) | Password::Protected(secret) if secret.reveal().is_empty() => None,
        // It would be understood as a reference.
        Password::Typed(secret) | Password::Protected(secret)
            if REFERENCES.iter().any(|begin| secret.reveal().starts_with(*begin)) =>
        {
            let problem = Problem::error(say!("connection-password-as-reference"));
            return missing(problem.remedy(say!("connection-password-in-file")));
        }
        Password::Typed(secret) | Password::Protected(secret) => Some(secret.reveal().to_owned()),
    })
}

//! Adding, changing and forgetting the connections of the machine's file. It is written as a whole and never loses anything: what
//! would be lost is a problem.

use std::path::{Path, PathBuf};

use super::definition::from_parts;
use super::draft::{Draft, Password};
use super::entry::parts;
use super::own_secret::{self, naming};
use super::part::takes_password;
use super::secret::REFERENCES;
use super::written::{Definition, Written};
use super::{Connection, Connections, Parts};
use crate::base::{Problem, environment};
use crate::connect::secrets::remove_secret;

/// A connection that was removed from the file, with its secrets, to be put back. On purpose it has no `Debug`.
pub struct Forgotten {
    pub name: String,
    definition: Definition,
    /// Its place in the file.
    place: usize,
    /// The secret that was kept for it alone, and was removed with it.
    secret: Option<own_secret::Value>,
    /// Why the secret stays where it is, if it does.
    pub left: Option<Problem>,
}

impl Connections {
    /// Adds a connection to the file, or changes the one whose name was `old` so far. The secret that was kept for it alone goes, if
    /// its definition names it no more; returns why that secret stays where it is, if it does.
    pub fn put(&self, old: Option<&str>, draft: &Draft) -> Result<Option<Problem>, Problem> {
        let mut written = self.changeable()?;
        let (name, mut parts) = self.checked(&written, old, draft)?;
        let place = old.and_then(|old| written.entries.iter().position(|(known, _)| known == old));
        if written.entries.iter().enumerate().any(|(at, (known, _))| *known == name && Some(at) != place) {
            return Err(Problem::error(say!("connection-exists", name = name)).at("name"));
        }
        from_parts(&name, &parts, &self.folder())?;
        let fresh = match &draft.password {
            Password::Protected(_) => written.protect(&name, &mut parts)?,
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
        if let Err(problem) = written.write() {
            // No connection names the new secret.
            fresh.iter().for_each(|fresh| drop(remove_secret(fresh, false)));
            return Err(problem);
        }
        Ok(former.and_then(|former| written.drop_former(&former)))
    }

    /// Removes a connection from the file, and the secret that was kept for it alone.
    pub fn forget(&self, name: &str) -> Result<Forgotten, Problem> {
        let mut written = self.changeable()?;
        let place = written.entries.iter().position(|(known, _)| known == name);
        let place = place.ok_or_else(|| Problem::error(say!("connection-unknown", name = name)))?;
        let (name, definition) = written.entries.remove(place);
        written.write()?;
        let (secret, left) = written.take_former(&definition);
        Ok(Forgotten { name, definition, place, secret, left })
    }

    /// Puts a connection back into the file, and its secret where secrets are kept now.
    pub fn put_back(&self, forgotten: &Forgotten) -> Result<(), Problem> {
        let mut written = self.changeable()?;
        if written.get(&forgotten.name).is_some() {
            return Err(Problem::error(say!("connection-exists", name = forgotten.name.as_str())).at("name"));
        }
        let fresh = match &forgotten.secret {
            Some(value) => Some(written.keep_fresh(&forgotten.name, value)?),
            None => None,
        };
        let definition = match &fresh {
            Some(fresh) => naming(&forgotten.definition, fresh),
            None => forgotten.definition.clone(),
        };
        let place = forgotten.place.min(written.entries.len());
        written.entries.insert(place, (forgotten.name.clone(), definition));
        let done = written.write();
        if done.is_err() {
            fresh.iter().for_each(|fresh| drop(remove_secret(fresh, false)));
        }
        done
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

//! What a definition means: one text, or the parts of a connection.

use std::path::Path;
use std::sync::Arc;

use super::foreign::{DuckDbFile, Foreign, duckdb_parts, is_library};
use super::server::{Server, ServerKind, Tls, TlsMode};
use super::url::{self, UrlFault};
use super::{Connection, Parts, Secret};
use crate::base::{Problem, environment};

/// The meaning of `sqlite:PATH`, of `duckdb:PATH` or `adbc:LIBRARY`, of `postgres://…` or `mysql://…`, or of a reference to such a text.
pub(super) fn from_text(name: &str, text: &Secret, base: &Path) -> Result<Connection, Problem> {
    let text = text.resolved(base, name)?;
    let text = text.reveal().trim();
    if let Some((driver, rest)) = url::split(text) {
        let parts = url::parts(driver, rest).map_err(|fault| {
            let problem = match fault {
                UrlFault::Escape | UrlFault::Sign => Problem::error(say!("connection-url-sign", name = name)),
                UrlFault::Port => Problem::error(say!("connection-url-port", name = name)),
                UrlFault::Option => Problem::error(say!("connection-url-option", name = name)),
            };
            problem.remedy(say!("connection-write-url"))
        })?;
        return from_parts(name, &parts, base);
    }
    match text.split_once(':') {
        Some(("sqlite", path)) if !path.is_empty() => {
            Ok(Connection::Sqlite(base.join(path.strip_prefix("//").unwrap_or(path))))
        }
        Some(("duckdb", rest)) if !rest.is_empty() => {
            let parts = duckdb_parts(rest).into_iter().chain([("driver", "duckdb")]);
            from_parts(name, &parts.map(|(part, text)| (part.to_owned(), text.to_owned())).collect(), base)
        }
        Some(("adbc", rest)) if !rest.is_empty() => {
            let parts = url::options(rest).map_err(|_| {
                Problem::error(say!("connection-url-sign", name = name)).remedy(say!("connection-write-url"))
            })?;
            from_parts(name, &parts, base)
        }
        // What else is written there may be a secret, even in the place of the scheme.
        _ => Err(Problem::error(say!("connection-no-driver", name = name)).remedy(say!("connection-write-url"))),
    }
}

/// The meaning of a project's default. Parts that hold secrets are refused: the file of a project is shared.
pub(super) fn from_default(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    const SECRET: [&str; 6] = ["password", "passwd", "pwd", "secret", "token", "credential"];
    let is_secret = |part: &&String| {
        let part = part.to_lowercase();
        SECRET.iter().any(|word| part.contains(word)) || (part.contains("key") && part != "sslkey")
    };
    if let Some(part) = parts.keys().find(is_secret) {
        let problem = Problem::error(say!("connection-secret-in-project", name = name, part = part));
        return Err(problem.remedy(say!("connection-move-secret", variable = environment::connection_variable(name))));
    }
    // Its code would run here.
    let is_foreign = parts.get("driver").is_some_and(|driver| driver == "adbc");
    if is_foreign || ["library", "entrypoint"].iter().any(|part| parts.contains_key(*part)) {
        let problem = Problem::error(say!("connection-library-in-project", name = name));
        return Err(problem.remedy(say!("connection-move-secret", variable = environment::connection_variable(name))));
    }
    from_parts(name, parts, base)
}

/// The meaning of parts that stand apart.
pub(super) fn from_parts(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    let driver = parts.get("driver").map_or("", String::as_str);
    match ServerKind::of_driver(driver) {
        Some(kind) => server(name, kind, parts, base),
        None if driver == "sqlite" => sqlite(name, parts, base),
        None if driver == "duckdb" => duckdb(name, parts, base),
        None if driver == "adbc" => adbc(name, parts, base),
        None => Err(Problem::error(say!("connection-no-driver", name = name)).remedy(say!("connection-driver-known"))),
    }
}

fn sqlite(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    only(name, parts, &["path"], || say!("connection-driver-sqlite"))?;
    match text(parts, "path") {
        Some(path) => Ok(Connection::Sqlite(base.join(path.trim()))),
        None => {
            let problem = Problem::error(say!("connection-without-path", name = name));
            Err(problem.remedy(say!("connection-driver-sqlite")))
        }
    }
}

fn duckdb(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    only(name, parts, &["path", "library"], || say!("connection-driver-duckdb"))?;
    let Some(path) = text(parts, "path") else {
        let problem = Problem::error(say!("connection-without-path", name = name));
        return Err(problem.remedy(say!("connection-driver-duckdb")));
    };
    let library = library(name, parts)?;
    Ok(Connection::DuckDb(Arc::new(DuckDbFile { connection: name.to_owned(), path: base.join(path.trim()), library })))
}

fn adbc(name: &str, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    let Some(library) = library(name, parts)? else {
        let problem = Problem::error(say!("connection-part-missing", name = name, part = "library"));
        return Err(problem.remedy(say!("connection-driver-adbc")));
    };
    let is_option = |part: &&String| !["driver", "library", "entrypoint"].contains(&part.as_str());
    let options = parts.iter().filter(|(part, text)| is_option(part) && !text.is_empty());
    Ok(Connection::Adbc(Arc::new(Foreign {
        connection: name.to_owned(),
        library,
        entrypoint: text(parts, "entrypoint").map(|entry| entry.trim().to_owned()),
        options: options.map(|(part, text)| (part.clone(), Secret::new(text))).collect(),
        base: base.to_owned(),
    })))
}

/// The library of a driver, if one is named.
fn library(name: &str, parts: &Parts) -> Result<Option<String>, Problem> {
    match text(parts, "library").map(str::trim) {
        Some(library) if !is_library(library) => {
            let problem = Problem::error(say!("connection-part-wrong", name = name, part = "library"));
            Err(problem.remedy(say!("connection-library-path")))
        }
        library => Ok(library.map(str::to_owned)),
    }
}

fn server(name: &str, kind: ServerKind, parts: &Parts, base: &Path) -> Result<Connection, Problem> {
    const KNOWN: [&str; 9] =
        ["host", "port", "database", "user", "password", "sslmode", "sslrootcert", "sslcert", "sslkey"];
    let remedy = || match kind {
        ServerKind::Postgres => say!("connection-driver-postgres"),
        ServerKind::MySql => say!("connection-driver-mysql"),
    };
    let of_mysql: &[&str] = if kind == ServerKind::MySql { &["ssl-mode"] } else { &[] };
    only(name, parts, &[&KNOWN, of_mysql].concat(), remedy)?;
    let required = |part: &str| {
        let missing = || Problem::error(say!("connection-part-missing", name = name, part = part)).remedy(remedy());
        text(parts, part).map(|text| text.trim().to_owned()).ok_or_else(missing)
    };
    let wrong = |part: &str| Problem::error(say!("connection-part-wrong", name = name, part = part)).remedy(remedy());
    let (host, user) = (required("host")?, required("user")?);
    let port = text(parts, "port").map_or(Ok(kind.port()), |port| port.trim().parse::<u16>());
    let port = port.ok().filter(|port| *port > 0).ok_or_else(|| wrong("port"))?;
    let database = match kind {
        ServerKind::Postgres => text(parts, "database").map_or_else(|| user.clone(), str::to_owned),
        ServerKind::MySql => required("database")?,
    };
    let mode = text(parts, "sslmode").or_else(|| text(parts, "ssl-mode"));
    let mode = mode.map_or(Some(TlsMode::default()), |mode| TlsMode::named(mode.trim(), kind));
    let mode = mode.ok_or_else(|| {
        let names = if kind == ServerKind::MySql { TlsMode::MYSQL_NAMES } else { TlsMode::NAMES };
        let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let problem = Problem::error(say!("connection-part-wrong", name = name, part = "sslmode"));
        problem.remedy(say!("connection-sslmodes", names = names.join(", ")))
    })?;
    let file = |part: &str| text(parts, part).map(|path| base.join(path));
    let own = match (file("sslcert"), file("sslkey")) {
        (Some(certificate), Some(key)) => Some((certificate, key)),
        (None, None) => None,
        (Some(_), None) => return Err(wrong("sslkey")),
        (None, Some(_)) => return Err(wrong("sslcert")),
    };
    if host.starts_with('/') && mode != TlsMode::Disable && mode != TlsMode::Prefer {
        return Err(wrong("sslmode"));
    }
    let tls = Tls { mode, root: file("sslrootcert"), own };
    let password = parts.get("password").filter(|password| !password.is_empty()).map(Secret::new);
    let (connection, base) = (name.to_owned(), base.to_owned());
    let server = Arc::new(Server { kind, connection, host, port, database, user, password, tls, base });
    Ok(match kind {
        ServerKind::Postgres => Connection::Postgres(server),
        ServerKind::MySql => Connection::MySql(server),
    })
}

/// The text of a part that is not blank.
fn text<'a>(parts: &'a Parts, part: &str) -> Option<&'a str> {
    parts.get(part).map(String::as_str).filter(|text| !text.trim().is_empty())
}

/// Fails for a part that the driver does not have.
fn only(name: &str, parts: &Parts, known: &[&str], remedy: impl Fn() -> crate::base::Text) -> Result<(), Problem> {
    match parts.keys().find(|part| *part != "driver" && !known.contains(&part.as_str())) {
        Some(part) => Err(Problem::error(say!("connection-part-unknown", name = name, part = part)).remedy(remedy())),
        None => Ok(()),
    }
}

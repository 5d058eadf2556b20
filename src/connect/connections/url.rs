//! A connection as one text: `DRIVER://user:password@host:port/database?sslmode=…`. Nothing of it is quoted in a
//! problem: a part in the wrong place may be a piece of the password.

use super::Parts;
use super::server::ServerKind;

/// The options that a URL may have. `ssl-mode` is MySQL's name.
const OPTIONS: [&str; 5] = ["sslmode", "ssl-mode", "sslrootcert", "sslcert", "sslkey"];

/// Why a text is no URL of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// A `%` without two digits, or bytes that are no text.
    Escape,
    /// A sign that must be written as `%` and two digits.
    Sign,
    Port,
    Option,
}

/// The driver of a URL, and what follows `://`; `None` if it is none.
pub fn split(text: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    Some((ServerKind::of_driver(scheme)?.name(), rest))
}

/// The parts of what follows `://`, as in a connections file.
pub fn parts(driver: &str, rest: &str) -> Result<Parts, UrlFault> {
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    // Such a sign in a password has cut the text in the wrong place.
    if path.contains(['@', '#']) || authority.matches('@').count() > 1 {
        return Err(UrlFault::Sign);
    }
    let (login, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let mut parts = Parts::from([("driver".to_owned(), driver.to_owned())]);
    let mut set = |name: &str, text: &str| -> Result<(), UrlFault> {
        let text = decoded(text).ok_or(UrlFault::Escape)?;
        if !text.is_empty() {
            parts.insert(name.to_owned(), text);
        }
        Ok(())
    };
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    if password.contains(':') {
        return Err(UrlFault::Sign);
    }
    set("user", user)?;
    set("password", password)?;
    let (host, port) = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((host, "")) => (host, ""),
        Some((host, port)) => (host, port.strip_prefix(':').ok_or(UrlFault::Port)?),
        None => host.split_once(':').unwrap_or((host, "")),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(UrlFault::Port);
    }
    set("host", host)?;
    set("port", port)?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    set("database", path.strip_prefix('/').unwrap_or(path))?;
    for option in query.split('&').filter(|option| !option.is_empty()) {
        let (name, text) = option.split_once('=').ok_or(UrlFault::Option)?;
        if !OPTIONS.contains(&name) {
            return Err(UrlFault::Option);
        }
        set(name, text)?;
    }
    Ok(parts)
}

/// The parts of what follows `adbc:`: a library, and options behind a question mark.
pub fn options(rest: &str) -> Result<Parts, UrlFault> {
    let (library, query) = rest.split_once('?').unwrap_or((rest, ""));
    let owned = |(part, text): (&str, &str)| (part.to_owned(), text.to_owned());
    let mut parts: Parts = [("driver", "adbc"), ("library", library)].map(owned).into();
    for option in query.split('&').filter(|option| !option.is_empty()) {
        let (name, text) = option.split_once('=').ok_or(UrlFault::Option)?;
        let name =
            decoded(name).filter(|name| !["driver", "library"].contains(&name.as_str())).ok_or(UrlFault::Option)?;
        parts.insert(name, decoded(text).ok_or(UrlFault::Escape)?);
    }
    Ok(parts)
}

/// A text with its `%` escapes replaced.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        if *first != b'%' {
            bytes.push(*first);
            rest = others;
            continue;
        }
        let digits = std::str::from_utf8(others.get(..2)?).ok()?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &others[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parts("postgres", text) {
            Ok(parts) => {
                parts.iter().map(|(name, text)| format!("{name}={text} ")).collect::<String>().trim().to_owned()
            }
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn the_parts_of_a_url() {
        let all = "database=shop driver=postgres host=db.example password=s3: @/ port=5433 sslmode=verify-full user=me";
        assert_eq!(shown("me:s3%3A%20%40%2f@db.example:5433/shop?sslmode=verify-full"), all);
        assert_eq!(shown("me@[::1]/shop"), "database=shop driver=postgres host=::1 user=me");
        assert_eq!(shown("me@[::1]:7/shop"), "database=shop driver=postgres host=::1 port=7 user=me");
        assert_eq!(shown("db"), "driver=postgres host=db");
    }

    #[test]
    fn a_password_with_signs_is_never_cut_in_two() {
        for (text, fault) in [
            ("me:a/b@db/shop", "Sign"),
            ("me:12/b@db/shop", "Sign"),
            ("me:a?b@db/shop", "Sign"),
            ("me:a#b@db/shop", "Sign"),
            ("me:a@b@db/shop", "Sign"),
            ("me:a:b@db/shop", "Sign"),
            ("me:100%@db/shop", "Escape"),
            ("me:%zz@db/shop", "Escape"),
            ("me:%ff@db/shop", "Escape"),
            ("me:a@db:x/shop", "Port"),
            ("me:a@db/shop?password=x", "Option"),
        ] {
            assert_eq!(shown(text), fault, "{text}");
        }
    }

    #[test]
    fn every_printable_character_can_be_escaped() {
        for sign in ' '..='~' {
            let text = format!("me:a%{:02X}b@db/shop", sign as u32);
            assert_eq!(parts("postgres", &text).map(|parts| parts["password"].clone()), Ok(format!("a{sign}b")));
        }
    }
}

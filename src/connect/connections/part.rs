//! The parts that each driver has, as a form asks for them.

/// A part of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: &'static str,
    /// What holds where nothing is written; empty if it is left out, or required.
    pub default: &'static str,
    pub holds: Holds,
}

/// What is written as a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    /// The path of a file that is there.
    File,
    /// One of these.
    OneOf(&'static [&'static str]),
}

const SQLITE: &[Part] = &[Part { name: "path", default: "", holds: Holds::File }];

const SSLMODES: &[&str] = &["disable", "prefer", "require", "verify-ca", "verify-full"];
/// MySQL's names.
const SSL_MODES: &[&str] = &["DISABLED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"];

const fn server(port: &'static str, mode: &'static str, modes: &'static [&'static str]) -> [Part; 8] {
    [
        Part { name: "host", default: "", holds: Holds::Text },
        Part { name: "port", default: port, holds: Holds::Text },
        Part { name: "database", default: "", holds: Holds::Text },
        Part { name: "user", default: "", holds: Holds::Text },
        Part { name: "sslmode", default: mode, holds: Holds::OneOf(modes) },
        Part { name: "sslrootcert", default: "", holds: Holds::File },
        Part { name: "sslcert", default: "", holds: Holds::File },
        Part { name: "sslkey", default: "", holds: Holds::File },
    ]
}

const DUCKDB: &[Part] = &[
    Part { name: "path", default: "", holds: Holds::File },
    Part { name: "library", default: "", holds: Holds::File },
];

/// A driver of ADBC takes further options, by its own names.
const ADBC: &[Part] = &[
    Part { name: "library", default: "", holds: Holds::File },
    Part { name: "entrypoint", default: "", holds: Holds::Text },
    Part { name: "uri", default: "", holds: Holds::Text },
    Part { name: "username", default: "", holds: Holds::Text },
];

const POSTGRES: [Part; 8] = server("5432", "prefer", SSLMODES);
const MYSQL: [Part; 8] = server("3306", "PREFERRED", SSL_MODES);

/// The parts of a driver besides its password, in the order of a form; none for an unknown one.
pub fn parts_of(driver: &str) -> &'static [Part] {
    match driver {
        "sqlite" => SQLITE,
        "postgres" => &POSTGRES,
        "mysql" => &MYSQL,
        "duckdb" => DUCKDB,
        "adbc" => ADBC,
        _ => &[],
    }
}

/// Whether a login needs a password, or may.
pub fn takes_password(driver: &str) -> bool {
    !matches!(driver, "sqlite" | "duckdb") && !parts_of(driver).is_empty()
}

/// Whether a driver takes parts of any name.
pub fn takes_options(driver: &str) -> bool {
    driver == "adbc"
}

#[cfg(test)]
mod tests {
    use super::super::{DRIVERS, TlsMode};
    use super::*;

    #[test]
    fn every_driver_has_a_form() {
        assert!(DRIVERS.iter().all(|driver| !parts_of(driver).is_empty()));
        for (shown, known) in [(SSLMODES, TlsMode::NAMES), (SSL_MODES, TlsMode::MYSQL_NAMES)] {
            assert_eq!(shown, known.map(|(name, _)| name));
        }
    }
}

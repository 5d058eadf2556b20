//! Names that a server keeps as they are.

use crate::base::{Problem, Text};
use crate::connect::servers::TableName;

/// The most characters of a name.
pub(super) const LONGEST: usize = 64;

/// What is wrong with a name that the server would cut or refuse; `None` if nothing is.
pub(super) fn fault(name: &str) -> Option<Text> {
    let count = name.chars().count();
    if count > LONGEST {
        return Some(say!("mysql-name-long", name = name, most = LONGEST, count = count));
    }
    if name.ends_with(' ') || name.contains('\0') {
        return Some(say!("mysql-name-end", name = name));
    }
    // The server's names have characters of at most three bytes.
    let wide = name.chars().find(|sign| *sign > '\u{ffff}')?;
    Some(say!("mysql-name-sign", name = name, sign = wide.to_string()))
}

/// A table, perhaps with its database.
pub(super) fn table_name(text: &str) -> Result<TableName, Problem> {
    let name = TableName::parse(text)?;
    let fault = name.parts().find_map(|name| fault(name));
    match fault {
        Some(message) => Err(Problem::error(message).remedy(say!("database-other-table")).at("table")),
        None => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_changed_are_refused() {
        let long = "é".repeat(64);
        for name in ["a", "select", "a.b", "a%/b", "日本", &long] {
            assert!(fault(name).is_none(), "{name}");
        }
        for name in ["a ", "🦊", "a\0", &format!("{long}x")] {
            assert!(fault(name).is_some(), "{name}");
        }
        assert!(table_name("shop.\"a.b\"").is_ok() && table_name("shop.🦊").is_err());
    }
}

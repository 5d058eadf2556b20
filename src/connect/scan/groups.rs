//! Groups of rows and their totals, which a store may compute. A plan names its totals by a mark, so that they are known again
//! after polars has optimised it.

use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};
use std::sync::LazyLock;

use polars::prelude::*;

use super::Predicate;

/// What is computed of the rows of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotalOf {
    /// The number of rows.
    Rows,
    /// The number of values.
    Count,
    Min,
    Max,
    /// 0 where there are no values; null where it leaves its type.
    Sum,
    /// Whatever no store computes as polars does.
    Other,
}

/// One column of totals.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    pub of: TotalOf,
    /// Empty for [`TotalOf::Rows`].
    pub column: PlSmallStr,
    /// The name that the user sees.
    pub name: String,
    pub data_type: DataType,
}

/// Groups of the rows for which a condition holds, in the order of their first rows. Without keys all rows are one group, also
/// if there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping {
    pub keys: Vec<(PlSmallStr, DataType)>,
    pub totals: Vec<Total>,
    pub predicate: Option<Predicate>,
}

/// What marked names begin with. It is another one in each process, so that no column of a file has such a name.
static MARK: LazyLock<String> = LazyLock::new(|| format!("\u{1}{:016x}:", RandomState::new().build_hasher().finish()));

/// The name that the total with this index has in a plan. `name` is the one that the user sees.
pub fn total_mark(index: usize, of: TotalOf, column: &str, name: &str) -> String {
    let of = match of {
        TotalOf::Rows => 'r',
        TotalOf::Count => 'c',
        TotalOf::Min => 'l',
        TotalOf::Max => 'h',
        TotalOf::Sum => 's',
        TotalOf::Other => 'o',
    };
    let mut mark = MARK.clone();
    let _ = write!(mark, "{index}:{of}:{}:{column}{name}", column.len());
    mark
}

impl Total {
    /// The total with this name in a plan; `None` if it is none.
    pub(super) fn marked(mark: &str, data_type: &DataType) -> Option<Total> {
        let mut parts = mark.strip_prefix(MARK.as_str())?.splitn(4, ':').skip(1);
        let (of, length, names) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        let of = match of {
            "r" => TotalOf::Rows,
            "c" => TotalOf::Count,
            "l" => TotalOf::Min,
            "h" => TotalOf::Max,
            "s" => TotalOf::Sum,
            _ => TotalOf::Other,
        };
        let (column, name) = names.split_at_checked(length)?;
        Some(Total { of, column: column.into(), name: name.to_owned(), data_type: data_type.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_its_total() {
        let mark = total_mark(3, TotalOf::Sum, "a:b", "c:d");
        let total = Total { of: TotalOf::Sum, column: "a:b".into(), name: "c:d".into(), data_type: DataType::Int64 };
        assert_eq!(Total::marked(&mark, &DataType::Int64), Some(total));
        assert_eq!(Total::marked("3:s:3:a:bc:d", &DataType::Int64), None);
    }
}

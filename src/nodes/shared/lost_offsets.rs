//! Sinks that cannot store UTC offsets warn about it: two different times of the autumn clock change would look the
//! same.

use chrono::format::{Fixed, Item, StrftimeItems};
use polars::prelude::DataType;

use crate::base::{Problem, Text};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::Lower;

/// Warns about the first column whose offsets are not written.
pub fn warn_of_lost_offsets(cx: &Lower, rows: &Frame, message: fn(&str) -> Text, remedy: Text, setting: Option<&str>) {
    let zoned = rows.schema().iter().find(|(_, dtype)| matches!(dtype, DataType::Datetime(_, Some(_))));
    if let Some((name, _)) = zoned {
        let problem = Problem::warning(message(name)).remedy(remedy);
        cx.warn(match setting {
            Some(setting) => problem.at(setting),
            None => problem,
        });
    }
}

/// Whether a chrono format includes the offset.
pub fn writes_offset(format: &str) -> bool {
    StrftimeItems::new(format).any(|item| {
        let Item::Fixed(fixed) = item else { return false };
        matches!(
            fixed,
            Fixed::TimezoneOffset
                | Fixed::TimezoneOffsetColon
                | Fixed::TimezoneOffsetDoubleColon
                | Fixed::TimezoneOffsetTripleColon
                | Fixed::TimezoneOffsetZ
                | Fixed::TimezoneOffsetColonZ
                | Fixed::RFC2822
                | Fixed::RFC3339
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_with_an_offset_are_known() {
        for format in ["%Y-%m-%d %H:%M:%S%z", "%H:%M%:z", "%+", "%c %:::z"] {
            assert!(writes_offset(format), "{format}");
        }
        for format in ["", "%Y-%m-%d %H:%M:%S", "%%z", "%s"] {
            assert!(!writes_offset(format), "{format}");
        }
    }
}

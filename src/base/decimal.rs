//! Exact decimals: the result types of computations (as in Spark SQL), and parsing and formatting.
//!
//! A value is stored as its *units*: 1.25 of scale 2 is 125. Where digits must be dropped, halves are rounded away from
//! zero; what does not fit its type is `None`.

mod decimal_type;
mod powers;
mod text;
mod units;
mod wide;

pub use decimal_type::{DecimalType, MOST_DIGITS};
pub use powers::fits;
pub use text::{parse, to_text, written};
pub use units::{add, compare, divide, mean, multiply, nearest_number, of_number, remainder, rescale, subtract};

#[cfg(test)]
mod tests {
    use super::*;

    const fn t(precision: u8, scale: u8) -> DecimalType {
        DecimalType::new(precision, scale)
    }

    #[test]
    fn types_are_those_of_spark() {
        assert_eq!(t(2, 2).product(t(2, 2)), t(5, 4));
        assert_eq!(t(15, 2).sum(t(1, 0)), t(16, 2));
        assert_eq!(t(15, 2).product(t(16, 2)), t(32, 4));
        assert_eq!(t(32, 4).product(t(16, 2)), t(38, 6));
        assert_eq!(t(38, 10).product(t(38, 10)), t(38, 6));
        assert_eq!(t(38, 18).sum(t(38, 18)), t(38, 17));
        assert_eq!(t(10, 2).quotient(t(1, 0)), Some(t(14, 6)));
        assert_eq!(t(15, 2).quotient(t(15, 2)), Some(t(33, 18)));
        assert_eq!(t(38, 4).quotient(t(38, 4)), None);
        assert_eq!(t(15, 2).remainder(t(3, 1)), t(4, 2));
        assert_eq!(t(15, 2).wider(t(5, 4)), t(17, 4));
        assert_eq!(t(38, 2).wider(t(5, 4)), t(38, 4));
        assert_eq!((t(15, 2).total(), t(15, 2).mean()), (t(25, 2), t(19, 6)));
        assert_eq!((t(36, 36).total(), t(38, 36).mean()), (t(38, 36), t(38, 38)));
        assert_eq!((t(4, 3).rounded(2), t(2, 1).rounded(0), t(5, 1).rounded(-2)), (t(4, 2), t(2, 0), t(5, 0)));
    }

    #[test]
    fn text_is_read_to_its_last_digit() {
        for (text, to, expected) in [
            ("0.06", t(15, 2), Some((6, true))),
            (" +12.5 ", t(15, 2), Some((1250, true))),
            ("-1.005", t(10, 2), Some((-101, false))),
            ("1.004999", t(10, 2), Some((100, false))),
            ("1.00000", t(10, 2), Some((100, true))),
            ("1e3", t(10, 2), Some((100_000, true))),
            ("15e-1", t(10, 1), Some((15, true))),
            ("4e-9", t(10, 1), Some((0, false))),
            ("0e999999999", t(10, 1), Some((0, true))),
            ("9.995", t(3, 2), None),
            ("100", t(3, 1), None),
            ("99999999999999999999999999999999999999", t(38, 0), Some((10_i128.pow(38) - 1, true))),
            ("999999999999999999999999999999999999999", t(38, 0), None),
            (".5", t(2, 1), Some((5, true))),
            ("5.", t(2, 1), Some((50, true))),
            (".", t(2, 1), None),
            ("1_0", t(9, 1), None),
            ("NaN", t(9, 1), None),
            ("1e", t(9, 1), None),
            ("", t(9, 1), None),
        ] {
            assert_eq!(parse(text, to), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_has_its_own_type() {
        assert_eq!(written("0.06"), Some((6, t(2, 2))));
        assert_eq!(written("100.0"), Some((1000, t(4, 1))));
        assert_eq!(written("0.0"), Some((0, t(1, 1))));
        assert_eq!(written("9223372036854775808"), Some((9_223_372_036_854_775_808, t(19, 0))));
        assert_eq!(written("6e-2"), None);
        assert_eq!(written(&"9".repeat(39)), None);
        assert_eq!((to_text(6, 2), to_text(-1250, 2), to_text(7, 0)), ("0.06".into(), "-12.50".into(), "7".into()));
    }
}

//! What is not the same on Spark, and why. Everything else is.

/// Parts of the words with which a case is refused, each with its reason. Other refusals are faults.
pub const GAPS: &[(&str, &str)] = &[
    ("Give an order", "Spark's tables have no order of their own, so there is no first, last or next row without one"),
    ("for which Spark has no type", "times of day and durations are no types of Spark's files"),
    ("which Spark cannot read", "Spark counts microseconds"),
    ("drawn by the position of rows", "rows have no position in a table that is spread over machines"),
    ("Spark has no equivalent of parse_", "numbers in many notations are read by this program's own reader"),
    ("Spark counts at most 2,147,483,647 rows", "its limits and offsets are numbers of 32 bits"),
    ("only checked on this machine", "a conversion that may lose something is checked value by value as it is made"),
];

/// Cases whose tables differ by design, each with its reason.
pub const DIFFERENCES: &[(&str, &str)] = &[];

//! What is not the same on Spark, and why. Everything else is.

/// Parts of the words with which a case is refused, each with its reason. Other refusals are faults.
pub const GAPS: &[(&str, &str)] = &[
    ("for which Spark has no type", "times of day and durations are no types of Spark's files"),
    ("which Spark cannot read", "Spark counts microseconds"),
];

/// Cases whose tables differ by design, each with its reason.
pub const DIFFERENCES: &[(&str, &str)] = &[];

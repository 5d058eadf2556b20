//! What is not the same on Spark, and why. Everything else is.

/// Parts of the words with which a case is refused, each with its reason. Other refusals are faults.
pub const GAPS: &[(&str, &str)] = &[];

/// Cases whose tables differ by design, each with its reason.
pub const DIFFERENCES: &[(&str, &str)] = &[];

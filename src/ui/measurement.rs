//! The time and memory that a table took, as text for the card, its tooltip and the inspector.

use crate::base::number::{bytes, duration};
use crate::engine::{Bytes, Measure, Scope};

/// "12 ms · 3.4 MB". Estimated sizes are marked with "≈".
pub fn summary(measure: &Measure) -> String {
    let time = duration(measure.time);
    match measure.bytes {
        Some(Bytes::MemorySize(size)) => format!("{time} · {}", bytes(size)),
        Some(Bytes::Reckoned(size)) => format!("{time} · ≈ {}", bytes(size)),
        None => time,
    }
}

/// What a measurement refers to, as a sentence.
pub fn description(measure: &Measure) -> &'static str {
    match (measure.scope, measure.bytes) {
        (Scope::Whole, Some(_)) => tr!("measure-whole"),
        (Scope::Whole, None) => {
            tr!("measure-whole-too-large")
        }
        (Scope::FirstRows, Some(Bytes::Reckoned(_))) => {
            tr!("measure-first-reckoned")
        }
        (Scope::FirstRows, Some(Bytes::MemorySize(_))) => tr!("measure-rows"),
        (Scope::FirstRows, None) => tr!("measure-first-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_is_reckoned_is_said() {
        let measure = |bytes| Measure { time: Duration::from_millis(12), scope: Scope::Whole, bytes };
        assert_eq!(summary(&measure(None)), "12 ms");
        assert_eq!(summary(&measure(Some(Bytes::MemorySize(3_400_000)))), "12 ms · 3.4 MB");
        assert_eq!(summary(&measure(Some(Bytes::Reckoned(3_400_000)))), "12 ms · ≈ 3.4 MB");
    }
}

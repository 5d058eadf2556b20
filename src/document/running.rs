//! How a node is run: how often it is retried, how long it may take, and how its failure affects other nodes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::text::joined;

/// The run settings of one node. Default settings are not written to the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Running {
    /// The number of retries after a temporary error.
    pub retries: u32,
    /// The delay before the first retry; each further delay is twice as long as the previous one.
    pub delay: Delay,
    /// The time limit; zero means none.
    pub limit: Seconds,
    pub on_failure: OnFailure,
}

/// The effect of a node's failure on the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OnFailure {
    /// The run fails, and no output is changed.
    #[default]
    Stop,
    /// Nodes that depend on it are skipped; the other sinks are written.
    Skip,
}

/// A time span, stored in the file as a number of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seconds {
    pub millis: u32,
}

/// [`Seconds`] with a default of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Delay(pub Seconds);

impl Default for Delay {
    fn default() -> Self {
        Delay(Seconds { millis: 1_000 })
    }
}

/// The maximum delay before a retry, in milliseconds.
const LONGEST: u64 = 600_000;

impl Running {
    /// The maximum number of retries in the file.
    pub const MOST_RETRIES: u32 = 100;

    pub fn is_default(&self) -> bool {
        *self == Running::default()
    }

    /// Milliseconds to wait before the retry with this number, counted from 1.
    pub fn wait(&self, retry: u32) -> u64 {
        let doubled = 1u64.checked_shl(retry.saturating_sub(1)).unwrap_or(u64::MAX);
        u64::from(self.delay.0.millis).saturating_mul(doubled).min(LONGEST)
    }

    /// A one-line description in the current language: "2 retries, 60 s at most, skipped if it fails".
    pub fn words(&self) -> String {
        let retries = (self.retries > 0).then(|| say!("running-retries", count = self.retries));
        let limit = (self.limit != Seconds::default()).then(|| say!("running-limit", seconds = self.limit.number()));
        let skip = (self.on_failure == OnFailure::Skip).then(|| say!("running-skip"));
        let words = joined(retries.into_iter().chain(limit).chain(skip), "running-more", "running-more");
        if words.is_empty() { String::new() } else { tr!("running-words", words = words) }
    }

    /// As in the file: "(retries: 3, limit: 60)", without settings at their defaults.
    pub fn text(&self) -> String {
        let default = Running::default();
        let fields = [
            (self.retries != default.retries).then(|| format!("retries: {}", self.retries)),
            (self.delay != default.delay).then(|| format!("delay: {}", self.delay.0.number())),
            (self.limit != default.limit).then(|| format!("limit: {}", self.limit.number())),
            (self.on_failure != default.on_failure).then(|| format!("on_failure: {:?}", self.on_failure)),
        ];
        format!("({})", fields.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

impl Seconds {
    pub fn number(self) -> f64 {
        f64::from(self.millis) / 1_000.0
    }

    pub fn of(number: f64) -> Seconds {
        // A cast saturates at the ends of its range, and converts NaN to zero.
        Seconds { millis: (number * 1_000.0).round() as u32 }
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Seconds::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_read_as_it_was_written() {
        for (text, expected) in [
            ("()", Running::default()),
            ("(retries: 3)", Running { retries: 3, ..Running::default() }),
            (
                "(retries: 2, delay: 0.25, limit: 60, on_failure: Skip)",
                Running {
                    retries: 2,
                    delay: Delay(Seconds { millis: 250 }),
                    limit: Seconds { millis: 60_000 },
                    on_failure: OnFailure::Skip,
                },
            ),
        ] {
            let read: Running = ron::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!((read, read.text().as_str()), (expected, text));
        }
        assert!(ron::from_str::<Running>("(retry: 3)").is_err());
        assert_eq!((Seconds::of(-1.0).millis, Seconds::of(f64::NAN).millis), (0, 0));
    }

    #[test]
    fn words_say_what_is_set() {
        let all =
            Running { retries: 2, limit: Seconds { millis: 1_500 }, on_failure: OnFailure::Skip, ..Running::default() };
        assert_eq!(all.words(), "2 retries, 1.5 s at most, skipped if it fails");
        assert_eq!(Running { retries: 3, ..Running::default() }.words(), "3 retries");
        assert_eq!(Running::default().words(), "");
    }

    #[test]
    fn waits_double_up_to_ten_minutes() {
        let running = Running { retries: 100, ..Running::default() };
        let waits: Vec<u64> = [1, 2, 3, 4, 11, 64, 100].map(|retry| running.wait(retry)).into();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 600_000, 600_000, 600_000]);
    }
}

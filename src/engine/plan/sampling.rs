//! Which sources previews read only as a sample.

use crate::base::environment;
use crate::connect::{Sample, sample_above};

/// Sources that parse text are sampled when they are larger than this. `TABLEWIRE_SAMPLE_ABOVE` (such as 200MB) and
/// `TABLEWIRE_SAMPLE_ROWS` set other limits, `TABLEWIRE_SAMPLE_SEED` (a number) another seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sampling {
    /// Bytes on disk.
    pub above: u64,
    pub sample: Sample,
}

impl Sampling {
    /// With the first seed.
    pub const fn of(above: u64, rows: u64) -> Self {
        Sampling { above, sample: Sample::of(rows, 1) }
    }
}

impl Default for Sampling {
    fn default() -> Self {
        let number = |name, usual| environment::text(name).and_then(|text| text.trim().parse().ok()).unwrap_or(usual);
        let rows = number(environment::SAMPLE_ROWS, 1_000_000);
        let seed = number(environment::SAMPLE_SEED, 1);
        Sampling { above: sample_above(), sample: Sample::of(rows, seed) }
    }
}

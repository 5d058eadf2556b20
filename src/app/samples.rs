//! The projects that come with the program, for the start page.

use std::path::PathBuf;

/// One sample project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub name: &'static str,
    pub title: &'static str,
    /// What it shows, in one line.
    pub about: &'static str,
    pub path: PathBuf,
}

/// Name of the file below the samples' folder, title, what it shows.
const SAMPLES: [(&str, &str, &str); 3] = [
    ("flights/late_carriers.ron", "Late carriers", "Filter, join, group and sort 336,776 flights"),
    ("flights/weather_delays.ron", "Weather and delays", "Join on several keys, derive columns, pivot"),
    ("flights/fleet_age.ron", "Age of the fleet", "A left join with its unmatched rows, distinct, union"),
];

/// The samples that are found on this machine.
pub fn samples() -> Vec<Sample> {
    let Some(folder) = crate::connect::samples_folder() else { return Vec::new() };
    SAMPLES.iter().map(|(name, title, about)| Sample { name, title, about, path: folder.join(name) }).collect()
}

/// The file of flights that the samples read.
pub(super) fn flights() -> Option<PathBuf> {
    crate::connect::samples_folder().map(|folder| folder.join("flights/data/flights.parquet"))
}

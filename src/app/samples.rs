//! The projects installed with the program, for the start page.

use std::path::PathBuf;

use crate::base::Text;

/// One sample project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    pub name: &'static str,
    pub title: Text,
    /// A one-line description.
    pub about: Text,
    pub path: PathBuf,
}

/// File name in the samples folder, title, description.
fn all() -> [(&'static str, Text, Text); 3] {
    [
        ("flights/late_carriers.ron", say!("sample-late-carriers"), say!("sample-late-carriers-about")),
        ("flights/weather_delays.ron", say!("sample-weather"), say!("sample-weather-about")),
        ("flights/fleet_age.ron", say!("sample-fleet"), say!("sample-fleet-about")),
    ]
}

/// The samples found on this machine.
pub fn samples() -> Vec<Sample> {
    let Some(folder) = crate::connect::samples_folder() else { return Vec::new() };
    all().into_iter().map(|(name, title, about)| Sample { name, title, about, path: folder.join(name) }).collect()
}

/// The flights file that the samples read.
pub(super) fn flights() -> Option<PathBuf> {
    crate::connect::samples_folder().map(|folder| folder.join("flights/data/flights.parquet"))
}

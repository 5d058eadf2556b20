//! Parquet: every physical type, and filters on it.

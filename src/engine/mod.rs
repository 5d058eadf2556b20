//! Plans, previews, runs.

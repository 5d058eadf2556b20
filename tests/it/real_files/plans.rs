//! Plans: which predicates reach the scans.

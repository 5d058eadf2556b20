//! JSON: arrays, lines, what is nested.

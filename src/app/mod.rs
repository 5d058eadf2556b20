//! State and commands, no pixels.

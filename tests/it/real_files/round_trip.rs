//! Tables of nasty texts, written and read back.

//! The one test helper that touches the API: a small table in, a table out.

//! The shape of delimited files: encodings, delimiters, quotes, headers, comments, archives.

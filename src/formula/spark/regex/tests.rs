//! Patterns in Java's syntax, and those without an equivalent.

use super::*;

#[test]
fn patterns_in_the_words_of_java() {
    for (pattern, expected) in [
        ("^[a-z]+$", "^[a-z]+\\z"),
        ("a.b", "(?d)a.b"),
        ("\\w+\\d", "(?U)\\w+\\d"),
        ("(?i)é", "(?u)(?i)é"),
        ("(?P<first>a)(?<x>b)(c)", "(a)(b)(c)"),
        ("(?m)^a$", "(?:\\A|(?<=\\n))a(?=\\n|\\z)"),
        ("(?:(?m)a$)$", "(?:a(?=\\n|\\z))\\z"),
        ("[[:alpha:]_]", "[[A-Za-z]_]"),
        ("[[:^digit:]]", "[[^0-9]]"),
        ("[a-z--[aeiou]]", "[a-z&&[^[aeiou]]]"),
        ("[]a^&]", "[\\]a\\^\\&]"),
        ("\\p{Greek}\\pL\\P{Lu}\\p{^Letter}", "\\p{IsGreek}\\p{L}\\P{Lu}\\P{L}"),
        ("\\x{e9}\\u{65e5}\\U0001F600\\v", "\\x{e9}\\x{65e5}\\x{0001F600}\\x0B"),
        ("a{2}b{,3}?}", "a{2}b{0,3}?\\}"),
    ] {
        assert_eq!(java_pattern(pattern).map(|java| java.text), Ok(expected.to_owned()), "{pattern}");
    }
    for (pattern, piece) in [
        ("a*+", "+"),
        ("(?x)a b", "(?x)"),
        ("(?U)a*", "(?U)"),
        ("[a~~b]", "~~"),
        ("\\b{start}a", "\\b{"),
        ("\\p{gc=Lu}", "\\p{gc=Lu}"),
    ] {
        assert_eq!(java_pattern(pattern), Err(piece.to_owned()), "{pattern}");
    }
}

#[test]
fn patterns_that_count_alike() {
    for (pattern, alike) in [
        ("a", true),
        ("$", true),
        ("^|\\b", true),
        ("x*", false),
        ("", false),
        ("a|", false),
        ("(a?)+", false),
        ("\\B", false),
        ("a*b", true),
        ("x{0}$", true),
    ] {
        assert_eq!(java_pattern(pattern).map(|java| java.counts_alike), Ok(alike), "{pattern}");
    }
}

use super::*;

fn fault(text: &str) -> Option<(usize, Why)> {
    let mut cursor = Cursor::new(text.as_bytes(), 0);
    cursor.value().and_then(|_| cursor.end()).err().map(|fault| (fault.at, fault.why))
}

/// Accepts exactly what serde_json accepts.
#[test]
fn texts_are_judged_as_by_the_standard() {
    let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    for text in [
        "1",
        "-0",
        "-0.0",
        "1.10",
        "1e5",
        "1E+05",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "nul",
        "nulll",
        "true",
        "tru",
        "false ",
        "\"a\"",
        "\"a",
        "\"\\n\"",
        "\"\\x\"",
        "\"\\u00e9\"",
        "\"\\u00g9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\t\"",
        "[]",
        "[1,2]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":1",
        "{} {}",
        "",
        "  ",
        " [ { \"a\" : [ null , true ] } ] ",
        "{\"a\":1}}",
        deep.as_str(),
    ] {
        // Values, not only their structure: half of a surrogate pair is invalid only as a value.
        let expected = serde_json::from_str::<serde_json::Value>(text).is_ok();
        assert_eq!(fault(text).is_none(), expected, "{text:?}: {:?}", fault(text));
    }
    assert_eq!(fault(&"[".repeat(1_000)), Some((64, Why::Deep)));
}

#[test]
fn faults_say_where_and_why() {
    for (text, at, why) in [
        ("{\"a\":1,\"b\":", 11, Why::Ends),
        ("{\"a\":tr", 7, Why::Ends),
        ("{\"a\":\"x", 7, Why::Ends),
        ("{\"a\":NaN}", 5, Why::NoValue),
        ("{\"a\":1 \"b\":2}", 7, Why::NoComma),
        ("{'a':1}", 1, Why::NoName),
        ("{\"a\":01}", 6, Why::Number),
        ("{\"a\":1} x", 8, Why::Behind),
        ("[\"a\nb\"]", 3, Why::Control),
    ] {
        assert_eq!(fault(text), Some((at, why)), "{text:?}");
    }
    assert_eq!(unescaped(br"a\u00e9\n"), "aé\n");
}

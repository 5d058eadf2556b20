use super::*;

fn of(text: &str) -> String {
    let sniffed = sniff(text.as_bytes(), 0, Some(b'"'), None, true);
    let delimiter = match sniffed.delimiter {
        Delimiter::Byte(NOTHING) if !text.contains('\u{1f}') => "none".to_owned(),
        Delimiter::Byte(byte) => char::from(byte).to_string(),
        Delimiter::Longer(FieldSeparation::By(text)) => text,
        Delimiter::Longer(other) => format!("{other:?}"),
    };
    let other = sniffed.other.map(|byte| format!(" or {}", char::from(byte))).unwrap_or_default();
    format!("{delimiter}{other} from {}", text[..sniffed.start].matches('\n').count() + 1)
}

#[test]
fn delimiters_are_those_that_part_the_rows() {
    for (text, expected) in [
        ("a,b\n1,2\n", ", from 1"),
        ("a, b\n1, 2\n", ", from 1"),
        ("1,5;2,5;3,5\n4,5;5,5;6,5\n7,5;8,5;9,5\n", "; from 1"),
        ("Name, Vorname;Ort, Land;Betrag\n\"Doe, Jo\";\"Oslo, NO\";1,5\n", "; from 1"),
        ("id|city|date, time\n1|Oslo, NO|2024-01-01, 10:00\n2|Rom, IT|2024-01-02, 11:00\n", "| from 1"),
        ("time;value\n12:00:01,5;1\n12:00:02,5;2\n", "; from 1"),
        ("note\nhello, world\nyes, no\n", "none from 1"),
        ("note\nfine\nred; blue\n", "none from 1"),
        ("note\nred; blue\ngreen; white\nfine\n", "none from 1"),
        ("Comment, if any\nfine\nall good\nok, thanks\n", "none from 1"),
        ("x\n1,2\n3,4\n5,6\n", "none or , from 1"),
        ("a~b~c\n1~x~2\n2~y~3\n", "~ from 1"),
        ("a||b||c\n1||x||2\n", "|| from 1"),
        ("a~|~b\n1~|~x\n", "~|~ from 1"),
        ("a::b\n1::x\n", ":: from 1"),
        ("a§b\n1§x\n", "§ from 1"),
        ("a\u{1}b\n1\u{1}x\n", "\u{1} from 1"),
        ("root:x:0\ndaemon:x:1\n", ": from 1"),
        ("10:00:01\n10:00:02\n", "none from 1"),
        ("url\nhttp://a:80/b\nhttp://b:80/c\n", "none from 1"),
        ("a\n1\n2\n", "none from 1"),
    ] {
        assert_eq!(of(text), expected, "{text:?}");
    }
}

#[test]
fn tables_begin_where_their_rows_do() {
    for (text, expected) in [
        (
            "Export of 2025-01-06\nStation register, all regions\n\nid;station;value\n1;North;2.5\n2;South;3.5\n",
            "; from 4",
        ),
        ("# instrument 7\n# unit mV\nt,v\n0,1.5\n1,2.5\n", ", from 3"),
        ("#id,name\n1,x\n2,y\n", ", from 1"),
        ("Report,,,\nid,a,b,c\n1,2,3,4\n5,6,7,8\n", ", from 1"),
        ("Report of May,,,\n,,,\nid,a,b,c\n1,2,3,4\n5,6,7,8\n", ", from 3"),
        ("Report of May,,,\nid,a,b,c\n1,2,3,4\n5,6,7,8\n", ", from 2"),
        ("a,b\n1,2,3\n4,5,6\n7,8,9\n", ", from 1"),
        ("a;b;c\n1;2;3;\n4;5;6;\n", "; from 1"),
        ("Date:,2024-01-01\n\nid,a,b\n1,2,3\n4,5,6\n", ", from 3"),
    ] {
        assert_eq!(of(text), expected, "{text:?}");
    }
}

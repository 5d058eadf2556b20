//! The shape of delimited files: encodings, delimiters, quotes, headers, comments, archives.

use super::{CASE, Case, check, check_in};
use crate::program::Place;

/// One file, `a.csv`, read with these settings beside its path.
macro_rules! case {
    ($name:literal, $text:expr, $settings:literal, $shows:expr) => {
        Case {
            name: $name,
            files: {
                const FILES: &[(&str, &[u8])] = &[("a.csv", $text)];
                FILES
            },
            source: ("read_csv", concat!("(path: \"a.csv\"", $settings, ")")),
            shows: $shows,
            ..CASE
        }
    };
}

#[test]
fn encodings_are_guessed_reported_and_chosen() {
    check(&[
        case!(
            "windows-1252",
            b"name;ort\nM\xfcller;K\xf6ln \x96 S\xfcd\n",
            "",
            "name:text | ort:text\nMüller,Köln – Süd\n! windows-1252\n! Müller;Köln – Süd"
        ),
        case!(
            "cp850",
            b"name;ort\nM\x81ller;K\x94ln S\x81d\nGr\x94\xe1e;Stra\xe1e\n",
            "",
            "name:text | ort:text\nMüller,Köln Süd\nGröße,Straße\n! read as cp850"
        ),
        case!(
            "MacRoman",
            b"name;ort\nM\x9fller;K\x9aln S\x9fd\nGr\x9a\xa7e;Stra\xa7e\n",
            "",
            "name:text | ort:text\nMüller,Köln Süd\nGröße,Straße\n! read as macintosh"
        ),
        case!("chosen", b"name;ort\nM\x81ller;K\x94ln\n", ", encoding: Cp437", "name:text | ort:text\nMüller,Köln"),
        case!(
            "Chinese",
            b"\xd0\xd5\xc3\xfb,\xb3\xc7\xca\xd0\n\xcd\xf5\xd0\xa1\xc3\xf7,\xb1\xb1\xbe\xa9\n",
            "",
            "姓名:text | 城市:text\n王小明,北京\n! GBK"
        ),
        case!(
            "one line of UTF-8 is not",
            b"name,n\nGr\xc3\xb6\xc3\x9fe,1\nStra\xc3\x9fe,2\nM\xfcller,3\nCaf\xc3\xa9,4\n",
            "",
            "name:text | n:integer\nGröße,1\nStraße,2\nCafé,4\n! a.csv is UTF-8, but line 4 contains the invalid byte 0xFC: such rows are rejected\n! windows-1252: Müller,3"
        ),
        case!(
            "one line is UTF-8 where the others are not",
            b"name,n\nGr\xf6\xdfe,1\nStra\xdfe,2\nM\xfcller,3\nCaf\xc3\xa9,4\n",
            "",
            "name:text | n:integer\nGröße,1\nStraße,2\nMüller,3\nCafÃ©,4\n! Line 5 of a.csv seems to be UTF-8: Café,4"
        ),
        case!(
            "bytes that mean nothing in the encoding chosen",
            b"name,n\n\xb1\xb1\xbe\xa9,1\n\xff\xff,2\n",
            ", encoding: Gbk",
            "name:text | n:integer\n北京,1\n! a.csv contains bytes that are invalid in GBK: such rows are rejected"
        ),
        case!("UTF-16 without a mark", b"a\0,\0b\0\n\x001\0,\0\x3b\x04\n\0", "", "a:integer | b:text\n1,л\n! UTF-16LE"),
        case!(
            "quoted names behind a mark",
            b"\xef\xbb\xbf\"id\",\"b\"\r\n\"1\",\"x\"\r\n",
            "",
            "id:integer | b:text\n1,x"
        ),
    ]);
}

#[test]
fn control_characters_are_kept_and_reported() {
    check(&[
        case!(
            "NUL",
            b"a,b\n1,x\0y\n2,z\n",
            "",
            "a:integer | b:text\n1,x\0y\n2,z\n! The row in line 2 contains a NUL character or a lone carriage return, which is kept"
        ),
        case!(
            "a lone return",
            b"a,b\r\n1,x\n2,y\rz\r\n3,w",
            "",
            "a:integer | b:text\n1,x\n2,\"y\rz\"\n3,w\n! The row in line 3 contains a NUL character or a lone carriage return, which is kept"
        ),
        case!(
            "line ends in quotes",
            b"id,note\r\n1,\"first\r\nsecond\"\r\n2,plain\r\n",
            "",
            "id:integer | note:text\n1,\"first\nsecond\"\n2,plain"
        ),
    ]);
    let place = Place::new();
    for (name, bytes) in
        [("parquet", b"PAR1\x15\x04\x15\x10PAR1".as_slice()), ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]
    {
        place.put_bytes("a.csv", bytes);
        let case = Case { name, shows: "!", ..CASE };
        check_in(&place, &case).unwrap();
    }
}

#[test]
fn delimiters_are_recognised() {
    check(&[
        case!("prose", b"note\nhello, world\nyes, no\n", "", "note:text\n\"hello, world\"\n\"yes, no\""),
        case!("a list in prose", b"note\nfine\nred; blue\n", "", "note:text\nfine\nred; blue"),
        case!(
            "decimal commas without a header",
            b"1,5;2,5;3,5\n4,5;5,5;6,5\n",
            ", header: false, infer_rows: 0",
            "column_1:text | column_2:text | column_3:text\n\"1,5\",\"2,5\",\"3,5\"\n\"4,5\",\"5,5\",\"6,5\""
        ),
        case!("tildes", b"a~b~c\n1~x~2\n2~y~3\n", "", "a:integer | b:text | c:integer\n1,x,2\n2,y,3"),
        case!("two bars", b"a||b||c\n1||x||2\n", "", "a:integer | b:text | c:integer\n1,x,2"),
        case!(
            "two bars, given",
            b"a||b||c\n1||x|y||2\n",
            ", delimiter: \"||\"",
            "a:integer | b:text | c:integer\n1,x|y,2"
        ),
        case!("bars and tildes", b"a~|~b\n1~|~\"x~|~y\"\n", "", "a:integer | b:text\n1,x~|~y"),
        case!("colons", b"a::b\n1::x\n", "", "a:integer | b:text\n1,x"),
        case!("tabs", b"a\t\tb\n1\t\tx\ty\n", ", delimiter: \"\\\\t\\\\t\"", "a:integer | b:text\n1,x\ty"),
        case!("a broken bar", "a¦b\n1¦x\n".as_bytes(), "", "a:integer | b:text\n1,x"),
        case!("a section sign", "a§b\n1§x\n".as_bytes(), ", delimiter: \"§\"", "a:integer | b:text\n1,x"),
        case!(
            "Hive",
            b"1\x01x\x012\n2\x01y\x013\n",
            ", header: false",
            "column_1:integer | column_2:text | column_3:integer\n1,x,2\n2,y,3"
        ),
        case!(
            "Hive, given",
            b"1\x01x\n",
            ", header: false, delimiter: \"\\\\x01\"",
            "column_1:integer | column_2:text\n1,x"
        ),
        case!("a line for Excel", b"sep=;\na,x;b\n1,5;2\n", ", infer_rows: 0", "a,x:text | b:text\n\"1,5\",2"),
        case!(
            "blanks",
            b"  a  b   c\n 1 \"x y\"    2\n22  z\t3 \n",
            ", delimiter: \"blanks\"",
            "a:integer | b:text | c:integer\n1,x y,2\n22,z,3"
        ),
        case!(
            "one field, then two",
            b"x\n1,2\n3,4\n5,6\n",
            "",
            "x:text\n\"1,2\"\n\"3,4\"\n\"5,6\"\n! The first line has a single field, so there is one column; most other lines contain "
        ),
        case!(
            "inch marks",
            b"sku,name,price\n1,Pipe 2\" steel,4.5\n2,Box,3\n3,\"Rod 5\"\"\",6\n",
            "",
            "sku:integer | name:text | price:number\n1,\"Pipe 2\"\" steel\",4.5\n2,Box,3\n3,\"Rod 5\"\"\",6"
        ),
        case!(
            "a quote that stays open",
            b"id,note,x\n1,ok,1\n2,\"open note,2\n3,fine,3\n5,\"closed\",5\n",
            "",
            "id:integer | note:text | x:integer\n1,ok,1\n3,fine,3\n5,closed,5\n! 1 row does not fit"
        ),
        case!(
            "blanks around fields",
            b"a, b ,c\n 1 , \"x, y\" ,\tz \n",
            ", trim: true",
            "a:integer | b:text | c:text\n1,\"x, y\",z"
        ),
    ]);
}

const FIXED: &[u8] = b"ID   NAME      CITY      AMOUNT\n00001Alice     Oslo         12.5\n00002Bob Bee   Rio, RJ      -3.0\n\n  003 Carl     \"Quoted\"      1.0\n";
const CUT: &str = "ID:text | NAME:text | CITY:text | AMOUNT:number\n00001,Alice,Oslo,12.5\n00002,Bob Bee,\"Rio, RJ\",-3\n003,Carl,\"\"\"Quoted\"\"\",1";

#[test]
fn columns_of_fixed_widths_are_cut() {
    check(&[
        case!("widths", FIXED, ", delimiter: \"fixed\", widths: \"5, 10, 10, 7\"", CUT),
        case!("places", FIXED, ", delimiter: \"fixed\", widths: \"1-5 6-15 16-25 26-\"", CUT),
        case!("told from the file", FIXED, ", delimiter: \"fixed\"", CUT),
        case!(
            "letters count, not bytes",
            "é 1\nü22\n".as_bytes(),
            ", delimiter: \"fixed\", widths: \"1, 2\", header: false",
            "column_1:text | column_2:integer\né,1\nü,22"
        ),
    ]);
}

#[test]
fn lines_that_are_no_rows_are_reported_or_left_out() {
    const PREAMBLE: &[u8] = b"Export of 2025-01-06\nStation register, all regions\n\nid;station;value\n1;North;2.5\n2;South;3.5\n3;East;4.5\n";
    const TABLE: &str = "id:integer | station:text | value:number\n1,North,2.5\n2,South,3.5\n3,East,4.5";
    check(&[
        case!(
            "a preamble",
            PREAMBLE,
            "",
            concat!(
                "id:integer | station:text | value:number\n1,North,2.5\n2,South,3.5\n3,East,4.5",
                "\n! 3 lines before the header were skipped: Export of 2025-01-06"
            )
        ),
        case!("a preamble that is given", PREAMBLE, ", skip_rows: 3", TABLE),
        case!(
            "comments in front",
            b"# instrument 7\n# unit mV\nt,v\n0,1.5\n# pause\n1,2.5\n",
            ", comment: \"#\"",
            "t:integer | v:number\n0,1.5\n1,2.5"
        ),
        case!(
            "comments, told",
            b"# instrument 7\n# unit mV\nt,v\n0,1.5\n1,2.5\n",
            "",
            "t:integer | v:number\n0,1.5\n1,2.5\n! 2 lines before the header were skipped: # instrument 7"
        ),
        case!("a header with a mark", b"#id,name\n1,x\n2,y\n", "", "#id:integer | name:text\n1,x\n2,y"),
        case!("units", b"t,v\ns,mV\n0,1.5\n1,2.5\n", ", skip_after: 1", "t:integer | v:number\n0,1.5\n1,2.5"),
        case!(
            "a header that comes again",
            b"d,n\n2024-01-01,1\nd,n\n2024-02-01,3\n",
            "",
            "d:text | n:text\n2024-01-01,1\nd,n\n2024-02-01,3\n! Line 3 repeats the column names"
        ),
        case!(
            "left out",
            b"d,n\n2024-01-01,1\nd,n\n2024-02-01,3\n",
            ", repeated_header: Skip",
            "d:date | n:integer\n2024-01-01,1\n2024-02-01,3"
        ),
        case!(
            "rejected",
            b"d,n\n2024-01-01,1\nd,n\n2024-02-01,3\n",
            ", repeated_header: Reject",
            "d:date | n:integer\n2024-01-01,1\n2024-02-01,3\n! 1 row does not fit"
        ),
        case!(
            "two tables",
            b"id,qty\n1,5\n2,6\n\nregion,manager,phone\nN,Ann,1\n",
            "",
            "id:integer | qty:integer\n1,5\n2,6\n! Another table with 3 columns seems to begin in line 5"
        ),
        case!(
            "names",
            b"Name,Name, amount ,,Amount\nx,y,1,2,3\n",
            "",
            "Name:text | Name_2:text |  amount :integer | column_4:integer | Amount:integer\nx,y,1,2,3\n! same name"
        ),
    ]);
}

#[test]
fn rows_of_other_lengths_are_as_the_settings_say() {
    const RAGGED: &[u8] = b"ts,level,msg,extra\n1,INFO,start\n2,WARN,slow,12\n3,INFO\n4,ERR,x,1,2\n";
    check(&[
        case!(
            "rejected",
            RAGGED,
            "",
            "ts:integer | level:text | msg:text | extra:integer\n2,WARN,slow,12\n! 3 rows do not fit"
        ),
        case!(
            "filled",
            RAGGED,
            ", short_rows: Fill",
            "ts:integer | level:text | msg:text | extra:integer\n1,INFO,start,\n2,WARN,slow,12\n3,INFO,,\n! 1 row does not fit"
        ),
        case!(
            "joined",
            RAGGED,
            ", short_rows: Fill, long_rows: Join",
            "ts:integer | level:text | msg:text | extra:text\n1,INFO,start,\n2,WARN,slow,12\n3,INFO,,\n4,ERR,x,\"1,2\""
        ),
        case!(
            "joined with quotes",
            b"a,b\n1,\"x\",\"y\"\"\"\n2,z\n",
            ", long_rows: Join",
            "a:integer | b:text\n1,\"\"\"x\"\",\"\"y\"\"\"\"\"\"\"\n2,z"
        ),
        case!(
            "joined by a longer delimiter",
            b"a||b\n1||x||y\n",
            ", delimiter: \"||\", long_rows: Join",
            "a:integer | b:text\n1,x||y"
        ),
    ]);
}

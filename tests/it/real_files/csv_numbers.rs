//! Numbers in delimited files, in the notations of several countries.

use super::{CASE, Case, check};

const UNBROKEN: &[u8] = "b;c\n1\u{a0}234,5;1\n12\u{202f}000,25;2\n".as_bytes();
const SWISS: &[u8] = "ch,n\n1'234.50,1\n1\u{2019}000.00,2\n".as_bytes();
const MONEY: &[u8] = "us,acc,pct\n\"$1,234.50\",(500.00),12%\n$7.00,\"1,200.00\",3.5%\n".as_bytes();
const MONIES: &[u8] = "us,acc,pct,eu,sap\n\"$1,234.50\",(500.00),12%,\"1 234,50 €\",\"1.234,50-\"\n$7.00,\"1,200.00\",3.5%,\"7,00 €\",\"7,00\"\n".as_bytes();

#[test]
fn numbers_are_read_in_their_notation_and_no_other() {
    const COMMA: (&str, &str) = ("read_csv", "(path: \"a.csv\", decimal_comma: true)");
    check(&[
        Case {
            name: "beside decimal commas no point is that of a decimal",
            files: &[("a.csv", b"item;price;qty;score\nlamp;1.299,99;1.200;1.25\ncup;7,50;3;1.200\n")],
            shows: "item:text | price:text | qty:text | score:number\nlamp,\"1.299,99\",1.200,1.25\ncup,\"7,50\",3,1.2
                    ! \"qty\" uses another number format, such as \"1.200\": it is read as text",
            ..CASE
        },
        Case {
            name: "quoted ends of rows are no lone carriage returns",
            files: &[("a.csv", b"\"id\";\"price\"\r\n\"1\";\"2\"\r\n")],
            shows: "id:integer | price:integer\n1,2",
            ..CASE
        },
        Case {
            name: "the separator is told from the whole file",
            files: &[("a.csv", b"item;price;qty\nlamp;1.299,99;1.200\ncup;7,50;3\nsofa;12.000,00;10\n")],
            source: COMMA,
            shows: "item:text | price:number | qty:integer\nlamp,1299.99,1200\ncup,7.5,3\nsofa,12000,10",
            ..CASE
        },
        Case {
            name: "groups without any other sign are told",
            files: &[("a.csv", b"item;units;price\nlamp;1.200;12,50\nsofa;10.500;7,25\nbed;850;3,00\n")],
            source: COMMA,
            then: &[("group_by", "(aggregations: [(column: \"units\", function: Sum, name: \"units\")])")],
            shows: "units:integer\n12550\n! Values such as \"1.200\" in \"units\" are read with a thousands separator",
        },
        Case {
            name: "a point is no decimal sign where the comma is",
            files: &[("a.csv", b"a;b\n1.20;2,5\n7.1;3\n")],
            source: COMMA,
            shows: "a:text | b:number\n1.20,2.5\n7.1,3",
            ..CASE
        },
        Case {
            name: "a given integer too",
            files: &[("a.csv", b"units;price\n1.200;12,50\n1.20;7,25\n")],
            source: (
                "read_csv",
                "(path: \"a.csv\", decimal_comma: true, thousands: Point, types: [(column: \"units\", type: Integer)])",
            ),
            shows: "units:integer | price:number\n1200,12.5\n! 1 row does not fit",
            ..CASE
        },
        Case {
            name: "American thousands by setting",
            files: &[("a.csv", b"us,n\n\"1,234.50\",1\n\"12,000\",2\n")],
            source: ("read_csv", "(path: \"a.csv\", thousands: Comma)"),
            shows: "us:number | n:integer\n1234.5,1\n12000,2",
            ..CASE
        },
        Case {
            name: "blanks that do not break, and apostrophes",
            files: &[("a.csv", UNBROKEN)],
            source: COMMA,
            shows: "b:number | c:integer\n1234.5,1\n12000.25,2",
            ..CASE
        },
        Case {
            name: "Swiss numbers",
            files: &[("a.csv", SWISS)],
            source: ("read_csv", "(path: \"a.csv\", thousands: Apostrophe)"),
            shows: "ch:number | n:integer\n1234.5,1\n1000,2",
            ..CASE
        },
        Case {
            name: "without a setting they stay text and are offered",
            files: &[("a.csv", b"eu;us;ch\n1.299,99;1,234.50;1'234.50\n7,50;7.00;7.00\n")],
            shows: "eu:text | us:text | ch:text\n\"1.299,99\",\"1,234.50\",1'234.50\n\"7,50\",7.00,7.00\n\
                    ! \"eu\" uses another number format, such as \"1.299,99\": it is read as text\n! \"us\" uses another number format, such as \"1,234.50\": it is read as text\n\
                    ! \"ch\" uses another number format, such as \"1'234.50\": it is read as text",
            ..CASE
        },
        Case {
            name: "decimals or thousands is not guessed",
            files: &[("a.csv", b"us,n\n\"1,234\",1\n\"12,000\",2\n")],
            shows: "us:text | n:integer\n\"1,234\",1\n\"12,000\",2\n\
                    ! \"us\" has numbers such as \"1,234\", where the separator is ambiguous: it is read as text",
            ..CASE
        },
        Case {
            name: "Indian groups stay text",
            files: &[("a.csv", b"r,n\n\"12,34,567.00\",1\n")],
            shows: "r:text | n:integer\n\"12,34,567.00\",1",
            ..CASE
        },
        Case {
            name: "one sign cannot be both",
            files: &[("a.csv", b"a,b\n1,2\n")],
            source: ("read_csv", "(path: \"a.csv\", thousands: Point)"),
            shows: "! The decimal separator and the thousands separator are the same",
            ..CASE
        },
        Case {
            name: "money stays text and is offered",
            files: &[("a.csv", MONEY)],
            shows: "us:text | acc:text | pct:text\n\"$1,234.50\",(500.00),12%\n$7.00,\"1,200.00\",3.5%\n\
                    ! \"us\" has amounts such as \"$1,234.50\": it is read as text\n! \"acc\" has amounts such as \"(500.00)\": it is read as text\n\
                    ! \"pct\" has amounts such as \"12%\": it is read as text",
            ..CASE
        },
        Case {
            name: "money by an example is exact",
            files: &[("a.csv", MONIES)],
            source: (
                "read_csv",
                "(path: \"a.csv\", types: [(column: \"us\", type: Decimal(18, 2), format: \"1,234.56\"), \
                 (column: \"acc\", type: Decimal(18, 2), format: \"1,234.56\"), \
                 (column: \"pct\", type: Decimal(18, 3), format: \"1234.56\"), \
                 (column: \"eu\", type: Decimal(18, 2), format: \"1 234,56\"), \
                 (column: \"sap\", type: Decimal(18, 2), format: \"1.234,56\")])",
            ),
            shows: "us:decimal(18, 2) | acc:decimal(18, 2) | pct:decimal(18, 3) | eu:decimal(18, 2) | sap:decimal(18, 2)\n\
                    1234.50,-500.00,0.120,1234.50,-1234.50\n7.00,1200.00,0.035,7.00,7.00",
            ..CASE
        },
    ]);
}

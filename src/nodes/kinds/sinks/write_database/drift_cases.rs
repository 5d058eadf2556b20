//! Columns that differ, as data: what is there, what arrives, and what is there afterwards or refused, for each store and mode.

/// One difference.
pub(super) struct Case {
    pub name: &'static str,
    /// The script that makes the table `a`.
    pub table: &'static str,
    pub arriving: &'static str,
    /// The letters of the stores; the modes; what the table holds afterwards, or the refusal behind `!`; what is told.
    pub then: &'static [(&'static str, &'static str, &'static str, &'static [&'static str])],
}

impl Case {
    /// How many there are, over all stores and modes.
    pub fn count(&self) -> usize {
        self.then.iter().map(|(stores, modes, ..)| stores.len() * modes.split(' ').count()).sum()
    }
}

const GONE_N: &[&str] = &["The input lacks columns of the table \"a\": \"n\""];
const N_IS_NULL: &str = "k:integer | n:integer\n1 | 10\n2 | ∅\n3 | ∅";

pub(super) const CASES: &[Case] = &[
    Case {
        name: "a column is added",
        table: "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3; n:whole=20,30; x:text=new,∅",
        then: &[
            ("spmd", "freeze", "! The table \"a\" has no column \"x\"", &[]),
            (
                "s",
                "evolve",
                "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | new\n3 | 30 | ∅",
                &["The table \"a\" gets new columns: \"x\" (TEXT)"],
            ),
            (
                "p",
                "evolve",
                "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | new\n3 | 30 | ∅",
                &["The table \"a\" gets new columns: \"x\" (text)"],
            ),
            (
                "m",
                "evolve",
                "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | new\n3 | 30 | ∅",
                &["The table \"a\" gets new columns: \"x\" (longtext)"],
            ),
            (
                "d",
                "evolve",
                "k:integer | n:integer | x:text\n1 | 10 | ∅\n2 | 20 | new\n3 | 30 | ∅",
                &["The table \"a\" gets new columns: \"x\" (VARCHAR)"],
            ),
            (
                "spmd",
                "rows",
                "k:integer | n:integer\n1 | 10\n3 | 30",
                &["1 row does not fit the table \"a\" and is dropped: row 1: x = \"new\""],
            ),
            (
                "spmd",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | 30",
                &["Column \"x\", which \"a\" does not take, is left out with 1 value: \"new\" in row 1"],
            ),
        ],
    },
    Case {
        name: "a column is gone",
        table: "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3",
        then: &[("spmd", "freeze", N_IS_NULL, &[]), ("spmd", "evolve rows values", N_IS_NULL, GONE_N)],
    },
    Case {
        name: "a column with a default is gone",
        table: "CREATE TABLE a (k INTEGER, n INTEGER NOT NULL DEFAULT 7); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2",
        then: &[
            ("spmd", "freeze", "k:integer | n:integer\n1 | 10\n2 | 7", &[]),
            ("spmd", "evolve rows values", "k:integer | n:integer\n1 | 10\n2 | 7", GONE_N),
        ],
    },
    Case {
        name: "a column that is needed is gone",
        table: "CREATE TABLE a (k INTEGER, n INTEGER NOT NULL); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2",
        then: &[(
            "spmd",
            "freeze evolve rows values",
            "! The table \"a\" needs the column \"n\", which has no default value",
            &[],
        )],
    },
    Case {
        name: "a column is renamed",
        table: "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2; m:whole=20",
        then: &[
            ("spmd", "freeze", "! The table \"a\" has no column \"m\"", &[]),
            (
                "s",
                "evolve",
                "k:integer | n:integer | m:integer\n1 | 10 | ∅\n2 | ∅ | 20",
                &[
                    "The table \"a\" gets new columns: \"m\" (INTEGER)",
                    "The input lacks columns of the table \"a\": \"n\"",
                ],
            ),
            (
                "pm",
                "evolve",
                "k:integer | n:integer | m:integer\n1 | 10 | ∅\n2 | ∅ | 20",
                &[
                    "The table \"a\" gets new columns: \"m\" (bigint)",
                    "The input lacks columns of the table \"a\": \"n\"",
                ],
            ),
            (
                "d",
                "evolve",
                "k:integer | n:integer | m:integer\n1 | 10 | ∅\n2 | ∅ | 20",
                &[
                    "The table \"a\" gets new columns: \"m\" (BIGINT)",
                    "The input lacks columns of the table \"a\": \"n\"",
                ],
            ),
            (
                "spmd",
                "rows",
                "k:integer | n:integer\n1 | 10",
                &[
                    "The input lacks columns of the table \"a\": \"n\"",
                    "1 row does not fit the table \"a\" and is dropped: row 1: m = 20",
                ],
            ),
            (
                "spmd",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | ∅",
                &[
                    "The input lacks columns of the table \"a\": \"n\"",
                    "Column \"m\", which \"a\" does not take, is left out with 1 value: 20 in row 1",
                ],
            ),
        ],
    },
    Case {
        name: "whole numbers become numbers",
        table: "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3; n:number=20,2.5",
        then: &[
            ("s", "freeze", "! Column \"n\" is REAL, but INTEGER in the table: values would change", &[]),
            ("p", "freeze", "! Column \"n\" is f64, but integer in the table: values would change", &[]),
            ("m", "freeze", "! Column \"n\" is f64, but int(11) in the table: values would change", &[]),
            ("s", "evolve", "! Column \"n\", row 2: 2.5 does not fit into INTEGER unchanged", &[]),
            (
                "p",
                "evolve",
                "k:integer | n:number\n1 | 10.0\n2 | 20.0\n3 | 2.5",
                &["The column \"n\" of \"a\" is widened (integer → double precision) for 2.5 in row 2"],
            ),
            (
                "m",
                "evolve",
                "k:integer | n:number\n1 | 10.0\n2 | 20.0\n3 | 2.5",
                &["The column \"n\" of \"a\" is widened (int(11) → double) for 2.5 in row 2"],
            ),
            ("d", "freeze", "! Column \"n\" is DOUBLE, but INTEGER in the table: values would change", &[]),
            (
                "d",
                "evolve",
                "k:integer | n:number\n1 | 10.0\n2 | 20.0\n3 | 2.5",
                &["The column \"n\" of \"a\" is widened (INTEGER → DOUBLE) for 2.5 in row 2"],
            ),
            (
                "d",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | ∅",
                &["Column \"n\": 1 value does not fit INTEGER and becomes null: 2.5 in row 2"],
            ),
            (
                "spmd",
                "rows",
                "k:integer | n:integer\n1 | 10\n2 | 20",
                &["1 row does not fit the table \"a\" and is dropped: row 2: n = 2.5"],
            ),
            (
                "s",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | ∅",
                &["Column \"n\": 1 value does not fit INTEGER and becomes null: 2.5 in row 2"],
            ),
            (
                "p",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | ∅",
                &["Column \"n\": 1 value does not fit integer and becomes null: 2.5 in row 2"],
            ),
            (
                "m",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | ∅",
                &["Column \"n\": 1 value does not fit int(11) and becomes null: 2.5 in row 2"],
            ),
        ],
    },
    Case {
        name: "whole numbers become larger",
        table: "CREATE TABLE a (k INTEGER, n SMALLINT NOT NULL DEFAULT 5); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3; n:whole=20,40000",
        then: &[
            ("s", "freeze evolve rows values", "k:integer | n:integer\n1 | 10\n2 | 20\n3 | 40000", &[]),
            ("p", "freeze values", "! Column \"n\", row 2: 40000 does not fit into smallint unchanged", &[]),
            ("m", "freeze", "! Column \"n\", row 2: 40000 does not fit into smallint(6) NOT NULL unchanged", &[]),
            ("m", "values", "! Column \"n\", row 2: 40000 does not fit into smallint(6) unchanged", &[]),
            (
                "p",
                "evolve",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | 40000",
                &["The column \"n\" of \"a\" is widened (smallint → bigint) for 40000 in row 2"],
            ),
            (
                "m",
                "evolve",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | 40000",
                &["The column \"n\" of \"a\" is widened (smallint(6) → bigint) for 40000 in row 2"],
            ),
            ("d", "freeze values", "! Column \"n\", row 2: 40000 does not fit into SMALLINT unchanged", &[]),
            (
                "d",
                "evolve",
                "k:integer | n:integer\n1 | 10\n2 | 20\n3 | 40000",
                &["The column \"n\" of \"a\" is widened (SMALLINT → BIGINT) for 40000 in row 2"],
            ),
            (
                "pmd",
                "rows",
                "k:integer | n:integer\n1 | 10\n2 | 20",
                &["1 row does not fit the table \"a\" and is dropped: row 2: n = 40000"],
            ),
        ],
    },
    Case {
        name: "texts become longer",
        table: "CREATE TABLE a (k INTEGER, t VARCHAR(2)); INSERT INTO a VALUES (1, 'ab')",
        arriving: "k:whole=2,3; t:text=cd,abc",
        then: &[
            ("sd", "freeze evolve rows values", "k:integer | t:text\n1 | ab\n2 | cd\n3 | abc", &[]),
            ("p", "freeze", "! Column \"t\", row 2: \"abc\" does not fit into character varying(2) unchanged", &[]),
            ("m", "freeze", "! Column \"t\", row 2: \"abc\" does not fit into varchar(2) unchanged", &[]),
            (
                "p",
                "evolve",
                "k:integer | t:text\n1 | ab\n2 | cd\n3 | abc",
                &["The column \"t\" of \"a\" is widened (character varying(2) → text) for \"abc\" in row 2"],
            ),
            (
                "m",
                "evolve",
                "k:integer | t:text\n1 | ab\n2 | cd\n3 | abc",
                &["The column \"t\" of \"a\" is widened (varchar(2) → longtext) for \"abc\" in row 2"],
            ),
            (
                "pm",
                "rows",
                "k:integer | t:text\n1 | ab\n2 | cd",
                &["1 row does not fit the table \"a\" and is dropped: row 2: t = \"abc\""],
            ),
            (
                "p",
                "values",
                "k:integer | t:text\n1 | ab\n2 | cd\n3 | ∅",
                &["Column \"t\": 1 value does not fit character varying(2) and becomes null: \"abc\" in row 2"],
            ),
            (
                "m",
                "values",
                "k:integer | t:text\n1 | ab\n2 | cd\n3 | ∅",
                &["Column \"t\": 1 value does not fit varchar(2) and becomes null: \"abc\" in row 2"],
            ),
        ],
    },
    Case {
        name: "decimals get more digits",
        table: "CREATE TABLE a (k INTEGER, p DECIMAL(5,2)); INSERT INTO a VALUES (1, 1.25)",
        arriving: "k:whole=2,3; p:decimal=2.500,12345.678",
        then: &[
            ("p", "freeze", "! Column \"p\", row 2: 12345.678 does not fit into numeric(5,2) unchanged", &[]),
            ("m", "freeze", "! Column \"p\", row 2: 12345.678 does not fit into decimal(5,2) unchanged", &[]),
            (
                "p",
                "evolve",
                "k:integer | p:decimal(12, 3)\n1 | 1.250\n2 | 2.500\n3 | 12345.678",
                &["The column \"p\" of \"a\" is widened (numeric(5,2) → numeric(12,3)) for 12345.678 in row 2"],
            ),
            (
                "m",
                "evolve",
                "k:integer | p:decimal(12, 3)\n1 | 1.250\n2 | 2.500\n3 | 12345.678",
                &["The column \"p\" of \"a\" is widened (decimal(5,2) → decimal(12,3)) for 12345.678 in row 2"],
            ),
            ("d", "freeze", "! Column \"p\", row 2: 12345.678 does not fit into DECIMAL(5,2) unchanged", &[]),
            (
                "d",
                "evolve",
                "k:integer | p:decimal(12, 3)\n1 | 1.250\n2 | 2.500\n3 | 12345.678",
                &["The column \"p\" of \"a\" is widened (DECIMAL(5,2) → DECIMAL(12,3)) for 12345.678 in row 2"],
            ),
            (
                "pmd",
                "rows",
                "k:integer | p:decimal(5, 2)\n1 | 1.25\n2 | 2.50",
                &["1 row does not fit the table \"a\" and is dropped: row 2: p = 12345.678"],
            ),
        ],
    },
    Case {
        name: "times get decimals of a second",
        table: "CREATE TABLE a (k INTEGER, z TIMESTAMP(0)); INSERT INTO a VALUES (1, '2013-06-01 12:30:00')",
        arriving: "k:whole=2,3; z:time=1370089800000000,1370089800500000",
        then: &[
            (
                "p",
                "freeze",
                "! Column \"z\" is datetime[μs], but timestamp(0) without time zone in the table: values would change",
                &[],
            ),
            (
                "p",
                "evolve",
                "k:integer | z:datetime\n1 | 2013-06-01 12:30:00\n2 | 2013-06-01 12:30:00\n3 | 2013-06-01 12:30:00.500",
                &[
                    "The column \"z\" of \"a\" is widened (timestamp(0) without time zone → timestamp) for 2013-06-01 12:30:00.500 in row 2",
                ],
            ),
            (
                "d",
                "freeze",
                "! Column \"z\", row 2: 2013-06-01 12:30:00.5 does not fit into TIMESTAMP_S unchanged",
                &[],
            ),
            (
                "d",
                "evolve",
                "k:integer | z:datetime\n1 | 2013-06-01 12:30:00\n2 | 2013-06-01 12:30:00\n3 | 2013-06-01 12:30:00.500",
                &[
                    "The column \"z\" of \"a\" is widened (TIMESTAMP_S → TIMESTAMP) for 2013-06-01 12:30:00.500 in row 2",
                ],
            ),
        ],
    },
    Case {
        name: "times get decimals of a second in MySQL",
        table: "CREATE TABLE a (k INTEGER, z DATETIME); INSERT INTO a VALUES (1, '2013-06-01 12:30:00')",
        arriving: "k:whole=2,3; z:time=1370089800000000,1370089800500000",
        then: &[
            ("m", "freeze", "! Column \"z\", row 2: 2013-06-01 12:30:00.500 does not fit into datetime unchanged", &[]),
            (
                "m",
                "evolve",
                "k:integer | z:datetime\n1 | 2013-06-01 12:30:00\n2 | 2013-06-01 12:30:00\n3 | 2013-06-01 12:30:00.500",
                &["The column \"z\" of \"a\" is widened (datetime → datetime(6)) for 2013-06-01 12:30:00.500 in row 2"],
            ),
            (
                "m",
                "values",
                "k:integer | z:datetime\n1 | 2013-06-01 12:30:00\n2 | 2013-06-01 12:30:00\n3 | ∅",
                &["Column \"z\": 1 value does not fit datetime and becomes null: 2013-06-01 12:30:00.500 in row 2"],
            ),
        ],
    },
    Case {
        name: "whole numbers become smaller",
        table: "CREATE TABLE a (k INTEGER, n BIGINT); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2; n:small=20",
        then: &[("spmd", "freeze evolve rows values", "k:integer | n:integer\n1 | 10\n2 | 20", &[])],
    },
    Case {
        name: "numbers happen to be whole",
        table: "CREATE TABLE a (k INTEGER, n DOUBLE PRECISION); INSERT INTO a VALUES (1, 1.5)",
        arriving: "k:whole=2,3; n:whole=20,9007199254740993",
        then: &[
            ("s", "freeze", "! Column \"n\" is INTEGER, but DOUBLE PRECISION in the table: values would change", &[]),
            ("p", "freeze", "! Column \"n\" is i64, but double precision in the table: values would change", &[]),
            ("m", "freeze", "! Column \"n\" is i64, but double in the table: values would change", &[]),
            (
                "s",
                "evolve",
                "! Column \"n\", row 2: 9007199254740993 does not fit into DOUBLE PRECISION unchanged",
                &[],
            ),
            (
                "p",
                "evolve",
                "! Column \"n\", row 2: 9007199254740993 does not fit into double precision unchanged",
                &[],
            ),
            ("m", "evolve", "! Column \"n\", row 2: 9007199254740993 does not fit into double unchanged", &[]),
            ("d", "freeze", "! Column \"n\" is BIGINT, but DOUBLE in the table: values would change", &[]),
            ("d", "evolve", "! Column \"n\", row 2: 9007199254740993 does not fit into DOUBLE unchanged", &[]),
            (
                "spmd",
                "rows",
                "k:integer | n:number\n1 | 1.5\n2 | 20.0",
                &["1 row does not fit the table \"a\" and is dropped: row 2: n = 9007199254740993"],
            ),
        ],
    },
    Case {
        name: "numbers become text",
        table: "CREATE TABLE a (k INTEGER, n INTEGER); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3,4; n:text=12,∅,x",
        then: &[
            ("s", "freeze evolve", "! Column \"n\" is TEXT, but INTEGER in the table: values would change", &[]),
            ("p", "freeze evolve", "! Column \"n\" is str, but integer in the table: values would change", &[]),
            ("m", "freeze evolve", "! Column \"n\" is str, but int(11) in the table: values would change", &[]),
            ("d", "freeze evolve", "! Column \"n\" is VARCHAR, but INTEGER in the table: values would change", &[]),
            (
                "d",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | ∅\n3 | ∅\n4 | ∅",
                &[
                    "Column \"n\": 2 values do not fit INTEGER and become null, the first: \"12\" in row 1, \"x\" in row 3",
                ],
            ),
            (
                "spmd",
                "rows",
                "k:integer | n:integer\n1 | 10\n3 | ∅",
                &["2 rows do not fit the table \"a\" and are dropped, the first: row 1: n = \"12\", row 3: n = \"x\""],
            ),
            (
                "s",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | ∅\n3 | ∅\n4 | ∅",
                &[
                    "Column \"n\": 2 values do not fit INTEGER and become null, the first: \"12\" in row 1, \"x\" in row 3",
                ],
            ),
            (
                "p",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | ∅\n3 | ∅\n4 | ∅",
                &[
                    "Column \"n\": 2 values do not fit integer and become null, the first: \"12\" in row 1, \"x\" in row 3",
                ],
            ),
            (
                "m",
                "values",
                "k:integer | n:integer\n1 | 10\n2 | ∅\n3 | ∅\n4 | ∅",
                &[
                    "Column \"n\": 2 values do not fit int(11) and become null, the first: \"12\" in row 1, \"x\" in row 3",
                ],
            ),
        ],
    },
    Case {
        name: "a value that is needed is null",
        table: "CREATE TABLE a (k INTEGER, n INTEGER NOT NULL DEFAULT 5); INSERT INTO a VALUES (1, 10)",
        arriving: "k:whole=2,3; n:whole=20,∅",
        then: &[
            ("s", "freeze evolve values", "! The database reported an error: NOT NULL constraint failed: a.n", &[]),
            ("m", "freeze values", "! Column \"n\", row 2: null does not fit into int(11) NOT NULL unchanged", &[]),
            ("m", "evolve", "! Column \"n\", row 2: null does not fit into bigint NOT NULL unchanged", &[]),
            ("d", "freeze values", "! Column \"n\", row 2: null does not fit into INTEGER unchanged", &[]),
            ("d", "evolve", "! Column \"n\", row 2: null does not fit into BIGINT unchanged", &[]),
            (
                "spmd",
                "rows",
                "k:integer | n:integer\n1 | 10\n2 | 20",
                &["1 row does not fit the table \"a\" and is dropped: row 2: n = null"],
            ),
        ],
    },
];

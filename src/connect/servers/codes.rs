//! What the codes of servers mean for whoever asked: another attempt, the end, or a row that is at fault.

/// What follows from a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same request may succeed later.
    Retry,
    /// It will fail again.
    Stop,
    /// It will fail as long as a value, or a row, is as it is.
    Row,
}

/// SQLSTATE codes of PostgreSQL, or their beginnings; the first that fits. Every other one is permanent.
const STATES: [(&str, Verdict); 34] = [
    // Connections, resources, transactions in each other's way, locks, a server that stops, idle sessions, the system.
    ("08P01", Verdict::Stop),
    ("08", Verdict::Retry),
    ("53", Verdict::Retry),
    ("40001", Verdict::Retry),
    ("40003", Verdict::Retry),
    ("40P01", Verdict::Retry),
    ("55006", Verdict::Retry),
    ("55P03", Verdict::Retry),
    ("57P01", Verdict::Retry),
    ("57P02", Verdict::Retry),
    ("57P03", Verdict::Retry),
    ("57P05", Verdict::Retry),
    ("25P03", Verdict::Retry),
    ("58000", Verdict::Retry),
    ("58030", Verdict::Retry),
    // Texts that are too long, numbers out of range, no null, dates, division by zero, characters, text for a type, bytes.
    ("22001", Verdict::Row),
    ("22003", Verdict::Row),
    ("22004", Verdict::Row),
    ("22007", Verdict::Row),
    ("22008", Verdict::Row),
    ("22012", Verdict::Row),
    ("22021", Verdict::Row),
    ("22P02", Verdict::Row),
    ("22P03", Verdict::Row),
    ("22P05", Verdict::Row),
    ("22032", Verdict::Row),
    ("22030", Verdict::Row),
    // Restrict, NOT NULL, foreign keys, unique keys, CHECK, exclusion.
    ("23001", Verdict::Row),
    ("23502", Verdict::Row),
    ("23503", Verdict::Row),
    ("23505", Verdict::Row),
    ("23514", Verdict::Row),
    ("23P01", Verdict::Row),
    ("44000", Verdict::Row),
];

/// The verdict of a SQLSTATE code of PostgreSQL.
pub fn of_state(code: &str) -> Verdict {
    STATES.iter().find(|(begin, _)| code.starts_with(begin)).map_or(Verdict::Stop, |(_, verdict)| *verdict)
}

/// Codes of MySQL and MariaDB after which the same request may succeed: a row that changed meanwhile, no memory or room, too
/// many sessions, a server that stops, packets that were lost, locks, a cluster that is not ready. Every other one is
/// permanent.
const PASSING: [u16; 27] = [
    1020, 1021, 1037, 1038, 1040, 1041, 1047, 1053, 1077, 1079, 1080, 1135, 1152, 1158, 1159, 1160, 1161, 1180, 1203,
    1205, 1206, 1213, 1226, 1412, 1637, 1927, 3572,
];

/// Codes of a value or a row that is at fault: null, keys, foreign keys, ranges, cut texts, dates, characters, JSON, CHECK.
const ROWS: [u16; 24] = [
    1022, 1048, 1062, 1169, 1216, 1217, 1263, 1264, 1265, 1292, 1365, 1366, 1367, 1406, 1411, 1416, 1451, 1452, 1525,
    1586, 1690, 3140, 3819, 4025,
];

/// The verdict of a code of MySQL or MariaDB.
pub fn of_number(code: u16) -> Verdict {
    if PASSING.contains(&code) {
        Verdict::Retry
    } else if ROWS.contains(&code) {
        Verdict::Row
    } else {
        Verdict::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Retry, Row, Stop};
    use super::*;

    #[test]
    fn states_of_postgres_are_tried_again_stop_or_blame_a_row() {
        let all = [
            (
                Retry,
                "08000 08001 08003 08004 08006 53000 53100 53200 53300 40001 40003 40P01 55006 55P03 57P01 57P02 57P03",
            ),
            (Retry, "57P05 25P03 58000 58030"),
            (
                Stop,
                "08P01 57014 28P01 28000 3D000 3F000 42501 42601 42P01 42703 42804 42883 25006 25P02 0A000 XX000 XX001",
            ),
            (Row, "22001 22003 22004 22007 22008 22012 22021 22P02 22P03 22P05 22030 22032"),
            (Row, "23001 23502 23503 23505 23514 23P01 44000"),
        ];
        for (verdict, code) in
            all.iter().flat_map(|(verdict, codes)| codes.split(' ').map(move |code| (*verdict, code)))
        {
            assert_eq!(of_state(code), verdict, "{code}");
        }
    }

    #[test]
    fn codes_of_mysql_are_tried_again_stop_or_blame_a_row() {
        let stop = [
            1044, 1045, 1046, 1049, 1050, 1051, 1054, 1064, 1114, 1129, 1130, 1142, 1146, 1153, 1227, 1317, 1370, 1698,
            1792, 1969, 3024,
        ];
        for code in PASSING {
            assert_eq!(of_number(code), Retry, "{code}");
        }
        for (verdict, codes) in [(Row, &ROWS[..]), (Stop, &stop[..])] {
            for code in codes {
                assert_eq!(of_number(*code), verdict, "{code}");
            }
        }
    }
}

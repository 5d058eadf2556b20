//! A TIMESTAMP is an instant and a DATETIME a wall clock, whatever the server's own time zone is.

use super::{TestDatabase, texts};

#[test]
fn instants_are_the_same_on_every_server() {
    let Some(database) = TestDatabase::with("CREATE TABLE a (t timestamp NULL, d datetime)") else { return };
    // MySQL has 14 hours, MariaDB 13.
    let farthest = if database.try_script("SET SESSION time_zone = '+14:00'").is_ok() { "+14:00" } else { "+13:00" };
    let before = database.one("SELECT @@global.time_zone").expect("a zone");
    for zone in ["-03:00", farthest, "+00:00"] {
        database.script(&format!(
            "SET GLOBAL time_zone = '{zone}'; DELETE FROM a; SET SESSION time_zone = '{zone}'; \
             INSERT INTO a VALUES ('2024-07-01 12:00:00', '2024-07-01 12:00:00')"
        ));
        let table = database.read("a").expect("a row");
        let hour = match zone {
            "-03:00" => "2024-07-01 15:00:00 UTC",
            "+14:00" => "2024-06-30 22:00:00 UTC",
            "+13:00" => "2024-06-30 23:00:00 UTC",
            _ => "2024-07-01 12:00:00 UTC",
        };
        assert_eq!(texts(&table, "t"), [hour], "{zone}");
        assert_eq!(texts(&table, "d"), ["2024-07-01 12:00:00"], "{zone}");
    }
    database.script(&format!("SET GLOBAL time_zone = '{before}'"));
}

//! Outputs in a store that is not the file system.

use super::journal::Journal;
use super::recovery::{DRIVERS, left_behind, recover};
use super::store_for_tests::{Store, filled, rows};
use super::stores::Prepared;
use super::withdrawal::Withdrawal;
use crate::connect::target::{Compression, Existing, FileTarget, ParquetTarget, Promise, TargetFormat, Ticket};

#[test]
fn a_file_and_a_table_are_committed_together_and_what_can_be_taken_back_comes_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = FileTarget {
        path: folder.path().join("out.parquet"),
        format: TargetFormat::Parquet(ParquetTarget { compression: Compression::None }),
        existing: Existing::Overwrite,
        create_folders: false,
    };
    for refuses in [None, Some("mail")] {
        let store = Store::default();
        store.tables().refuses = refuses.map(str::to_owned);
        let (mail, queue) = (store.table("mail", Promise::Irrevocable), store.table("queue", Promise::AtLeastOnce));
        let table = store.table("table", Promise::AllOrNothing);
        let transaction = filled(folder.path(), &Withdrawal::default(), &[&mail, &queue, &file, &table]);
        match (refuses, transaction.commit(None)) {
            (None, Ok((written, lost))) => {
                let addresses: Vec<String> = written.iter().map(|one| one.address.to_string()).collect();
                assert_eq!((addresses[0].as_str(), addresses[3].as_str()), ("memory://mail", "memory://table"));
                assert_eq!((written[0].bytes, lost.len(), file.path.exists()), (24, 0, true));
                assert_eq!(store.did(), "commit table, commit queue, commit mail");
                std::fs::remove_file(&file.path).expect("the file");
            }
            (Some(_), Err((index, problem))) => {
                assert_eq!((index, problem.message.to_string().as_str()), (0, "refused"));
                assert_eq!(store.did(), "commit table, commit queue, undo mail, undo queue, undo table");
                assert_eq!((store.names().len(), file.path.exists()), (0, false));
            }
            (_, other) => panic!("{:?}", other.map(|(written, _)| written)),
        }
    }
}

#[test]
fn two_outputs_that_cannot_be_taken_back_are_refused_and_so_is_one_address_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::default();
    let (mail, other) = (store.table("mail", Promise::Irrevocable), store.table("other", Promise::Irrevocable));
    let mut transaction = filled(folder.path(), &Withdrawal::default(), &[&mail]);
    let problem = transaction.add(rows(), &other).err().expect("a problem");
    assert!(
        problem.message.contains("memory://other and memory://mail cannot be rolled back") && problem.remedy.is_some(),
        "{problem}"
    );
    let again = store.table("mail", Promise::AllOrNothing);
    let problem = transaction.add(rows(), &again).err().expect("a problem");
    assert_eq!(problem.setting.as_deref(), Some("table"));
}

#[test]
fn a_crash_is_answered_by_the_driver_with_its_ticket() {
    for is_prepared in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::default();
        store.tables().tables.insert("table.new".into(), 3);
        let table = store.table("table", Promise::AllOrNothing);
        let mut journal = Journal::create_in(folder.path()).expect("a journal");
        journal.note_staged(&table.ticket("table.new".into()));
        if is_prepared {
            journal.note_commit(&[table.ticket("table".into())]);
        }
        let note = folder.path().join("left.jsonl");
        std::fs::copy(journal.path().expect("a note"), &note).expect("a copy");
        let unknown = recover(&note, &[]).remove(0);
        assert!(unknown.message.contains("\"memory\"") && note.exists(), "{unknown}");
        let said = recover(&note, &[&store]).remove(0);
        assert_eq!(said.message.contains("interrupted run: memory://table"), is_prepared, "{said}");
        assert_eq!(store.names(), if is_prepared { vec!["table"] } else { Vec::new() });
        assert!(!note.exists());
    }
}

#[test]
fn what_is_withdrawn_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, withdrawal) = (Store::default(), Withdrawal::default());
    let table = store.table("table", Promise::AllOrNothing);
    let transaction = filled(folder.path(), &withdrawal, &[&table]);
    assert_eq!(store.names(), ["table.new"]);
    assert!(withdrawal.withdraw());
    assert_eq!(store.names().len(), 0);
    assert!(transaction.commit(None).is_err());
    assert_eq!(store.names().len(), 0, "nothing is committed any more");
}

/// A ticket is for the program; the user is told the table.
#[test]
fn what_stays_in_a_database_is_told_by_its_address() {
    let text = r#"{"connection":"it","connections":{"file":{"Text":"/c.ron"},"defaults":{}},"base":{"Text":"/"},
        "url":"postgres://127.0.0.1:5432/shop/orders","schema":"public","table":"orders","staged":"tablewire_staged_1_2_0",
        "existing":"Replace","keys":[],"columns":["n"],"changes":{"added":[],"widened":[]},"rows":0}"#;
    let tickets = [("postgres", text), ("file", "\"/out/.a.csv.tablewire\"")]
        .map(|(driver, text)| Ticket { driver: driver.into(), text: text.into() });
    let lines: Vec<String> = Prepared::all(&tickets, DRIVERS).iter().map(|it| left_behind(it).line_at(None)).collect();
    assert!(
        lines[0].contains("staged beside postgres://127.0.0.1:5432/shop/orders") && !lines[0].contains('{'),
        "{lines:?}"
    );
    assert!(lines[1].contains("left by an interrupted run: /out/.a.csv.tablewire"), "{lines:?}");
}

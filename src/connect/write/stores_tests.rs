//! Several stores in one run, committed and recovered under difficulties.

use super::journal::Journal;
use super::recovery::recover;
use super::store_for_tests::{Outcome, Store, filled_in};
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::target::{Compression, Driver, Existing, FileTarget, ParquetTarget, Promise, TargetFormat};

/// Three tables in two stores and a file, committed under difficulties: what is done, and what the next start makes of it.
#[test]
fn all_stores_are_committed_or_none_and_what_has_begun_is_finished() {
    use Outcome::{AnswerLost, Cut, Done, Refused};
    // What store a and store b come to; the table that is refused before; whether the run succeeds; what is done; what is in
    // place then, and after the next start, when the stores work again.
    type Case<'a> = (&'a [Outcome], &'a [Outcome], Option<&'a str>, bool, &'a str, &'a str, &'a str);
    let all = "file a/one a/two b/one";
    let cases: [Case; 8] = [
        (&[Done], &[Done], None, true, "Done a/one+a/two, Done b/one", all, all),
        (&[Done], &[Done], Some("b/one"), false, "", "", ""),
        (&[Refused], &[Done], None, false, "Refused a/one+a/two", "", ""),
        (&[Cut], &[Done], None, false, "Cut a/one+a/two", "", ""),
        (&[AnswerLost], &[Done], None, true, "AnswerLost a/one+a/two, Done b/one", all, all),
        (&[Done], &[AnswerLost], None, true, "Done a/one+a/two, AnswerLost b/one", all, all),
        (&[Done], &[Cut, Done], None, true, "Done a/one+a/two, Cut b/one, Done b/one", all, all),
        (
            &[Done],
            &[Refused],
            None,
            false,
            "Done a/one+a/two, Refused b/one, Refused b/one",
            "file a/one a/two b/one.new",
            all,
        ),
    ];
    for (a, b, refuses, succeeds, did, there, after) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let file = FileTarget {
            path: folder.path().join("out.parquet"),
            format: TargetFormat::Parquet(ParquetTarget { compression: Compression::None }),
            existing: Existing::Overwrite,
            create_folders: false,
        };
        let store = Store::default();
        store.tables().refuses = refuses.map(str::to_owned);
        store.tables().commits = [("a".to_owned(), a.to_vec()), ("b".to_owned(), b.to_vec())].into();
        let drivers: &'static [&'static dyn Driver] =
            vec![&*Box::leak(Box::new(store.clone())) as &dyn Driver, &super::file_driver::FILES].leak();
        let [one, two, other] = ["a/one", "a/two", "b/one"].map(|name| store.table(name, Promise::Transactional));
        let state = || {
            let file = file.path.exists().then(|| "file".to_owned());
            file.into_iter().chain(store.names()).collect::<Vec<_>>().join(" ")
        };
        let transaction = filled_in(folder.path(), &Withdrawal::default(), &[&one, &other, &file, &two], drivers);
        let case = format!("{a:?} {b:?} {refuses:?}");
        match transaction.commit(None) {
            Ok((written, lost)) => assert!(succeeds && written.len() == 4 && lost.is_empty(), "{case}"),
            Err((index, problem)) => {
                let expected = if did.contains('b') || refuses.is_some() { 1 } else { 0 };
                assert!(!succeeds && index == expected, "{case}: {index} {problem}");
                assert_eq!(problem.message.contains("is not complete"), there != after, "{case}: {problem}");
            }
        }
        assert_eq!((store.did(), state()), (did.to_owned(), there.to_owned()), "{case}");
        store.tables().commits.clear();
        let notes: Vec<_> = std::fs::read_dir(folder.path().join("notes")).expect("notes").flatten().collect();
        assert_eq!(notes.len(), usize::from(there != after), "{case}");
        let said: Vec<Problem> = notes.iter().flat_map(|note| recover(&note.path(), drivers)).collect();
        assert!(said.iter().all(|problem| problem.message.contains("b/one")), "{case}: {said:?}");
        assert_eq!(state(), after, "{case}");
    }
}

/// A run that dies while it commits: the first store has committed, or none has.
#[test]
fn a_crash_between_two_commits_is_finished_even_if_a_store_refuses_at_first() {
    for (is_first_done, refuses) in [(true, false), (true, true), (false, false), (false, true)] {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::default();
        let first = if is_first_done { "a/one" } else { "a/one.new" };
        store.tables().tables.extend([(first.to_owned(), 3), ("b/one.new".to_owned(), 3)]);
        let tables = ["a/one", "b/one"].map(|name| store.table(name, Promise::Transactional));
        let mut journal = Journal::create_in(folder.path()).expect("a journal");
        for table in &tables {
            journal.note_staged(&table.ticket(table.staging_name()));
        }
        journal.note_commit(&tables.clone().map(|table| table.ticket(table.name.clone())));
        let note = folder.path().join("left.jsonl");
        std::fs::copy(journal.path().expect("a note"), &note).expect("a copy");
        let case = format!("{is_first_done} {refuses}");
        if refuses {
            store.tables().refuses = Some("b/one".into());
            let said = recover(&note, &[&store]);
            // What cannot be taken back is tried again by the next start; else all is as it was.
            assert_eq!(store.names(), if is_first_done { vec!["a/one", "b/one.new"] } else { Vec::new() }, "{case}");
            assert_eq!((note.exists(), said.is_empty()), (is_first_done, false), "{case}: {said:?}");
            store.tables().refuses = None;
        }
        let said = recover(&note, &[&store]);
        let is_finished = is_first_done || !refuses;
        assert_eq!(store.names(), if is_finished { vec!["a/one", "b/one"] } else { Vec::new() }, "{case}: {said:?}");
        assert!(!note.exists(), "{case}");
    }
}

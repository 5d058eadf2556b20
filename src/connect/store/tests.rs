//! What the store guarantees: it returns what was put in, whatever happens to its folder.

use std::fs;
use std::time::{Duration, SystemTime};

use polars::prelude::*;

use super::entry::Label;
use super::*;

fn label(rows: usize) -> Label {
    let warnings = vec![(Key::of(b"n"), vec![crate::base::Problem::warning("One row is odd")])];
    Label { node: "n".into(), rows: rows as u64, bytes: 1, seconds: 0.5, sample: Some(7), created: 1, warnings }
}

/// Strings longer than a view holds inline, nulls, and a number for each row.
fn table(rows: usize) -> DataFrame {
    let texts = (0..rows).map(|n| (n % 5 != 0).then(|| format!("a text that is long enough to be elsewhere {n}")));
    let texts: StringChunked = texts.collect();
    let numbers = Column::new("n".into(), (0..rows as i64).collect::<Vec<_>>());
    DataFrame::new(rows, vec![numbers, texts.with_name("text".into()).into_column()]).unwrap()
}

fn store(budget: u64) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(&folder.path().join("results"), "this", budget);
    (folder, store)
}

fn key(n: u64) -> Key {
    Key::of(&n.to_le_bytes())
}

fn put(store: &Store, n: u64, frame: &DataFrame) -> bool {
    store.put(key(n), frame, label(frame.height()), &mut || true).unwrap()
}

fn get(store: &Store, n: u64) -> Option<DataFrame> {
    store.get(key(n))?.whole(&|| false).ok()
}

#[test]
fn what_is_kept_comes_back_as_it_was() {
    let (_folder, store) = store(1 << 30);
    for rows in [0, 1, 999, 1_000, 1_001, 400_000] {
        let frame = table(rows);
        assert!(put(&store, rows as u64, &frame));
        let mut kept = store.get(key(rows as u64)).unwrap();
        assert_eq!(Label { created: 1, ..kept.label().clone() }, label(rows));
        assert!(kept.head().unwrap().equals_missing(&frame.head(Some(1_000))), "{rows}");
        assert!(kept.whole(&|| false).unwrap().equals_missing(&frame), "{rows}");
        for (first, count) in [(0, 0), (995, 10), (5, 1), (399_990, 100), (rows as u64, 5), (u64::MAX, 1)] {
            let expected = frame.slice(first.min(i64::MAX as u64) as i64, count as usize);
            assert!(kept.rows(first, count, &|| false).unwrap().equals_missing(&expected), "{rows} {first} {count}");
        }
        assert_eq!(kept.whole(&|| true).unwrap_err(), Lost::Stopped);
    }
}

#[test]
fn every_type_of_column_comes_back() {
    let ints = |name: &str| Series::new(name.into(), [Some(1i64), None, Some(-5)]);
    let cast = |name: &str, dtype: DataType| ints(name).cast(&dtype).unwrap();
    let zone = TimeZone::opt_try_new(Some("Europe/Paris")).unwrap();
    let list = Series::new(
        "list".into(),
        [
            Series::new("".into(), ["a", "a longer text within a list"]),
            Series::new_empty("".into(), &DataType::String),
            Series::new("".into(), ["c"]),
        ],
    );
    let fields = [ints("x"), Series::new("y".into(), [Some("one"), None, Some("three, and rather long at that")])];
    let series = vec![
        cast("i8", DataType::Int8),
        cast("i16", DataType::Int16),
        cast("i32", DataType::Int32),
        cast("f32", DataType::Float32),
        cast("f64", DataType::Float64),
        cast("bool", DataType::Boolean),
        cast("date", DataType::Date),
        cast("time", DataType::Int64).cast(&DataType::Duration(TimeUnit::Microseconds)).unwrap(),
        cast("ms", DataType::Datetime(TimeUnit::Milliseconds, None)),
        cast("zone", DataType::Datetime(TimeUnit::Microseconds, zone)),
        cast("decimal", DataType::Decimal(20, 3)),
        Series::new_null("null".into(), 3),
        list,
        StructChunked::from_series("struct".into(), 3, fields.iter()).unwrap().into_series(),
        Series::new("nan".into(), [f64::NAN, -0.0, f64::INFINITY]),
        Series::new("".into(), ["", "é\0\n", "🜁"]),
    ];
    let columns = series.into_iter().map(Column::from).collect();
    let frame = DataFrame::new(3, columns).unwrap();
    let (_folder, store) = store(1 << 30);
    put(&store, 1, &frame);
    let read = get(&store, 1).unwrap();
    assert_eq!(read.schema(), frame.schema());
    assert!(read.equals_missing(&frame), "{read} {frame}");
}

/// The only entry's file.
fn file(store: &Store) -> std::path::PathBuf {
    let found = store.found();
    assert_eq!(found.len(), 1);
    found[0].path.clone()
}

#[test]
fn what_is_cut_off_or_changed_is_not_there_and_is_replaced() {
    let (_folder, store) = store(1 << 30);
    let frame = table(3_000);
    put(&store, 1, &frame);
    let path = file(&store);
    let whole = fs::read(&path).unwrap();
    let is_right_or_missing = |bytes: &[u8], what: &str| {
        fs::write(&path, bytes).unwrap();
        let first = store.get(key(1)).and_then(|mut kept| kept.head().ok());
        assert!(first.is_none_or(|first| first.equals_missing(&frame.head(Some(1_000)))), "{what}");
        assert!(get(&store, 1).is_none(), "{what}");
    };
    for length in (0..60).chain((60..whole.len()).step_by(97)).chain(whole.len() - 60..whole.len()) {
        is_right_or_missing(&whole[..length], &format!("cut at {length}"));
    }
    for at in (0..whole.len()).step_by(61).chain(whole.len() - 60..whole.len()) {
        let mut changed = whole.clone();
        changed[at] ^= 1 << (at % 8);
        is_right_or_missing(&changed, &format!("bit of byte {at}"));
    }
    is_right_or_missing(&[&whole[..], b"more"].concat(), "longer");
    is_right_or_missing(b"A text.\n", "a text");
    is_right_or_missing(&vec![0; 5_000], "zeros");
    assert_eq!(store.info().damaged, 1);
    put(&store, 1, &frame);
    assert!(get(&store, 1).unwrap().equals_missing(&frame));
    // An entry under the key of another one.
    put(&store, 2, &table(5));
    fs::copy(store.path(key(2)), &path).unwrap();
    assert!(store.get(key(1)).is_none());
}

#[test]
fn a_folder_in_the_place_of_an_entry_gives_way() {
    let (_folder, store) = store(1 << 30);
    put(&store, 1, &table(5));
    let path = file(&store);
    fs::remove_file(&path).unwrap();
    fs::create_dir_all(path.join("more")).unwrap();
    assert!(store.get(key(1)).is_none());
    assert_eq!(store.info().damaged, 1);
    assert!(put(&store, 1, &table(5)));
    assert!(get(&store, 1).is_some());
}

#[test]
fn other_builds_are_not_read_and_other_files_not_touched() {
    let (_folder, store) = store(1 << 30);
    put(&store, 1, &table(5));
    let other = Store::at(store.folder(), "another", 1 << 30);
    assert!(other.get(key(1)).is_none());
    fs::rename(file(&store), other.path(key(1))).unwrap();
    assert!(other.get(key(1)).is_none(), "not even under its name");
    fs::write(store.folder().join("mine.txt"), "mine").unwrap();
    put(&other, 2, &table(5));
    let info = store.info();
    assert_eq!((info.entries.len(), info.other_builds, info.foreign), (0, 2, 1));
    assert_eq!(store.clear().unwrap().0, 2);
    assert_eq!(fs::read_to_string(store.folder().join("mine.txt")).unwrap(), "mine");
    assert_eq!(store.info().bytes, 0);
    assert_eq!(store.clear().unwrap(), (0, 0));
}

#[test]
fn the_longest_unused_go_when_the_budget_is_full() {
    let frame = table(2_000);
    let (_folder, wide) = store(1 << 30);
    put(&wide, 0, &frame);
    let size = wide.info().bytes;
    let store = Store::at(wide.folder(), "this", 4 * size + size / 2);
    let long_ago = |n: u64, hours: u64| {
        let file = fs::File::options().append(true).open(store.path(key(n))).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(3_600 * hours)).unwrap();
    };
    for n in 0..4 {
        put(&store, n, &frame);
        long_ago(n, 10 - n);
    }
    assert!(get(&store, 0).is_some(), "used just now");
    for n in 4..6 {
        put(&store, n, &frame);
    }
    let kept: Vec<bool> = (0..6).map(|n| get(&store, n).is_some()).collect();
    assert_eq!(kept, [true, false, false, true, true, true]);
    assert!(store.info().bytes <= 4 * size + size / 2);
    // One that would take most of the space is not kept, and evicts nothing.
    let large = table(40_000);
    assert!(!put(&store, 9, &large));
    assert_eq!(store.info().entries.len(), 4);
    assert!(!Store::at(store.folder(), "this", 0).put(key(8), &frame, label(2_000), &mut || true).unwrap());
}

#[test]
fn a_folder_that_cannot_be_used_is_no_more_than_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("results"), "a file").unwrap();
    let store = Store::at(&folder.path().join("results"), "this", 1 << 30);
    assert!(store.put(key(1), &table(5), label(5), &mut || true).is_err());
    assert!(store.get(key(1)).is_none());
    assert_eq!((store.info().entries.len(), store.notes(folder.path()).len()), (0, 0));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, store) = store(1 << 30);
    put(&store, 1, &table(5));
    assert_eq!(fs::metadata(store.folder()).unwrap().permissions().mode() & 0o777, 0o700, "nobody else may read it");
    fs::set_permissions(store.folder(), fs::Permissions::from_mode(0o500)).unwrap();
    assert!(get(&store, 1).is_some());
    // The system's administrator may write anyway.
    let written = store.put(key(2), &table(5), label(5), &mut || true);
    assert_eq!(written.is_ok(), get(&store, 2).is_some());
    fs::set_permissions(store.folder(), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn writing_can_be_stopped_and_leaves_nothing() {
    let (_folder, store) = store(1 << 30);
    let mut asked = 0;
    let done = store.put(key(1), &table(400_000), label(400_000), &mut || {
        asked += 1;
        asked < 3
    });
    assert!(!done.unwrap());
    assert!(store.get(key(1)).is_none());
    let names: Vec<_> = fs::read_dir(store.folder()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names, ["CACHEDIR.TAG"]);
}

#[test]
fn what_a_process_that_died_has_left_is_removed() {
    let (_folder, store) = store(1 << 30);
    put(&store, 1, &table(5));
    let old = store.folder().join(".unfinished-a.tmp");
    let new = store.folder().join(".unfinished-b.tmp");
    for path in [&old, &new] {
        fs::write(path, "half").unwrap();
    }
    fs::File::options().append(true).open(&old).unwrap().set_modified(SystemTime::now() - 2 * UNFINISHED).unwrap();
    put(&store, 2, &table(5));
    assert!(!old.exists() && new.exists());
}

#[test]
fn only_what_takes_longer_than_reading_is_worth_it() {
    let (_folder, mut store) = store(1 << 30);
    store.worth = Duration::from_millis(WORTH_MS);
    let is_worth = |bytes, ms| store.is_worth(bytes, Duration::from_millis(ms));
    assert!(!is_worth(1_000, 99) && is_worth(1_000, 100));
    assert!(!is_worth(1_000_000_000, 4_000) && is_worth(1_000_000_000, 6_000));
}

#[test]
fn notes_are_few_and_survive_damage() {
    let (_folder, store) = store(1 << 30);
    let base = Path::new("/project");
    let note = |node: &str, n: u64| Note {
        node: node.into(),
        key: key(n),
        settings: key(n),
        parameters: key(0),
        arrivals: vec![("a".into(), key(1))],
        reads: Vec::new(),
        sample: None,
        verdict: Verdict::Cheap(3),
        build: None,
    };
    for n in 0..10 {
        store.note(base, vec![note("a", n), note("b", 0)]).unwrap();
    }
    let notes = store.notes(base);
    let of = |node: &str| notes.iter().filter(|note| note.node == node).map(|note| note.key).collect::<Vec<_>>();
    assert_eq!((of("a"), of("b")), ([6, 7, 8, 9].map(key).to_vec(), vec![key(0)]));
    assert!(store.is_own(&notes[0]) && !Store::at(store.folder(), "another", 1).is_own(&notes[0]));
    fs::write(store.notes_path(base), "{").unwrap();
    assert_eq!(store.notes(base), []);
    store.note(base, vec![note("a", 1)]).unwrap();
    assert_eq!(store.notes(base).len(), 1);
    assert_eq!(store.notes(Path::new("/another")), []);
}

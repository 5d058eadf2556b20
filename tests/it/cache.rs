//! Results kept on disk, as users of the command line have them: shared by previews and runs, never wrong, explained.

use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime};

use crate::program::{Place, STATE, Said, project, said};

/// Everything is worth keeping.
const ALL: (&str, &str) = ("TABLEWIRE_CACHE_MIN_MS", "0");

/// A place whose files are at rest: rows are grouped, the groups sorted and written.
fn place(rows: usize) -> Place {
    let place = Place::new();
    place.put("p.ron", &grouped("n % 2 = 0", "Sum")).put("data.csv", &data(rows));
    rest();
    place
}

fn data(rows: usize) -> String {
    std::iter::once("n,group\n".to_owned()).chain((0..rows).map(|n| format!("{n},g{}\n", n % 13))).collect()
}

fn grouped(condition: &str, function: &str) -> String {
    let groups = format!("(keys: [\"group\"], aggregations: [(column: \"n\", function: {function}, name: \"total\")])");
    project(
        &[
            ("data", "read_csv", "(path: \"data.csv\", infer_rows: 100)"),
            ("some", "filter", &format!("(condition: {condition:?})")),
            ("groups", "group_by", &groups),
            ("sorted", "sort", "(keys: [(column: \"group\")])"),
            ("out", "write_csv", "(path: \"out.csv\")"),
        ],
        &[("data", "some"), ("some", "groups"), ("groups", "sorted"), ("sorted", "out")],
    )
}

/// A result is kept only of files that have been at rest.
fn rest() {
    std::thread::sleep(Duration::from_millis(2_100));
}

fn start(place: &Place, arguments: &[&str], variables: &[(&str, &str)]) -> Child {
    let mut command = place.command(arguments);
    command.envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[track_caller]
fn with(place: &Place, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
    let done = said(start(place, arguments, variables).wait_with_output().expect("it ends"));
    done.code(0);
    done
}

#[track_caller]
fn explained(place: &Place, lines: &[&str]) {
    let run = with(place, &["run", "p.ron", "--explain-cache"], &[ALL]);
    lines.iter().for_each(|line| assert!(run.err.lines().any(|said| said == *line), "no {line:?} in {run:#?}"));
    let written = place.text("out.csv");
    with(place, &["run", "p.ron", "--no-cache"], &[]);
    assert_eq!(written, place.text("out.csv"), "a run from the cache writes the same");
}

#[track_caller]
fn preview(place: &Place) -> String {
    with(place, &["preview", "p.ron", "sorted", "--format", "csv"], &[ALL]).out
}

#[test]
fn a_run_starts_from_what_previews_have_kept_and_says_why_it_does_not() {
    let place = place(1_000);
    explained(&place, &["groups: computed: no preview has computed it yet", "out: computed: it writes"]);
    let first = preview(&place);
    let run = with(&place, &["run", "p.ron", "--explain-cache"], &[ALL]);
    run.err_line(&["sorted: from the cache: 13 rows"])
        .err_line(&["groups: not needed"])
        .err_line(&["data: not needed"]);
    assert_eq!(place.text("out.csv"), first);
    assert_eq!(preview(&place), first, "from disk");
    // A limit of memory leaves room for what is small.
    let roomy = with(&place, &["run", "p.ron", "--explain-cache", "--memory", "1GB"], &[ALL]);
    roomy.err_line(&["sorted: from the cache"]);

    place.put("p.ron", &grouped("n % 2 = 0", "Max"));
    let changed = "groups: computed: its settings have changed";
    explained(&place, &[changed, "sorted: computed: the input from \"groups\" has changed"]);
    preview(&place);
    place.put("p.ron", &grouped("n % 2 = 1", "Max"));
    explained(&place, &["groups: computed: the input from \"some\" has changed"]);
    place.put("data.csv", &data(999));
    explained(&place, &["data: computed: data.csv has changed"]);
    preview(&place);
    let file = "data: computed: a file was just being changed when a preview computed it";
    explained(&place, &[file]);
    let events = with(&place, &["run", "p.ron", "--explain-cache", "--events", "json"], &[ALL]).out;
    assert!(
        events.contains(r#"{"event":"cache","node":"out","result":"computed","why":"computed: it writes"}"#),
        "{events}"
    );
}

/// Nothing stands between the kept table and the output.
#[test]
fn an_output_takes_a_kept_source() {
    let place = Place::new();
    let nodes = [("data", "read_csv", "(path: \"data.csv\")"), ("out", "write_csv", "(path: \"out.csv\")")];
    place.put("p.ron", &project(&nodes, &[("data", "out")])).put("data.csv", &data(1_000));
    rest();
    with(&place, &["preview", "p.ron", "data"], &[ALL]);
    let run = with(&place, &["run", "p.ron", "--explain-cache"], &[ALL]);
    assert_eq!(place.text("out.csv").lines().count(), 1_001, "{run:?}");
}

#[test]
fn what_is_cheap_is_not_kept() {
    let place = place(100);
    let dear = ("TABLEWIRE_CACHE_MIN_MS", "1000000");
    with(&place, &["preview", "p.ron", "sorted"], &[dear]);
    let run = with(&place, &["run", "p.ron", "--explain-cache"], &[dear]);
    run.err_line(&["sorted: computed: too cheap to keep, it took", "ms"]);
    run.err_line(&["some: computed: it works row by row, which is never kept"]);
    with(&place, &["cache", "info"], &[]).out(&["Results  0"]);
}

#[test]
fn warnings_come_with_what_was_kept() {
    let place = place(1_000);
    place.put("data.csv", &data(1_000).replace("\n500,", "\nfive hundred,"));
    rest();
    let told = "does not fit";
    with(&place, &["run", "p.ron", "--no-cache"], &[]).err_line(&["data", told]);
    preview(&place);
    let run = with(&place, &["run", "p.ron", "--explain-cache"], &[ALL]);
    run.err_line(&["data: not needed"]).err_line(&["data", told]);
}

#[test]
fn a_file_that_only_looks_unchanged_is_read_again() {
    let place = place(1_000);
    let before = preview(&place);
    let file = || std::fs::File::options().append(true).open(place.path("data.csv")).expect("a file");
    let then = file().metadata().and_then(|metadata| metadata.modified()).expect("a time");
    place.put("data.csv", &data(1_000).replace("\n10,", "\n98,"));
    file().set_modified(then).expect("set");
    assert_ne!(preview(&place), before);
}

#[test]
fn the_cache_is_shown_and_cleared() {
    let place = place(1_000);
    let info = || -> serde_json::Value {
        let said = with(&place, &["cache", "info", "--format", "json"], &[]);
        serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error} in {said:#?}"))
    };
    assert_eq!(info()["entries"], serde_json::json!([]));
    preview(&place);
    let kept = info();
    let nodes: Vec<&str> =
        kept["entries"].as_array().expect("a list").iter().filter_map(|e| e["node"].as_str()).collect();
    assert!(nodes.contains(&"data") && nodes.contains(&"sorted"), "{kept:#}");
    assert!(kept["bytes"].as_u64() > Some(0) && kept["budget"].as_u64() >= kept["bytes"].as_u64(), "{kept:#}");
    let shown = with(&place, &["cache", "info"], &[]);
    shown.out(&["Folder ", "results", "Used ", "sorted", "13"]);
    assert!(!shown.out.contains("used again"), "{shown:#?}");
    preview(&place);
    with(&place, &["cache", "info"], &[]).out(&["used again"]);
    with(&place, &["cache", "clear"], &[]).err_line(&["results removed"]);
    assert_eq!(info()["bytes"], 0);
    let off = [ALL, ("TABLEWIRE_CACHE_BUDGET", "0")];
    with(&place, &["preview", "p.ron", "sorted"], &off);
    assert_eq!(info()["entries"], serde_json::json!([]));
    with(&place, &["cache", "info"], &off).err_line(&["Nothing is kept"]);
    // Another folder by name.
    with(&place, &["preview", "p.ron", "sorted"], &[ALL, ("TABLEWIRE_CACHE", "elsewhere")]);
    assert!(place.names("elsewhere").len() > 1);
}

#[test]
fn whatever_is_in_the_folder_the_rows_are_right() {
    let place = place(1_000);
    let right = preview(&place);
    let folder = format!("{STATE}/results");
    let tables: Vec<String> = place.names(&folder).into_iter().filter(|name| name.ends_with(".table")).collect();
    assert!(tables.len() > 1, "{tables:?}");
    type Harm = fn(&std::path::Path, Vec<u8>);
    let harms: [Harm; 5] = [
        |path, whole| std::fs::write(path, &whole[..whole.len() / 2]).expect("cut"),
        |path, mut whole| {
            whole[20] ^= 1;
            std::fs::write(path, whole).expect("changed");
        },
        |path, _| std::fs::write(path, "").expect("emptied"),
        |path, _| std::fs::write(path, "a text\n").expect("another file"),
        |path, _| {
            std::fs::remove_file(path).expect("removed");
            std::fs::create_dir(path).expect("a folder");
        },
    ];
    for harm in harms {
        for name in &tables {
            let path = place.path(&folder).join(name);
            harm(&path, std::fs::read(&path).expect("an entry"));
        }
        let run = with(&place, &["run", "p.ron", "--explain-cache"], &[ALL]);
        run.err_line(&["sorted: computed: what was kept is gone, damaged"]);
        assert_eq!(place.text("out.csv"), right);
        assert_eq!(preview(&place), right);
        let run = with(&place, &["run", "p.ron", "--explain-cache"], &[ALL]);
        run.err_line(&["sorted: from the cache"]);
    }
}

/// Four processes at once, again and again, on one folder that is too small for all that they keep, while a fifth empties it.
#[test]
fn processes_at_once_get_the_right_rows() {
    let place = place(30_000);
    let others = ["n % 3 = 0", "n % 5 = 1"];
    for (n, condition) in others.iter().enumerate() {
        place.put(&format!("p{n}.ron"), &grouped(condition, "Sum"));
    }
    let projects = ["p.ron", "p0.ron", "p1.ron"];
    let right = projects.map(|file| with(&place, &["preview", file, "sorted", "--format", "csv"], &[]).out);
    let began = SystemTime::now();
    for round in 0..12 {
        let small = ("TABLEWIRE_CACHE_BUDGET", if round % 3 == 0 { "300 kB" } else { "1 GB" });
        let children: Vec<(usize, Child)> = (0..4)
            .map(|n| (round + n) % 3)
            .map(|n| (n, start(&place, &["preview", projects[n], "sorted", "--format", "csv"], &[ALL, small])))
            .collect();
        let clearing = (round % 4 == 3).then(|| start(&place, &["cache", "clear"], &[]));
        let running = start(&place, &["run", "p.ron"], &[ALL, small]);
        for (n, child) in children {
            let seen = said(child.wait_with_output().expect("it ends"));
            seen.code(0);
            assert_eq!(seen.out, right[n], "{} in round {round}", projects[n]);
        }
        said(running.wait_with_output().expect("it ends")).code(0);
        assert_eq!(place.text("out.csv"), right[0], "round {round}");
        if let Some(child) = clearing {
            said(child.wait_with_output().expect("it ends")).code(0);
        }
    }
    eprintln!("60 previews and runs at once in {:?}", began.elapsed());
    let left = place.names(&format!("{STATE}/results"));
    assert!(!left.iter().any(|name| name.ends_with(".tmp")), "{left:?}");
}

#[test]
fn a_join_of_samples_is_not_empty_when_the_join_is_not() {
    let place = Place::new();
    let rows = |ids: std::ops::Range<u32>| ids.map(|id| format!("{id},text {id}\n")).collect::<String>();
    place.put("orders.csv", &format!("id,order\n{}", rows(0..50_000)));
    place.put("few.csv", &format!("id,few\n{}", rows(49_000..49_003)));
    let nodes = [
        ("orders", "read_csv", "(path: \"orders.csv\")"),
        ("few", "read_csv", "(path: \"few.csv\")"),
        ("both", "join", "(keys: [(left: \"id\", right: \"id\")])"),
    ];
    place.put("p.ron", &project(&nodes, &[("orders", "both.left"), ("few", "both.right")]));
    let small = [("TABLEWIRE_SAMPLE_ABOVE", "100 kB"), ("TABLEWIRE_SAMPLE_ROWS", "1000"), ALL];
    let sampled = with(&place, &["preview", "p.ron", "both", "--format", "csv"], &small);
    assert_eq!(sampled.out.lines().nth(1), Some("49000,text 49000,text 49000"));
    assert_eq!(sampled.out.lines().count(), 4);
    sampled.err_line(&["warning", "sample", "1,000 rows"]);
    let whole = with(&place, &["preview", "p.ron", "both", "--format", "csv"], &[ALL]);
    assert_eq!(whole.out, sampled.out);
    assert!(!whole.err.contains("sample"), "{whole:#?}");
    let orders = with(&place, &["preview", "p.ron", "orders", "--rows", "2000", "--format", "csv"], &small);
    assert_eq!(orders.out.lines().count(), 1_001);
}

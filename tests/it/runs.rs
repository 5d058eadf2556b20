//! The history of runs, versions of outputs, and runs that are killed at any moment.

use std::process::Stdio;
use std::time::Duration;

use crate::program::{Place, project};

/// Three outputs of one table, which `rows` rows of `marker` fill.
fn three(marker: &str, rows: usize) -> Place {
    let place = Place::new();
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\")"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
            ("one", "write_csv", "(path: \"out/one.csv\")"),
            ("two", "write_json", "(path: \"out/two.json\")"),
            ("three", "write_parquet", "(path: \"out/three.parquet\")"),
        ],
        &[("data", "sorted"), ("sorted", "one"), ("data", "two"), ("sorted", "three")],
    );
    place.put("p.ron", &text);
    fill(&place, marker, rows);
    place
}

fn fill(place: &Place, marker: &str, rows: usize) {
    let lines: String = (0..rows).map(|n| format!("{n},{marker}\n")).collect();
    place.put("data.csv", &format!("n,marker\n{lines}"));
}

#[test]
fn runs_are_noted_and_shown() {
    let place = three("a", 10);
    place.run(&["runs"]).code(0).err_line(&["No runs"]);
    place.run(&["run", "p.ron"]).code(0);
    place.put(
        "bad.ron",
        &project(
            &[("in", "read_csv", "(path: \"none.csv\")"), ("out", "write_csv", "(path: \"o.csv\")")],
            &[("in", "out")],
        ),
    );
    place.run(&["run", "bad.ron"]).code(1);
    let listed = place.run(&["runs"]);
    assert!(listed.out.contains("succeeded") && listed.out.contains("failed"), "{listed:#?}");
    let own = place.run(&["runs", "p.ron", "--format", "json"]);
    let own: serde_json::Value = serde_json::from_str(&own.out).expect("JSON");
    assert_eq!((own.as_array().map(Vec::len), &own[0]["state"]), (Some(1), &"succeeded".into()));
    let shown = place.run(&["runs", "show", "1", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).expect("JSON");
    assert_eq!(shown["outputs"].as_array().map(Vec::len), Some(3), "{shown:#}");
    assert_eq!((&shown["reads"][0]["node"], &shown["outputs"][0]["rows"]), (&"data".into(), &10.into()));
    assert!(shown["peak_memory"].as_u64().is_none_or(|bytes| bytes > 1 << 20), "{shown:#}");
    let failed = place.run(&["runs", "show", "2"]);
    assert!(failed.out.contains("none.csv"), "{failed:#?}");
    place.run(&["runs", "show", "99"]).code(1).err_line(&["no run 99"]);
}

#[test]
fn a_file_that_was_only_touched_has_not_changed() {
    let place = three("a", 10);
    place.run(&["run", "p.ron"]).code(0);
    let file = std::fs::File::options().append(true).open(place.path("data.csv")).expect("a file");
    file.set_modified(std::time::SystemTime::now() + Duration::from_secs(60)).expect("a time");
    place.run(&["run", "p.ron"]).code(0);
    let touched = place.run(&["runs", "show", "2"]);
    assert!(!touched.out.contains("Changed since"), "{touched:#?}");
    fill(&place, "b", 10);
    place.run(&["run", "p.ron"]).code(0);
    place.run(&["runs", "show", "3"]).out(&["Changed since run 2", "data.csv"]);
}

#[test]
fn a_run_goes_on_without_a_history() {
    let place = three("a", 10);
    place.put(&format!("{}/runs.sqlite3", crate::program::STATE), &"no database at all, but long".repeat(50));
    place.run(&["run", "p.ron"]).code(0).err_line(&["use the run history", "runs.sqlite3"]);
    assert!(place.text("out/one.csv").starts_with("n,marker\n9,a\n"));
}

#[test]
fn outputs_of_an_earlier_run_come_back() {
    let place = three("first", 3);
    place.put("out/one.csv", "by hand\n").put("out/two.json", "[]").put("out/three.parquet", "old");
    place.run(&["rollback", "p.ron"]).code(1).err_line(&["--keep"]);
    for marker in ["first", "second", "third"] {
        fill(&place, marker, 3);
        place.run(&["run", "p.ron", "--keep", "3"]).code(0);
    }
    let one = || place.text("out/one.csv").lines().nth(1).unwrap_or_default().to_owned();
    assert_eq!(one(), "2,third");
    place.run(&["rollback", "p.ron"]).code(0).err_line(&["3 files", "run 2"]);
    assert_eq!(one(), "2,second");
    assert!(place.text("out/two.json").contains("second"));
    place.run(&["rollback", "p.ron", "--to", "1"]).code(0);
    assert_eq!(one(), "2,first");
    place.run(&["rollback", "p.ron", "--to", "77"]).code(1).err_line(&["Run 77", "Versions are kept from 1, 2, 3"]);
    assert_eq!(one(), "2,first");
    let listed = place.run(&["runs"]);
    assert!(listed.out.contains("rolled back"), "{listed:#?}");
    assert_eq!(place.names("out"), [".tablewire", "one.csv", "three.parquet", "two.json"]);
}

/// `TABLEWIRE_KILLS` sets how often (default 10).
#[test]
fn a_run_killed_at_any_moment_leaves_old_outputs_or_new_ones() {
    let kills: u32 = std::env::var("TABLEWIRE_KILLS").map_or(10, |text| text.parse().expect("a number"));
    const ROWS: usize = 60_000;
    let place = three("old", ROWS);
    place.run(&["run", "p.ron"]).code(0);
    let state = |place: &Place, marker: &str| -> [bool; 3] {
        let holds = |name: &str| {
            let bytes = std::fs::read(place.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            bytes.windows(marker.len()).any(|window| window == marker.as_bytes())
        };
        [holds("out/one.csv"), holds("out/two.json"), holds("out/three.parquet")]
    };
    let mut begun = std::time::Instant::now();
    fill(&place, "r000x", ROWS);
    place.run(&["run", "p.ron"]).code(0);
    let whole = begun.elapsed();
    let (mut finished, mut before) = (0, "r000x".to_owned());
    for kill in 1..=kills {
        let marker = format!("r{kill:03}x");
        fill(&place, &marker, ROWS);
        begun = std::time::Instant::now();
        let mut child =
            place.command(&["run", "p.ron"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
        // Spread over the whole of the run, a little beyond its end.
        let share = (f64::from(kill) * 0.618_034).fract() * 1.1;
        std::thread::sleep(whole.mul_f64(share).saturating_sub(begun.elapsed()).max(Duration::from_micros(50)));
        crate::program::kill(&mut child);
        // The next start finishes or removes what was left.
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        let left = |place: &Place| place.names("out").iter().filter(|name| name.starts_with('.')).count();
        crate::program::start_until(&place, &["run", "other.ron"], || left(&place) == 0);
        let (new, old) = (state(&place, &marker), state(&place, &before));
        assert!(
            new == [true; 3] && old == [false; 3] || new == [false; 3] && old == [true; 3],
            "{kill}: {new:?} {old:?}"
        );
        assert_eq!(left(&place), 0, "{:?}", place.names("out"));
        if new[0] {
            finished += 1;
            before = marker;
        }
    }
    println!("{finished} of {kills} runs had finished when they were killed");
}

#[test]
fn what_changed_since_the_last_good_run_is_reported() {
    let place = Place::with_people();
    let with = |condition: &str, year: &str| {
        let text = crate::program::adults().replace("age >= 18", condition);
        let parameters = format!("format: 1,\n    parameters: {{\"least\": (type: Integer, default: {year:?})}},");
        text.replacen("format: 1,", &parameters, 1)
    };
    place.put("p.ron", &with("age >= ${least}", "18")).run(&["run", "p.ron"]).code(0);
    place.put("p.ron", &with("agee >= ${least}", "21")).run(&["run", "p.ron"]).code(1);
    place.put("people.csv", "name,age,city\nAda,36,London\n");
    place.put("p.ron", &with("age > ${least}", "21")).run(&["run", "p.ron", "--set", "least=30"]).code(0);
    let diff = place.run(&["runs", "diff", "1", "3"]);
    diff.code(0).out(&["adults.condition: age >= ${least} → age > ${least}\n", "${least}: 18 → 21\n", "people.csv): "]);
    assert!(diff.out.contains("${least}: 18 → 30"), "as it was set: {diff:#?}");
    place.run(&["runs", "show", "2"]).out(&["Changed since run 1", "  adults.condition: age >= ${least} → agee"]);
    let first = place.run(&["runs", "show", "1"]);
    assert!(!first.out.contains("Changed"), "{first:#?}");
    let json = place.run(&["runs", "show", "2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let change = &json["changes"]["differences"][0];
    assert_eq!((&change["node"], &change["what"]["setting"]), (&"adults".into(), &"condition".into()), "{json:#}");
    place.run(&["runs", "diff", "1", "1"]).code(0).err_line(&["Nothing has changed"]);
    place.run(&["runs", "diff", "1", "99"]).code(1).err_line(&["no run 99"]);
}

//! `lineage` knows what the window knows: also columns that only the data name.

use crate::program::{Place, project};

/// Sales by month, spread, made long again, and joined.
fn place() -> Place {
    let place = Place::new();
    place.put("sales.csv", "region,month,margin\nn,jan,1\nn,feb,2\ns,jan,3\n").put(
        "p.ron",
        &project(
            &[
                ("sales", "read_csv", "(path: \"sales.csv\")"),
                (
                    "wide",
                    "pivot",
                    "(rows: [\"region\"], columns_from: \"month\", values_from: \"margin\", function: Sum)",
                ),
                ("long", "unpivot", "(ids: [\"region\"])"),
                (
                    "total",
                    "group_by",
                    "(keys: [\"name\"], aggregations: [(column: \"value\", function: Sum, name: \"t\")])",
                ),
                ("more", "formula", "(columns: [(name: \"both\", expression: \"jan + feb\")])"),
            ],
            &[("sales", "wide"), ("wide", "long"), ("long", "total"), ("wide", "more")],
        ),
    );
    place
}

#[test]
fn columns_that_only_data_name_have_a_way_in_both_directions() {
    let place = place();
    let cases: [(&[&str], &[&str]); 6] = [
        (&["wide", "jan"], &["wide · jan ← sales · month, sales · margin\n"]),
        (
            &["more", "both"],
            &["more · both ← wide · feb, wide · jan\n", "wide · jan ← sales · month, sales · margin\n"],
        ),
        (&["total", "t"], &["long · value ← wide · feb, wide · jan\n", "wide · feb ← sales · month, sales · margin\n"]),
        (&["total", "name"], &["long · name ← wide · feb, wide · jan\n"]),
        (
            &["sales", "margin", "--forward"],
            &[
                "sales · margin → wide · feb, wide · jan",
                "wide · jan → long · name, long · value, more · jan, more · both",
                "total · t\n",
            ],
        ),
        (&["wide", "jan", "--forward", "--format", "json"], &["\"table\": \"more\"", "\"column\": \"both\""]),
    ];
    for (arguments, parts) in cases {
        let mut all = vec!["lineage", "p.ron"];
        all.extend(arguments);
        place.run(&all).code(0).out(parts);
    }
    place.run(&["lineage", "p.ron", "wide", "jna"]).code(1).err_line(&["no column \"jna\"", "Did you mean \"jan\"?"]);
}

#[test]
fn a_file_that_is_no_project_is_reported_in_one_line() {
    let place = place();
    let cases = [
        ("half.ron", "(format: 1,\n  nodes: {\n    \"t\": (kind", "line 3, column"),
        ("empty.ron", "\n", "The file is empty"),
        ("both.ron", "(format: 1,\n<<<<<<< HEAD\n=======\n>>>>>>> x\n)", "line 2 starts a conflict"),
    ];
    for (name, text, why) in cases {
        place.put(name, text);
        let said = place.run(&["check", name]);
        said.code(1).err_line(&[name, why]);
        assert_eq!(said.err.trim().lines().count(), 1, "{said:#?}");
        place.run(&["fmt", name]).code(1);
        assert_eq!(place.text(name), text, "it stays as it is");
    }
}

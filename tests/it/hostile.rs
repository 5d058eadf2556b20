//! A folder of files that are made to do harm: every command and the window open each of them, and start again.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::io::Write;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::Engine;

use crate::interrupted::in_window;
use crate::program::{Place, Said, project, said};

/// Nothing takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(120);
const MEGABYTE: usize = 1 << 20;

/// A hostile file: its name, and the kind that reads it.
type Hostile = (&'static str, &'static str);

/// All of them. The project `NAME.ron` reads each alone, `all.ron` every one.
fn hostile(place: &Place) -> Vec<Hostile> {
    place.put("deep.json", &format!("{}1{}", "[".repeat(2_000), "]".repeat(2_000)));
    place.put("deeper.json", &format!("[{}1{}]", "{\"a\":".repeat(100_000), "}".repeat(100_000)));
    place.put("open.json", &"[{\"a\":".repeat(50_000));
    place.put("line.csv", &format!("a,b\n{}", "x".repeat(20 * MEGABYTE)));
    place.put("quote.csv", &format!("a,b\n\"{}", "1,2\n".repeat(MEGABYTE / 2)));
    place.put("wide.csv", &format!("{}\n{}\n", vec!["c"; 2_000].join(","), vec!["1"; 2_000].join(",")));
    place.put_bytes("zeros.csv", &vec![0; MEGABYTE]);
    place.put_bytes("half.csv", b"\xff\xfea\x00,\x00b\x00\n\x00\xd8");
    place.put_bytes("cut.parquet", b"PAR1\x15\x04\x15\x10\xff\xff\xff\x7fPAR1");
    place.put_bytes("lies.parquet", &[b"PAR1".as_slice(), &[0xff; 64], &u32::MAX.to_le_bytes(), b"PAR1"].concat());
    place.put_bytes("broken.xlsx", b"PK\x03\x04 no archive at all");
    workbook(
        place,
        "far.xlsx",
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    );
    workbook(place, "bomb.xlsx", &" ".repeat(200 * MEGABYTE));
    gzip(place, "bomb.csv.gz", b"1,2\n", 200 * MEGABYTE / 4);
    gzip(place, "bomb.json.gz", b"[[[[", 64 * MEGABYTE / 4);
    place.put_bytes("cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\xd4");
    let made = Command::new("mkfifo").arg(place.path("pipe.csv")).status().expect("mkfifo is there");
    assert!(made.success());
    drop(UnixListener::bind(place.path("socket.csv")).expect("a socket"));
    symlink("/dev/zero", place.path("device.csv")).expect("a link");
    symlink("loop.csv", place.path("loop.csv")).expect("a link");
    std::fs::create_dir(place.path("folder.csv")).expect("a folder");
    let all = [
        ("deep.json", "read_json"),
        ("deeper.json", "read_json"),
        ("open.json", "read_json"),
        ("line.csv", "read_csv"),
        ("quote.csv", "read_csv"),
        ("wide.csv", "read_csv"),
        ("zeros.csv", "read_csv"),
        ("half.csv", "read_csv"),
        ("cut.parquet", "read_parquet"),
        ("lies.parquet", "read_parquet"),
        ("broken.xlsx", "read_excel"),
        ("far.xlsx", "read_excel"),
        ("bomb.xlsx", "read_excel"),
        ("bomb.csv.gz", "read_csv"),
        ("bomb.json.gz", "read_json"),
        ("cut.csv.gz", "read_csv"),
        ("pipe.csv", "read_csv"),
        ("socket.csv", "read_csv"),
        ("device.csv", "read_csv"),
        ("loop.csv", "read_csv"),
        ("folder.csv", "read_csv"),
    ];
    for (file, kind) in all {
        let settings = format!("(path: {file:?})");
        let out = format!("(path: \"out/{file}.csv\", create_folders: true)");
        let nodes = [("in", kind, settings.as_str()), ("out", "write_csv", &out)];
        place.put(&format!("{file}.ron"), &project(&nodes, &[("in", "out")]));
    }
    let settings = all.map(|(file, _)| format!("(path: {file:?})"));
    let nodes: Vec<_> =
        all.iter().zip(&settings).map(|((file, kind), settings)| (*file, *kind, settings.as_str())).collect();
    place.put("all.ron", &project(&nodes, &[]));
    all.to_vec()
}

/// A workbook whose only sheet has these rows.
fn workbook(place: &Place, name: &str, rows: &str) {
    let file = std::fs::File::create(place.path(name)).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")),
    ];
    for (part, text) in parts {
        zip.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an archive");
}

/// `piece`, so many times, packed.
fn gzip(place: &Place, name: &str, piece: &[u8], times: usize) {
    let file = std::fs::File::create(place.path(name)).expect("a file");
    let mut packer = Command::new("gzip").arg("-1").stdin(Stdio::piped()).stdout(file).spawn().expect("gzip is there");
    let chunk = piece.repeat(1 << 16);
    let mut input = packer.stdin.take().expect("a pipe");
    (0..times >> 16).for_each(|_| input.write_all(&chunk).expect("room"));
    drop(input);
    assert!(packer.wait().expect("ends").success());
}

/// What a command says; fails if it does not end.
#[track_caller]
fn within_limit(place: &Place, arguments: &[&str]) -> Said {
    let child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let id = child.id().to_string();
    let (ended, is_over) = std::sync::mpsc::sync_channel::<()>(1);
    let watch = std::thread::spawn(move || {
        if is_over.recv_timeout(LIMIT).is_err() {
            let _ = Command::new("kill").args(["-9", &id]).status();
        }
    });
    let output = child.wait_with_output().expect("ends");
    let _ = ended.send(());
    watch.join().expect("a watch");
    said(output)
}

#[test]
fn hostile_files_are_told_by_every_command() {
    let place = Place::new();
    for (file, _) in hostile(&place) {
        let name = format!("{file}.ron");
        for arguments in
            [&["check", &name][..], &["schema", &name, "in"], &["preview", &name, "in"], &["run", &name, "--no-cache"]]
        {
            // A run waits for a pipe until somebody writes.
            if (file, arguments[0]) == ("pipe.csv", "run") {
                continue;
            }
            let start = Instant::now();
            let said = within_limit(&place, arguments);
            let words = format!("{}{}", said.err, if arguments[0] == "check" { said.out.as_str() } else { "" });
            println!(
                "{file} {}: {} in {:?}: {}",
                arguments[0],
                said.code,
                start.elapsed(),
                words.lines().next().unwrap_or_default()
            );
            assert!([0, 1].contains(&said.code), "{arguments:?}: {said:#?}");
            for bad in ["unexpectedly", "panicked", "Internal error", "in the program itself"] {
                assert!(!words.contains(bad), "{arguments:?}: {said:#?}");
            }
            assert!(words.len() < 4_000, "{arguments:?} says too much: {} bytes", words.len());
        }
    }
}

/// Opens a project as the window does, and waits until its tables or problems are there.
fn open(file: &Path) -> usize {
    let mut app = App::without_state(Engine::process(Arc::new(|| ())));
    app.open(file);
    let start = Instant::now();
    while app.project.file.is_none() || !app.project.results.settled {
        while app.poll() {}
        let problems: Vec<_> = app.problems().map(|(_, problem)| problem.to_string()).collect();
        assert!(start.elapsed() < LIMIT, "{problems:#?}");
        std::thread::sleep(Duration::from_millis(2));
    }
    app.problems().count()
}

#[test]
fn the_window_opens_hostile_files_and_starts_again() {
    let place = Place::new();
    hostile(&place);
    in_window("hostile::the_window_opens_hostile_files_and_starts_again", &place, |folder| {
        // A start after the first meets the same.
        for start in 0..2 {
            assert!(open(&folder.join("all.ron")) >= 10, "start {start}");
        }
    });
}

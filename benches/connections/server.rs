//! Servers of the bench, by the scripts of the tests, and what is asked of them by their own clients.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A server with its data in a folder of its own. It ends with this.
pub struct Server {
    script: &'static str,
    folder: TempDir,
    pub url: String,
    /// Its process.
    pub process: u32,
}

impl Server {
    /// `None`, and a word about it, if there is none on this machine.
    pub fn start(script: &'static str) -> Option<Server> {
        let folder = tempfile::tempdir().expect("a folder");
        // Servers run as users of their own.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o711);
        fs::set_permissions(folder.path(), open).expect("a folder of ours");
        let started = run(script, "start", folder.path().join("server"));
        let Some(url) = started.filter(|url| url.contains("://")) else {
            eprintln!("left out: no server by {script}");
            return None;
        };
        let noted = ["server/data/postmaster.pid", "server/server.pid"];
        let noted = noted.iter().find_map(|name| fs::read_to_string(folder.path().join(name)).ok());
        let process = noted.as_deref().and_then(|text| text.lines().next()?.trim().parse().ok());
        Some(Server { script, folder, url, process: process.expect("the server notes its process") })
    }

    /// A piece of its URL.
    fn piece(&self, from: &str, to: &str) -> String {
        let rest = self.url.split_once(from).map_or("", |(_, rest)| rest);
        rest.split(to).next().unwrap_or_default().to_owned()
    }

    pub fn port(&self) -> String {
        self.piece("@127.0.0.1:", "/")
    }

    /// Its own client, with a script.
    pub fn client(&self, sql: &str) -> Command {
        let mut command;
        if self.script.contains("postgres") {
            command = Command::new("psql");
            command.args(["-q", "-X", "-v", "ON_ERROR_STOP=1", &self.url, "-c", sql]);
        } else {
            command = Command::new("mariadb");
            let port = format!("--port={}", self.port());
            command.args(["--no-defaults", "--protocol=tcp", "--host=127.0.0.1", &port, "--local-infile=1", "--batch"]);
            command.args(["--user=tablewire", "--password=t@ble w#re", "--execute", sql, "tablewire"]);
        }
        command
    }

    /// What its own client answers.
    pub fn answer(&self, sql: &str) -> String {
        let output = self.client(sql).stderr(Stdio::inherit()).output().expect("a client");
        assert!(output.status.success(), "{sql}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn run(script: &str, word: &str, folder: PathBuf) -> Option<String> {
    let script = format!("tests/servers/{script}");
    let output = Command::new("bash").arg(script).arg(word).arg(folder).stderr(Stdio::inherit()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = run(self.script, "stop", self.folder.path().join("server"));
    }
}

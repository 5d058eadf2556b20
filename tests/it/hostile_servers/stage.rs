//! What both servers need, and a command that is watched: how long it takes, how much memory, what it says.

use std::io::{BufWriter, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Place, Said, said, worker};

/// The way to the client.
pub struct Pipe {
    out: BufWriter<TcpStream>,
    /// The number of the next packet of MySQL's protocol.
    pub number: u8,
}

impl Pipe {
    pub fn of(stream: TcpStream) -> Pipe {
        Pipe { out: BufWriter::with_capacity(1 << 18, stream), number: 0 }
    }

    /// Sends a message of PostgreSQL's protocol.
    pub fn put(&mut self, kind: u8, content: &[u8]) -> Result<()> {
        self.raw(&[kind])?;
        self.raw(&(content.len() as u32 + 4).to_be_bytes())?;
        self.raw(content)
    }

    /// Sends a packet of MySQL's protocol.
    pub fn packet(&mut self, payload: &[u8]) -> Result<()> {
        let mut rest = payload;
        loop {
            let (part, more) = rest.split_at(rest.len().min(0xff_ffff));
            self.raw(&(part.len() as u32).to_le_bytes()[..3])?;
            self.raw(&[self.number])?;
            self.number = self.number.wrapping_add(1);
            self.raw(part)?;
            if part.len() < 0xff_ffff {
                return Ok(());
            }
            rest = more;
        }
    }

    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes)
    }

    pub fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }

    /// Sends nothing more and does not hang up.
    pub fn stall(&mut self) -> Result<()> {
        self.flush()?;
        std::thread::sleep(Duration::from_secs(150));
        Ok(())
    }

    /// Sends a byte a second.
    pub fn drip(&mut self, bytes: &[u8]) -> Result<()> {
        for byte in bytes {
            self.raw(&[*byte])?;
            self.flush()?;
            std::thread::sleep(Duration::from_secs(1));
        }
        Ok(())
    }
}

/// Listens, with a thread for each connection; returns the port.
pub fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let accept = move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let serve = serve.clone();
            std::thread::Builder::new().name("hostile".into()).spawn(move || serve(stream)).expect("a thread");
        }
    };
    std::thread::Builder::new().name("hostile-accept".into()).spawn(accept).expect("a thread");
    port
}

/// A command that has ended.
#[derive(Debug)]
pub struct Watched {
    pub said: Said,
    pub took: Duration,
    /// The most memory of its processes, in MB.
    pub memory: u64,
    /// How long it went on after it was told to end.
    pub ended_in: Option<Duration>,
}

/// The most memory that a process has had, in MB.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1_024
}

/// Runs a command; tells it to end after a time, kills it after a longer one.
pub fn watch(place: &Place, arguments: &[&str], end_after: Option<Duration>, limit: Duration) -> Watched {
    let begun = Instant::now();
    let mut command = place.command(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let (mut memory, mut told) = (0, None);
    let signal = |name: &str, id: u32| {
        let _ = std::process::Command::new("kill").args(["-s", name, &id.to_string()]).status();
    };
    while child.try_wait().expect("a child").is_none() {
        memory = memory.max(peak(child.id())).max(worker(&child).map_or(0, peak));
        if told.is_none() && end_after.is_some_and(|after| begun.elapsed() > after) {
            told = Some(Instant::now());
            signal("INT", child.id());
        }
        if begun.elapsed() > limit {
            crate::program::kill(&mut child);
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let ended_in = told.map(|told| told.elapsed());
    let took = begun.elapsed();
    Watched { said: said(child.wait_with_output().expect("ends")), took, memory, ended_in }
}

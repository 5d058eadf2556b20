//! A connection that is cut anywhere gives a problem, never a short table.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{TestSchema, read};
use crate::connect::connections::{Server, Tls, TlsMode};
use crate::connect::postgres::asked::Postgres;
use crate::connect::sql_rows::SqlRows;

/// Passes bytes on to a server, for one connection after the other, and cuts each after so many bytes of the server.
struct Proxy {
    port: u16,
    /// How many bytes of the server pass in the next connection.
    limit: Arc<AtomicU64>,
    /// How many have passed in the newest one.
    passed: Arc<AtomicU64>,
}

impl Proxy {
    fn to(server: &Server) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let limit = Arc::new(AtomicU64::new(u64::MAX));
        let passed = Arc::new(AtomicU64::new(0));
        let (most, count, target) = (limit.clone(), passed.clone(), server.port);
        let accept = move || {
            for client in listener.incoming() {
                let Ok(client) = client else { return };
                let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { return };
                count.store(0, Ordering::SeqCst);
                pass(client, server, most.load(Ordering::SeqCst), count.clone());
            }
        };
        std::thread::Builder::new().name("proxy".into()).spawn(accept).expect("a thread");
        Proxy { port, limit, passed }
    }
}

fn pass(client: TcpStream, server: TcpStream, mut left: u64, passed: Arc<AtomicU64>) {
    let (mut from_client, mut to_server) =
        (client.try_clone().expect("a socket"), server.try_clone().expect("a socket"));
    let up = move || {
        let _ = std::io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Both);
    };
    std::thread::Builder::new().name("proxy-up".into()).spawn(up).expect("a thread");
    let (mut from_server, mut to_client) = (server, client);
    let down = move || {
        let mut buffer = [0; 4_096];
        while let Ok(count @ 1..) = from_server.read(&mut buffer) {
            let count = left.min(count as u64) as usize;
            left -= count as u64;
            passed.fetch_add(count as u64, Ordering::SeqCst);
            if to_client.write_all(&buffer[..count]).is_err() || left == 0 {
                break;
            }
        }
        let _ = to_client.shutdown(Shutdown::Both);
        let _ = from_server.shutdown(Shutdown::Both);
    };
    std::thread::Builder::new().name("proxy-down".into()).spawn(down).expect("a thread");
}

#[test]
fn a_stream_that_is_cut_is_no_table() {
    let Some(schema) =
        TestSchema::with("CREATE TABLE a AS SELECT n, 'row ' || n AS t FROM generate_series(1, 300) AS n")
    else {
        return;
    };
    let proxy = Proxy::to(&schema.server);
    let tls = Tls { mode: TlsMode::Disable, ..Tls::default() };
    let server = Arc::new(Server { port: proxy.port, tls, ..(*schema.server).clone() });
    let rows = || Postgres::new(server.clone(), SqlRows::Table(schema.table("a")));
    let reach = crate::connect::reach::Reach::new(".");
    let columns = rows().schema(&reach).expect("columns");
    let source = rows().row_source(columns, &reach).expect("a source");
    let request = crate::connect::scan::ScanRequest { columns: vec!["n".into(), "t".into()], ..Default::default() };
    let scan = || {
        let mut count = 0;
        let done = source.scan(&request, &reach, &mut |batch| {
            count += batch.height();
            Ok(())
        });
        done.map(|_complete| count)
    };
    assert_eq!(scan(), Ok(300));
    let whole = proxy.passed.load(Ordering::SeqCst);
    assert!(whole > 4_000, "{whole}");
    // At the end the session only says goodbye, and the server says nothing any more.
    let cuts: Vec<u64> = (1..whole).step_by((whole / 600).max(1) as usize).chain(whole - 120..whole).collect();
    assert!(cuts.len() > 500);
    for cut in cuts {
        proxy.limit.store(cut, Ordering::SeqCst);
        let problem = scan().expect_err("a problem");
        assert!(problem.cause.is_transient(), "{cut} of {whole}: {problem}");
        assert_eq!(problem.setting.as_deref(), Some("connection"), "{cut} of {whole}: {problem}");
    }
    proxy.limit.store(u64::MAX, Ordering::SeqCst);
    assert_eq!(scan(), Ok(300), "it works again");
    assert_eq!(read(rows(), |plan| plan).expect("rows").height(), 300);
}

//! A connection that is cut anywhere gives a problem, never a short table.

use std::sync::Arc;

use super::{TestDatabase, read};
use crate::connect::connections::{Server, Tls, TlsMode};
use crate::connect::mysql::asked::MySql;
use crate::connect::reach::Reach;
use crate::connect::scan::ScanRequest;
use crate::connect::servers::{Proxy, counted, cut_everywhere};
use crate::connect::sql_rows::SqlRows;

#[test]
fn a_stream_that_is_cut_is_no_table() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE a (n int PRIMARY KEY, t text); INSERT INTO a SELECT seq, concat('row ', seq) FROM seq_1_to_300",
    ) else {
        return;
    };
    let proxy = Proxy::to(&database.server);
    let tls = Tls { mode: TlsMode::Disable, ..Tls::default() };
    let server = Arc::new(Server { port: proxy.port, tls, ..(*database.server).clone() });
    let rows = || MySql::new(server.clone(), SqlRows::Table(database.table("a")));
    let reach = Reach::new(".");
    let columns = rows().schema(&reach).expect("columns");
    let source = rows().row_source(columns, &reach).expect("a source");
    let request = ScanRequest { columns: vec!["n".into(), "t".into()], ..Default::default() };
    cut_everywhere(&proxy, || counted(&*source, &request, &reach));
    assert_eq!(read(rows(), |plan| plan).expect("rows").height(), 300);
}

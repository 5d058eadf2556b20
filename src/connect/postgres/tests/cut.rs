//! A connection that is cut anywhere gives a problem, never a short table.

use std::sync::Arc;

use super::{TestSchema, read};
use crate::connect::connections::{Server, Tls, TlsMode};
use crate::connect::postgres::asked::Postgres;
use crate::connect::servers::{Proxy, counted, cut_everywhere};
use crate::connect::sql_rows::SqlRows;

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
    cut_everywhere(&proxy, || counted(&*source, &request, &reach));
    assert_eq!(read(rows(), |plan| plan).expect("rows").height(), 300);
}

"""Another program's way of a work, as a process of its own.

    peer.py has PROGRAM                            ends well if it is there
    peer.py PROGRAM DATABASE URL FILE.parquet      reads lineitem into a file, with zstd of level 3 as ours
"""

import sys
from urllib.parse import unquote, urlsplit

TABLE = "SELECT * FROM lineitem"


def scanner():
    """DuckDB with its scanner of PostgreSQL, which is never fetched here."""
    import duckdb

    connection = duckdb.connect()
    connection.sql("SET autoinstall_known_extensions = false")
    connection.sql("LOAD postgres")
    return connection


def has(program):
    try:
        if program == "duckdb":
            scanner()
        else:
            import connectorx  # noqa: F401
            import pyarrow  # noqa: F401
    except Exception as error:
        sys.exit(str(error).splitlines()[0])


def connectorx(_, url, out):
    import connectorx as cx
    import pyarrow.parquet as pq

    pq.write_table(cx.read_sql(url, TABLE, return_type="arrow"), out, compression="zstd", compression_level=3)


def duckdb(_, url, out):
    at = urlsplit(url)
    login = f"host={at.hostname} port={at.port} user={at.username} dbname={at.path[1:]}"
    connection = scanner()
    connection.sql(f"ATTACH '{login} password=''{unquote(at.password)}''' AS pg (TYPE postgres, READ_ONLY)")
    connection.sql(f"COPY (FROM pg.lineitem) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["has", program]:
            has(program)
        case [program, *words]:
            {"connectorx": connectorx, "duckdb": duckdb}[program](*words)

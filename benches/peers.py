"""Runs each work with each program as a process of its own, compares what they wrote, and prints the times.

With two further arguments it is such a process: `peers.py --one PEER WORK DATA OUT`.
"""

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SUM = "sum(l_extendedprice * (1 - l_discount))"
WORKS = {
    "filter": f"SELECT * FROM 'DATA/lineitem.parquet' WHERE l_quantity > 40",
    "group by": f"SELECT l_suppkey, {SUM} AS total FROM 'DATA/lineitem.parquet' GROUP BY l_suppkey",
    "join, group by": f"SELECT o_orderpriority, {SUM} AS total FROM 'DATA/lineitem.parquet' "
    "JOIN 'DATA/orders.parquet' ON l_orderkey = o_orderkey GROUP BY o_orderpriority",
}
KEY = {"group by": "l_suppkey", "join, group by": "o_orderpriority"}
# The programs take turns, so that a slow moment of the machine meets all of them.
ROUNDS = 5
NET = "l_extendedprice * (1 - l_discount)"


def tablewire(work, data, out):
    """The project of a work."""
    nodes = {"in": f'(kind: "read_parquet", version: 1, settings: (path: "{data}/lineitem.parquet"))'}
    wires = []
    last = "in"

    def then(name, kind, settings, port=""):
        nonlocal last
        nodes[name] = f'(kind: "{kind}", version: 1, settings: {settings})'
        wires.append((last, name + port))
        last = name

    if work == "filter":
        then("some", "filter", '(condition: "l_quantity > 40")')
    else:
        if work.startswith("join"):
            nodes["orders"] = f'(kind: "read_parquet", version: 1, settings: (path: "{data}/orders.parquet"))'
            wires.append(("orders", "both.right"))
            then("both", "join", '(keys: [(left: "l_orderkey", right: "o_orderkey")])', ".left")
        then("net", "formula", f'(columns: [(name: "net", expression: "{NET}")])')
        total = '(column: "net", function: Sum, name: "total")'
        then("sums", "group_by", f'(keys: ["{KEY[work]}"], aggregations: [{total}])')
    then("out", "write_parquet", f'(path: "{out}")')
    listed = ", ".join(f'"{name}": {node}' for name, node in nodes.items())
    joined = ", ".join(f'(from: "{a}", to: "{b}")' for a, b in wires)
    return f"(format: 1, nodes: {{{listed}}}, wires: [{joined}])"


def flowfile(work, data, out, flow):
    """Saves the flow of a work."""
    import flowfile as ff

    rows = ff.read_parquet(f"{data}/lineitem.parquet")
    if work == "filter":
        rows = rows.filter(flowfile_formula="[l_quantity] > 40")
    else:
        if work.startswith("join"):
            orders = ff.read_parquet(f"{data}/orders.parquet")
            rows = rows.join(orders, left_on="l_orderkey", right_on="o_orderkey", how="inner")
        rows = rows.with_columns((ff.col("l_extendedprice") * (1 - ff.col("l_discount"))).alias("net"))
        rows = rows.group_by([KEY[work]]).agg([ff.col("net").sum().alias("total")])
    rows.write_parquet(out).save_graph(flow)


def pandas(work, data, out):
    import pandas as pd

    rows = pd.read_parquet(f"{data}/lineitem.parquet")
    if work == "filter":
        rows = rows[rows.l_quantity > 40]
    else:
        if work.startswith("join"):
            rows = rows.merge(pd.read_parquet(f"{data}/orders.parquet"), left_on="l_orderkey", right_on="o_orderkey")
        rows["total"] = rows.l_extendedprice * (1 - rows.l_discount)
        rows = rows.groupby(KEY[work], as_index=False)[["total"]].sum()
    rows.to_parquet(out, index=False)


def duckdb(work, data, out):
    import duckdb as db

    db.sql(f"COPY ({WORKS[work].replace('DATA', data)}) TO '{out}' (FORMAT parquet)")


def sums(path, work):
    """What must be equal: rows, and the numbers to six digits."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    columns = ["l_orderkey", "l_extendedprice"] if work == "filter" else ["total"]
    return table.num_rows, [f"{float(pc.sum(table[c]).as_py()):.6g}" for c in columns]


def command(peer, work, data, program, folder):
    """The process that does the work."""
    out = f"{folder}/{peer}.parquet"
    name = work.replace(", ", "_").replace(" ", "_")
    if peer == "Tablewire":
        project = f"{folder}/{name}.ron"
        with open(project, "w") as file:
            file.write(tablewire(work, data, out))
        return [program, "run", "--no-cache", "--quiet", project]
    if peer == "Flowfile":
        flow = f"{folder}/{name}.yaml"
        subprocess.run([sys.executable, __file__, "--flow", work, data, out, flow], check=True, capture_output=True)
        beside = os.path.join(os.path.dirname(sys.executable), "flowfile")
        return [beside if os.path.exists(beside) else "flowfile", "run", "flow", flow]
    return [sys.executable, __file__, "--one", peer, work, data, out]


def timed(command, out, state):
    """Seconds that the process takes; what it wrote before is gone."""
    if os.path.exists(out):
        os.remove(out)
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=state)
    return time.perf_counter() - begun


def main(program, data):
    data, folder = os.path.abspath(data), tempfile.mkdtemp(prefix="peers-")
    state = {**os.environ, "TABLEWIRE_STATE": folder}
    peers = ["Tablewire"] + [
        name for name, module in [("DuckDB", "duckdb"), ("Flowfile", "flowfile"), ("pandas", "pandas")]
        if importlib.util.find_spec(module)
    ]
    print("| work | " + " | ".join(peers) + " |")
    print("|---|" + "---:|" * len(peers))
    for work in WORKS:
        commands = {peer: command(peer, work, data, program, folder) for peer in peers}
        expected = None
        # One round that does not count: files come into memory, interpreters write what they have compiled.
        for peer in peers:
            timed(commands[peer], f"{folder}/{peer}.parquet", state)
            found = sums(f"{folder}/{peer}.parquet", work)
            expected = expected or found
            assert found == expected, f"{work}: {peer} has {found}, Tablewire {expected}"
        times = {peer: [] for peer in peers}
        for _ in range(ROUNDS):
            for peer in peers:
                times[peer].append(timed(commands[peer], f"{folder}/{peer}.parquet", state))
        print(f"| {work} | " + " | ".join(f"{statistics.median(times[peer]):.2f}" for peer in peers) + " |", flush=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", peer, work, data, out]:
            {"DuckDB": duckdb, "pandas": pandas}[peer](work, data, out)
        case ["--flow", work, data, out, flow]:
            flowfile(work, data, out, flow)
        case [program, data]:
            main(program, data)

#!/usr/bin/env python3
"""Writes the small files of `tests/files/real/` by other people's libraries, for `tests/it/real_files/round_trip.rs`.

Not part of the tests: what it writes is stored. To write it anew:

    pip install pandas pyarrow openpyxl xlsxwriter odfpy
    python3 tests/real_files/make.py

Each file is a table of texts that look like something else: signs, zeros, exponents, separators, dates, blanks, quotes,
scripts. `truth.json` holds what stands in each file, as text, with the node that reads it; null is a cell that is missing.
"""

import csv
import json
import random
from pathlib import Path

import openpyxl
import pandas
import pyarrow
import pyarrow.parquet
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).parent.parent / "files" / "real"
ROWS = 24

FAMILIES = {
    "zip": ["01220", "00000", "10115", "0", "007"],
    "phone": ["+49", "+4930123456", "+1", "0049 30 123", "+0"],
    "exponent": ["1e5", "9e42", "12e5", "88E1", "1E400", "3.0e-2"],
    "long": ["12345678901234567890", "9007199254740993", "1", "99999999999999999999999999", "9223372036854775808"],
    "cents": ["1.50", "2.00", "0.10", "1234.5", "-3.20"],
    "digits": ["0.1", "0.30000000000000004", "0.12345678901234567", "100000000000000000000.5", "3.141592653589793238"],
    "thousands": ["1,234", "1.200", "12,345.67", "1 234", "1'234", "1.234,50"],
    "zeros": ["-0", "0", "-0.0", "0.0", "+0", "00"],
    "day": ["2024-01-02", "2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31"],
    "days": ["01/02/2024", "31/12/2024", "2024-13-45", "1.2.24", "20240102", "2024-1-2"],
    "moment": ["2024-01-02 03:04:05", "2024-01-02 03:04:05.678", "2024-01-02 00:00:00", "1969-12-31 23:59:59"],
    "offset": ["2024-01-02T03:04:05Z", "2024-01-02T03:04:05+02:00", "2024-10-27T02:30:00+01:00", "2024-10-27T02:30:00+02:00"],
    "clock": ["03:04:05", "23:59", "24:00:00", "3:4"],
    "flag": ["TRUE", "true", "False", "FALSE", "yes", "0"],
    "flags": ["true", "false"],
    "upper": ["TRUE", "FALSE"],
    "missing": ["NA", "N/A", "null", "NULL", "None", "-", "nan", "#N/A", "x"],
    "blank": ["  x ", " ", "\t", "x", " 1", "1 ", "\u00a0x\u00a0"],
    "quote": ['He said "x"', '"', "''", "a,b;c|d\te", "'1", '""', "\\"],
    "lines": ["a\nb", "a\r\nb", "\n", "x", "1\n2"],
    "formula": ["=1+1", "-1+1", "@x", "+x", "=A1", "'=1"],
    "script": ["Café", "Cafe\u0301", "😀", "👩‍👩‍👧", "日本語", "שלום", "Zoë", "ß"],
    "latin": ["Café", "Zoë", "ß", "€", "ÄÖÜ", "naïve"],
    "percent": ["5%", "(1.234)", "1-", "€ 5", "$1,234.00"],
    "hex": ["0x1F", "1F", "1E5", "DEADBEEF", "12E3"],
    "whole": ["1", "-5", "42", "0"],
    "fraction": ["0.5", "-1.25", "2", "1e3"],
}


def table(dice, without=(), only=None):
    names = [name for name in FAMILIES if name not in without and (only is None or name in only)]
    columns = ["id"] + names + ["mixed"]
    rows = []
    everything = [text for name in names for text in FAMILIES[name]]
    for row in range(ROWS):
        cells = [str(row + 1)]
        for name in names:
            cells.append(None if dice.random() < 0.08 else dice.choice(FAMILIES[name]))
        cells.append(dice.choice(everything))
        rows.append(cells)
    return {"columns": columns, "rows": rows}


truth = {}


def note(name, kind, table):
    truth[name] = {"kind": kind, **table}


def write_csv(name, table, delimiter, encoding, quoting=csv.QUOTE_MINIMAL, ending="\n"):
    with open(HERE / name, "w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending)
        writer.writerow(table["columns"])
        writer.writerows([["" if cell is None else cell for cell in row] for row in table["rows"]])
    note(name, "read_csv", table)


def write_ods(name, table):
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Sheet1")
    for cells in [table["columns"]] + table["rows"]:
        row = TableRow()
        for text in cells:
            cell = TableCell() if text is None else TableCell(valuetype="string")
            if text is not None:
                cell.addElement(P(text=text))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(HERE / name))
    note(name, "read_excel", table)


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    dice = random.Random(9)
    many = [name for name in FAMILIES if name not in ("script",)]
    write_csv("csv_comma.csv", table(dice), ",", "utf-8")
    write_csv("csv_semicolon_cp1252.csv", table(dice, only=many), ";", "cp1252", ending="\r\n")
    write_csv("csv_tab_utf16.csv", table(dice), "\t", "utf-16", ending="\r\n")
    write_csv("csv_pipe_bom.csv", table(dice), "|", "utf-8-sig", quoting=csv.QUOTE_ALL)

    by_pandas = table(dice)
    frame = pandas.DataFrame(by_pandas["rows"], columns=by_pandas["columns"], dtype=object)
    frame.to_csv(HERE / "pandas.csv", index=False)
    note("pandas.csv", "read_csv", by_pandas)

    lines = table(dice)
    with open(HERE / "lines.jsonl", "w", encoding="utf-8") as file:
        for row in lines["rows"]:
            file.write(json.dumps(dict(zip(lines["columns"], row)), ensure_ascii=False) + "\n")
    note("lines.jsonl", "read_json", lines)

    array = table(dice)
    rows = [{name: cell for name, cell in zip(array["columns"], row) if cell is not None} for row in array["rows"]]
    (HERE / "array.json").write_text(json.dumps(rows), encoding="utf-8")
    note("array.json", "read_json", array)

    # Numbers as JSON has them; what stands in the file is the truth.
    numbers = {"columns": ["id", "long", "late", "tiny", "flag"], "rows": []}
    longs = ["9007199254740993", "12345678901234567890", "1", "-9223372036854775808"]
    late = ["1", "2", "1.5", "9007199254740993"]
    tiny = ["0.1", "0.0001", "123456.789", "-0.5"]
    for row in range(ROWS):
        cells = [str(row + 1), longs[row % 4], late[0] if row < 10 else late[row % 4], tiny[row % 4], ["true", "false"][row % 2]]
        numbers["rows"].append(cells)
    records = ["{" + ", ".join(f'"{n}": {c}' for n, c in zip(numbers["columns"], row)) + "}" for row in numbers["rows"]]
    (HERE / "numbers.json").write_text("[" + ",\n".join(records) + "]\n", encoding="utf-8")
    note("numbers.json", "read_json", numbers)

    by_openpyxl = table(dice)
    book = openpyxl.Workbook()
    for row, cells in enumerate([by_openpyxl["columns"]] + by_openpyxl["rows"], 1):
        for column, text in enumerate(cells, 1):
            if text is not None:
                cell = book.active.cell(row=row, column=column)
                cell.value, cell.data_type = text, "s"
    book.save(HERE / "openpyxl.xlsx")
    # openpyxl writes carriage returns as they are, of which XML makes line feeds, and does not say that blanks count where
    # a cell holds nothing else, so that they do not.
    for cells in by_openpyxl["rows"]:
        cells[:] = [None if cell is None or cell.strip(" \t\r\n") == "" else cell.replace("\r\n", "\n") for cell in cells]
    note("openpyxl.xlsx", "read_excel", by_openpyxl)

    by_xlsxwriter = table(dice, without=("lines",))
    book = xlsxwriter.Workbook(str(HERE / "xlsxwriter.xlsx"))
    sheet = book.add_worksheet("Data")
    for row, cells in enumerate([by_xlsxwriter["columns"]] + by_xlsxwriter["rows"]):
        for column, text in enumerate(cells):
            if text is not None:
                sheet.write_string(row, column, text)
    book.close()
    note("xlsxwriter.xlsx", "read_excel", by_xlsxwriter)

    # OpenDocument means line ends and runs of blanks by elements of their own.
    write_ods("odfpy.ods", table(dice, without=("lines", "blank", "quote")))

    by_pyarrow = table(dice)
    names, rows = by_pyarrow["columns"], by_pyarrow["rows"]
    columns = [[row[index] for row in rows] for index in range(len(names))]
    arrays = [pyarrow.array(column) for column in columns]
    arrays[1] = arrays[1].dictionary_encode()
    arrays[2] = arrays[2].cast(pyarrow.large_string())
    pyarrow.parquet.write_table(pyarrow.table(arrays, names=names), HERE / "pyarrow.parquet", row_group_size=7)
    note("pyarrow.parquet", "read_parquet", by_pyarrow)

    with open(HERE / "truth.json", "w", encoding="utf-8") as file:
        json.dump(truth, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


main()

"""The table of XlsxBench written by a Python library in its low-memory mode; prints the seconds."""
import datetime
import os
import random
import sys
import tempfile
import time

library, count = sys.argv[1], int(sys.argv[2])
headings = ["Code", "Name", "Species", "State", "Passage", "Count", "Volume (mL)", "OD600", "Taken at (UTC)", "Sterile"]
path = os.path.join(tempfile.gettempdir(), "flasktrack-peer.xlsx")


def rows():
    rnd = random.Random(42)
    start = datetime.datetime(2026, 1, 1)
    for i in range(count):
        yield (f"SMP-{i:06d}", f"Shoot culture {rnd.randrange(10000)}", "Nicotiana tabacum", "growing", rnd.randrange(40), i,
               rnd.randrange(1, 99999) / 100, rnd.randrange(1, 9999) / 1000, start + datetime.timedelta(seconds=rnd.randrange(10000000)), i % 3 == 0)


def with_xlsxwriter():
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Samples")
    bold = book.add_format({"bold": True, "bottom": 1})
    formats = [None] * 4 + [book.add_format({"num_format": f}) for f in ("0", "0", "0.00", "0.000", "yyyy-mm-dd hh:mm:ss")] + [None]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(headings) - 1)
    sheet.write_row(0, 0, headings, bold)
    for r, row in enumerate(rows(), 1):
        for c, value in enumerate(row):
            sheet.write(r, c, value, formats[c])
    book.close()


def with_openpyxl():
    import openpyxl
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Samples")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:J{count + 1}"
    sheet.append(headings)
    for row in rows():
        sheet.append(row)
    book.save(path)


begun = time.perf_counter()
{"xlsxwriter": with_xlsxwriter, "openpyxl": with_openpyxl}[library]()
print(time.perf_counter() - begun)
os.remove(path)

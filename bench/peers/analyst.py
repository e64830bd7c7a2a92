# SPDX-License-Identifier: GPL-3.0-or-later
"""analyst.py SOURCES: what an analyst writes: requests, pandas, sqlite3, matplotlib. Works in the current
folder; one session, one database, one commit, one figure that is drawn on again and again."""
import io
import os
import sqlite3
import sys

import requests

os.makedirs("charts", exist_ok=True)
database = sqlite3.connect("values.db")
database.executescript("""
CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, etag TEXT);
CREATE TABLE IF NOT EXISTS value (id TEXT, month TEXT, value REAL, PRIMARY KEY (id, month)) WITHOUT ROWID;
""")
etags = dict(database.execute("SELECT id, etag FROM document"))
session = requests.Session()
figure = None


def read(body):
    table = pandas.read_csv(io.BytesIO(body), encoding="cp932")
    parts = table["年月"].str.extract(r"(\d+)年(\d+)月").astype(int)
    table.index = pandas.to_datetime({"year": parts[0], "month": parts[1], "day": 1})
    return table.iloc[:, 1]


def draw(name, values):
    figure.clear()
    axes = figure.add_subplot()
    axes.plot(values.index, values.to_numpy(), color="steelblue")
    axes.fill_between(values.index, values.to_numpy(), color="steelblue", alpha=0.25)
    axes.set(title=f"{name} 試験用の指標", ylabel="人", ylim=(0, None))
    axes.grid(True)
    figure.savefig(f"charts/{name}.png")


for line in open(sys.argv[1], encoding="utf-8"):
    name, address = line.split()
    answer = session.get(address, headers={"If-None-Match": etags.get(name, "")}, timeout=30)
    if answer.status_code == 304:
        continue
    answer.raise_for_status()
    if figure is None:  # what takes a second to load is loaded when there is something to do
        import matplotlib
        import pandas
        matplotlib.use("agg")
        matplotlib.rcParams["font.family"] = "IPAexGothic"
        from matplotlib.figure import Figure
        figure = Figure(figsize=(12, 4.8), dpi=100)
    values = read(answer.content)
    months = values.index.strftime("%Y-%m")
    database.executemany("INSERT OR REPLACE INTO value VALUES (?, ?, ?)",
                         zip([name] * len(values), months, values.tolist()))
    database.execute("INSERT OR REPLACE INTO document VALUES (?, ?)", (name, answer.headers["ETag"]))
    draw(name, values)
database.commit()

# SPDX-License-Identifier: GPL-3.0-or-later
"""bulk.py: backfill, RRD files and workers, each beside its floor, for bench/compare.py. BULK=10000: of so many
indicators of 480 months."""
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys

from stand import CHARTS, FLOORS, FOLDER, GROWTH, MONTHS, PROJECT, ROUNDS, SHIHYO, measure, summary

COUNT = int(os.environ.get("BULK", "10000"))
NOW = "1772323200"  # 2026-03-01
WORDS = {
    "import": "import", "bare": "a bare loop of inserts",
    "project": "RRD files, anew from the ledger", "rrd": "rrd_create_r and rrd_update_r, one after the other",
}


def empty_ledger(place):
    """A ledger of our own making without a row, for the bare loop."""
    shutil.rmtree(f"{place}/bare", ignore_errors=True)
    with open(f"{place}/shihyo.ini", encoding="utf-8") as file:
        text = file.read().replace("state = state", "state = bare")
    with open(f"{place}/bare.ini", "w", encoding="utf-8") as file:
        file.write(text)
    with open(f"{place}/empty.csv", "w", encoding="ascii") as file:
        file.write("period,value\n")
    measure(place, [SHIHYO, "-q", "-c", "bare.ini", "import", "i00000", "empty.csv", "--no-draw"])
    ledger = sqlite3.connect(f"{place}/bare/ledger.db")
    ledger.execute("DELETE FROM indicator")
    ledger.commit()
    ledger.close()


def one_round(place, took):
    def note(name, words):
        figures = measure(place, words)
        took.setdefault(name, []).append(figures)
        print(f"  {COUNT} {name}: {figures[0]:.3f} s, CPU {figures[1]:.3f} s", file=sys.stderr)

    for folder in ("state", "files"):
        shutil.rmtree(f"{place}/{folder}", ignore_errors=True)
    os.makedirs(f"{place}/files")
    note("import", [SHIHYO, "-q", "-c", "shihyo.ini", "import", "values", "--no-draw"])
    empty_ledger(place)
    note("bare", [GROWTH, "bare", "bare/ledger.db", str(COUNT), str(MONTHS)])
    note("project", [PROJECT, "shihyo.ini", NOW])
    note("rrd", [FLOORS, "rrd", "files", str(COUNT), str(MONTHS)])


def two_workers(place):
    """How many times as fast two workers draw as one does."""
    done = subprocess.run([CHARTS, place, "workers"], env=dict(os.environ, TZ="UTC"), capture_output=True, text=True,
                          check=True)
    print(done.stdout, file=sys.stderr)
    return float(re.search(r"speed-up: ([0-9.]+)", done.stdout).group(1))


def run():
    """The table's lines, its rows, and what was aimed at."""
    place = f"{FOLDER}/bulk"
    took = {}
    os.makedirs(place)
    subprocess.run([GROWTH, "make", place, str(COUNT), str(MONTHS), "1"], check=True)
    for _ in range(ROUNDS):
        one_round(place, took)
    speed_up = two_workers(place)
    shutil.rmtree(place)
    middle = {name: statistics.median(t[0] for t in taken) for name, taken in took.items()}
    rows = [{"indicators": COUNT, "what": name, "rounds": len(taken), "wall_s": summary([t[0] for t in taken]),
             "cpu_s": summary([t[1] for t in taken]), "peak_mib": round(max(t[2] for t in taken))}
            for name, taken in took.items()]
    lines = [f"| {COUNT:,} indicators of {MONTHS} months | wall s | CPU s | peak MiB |", "|---|--:|--:|--:|"]
    lines += [f"| {WORDS[r['what']]} | {r['wall_s']['median']:.2f} ({r['wall_s']['least']:.2f}–{r['wall_s']['most']:.2f})"
              f" | {r['cpu_s']['median']:.2f} | {r['peak_mib']} |" for r in rows]
    return lines, rows, [
        (f"backfill of {COUNT * MONTHS:,}: rows a second, to the bare loop (aim 0.6)",
         round(middle["bare"] / middle["import"], 2)),
        (f"{COUNT:,} RRD files: speed, to one librrd loop (aim 0.8)", round(middle["rrd"] / middle["project"], 2)),
        ("two workers, to one (aim 1.8)", speed_up),
    ]

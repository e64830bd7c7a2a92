# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.py: shihyo beside what a user would write else, and beside the floors, in one run on one machine:
cycles (bench/peers, documents from a local nginx), and what bench/bulk.py measures. COUNTS="4 100 1000 10000":
cycles of so many indicators; ROUNDS: of each (one of many). Everything goes to build/bench/compare;
bench/results.json holds the figures, the tables are printed."""
import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time

import bulk
from stand import FLOORS, FOLDER, MONTHS, PEERS, PORT, ROOT, ROUNDS, SHIHYO, WORKERS
from stand import describe, measure, newest, offer, ratio, serve, summary

COUNTS = [int(count) for count in os.environ.get("COUNTS", "4 100 1000 10000").split()]
WIDE = {100: 100, 1000: 500}  # so many in each document

# Each works in a folder of its own.
TOOLS = {
    "naive": ["sh", f"{PEERS}/naive.sh", "../sources.txt"],
    "careful": ["sh", f"{PEERS}/careful.sh", "../sources.txt"],
    "analyst": ["/usr/bin/python3", f"{PEERS}/analyst.py", "../sources.txt"],
    "collectd": ["sh", f"{PEERS}/collectd.sh", "../sources.txt"],
    "shihyo": [SHIHYO, "-q", "-c", "shihyo.ini", "collect"],
    "shihyo+site": [SHIHYO, "-q", "-c", "site.ini", "collect"],
}
WORDS = {
    "naive": "shell, a process each",
    "careful": "shell, one pipe",
    "analyst": "Python",
    "collectd": "collectd (polling only)",
    "shihyo": "shihyo",
    "shihyo+site": "shihyo with its site",
    "wide": "shihyo, many in each document",
    "floors": "the floors added up",
    "fetching": "the floor: fetching",
}
WORKLOADS = {"first": "first cycle", "same": "nothing new", "some": "1 % changed", "all": "all revised"}

# Of 1,000 what takes more than a minute a cycle runs two cycles of four; of 10,000 only shihyo runs (the pipe
# would take ten minutes, Python and a process each half an hour), without pages.
SLOW = ("naive", "analyst", "shihyo+site")
MANY = 1000


def make(*words):
    subprocess.run([sys.executable, f"{PEERS}/make.py", *map(str, words)], check=True)


class Run:
    """All figures: (count, workload, tool) -> measurements."""

    def __init__(self):
        self.figures = {}
        self.notes = {}

    def add(self, count, workload, tool, figures):
        self.figures.setdefault((count, workload, tool), []).append(figures)
        print(f"  {count} {workload} {tool}: {figures[0]:.3f} s, CPU {figures[1]:.3f} s, {figures[2]:.0f} MiB",
              file=sys.stderr)

    def cycle(self, place, count, workload, tool):
        hour = 2 * list(WORKLOADS).index(workload)
        if tool == "collectd" and workload == "same":
            time.sleep(1.1)  # its files take one value a second
        # shihyo's files stand beside its configuration: a copy of it in its own folder
        for name in ("shihyo.ini", "site.ini"):
            shutil.copy(f"{place}/{name}", f"{place}/{tool}/{name}")
        before = newest(f"{place}/{tool}") if workload == "same" else {}
        self.add(count, workload, tool, measure(f"{place}/{tool}", TOOLS[tool], hour))
        if workload == "same" and tool.startswith("shihyo"):
            self.notes[f"{count} {tool}: files written when nothing is new"] = sorted(
                os.path.relpath(path, f"{place}/{tool}")
                for path, when in newest(f"{place}/{tool}").items() if before.get(path) != when)[:20]

    def round(self, place, count, turn, tools):
        make("make", place, count, PORT)
        for tool in tools:
            shutil.rmtree(f"{place}/{tool}", ignore_errors=True)
            os.makedirs(f"{place}/{tool}")
            self.cycle(place, count, "first", tool)
            self.cycle(place, count, "same", tool)
            if count >= MANY and tool in SLOW:
                shutil.rmtree(f"{place}/{tool}")
        tools = [tool for tool in tools if tool != "collectd" and os.path.isdir(f"{place}/{tool}")]
        if count >= 100:
            make("change", place, count // 100, 10 * turn + 1)
            for tool in tools:
                self.cycle(place, count, "some", tool)
        make("change", place, count, 10 * turn + 2)
        for tool in tools:
            self.cycle(place, count, "all", tool)
            shutil.rmtree(f"{place}/{tool}")

    def wide(self, place, count):
        """The same figures in documents of many columns."""
        make("make", place, count, PORT, WIDE[count])
        os.makedirs(f"{place}/shihyo")
        shutil.copy(f"{place}/shihyo.ini", f"{place}/shihyo/shihyo.ini")
        self.add(count, "first", "wide", measure(f"{place}/shihyo", TOOLS["shihyo"]))

    def floors(self, place, count):
        """Each alone: fetching, rows, RRD files, pictures in as many workers as there are processors."""
        folder = f"{place}/floors"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        parts = {"fetch": ["../sources.txt"], "insert": ["values.db", str(count), str(MONTHS)],
                 "rrd": [".", str(count), str(MONTHS)], "draw": [".", str(count), str(WORKERS), str(MONTHS)]}
        took = {part: measure(folder, [FLOORS, part, *words]) for part, words in parts.items()
                if part != "draw" or count <= MANY}
        for part, figures in took.items():
            self.add(count, "floor", part, figures)
        if "draw" in took:
            self.add(count, "first", "floors", tuple(join(t[i] for t in took.values())
                                                     for i, join in enumerate((sum, sum, max))))
        self.add(count, "same", "fetching", measure(folder, [FLOORS, "fetch", "../sources.txt", "*"]))
        shutil.rmtree(folder)

    def cycles(self, count):
        place = f"{FOLDER}/{count}"
        offer(place)
        tools = [tool for tool in TOOLS if tool != "collectd" or shutil.which("collectd")]
        for turn in range(1 if count >= MANY else ROUNDS):
            self.round(place, count, turn, tools if count <= MANY else ["shihyo"])
            self.floors(place, count)
        shutil.rmtree(place)
        if count in WIDE:
            offer(place)
            self.wide(place, count)
            shutil.rmtree(place)

    def median(self, count, workload, tool, which=0):
        taken = self.figures.get((count, workload, tool))
        return statistics.median(t[which] for t in taken) if taken else None


def rows(run):
    for (count, workload, tool), taken in run.figures.items():
        row = {"indicators": count, "workload": workload, "tool": tool, "rounds": len(taken),
               "wall_s": summary([t[0] for t in taken]), "cpu_s": summary([t[1] for t in taken]),
               "peak_mib": round(statistics.median(t[2] for t in taken))}
        ours = run.figures.get((count, workload, "shihyo"))
        if ours:
            row["wall_to_ours"] = ratio(row["wall_s"]["median"], [t[0] for t in ours])
            row["cpu_to_ours"] = ratio(row["cpu_s"]["median"], [t[1] for t in ours])
        yield row


def table(all_rows):
    lines = ["| indicators | | | wall s | CPU s | peak MiB | wall, to ours | CPU |", "|--:|---|---|--:|--:|--:|--:|--:|"]
    order = ["shihyo", "wide", "floors", "fetching", "careful", "naive", "analyst", "collectd", "shihyo+site"]
    for count in COUNTS:
        for workload, words in WORKLOADS.items():
            found = [r for r in all_rows if (r["indicators"], r["workload"]) == (count, workload)]
            for row in sorted(found, key=lambda r: order.index(r["tool"])):
                wall = row["wall_s"]
                spread = f" ({wall['least']:.2f}–{wall['most']:.2f})" if row["rounds"] > 1 else ""
                lines.append(f"| {count:,} | {words} | {WORDS[row['tool']]} | {wall['median']:.2f}{spread}"
                             f" | {row['cpu_s']['median']:.2f} | {row['peak_mib']} | {row.get('wall_to_ours', '')}"
                             f" | {row.get('cpu_to_ours', '')} |")
                words = ""
    return lines


def aims(run, extra):
    """What issue and docs/performance.md ask for, as ratios by the clock."""
    def times(count, workload, other, ours="shihyo"):
        other, own = run.median(count, workload, other), run.median(count, workload, ours)
        return round(other / own, 2) if other and own else None

    wanted = [
        ("first cycle of 100: a process each takes so many times as long (aim 25)", times(100, "first", "naive")),
        ("first cycle of 100: one pipe (aim 5)", times(100, "first", "careful")),
        ("first cycle of 100: Python (aim 15)", times(100, "first", "analyst")),
        ("first cycle of 100, to the floors (aim at most 1.3)", times(100, "first", "shihyo", "floors")),
        ("first cycle of 100, MiB (aim at most 64)", run.median(100, "first", "shihyo", 2)),
        ("nothing new of 100: one pipe (aim 100)", times(100, "same", "careful")),
        ("nothing new of 1,000, to fetching (aim at most 1.3)", times(1000, "same", "shihyo", "fetching")),
    ]
    some, alone = run.median(10000, "some", "shihyo"), run.median(100, "all", "shihyo")
    if some and alone:
        wanted.append(("1 % of 10,000, to the same 100 alone (aim at most 1.5)", round(some / alone, 2)))
    return {name: value for name, value in wanted + extra if value is not None}


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    begun = time.monotonic()
    about = describe()
    run = Run()
    server = serve()
    try:
        for count in COUNTS:
            run.cycles(count)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    lines, bulk_rows, extra = bulk.run()
    about["date"] = datetime.date.today().isoformat()
    about["took_s"] = round(time.monotonic() - begun)
    all_rows = list(rows(run))
    reached = aims(run, extra)
    with open(f"{ROOT}/bench/results.json", "w", encoding="utf-8") as file:
        json.dump({**about, "notes": run.notes, "reached": reached, "results": all_rows, "bulk": bulk_rows}, file,
                  ensure_ascii=False, indent=1)
        file.write("\n")
    text = "\n".join([*table(all_rows), "", *lines, "", *(f"{name}: {value}" for name, value in reached.items())])
    with open(f"{FOLDER}/table.md", "w", encoding="utf-8") as file:
        file.write(text + "\n")
    print(text)


main()

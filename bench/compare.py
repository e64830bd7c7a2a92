# SPDX-License-Identifier: GPL-3.0-or-later
"""compare.py: cycles of shihyo beside what a user would write else, and beside the floors, in one run on
one machine: bench/peers, documents from a local nginx. COUNTS="4 100 1000": of so many indicators; ROUNDS:
of each (fewer of many). Everything goes to build/bench/compare; bench/results.json holds the figures, the
table is printed."""
import datetime
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time

ROOT = os.getcwd()
FOLDER = f"{ROOT}/build/bench/compare"
PORT = 18481
PEERS = f"{ROOT}/bench/peers"
SHIHYO, MEASURE, FLOORS = (f"{ROOT}/{name}" for name in ("shihyo", "build/measure", "build/floors"))
COUNTS = [int(count) for count in os.environ.get("COUNTS", "4 100 1000").split()]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
MONTHS = 480
WIDE = 100
WORKERS = os.cpu_count() or 1

# Each works in a folder of its own.
TOOLS = {
    "naive": ["sh", f"{PEERS}/naive.sh", "../sources.txt"],
    "careful": ["sh", f"{PEERS}/careful.sh", "../sources.txt"],
    "analyst": ["/usr/bin/python3", f"{PEERS}/analyst.py", "../sources.txt"],
    "collectd": ["sh", f"{PEERS}/collectd.sh", "../sources.txt"],
    "shihyo": [SHIHYO, "-q", "-c", "../shihyo.ini", "collect"],
    "shihyo+site": [SHIHYO, "-q", "-c", "../site.ini", "collect"],
}
WORDS = {
    "naive": "shell, a process each",
    "careful": "shell, one pipe",
    "analyst": "Python",
    "collectd": "collectd (polling only)",
    "shihyo": "shihyo",
    "shihyo+site": "shihyo with its site",
    "wide": "shihyo, 100 in each document",
    "floors": "the floors added up",
    "fetching": "the floor: fetching",
}
WORKLOADS = {"first": "first cycle", "same": "nothing new", "some": "1 % changed", "all": "all revised"}


def serve():
    """nginx with one worker; it ends with us."""
    os.makedirs(f"{FOLDER}/nginx", exist_ok=True)
    paths = "".join(f"{kind}_temp_path {FOLDER}/nginx/{kind};"
                    for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(f"{FOLDER}/nginx.conf", "w", encoding="ascii") as file:
        file.write(f"""daemon off; {'user root;' if os.getuid() == 0 else ''} worker_processes 1;
pid {FOLDER}/nginx/pid; error_log {FOLDER}/nginx/log; events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; {paths}
server {{ listen 127.0.0.1:{PORT}; root {FOLDER}/served; disable_symlinks off; }} }}""")
    return subprocess.Popen(["nginx", "-e", f"{FOLDER}/nginx/log", "-c", f"{FOLDER}/nginx.conf"])


def offer(place):
    """What nginx gives."""
    os.makedirs(f"{place}/served")
    if os.path.islink(f"{FOLDER}/served"):
        os.remove(f"{FOLDER}/served")
    os.symlink(f"{place}/served", f"{FOLDER}/served")


def make(*words):
    subprocess.run([sys.executable, f"{PEERS}/make.py", *map(str, words)], check=True)


def measure(folder, words, hour=0):
    """wall, CPU seconds, MiB of the largest process"""
    environment = dict(os.environ, LC_ALL="C.UTF-8", SHIHYO_NOW=f"2026-03-01T{hour:02}:30:00+09:00")
    done = subprocess.run([MEASURE, *words], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"compare: {' '.join(words)} in {folder}: {done.stderr}")
    return tuple(float(word) for word in done.stdout.split())


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
        before = newest(f"{place}/{tool}")
        self.add(count, workload, tool, measure(f"{place}/{tool}", command(place, tool), hour))
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
            if count > 100 and tool in ("naive", "analyst", "shihyo+site"):
                shutil.rmtree(f"{place}/{tool}")  # the rest would take too long
        tools = [tool for tool in tools if os.path.isdir(f"{place}/{tool}")]
        if count >= 100:
            make("change", place, count // 100, 10 * turn + 1)
            for tool in tools:
                if tool != "collectd":
                    self.cycle(place, count, "some", tool)
        make("change", place, count, 10 * turn + 2)
        for tool in tools:
            if tool != "collectd":
                self.cycle(place, count, "all", tool)
            shutil.rmtree(f"{place}/{tool}")

    def wide(self, place, count):
        """The same figures in documents of 100 columns."""
        tool = "shihyo"
        make("make", place, count, PORT, WIDE)
        os.makedirs(f"{place}/{tool}")
        self.add(count, "first", "wide", measure(f"{place}/{tool}", command(place, tool)))
        shutil.rmtree(f"{place}/{tool}")

    def floors(self, place, count):
        """Each alone: fetching, rows, RRD files, pictures in as many workers as there are processors."""
        folder = f"{place}/floors"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        parts = [measure(folder, [FLOORS, "fetch", "../sources.txt"]),
                 measure(folder, [FLOORS, "insert", "values.db", str(count), str(MONTHS)]),
                 measure(folder, [FLOORS, "rrd", ".", str(count), str(MONTHS)]),
                 measure(folder, [FLOORS, "draw", ".", str(count), str(WORKERS), str(MONTHS)])]
        for name, part in zip(("fetch", "insert", "rrd", "draw"), parts):
            self.add(count, "floor", name, part)
        self.add(count, "first", "floors",
                 (sum(p[0] for p in parts), sum(p[1] for p in parts), max(p[2] for p in parts)))
        self.add(count, "same", "fetching", measure(folder, [FLOORS, "fetch", "../sources.txt", "*"]))
        shutil.rmtree(folder)


def command(place, tool):
    """shihyo's files stand beside its configuration: a copy of it in its own folder."""
    if not tool.startswith("shihyo"):
        return TOOLS[tool]
    name = "shihyo.ini" if tool == "shihyo" else "site.ini"
    shutil.copy(f"{place}/{name}", f"{place}/{tool}/{name}")
    return [SHIHYO, "-q", "-c", name, "collect"]


def newest(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".ini"):
                continue
            status = os.stat(f"{path}/{name}")
            found[f"{path}/{name}"] = (status.st_mtime_ns, status.st_size)
    return found


def said(words):
    """The first line of what a program says."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return (done.stdout + done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "?"


def field(path, key):
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith(key):
                    return line.split(":" if ":" in line else "=", 1)[1].strip().strip('"')
    except OSError:
        pass
    return "?"


def describe():
    python = "import matplotlib, pandas, requests; print(pandas.__version__, matplotlib.__version__, requests.__version__)"
    return {
        "machine": {
            "processor": field("/proc/cpuinfo", "model name"), "processors": WORKERS,
            "memory": field("/proc/meminfo", "MemTotal"), "kernel": ".".join(platform.release().split(".")[:2]),
            "system": field("/etc/os-release", "PRETTY_NAME"),
            "load at the beginning": os.getloadavg()[0],
        },
        "versions": {
            "shihyo": said([SHIHYO, "--version"]), "commit": said(["git", "rev-parse", "--short", "HEAD"]),
            "curl": said(["curl", "--version"]), "rrdtool": said(["rrdtool", "--version"]),
            "python": said(["/usr/bin/python3", "--version"]),
            "pandas, matplotlib, requests": said(["/usr/bin/python3", "-c", python]),
            "collectd": said(["dpkg-query", "-Wf", "${Version}", "collectd-core"]), "nginx": said(["nginx", "-v"]),
        },
    }


def summary(values):
    return {"median": round(statistics.median(values), 3), "least": round(min(values), 3),
            "most": round(max(values), 3)}


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


def ratio(value, ours):
    own = statistics.median(ours)
    return round(value / own, 2) if own > 0 else None


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
                             f" | {row['cpu_s']['median']:.2f} | {row['peak_mib']} | {row['wall_to_ours']}"
                             f" | {row['cpu_to_ours']} |")
                words = ""
    return "\n".join(lines)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    about = describe()
    run = Run()
    server = serve()
    try:
        for count in COUNTS:
            place = f"{FOLDER}/{count}"
            offer(place)
            tools = [tool for tool in TOOLS if tool != "collectd" or shutil.which("collectd")]
            for turn in range(1 if count > 100 else ROUNDS):
                run.round(place, count, turn, tools)
                run.floors(place, count)
            shutil.rmtree(place)
            if count >= WIDE:
                offer(place)
                run.wide(place, count)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    all_rows = list(rows(run))
    about["date"] = datetime.date.today().isoformat()
    with open(f"{ROOT}/bench/results.json", "w", encoding="utf-8") as file:
        json.dump({**about, "notes": run.notes, "results": all_rows}, file, ensure_ascii=False, indent=1)
        file.write("\n")
    text = table(all_rows)
    with open(f"{FOLDER}/table.md", "w", encoding="utf-8") as file:
        file.write(text + "\n")
    print(text)


main()

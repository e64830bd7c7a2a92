# SPDX-License-Identifier: GPL-3.0-or-later
"""stand.py: what bench/compare.py and bench/bulk.py stand on: a local nginx, measurements, the machine."""
import os
import platform
import statistics
import subprocess
import sys

ROOT = os.getcwd()
FOLDER = f"{ROOT}/build/bench/compare"
PORT = 18481
PEERS = f"{ROOT}/bench/peers"
SHIHYO, MEASURE, FLOORS = (f"{ROOT}/{name}" for name in ("shihyo", "build/measure", "build/floors"))
GROWTH, PROJECT, CHARTS = (f"{ROOT}/build/{name}" for name in ("growth", "project", "charts"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
MONTHS = 480
WORKERS = os.cpu_count() or 1

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


def measure(folder, words, hour=0):
    """wall, CPU seconds, MiB of the largest process"""
    environment = dict(os.environ, LC_ALL="C.UTF-8", SHIHYO_NOW=f"2026-03-01T{hour:02}:30:00+09:00")
    done = subprocess.run([MEASURE, *words], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"compare: {' '.join(words)} in {folder}: {done.stderr}")
    return tuple(float(word) for word in done.stdout.split())


def newest(folder):
    """When each file was written, and how long it is."""
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
            "sqlite3": said(["sqlite3", "--version"]),
            "pandas, matplotlib, requests": said(["/usr/bin/python3", "-c", python]),
            "collectd": said(["dpkg-query", "-Wf", "${Version}", "collectd-core"]), "nginx": said(["nginx", "-v"]),
        },
    }


def summary(values):
    return {"median": round(statistics.median(values), 3), "least": round(min(values), 3),
            "most": round(max(values), 3)}


def ratio(value, ours):
    own = statistics.median(ours)
    return round(value / own, 2) if own > 0 else None

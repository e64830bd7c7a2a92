# SPDX-License-Identifier: GPL-3.0-or-later
"""make.py make FOLDER COUNT PORT [WIDE]: what all peers work on, made up (test data), the same in each run:
COUNT indicators of 480 months, one in each document, or WIDE in each: served/dNNNNN.csv as a town
publishes it (CP932, CRLF, 1986年3月); sources.txt (id, address) for the scripts; shihyo.ini.
make.py change FOLDER COUNT ROUND: one figure of each of the first COUNT documents is another."""
import os
import sys

MONTHS = 480
LAST = 2026 * 12 + 1  # February: the clock of the bench stands in March

# Every document is newer than the one before it, whatever the clock says: nginx tells documents apart by
# seconds and length.
BORN = 1_700_000_000


def figure(indicator, month):
    x = (indicator * 2654435761 + month * 40503) & 0xFFFFFFFF
    x ^= x >> 13
    return 10000 + indicator % 997 + x % 400


def write_document(folder, number, wide, turn):
    lines = ["年月," + ",".join(f"値{i}（人）" for i in range(wide))]
    for at in range(MONTHS):
        month = LAST - MONTHS + 1 + at
        other = turn if at == MONTHS // 2 else 0
        cells = [figure(number * wide + i, month) + other for i in range(wide)]
        lines.append(f"{month // 12}年{month % 12 + 1}月," + ",".join(f"{c // 10}.{c % 10}" for c in cells))
    path = f"{folder}/served/d{number:05}.csv"
    with open(path + ".new", "w", encoding="cp932", newline="") as file:
        file.write("\r\n".join(lines) + "\r\n")
    os.utime(path + ".new", (BORN + turn, BORN + turn))
    os.replace(path + ".new", path)


def write_config(folder, count, port, wide):
    for name, drawn in (("shihyo", "no"), ("site", "yes")):
        with open(f"{folder}/{name}.ini", "w", encoding="utf-8") as file:
            file.write(f"; test data\n[site]\ntitle = test data\nstate = {name}-state\noutput = {name}-out\n"
                       f"delay = 0ms\npages = {drawn}\n\n")
            for i in range(count // wide):
                file.write(f"[source d{i:05}]\ntitle = test data {i}\n"
                           f"url = http://127.0.0.1:{port}/d{i:05}.csv\nformat = csv\nevery = 1h\n\n")
            for i in range(count):
                file.write(f"[indicator i{i:05}]\ntitle = 試験用の指標 {i}\nunit = 人\nfrequency = monthly\n"
                           f"better = higher\nsource = d{i // wide:05}\nvalue = 値{i % wide}\nperiod = 年月\n\n")


def make(folder, count, port, wide):
    os.makedirs(f"{folder}/served", exist_ok=True)
    write_config(folder, count, port, wide)
    with open(f"{folder}/sources.txt", "w", encoding="utf-8") as file:
        for i in range(count // wide):
            write_document(folder, i, wide, 0)
            file.write(f"i{i:05} http://127.0.0.1:{port}/d{i:05}.csv\n")


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5]) if len(sys.argv) > 5 else 1)
else:
    for document in range(int(sys.argv[3])):
        write_document(sys.argv[2], document, 1, int(sys.argv[4]))

# SPDX-License-Identifier: GPL-3.0-or-later
"""scale.py [COUNT...]: what a ledger and RRD files of 100 to 100,000 indicators of 480 made-up months take, each
alone: imported, made into RRD files anew; processors' time and memory, bytes on the disk. A second for each 1,000
figures, gigabytes for the largest. docs/scale.json holds the figures, docs/images/scale.svg is drawn from them."""
import json
import math
import os
import shutil
import subprocess
import sys

from stand import GROWTH, MONTHS, PROJECT, ROOT, SHIHYO, describe, measure

FOLDER = f"{ROOT}/build/bench/scale"
COUNTS = [int(word) for word in sys.argv[1:]] or [100, 1000, 10000, 100000]
NOW = "1772323200"  # 2026-03-01
WIDTH, HEIGHT, LEFT, TOP, GAP = 760, 420, 70, 60, 110
LINES = [("import", "cpu_ms", "import", "#1f4e79"), ("project", "cpu_ms", "RRD files", "#d55e00")]


def used(folder):
    """Bytes of the files, as long as they are."""
    return sum(os.path.getsize(f"{path}/{name}") for path, _, names in os.walk(folder) for name in names)


def take(count):
    place = f"{FOLDER}/{count}"
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    subprocess.run([GROWTH, "make", place, str(count), str(MONTHS), "1"], check=True)
    row = {"indicators": count}
    for name, words in (("import", [SHIHYO, "-q", "-c", "shihyo.ini", "import", "values", "--no-draw"]),
                        ("project", [PROJECT, "shihyo.ini", NOW])):
        wall, cpu, peak = measure(place, words)
        row[name] = {"wall_s": wall, "cpu_s": cpu, "cpu_ms": round(cpu * 1000 / count, 3), "peak_mib": round(peak)}
        print(f"  {count} {name}: {wall:.1f} s, CPU {cpu:.1f} s, {peak:.0f} MiB", file=sys.stderr)
    row["ledger_bytes"] = round(sum(os.path.getsize(f"{place}/state/{name}") for name in os.listdir(f"{place}/state")
                                    if name.startswith("ledger.db")) / count)
    row["rrd_bytes"] = round(used(f"{place}/state/rrd") / count)
    shutil.rmtree(place)
    return row


def x_of(at, count):
    return LEFT + at * (WIDTH - LEFT - 150) / max(count - 1, 1)


def round_up(value):
    """The next of 1, 2, 4, 6, 8 times a power of ten."""
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value)


def panel(rows, top, title, lines, unit):
    """One set of lines over the same counts; the scale begins at 0."""
    height = (HEIGHT - TOP - GAP) / 2
    most = round_up(max(max(values) for _, values, _ in lines))
    parts = [f'<text x="{LEFT}" y="{top - 12}" font-weight="bold">{title}</text>']
    for share in (0, 0.5, 1):
        y = top + height * (1 - share)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - 150}" stroke="#ddd"/>'
                     f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{most * share:.3g}</text>')
    for name, values, colour in lines:
        points = [(x_of(i, len(rows)), top + height * (1 - value / most)) for i, value in enumerate(values)]
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
                     + " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + '"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        parts.append(f'<text x="{points[-1][0] + 10:.1f}" y="{points[-1][1] + 4:.1f}" fill="{colour}">'
                     f'{name} {values[-1]:.3g} {unit}</text>')
    return parts


def draw(rows):
    height = (HEIGHT - TOP - GAP) / 2
    second = TOP + height + GAP / 2
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
             f'font-size="12"><title>What 100 to 100,000 indicators take</title>'
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    parts += panel(rows, TOP, "Processors' time for each indicator of 480 months, ms",
                   [(words, [row[name][key] for row in rows], colour) for name, key, words, colour in LINES], "ms")
    parts += panel(rows, second, "Memory of the largest process, MiB",
                   [(words, [row[name]["peak_mib"] for row in rows], colour) for name, _, words, colour in LINES],
                   "MiB")
    for i, row in enumerate(rows):
        parts.append(f'<text x="{x_of(i, len(rows)):.1f}" y="{second + height + 20:.1f}" text-anchor="middle">'
                     f'{row["indicators"]:,}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 10}">indicators, each step ten times as many</text></svg>')
    return "\n".join(parts) + "\n"


def main():
    rows = []
    for count in COUNTS:
        rows.append(take(count))
    about = describe()
    with open(f"{ROOT}/docs/scale.json", "w", encoding="utf-8") as file:
        json.dump({"machine": about["machine"], "versions": {"commit": about["versions"]["commit"]}, "rows": rows},
                  file, ensure_ascii=False, indent=1)
        file.write("\n")
    with open(f"{ROOT}/docs/images/scale.svg", "w", encoding="utf-8") as file:
        file.write(draw(rows))
    print("| indicators | import, ms each | MiB | RRD files, ms each | MiB | bytes of the ledger, each | of its RRD file |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        print(f"| {row['indicators']:,} | {row['import']['cpu_ms']:.2f} | {row['import']['peak_mib']}"
              f" | {row['project']['cpu_ms']:.2f} | {row['project']['peak_mib']} | {row['ledger_bytes']:,}"
              f" | {row['rrd_bytes']:,} |")


main()

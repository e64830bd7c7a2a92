#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""console.py DOCUMENT FOLDER ADDRESS REPLACEMENT [--print]

Runs the ```console blocks of a document in a folder, line by line as a reader would: "$ " begins
a command, "> " continues it, what follows is what it says ("..." stands for any lines). In commands
ADDRESS is replaced, in what they say it is put back. A command that ends with & is left to whoever
called. Prints "ok NAME" or "FAIL NAME: why"; with --print the document with what was said.
"""
import subprocess
import sys


def steps(text):
    """(first line, last line, command, expected lines) of each command."""
    found, inside = [], False
    for number, line in enumerate(text.split("\n")):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            found.append([number, number, line[2:], []])
        elif inside and found and line.startswith("> ") or inside and line == ">":
            found[-1][2] += "\n" + line[2:]
            found[-1][1] = number
        elif inside:
            found[-1][3].append(line)
    return found


def agrees(wanted, said):
    if "..." not in wanted:
        return wanted == said
    at = wanted.index("...")
    rest = wanted[at + 1:]
    return said[:at] == wanted[:at] and any(agrees(rest, said[n:]) for n in range(at, len(said) + 1))


def main():
    document, folder, old, new = sys.argv[1:5]
    text = open(document, encoding="utf-8").read()
    lines = text.split("\n")
    shown, failed, done = [], False, 0
    for first, last, command, wanted in steps(text):
        name = "%s:%d: %s" % (document, first + 1, command.split("\n")[0])
        shown += lines[done:last + 1]
        done = last + 1 + len(wanted)
        if command.endswith("&"):
            continue
        run = subprocess.run(["sh", "-c", command.replace(old, new)], cwd=folder, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        said = run.stdout.replace(new, old).split("\n")[:-1]
        shown += said
        if run.returncode == 0 and agrees(wanted, said):
            print("ok %s" % name) if "--print" not in sys.argv else None
        elif "--print" not in sys.argv:
            failed = True
            print("FAIL %s: status %d, said:" % (name, run.returncode))
            print("\n".join("  " + line for line in said))
    if "--print" in sys.argv:
        print("\n".join(shown + lines[done:]), end="")
    sys.exit(failed)


main()

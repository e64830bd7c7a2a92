#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# calls.sh: which system calls a child makes that reads a document, once it is closed in: one line
# for each format, by strace over golden cases (calls.sh N: of each format at most N). For
# docs/SECURITY.md.
set -eu
most=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# list FILE: the calls of processes that loaded a filter, behind that, by process.
list() {
	awk '
	{ pid = $1; line = $0; sub(/^[0-9]+ +/, "", line) }
	line ~ /^seccomp\(SECCOMP_SET_MODE_FILTER.*= 0/ || line ~ /<... seccomp resumed>.*= 0/ { closed[pid] = 1; next }
	closed[pid] && line ~ /^execve\(/ { program[pid] = 1 }
	closed[pid] {
		name = line
		if (name ~ /^<\.\.\. /) next
		sub(/\(.*/, "", name)
		if (name !~ /^[a-z_0-9]+$/) next
		kind = program[pid] ? "program" : "child"
		if (!((kind, name) in count)) names[kind] = names[kind] " " name
		count[kind, name]++
		if (line ~ /= -1 EPERM/) refused[kind] = refused[kind] " " name
	}
	END {
		for (kind in names) {
			n = split(names[kind], word, " ")
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && word[j - 1] > word[j]; j--) { t = word[j]; word[j] = word[j - 1]; word[j - 1] = t }
			text = ""
			for (i = 1; i <= n; i++) text = text " " word[i]
			print kind ":" text (refused[kind] ? " (refused:" refused[kind] ")" : "")
		}
	}' "$1"
}

for format in csv xlsx html json xml pdf text; do
	: >"$work/all"
	for case in $(ls -d tests/golden/"$format"-*/ | head -n "$most"); do
		for file in "$case"in.*; do
			[ -f "$file" ] || continue
			strace -f -qq -o "$work/trace" ./shihyo probe --file "$file" --format "$format" >/dev/null 2>&1 || true
			cat "$work/trace" >>"$work/all"
			echo >>"$work/all"
		done
	done
	list "$work/all" | sed "s/^/$format /"
done

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# symbols.sh BUILD SOURCES: fails when foo.c exports a symbol that is not foo or foo_*, or any
# variable. A module too large for one file is split as foo_part.c, which may export foo_*.
set -eu
build=$1
shift
bad=0
for source in "$@"; do
	name=$(basename "$source" .c)
	[ "$source" = cli/main.c ] && name=main
	module=$name
	case "$name" in
	*_*) [ -e "$(dirname "$source")/${name%%_*}.h" ] && module=${name%%_*} ;;
	esac
	odd=$(nm -g --defined-only "$build/${source%.c}.o" | awk -v n="$name" -v m="$module" '
		$2 !~ /[TR]/ && $2 != "D" { print "  variable or weak: " $3 }
		$2 == "D" && $3 !~ "^" n { print "  variable: " $3 }
		$2 == "T" && $3 != n && index($3, m "_") != 1 { print "  " $3 }')
	if [ -n "$odd" ]; then
		echo "$source exports"
		echo "$odd"
		bad=1
	fi
done
[ $bad = 0 ] && echo "symbols: ok"
exit $bad

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# symbols.sh BUILD SOURCES: fails when foo.c exports a symbol that is not foo or foo_*, any variable, or
# what no other file uses: that is static, unless tests/exports.txt says why a test needs it. A module
# too large for one file is split as foo_part.c, which may export foo_*.
set -eu
build=$1
shift
objects=
for source in "$@"; do
	objects="$objects $build/${source%.c}.o"
done

# shellcheck disable=SC2086  # no source has a space in its name
{
	for source in "$@"; do
		name=${source##*/}
		name=${name%.c}
		[ "$source" = cli/main.c ] && name=main
		module=$name
		case "$name" in
		*_*) [ -e "${source%/*}/${name%%_*}.h" ] && module=${name%%_*} ;;
		esac
		echo "= $build/${source%.c}.o: $source $name $module"
	done
	nm -g -A $objects | sed 's/^\([^:]*:\)/\1 /'
} | awk '
FILENAME == "tests/exports.txt" { if ($1 != "#") excused[$1] = 1; next }
$1 == "=" { source[$2] = $3; name[$2] = $4; module[$2] = $5; next }
$(NF - 1) ~ /^[Uw]$/ { used[$NF] = 1; next }
{ symbol = $NF; type = $(NF - 1); home[symbol] = source[$1] }
type !~ /[TRD]/ { say("variable or weak: " symbol) }
type ~ /[RD]/ && symbol !~ "^" name[$1] { say("variable: " symbol) }
type == "T" && symbol != name[$1] && index(symbol, module[$1] "_") != 1 {
	say("name that is not of its own: " symbol)
}
function say(what) { print home[symbol] " exports a " what; bad = 1 }
END {
	for (symbol in home)
		if (symbol != "main" && !(symbol in used) && !(symbol in excused)) {
			print home[symbol] " exports what no other file uses: " symbol
			bad = 1
		}
	for (symbol in excused)
		if (!(symbol in home) || symbol in used ||
			system("grep -rqw --include=\"*.c\" " symbol " tests") != 0) {
			print "tests/exports.txt: not needed (any more): " symbol
			bad = 1
		}
	if (!bad) print "symbols: ok"
	exit bad
}' tests/exports.txt -

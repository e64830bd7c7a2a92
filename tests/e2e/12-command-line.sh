#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 12: the command line: help of every command, wrong usage, parse, output to a reader that left.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

write_site
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher
END

shihyo --help >"$work/help"
same 'help: exit status' 0 "$?"
commands=$(sed -n '/^commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' "$work/help")
same 'help: lists the commands' 34 "$(echo "$commands" | wc -l)"
for name in $commands; do
	shihyo "$name" --help >"$work/one"
	same "$name --help: exit status" "$([ "$name" = check ] && echo 3 || echo 0)" "$?"
	has "$name --help: says how it is used" "^usage: shihyo .*$name" "$work/one"
	has "$name: is in the manual" "^\\.It Ic $name" "$root/man/shihyo.1"
done
shihyo --version >"$work/version"
has 'version: ours' '^shihyo [0-9]' "$work/version"
has 'version: the libraries' '^librrd 1' "$work/version"

wrong() {
	name=$1
	wanted=$2
	shift 2
	shihyo "$@" >"$work/out" 2>"$work/err"
	same "$name: exit status" "$wanted" "$?"
	same "$name: one line on standard error" 1 "$(wc -l <"$work/err")"
	same "$name: nothing on standard output" 0 "$(wc -c <"$work/out")"
}
wrong 'no command' 64
wrong 'unknown command' 64 collekt
wrong 'unknown option' 64 -c "$config" status --jsno
wrong 'unknown letter' 64 -c "$config" status -x
wrong 'value missing' 64 -c "$config" show hand --as-of
wrong 'value to a flag' 64 -c "$config" status --json=yes
wrong 'too few words' 64 -c "$config" record hand
wrong 'too many words' 64 -c "$config" show hand hand
wrong 'unknown indicator' 64 -c "$config" show none
wrong 'bad date' 64 -c "$config" show hand --as-of yesterday
wrong 'two forms at once' 64 -c "$config" show hand --csv --json
wrong 'two texts at once' 64 check-config --sample --manual
shihyo status -c "$config" -q --json >"$work/out" 2>"$work/err"
same 'options of all commands behind one: exit status' 0 "$?"
shihyo -c "$config" collect -q -v >"$work/out" 2>"$work/err"
same 'quiet and verbose behind the command: exit status' 0 "$?"
same 'a letter that a command has itself stays its own' 0 \
	"$(shihyo parse -c 単位は万人 value 46 >/dev/null && echo 0)"
shihyo -c "$work/none.ini" status >"$work/out" 2>"$work/err"
same 'no configuration: exit status' 78 "$?"
has 'no configuration: named' 'none.ini' "$work/err"

run 'record' 0 record hand 2026-01 12.5
run 'a negative value is no option' 0 record hand 2026-02 -3.5
same 'recorded' '2026-01,12.5 2026-02,-3.5 ' "$(values hand | tr '\n' ' ')"

same 'parse value' '{"version":1,"value":-15.4,"unit":"","status":"final","flags":[]}' \
	"$(get parse value '▲15.4')"
same 'parse value: nothing there' '{"version":1,"value":null,"unit":"","status":"missing","flags":[]}' \
	"$(get parse value '…')"
same 'parse period' '{"version":1,"period":"FY2019","start":"2019-04-01","end":"2020-04-01"}' \
	"$(get parse period 令和元年度 --frequency fiscal-year)"
run 'parse value: refused' 65 parse value '3,4%'
run 'parse period: ambiguous' 65 parse period 21年度 --frequency fiscal-year
same 'parse period: the era' '{"version":1,"period":"FY2009","start":"2009-04-01","end":"2010-04-01"}' \
	"$(get parse period 21年度 --frequency fiscal-year --era heisei)"
same 'parse period: as far as it says' \
	'{"version":1,"period":"2016-09/2016-11","start":"2016-09-01","end":"2016-12-01","flags":["range"]}' \
	"$(get parse period '9∼11月' --above 2016年)"
same 'parse period: without a year' '{"version":1,"period":"08-29","start":null,"end":null,"flags":["partial"]}' \
	"$(get parse period 8月29日)"
run 'parse period: without a year is no month' 65 parse period 8月29日 --frequency monthly
run 'parse period: unknown frequency' 64 parse period 2016年8月 --frequency often
run 'parse period: unknown era' 64 parse period 21年度 --era edo
same 'parse value: the unit of the caption' '{"version":1,"value":460000,"unit":"人","status":"final","flags":[]}' \
	"$(get parse value 46 --caption 単位は万人 --unit 人)"

# --- at a terminal ---

# terminal TERM COMMAND...: what a terminal of 100 columns is sent.
terminal() {
	terminal_kind=$1
	shift
	TERM=$terminal_kind python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "$binary" -c "$config" "$@" </dev/null
}
escape=$(printf '\033')
for command in status 'show hand' 'collect --force' verify rebuild check-config 'alerts history'; do
	# shellcheck disable=SC2086  # words
	terminal xterm-256color $command >"$work/screen"
	same "terminal: $command: no colours, whether NO_COLOR is set or not" 0 "$(grep -c "$escape\\[[0-9;]*m" "$work/screen")"
	# shellcheck disable=SC2086
	terminal dumb $command >"$work/screen"
	same "terminal: $command: a dumb one is sent no escapes" 0 "$(grep -c "$escape" "$work/screen")"
done
terminal xterm-256color verify >"$work/screen"
has 'terminal: progress, which is taken away again' "$escape\[K" "$work/screen"
sed 's/^language = en/language = ja/' "$config" >"$work/ja.ini"
cat >>"$work/ja.ini" <<END
[indicator wide]
title = 全角の名称（ｶﾅと英字ABCを含む）
unit = 人
frequency = monthly
better = higher
END
shihyo -c "$work/ja.ini" record wide 2026-01 1234567 >/dev/null 2>&1
shihyo -c "$work/ja.ini" status >"$work/out" 2>/dev/null
# The right edge of the figures' column, in columns of a terminal, of each row.
same 'terminal: columns of full-width characters are straight' '3 rows 1 edge' "$(python3 - "$work/out" <<'END'
import re, sys, unicodedata
def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
found = [line[:cell.end()] for line in lines for cell in [re.search("(?:実績値|[0-9]件|[0-9]人)(?= )", line)] if cell]
print(len(found), "rows", len({width(text) for text in found}), "edge")
END
)"

shihyo -c "$config" programs --json | head -c 1 >/dev/null
same 'a reader that left is no error' 0 "$?"
shihyo -c "$config" status >/dev/full 2>"$work/err"
same 'output that cannot be written: exit status' 74 "$?"
shihyo -c "$config" check >/dev/full 2>"$work/err"
same 'output that cannot be written: check does not know' 3 "$?"
shihyo -c "$config" status >&- 2>"$work/err"
same 'output that is closed: exit status' 74 "$?"
SHIHYO_CONFIG=$config shihyo status >"$work/out" 2>"$work/err"
same 'the configuration from the environment' 0 "$?"
SHIHYO_NOW=noon shihyo -c "$config" status >"$work/out" 2>"$work/err"
same 'a clock that is none' 64 "$?"
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 07: an editor of the configuration at work: every fault of every file in one run, with its line and
# what was expected; what cannot be obeyed is refused; the sample that is printed is a configuration.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh
cd "$work" || exit 1
config=shihyo.ini

# fault NAME PATTERN: the last check-config printed such a line.
fault() {
	has "$1" "$2" "$work/out"
}

# --- all that is wrong, in one run ---

mkdir more
printf '[site]\ninclude = ../shihyo.ini\n' >more/circle.ini
printf '; \223\372\226{\n[site]\n' >more/shift_jis.ini # 日本 in CP932
cat >shihyo.ini <<END
[site]
language = fr
stat = here
include = more/*.ini none.ini

[source a]
url = ftp://example.jp/x.csv
every = soon

[source a]
url = http://127.0.0.1/x.csv

[source 全産業業況判断指数を調べる商工会議所早期景気観測の調査票]
url = http://127.0.0.1/x.csv

[indicator i]
title = t
unit = 人
frequency = yearly
better = higher
table = (

nonsense
[nonsense]
[source nowhere]
title = neither url nor page
[source long]
url = http://127.0.0.1/$(printf '%300s' '' | tr ' ' a)
[program p]
title = t
budget.24 = 5
END
run 'faults: exit status' 78 check-config
fault 'faults: a value that is none' '^shihyo.ini:2: language: "fr", expected ja or en$'
fault 'faults: an unknown key, and what was meant' '^shihyo.ini:3: unknown key "stat" in \[site\], .*"state"'
fault 'faults: a file that is not there' '^shihyo.ini:4: include: no file matches "none.ini"'
fault 'faults: a circle' '^more/circle.ini:2: include: .* includes itself \(circular\)'
fault 'faults: a file in Shift_JIS' '^more/shift_jis.ini:1: not UTF-8, expected .*iconv'
fault 'faults: an address of another kind' '^shihyo.ini:7: url: "ftp://example.jp/x.csv", expected .*https? or https?$'
fault 'faults: no duration' '^shihyo.ini:8: every: "soon", expected a duration'
fault 'faults: an id twice' '^shihyo.ini:10: duplicate \[source a\], .* at shihyo.ini:6$'
fault 'faults: a name that inih would cut' '^shihyo.ini:13: section name of 91 bytes, expected at most 49'
fault 'faults: no frequency' '^shihyo.ini:19: frequency: "yearly", expected daily, .* or fiscal-year$'
fault 'faults: no pattern' '^shihyo.ini:21: table: pattern "\(": missing closing parenthesis'
fault 'faults: no line' '^shihyo.ini:23: "nonsense", expected \[section\] or key = value'
fault 'faults: no section' '^shihyo.ini:24: unknown section \[nonsense\]'
fault 'faults: a source without address' '^shihyo.ini:25: \[source nowhere\] has neither url nor page'
fault 'faults: a line that inih would cut' '^shihyo.ini:28: line of 323 bytes, expected at most 197'
fault 'faults: no fiscal year' '^shihyo.ini:31: unknown suffix "24" of "budget"'
same 'faults: the count' "shihyo: shihyo.ini: $(wc -l <"$work/out") faults" "$(cat "$work/err")"
run 'faults: no command runs with them' 78 status
has 'faults: each is named again' '^shihyo.ini:31: ' "$work/err"
holds 'faults: nothing was made' test ! -e state

# --- references ---

cat >shihyo.ini <<END
[site]
state = state
[source a]
url = http://127.0.0.1/x.csv
[indicator i]
title = t
unit = 人
frequency = monthly
better = higher
source = a b
compare = z
[program p]
title = t
policy = none-such
moves = i j
[alert r]
indicator = k
when = beneath 5
notify = office
END
run 'references: exit status' 78 check-config
fault 'references: a source' '^shihyo.ini:10: source: .*\[source b\], expected an id that is there'
fault 'references: an indicator beside' '^shihyo.ini:11: compare: .*\[indicator z\], expected an id that is there'
fault 'references: a policy' '^shihyo.ini:14: policy: .*\[policy none-such\]'
fault 'references: a moved indicator' '^shihyo.ini:15: moves: .*\[indicator j\]'
fault 'references: a judged indicator' '^shihyo.ini:17: indicator: .*\[indicator k\]'
fault 'references: a notifier' '^shihyo.ini:19: notify: .*\[notify office\]'

# --- all layers speak in one run ---

cat >shihyo.ini <<END
[site]
titel = x
state = state
[source a]
url = http://127.0.0.1/{%X}.csv
[notify office]
type = mail
[indicator i]
title = t
unit = t
frequency = monthly
better = higher
[alert r]
indicator = i
when = beneath 3
[graph g]
rrdgraph = PRINT
END
run 'all layers: exit status' 78 check-config
fault 'all layers: a key' '^shihyo.ini:2: unknown key "titel"'
fault 'all layers: an address' '^shihyo.ini:5: "%X" is no placeholder'
fault 'all layers: a notifier' '^shihyo.ini:6: '
fault 'all layers: a rule' '^shihyo.ini:15: .*beneath 3'
fault 'all layers: a graph' '^shihyo.ini:17: graph g: '

# --- what this version cannot obey, it says ---

refused() {
	{
		printf '[site]\nstate = state\n[source a]\nurl = http://127.0.0.1/x.csv\n'
		printf '%b' "$2"
	} >shihyo.ini
	run "$1: exit status" 78 check-config
	fault "$1" "$3"
}
refused 'a rule that is none' '[indicator i]\ntitle = t\nunit = t\nfrequency = monthly\nbetter = higher\n[alert r]\nindicator = i\nwhen = beneath 5\n' \
	'^shihyo.ini:12: .*beneath 5'
refused 'a graph of an unknown file' '[graph g]\nrrdgraph = DEF:v=none:LAST LINE1:v#000000\n' \
	'^shihyo.ini:6: rrdgraph: .*\[indicator none\]'
refused 'a graph that reads another file' '[graph g]\nrrdgraph = DEF:v=/etc/passwd:v:LAST LINE1:v#000000\n' \
	'^shihyo.ini:6: graph g: '

# --- the files themselves ---

: >shihyo.ini
run 'an empty file' 78 check-config
fault 'an empty file: said' '^shihyo.ini: no \[site\] section'
run 'a folder' 78 -c . check-config
run 'a file that is not there' 78 -c missing.ini check-config
has 'a file that is not there: named' 'missing.ini.*No such file' "$work/out"
printf '[site]\ntitle = a\0b\n' >shihyo.ini
run 'a NUL' 78 check-config
fault 'a NUL: said' '^shihyo.ini:2: NUL byte'
printf '\357\273\277[site]\r\ntitle = made by an editor of Windows\r\nstate = state\r\n' >shihyo.ini
run 'a byte order mark and CRLF' 0 check-config

# --- what may be meant, and is worth a second look ---

cat >shihyo.ini <<END
[site]
state = state
[indicator i]
title = t
unit = 人
frequency = fiscal-year
better = higher
baseline = FY2019 500
target = FY2028 900
rebase = FY2022 another survey
[policy o]
title = t
[program p]
title = t
policy = o
moves = i
start = 2019-04
end = 2022-03
budget.2021 = 5
budget.2024 = 5
END
run 'doubts are no faults' 0 check-config
fault 'a path over a break is doubted' '^要確認: \[indicator i\] 基準値が系列の断絶（rebase、令和4年度）より前'
fault 'an amount after the end is doubted' '^要確認: \[program p\] 終了後の2024年度に金額があります'

# --- the sample ---

get check-config --sample >sample.ini
run 'the sample is a configuration' 0 -c sample.ini check-config
has 'the sample explains its keys' '^# The time zone by which a day begins' sample.ini
sed -n 's/^;\{0,1\} *\([a-z_]*\)[.0-9]* *=.*/\1/p' sample.ini | sort -u >sampled
get check-config --manual >manual.5
sed -n 's/^\.It Cm \([a-z_]*\).*/\1/p' manual.5 | sort -u >explained
holds 'the manual has keys' test -s explained
same 'the sample has every key of the manual' '' "$(comm -13 sampled explained)"
finish

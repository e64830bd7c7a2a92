#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 29: two editions. Markers stand in everything that is for the office alone; no byte of the public
# edition has one, in no file of the site, whatever stood there before. Each further thing is shown
# when `publish` names it, and nothing else with it. Small counts are withheld in tables, charts and
# words alike; in a time of quiet pages on programs stay as they are, and figures do not.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
sed -i "s/^title = テスト/title = PUBLICsite/; s|^output = site|output = site\naudience = internal\nbase_url = https://example.jp/s/|" "$config"
cat >>"$config" <<END
[source city]
title = PUBLICsource
url = http://127.0.0.1:$port/city.csv
format = csv
every = 1m
grade = official

[source paper]
title = INSIDEpaper
url = http://127.0.0.1:$port/INSIDEpaper.csv
format = csv
every = 1m
grade = press
citation = INSIDEcitation

[source broken]
title = PUBLICbroken
url = http://127.0.0.1:$port/nowhere.csv
format = csv
every = 1m

[indicator open]
title = PUBLICtitle
definition = PUBLICdefinition
note = INSIDEnote
unit = 人
frequency = fiscal-year
better = higher
source = city paper
value = 人数
maximum = 500000
baseline = FY2001 202
target = FY2030 900
compare = inside-compare

[indicator few]
title = PUBLICfew
unit = 件
frequency = fiscal-year
better = higher

[indicator plain]
title = PUBLICplain
unit = 件
frequency = fiscal-year
better = higher

[indicator inside-compare]
title = INSIDEcompare
unit = 人
frequency = fiscal-year
better = higher
public = no
source = city
value = 隠す人数

[challenge c]
title = PUBLICchallenge
text = PUBLICtext

[policy p]
title = PUBLICpolicy
challenge = c

[program prog]
title = PUBLICprogram
policy = p
pledge = yes
note = INSIDEprogramnote
budget.2024 = 5000
summary = PUBLICsummary
moves = open inside-compare plain
start = 2001-04
lag = 1y

[alert high-INSIDE]
indicator = open
when = above 100
severity = critical

[alert plain]
indicator = plain
when = above 7

[alert hidden]
indicator = inside-compare
when = above 1

[graph g]
title = INSIDEgraph
rrdgraph = DEF:v=open:LAST LINE2:v#1f4e79
END
sed -i 's/^\[alert high-INSIDE\]/[alert high]/' "$config"
csv() {
	printf '年度,人数（人）,隠す人数（人）\n'
	for year in 2001 2002 2003 2004; do printf '%s年度,"%s","%s"\n' "$year" $((year - 1799)) 77123; done
}
csv >"$served/city.csv"
printf '年度,人数（人）\n2005年度,"345678"\n' >"$served/INSIDEpaper.csv"
run 'inside: a cycle' 69 collect
# held, and told so: out of range
csv | sed 's/^2004年度,"205"/2004年度,"987654"/' >"$served/city.csv"
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'inside: something is held' 69 collect
run 'inside: by hand' 0 record few FY2020 3 --note INSIDEentry
run 'inside: by hand, a second' 0 record few FY2021 8
run 'inside: by hand, a third' 0 record plain FY2021 8
run 'inside: seen' 0 alerts ack high --note INSIDEack
run 'inside: all' 0 rebuild

# all FILES of a folder, as text where they are packed.
bytes() {
	find "$1" -type f -exec cat {} +
	find "$1" | sed "s|^$1||"
}
bytes "$site" >"$work/bytes"
for marker in INSIDEpaper INSIDEcitation INSIDEnote INSIDEcompare INSIDEprogramnote INSIDEgraph 345,678 \
	77,123 'critical' '987,654|987654' 'pledge' 'nowhere.csv' 'charts/inside-compare'; do
	has "inside: $marker" "$marker" "$work/bytes"
done

# expect_public NAME [PATTERN...]: nothing of the office, but for what the patterns name.
expect_public() {
	public_name=$1
	shift
	bytes "$site" >"$work/bytes"
	for marker in INSIDE inside-compare 345,678 345678 77,123 77123 987,654 987654 pledge Pledge \
		'class="[a-z ]*(critical|warning)' 'above 100' 'cannot tell' 'could not be fetched' "$state" \
		"${USER:-root}\b.*(record|entered)" 'Internal' 'internal edition' 'graphs/' 'behind|on track' 'to be judged|too early'; do
		for allowed; do
			[ "$marker" != "$allowed" ] || continue 2
		done
		lacks "$public_name: $marker" "$marker" "$work/bytes"
	done
	for marker in $(cd "$state/documents" && find . -name '*.gz' | sed 's|^./||' | cut -c1-64); do
		lacks "$public_name: no name of a document of ours" "$marker" "$work/bytes"
	done
	for marker in PUBLICsite PUBLICsource PUBLICtitle PUBLICdefinition PUBLICpolicy PUBLICprogram \
		PUBLICsummary PUBLICchallenge PUBLICtext PUBLICfew; do
		has "$public_name: $marker" "$marker" "$work/bytes"
	done
}

sed -i 's/^audience = internal/audience = public/' "$config"
run 'public: a cycle over what stood there' 69 collect --force
expect_public 'public'
has 'public: an official figure' '<td>202</td>' "$site/indicators/open.html"
same 'public: no page of alerts' '' "$(find "$site" -name 'alerts.html' -o -name 'graphs.html')"
has 'public: the closing sentence' 'no direct evidence' "$site/programs/prog.html"
has 'public: the closing sentence in Japanese' '成果を直接示すものではありません' "$site/ja/programs/prog.html"
has 'public: a link to the publisher' "href=\"http://127.0.0.1:$port/city.csv\"" "$site/sources.html"
lacks 'public: none to a copy of ours' 'documents/' "$work/bytes"

# --- small counts ---

has 'a small count: withheld' '<td>×</td><td>withheld</td>' "$site/indicators/few.html"
has 'a small count: in Japanese' '<td>×</td><td>秘匿</td>' "$site/ja/indicators/few.html"
has 'a large one: shown' '<td>8</td>' "$site/indicators/few.html"
sed 's/(below 5 件)//' "$site/charts/few.txt" >"$work/few.txt"
lacks 'a small count: nor by its difference' '5' "$work/few.txt"
lacks 'a small count: not in the words' '\b3\b' "$site/charts/few.txt"
run 'a small count: export' 0 export few -o "$work/out-few"
lacks 'a small count: not exported' 'FY2020.*,3,' "$work/out-few/few.csv"

# --- one by one ---

cp "$config" "$work/public.ini"
publishing() {
	sed "s/^audience = public/audience = public\npublish = $1/" "$work/public.ini" >"$config"
	run "publish = $1" 0 rebuild
}
publishing pledges
expect_public 'pledges' pledge Pledge
has 'pledges: shown' '<dt>Pledge</dt>' "$site/programs/prog.html"
has 'pledges: on the chart' 'pledge' "$site/charts/open.svg"
publishing failures
expect_public 'failures' 'could not be fetched'
has 'failures: shown' 'could not be fetched' "$site/sources.html"
publishing alerts
expect_public 'alerts' 'above 100' 'class="[a-z ]*(critical|warning)'
has 'alerts: shown' 'PUBLICplain.*above 7' "$site/alerts.html"
lacks 'alerts: none that rests on figures of the press' 'PUBLICtitle' "$site/alerts.html"
lacks 'alerts: none of what is not shown' 'INSIDE' "$site/alerts.html"
publishing verdicts
expect_public 'verdicts' 'cannot tell' 'behind|on track' 'to be judged|too early'
has 'verdicts: when it can be judged' 'to be judged from Apr 2002' "$site/charts/open.txt"
has 'verdicts: shown' 'cannot tell' "$site/programs/prog.html"
has 'verdicts: on the target' 'behind|on track' "$site/indicators/open.html"
publishing 'feeds metrics'
expect_public 'feeds and metrics'
sed "s/^audience = public/audience = public\npublish = everything/" "$work/public.ini" >"$config"
run 'publish: a word that is none' 78 check-config
has 'publish: said' 'everything.*expected one of the choices' "$work/out"
cp "$work/public.ini" "$config"
run 'public again' 0 rebuild
expect_public 'public again'

# --- a time of quiet ---

export SHIHYO_NOW=2026-04-05T09:00:00+09:00
sed 's|^audience = public|audience = public\nquiet = 2026-04-04/2026-04-25|; s/PUBLICsummary/PUBLICnews/; s/PUBLICpolicy/PUBLICother/; s/^budget.2024 = 5000/budget.2024 = 7777/' \
	"$work/public.ini" >"$config"
csv | sed 's/^2003年度,"204"/2003年度,"333"/' >"$served/city.csv"
cp "$site/programs/prog.html" "$work/prog-before"
cp "$site/policies/p.html" "$work/policy-before"
cp "$site/policies/p.svg" "$work/picture-before"
cp "$site/policies/p.txt" "$work/words-before"
run 'quiet: a cycle' 69 collect --force
stays() {
	same_files "$1: the page of a program" "$work/prog-before" "$site/programs/prog.html"
	same_files "$1: the page of a policy" "$work/policy-before" "$site/policies/p.html"
	same_files "$1: the picture on it" "$work/picture-before" "$site/policies/p.svg"
	same_files "$1: its words" "$work/words-before" "$site/policies/p.txt"
}
stays quiet
run 'quiet: all anew' 0 rebuild
stays 'quiet: all anew'
run 'quiet: the whole site' 0 site
stays 'quiet: the whole site'
same 'quiet: the whole site: nothing to say of it' '' "$(grep 'quiet:' "$work/err")"
has 'quiet: the figures go on' '<td>333</td>' "$site/indicators/open.html"
rm "$site/programs/prog.html"
run 'quiet: one that is missing' 0 rebuild
holds 'quiet: is made' test -s "$site/programs/prog.html"
run 'quiet: elsewhere' 0 site -o "$work/quiet"
same 'quiet: elsewhere: the first time' '' "$(grep 'quiet:' "$work/err")"
run 'quiet: elsewhere, again' 0 site -o "$work/quiet"
has 'quiet: elsewhere, again: said that nothing vouches' 'quiet: 1 pages \(program\) are made anew' "$work/err"
export SHIHYO_NOW=2026-04-26T09:00:00+09:00
run 'after it: a cycle' 69 collect --force
has 'after it: the news' 'PUBLICnews' "$site/programs/prog.html"
has 'after it: of the policy too' 'PUBLICother' "$site/policies/p.html"
has 'after it: its words' 'PUBLICother' "$site/policies/p.txt"
sed 's|^audience = public|audience = public\nquiet = 2026-04-25/2026-04-04|' "$work/public.ini" >"$config"
run 'quiet: backwards' 78 check-config
cp "$work/public.ini" "$config"

# --- a folder of its own ---

sed 's/^audience = public/audience = internal/' "$config" >"$work/internal.ini"
shihyo -c "$work/internal.ini" site -o "$work/elsewhere" >"$work/out" 2>"$work/err"
has 'elsewhere: inside' 'INSIDEnote' "$work/elsewhere/indicators/open.html"
run 'elsewhere: public over it' 0 site -o "$work/elsewhere"
site=$work/elsewhere
expect_public 'elsewhere'
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 31: the machine doors: feeds, the calendar of publications, metrics, status.json, the data folder.
# What others' readers say of them; what a second cycle leaves alone; what another edition takes away.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

python=/usr/bin/python3 # Debian's own, whose modules are packages
atom=$root/tests/data/atom.rng

publish "$served"
write_site
sed -i 's|^delay = .*|&\nbase_url = https://example.jp/shihyo/\nlicence = CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/|' \
	"$config"
add_pair good
add_pair press
sed -i '/^\[source press\]/a grade = press' "$config"
sed -i '/^\[source good\]/a release = yearly 05-31' "$config"
cat >>"$config" <<END
[indicator hostile]
title = <script>alert("x")</script> & 'y' \\ , ]]>
unit = "x"
frequency = monthly
better = higher

[indicator hidden]
title = SECRET
unit = x
frequency = monthly
better = higher
public = no

[alert low]
indicator = good
when = below 100
clear = above 120

END
run 'nothing yet' 69 collect
write_values "$served/good.csv" 2021 110 2022 115
write_values "$served/press.csv" 2021 7777
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'first figures' 0 collect
run 'by hand: hostile' 0 record hostile 2026-01 -1.5
run 'by hand: hidden' 0 record hidden 2026-01 8888

export SHIHYO_NOW=2026-03-03T09:00:00+09:00
write_values "$served/good.csv" 2021 110 2022 116 2023 90
run 'a revision, and below the floor' 0 collect

# files: all that are doors, with what gives them away when they change.
files() {
	(cd "$site" && find feed.atom feeds data metrics.txt status.json releases.ics -type f -print0 2>/dev/null |
		LC_ALL=C sort -z | xargs -0 stat -c '%n %Y %i')
}

same 'files' 'data/datapackage.json data/good.csv data/good.jsonld data/hidden.csv data/hidden.jsonld data/hostile.csv data/hostile.jsonld data/press.csv data/press.jsonld data/sdmx/datapackage.json data/sdmx/good.csv data/sdmx/hidden.csv data/sdmx/hostile.csv data/sdmx/press.csv feed.atom feeds/good.atom feeds/hidden.atom feeds/hostile.atom feeds/press.atom metrics.txt releases.ics status.json ' \
	"$(files | cut -d' ' -f1 | tr '\n' ' ')"

# --- Atom ---

for feed in feed.atom feeds/good.atom feeds/hostile.atom feeds/press.atom; do
	holds "$feed: as RFC 4287 has it" xmllint --noout --relaxng "$atom" "$site/$feed"
done
# xpath FILE EXPRESSION: with a:NAME for elements of Atom.
xpath() {
	xmllint --xpath "$(echo "$2" | sed "s/a:\([a-z]*\)/*[local-name()='\1']/g")" "$1"
}
same 'good: an entry for each time' 2 "$(xpath "$site/feeds/good.atom" 'count(//a:entry)')"
same 'good: the revision is said' 1 \
	"$(xpath "$site/feeds/good.atom" "count(//a:entry[1][contains(., 'FY2022: 116 人, revised (before: 115 人; difference: +1 人)')])")"
same 'good: ids are for ever' 'tag:example.jp,2026:/shihyo/indicators/good/2026-03-03T00:00:00Z' \
	"$(xpath "$site/feeds/good.atom" 'string(//a:entry[1]/a:id)')"
same 'hostile: a text like any other' "<script>alert(\"x\")</script> & 'y' \\ , ]]>" \
	"$(xpath "$site/feeds/hostile.atom" 'string(/a:feed/a:title)')"
same 'alerts: raised (one of them: overdue)' 2 "$(xpath "$site/feed.atom" 'count(//a:entry)')"

# --- the calendar ---

if "$python" -c 'import icalendar' 2>/dev/null; then
	"$python" - "$site/releases.ics" >"$work/events" <<'END'
import sys, icalendar
for event in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
    print(event['UID'], event['DTSTART'].dt, event['SUMMARY'], event['DESCRIPTION'], sep='|')
END
	has 'calendar: read by another' '^good\.FY2024@example\.jp\|2025-05-31\|Expected: test source good\|test indicator good FY2024$' \
		"$work/events"
else
	fail calendar 'python3-icalendar is not there'
fi

# --- metrics, status, data ---

same 'metrics: the end is said' '# EOF' "$(tail -n 1 "$site/metrics.txt")"
has 'metrics: the newest value' '^shihyo_indicator_value\{indicator="good"\} 90$' "$site/metrics.txt"
has 'metrics: the end of its period' \
	'^shihyo_indicator_period_timestamp_seconds\{indicator="good"\} 1711929600$' "$site/metrics.txt"
if command -v promtool >/dev/null; then
	promtool check metrics <"$site/metrics.txt" >"$work/promtool" 2>&1
	same 'metrics: promtool has nothing to say' "0" "$?$(cat "$work/promtool")"
fi
get status --json >"$work/status"
same_files 'status.json is what status --json says' "$work/status" "$site/status.json"
get export -o "$work/export" >"$work/out"
for name in good hostile press hidden; do
	same_files "data: $name as exported" "$work/export/$name.csv" "$site/data/$name.csv"
done
# "created" is when each was made
sed 's/"created":"[^"]*"//' "$work/export/datapackage.json" >"$work/package"
sed 's/"created":"[^"]*"//' "$site/data/datapackage.json" >"$work/published"
same_files 'data: the package as exported' "$work/package" "$work/published"
same 'data: SDMX' 'dataflow,SHIHYO:INDICATORS(1.0),I,A,good,2023-A1,90,A,人,--04-01' \
	"$(tail -n 1 "$site/data/sdmx/good.csv")"
same 'JSON-LD' 'Dataset|2021-04-01/2024-03-31|https://example.jp/shihyo/data/good.csv' \
	"$(json "$site/data/good.jsonld" "SELECT j ->> '\$.@type', j ->> '\$.temporalCoverage', j ->> '\$.distribution[0].contentUrl' FROM j")"

# --- only what changed is written ---

files >"$work/before"
sleep 1.1
run 'the site again' 0 site
files >"$work/after"
same_files 'nothing changed: nothing was written' "$work/before" "$work/after"
run 'a figure by hand' 0 record hostile 2026-02 -2
files | diff "$work/before" - | sed -n 's/^> \([^ ]*\) .*/\1/p' >"$work/changed"
same 'one indicator: its files, the packages, what tells of all' \
	'data/datapackage.json data/hostile.csv data/hostile.jsonld data/sdmx/datapackage.json data/sdmx/hostile.csv feeds/hostile.atom metrics.txt status.json ' \
	"$(tr '\n' ' ' <"$work/changed")"

# --- resolved ---

export SHIHYO_NOW=2026-03-04T09:00:00+09:00
write_values "$served/good.csv" 2021 110 2022 116 2023 90 2024 130
run 'above again' 0 collect
same 'alerts: resolved is an entry of its own' 'resolved' \
	"$(xpath "$site/feed.atom" 'string(//a:entry[1]/a:category/@term)')"
same 'alerts: raised is still there' 4 "$(xpath "$site/feed.atom" 'count(//a:entry)')"

# --- the same ledger, the same bytes ---

run 'elsewhere' 0 site -o "$work/one"
run 'elsewhere again' 0 site -o "$work/other"
holds 'the same bytes' diff -r "$work/one" "$work/other"

# --- the public edition ---

sed -i 's/^output = .*/&\naudience = public/' "$config"
run 'public' 0 site
same 'public: what there is' 'data/datapackage.json data/good.csv data/good.jsonld data/hostile.csv data/hostile.jsonld data/press.csv data/sdmx/datapackage.json data/sdmx/good.csv data/sdmx/hostile.csv data/sdmx/press.csv feeds/good.atom feeds/hostile.atom feeds/press.atom releases.ics status.json ' \
	"$(files | cut -d' ' -f1 | tr '\n' ' ')"
(cd "$site" && cat data/*.* data/sdmx/* feeds/* status.json releases.ics) >"$work/all"
lacks 'public: nothing of the office, nothing of the press' 'SECRET|7777|8888|test source press|grade' "$work/all"
has 'public: no alerts' '"alerts":\[\]' "$site/status.json"

# --- without an address, without calendars ---

sed -i -e '/^base_url/d' -e '/^release = /d' "$config"
run 'no address' 0 site
same 'no address: no feeds' 0 "$(find "$site" -name '*.atom' | wc -l)"
same 'no calendars: no calendar' 0 "$(find "$site" -name '*.ics' | wc -l)"

# --- one that is gone ---

sed -i '/^\[indicator hostile\]/,/^$/d' "$config"
run 'one is gone' 0 site
same 'one is gone: its files too' 0 "$(find "$site/data" -name 'hostile*' | wc -l)"
lacks 'one is gone: from the package' hostile "$site/data/datapackage.json"
finish

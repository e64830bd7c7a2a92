#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 24: a history of twelve publications, with revisions, 速報 and 確報, a rounded figure, a late
# month, a withdrawal, an older document that comes late, and a month that vanishes: what was known
# at each of the dates, what each version did, and what the RRD file holds.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

history=$root/tests/e2e/vintages
days='2026-02-20 2026-03-19 2026-04-20 2026-05-20 2026-05-29 2026-06-19 2026-07-10 2026-07-21
	2026-08-20 2026-08-25 2026-09-18 2026-10-20'

publish "$served"
write_site
cat >>"$config" <<END
[source visitors]
url = http://127.0.0.1:$port/visitors.csv
published = 公表日:(?<date>.+日)
format = csv
every = 1m

[indicator visitors]
title = test visitors
unit = 人
frequency = monthly
better = higher
source = visitors
value = 入場者数
END

# as_of_all NAME: what was known at the end of each of the days.
as_of_all() {
	set -- "$1" 1
	for day in $days; do
		number=$(printf '%02d' "$2")
		get show visitors --as-of "$day" --csv >"$work/known.csv"
		same_files "$1: as of $day" "$history/$number.known.csv" "$work/known.csv"
		set -- "$1" $(($2 + 1))
	done
}

# versions PERIOD: value|status|published|revision|withdrawn|reason of each, in one line.
versions() {
	get show visitors --vintages --json >"$work/versions"
	json "$work/versions" "SELECT o.value ->> 'value', o.value ->> 'status',
		o.value ->> 'published', o.value ->> 'revision', o.value ->> 'withdrawn',
		o.value ->> 'reason' FROM j, json_each(j, '\$.observations') o
		WHERE o.value ->> 'period' = '$1'" | tr '\n' ' '
}

# --- twelve publications ---

number=1
for day in $days; do
	export SHIHYO_NOW="${day}T10:00:00+09:00"
	document=$(printf '%s/%02d.csv' "$history" "$number")
	wanted=0
	case $number in
	10) # another address of the source, with what it published long before
		cp "$document" "$served/archive.csv"
		sed -i "s|^url = .*visitors.csv|& http://127.0.0.1:$port/archive.csv|" "$config"
		;;
	12) # December is held
		cp "$document" "$served/visitors.csv"
		wanted=65
		;;
	*) cp "$document" "$served/visitors.csv" ;;
	esac
	run "publication $number" "$wanted" collect
	cp "$work/out" "$work/collected-$number"
	get show visitors --csv >"$work/known.csv"
	same_files "publication $number: what is known" \
		"$(printf '%s/%02d.known.csv' "$history" "$number")" "$work/known.csv"
	number=$((number + 1))
done
has 'a revision is counted' '^visitors +read +0 +2 +2$' "$work/collected-3"
has 'the rounded ones are set aside, and told' \
	'^visitors: 7 set aside, such as visitors 2025-11 100,000 .estimate.: a final or more exact' \
	"$work/collected-7"
has 'what was published before is set aside, and told' \
	'^visitors: 2 set aside, such as visitors 2025-11 99,870: a figure published later is known$' \
	"$work/collected-10"
has 'a month that vanished is held, and told' \
	'^visitors: 1 held and not recorded, such as visitors Dec 2025 no figure: the document no longer' \
	"$work/collected-12"

# --- what was known ---

as_of_all 'afterwards'
run 'as of an instant before the first' 0 show visitors --as-of 2026-02-20T09:59:59+09:00 --csv
same 'as of an instant before the first: nothing' 'period,value,status' "$(cat "$work/out")"

# --- what each version did ---

same 'final after preliminary' \
	'120310|preliminary|2026-02-20||0| 121050|final|2026-03-19|740|0| 121000|estimate|2026-07-10||0|less exact ' \
	"$(versions 2026-01)"
same 'a revision, and what was published before it' \
	'110340|final|2026-02-20||0| 109800|revised|2026-04-20|-540|0| 110000|estimate|2026-07-10||0|less exact 110000|preliminary|2026-01-20||0|less exact ' \
	"$(versions 2025-12)"
same 'what was published before a final figure' \
	'100120|final|2026-02-20||0| 100000|estimate|2026-07-10||0|less exact 99870|final|2026-01-20||0|older ' \
	"$(versions 2025-11)"
same 'a rounded figure until an exact one is known' \
	'170000|estimate|2026-07-10||0| 171200|preliminary|2026-07-21|1200|0| 171350|final|2026-08-20|150|0| 171400|revised|2026-09-18|50|0| ' \
	"$(versions 2026-06)"
same 'a withdrawal, and the figure given again' \
	'130200|preliminary|2026-03-19||0| 130660|final|2026-04-20|460|0| 131000|estimate|2026-07-10||0|less exact |missing|2026-08-20||1| 129900|revised|2026-10-20||0| ' \
	"$(versions 2026-02)"
run 'as a table' 0 show visitors --vintages
has 'as a table: the size of a revision' '^2026-02 +130,660 +.460, .0\.4% +2026-04-20 +2026-04-20 10:00 +visitors ' "$work/out"
has 'as a table: withdrawn' '^2026-02 +withdrawn +2026-08-20 ' "$work/out"
has 'as a table: set aside, and why' \
	'^2025-11 +99,870 +set aside \(a figure published later is known\) +2026-01-20 +2026-08-25 10:00' "$work/out"
run 'in Japanese' 0 show visitors --vintages
sed 's/^language = en/language = ja/' "$config" >"$work/ja.ini"
shihyo -c "$work/ja.ini" show visitors --vintages >"$work/ja" 2>&1
has 'in Japanese: the size of a revision' '^2026-02 +130,660 +＋460、＋0.4％ ' "$work/ja"
has 'in Japanese: withdrawn' '^2026-02 +撤回 +2026-08-20 ' "$work/ja"
has 'in Japanese: set aside, and why' '据え置き（より新しい公表の値があるため）' "$work/ja"
run 'status' 0 status
lacks 'status: what was published before is no worry' '99,870|110,000 .preliminary' "$work/out"
run 'versions known at a date' 0 show visitors --vintages --as-of 2026-08-20 --json
same 'versions known at a date: what was withdrawn then' '2026-02' "$(json "$work/out" "SELECT
	o.value ->> 'period' FROM j, json_each(j, '\$.observations') o
	WHERE o.value ->> 'withdrawn' AND o.value ->> 'recorded_at' <= '2026-08-20T23'")"
same 'versions known at a date: none after it' 0 "$(json "$work/out" "SELECT count(*)
	FROM j, json_each(j, '\$.observations') o WHERE o.value ->> 'recorded_at' > '2026-08-21'")"

# --- the RRD file has the newest ---

# instant value of each day that has one, as `show` says it
get show visitors --json >"$work/newest"
json "$work/newest" "WITH RECURSIVE o(day, last, value) AS (
	SELECT unixepoch(v.value ->> 'start') + 86400, unixepoch(v.value ->> 'end'), v.value ->> 'value'
	FROM j, json_each(j, '\$.observations') v WHERE v.value ->> 'value' IS NOT NULL
	UNION ALL SELECT day + 86400, last, value FROM o WHERE day < last)
	SELECT printf('%d %.1f', day, value) FROM o ORDER BY day" >"$work/days"
rrdtool dump "$state/rrd/visitors.rrd" |
	sed -nE 's|^.* / ([0-9]+) --> <row><v> *([0-9.e+]+) *</v>.*$|\1 \2|p' |
	awk '{ printf "%d %.1f\n", $1, $2 }' | sort -n | uniq >"$work/dumped"
same_files "the RRD file holds all $(wc -l <"$work/days") days" "$work/days" "$work/dumped"
first=$(head -n 1 "$work/days" | cut -d' ' -f1)
last=$(tail -n 1 "$work/days" | cut -d' ' -f1)
TZ=UTC rrdtool fetch "$state/rrd/visitors.rrd" LAST -r 86400 -s $((first - 86400)) -e "$last" |
	tr -d : | awk -v last="$last" '$1 + 0 > 0 && $1 + 0 <= last && $2 !~ /nan/ { printf "%d %.1f\n", $1, $2 }' \
	>"$work/fetched"
same_files 'and rrdtool fetch gives them' "$work/days" "$work/fetched"
run 'verify' 0 verify

# --- the documents again: nothing differs, and a lost ledger is made again of them ---

# again NAME: the documents give what the ledger holds.
again() {
	run "$1: replay" 0 replay visitors --json
	same "$1: replay: nothing differs" 0 "$(json "$work/out" "SELECT json_array_length(j, '\$.changes') FROM j")"
}

again 'twelve publications'
mkdir "$work/lost"
cp -a "$state/documents" "$work/lost/documents"
sed "s|^state = .*|state = lost|; /^output/d" "$config" >"$work/lost.ini"
shihyo -c "$work/lost.ini" replay >"$work/out" 2>"$work/err"
same 'a lost ledger: what was held is held again' 65 "$?"
get show visitors --vintages --json >"$work/vintages"
shihyo -c "$work/lost.ini" show visitors --vintages --json >"$work/vintages-again" 2>>"$work/err"
same_files 'a lost ledger: every vintage is as it was' "$work/vintages" "$work/vintages-again"
for day in $days; do
	get show visitors --as-of "$day" --csv >"$work/known.csv"
	shihyo -c "$work/lost.ini" show visitors --as-of "$day" --csv >"$work/known-again.csv" 2>>"$work/err"
	same_files "a lost ledger: as of $day" "$work/known.csv" "$work/known-again.csv"
done

# --- the month that vanished: a person decides ---

same 'the figure stands' '2025-12,109800' "$(values visitors | sed -n 's/^\(2025-12,[^,]*\).*/\1/p')"
run 'the item' 0 quarantine
has 'the item says what a release does' '^1 +held +visitors +2025-12 .*recorded as withdrawn' "$work/out"
export SHIHYO_NOW=2026-10-21T10:00:00+09:00
run 'withdrawn after all' 0 quarantine release 1 --note 'asked the publisher'
same 'withdrawn after all: recorded on the day of its document, nothing deleted' \
	'110000|preliminary|2026-01-20||0|less exact |missing|2026-10-20||1| ' \
	"$(versions 2025-12 | sed 's/.*2026-07-10||0|less exact //')"
same 'withdrawn after all: who and why' "visitors|released by $(id -un): asked the publisher" \
	"$(sql 'SELECT source, note FROM observation ORDER BY number DESC LIMIT 1')"
as_of_all 'after a release'
again 'after a release'

# --- by hand: who, why and the day ---

run 'by hand' 0 record visitors 2026-02 130000 --published 2026-10-20 --note 'by telephone'
run 'published tomorrow' 64 record visitors 2026-02 1 --published 2026-10-22
has 'published tomorrow: why not' 'published 2026-10-22: that is later than today \(2026-10-21\)' "$work/err"
run 'published some day' 64 record visitors 2026-02 1 --published 2026-10
run 'by hand: as a table' 0 show visitors --vintages
has 'by hand: who, why and the day' \
	"^2026-02 +130,000 +.100, .0\.1% +2026-10-20 +2026-10-21 10:00 +by hand \($(id -un)\) +by telephone$" \
	"$work/out"
printf 'period,value,published,note\n2026-02,130001,2026-10-21,"read, twice"\n' >"$work/in.csv"
run 'imported' 0 import visitors "$work/in.csv"
run 'imported: as CSV' 0 show visitors --vintages --csv
has 'imported: as CSV' "^2026-02,130001,final,2026-10-21,1,,2026-10-21T01:00:00Z,,$(id -un),\"read, twice\"$" "$work/out"
get show visitors --csv >"$work/again.csv"
run 'what show prints is imported again' 0 import visitors "$work/again.csv" --dry-run
has 'what show prints is imported again: and is known' '^0 added, 0 revised, 13 the same' "$work/out"
as_of_all 'after corrections by hand'
again 'after corrections by hand'

# --- two documents of one cycle, in either order ---

for id in older-first newer-first; do
	cat >>"$config" <<END

[source $id]
url = http://127.0.0.1:$port/$id-1.csv http://127.0.0.1:$port/$id-2.csv
published = 公表日:(?<date>.+日)
format = csv
every = 1m

[indicator $id]
title = test $id
unit = 人
frequency = monthly
better = higher
source = $id
value = 入場者数
END
done
cp "$history/02.csv" "$served/older-first-1.csv"
cp "$history/03.csv" "$served/older-first-2.csv"
cp "$history/03.csv" "$served/newer-first-1.csv"
cp "$history/02.csv" "$served/newer-first-2.csv"
run 'in either order' 0 collect older-first newer-first
for id in older-first newer-first; do
	get show $id --csv >"$work/$id.csv"
	has "in either order: $id: the newer stands" '^2025-12,109800,revised,2026-04-20$' "$work/$id.csv"
	has "in either order: $id: the final too" '^2026-02,130660,final,2026-04-20$' "$work/$id.csv"
	run "in either order: $id: read anew" 0 collect "$id" --force
	get show $id --csv >"$work/$id-again.csv"
	same_files "in either order: $id: nothing changes" "$work/$id.csv" "$work/$id-again.csv"
done

# --- what newer documents said again, unchanged, an older one does not change ---

cat >>"$config" <<END

[source again]
url = http://127.0.0.1:$port/again.csv
published = 公表日:(?<date>.+日)
format = csv
every = 1m

[indicator again]
title = test again
unit = 人
frequency = monthly
better = higher
source = again
value = 入場者数
END
cp "$history/01.csv" "$served/again.csv"
run 'said first' 0 collect again
cp "$history/02.csv" "$served/again.csv"
run 'said again' 0 collect again --force
sed 's/3月19日/3月1日/; s/100,120/100,777/' "$history/02.csv" >"$served/between.csv"
sed -i "s|^url = .*again.csv|& http://127.0.0.1:$port/between.csv|" "$config"
run 'published between the two' 0 collect again
get show again --vintages --csv >"$work/again.csv"
has 'published between the two: what was said again stands' \
	'^2025-11,100777,final,2026-03-01,,older,' "$work/again.csv"
has 'published between the two: as it was said first' \
	'^2025-11,100120,final,2026-02-20,,,' "$work/again.csv"

# --- a document that does not say its day ---

sed -i '/公表日/d' "$served/visitors.csv"
sed -i 's/"150,300"/"150,400"/' "$served/visitors.csv"
export SHIHYO_NOW=2026-10-22T10:00:00+09:00
run 'without its day' 65 collect visitors
has 'without its day: told' '^visitors +partly .*published: the pattern matches nowhere in the text' "$work/out"
has 'without its day: the figure is recorded' '^2026-09,150400,preliminary,$' \
	"$(get show visitors --csv >"$work/undated"; echo "$work/undated")"
run 'without its day: status' 0 status
has 'without its day: status tells' 'visitors.*published: the pattern matches nowhere' "$work/out"
run 'without its day: all that is unread' 65 collect visitors --force --dry-run --json
same 'without its day: counted as one' '1|published: the pattern matches nowhere in the text' \
	"$(json "$work/out" "SELECT s.value ->> 'problems', s.value ->> '\$.unread[0]'
	FROM j, json_each(j, '\$.sources') s")"
sed -i '1a 公表日：令和8年12月31日' "$served/visitors.csv"
export SHIHYO_NOW=2026-10-23T10:00:00+09:00
run 'a day that is not yet' 65 collect visitors
has 'a day that is not yet: refused' 'published: "令和8年12月31日" is later than today .2026-10-23.' "$work/out"
run 'probe' 0 probe visitors
has 'probe tells why' '^not dated: published: "令和8年12月31日" is later' "$work/out"
run 'probe of the other address' 0 probe visitors --address 2
has 'probe prints the day' '^published: 2026-01-20$' "$work/out"
sed -i '/^published/d' "$config"
run 'probe proposes the key' 0 probe visitors --address 2 --suggest
has 'probe proposes the key' '^; published = .*公表.*<date>' "$work/out"
printf '\n[source wrong]\nurl = http://127.0.0.1:%s/a.csv\npublished = 公表日\n' "$port" >>"$config"
run 'a pattern without the group' 78 check-config
has 'a pattern without the group: said' 'published: pattern without a group, expected .*<date>' "$work/out"

finish

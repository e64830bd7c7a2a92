#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 19: the kept documents are read again: after a mend of the configuration, and to make the
# history of a lost ledger again; a value is followed back to the cell it stood in.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"
write_site
add_pair mended
add_pair other
printf '[alert high]\nindicator = mended\nwhen = above 700\n' >>"$config"

# Three versions of a document with two columns, the wrong one of which is taken at first.
# version INSTANT FY2018 FY2019 [FY2020]: persons, and households a hundred times as many
version() {
	export SHIHYO_NOW="$1"
	{
		printf '試験用のデータ\n年度,人数（人）,世帯（人）\n'
		printf '2018年度,%s,%s00\n2019年度,%s,%s00\n' "$2" "$2" "$3" "$3"
		[ $# -lt 4 ] || printf '2020年度,%s,%s00\n' "$4" "$4"
	} >"$served/mended.csv"
	write_values "$served/other.csv" 2018 7 2019 "$3"
	run "version of $1" 0 collect
}

version 2026-03-01T09:00:00+09:00 100 110
version 2026-03-05T09:00:00+09:00 100 115
version 2026-03-09T09:00:00+09:00 100 115 120
export SHIHYO_NOW=2026-03-10T09:00:00+09:00
run 'nothing new' 0 collect
same 'journal: a line for each new document' 5 "$(wc -l <"$state/documents/journal")"
same 'journal: its owner'\''s' 700 "$(stat -c %a "$state/documents")"
document=$(sha256sum <"$served/mended.csv" | cut -d' ' -f1)
has 'journal: what is needed to read it again' \
	"^2026-03-09T00:00:00Z	kept	mended		[^	]*	[0-9]*	http://127.0.0.1:$port/mended.csv	$document\$" \
	"$state/documents/journal"
holds 'documents are packed, zcat shows them' sh -c \
	"zcat '$state/documents/$document.gz' | cmp - '$served/mended.csv'"

# --- nothing was mended: nothing differs ---

run 'all as it was' 0 replay --dry-run
has 'all as it was: documents read' '^mended +compared +3 +0 +0 +0 +0' "$work/out"
lacks 'all as it was: no change' 'FY20' "$work/out"

# --- a wrong selection mended ---

sed -i '/indicator mended/,/^$/s/^value = .*/value = 世帯/' "$config"
sqlite3 "$state/ledger.db" .dump >"$work/before"
run 'mended: rehearsed' 0 replay mended --dry-run
has 'mended: rehearsed: from, to, document' \
	"^mended +FY2019 +115 +11,500 +mended +[0-9a-f]{12} +would be recorded\$" "$work/out"
same 'mended: rehearsed: three periods' 3 "$(grep -c 'would be recorded' "$work/out")"
has 'mended: rehearsed: said so' 'Dry run: nothing was recorded' "$work/out"
sqlite3 "$state/ledger.db" .dump >"$work/after"
same_files 'mended: rehearsed: nothing is changed' "$work/before" "$work/after"
run 'mended: rehearsed: as JSON' 0 replay mended --dry-run --json
same 'mended: rehearsed: JSON' 'FY2020|120|12000|recorded|12000' "$(json "$work/out" "SELECT
	c.value ->> 'period', c.value ->> '\$.now.value', c.value ->> '\$.would_be.value',
	c.value ->> 'outcome', c.value ->> '\$.would_be.cell'
	FROM j, json_each(j, '\$.changes') c ORDER BY 1 DESC LIMIT 1")"
export SHIHYO_NOW=2026-03-11T09:00:00+09:00
run 'mended: recorded' 0 replay mended
has 'mended: recorded: counted' '^mended +compared +3 +0 +0 +0 +3' "$work/out"
has 'mended: recorded: what was made of it' '0 added, 3 revised; alerts: 1 raised.* 1 RRDs' "$work/out"
same 'mended: the values now' 'FY2018,10000 FY2019,11500 FY2020,12000 ' "$(values mended | tr '\n' ' ')"
same 'mended: the past stays as it was known' 'FY2018,100 FY2019,115 FY2020,120 ' \
	"$(get show mended --as-of 2026-03-10 --csv | sed -e 1d -e 's/,[^,]*$//' | tr '\n' ' ')"
same 'mended: each from its document' 3 "$(sql "SELECT count(DISTINCT document) FROM observation
	WHERE recorded_at = strftime('%s', '2026-03-11')")"
run 'mended: verify' 0 verify
run 'mended: again' 0 replay mended
lacks 'mended: again: nothing' 'FY20' "$work/out"

# What stands and is not in its document any more by today's selection is told, and stays.
sed -i '/indicator mended/,/^$/s/^minimum = 0/minimum = 0\nwhere = 年度=2019年度/' "$config"
run 'narrower: rehearsed' 0 replay mended --dry-run
has 'narrower: told' '^mended +FY2018 +10,000 +mended +[0-9a-f]{12} +no longer read from its document; stays' "$work/out"
sed -i '/^where = /d' "$config"

# A correction by hand is not undone by what the source said all along.
run 'by hand' 0 record other FY2018 8 --note 'test'
run 'by hand: replay' 0 replay other
same 'by hand: stands' 'FY2018,8' "$(values other | head -n 1)"
run 'an indicator names its sources' 0 replay other --from 2026-03-05 --json
same 'from: older documents are passed over' '1' "$(json "$work/out" "SELECT
	s.value ->> 'documents' FROM j, json_each(j, '\$.sources') s")"
run 'no such source' 64 replay nothing
run 'no such date' 64 replay --from yesterday

# --- from a value back ---

run 'why' 0 why mended FY2019
same 'why: every version, newest first' 'stands|11,500人 before|115人 before|110人 ' \
	"$(sed -n 's/^\(stands\|before\)  *\([0-9].*\)/\1|\2/p' "$work/out" | tr -d ' ' | tr '\n' ' ')"
has 'why: the place today' '^place +table "試験用のデータ", row 4, column 3$' "$work/out"
has 'why: what is read otherwise today' \
	'^place +table "試験用のデータ", row 4, column 3 holds "11500", read as 11,500 人 today$' "$work/out"
has 'why: size of revision' '^revision +\+5$' "$work/out"
has 'why: address' "^URL +http://127.0.0.1:$port/mended.csv\$" "$work/out"
has 'why: fetched' '^fetched +2026-03-05 09:00, HTTP 200$' "$work/out"
has 'why: validators' '^ETag +"' "$work/out"
has 'why: source' '^source +mended  test source mended$' "$work/out"
run 'why: as JSON' 0 why mended FY2019 --json
same 'why: JSON' '11500|found|試験用のデータ|4|3|2026-03-05T00:00:00Z|200 115|otherwise|試験用のデータ|4|3|2026-03-05T00:00:00Z|200 110|otherwise|試験用のデータ|4|3|2026-03-01T00:00:00Z|200 ' \
	"$(json "$work/out" "SELECT v.value ->> 'value', v.value ->> '\$.place.found',
	v.value ->> '\$.place.grid', v.value ->> '\$.place.row', v.value ->> '\$.place.column',
	v.value ->> '\$.fetch.at', v.value ->> '\$.fetch.status'
	FROM j, json_each(j, '\$.vintages') v" | tr '\n' ' ')"
run 'why: the alert it opened' 0 why mended FY2020
has 'why: the alert: rule' '^rule +high: above 700$' "$work/out"
run 'why: another period' 0 why mended FY2018
lacks 'why: another period opened none' '^rule ' "$work/out"
run 'why: by hand' 0 why other FY2018
has 'why: by hand: the person' "^by hand +$(id -un)\$" "$work/out"
has 'why: by hand: the note' '^note +test$' "$work/out"
has 'why: by hand: what stood before' '^place +table "これは試験用のデータです（test data）", row 3, column 2$' "$work/out"
run 'why: a period without a value' 0 why other FY1999
has 'why: a period without a value: said' 'nothing is recorded of other for FY1999' "$work/err"
run 'why: no period' 64 why other nothing
run 'why: another frequency' 64 why other 2019-04
run 'why: no indicator' 64 why nothing FY2019
sed -i 's/^language = en/language = ja/' "$config"
run 'why: in Japanese' 0 why mended FY2019
has 'why: in Japanese: the place' '^場所 +表「試験用のデータ」 4行 3列$' "$work/out"
run 'replay in Japanese' 0 replay --dry-run
sed -i 's/^language = ja/language = en/' "$config"
mv "$state/documents/$document.gz" "$work/hidden.gz"
run 'why: the document is gone' 0 why mended FY2020
has 'why: the document is gone: said' "^place +not found today: .*$document.gz: No such file" "$work/out"
mv "$work/hidden.gz" "$state/documents/$document.gz"
sed -i '/indicator mended/,/^$/s/^value = .*/value = 件数/' "$config"
run 'why: not found today' 0 why mended FY2020
has 'why: not found today: said' '^place +not found today: .*件数' "$work/out"
sed -i '/indicator mended/,/^$/s/^value = .*/value = 世帯/' "$config"

# --- the ledger is lost: its history is made again ---

sed -i '/indicator mended/,/^$/s/^value = .*/value = 人数/' "$config"
rm -rf "$state" "$site"
sed -i '/alert high/,$d' "$config"
version 2026-04-01T09:00:00+09:00 200 210
version 2026-04-05T09:00:00+09:00 200 215
version 2026-04-07T09:00:00+09:00 200 210
version 2026-04-09T09:00:00+09:00 200 215 220
export SHIHYO_NOW=2026-04-10T09:00:00+09:00
history() {
	for id in mended other; do
		get show "$id" --vintages --json | sed 's/"who":[^,]*,//g'
		for day in 04-01 04-05 04-07 04-09; do
			get show "$id" --as-of "2026-$day" --csv
		done
	done
}
history >"$work/history"
cp -a "$state" "$work/kept-state"
rm "$state"/ledger.db*
run 'lost: collecting is refused' 65 collect
has 'lost: the way out is named' 'shihyo replay --dry-run' "$work/err"
run 'lost: not a part of it' 64 replay mended
run 'lost: nor from a date on' 64 replay --from 2026-04-05
run 'lost: rehearsed' 0 replay --dry-run
has 'lost: rehearsed: what would be' '^mended +made again +4 +0 +0 +3 +3' "$work/out"
has 'lost: rehearsed: what cannot be' 'entered by hand' "$work/out"
holds 'lost: rehearsed: nothing is made' test ! -e "$state/ledger.db"
export SHIHYO_NOW=2026-04-11T09:00:00+09:00
run 'lost: made again' 0 replay
history >"$work/again"
same_files 'lost: every vintage is as it was' "$work/history" "$work/again"
run 'lost: verify' 0 verify
holds 'lost: the RRD files of before are kept' test -e "$state/rrd.lost-1/mended.rrd"
holds 'lost: nothing else is left' test ! -e "$state/ledger.new"
export SHIHYO_NOW=2026-04-12T09:00:00+09:00
run 'lost: the next cycle' 0 collect
has 'lost: the next cycle finds nothing new' '^mended +unchanged +0 +0 +0' "$work/out"
run 'lost: compared from now on' 0 replay --json
same 'lost: compared: nothing differs' 'compared 0' "$(json "$work/out" "SELECT
	CASE WHEN max(s.value ->> 'made_again') THEN 'anew' ELSE 'compared' END || ' ' ||
	json_array_length(j, '\$.changes') FROM j, json_each(j, '\$.sources') s")"

# A damaged document costs only itself.
rm "$state"/ledger.db*
damaged=$(sed -n '/kept	mended/s/.*	//p' "$state/documents/journal" | sed -n 2p)
printf 'x' | dd of="$state/documents/$damaged.gz" bs=1 seek=30 conv=notrunc 2>/dev/null
run 'damaged: made again but for it' 65 replay
has 'damaged: named' "^mended +made again +3 +1 .*2026-04-05 .*documents/$damaged.gz: damaged" "$work/out"
same 'damaged: the rest is there' 'FY2018,200 FY2019,215 FY2020,220 ' "$(values mended | tr '\n' ' ')"
run 'damaged: verify tells it' 65 verify
has 'damaged: verify names it' "$damaged" "$work/out"
rm "$state/documents/$damaged.gz"
run 'gone: told' 74 replay mended
has 'gone: named' "documents/$damaged.gz: No such file" "$work/out"

# A torn last line and one that is none are passed over, and said.
rm "$state"/ledger.db*
printf 'no line\n2026-05-01T00:00:00Z\tkept\tmen' >>"$state/documents/journal"
run 'torn: made again' 74 replay
has 'torn: said' '^lines of documents/journal that cannot be read: 2$' "$work/out"

# Without a journal nobody knows whose the documents are.
rm "$state"/ledger.db*
rm "$state/documents/journal"
run 'no journal' 65 replay
lacks 'no journal: not named as a way out' 'shihyo replay --dry-run' "$work/err"

# A log without its ledger may be the last copy of what was in it.
rm -rf "$state"
cp -a "$work/kept-state" "$state"
rm "$state"/ledger.db*
echo x >"$state/ledger.db-wal"
run 'a log is there' 65 replay
holds 'a log is there: nothing is made' test ! -e "$state/ledger.db"

# --- what a publisher took back is not undone by what it said before ---

rm -rf "$state" "$site"
export SHIHYO_NOW=2026-04-13T09:00:00+09:00
write_values "$served/mended.csv" 2018 100 2019 110 2020 120
run 'taken back: first' 0 collect mended
export SHIHYO_NOW=2026-04-14T09:00:00+09:00
write_values "$served/mended.csv" 2018 100 2019 111
run 'taken back: fewer periods are held' 65 collect mended
sqlite3 "$state/ledger.db" "INSERT INTO observation (indicator, frequency, period, value, status, rank,
	recorded_at, document, source, note) SELECT i.number, 5, 2020, '0', 5, 0,
	strftime('%s', '2026-04-15'), (SELECT max(number) FROM document), 'mended', 'test'
	FROM indicator i WHERE i.id = 'mended';
	UPDATE indicator SET revision = (SELECT max(number) FROM observation) WHERE id = 'mended'"
run 'taken back: replay' 0 replay mended
has 'taken back: what a cycle held is not let through' '^mended +FY2019 +110 +111 +.* held, not recorded$' "$work/out"
same 'taken back: not even as another reading of its document' 0 "$(
	sed '/indicator mended/,/^$/s/^value = .*/value = 人数\nscale = 2/' "$config" >"$config.twice"
	shihyo -c "$config.twice" replay mended --dry-run --json >"$work/twice" 2>&1
	json "$work/twice" "SELECT count(*) FROM j, json_each(j, '\$.changes') c
		WHERE c.value ->> 'outcome' = 'recorded' AND c.value ->> 'period' = 'FY2019'")"
lacks 'taken back: not told' 'FY2020' "$work/out"
same 'taken back: stays' 'FY2020,' "$(values mended | tail -n 1)"
export SHIHYO_NOW=2026-04-16T09:00:00+09:00
write_values "$served/mended.csv" 2018 100 2019 112 2020 125
run 'taken back: given again' 0 collect mended
same 'taken back: given again: stands' 'FY2020,125' "$(values mended | tail -n 1)"
run 'taken back: given again: replay' 0 replay mended
same 'taken back: given again: stays' 'FY2020,125' "$(values mended | tail -n 1)"

# --- what was held, and why ---

rm -rf "$state" "$site"
export SHIHYO_NOW=2026-04-20T09:00:00+09:00
write_values "$served/mended.csv" 2016 100 2017 102 2018 104 2019 103 2020 1050
run 'held' 65 collect mended
run 'held: why' 0 why mended FY2020
has 'held: why: the item' '^held +.*1,050' "$work/out"
has 'held: why: its state' '^state +held' "$work/out"
run 'held: dropped' 0 quarantine drop 1 --note 'a slip of theirs'
run 'held: why: decided' 0 why mended FY2020 --json
same 'held: why: decided' 'dropped|a slip of theirs|1050' "$(json "$work/out" "SELECT
	h.value ->> 'state', h.value ->> 'note', h.value ->> 'cell' FROM j, json_each(j, '\$.held') h")"
run 'held: what was dropped stays out of a replay too' 0 replay mended
lacks 'held: what was dropped is not told again' 'FY2020' "$work/out"
same 'held: nor recorded' 4 "$(values mended | wc -l)"
rm "$state"/ledger.db*
run 'held: history made again: held again, for the decision is lost' 65 replay
has 'held: history made again: counted' '^mended +made again .* 1$' "$work/out"
same 'held: history made again: told once' '1|1' "$(sql "SELECT count(*), sum(subject LIKE '%mended%') FROM outbox")"
rm "$state"/ledger.db*
write_values "$served/mended.csv" 2016 100 2017 102 2018 104 2019 103 2020 105
rm -rf "$state"
write_values "$served/mended.csv" 2016 100 2017 102 2018 104 2019 103 2020 1050
run 'held: then mended: first' 65 collect mended
write_values "$served/mended.csv" 2016 100 2017 102 2018 104 2019 103 2020 105
export SHIHYO_NOW=2026-04-21T09:00:00+09:00
run 'held: then mended' 0 collect mended
rm "$state"/ledger.db*
run 'held: then mended: history made again' 0 replay
same 'held: then mended: nobody is told of what is over' 0 "$(sql 'SELECT count(*) FROM outbox')"
same 'held: then mended: that it was held is known' 1 "$(sql 'SELECT count(*) FROM quarantine')"

# --- keep ---

rm -rf "$state" "$site"
write_site
echo 'keep = 30d' >>"$config"
sed -i '/^delay/{n;d}' "$config"
echo >>"$config"
add_pair mended
export SHIHYO_NOW=2026-05-01T09:00:00+09:00
write_values "$served/mended.csv" 2018 100
run 'keep: first' 0 collect
printf '試験用のデータ\n年度,人数（人）\n2018年度,"100"\n※ 注記\n' >"$served/mended.csv"
noted=$(sha256sum <"$served/mended.csv" | cut -d' ' -f1)
cp "$served/mended.csv" "$work/noted.csv"
export SHIHYO_NOW=2026-05-02T09:00:00+09:00
run 'keep: a document that gives nothing new' 0 collect
write_values "$served/mended.csv" 2018 100 2019 110
export SHIHYO_NOW=2026-05-03T09:00:00+09:00
run 'keep: another' 0 collect
lacks 'keep: nothing is old' 'let go' "$work/out"
export SHIHYO_NOW=2026-06-02T09:00:00+09:00
run 'keep: old now' 0 collect
has 'keep: said' '^documents let go: 1$' "$work/out"
holds 'keep: only that one' test ! -e "$state/documents/$noted.gz"
same 'keep: what gave a figure stays' 2 "$(find "$state/documents" -name '*.gz' | wc -l)"
same 'keep: that it was is known' 1 "$(sql "SELECT count(*) FROM document WHERE dropped <> 0 AND sha256 = '$noted'")"
run 'keep: verify' 0 verify
run 'keep: replay' 0 replay
has 'keep: replay counts it' '^mended +compared +2 +0 +1 ' "$work/out"
cp "$work/noted.csv" "$served/mended.csv"
export SHIHYO_NOW=2026-06-03T09:00:00+09:00
run 'keep: it comes again, with fewer periods' 65 collect
holds 'keep: and is kept again' test -e "$state/documents/$noted.gz"
same 'keep: and is not let go' 0 "$(sql 'SELECT count(*) FROM document WHERE dropped <> 0')"
run 'keep: verify again' 0 verify
rm "$state"/ledger.db*
run 'keep: a lost ledger' 65 replay
same 'keep: the values are there' 'FY2018,100 FY2019,110 ' "$(values mended | tr '\n' ' ')"
sed -i 's/^every = 1m/every = 1m\nkeep = all/' "$config"
rm -rf "$state"
write_values "$served/mended.csv" 2018 100
run 'keep: a source may keep all' 0 collect
cp "$work/noted.csv" "$served/mended.csv"
export SHIHYO_NOW=2026-06-04T09:00:00+09:00
run 'keep: all: second' 0 collect
write_values "$served/mended.csv" 2018 100 2019 110
export SHIHYO_NOW=2026-08-04T09:00:00+09:00
run 'keep: all: third' 0 collect
holds 'keep: all: nothing is let go' test -e "$state/documents/$noted.gz"

finish

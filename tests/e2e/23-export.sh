#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 23: the ledger goes out as open data (CSV, a Frictionless data package, SDMX-CSV) and comes in
# again: what was exported, imported elsewhere, is the same ledger.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

python=/usr/bin/python3 # Debian's own, whose modules are packages
"$python" -c 'import jsonschema' 2>/dev/null || python=python3

publish "$served"
write_site
sed -i 's|^delay = .*|&\nbase_url = https://example.jp/shihyo/\nlicence = CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/\ntitle.en = Test|' \
	"$config"
add_pair revised
add_pair press
sed -i '/^\[source press\]/a grade = press' "$config"
for frequency in daily weekly monthly quarterly calendar-year; do
	cat >>"$config" <<END
[indicator $frequency]
title = test $frequency, by hand
unit = 件
frequency = $frequency
better = higher
public = no

END
done
cat >>"$config" <<END
[indicator empty]
title = 試験
title.en = nothing is known of it
definition = 試験用
unit = %
frequency = monthly
better = lower
minimum = 0
maximum = 100
END

# names FOLDER: what is in it.
names() {
	find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' | LC_ALL=C sort | tr '\n' ' '
}

# A history: a revision, a withdrawal, an estimate that is set aside, figures by hand.
day=0
next_day() {
	day=$((day + 1))
	SHIHYO_NOW=2026-03-$(printf %02d $day)T09:00:00+09:00
	export SHIHYO_NOW
}
next_day
write_values "$served/revised.csv" 2018 100 2019 110
write_values "$served/press.csv" 2018 7
run 'first version' 0 collect
next_day
write_values "$served/revised.csv" 2018 100 2019 115.50 2020 '…'
run 'second version' 0 collect
next_day
write_values "$served/revised.csv" 2018 100 2019 115.50 2020 120 2021 '約130'
run 'third version' 0 collect
write_values "$served/revised.csv" 2018 '約1,100' 2019 115.50 2020 120 2021 '約130'
next_day
run 'an estimate behind an exact figure' 0 collect
next_day
run 'by hand: a note with a comma, quotes' 0 record monthly 2024-02 1.50 --note 'a, "b" と 注'
run 'by hand: replaced' 0 record monthly 2024-02 -2 --status estimate --note "'=1+1"
run 'by hand: none' 0 record monthly 2024-03 - --status missing
run 'by hand: a day' 0 record daily 2024-02-29 0.000000001
run 'by hand: a week' 0 record weekly 2020-W53 1
run 'by hand: a quarter' 0 record quarterly 2024-Q2 12
run 'by hand: a year' 0 record calendar-year 2024 900000000000

# --- what stands ---

out=$work/open-data
mkdir "$out"
echo mine >"$out/notes.txt"
run 'export' 0 export -o "$out"
has 'export: says what' 'open-data: 8 indicators, 11 rows, and datapackage.json' "$work/out"
same 'export: what else is there stays' mine "$(cat "$out/notes.txt")"
printf '%s\n' 'period,start,end,value,unit,status,published,note' \
	'2024-02,2024-02-01,2024-03-01,-2,件,estimate,,'"'=1+1" \
	'2024-03,2024-03-01,2024-04-01,,件,missing,,' >"$work/expected.csv"
same_files 'export: a file' "$work/expected.csv" "$out/monthly.csv"
same 'export: a fiscal year' 'FY2019,2019-04-01,2020-04-01,115.50,人,final,,' "$(grep FY2019 "$out/revised.csv")"
same 'export: of nothing there is the head' 1 "$(wc -l <"$out/empty.csv")"
same 'export: no temporary file remains' '' "$(find "$out" -name '*.tmp-*')"
stat -c '%y %n' "$out"/*.csv >"$work/before"
run 'export: again, as JSON' 0 export -o "$out" --json
same 'export: again, as JSON: what was written' '8|11|datapackage.json' "$(json "$work/out" "SELECT
	json_array_length(j, '\$.files'), (SELECT sum(f.value ->> 'rows') FROM json_each(j, '\$.files') f),
	j ->> 'package' FROM j")"
stat -c '%y %n' "$out"/*.csv >"$work/after"
same_files 'export: again: what is the same is left alone' "$work/before" "$work/after"

# valid FOLDER: the package is one by the schema of its specification, and true of its files.
valid() {
	holds "$1: a valid Frictionless data package" "$python" - "$1" <<'END'
import datetime, hashlib, json, os, sys
import jsonschema
folder = sys.argv[1]
schema = json.load(open("tests/data/frictionless/tabular-data-package.json"))
package = json.load(open(folder + "/datapackage.json"), parse_float=str)
jsonschema.Draft4Validator(schema).validate(json.load(open(folder + "/datapackage.json")))
datetime.datetime.fromisoformat(package["created"].replace("Z", "+00:00"))
for resource in package["resources"]:
    data = open(os.path.join(folder, resource["path"]), "rb").read()
    assert resource["bytes"] == len(data), resource
    assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest(), resource
    import csv, io
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == rows[0], rows[0]
    for row in rows[1:]:
        assert len(row) == len(fields), row
        for cell, field in zip(row, fields):
            limits = field["constraints"]
            assert cell or not limits["required"], (row, field)
            assert not cell or cell in limits.get("enum", [cell]), (cell, field)
            if cell and field["type"] == "number":
                assert float(limits.get("minimum", "-inf")) <= float(cell) <= float(limits.get("maximum", "inf"))
END
}
valid "$out"
# package PATH: what the package says there.
package() {
	json "$out/datapackage.json" "SELECT json_extract(j, '\$.$1') FROM j"
}
same 'package: the licence' 'CC-BY-4.0' "$(package 'licenses[0].name')"
same 'package: where its words are' https://creativecommons.org/licenses/by/4.0/ "$(package 'licenses[0].path')"
same 'package: the source' "http://127.0.0.1:$port/revised.csv" "$(package 'sources[0].path')"
same 'package: whose source' 'test source press' "$(package 'resources[1].sources[0].title')"
same 'package: the limits' '0 to 100' \
	"$(package 'resources[7].schema.fields[3].constraints.minimum') to $(package 'resources[7].schema.fields[3].constraints.maximum')"
same 'package: the unit' % "$(package 'resources[7].schema.fields[3].unit')"
same 'package: both titles' '試験, nothing is known of it' \
	"$(package 'resources[7].titles.ja'), $(package 'resources[7].title')"
run 'export: some' 0 export -o "$work/some" monthly daily monthly
same 'export: some: those' 'daily.csv datapackage.json monthly.csv ' "$(names "$work/some")"
run 'export: an unknown one' 64 export -o "$work/none" no-such-one
run 'export: nowhere' 64 export monthly
run 'export: into a file' 74 export -o "$out/notes.txt"

# --- every version, and back ---

ledger=$work/ledger
run 'vintages' 0 export --vintages -o "$ledger"
valid "$ledger"
has 'vintages: one set aside, with its cell' '^FY2018,.*,1100,人,estimate,true,2026-03-04T00:00:00Z,,revised,0,[0-9a-f]{64},,"?約1,100"?,,$' \
	"$ledger/revised.csv"

# content STATE: all observations but for their numbers, those of a period in their order.
content() {
	sqlite3 -batch -readonly "$1/ledger.db" "SELECT i.id, o.frequency, o.period, o.value, o.status,
		o.rank, o.recorded_at, d.sha256, o.source, o.who, o.cell, o.note, o.aside, o.published
		FROM observation o JOIN indicator i ON i.number = o.indicator
		LEFT JOIN document d ON d.number = o.document ORDER BY i.id, o.period, o.number"
}
content "$state" >"$work/content"
home=$state
at_home() {
	config=$work/shihyo.ini
	state=$home
}

# elsewhere NAME: the same configuration with a state of its own.
elsewhere() {
	state=$work/$1
	sed "s|^state = .*|state = $1|; s|^output = .*|output = $1-site|" "$work/shihyo.ini" >"$work/$1.ini"
	config=$work/$1.ini
}
elsewhere second
run 'import, rehearsed' 0 import "$ledger" --dry-run
same 'import, rehearsed: nothing recorded' '' "$(find "$work/second" -name ledger.db 2>/dev/null)"
run 'import' 0 import "$ledger"
has 'import: counted' '15 added, 0 revised, 0 the same' "$work/out"
content "$state" >"$work/content2"
same_files 'import: the same ledger' "$work/content" "$work/content2"
same 'import: the newest are known' 7 "$(sql "SELECT count(*) FROM indicator i WHERE revision =
	(SELECT max(number) FROM observation WHERE indicator = i.number AND aside = 0)")"
run 'import: as known then' 0 show revised --as-of 2026-03-01 --csv
has 'import: as known then: the first version' 'FY2019,110,final' "$work/out"
run 'import: verify' 0 verify
is_drawn() { is_png "$work/second-site/charts/monthly.png"; }
holds 'import: drawn' is_drawn
run 'import: again' 0 import "$ledger"
has 'import: again: nothing new' '0 added, 0 revised, 15 the same' "$work/out"
run 'import: exported again' 0 export --vintages -o "$work/again"
for file in "$ledger"/*.csv; do
	same_files "import: exported again: $(basename "$file")" "$file" "$work/again/$(basename "$file")"
done

# What goes on at home is imported by running it again.
at_home
next_day
write_values "$served/revised.csv" 2018 100 2019 117 2020 120 2021 131
run 'home goes on' 0 collect
run 'home goes on: exported' 0 export --vintages -o "$ledger"
content "$home" >"$work/content"
elsewhere second
run 'home goes on: imported' 0 import "$ledger"
has 'home goes on: imported: what is new' '2 added, 0 revised, 15 the same' "$work/out"
content "$state" >"$work/content2"
same_files 'home goes on: the same ledger' "$work/content" "$work/content2"

# A version that would have to go before what is there is refused, file and line.
elsewhere third
run 'a ledger with a later version' 0 record monthly 2024-02 5
run 'import, an earlier version: the other files' 65 import "$ledger" --no-draw
has 'import, an earlier version: told where' 'monthly\.csv:2: 2024-02 has a later version' "$work/err"
has 'import, an earlier version: the other files are recorded' '14 added' "$work/out"
same 'import, an earlier version: nothing of its file' 1 "$(sql "SELECT count(*) FROM observation o
	JOIN indicator i ON i.number = o.indicator WHERE i.id = 'monthly'")"
same 'import, not drawn' 'monthly.rrd ' "$(names "$state/rrd")"
run 'import, drawn later' 0 collect revised
same 'import, drawn later: all' 7 "$(find "$state/rrd" -name '*.rrd' | wc -l)"

# What is wrong with a file is told by line, and nothing of it is recorded.
elsewhere fourth
mkdir "$work/bad"
cp "$ledger"/*.csv "$work/bad"
# spoil FILE LINE OLD NEW
spoil() {
	sed -i "$2s|$3|$4|" "$work/bad/$1.csv"
}
spoil monthly 2 2024-02, 2024-13,
spoil monthly 3 ,false, ,no,
spoil daily 2 ,件, ,人,
spoil weekly 2 2020-12-28 2020-12-29
spoil quarterly 2 ,12, ,12x,
spoil press 2 'Z,,press' 'Z,,'
spoil calendar-year 2 final forecast
cp "$ledger/monthly.csv" "$work/bad/unheard-of.csv"
run 'import, bad files' 65 import "$work/bad"
has 'import, bad files: how many' '7 of 9 files: nothing of them was recorded' "$work/err"
has 'import, bad files: a period' 'monthly\.csv:2: .*"2024-13"' "$work/err"
has 'import, bad files: a flag' 'monthly\.csv:3: aside "no": expected true or false' "$work/err"
has 'import, bad files: another unit' 'daily\.csv:2: unit "人": daily is in 件' "$work/err"
has 'import, bad files: a start that is none' 'weekly\.csv:2: start "2020-12-29": the period starts on 2020-12-28' "$work/err"
has 'import, bad files: a value' 'quarterly\.csv:2: .*12x' "$work/err"
has 'import, bad files: nobody says so' 'press\.csv:2: expected either a source or who' "$work/err"
has 'import, bad files: a forecast' 'calendar-year\.csv:2: status "forecast"' "$work/err"
has 'import, bad files: no such indicator' 'unheard-of\.csv: there is no indicator of that id' "$work/err"
same 'import, bad files: the good one is recorded' revised "$(sql "SELECT DISTINCT i.id
	FROM observation o JOIN indicator i ON i.number = o.indicator")"
printf '\000' >>"$work/bad/monthly.csv"
run 'import, no text' 65 import "$work/bad"
has 'import, no text: told' 'monthly\.csv: it is no text' "$work/err"
run 'import, one file of it' 65 import daily "$work/bad/daily.csv"
run 'import, an empty folder' 65 import "$work/fourth-site"
run 'import, no folder' 74 import "$work/none"

# --- what stands, entered elsewhere by hand ---

elsewhere fifth
run 'by hand' 0 import "$out"
has 'by hand: counted' '11 added' "$work/out"
same 'by hand: by whom' "$(id -un)|0" "$(sql 'SELECT DISTINCT who, source IS NOT NULL FROM observation')"
run 'by hand: exported' 0 export -o "$work/fifth-out"
same_files 'by hand: the same figures' "$out/revised.csv" "$work/fifth-out/revised.csv"
same_files 'by hand: the same notes' "$out/monthly.csv" "$work/fifth-out/monthly.csv"
run 'by hand: one file' 0 import monthly "$out/monthly.csv"
has 'by hand: one file: the same' '0 added, 0 revised, 2 the same' "$work/out"

# --- SDMX-CSV, read back by this program's own decoder ---

at_home
run 'SDMX' 0 export --sdmx -o "$work/sdmx"
valid "$work/sdmx"
has 'SDMX: a year from April' '^dataflow,SHIHYO:INDICATORS\(1\.0\),I,A,revised,2019-A1,117,A,人,--04-01$' \
	"$work/sdmx/revised.csv"
has 'SDMX: no figure' ',M,monthly,2024-03,,O,件,--01-01$' "$work/sdmx/monthly.csv"
run 'SDMX: is not imported' 65 import "$work/sdmx"
has 'SDMX: is not imported: why' 'SDMX is for other programs' "$work/err"
mkdir -p "$served/sdmx"
cp "$work/sdmx"/*.csv "$served/sdmx"
{
	printf '; test data\n[site]\ntitle = test\nlanguage = en\ntimezone = Asia/Tokyo\nstate = sixth\noutput = sixth-site\ndelay = 0ms\n'
	for id in revised:fiscal-year:人 daily:daily:件 weekly:weekly:件 monthly:monthly:件 quarterly:quarterly:件 \
		calendar-year:calendar-year:件; do
		name=${id%%:*}
		rest=${id#*:}
		printf '[source %s]\ntitle = test\nurl = http://127.0.0.1:%s/sdmx/%s.csv\n' "$name" "$port" "$name"
		printf '[indicator %s]\ntitle = test\nunit = %s\nfrequency = %s\nbetter = neutral\nsource = %s\nvalue = OBS_VALUE\nperiod = TIME_PERIOD\n' \
			"$name" "${rest#*:}" "${rest%%:*}" "$name"
	done
} >"$work/sixth.ini"
for name in revised daily weekly monthly quarterly calendar-year; do
	get show "$name" --csv >"$work/want-$name.csv"
done
config=$work/sixth.ini
state=$work/sixth
run 'SDMX: read back' 0 collect
for name in revised daily weekly monthly quarterly calendar-year; do
	get show "$name" --csv >"$work/got-$name.csv"
	same_files "SDMX: read back: $name" "$work/want-$name.csv" "$work/got-$name.csv"
done

# --- the public edition ---

config=$work/public.ini
state=$home
sed 's|^language = .*|&\naudience = public|' "$work/shihyo.ini" >"$config"
run 'public' 0 export -o "$work/public"
same 'public: what is public' 'datapackage.json empty.csv press.csv revised.csv ' \
	"$(names "$work/public")"
same 'public: figures of the press stay inside' 1 "$(wc -l <"$work/public/press.csv")"
valid "$work/public"
lacks 'public: the press is no source' 'test source press' "$work/public/datapackage.json"
run 'public: one that is not' 64 export -o "$work/public" monthly
run 'public: who entered what stays inside' 64 export -o "$work/public" --vintages

config=$work/none.ini
sed 's|^state = .*|state = none|' "$work/shihyo.ini" >"$config"
run 'without a ledger' 69 export -o "$work/none"
same 'without a ledger: nothing is written' '' "$(find "$work" -maxdepth 1 -name none)"
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 51: what was known on a day is printed again: figures, alerts, what failed and what was held, as
# status, list, export, chart and pages; and a state kept under a name, with its configuration,
# byte for byte after revisions and edits. All figures are made up.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"

# indicators UNIT-OF-SHARE BUDGET: the configuration. `share` is entered by hand.
write_all() {
	write_site
	cat >>"$config" <<END
include = programs.ini

END
	sed -i 's/^language = en/language = ja/' "$config"
	add_pair visitors
	add_pair broken missing.csv
	cat >>"$config" <<END
[indicator share]
title = 市内就職割合（試験用）
unit = $1
frequency = monthly
better = higher

[alert low]
indicator = visitors
when = below 60
notify = office

[notify office]
type = log

[graph classic]
title = test graph
rrdgraph = DEF:v=visitors:LAST LINE1:v#000000
END
	cat >"$work/programs.ini" <<END
[challenge bustle]
title = 試験の課題

[policy centre]
title = 試験の施策
challenge = bustle

[program park]
title = 試験の事業
policy = centre
budget.2025 = $2
moves = visitors
owner = 試験課
END
}

# at DAY [TIME]: the clock.
at() {
	export SHIHYO_NOW="2026-$1T${2:-09:00:00}+09:00"
}

# say NAME: what the program says now, kept under the name, to be compared with later. The files of
# an export and of the pages as they are in the folder.
say() {
	said=$work/said-$1
	mkdir -p "$said"
	get status >"$said/status"
	get status --json >"$said/status.json"
	get alerts list --json >"$said/alerts.json"
	get alerts history --json >"$said/history.json"
	for id in visitors share; do
		get show "$id" --csv >"$said/$id.csv"
		get show "$id" --vintages --json >"$said/$id.json"
	done
	get note visitors --json >"$said/note.json"
	get export -o "$said/export" >/dev/null
	rm -f "$said/export/datapackage.json"
	get site -o "$said/site" >/dev/null
	pages
}

# pages: leaves of a site what its figures say: not the pictures, which say of when they are.
pages() {
	find "$said/site" \( -name '*.png' -o -name '*.svg' \) -type f -delete
	find "$said/site" -type f -exec sed -i -E \
		-e '/<p class="asof">/d' -e 's/"(as_of|created)":"[^"]*",//' -e 's/(、|　)?(2026年第3回定例会（)?令和8年3月[0-9]+日12時00分時点(の数値)?）?。?//g' \
		-e 's/,? ?(2026年第3回定例会 \(|[Ff]igures )?[Aa]s known on [0-9]+ Mar 2026, 12:00\)?\.?//g' {} +
}

# again NAME WHEN: says it as of then, into the same files of another folder.
again() {
	said=$work/again-$1
	mkdir -p "$said"
	get status --as-of "$2" | sed 1d >"$said/status"
	get status --as-of "$2" --json | sed -E 's/"as_of":"[^"]*",//' >"$said/status.json"
	get alerts list --as-of "$2" --json >"$said/alerts.json"
	get alerts history --as-of "$2" --json >"$said/history.json"
	for id in visitors share; do
		get show "$id" --as-of "$2" --csv >"$said/$id.csv"
		get show "$id" --as-of "$2" --vintages --json >"$said/$id.json"
	done
	get note visitors --as-of "$2" --json >"$said/note.json"
	get export --as-of "$2" -o "$said/export" >/dev/null
	rm -f "$said/export/datapackage.json"
	get site --as-of "$2" -o "$said/site" >/dev/null
	pages
}

# as_then NAME WHEN [CLOCK]
as_then() {
	again "$1" "$2"
	holds "as of $2: all as it was said then" diff -r "$work/said-$1" "$work/again-$1"
}

# --- a year of the office, in days ---

write_all ％ 1000
write_values "$served/visitors.csv" 2022 80 2023 70
at 03-01
run 'freeze: nothing is known yet' 69 freeze 最初
run 'first figures' 69 collect
run 'a figure by hand' 0 record share 2026-01 41.0
at 03-01 12:00:00
say first

write_values "$served/visitors.csv" 2022 80 2023 70 2024 50
at 03-10
run 'a fall' 69 collect
get alerts ack low --by 試験課 --note '確認した' >/dev/null
run 'a comment' 0 note visitors FY2024 --cause '試験の要因' --by 試験課
at 03-10 12:00:00
say fall

write_values "$served/visitors.csv" 2022 80 2023 75 2024 5000000
at 03-20
run 'a revision, and what cannot be believed' 69 collect
run 'a figure by hand, revised' 0 record share 2026-01 42.5
run 'the comment, approved in other words' 0 note visitors FY2024 --cause '別の要因' --by 試験課 \
	--approved-by 総務課
at 03-20 12:00:00
say held
has 'held: something is' '保留' "$said/status"

write_values "$served/visitors.csv" 2022 80 2023 75 2024 90
write_values "$served/missing.csv" 2024 1
at 03-30
run 'all mended' 0 collect
at 03-30 12:00:00
say mended
lacks 'mended: nothing open' '要確認' "$said/status"
council=2026年第3回定例会
run 'freeze' 0 freeze "$council" --by 試験課 --note '試験の説明'
has 'freeze: what was kept' '設定（2ファイル）を保存しました' "$work/out"

at 04-30
as_then first 2026-03-01T12:00:00+09:00
as_then fall 2026-03-10T12:00:00+09:00
as_then held 2026-03-20T12:00:00+09:00
as_then mended 2026-03-30T12:00:00+09:00

# --- what is refused, and what is left alone ---

cache_marks() {
	print_caches
	sql 'SELECT * FROM mark ORDER BY cache'
}
cache_marks >"$work/caches"
run 'a day to come' 0 status --as-of 2026-05-01
has 'a day to come: it is none yet' 'still to come, this is as known now' "$work/err"
has 'a day to come: of when it is' '^令和8年4月30日9時00分時点$' "$work/out"
run 'today, which is not over' 0 status --as-of 2026-04-30
has 'today: up to now' '^令和8年4月30日9時00分時点$' "$work/out"
run 'a month, to its end' 0 status --as-of 令和8年3月
has 'a month: the end of it' '^令和8年3月31日時点$' "$work/out"
run 'a day that is none' 64 export --as-of 2026-02-30 -o "$work/none"
run 'pages without a folder' 64 site --as-of 2026-03-10
has 'pages without a folder: what is expected' 'expected -o DIR' "$work/err"
run 'pages into the site' 64 site --as-of 2026-03-10 -o "$site"
ln -s "$site" "$work/linked"
run 'pages into the site by a link' 64 site --as-of 2026-03-10 -o "$work/linked"
run 'charts without a folder' 64 chart --as-of 2026-03-10
run 'charts into the site' 64 chart visitors --as-of 2026-03-10 -o "$site/charts"
run 'an export into the state folder' 64 export --as-of 2026-03-10 -o "$state/export"
mkdir "$work/full"
touch "$work/full/something"
run 'pages into a folder that holds something' 64 site --as-of 2026-03-10 -o "$work/full"
has 'pages into a full folder: the reason' 'is not empty' "$work/err"
run 'an acknowledgement as of then' 64 alerts ack low --as-of 2026-03-10
run 'a comment as of then' 64 note visitors FY2024 --cause x --by 試験課 --as-of 2026-03-10
run 'rules tried as of then' 64 alerts backtest --as-of 2026-03-10

run 'a chart' 0 chart visitors --as-of 2026-03-10 -o "$work/charts"
holds 'a chart: a picture' is_png "$work/charts/visitors.png"
has 'a chart: its alternative says so' '令和8年3月10日時点' "$work/charts/visitors.txt"
has 'a chart: the figure of then' '50人' "$work/charts/visitors.txt"
run 'a brief into the site' 64 brief visitors --as-of 2026-03-10 -o "$site/brief.html"
run 'a chart of years' 0 chart --overlay-years share --as-of 2026-03-10 -o "$work/charts"
has 'a chart of years: it says so' '令和8年3月10日時点' "$work/charts/years-share.txt"
run 'pages' 0 site --as-of 2026-03-10 -o "$work/pages"
same 'pages: each says so' '' \
	"$(find "$work/pages" -name '*.html' -exec grep -L 'class="asof"' {} +)"
has 'pages: in words' '数値・お知らせは令和8年3月10日時点のものです' "$work/pages/index.html"
has 'pages: in the other language' 'are as known on 10 Mar 2026' "$work/pages/en/index.html"
holds 'pages: the graph of then' is_png "$work/pages/graphs/classic.png"
same 'pages: nothing is left beside them' '' "$(find "$work/pages" -name '.asof')"
run 'an export' 0 export --as-of 2026-03-10 -o "$work/open"
same 'an export: of when it is' 2026-03-10T14:59:59Z \
	"$(json "$work/open/datapackage.json" "SELECT j ->> 'as_of' FROM j")"
run 'verify' 0 verify
cache_marks >"$work/caches-after"
same_files 'what the site shows now is as before' "$work/caches" "$work/caches-after"

# --- a state under a name ---

as_then mended "$council"

# print_all FOLDER: what the council was told, in every form, with its pictures.
print_all() {
	mkdir "$1"
	get site --as-of "$council" -o "$1/site" >/dev/null
	get export --as-of "$council" -o "$1/export" >/dev/null
	get export --as-of "$council" --vintages -o "$1/vintages" >/dev/null
	get chart --as-of "$council" -o "$1/charts" --size wide --format png,svg >/dev/null
	get programs --as-of "$council" >"$1/programs"
	get programs --as-of "$council" --json >"$1/programs.json"
	get status --as-of "$council" >"$1/status"
	for ending in pdf html md; do
		get brief visitors --as-of "$council" -o "$1/brief.$ending" >/dev/null
		get handover --as-of "$council" -o "$1/handover.$ending" >/dev/null
	done
	get sheet park --year 2025 --as-of "$council" -o "$1/sheet.xlsx" >/dev/null
	get alerts history --as-of "$council" --json >"$1/alerts.json"
	get show share --as-of "$council" --vintages --json >"$1/share.json"
}
print_all "$work/told"
has 'as of a freeze: its name' '2026年第3回定例会（令和8年3月30日12時00分時点）の内容です' \
	"$work/told/site/index.html"
has 'as of a freeze: in the other language' '2026年第3回定例会 \(as known on 30 Mar 2026, 12:00\)' \
	"$work/told/site/en/index.html"
for file in brief.pdf brief.html handover.pdf handover.md sheet.xlsx vintages/visitors.csv; do
	holds "as of a freeze: $file" test -s "$work/told/$file"
done
has 'as of a freeze: the budget of then' '1,000千円' "$work/told/programs"
has 'as of a freeze: the head of a table' '^2026年第3回定例会（令和8年3月30日12時00分時点）$' "$work/told/status"

run 'a name that is used' 64 freeze "$council"
has 'a name that is used: since when' 'was frozen on 2026-03-30 12:00 by 試験課' "$work/err"
run 'a name that is used, in other letters' 64 freeze '２０２６年第３回　定例会'
run 'a name that is a day' 64 freeze 2026-11-30
run 'a name that is a month' 64 freeze 令和8年3月
run 'no name' 64 freeze ' '
run 'a name of two lines' 64 freeze "one
two"
run 'a name that is too long' 64 freeze "$(printf '%0121d' 0)x"
run 'two names' 64 freeze one two
run 'an option that belongs to freezing' 64 freeze list --note x
run 'a name that nothing has' 64 status --as-of 第4回
has 'a name that nothing has: what is expected' 'or the name of a freeze' "$work/err"
run 'programs as of a day' 64 programs --as-of 2026-03-10
run 'nothing frozen as that' 64 freeze show 第4回
run 'freeze list' 0 freeze list
has 'freeze list: all of it' '^2026年第3回定例会 +2026-03-30 12:00 +試験課 +[0-9.]+ +試験の説明$' "$work/out"
run 'freeze list: JSON' 0 freeze list --json
same 'freeze list: JSON: all of it' '2026年第3回定例会|2026-03-30T03:00:00Z|試験課|試験の説明|2|0' \
	"$(json "$work/out" "SELECT f.value ->> 'name', f.value ->> 'at', f.value ->> 'who',
	f.value ->> 'note', f.value ->> 'files', f.value ->> 'remade' FROM j, json_each(j, '\$.freezes') f")"
get freeze show "$council" "$work/programs.ini" >"$work/kept.ini"
holds 'freeze show: a file as it was' cmp "$work/programs.ini" "$work/kept.ini"
run 'freeze show: no such file' 64 freeze show "$council" nothing.ini
get freeze show "$council" programs.ini >"$work/kept.ini"
holds 'freeze show: by the end of its path' cmp "$work/programs.ini" "$work/kept.ini"
run 'freeze: a person' 64 freeze 第5回 --by 田中太郎
has 'freeze: a person: what is expected' 'expected a section' "$work/err"

# Everything changes: figures, by hand, by the publisher and by an import; a unit; a name; budgets,
# programs, rules, looks; and an old version comes late, from another ledger.
cp "$work/shihyo.ini" "$work/shihyo.ini.then"
cp "$work/programs.ini" "$work/programs.ini.then"
write_values "$served/visitors.csv" 2022 81 2023 76 2024 30 2025 20
at 05-10
run 'revised' 0 collect
run 'revised by hand' 0 record share 2026-01 39
printf 'period,value\n2025-11,38\n2025-12,38.5\n' >"$work/share.csv"
run 'imported' 0 import share "$work/share.csv"
cat >"$work/old.csv" <<END
period,start,end,value,unit,status,aside,recorded_at,published,source,rank,document,who,cell,note
2025-10,2025-10-01,2025-11-01,37,％,final,false,2026-03-02T00:00:00Z,,,0,,試験課,,
END
run 'a version of then that came late' 0 import share "$work/old.csv"
run 'the comment, taken back' 0 note visitors FY2024 --withdraw --by 試験課
get alerts silence low --until 2026-12-31 --by 試験課 >/dev/null
write_all ‰ 999999
run 'another unit' 0 migrate share --factor 10
sed -i -e 's/visitors\]/guests]/' -e 's/^\(indicator\|moves\) = visitors/\1 = guests/' \
	-e 's/DEF:v=visitors/DEF:v=guests/' "$config" "$work/programs.ini"
sed -i -e 's/^source = visitors/source = guests/' -e '/^\[indicator guests\]/a was = visitors' \
	-e 's/^title = test indicator visitors/title = guests/' -e 's/^title = テスト/title = 別の名前/' \
	-e 's/^output = site/&\ntemplates = looks/' -e 's/^when = below 60/when = below 10/' "$config"
sed -i -e 's/試験の事業/改称した事業/' "$work/programs.ini"
mkdir -p "$work/looks"
printf 'h1 { color: red }\n' >"$work/looks/extra.css"
at 05-11
run 'renamed, and another configuration' 0 collect
run 'renamed: what is shown now' 0 status
has 'renamed: what is shown now: another name' '^guests ' "$work/out"
print_all "$work/told-again"
holds 'as of a freeze, after all that: the same bytes' diff -r "$work/told" "$work/told-again"
holds 'as of a freeze: and many of them' test "$(find "$work/told" -type f | wc -l)" -gt 40
run 'as of a day, after all that' 0 status --as-of 2026-03-30
has 'as of a day: under the names of today' '^guests .*90人' "$work/out"
has 'as of a day: in the units of today' '^share .*425\.0‰' "$work/out"

# What is wrong today does not matter then, but where it could lead to another ledger.
cp "$config" "$work/sound.ini"
printf '[program broken]\ntitle = x\npolicy = none\n' >>"$config"
run 'faults: now' 78 programs
run 'faults: as of a day' 78 status --as-of 2026-03-30
run 'faults: as of a freeze' 0 programs --as-of "$council"
same_files 'faults: as of a freeze: as it was' "$work/told/programs" "$work/out"
has 'faults: as of a freeze: they are told of' '1 fault, which does not matter as of a freeze' "$work/err"
run 'faults: nothing of that name' 64 programs --as-of 第4回
sed -i 's/^state = state/&\ncolour = red/' "$config"
run 'faults of the site' 78 programs --as-of "$council"
cp "$work/sound.ini" "$config"

# Of what was frozen inside, under a public configuration nothing comes out that is not public.
sed -i 's/^output = site/&\naudience = public/' "$config"
run 'frozen inside, printed outside' 0 site --as-of "$council" -o "$work/outside"
has 'frozen inside, printed outside: it is said' 'only what the public edition shows of it is printed' "$work/err"
holds 'frozen inside, printed outside: no alerts' test ! -e "$work/outside/alerts.html"
same 'frozen inside, printed outside: not a page of the office' '' "$(grep -rl 庁内版 "$work/outside")"
run 'frozen inside: a handover' 64 handover --as-of "$council"
cp "$work/sound.ini" "$config"
get site --as-of "$council" -o "$work/inside" >/dev/null
holds 'frozen inside, printed inside: the same bytes' diff -r "$work/told/site" "$work/inside"

run 'a second freeze, with looks of its own' 0 freeze 決算審査
get site --as-of 決算審査 -o "$work/second" >/dev/null
printf 'h1 { color: blue }\n' >"$work/looks/extra.css"
get site --as-of 決算審査 -o "$work/second-again" >/dev/null
holds 'looks of then' diff -r "$work/second" "$work/second-again"
has 'looks of then: the style' 'color: red' "$work/second-again/style.css"
run 'a third freeze, of the same' 0 freeze 再確認
same 'a text that was kept already is kept once' 6 "$(sql 'SELECT count(*) FROM freeze_text')"
same 'nothing frozen can be changed' 'what was frozen stays' \
	"$(sqlite3 "$state/ledger.db" "UPDATE freeze SET name = 'x'" 2>&1 | grep -o 'what was frozen stays')"

# What an internal configuration named for the public had no effect: today's counts.
sed -i 's/^output = site/&\npublish = alerts verdicts failures feeds metrics\nmin_cell = 0/' "$config"
run 'a freeze that names things for the public' 0 freeze 公開の用意
cp "$work/sound.ini" "$config"
sed -i 's/^output = site/&\naudience = public\nmin_cell = 100/; s/^\[indicator share\]/&\npublic = no/' "$config"
run 'named inside, printed outside' 0 site --as-of 公開の用意 -o "$work/named"
has 'named inside, printed outside: pages' '来場者数|visitors|guests' "$work/named/index.html"
same 'named inside, printed outside: nothing of it' '' \
	"$(cd "$work/named" && find . -name alerts.html -o -name '*.atom' -o -name metrics.txt -o -name 'share*')"
has 'named inside, printed outside: small counts' '×' "$work/named/indicators/guests.html"
cp "$work/sound.ini" "$config"

run 'verify, with freezes' 0 verify
cp -a "$state" "$work/damaged"
sqlite3 "$work/damaged/ledger.db" "DROP TRIGGER freeze_text_keep;
	UPDATE freeze_text SET text = replace(text, '1000', '2000') WHERE text LIKE '%budget.2025 = 1000%'"
sed 's/^state = state/state = damaged/' "$config" >"$work/damaged.ini"
shihyo -c "$work/damaged.ini" verify >"$work/out" 2>"$work/err"
has 'verify: a text that is not as it was frozen' "freeze $council.*programs.ini is not as it was frozen" "$work/out"
shihyo -c "$work/damaged.ini" programs --as-of "$council" >"$work/out" 2>"$work/err"
same 'as of a freeze that is damaged' 65 "$?"
run 'a backup' 0 backup "$work/backup.db"
mv "$state" "$state.gone"
mkdir -m 700 "$state"
cp "$work/backup.db" "$state/ledger.db"
print_all "$work/told-restored"
holds 'as of a freeze, from a backup: the same bytes' diff -r "$work/told" "$work/told-restored"

# --- the ledger is lost ---

rm -rf "$state"
mv "$state.gone" "$state"
same 'the journal: bundles are for their owner' 0 "$(find "$state/documents" -name '*.gz' -perm /077 | wc -l)"
same 'the journal: a line for each freeze' 4 "$(grep -c '	frozen	' "$state/documents/journal")"
sed -i '/	frozen	再確認	/d' "$state/documents/journal"
run 'verify: the journal lacks one' 65 verify
run 'verify: it is told again' 0 verify --repair
same 'verify: it is there' 4 "$(grep -c '	frozen	' "$state/documents/journal")"
rm "$state"/ledger.db*
run 'a lost ledger is made again' 0 replay
has 'a lost ledger: its freezes too' '復元した時点.*: 4$' "$work/out"
run 'freezes made again' 0 freeze list --json
same 'freezes made again: all of them' '2026年第3回定例会|2026-03-30T03:00:00Z|試験課|試験の説明|2|1' \
	"$(json "$work/out" "SELECT f.value ->> 'name', f.value ->> 'at', f.value ->> 'who',
	f.value ->> 'note', f.value ->> 'files', f.value ->> 'remade'
	FROM j, json_each(j, '\$.freezes') f LIMIT 1")"
get programs --as-of "$council" --json >"$work/programs.json"
holds 'freezes made again: the programs of then' cmp "$work/told/programs.json" "$work/programs.json"
run 'freezes made again: pages' 0 site --as-of "$council" -o "$work/told-lost"
has 'freezes made again: a figure of then' '令和6年度　1人' "$work/told-lost/indicators/broken.html"
run 'freezes made again: verify' 0 verify

# --- the first that was recorded need not be the first row ---

cat >"$work/older.csv" <<END
period,start,end,value,unit,status,aside,recorded_at,published,source,rank,document,who,cell,note
2025-09,2025-09-01,2025-10-01,360,‰,final,false,2026-01-05T00:00:00Z,,,0,,試験課,,
END
run 'a version of long before' 0 import share "$work/older.csv"
run 'as of then' 0 show share --as-of 2026-01-10
same 'as of then: something was recorded' '' "$(grep '何も記録されていません' "$work/err")"
finish

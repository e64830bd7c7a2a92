#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 50: comments: a draft, its approval, withdrawal; where they are shown, and where never.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

write_config() {
	write_site
	sed -i 's/^language = en/language = ja/' "$config"
	cat >>"$config" <<-EOF
		[indicator zoo]
		title = 試験用の入園者数
		unit = 人
		frequency = fiscal-year
		better = higher
		target = FY2025 200000

		[indicator inner]
		title = 庁内のみの指標
		unit = 人
		frequency = fiscal-year
		better = higher
		public = no

		[alert zoo-low]
		indicator = zoo
		when = below 120000

		[policy p]
		title = 試験用の施策

		[program promotion]
		title = 試験用の事業
		policy = p
		moves = zoo
		owner = 観光振興
	EOF
}
write_config
run 'a figure' 0 record zoo FY2023 150000
run 'the next' 0 record zoo FY2024 100000
run 'one of an indicator that is not public' 0 record inner FY2024 10

# What is refused.
refused() {
	refused_name=$1
	refused_status=$2
	refused_why=$3
	shift 3
	run "$refused_name" "$refused_status" note "$@"
	has "$refused_name: why" "$refused_why" "$work/err"
}
refused 'a period without a figure' 65 'zoo FY2022: no figure is recorded' zoo FY2022 --cause 天候 --by 観光課
refused 'nobody speaks' 64 'expected --by SECTION' zoo FY2024 --cause 天候
refused 'a person' 64 'expected a section' zoo FY2024 --cause 天候 --by 山田太郎
refused 'the head of a section' 64 'expected a section' zoo FY2024 --cause 天候 --by 観光課長
refused 'nothing is said' 64 'expected a cause or an action' zoo FY2024 --by 観光課
refused 'a public draft' 64 'a draft is never public' zoo FY2024 --cause 天候 --by 観光課 --public
refused 'nothing to approve' 64 'no comment stands' zoo FY2024 --approved-by 経済総務課
refused 'nothing to withdraw' 64 'no comment stands' zoo FY2024 --withdraw --by 観光課
refused 'a control character' 65 'line 1, byte 4' zoo FY2024 --cause "$(printf '天\033[31m')" --by 観光課
refused 'too long' 65 '1001 characters' zoo FY2024 --cause "$(printf '%01001d' 0)" --by 観光課
refused 'public of what is not' 64 'not public' inner FY2024 --cause 天候 --by 観光課 --approved-by 経済部 --public
refused 'a list with a text' 64 'are for lists' zoo FY2024 --cause 天候 --by 観光課 --vintages
refused 'no such file' 74 'none.txt' zoo FY2024 --cause "@$work/none.txt" --by 観光課
same 'nothing of it was recorded' 0 "$(sql 'SELECT count(*) FROM comment')"

# A draft, of a file and of standard input.
printf '天候の影響（試験用）\r\n\r\n閉園日数の増\n' >"$work/cause.txt"
run 'a rehearsal' 0 note zoo FY2024 --cause "@$work/cause.txt" --by 観光課 -n
same 'a rehearsal records nothing' 0 "$(sql 'SELECT count(*) FROM comment')"
run 'a draft' 0 note zoo 令和6年度 --cause "@$work/cause.txt" --by 観光課
has 'a draft: said so' '^zoo FY2024: 案$' "$work/out"
SHIHYO_NOW=2026-03-02T09:00:00+09:00
printf '広報の強化 <b>& "対応"\n' >"$work/action.txt"
shihyo -c "$config" note zoo FY2024 --action @- --by 観光課 --json <"$work/action.txt" >"$work/out"
same 'what is not given stays as it was' '観光課|draft|天候の影響（試験用）

閉園日数の増|広報の強化 <b>& "対応"' "$(json "$work/out" \
	"SELECT json_extract(j, '\$.comments[0].section') || '|' || json_extract(j, '\$.comments[0].state')
	|| '|' || json_extract(j, '\$.comments[0].cause') || '|' || json_extract(j, '\$.comments[0].action') FROM j")"
run 'the same again' 0 note zoo FY2024 --cause "@$work/cause.txt" --by 観光課
has 'the same again: nothing changed' '変更なし' "$work/out"
same 'the same again: no version' 2 "$(sql 'SELECT count(*) FROM comment')"

# Approved; then another draft leaves it standing.
SHIHYO_NOW=2026-03-03T09:00:00+09:00
run 'approved, by an owner of the configuration' 0 note zoo FY2024 --approved-by 観光振興 --public
has 'approved: said so' '承認済み・公開' "$work/out"
SHIHYO_NOW=2026-03-04T09:00:00+09:00
run 'another draft' 0 note zoo FY2024 --cause 秘密の案 --by 観光課
run 'the list' 0 note zoo
has 'the list: the approved one' '承認済み・公開 観光課（承認: 観光振興） 2026-03-03' "$work/out"
has 'the list: the draft' '案 観光課 2026-03-04' "$work/out"
has 'the list: lines under each other' '^          閉園日数の増$' "$work/out"
run 'as of a day' 0 note zoo --as-of 2026-03-02 --json
same 'as of a day: the draft of then' 'draft' \
	"$(json "$work/out" "SELECT group_concat(value ->> '\$.state') FROM j, json_each(j, '\$.comments')")"
run 'every version' 0 note zoo FY2024 --vintages --json
same 'every version: four' 'draft draft approved draft' \
	"$(json "$work/out" "SELECT group_concat(value ->> '\$.state', ' ') FROM j, json_each(j, '\$.comments')")"

# What another section said is replaced whole, or not at all.
refused 'the cause of another section, emptied' 64 \
	'what stands is of 観光課, and its action would stand under the name of 経済課' zoo FY2024 --cause '' --by 経済課
refused 'the action of another section' 64 'its cause would stand under the name' zoo FY2024 --action 増便 --by 経済課
run 'both, in words of their own' 0 note zoo FY2024 --cause 別の課の要因 --action '' --by 経済課 -n
has 'both, in words of their own: it is said' '観光課のコメントに代わります' "$work/out"

# A figure that is revised afterwards.
SHIHYO_NOW=2026-03-05T09:00:00+09:00
run 'the figure is revised' 0 record zoo FY2024 101000
run 'the list of then' 0 note zoo FY2024
has 'the list: what it was written of' '記載時の実績値は 100,000人（その後改定）' "$work/out"
run 'the draft is dropped' 0 note zoo FY2024 --drop --by 観光課
run 'what stands' 0 note zoo FY2024 --json
same 'dropped: the approved one stands' approved \
	"$(json "$work/out" "SELECT group_concat(value ->> '\$.state') FROM j, json_each(j, '\$.comments')")"

# Where it is shown inside, the draft as one.
run 'a draft again' 0 note zoo FY2024 --cause 秘密の案 --by 観光課
page=$site/indicators/zoo.html
has 'page: a part of its own' '<h2>担当課のコメント</h2>' "$page"
has 'page: the approved cause, a paragraph a line' '<p>天候の影響（試験用）</p><p>閉園日数の増</p>' "$page"
has 'page: the action, escaped' '広報の強化 &lt;b&gt;&amp; ' "$page"
has 'page: the draft is marked' 'class="draft">案（庁内のみ・未承認）' "$page"
has 'page: revised since' '記載時の実績値は100,000人。その後改定されています。' "$page"
has 'page: the figure leads to it' 'href="#comment-FY2024"' "$page"
has 'page of the program' '<p>天候の影響（試験用）</p>' "$site/programs/promotion.html"
has 'the description of the chart' '観光課のコメント：要因「天候の影響（試験用）  閉園日数の増」、対応「広報の強化' "$site/charts/zoo.txt"
has 'the description of the chart: the draft' '観光課のコメント案：要因「秘密の案」' "$site/charts/zoo.txt"
run 'show' 0 show zoo --json
same 'show: the comments' 'approved draft' \
	"$(json "$work/out" "SELECT group_concat(value ->> '\$.state', ' ') FROM j, json_each(j, '\$.comments')")"

# In a letter, where the alert is told again.
run 'the alert clears' 0 record zoo FY2024 130000
run 'and is raised' 0 record zoo FY2024 101000
same 'letter: a part of its own' 1 "$(sql "SELECT count(*) FROM outbox WHERE state = 'firing'
	AND body LIKE '%6 担当課のコメント%観光課（承認: 観光振興）、2026年3月3日%要因: 天候の影響（試験用）%案（未承認）: 観光課%要因: 秘密の案%'")"

# The public edition: what is approved for it, and nothing of who typed it or of the draft.
public() {
	sed -i 's/^output = site$/output = public\naudience = public/' "$config"
}
outside=$work/public
cp "$config" "$work/internal.ini"
public
run 'the public edition' 0 site
has 'public: the approved one' '<p>天候の影響（試験用）</p>' "$outside/indicators/zoo.html"
lacks 'public: no state' '承認済み・公開' "$outside/indicators/zoo.html"
same 'public: not a byte of the draft' '' "$(grep -rl 秘密の案 "$outside")"
run 'one approved for those inside' 0 note zoo FY2023 --cause 庁内の要因 --by 観光課 --approved-by 経済総務課
same 'public: not a byte of what is approved for those inside' '' "$(grep -rl 庁内の要因 "$outside")"

# Approved for the public, of a figure that it is not shown.
cp "$config" "$work/public.ini"
cp "$work/internal.ini" "$config"
sed -i 's|^state = state|state = told|; s|^output = .*|output = told-site|' "$config"
cat >>"$config" <<-EOF
	[source press]
	title = 試験用の報道
	url = http://127.0.0.1:1/press.csv
	format = csv
	grade = press

	[indicator told]
	title = 試験用の参考値
	unit = 人
	frequency = fiscal-year
	better = higher
	source = press
	value = 人
EOF
run 'a figure of a few' 0 record told FY2024 3
run 'of a few' 0 note told FY2024 --cause 要因 --by 観光課 --approved-by 観光課 --public
has 'of a few: it is said' '承認済み・公開' "$work/out"
has 'of a few: why it is not seen' 'min_cell 未満.*公開ページ・公開データ・API に出ません' "$work/out"
run 'of a few: approved for the office' 0 note told FY2024 --approved-by 観光課
has 'of a few: approved for the office: no more public' '公開版には出なくなります' "$work/out"
run 'of a few: once more' 0 note told FY2024 --approved-by 観光課
lacks 'of a few: once more: nothing is said' '公開版には出なくなります' "$work/out"
run 'a figure under embargo' 0 record told FY2023 30 --until 2026-03-10T08:50
run 'under embargo' 0 note told FY2023 --cause 要因 --by 観光課 --approved-by 観光課 --public
has 'under embargo: until when it is not seen' '解禁前のため、2026年3月10日8時50分まで' "$work/out"
sqlite3 "$work/told/ledger.db" "INSERT INTO observation (indicator, frequency, period, value, status, rank, recorded_at, source)
	SELECT number, 5, 2022, '500', 0, 0, 1772323200, 'press' FROM indicator WHERE id = 'told'"
run 'of the press' 0 note told FY2022 --cause 要因 --by 観光課 --approved-by 観光課 --public --json
same 'of the press: why it is not seen' source "$(json "$work/out" "SELECT j ->> 'hidden' FROM j")"
run 'of the press again' 0 note told FY2022 --approved-by 観光課 --public
has 'of the press: in words' '出典 press は公的統計でない' "$work/out"
run 'a year by its era' 0 note told R4
has 'a year by its era: the comment' '承認済み・公開 観光課' "$work/out"
cp "$work/public.ini" "$config"

# The API of either edition. "at" is when it was approved.
serving() {
	serve_here "$1: serve"
	for path in zoo 'zoo?as-of=2026-03-02'; do
		python3 tests/e2e/visitor.py "$where" get "/api/indicators/$path" --body "$work/body" >"$work/head"
		cat "$work/body"
	done >"$work/$1.json"
	kill "$server"
}
serving public
has 'public: API' '"comments":\[{"indicator":"zoo","period":"FY2024","state":"approved",.*"at":"2026-03-03T00:00:00Z","value":100000}\]' "$work/public.json"
lacks 'public: API: no draft, of no day, nor who' '秘密の案|庁内の要因|draft|"who":"' "$work/public.json"
cp "$config" "$work/public.ini"
cp "$work/internal.ini" "$config"
serving internal
has 'inside: API: the draft' '"state":"draft","public":false,"cause":"秘密の案".*"who":"' "$work/internal.json"
cp "$work/public.ini" "$config"

# In a time of quiet nothing of it changes, but for what is withdrawn.
sed -i 's|^audience = public$|&\nquiet = 2026-03-10/2026-03-20|' "$config"
SHIHYO_NOW=2026-03-12T09:00:00+09:00
run 'quiet: another one is approved' 0 note zoo FY2024 --cause 静かな期間の要因 --by 観光課 --approved-by 観光振興 --public
run 'quiet: one of another figure' 0 note zoo FY2023 --approved-by 観光振興 --public
same 'quiet: nothing of it is shown' '' "$(grep -rlE '静かな期間の要因|庁内の要因' "$outside")"
has 'quiet: what stood before is' '<p>天候の影響（試験用）</p>' "$outside/indicators/zoo.html"
SHIHYO_NOW=2026-03-21T09:00:00+09:00
run 'afterwards' 0 site
has 'afterwards: the new one is shown' '静かな期間の要因' "$outside/indicators/zoo.html"
has 'afterwards: that of another figure' '庁内の要因' "$outside/indicators/zoo.html"
SHIHYO_NOW=2026-03-12T10:00:00+09:00
run 'quiet again: withdrawn' 0 note zoo FY2024 --withdraw --by 観光課
same 'quiet: what is withdrawn is gone' '' "$(grep -rlE '天候の影響|静かな期間' "$outside")"

# Figures that belong to another year take what is said of them along.
cp "$work/internal.ini" "$config"
SHIHYO_NOW=2026-03-25T09:00:00+09:00
run 'one of the newest' 0 note zoo FY2024 --cause 年の移る要因 --by 観光課
sed -i 's/^frequency = fiscal-year/&\nyear = ends/' "$config"
run 'while it is refused' 78 note zoo FY2024 --cause 天候 --by 観光課
SHIHYO_NOW=2026-03-26T09:00:00+09:00
run 'its years move' 0 migrate zoo --shift-years
run 'the comments' 0 note zoo --json
same 'they moved along' 'FY2022 庁内の要因,FY2023 年の移る要因' "$(json "$work/out" \
	"SELECT group_concat(value ->> '\$.period' || ' ' || (value ->> '\$.cause')) FROM j, json_each(j, '\$.comments')")"

# Exported: what the edition shows, or every version, which another ledger takes.
run 'exported' 0 export -o "$work/data"
has 'exported: what is for all' '^zoo,FY2022,approved,true,庁内の要因,,観光課,観光振興,2026-03-[0-9T:]+Z,150000$' "$work/data/comments/comments.csv"
lacks 'exported: inside too no draft' 'draft|false|年の移る要因' "$work/data/comments/comments.csv"
same 'exported: the package has it' "sha256:$(sha256sum <"$work/data/comments/comments.csv" | cut -d ' ' -f 1)" \
	"$(json "$work/data/datapackage.json" "SELECT value ->> '\$.hash' FROM j, json_each(j, '\$.resources') WHERE value ->> '\$.path' = 'comments/comments.csv'")"
python=/usr/bin/python3 # Debian's own, whose modules are packages
"$python" -c 'import jsonschema' 2>/dev/null || python=python3
holds 'exported: a valid package' "$python" -c 'import json, jsonschema, sys
jsonschema.Draft4Validator(json.load(open("tests/data/frictionless/tabular-data-package.json"))).validate(
	json.load(open(sys.argv[1])))' "$work/data/datapackage.json"
cp "$config" "$work/moved.ini"
public
run 'exported for the public' 0 export -o "$work/open-data"
run 'the pages of the public' 0 site
same 'the data of the site: the package has what stands of it' \
	"sha256:$(sha256sum <"$outside/data/comments/comments.csv" | cut -d ' ' -f 1)" \
	"$(json "$outside/data/datapackage.json" "SELECT value ->> '\$.hash' FROM j, json_each(j, '\$.resources') WHERE value ->> '\$.path' = 'comments/comments.csv'")"
same_files 'the data of the site: as exported' "$work/open-data/comments/comments.csv" "$outside/data/comments/comments.csv"
same_files 'exported for the public: as inside' "$work/data/comments/comments.csv" "$work/open-data/comments/comments.csv"
same 'exported for the public: not a byte of a draft' '' "$(grep -rlE '年の移る要因|秘密の案' "$work/open-data")"
cp "$work/moved.ini" "$config"
run 'every version' 0 export --vintages -o "$work/all"
said() {
	sqlite3 -batch -readonly "$1/ledger.db" "SELECT i.id, c.frequency, c.period, c.state, c.cause, c.action,
		c.section, c.approver, c.open, c.at, c.who, o.value FROM comment c JOIN indicator i ON i.number = c.indicator
		LEFT JOIN observation o ON o.number = c.observation ORDER BY i.id, c.period, c.number"
}
said "$state" >"$work/said"
sed -i 's|^state = state|state = second|; s|^output = .*|output = second-site|' "$config"
run 'imported' 0 import "$work/all"
said "$work/second" >"$work/said2"
same_files 'imported: as they were written' "$work/said" "$work/said2"
run 'imported again' 0 import "$work/all" --json
same 'imported again: nothing new' 0 "$(json "$work/out" "SELECT j ->> '\$.comments' FROM j")"
sed -i 's/,draft,false,年の移る要因/,draft,true,年の移る要因/' "$work/all/comments/comments.csv"
run 'a file that somebody changed' 65 import "$work/all"
has 'a file that somebody changed: the line' 'comments.csv: line [0-9]+: expected a comment' "$work/err"

# A lost ledger: what was said is in the documents' journal, under an id of before too.
state=$work/other
rm -rf "$state"
publish "$served"
write_site
sed -i 's|^state = state|state = other|' "$config"
add_pair park
write_values "$served/park.csv" 2023 100 2024 90
SHIHYO_NOW=2026-04-01T09:00:00+09:00
run 'a source' 0 collect
run 'a comment' 0 note park FY2024 --cause 'back\slash' --action "$(printf 'one\ntwo')" --by 観光課
export SHIHYO_NOW=2026-04-02T09:00:00+09:00
run 'approved' 0 note park FY2024 --approved-by 経済課 --public
has 'the journal has it' "$(printf '\tcomment\tpark\tfiscal-year\tFY2024\tdraft\t0\t観光課\t\t')" "$state/documents/journal"
run 'the journal is whole' 0 verify
grep -v comment "$state/documents/journal" >"$work/journal"
cp "$work/journal" "$state/documents/journal"
run 'a journal without them' 65 verify
run 'mended' 0 verify --repair
same 'mended: both lines' 2 "$(grep -c comment "$state/documents/journal")"
run 'what was said' 0 note park --vintages --json
cp "$work/out" "$work/said.json"
rm -f "$state"/ledger.db*
sed -i 's/^\[indicator park\]/[indicator garden]\nwas = park/' "$config"
run 'made again' 0 replay
has 'made again: told' 'comments made again of documents/journal: 2' "$work/out"
run 'what is said now' 0 note garden --vintages --json
sed 's/"park"/"garden"/g' "$work/said.json" >"$work/wanted.json"
same_files 'made again: as it was' "$work/wanted.json" "$work/out"
run 'made again: the journal is whole' 0 verify

finish

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 52: a new fiscal year: the catalogue's 28 programs from the policy document alone; against a
# next year made for this test (tests/e2e/year: no city's figures) every planted rename, split,
# merger, cut, increase, end and new program; what is refused; what is written and what is not.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

data=$root/tests/e2e/year
config=$work/empty.ini
printf '[site]\ntitle = 試験\nstate = state\noutput = site\n' >"$config"

# --- the document alone ---

facts="SELECT json_extract(p.value,'\$.title'), json_extract(p.value,'\$.tier'),
	json_extract(p.value,'\$.pledge'), json_extract(p.value,'\$.new'),
	json_extract(p.value,'\$.kind') = 'loan', json_extract(p.value,'\$.budget'),
	json_extract(p.value,'\$.summary'), json_extract(p.value,'\$.change'),
	(SELECT json_extract(q.value,'\$.title') FROM json_each(j.j,'\$.policies') q
	 WHERE json_extract(q.value,'\$.id') = json_extract(p.value,'\$.policy'))
	FROM j, json_each(j.j,'\$.programs') p
	WHERE json_extract(p.value,'\$.budget') <> '{}' ORDER BY 1"
run 'from the document alone: proposed' 0 year 2024 --from "$data/fy2024.txt"
same 'without --write nothing is written' 4 "$(wc -l <"$config")"
run 'from the document alone: written' 0 year 2024 --from "$data/fy2024.txt" --write
run 'it is a configuration' 0 check-config
get programs --json >"$work/made.json"
json "$work/made.json" "$facts" >"$work/made"
"$binary" -c config/asahikawa/shihyo.ini programs --json >"$work/catalogue.json"
json "$work/catalogue.json" "$facts" >"$work/catalogue"
same '28 programs' 28 "$(wc -l <"$work/made")"
same_files 'titles, policies, budgets, tiers, flags, texts are the catalogue'"'"'s' \
	"$work/catalogue" "$work/made"
challenges="SELECT json_extract(c.value,'\$.title'), json_extract(c.value,'\$.text')
	FROM j, json_each(j.j,'\$.challenges') c ORDER BY 1"
json "$work/made.json" "$challenges" >"$work/made"
json "$work/catalogue.json" "$challenges" >"$work/catalogue"
same '5 challenges, of 現状・課題' 5 "$(wc -l <"$work/made")"
same_files 'with their texts' "$work/catalogue" "$work/made"
printf '[site]\ntitle = 試験\nstate = state\noutput = site\n' >"$work/answered.ini"
run 'what a policy answers is a person'"'"'s word' 0 -c "$work/answered.ini" year 2024 \
	--from "$data/fy2024.txt" 企業誘致の推進=challenge:hub 地方拠点=challenge:hub --write
has 'the challenge by its id' '^\[challenge hub\]' "$work/answered.ini"
has 'and the policy that answers it' '^challenge = hub' "$work/answered.ini"
run 'it is a configuration too' 0 -c "$work/answered.ini" check-config
cp "$config" "$work/once.ini"
run 'the same year again' 0 year 2024 --from "$data/fy2024.txt" --write
has 'nothing is left to be written' '設定にすべてあります' "$work/out"
same_files 'and nothing was' "$work/once.ini" "$config"
run 'another year than the document'"'"'s' 65 year 2025 --from "$data/fy2024.txt"
has 'says which' 'FY2024, not of FY2025' "$work/err"
run 'the catalogue has the year already' 0 -c config/asahikawa/shihyo.ini \
	year 2024 --from "$data/fy2024.txt"
lacks 'and would gain nothing' '^\+ ' "$work/out"
printf '事業名,令和6年度当初予算額（千円）\nスタートアップ伴走支援費,13972\n' >"$work/one.csv"
run 'a table that does not speak of changes' 0 -c config/asahikawa/shihyo.ini \
	year 2024 --from "$work/one.csv"
lacks 'takes none back of a year that is there' '^\+ ' "$work/out"

# --- the next year ---

config=$work/city/shihyo.ini
cp -r config/asahikawa "$work/city"
printf '; a comment at the end, without a line end' >>"$work/city/programs.ini"
cp "$work/city/programs.ini" "$work/before.ini"
run 'next year: proposed' 0 year 2025 --from "$data/fy2025.txt" --json
cp "$work/out" "$work/text.json"
asked() {
	json "$work/text.json" "SELECT json_extract(q.value,'\$.answers[0]') FROM j,
		json_each(j.j,'\$.questions') q"
}
same 'a rename is asked, with the likeliest answer first' 1 \
	"$(asked | grep -cx '若者奨学金返済支援事業費=scholarship')"
same 'a merger' 1 "$(asked | grep -cx '地場産品・食品産業支援費=local-products,food-industry')"
same 'a split, for both its parts' 2 \
	"$(asked | grep -cx 'startup-support=split:スタートアップ支援費,若者起業家育成費')"
same 'a rename with another budget' 1 \
	"$(asked | grep -cx '第28回全国菓子大博覧会・北海道開催負担金=confectionery-expo')"
same 'what is not there: an end' 1 "$(asked | grep -cx 'metal-awareness=ended')"
same 'an event of every third year is asked too' 1 "$(asked | grep -cx 'ifda-2024=ended')"
same 'and nothing else' 7 "$(asked | wc -l)"
changes() {
	json "$work/text.json" "SELECT json_extract(p.value,'\$.changes') FROM j,
		json_each(j.j,'\$.programs') p WHERE json_extract(p.value,'\$.title') = '$1'"
}
same 'certain: increased' '["increased"]' "$(changes はたらく環境づくり支援費)"
same 'certain: cut' '["cut"]' "$(changes 旭川まちなかしごとプラザ事業費)"
same 'certain: unchanged' '["unchanged"]' "$(changes 若者地元定着促進費)"
same 'certain: new, since it is marked so' '["new"]' "$(changes 地場企業デジタル化支援費)"

python3 "$data/tables.py" "$data/fy2025.txt" "$work"
answers="SELECT group_concat(json_extract(p.value,'\$.title') || ifnull(json_extract(p.value,
	'\$.id'),'?') || json_extract(p.value,'\$.changes') || json_extract(p.value,'\$.after') ||
	json_extract(p.value,'\$.tier') || json_extract(p.value,'\$.pledge')) FROM j,
	json_each(j.j,'\$.programs') p
	UNION ALL SELECT group_concat(json_extract(q.value,'\$.answers')) FROM j,
	json_each(j.j,'\$.questions') q"
json "$work/text.json" "$answers" >"$work/wanted"
for format in xlsx csv html; do
	run "as a table: $format" 0 year 2025 --from "$work/budget.$format" --json
	json "$work/out" "$answers" >"$work/found"
	same_files "$format: the same is proposed" "$work/wanted" "$work/found"
	same "$format: its total agrees" 1 "$(json "$work/out" "SELECT json_extract(j,'\$.total') FROM j")"
done
run 'an open question is not written' 65 year 2025 --from "$data/fy2025.txt" --write
has 'it says how many' '^shihyo: 7 questions are open' "$work/err"
run 'the questions as a file' 0 year 2025 --from "$data/fy2025.txt" --questions "$work/answers.txt"
has 'it says so' '^7件の質問を .*answers.txt に書きました' "$work/out"
same 'and prints only what is open, of both years' 12 "$(grep -c '要回答' "$work/out")"
lacks 'not the questions again' '新規か、前年度のどの事業の続きか' "$work/out"
run 'which is not written over' 65 year 2025 --from "$data/fy2025.txt" --questions "$work/answers.txt"
# the office answers: what is likeliest, but that the furniture fair goes on
sed -i -e 's/^;\(若者奨学金返済支援事業費=scholarship\)$/\1/' \
	-e 's/^;\(地場産品・食品産業支援費=local-products,food-industry\)$/\1/' \
	-e 's/^;\(startup-support=split:.*\)$/\1/' \
	-e 's/^;\(第28回.*=confectionery-expo\)$/\1/' -e 's/^;\(metal-awareness=ended\)$/\1/' \
	-e 's/^;\(ifda-2024=rests\)$/\1/' "$work/answers.txt"
echo '地場産品・食品産業支援費=id:local-food' >>"$work/answers.txt"
run 'answered: written' 0 year 2025 --from "$work/budget.xlsx" --answers "$work/answers.txt" \
	'地場企業デジタル化支援費=id:digital' --write
run 'it is a configuration still' 0 check-config
same 'not a byte of what was there is gone' '' \
	"$(diff "$work/before.ini" "$work/city/programs.ini" | grep '^<' | grep -v 'without a line end')"
get programs --diff 2024 2025 --json >"$work/diff.json"
became() {
	json "$work/diff.json" "SELECT json_extract(p.value,'\$.changes') FROM j,
		json_each(j.j,'\$.programs') p WHERE json_extract(p.value,'\$.id') = '$1'"
}
same 'diff: renamed' '["renamed","unchanged"]' "$(became scholarship)"
same 'diff: renamed and increased' '["renamed","increased"]' "$(became confectionery-expo)"
same 'diff: merged' '["merged"]' "$(became local-food)"
same 'diff: into it' '["into"]' "$(became food-industry)"
same 'diff: split' '["split"]' "$(became startup-support)"
same 'diff: a part' '["part"]' "$(became p2025-02)"
same 'diff: cut' '["cut"]' "$(became sme-loans)"
same 'diff: new' '["new"]' "$(became digital)"
same 'diff: ended' '["ended"]' "$(became metal-awareness)"
same 'diff: no budget this year' '["unbudgeted"]' "$(became ifda-2024)"
same 'diff: sums, loans apart' '27|6899108|6500000|399108' \
	"$(json "$work/diff.json" "SELECT json_extract(j,'\$.totals.after.programs'),
		json_extract(j,'\$.totals.after.all'), json_extract(j,'\$.totals.after.loans'),
		json_extract(j,'\$.totals.after.others') FROM j")"
get programs --diff 2024 2025 --csv >"$work/diff.csv"
has 'diff as CSV: a line for each program' \
	'^地場産業の振興、創業支援,local-food,.*,地場産品開発・販路拡大支援費; 食品産業支援費,,統合,,16609,16609$' \
	"$work/diff.csv"
same 'which spreadsheets take for UTF-8' efbbbf "$(head -c 3 "$work/diff.csv" | od -An -tx1 | tr -d ' ')"
same 'no sums among them' 33 "$(wc -l <"$work/diff.csv")"
get programs --year 2025 --json >"$work/now.json"
now() {
	json "$work/now.json" "SELECT json_extract(p.value,'\$.$2') FROM j,
		json_each(j.j,'\$.programs') p WHERE json_extract(p.value,'\$.id') = '$1'"
}
same 'last year'"'"'s (新) is not this year'"'"'s' 0 "$(now creative-hub new)"
same 'nor what changed then' '' "$(now skills-town change)"
same 'a tier that changed' main "$(now local-shopping-streets tier)"
get programs --year 2024 --json >"$work/now.json"
same 'last year keeps its title' 若者地元定着奨学金返済補助事業費 "$(now scholarship title)"
same 'and its mark' 1 "$(now creative-hub new)"
cp "$work/city/programs.ini" "$work/written.ini"
run 'the same again' 0 year 2025 --from "$work/budget.xlsx" ifda-2024=rests --write
same_files 'adds nothing' "$work/written.ini" "$work/city/programs.ini"
run 'with the same answers' 0 year 2025 --from "$work/budget.xlsx" --answers "$work/answers.txt" \
	'地場企業デジタル化支援費=id:digital' --write
has 'finds nothing to do' '設定にすべてあります' "$work/out"
has 'says again what was split' '分割により設置' "$work/out"
same_files 'and adds nothing either' "$work/written.ini" "$work/city/programs.ini"
run 'without answers' 0 year 2025 --from "$work/budget.xlsx"
has 'what rests is remembered' 'ifda-2024 .*計上なし' "$work/out"
has 'and what was merged' 'local-food .*統合' "$work/out"
printf '\n[program twin]\ntitle = 地場産品・食品産業支援費\npolicy = industry\nbudget.2025 = 1\n' \
	>>"$work/city/programs.ini"
run 'a program that stands twice' 0 check-config
has 'is doubtful' '要確認: .program twin. .*local-food' "$work/out"
run 'and none for the document' 65 year 2025 --from "$work/budget.xlsx"
has 'it names both' 'local-food.*twin' "$work/err"
cp "$work/written.ini" "$work/city/programs.ini"
run 'another document that says more of the year' 78 year 2025 --from "$data/fy2025.txt" \
	ifda-2024=rests --write
has 'is refused with the keys that are there' 'duplicate key "change.2025"' "$work/err"
same_files 'and adds nothing' "$work/written.ini" "$work/city/programs.ini"
run 'an earlier year comes too late' 65 year 2024 --from "$data/fy2024.txt"

# --- as offices print it ---

cp "$work/before.ini" "$work/city/programs.ini"
for shape in book.xlsx yen.csv span.html; do
	run "$shape" 0 year 2025 --from "$work/$shape"
	lacks "$shape: in Japanese" '(^|[ :（])(row|unit|passed|table|remark|the|of|a) ' "$work/out"
	run "$shape, as JSON" 0 year 2025 --from "$work/$shape" --json
	cp "$work/out" "$work/text.json"
	asked >"$work/asked.$shape"
done
same 'remarks: what is asked, likeliest first' '地場産品・食品産業支援費=local-products,food-industry
startup-support=split:スタートアップ支援費,若者起業家育成費
startup-support=split:スタートアップ支援費,若者起業家育成費
ifda-2024=ended' "$(cat "$work/asked.book.xlsx")"
has 'a budget of 0 is asked' '^local-shopping-streets=ended' "$work/asked.yen.csv"
same 'a page without remarks asks as the document does' 7 "$(wc -l <"$work/asked.span.html")"
run 'a book of sheets' 0 year 2025 --from "$work/book.xlsx"
has 'names the sheet of another year' '表「R6」3行は読まない（ほかの年度）' "$work/out"
has 'one that has no programs' '表「集計」2行は読まない（事業名と予算額の列がない）' "$work/out"
has 'one that is hidden' '表「作業用」2行は読まない（非表示）' "$work/out"
has 'sums that agree' '行 小　計 [0-9,]*千円: 上の行と一致' "$work/out"
has 'a former title in the remark' 'scholarship .*名称変更.*資料に旧事業名がある' "$work/out"
has 'or behind the title' 'confectionery-expo +第28回全国菓子大博覧会・北海道開催負担金 .*名称変更' "$work/out"
has 'ended: 廃止 and △0' 'metal-awareness .*終了 +資料に終了・廃止・皆減とある' "$work/out"
has 'a remark that is not read is shown' '備考（読まない。根拠にはする）: 「地場産品開発' "$work/out"
has 'or counted' '備考のほか1件は読まない' "$work/out"
run 'answered: written' 0 year 2025 --from "$work/book.xlsx" --write \
	地場産品・食品産業支援費=local-products,food-industry ifda-2024=rests \
	startup-support=split:スタートアップ支援費,若者起業家育成費
run 'it is a configuration' 0 check-config
cp "$work/city/programs.ini" "$work/written.ini"
run 'the same again' 0 year 2025 --from "$work/book.xlsx" ifda-2024=rests --write
has 'finds nothing to do' '設定にすべてあります' "$work/out"
same_files 'and writes nothing' "$work/written.ini" "$work/city/programs.ini"
get programs --diff 2024 2025 --json >"$work/diff.json"
same 'diff: split' '["split"]' "$(became startup-support)"
same 'diff: ended' '["ended"]' "$(became metal-awareness)"
same 'diff: merged' '["merged"]' "$(became p2025-01)"
run 'diff, for people' 0 programs --diff 2024 2025
lacks 'in Japanese' '(renamed|merged|split|cut|sum|FY20)' "$work/out"
sed 's/^\(title = \).*/\1Kita/; s/^language = ja/language = en/' \
	"$work/city/shihyo.ini" >"$work/city/en.ini"
run 'in English' 0 -c "$work/city/en.ini" year 2025 --from "$work/book.xlsx" ifda-2024=rests
has 'too' 'table "R6" of 3 rows is not read .of another year' "$work/out"
printf '事業,当初予算\nICTパーク運営費,46766千円\n%s,\n' \
	'指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。' >"$work/brief.csv"
run 'a brief is no budget' 65 year 2025 --from "$work/brief.csv"
has 'it says so' 'a paper of this program' "$work/err"

# --- refused ---

cp "$work/before.ini" "$work/city/programs.ini"
sed 's/^計 6,899,108千円/計 6,899,000千円/' "$data/fy2025.txt" >"$work/total.txt"
run 'a total that does not agree' 65 year 2025 --from "$work/total.txt"
has 'is refused with the difference' 'total.txt:121: .*6899000.*6899108.*-108 thousand' "$work/err"
iconv -f CP932 -t UTF-8 "$work/budget.csv" | sed '$s/.*/,計,,,,1,,/' >"$work/total.csv"
run 'a table'"'"'s total' 65 year 2025 --from "$work/total.csv"
has 'with its row' 'total.csv:30: ' "$work/err"
run 'two that claim one predecessor' 65 year 2025 --from "$data/fy2025.txt" \
	スタートアップ支援費=startup-support 若者起業家育成費=startup-support
has 'are refused, and how to say that it was split' \
	'both continue startup-support .*startup-support=split:' "$work/err"
run 'also one that goes on under its title' 65 year 2025 --from "$data/fy2025.txt" \
	若者起業家育成費=ict-park ict-park=ended
sed 's/^【(新)地場企業デジタル化支援費】.*/【ICTパーク運営費】 3千円/' "$data/fy2025.txt" \
	>"$work/twice.txt"
run 'a title twice' 65 year 2025 --from "$work/twice.txt"
has 'names both rows' 'twice.txt:80: .*twice, the first in row 37' "$work/err"
sed 's/900千円/九百余千円/;s/12,000千円/12,00千円/' "$data/fy2025.txt" >"$work/amounts.txt"
run 'amounts that cannot be read' 65 year 2025 --from "$work/amounts.txt"
has 'the first' 'amounts.txt:12: ' "$work/err"
has 'and the second' 'amounts.txt:18: ' "$work/err"
printf '事業名,予算額\nA,1500\n' >"$work/unit.csv"
run 'no unit' 65 year 2025 --from "$work/unit.csv"
has 'is asked for' '--unit' "$work/err"
run 'a unit that was said, whole thousands only' 65 year 2025 --from "$work/unit.csv" --unit 円
printf '事業名,予算A,予算B\nA,1,2\n' >"$work/two.csv"
run 'two columns that may be it' 65 year 2025 --from "$work/two.csv" --unit 千円
has 'are named' '予算A, 予算B' "$work/err"
run 'until one is said' 0 year 2025 --from "$work/two.csv" --unit 千円 --columns budget=予算B
has 'and taken' '予算額（budget）: 予算B' "$work/out"
printf 'x,y\n1,2\n' >"$work/none.csv"
run 'no budget at all' 65 year 2025 --from "$work/none.csv"
has 'says what it has' 'it has x, y' "$work/err"
run 'an answer about nobody' 65 year 2025 --from "$data/fy2025.txt" 無い事業=new
has 'says so' 'no program of that title' "$work/err"
run 'no answer at all' 64 year 2025 --from "$data/fy2025.txt" ended
run 'no document' 64 year 2025
run 'diff of years the wrong way round' 64 programs --diff 2025 2024
run 'diff with a year that nobody has' 65 programs --diff 2024 2030
same_files 'nothing was written by all of these' "$work/before.ini" "$work/city/programs.ini"

# --- the files ---

sed -i 's/$/\r/' "$work/city/programs.ini"
chmod 640 "$work/city/programs.ini"
run 'a file with CRLF' 0 year 2025 --from "$work/budget.csv" --answers "$work/answers.txt" --write
same 'keeps its line ends' '' "$(grep -av "$(printf '\r')\$" "$work/city/programs.ini")"
same 'and its mode' 640 "$(stat -c %a "$work/city/programs.ini")"
same 'nothing is left beside it' '' "$(find "$work/city" -name '*.tmp-*')"
cp "$work/before.ini" "$work/city/programs.ini"
sed -i 's/^\[program youth-retention\]/[program local-food]\ntitle = 別\npolicy = jobs\n\n&/' \
	"$work/city/programs.ini"
run 'an id that is taken' 65 year 2025 --from "$data/fy2025.txt" --answers "$work/answers.txt" --write
has 'is refused' 'there is such a program already' "$work/err"

finish

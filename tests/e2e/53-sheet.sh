#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 53-sheet.sh: evaluation sheets: of our own form and of an office's, filled in again beside what
# a person typed, and what of a form is refused. All names and figures are test data.
. tests/e2e/common.sh

book() { python3 "$root/tests/e2e/workbook.py" "$@"; }
hash_of() { sha256sum "$1" | cut -d ' ' -f 1; }
# stands NAME FILE SHEET CELL EXPECTED
stands() { same "$1" "$5" "$(book cell "$2" "$3" "$4")"; }
# state_of FIELD: what the last --json says of it
state_of() {
	json "$work/out" "SELECT json_extract(f.value, '\$.state') FROM j,
		json_each(json_extract(j.j, '\$.sheets[0].fields')) f
		WHERE json_extract(f.value, '\$.field') = '$1'"
}
# field FIELD: its cell in the last --json, without its sheet
cell_of() {
	json "$work/out" "SELECT json_extract(f.value, '\$.cell') FROM j,
		json_each(json_extract(j.j, '\$.sheets[0].fields')) f
		WHERE json_extract(f.value, '\$.field') = '$1'" | sed 's/.*!//'
}

write_base() { # write_base AUDIENCE LANGUAGE
	cat >"$config" <<END
; test data
[site]
title = 試験市 経済部
language = $2
timezone = Asia/Tokyo
state = state
output = site
audience = $1

[challenge c]
title = 賑わい

[policy centre]
title = 中心部の振興
challenge = c

[indicator visits]
title = 来街者数
unit = 人
frequency = fiscal-year
better = higher
minimum = 0
baseline = FY2019 110000
target = FY2027 138000

[indicator mood]
title = 景況感
unit = ポイント
decimals = 1
frequency = monthly
better = higher
basis = year-on-year
public = no
target = 2027-03 0

[indicator share]
title = 就職割合
unit = ％
decimals = 1
frequency = fiscal-year
better = higher
target = 55

[indicator waste]
title = 苦情件数
unit = 件
frequency = fiscal-year
better = lower
target = 10

[indicator fairs]
title = 催事の開催回数
unit = 回
frequency = fiscal-year
better = higher
kind = output
target = FY2024 12

[indicator season]
title = 入園者数
unit = 人
frequency = monthly
better = higher
minimum = 0
target = 2027-03 120000

[program park]
title = 試験パーク運営費
policy = centre
tier = priority
pledge = yes
budget.2023 = 45000
settled.2023 = 44120
budget.2024 = 46766
general.2024 = 40000
summary = 市中心部で運営する <試験> & "検査"
moves = fairs visits mood share waste season
start = 2021-02
lag = 6m
owner = 試験課

[program loan]
title = 融資事業費
policy = centre
kind = loan
budget.2024 = 6650876
moves = mood

[program later]
title = 後の事業
policy = centre
budget.2025 = 10
END
}

write_base internal ja
run 'without a ledger nothing is written' 69 sheet park --year 2024 -o "$work/none.xlsx"
holds 'no file then' test ! -e "$work/none.xlsx"

for pair in 'visits FY2023 109967' 'visits FY2024 111234' 'mood 2024-03 -10.1' 'mood 2025-02 -14' \
	'mood 2025-03 -15.9' 'mood 2025-04 -3' 'share FY2023 48.8' 'share FY2024 50.4' \
	'waste FY2024 20' 'fairs FY2023 9' 'fairs FY2024 11'; do
	# shellcheck disable=SC2086  # three words
	get record $pair >/dev/null || fail record "$pair"
done
{
	echo period,value
	for year in 2023 2024; do
		for month in 04 05 06 07 08 09 10 11 12; do echo "$year-$month,100000"; done
		for month in 01 02 03; do echo "$((year + 1))-$month,$((year * 100 - 112400))"; done
	done
} >"$work/season.csv"
get import season "$work/season.csv" >/dev/null || fail import season

# --- our own form ---
own=$work/own.xlsx
run 'a sheet of our own form' 0 sheet park --year 2024 -o "$own" --json
sheet=評価シート
stands 'its title' "$own" $sheet "$(cell_of title)" 試験パーク運営費
stands 'a text with signs of XML' "$own" $sheet "$(cell_of summary)" '市中心部で運営する <試験> & "検査"'
stands 'the initial budget' "$own" $sheet "$(cell_of budget)" 46766
stands 'what was settled of the year before' "$own" $sheet "$(cell_of settled.before)" 44120
stands 'general funds' "$own" $sheet "$(cell_of general)" 40000
stands 'no settled amount yet' "$own" $sheet "$(cell_of settled)" ''
stands 'the output indicator apart' "$own" $sheet "$(cell_of output.1.title)" 催事の開催回数
stands 'its rate' "$own" $sheet "$(cell_of output.1.rate)" 91.7
stands 'an outcome' "$own" $sheet "$(cell_of outcome.1.title)" 来街者数
stands 'its value' "$own" $sheet "$(cell_of outcome.1.value)" 111234
stands 'the value of a year before' "$own" $sheet "$(cell_of outcome.1.previous)" 109967
stands 'what the way asks for' "$own" $sheet "$(cell_of outcome.1.due)" 127500
stands 'its rate of achievement' "$own" $sheet "$(cell_of outcome.1.rate)" 80.6
stands 'the newest month within the year' "$own" $sheet "$(cell_of outcome.2.value)" -15.9
stands 'which month that is' "$own" $sheet "$(cell_of outcome.2.period)" 2025年3月
stands 'the same month a year before' "$own" $sheet "$(cell_of outcome.2.previous)" -10.1
stands 'no rate of a change' "$own" $sheet "$(cell_of outcome.2.rate)" ''
stands 'no rate where lower is better' "$own" $sheet "$(cell_of outcome.4.rate)" ''
stands 'a mean of the year of what has a season' "$own" $sheet "$(cell_of outcome.5.value)" 97500
stands 'and of the year before' "$own" $sheet "$(cell_of outcome.5.previous)" 97475
stands 'the reading says why there is none' "$own" $sheet "$(cell_of outcome.1.reading)" '判断できない（前後を比べる値が足りない：前5年・後2年が必要）'
stands 'the closing sentence' "$own" $sheet "$(cell_of caution)" '指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。'
book cell "$own" $sheet "$(cell_of remarks)" >"$work/remarks"
has 'remarks: no rate of a change' '景況感 達成率：前年比などの変化' "$work/remarks"
has 'remarks: no formula where lower is better' '苦情件数 達成率：低い方がよい' "$work/remarks"
has 'remarks: amounts that are not configured, together' '令和6年度 補正後予算・繰越・決算：額が設定にない' "$work/remarks"
has 'the same on standard error' 'park: 苦情件数 達成率：低い方がよい' "$work/err"
same 'the copy of what we wrote is hidden' veryHidden "$(book state "$own" shihyo)"
book part "$own" xl/worksheets/sheet1.xml >"$work/sheet.xml"
has 'A4, as wide as the page' 'paperSize="9"' "$work/sheet.xml"
holds 'every part is XML' python3 -c "
import sys, zipfile, xml.dom.minidom as dom
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for name in z.namelist(): dom.parseString(z.read(name))" "$own"

book part "$own" xl/styles.xml >"$work/styles.xml"
has 'numbers keep off their border' 'formatCode="#,##0_0"' "$work/styles.xml"
has 'those below zero, too' 'formatCode="#,##0.0_0;&quot;▲&quot;#,##0.0_0"' "$work/styles.xml"

before=$(hash_of "$own")
run 'again: nothing changed' 0 sheet park --year 2024 -o "$own"
has 'and that is said' '変わりません' "$work/out"
same 'byte for byte' "$before" "$(hash_of "$own")"

# --- what a person typed ---
run 'where the fields are' 0 sheet park --year 2024 -o "$own" --json
cp "$work/out" "$work/fields"
settled=$(cell_of settled)
title=$(cell_of title)
cause=$(cell_of outcome.1.cause)
value=$(cell_of outcome.1.value)
book type "$own" $sheet "$settled" 45999
book type "$own" $sheet "$title" 'パーク運営費（改称）'
book type "$own" $sheet "$cause" '天候による'
get record visits FY2024 112000 >/dev/null || fail record revision
run 'filled in again' 0 sheet park --year 2024 -o "$own" --json
same 'a typed amount is kept' kept "$(state_of settled)"
same 'a typed title is kept' kept "$(state_of title)"
same 'a revised figure is written' written "$(state_of outcome.1.value)"
stands 'the amount' "$own" $sheet "$settled" 45999
stands 'the title' "$own" $sheet "$title" 'パーク運営費（改称）'
stands 'the cause' "$own" $sheet "$cause" '天候による'
stands 'the figure' "$own" $sheet "$value" 112000
has 'what was kept is told' '手入力の「45999」を残しました' "$work/err"
book type "$own" $sheet "$title" ''
run 'with a cell that somebody emptied' 0 sheet park --year 2024 -o "$own"
has 'it stays so, and is told' '（title）: 空欄にされたまま残しました' "$work/err"
book type "$own" $sheet "$title" 'パーク運営費（改称）'
book insert "$own" $sheet 5
get record visits FY2024 113000 >/dev/null || fail record again
run 'after a row was inserted' 0 sheet park --year 2024 -o "$own" --json
same 'the field is a row further down' "$(echo "$value" | tr -d 0-9)$(($(echo "$value" | tr -dc 0-9) + 1))" "$(cell_of outcome.1.value)"
stands 'and is written there' "$own" $sheet "$(cell_of outcome.1.value)" 113000
same 'a kept one stays kept' kept "$(state_of settled)"
book drop "$own" $sheet "$(cell_of outcome.1.value | tr -dc 0-9)"
run 'after a row was deleted' 0 sheet park --year 2024 -o "$own" --json
same 'its field is gone' gone "$(state_of outcome.1.value)"
has 'and that is told' '欄が削除されている' "$work/err"
sed -i 's/^moves = fairs visits/moves = fairs extra visits/' "$config"
cat >>"$config" <<'END'
[indicator extra]
title = 追加の指標
unit = 人
frequency = fiscal-year
better = higher
kind = output
END
run 'an indicator more than the file has room for' 0 sheet park --year 2024 -o "$own"
has 'is told' 'output.2.title: このファイルに欄がありません' "$work/err"
write_base internal ja

# --- what is left alone ---
printf 'not a workbook' >"$work/text.xlsx"
run 'a file that is no workbook' 65 sheet park --year 2024 -o "$work/text.xlsx"
same 'is left as it was' 'not a workbook' "$(cat "$work/text.xlsx")"
book make "$work/form.xlsx"
before=$(hash_of "$work/form.xlsx")
run 'a workbook that we did not fill in' 65 sheet park --year 2024 -o "$work/form.xlsx"
has 'why' 'does not say what was filled in by us' "$work/err"
same 'is left too' "$before" "$(hash_of "$work/form.xlsx")"
run 'the sheet of another program' 65 sheet loan --year 2024 -o "$own"
run 'or of another year' 65 sheet park --year 2023 -o "$own"
touch "$work/~\$own.xlsx"
run 'a file that is open in Excel' 75 sheet park --year 2024 -o "$own"
has 'is said to be' 'open in Excel' "$work/err"
rm "$work/~\$own.xlsx"
touch "$work/.~lock.own.xlsx#"
run 'or in LibreOffice' 75 sheet park --year 2024 -o "$own"
rm "$work/.~lock.own.xlsx#"
run 'a program of another year' 64 sheet later --year 2024 -o "$work/later.xlsx"
run 'no program of that name' 64 sheet nobody --year 2024 -o "$work/x.xlsx"
run 'another ending' 64 sheet park --year 2024 -o "$work/x.xls"
run 'into a folder that is not there' 74 sheet park --year 2024 -o "$work/nodir/x.xlsx"
same 'which is named once' 1 "$(grep -o nodir/x.xlsx "$work/err" | wc -l)"
run 'into the site, where it would be published' 64 sheet park --year 2024 -o "$site/x.xlsx"
run 'neither a program nor all' 64 sheet --year 2024 -o "$work/x.xlsx"

# --- an office's form ---
write_form() { # write_form LINE...
	write_base "${audience:-internal}" ja
	{
		echo '[sheet city]'
		echo 'template = form.xlsx'
		printf '%s\n' "$@"
	} >>"$config"
}
city=$work/city.xlsx
write_form 'cell = 様式 1!B3 title' 'name = 概要 summary' 'name = 予算 budget' \
	"cell = '様式 1'!B10 budget.before" 'cell = 様式 1!A16 outcome.3.title' \
	'cell = 様式 1!B16 outcome.3.value' 'cell = 様式 1!E16 outcome.3.rate' \
	'cell = 様式 1!F3 tier' 'cell = 様式 1!B5 owner' 'cell = 様式 1!B12 settled' \
	'cell = 様式 1!B20 remarks' 'cell = 様式 1!B30 caution'
run "a sheet of the office's form" 0 sheet park --year 2024 -o "$city" --json
stands 'a cell' "$city" '様式 1' B3 試験パーク運営費
stands 'a name of merged cells' "$city" '様式 1' B6 '市中心部で運営する <試験> & "検査"'
stands 'a name of one cell, which was not there' "$city" '様式 1' C10 46766
stands 'a sheet in quotes' "$city" '様式 1' B10 45000
stands 'a per cent where the cell shows per cents' "$city" '様式 1' E16 0.916
stands 'a per cent where it does not' "$city" '様式 1' B16 50.4
stands 'behind the last cell of a row' "$city" '様式 1' F3 重点事業
stands 'in a row without cells' "$city" '様式 1' B5 試験課
stands 'behind the last row' "$city" '様式 1' B30 '指標は景気・人口等の影響も受け、増減は事業の成果を直接示すものではありません。'
stands 'a formula stays' "$city" '様式 1' D10 '=C10-B10'
stands 'remarks where they are asked for' "$city" '様式 1' B20 '令和6年度 決算：額が設定にない'
stands 'a field without a value stays empty' "$city" '様式 1' B12 ''
book parts "$work/form.xlsx" | grep -vE 'workbook.xml|Content_Types|sheet[12].xml' >"$work/parts.form"
book parts "$city" | grep -vE 'workbook.xml|Content_Types|sheet[12].xml|shihyo.xml' >"$work/parts.city"
same_files 'every other part is byte for byte that of the form' "$work/parts.form" "$work/parts.city"
book part "$city" xl/worksheets/sheet1.xml >"$work/sheet.xml"
has 'validation stays' '<dataValidation type="list" sqref="F3"><formula1>' "$work/sheet.xml"
has 'print set-up stays' '<pageSetup paperSize="9" orientation="landscape"/>' "$work/sheet.xml"
has 'a comment stays' "<!-- the city's form -->" "$work/sheet.xml"
has 'the style of a cell stays' '<c r="B3" s="3" t="inlineStr">' "$work/sheet.xml"
has 'a new cell has the style of its column' '<c r="B5" s="3" t="inlineStr">' "$work/sheet.xml"
has 'a formula has no result of before' '<c r="D10" s="2"><f>C10-B10</f></c>' "$work/sheet.xml"
book part "$city" xl/worksheets/sheet2.xml >"$work/sheet2.xml"
has 'nor has one of another sheet' "<c r=\"B1\"><f>'様式 1'!B3</f></c>" "$work/sheet2.xml"
book part "$city" xl/workbook.xml >"$work/workbook.xml"
has 'formulas are computed anew' '<calcPr fullCalcOnLoad="1"/>' "$work/workbook.xml"
book type "$city" '様式 1' B12 44000
book type "$city" '様式 1' B20 '人の備考'
get record share FY2024 51 >/dev/null || fail record share
run 'again, after another program wrote the file' 0 sheet park --year 2024 -o "$city" --json
same 'the typed amount' kept "$(state_of settled)"
stands 'stays' "$city" '様式 1' B12 44000
stands 'typed remarks stay' "$city" '様式 1' B20 '人の備考'
stands 'a revised figure is written' "$city" '様式 1' B16 51
write_form 'cell = 様式 1!B3 title' 'cell = 様式 1!B30 kind' 'cell = 様式 1!C16 outcome.3.target' \
	'cell = 様式 1!B12 settled'
run 'a place that the mapping names since' 0 sheet park --year 2024 -o "$city" --json
same 'is written where nothing stands' written "$(state_of outcome.3.target)"
same 'and left where something does' kept "$(state_of kind)"

# --- what of a form is refused ---
rm -f "$city"
write_form 'name = 消えた title' 'name = 無い summary' 'name = 広い policy' 'cell = 様式 1!C3 owner' \
	'cell = 様式 1!D10 budget' 'cell = B9 tier' 'cell = 控え!B9 kind' 'cell = 様式 1!B3 change' 'name = 題 why'
line=$(grep -n '^name = 消えた' "$config" | cut -d : -f 1)
run 'places that are not in the form' 78 sheet park --year 2024 -o "$city"
refused() { has "$1" "shihyo.ini:$((line + $2)): $3" "${4:-$work/err}"; }
refused 'a name whose cells are gone' 0 'name 消えた: .*are gone \(#REF!\)'
refused 'a name that is not there' 1 'name 無い: the workbook has no name'
refused 'a name of several cells' 2 'name 広い: .*not merged, expected one cell'
refused 'inside merged cells' 3 'cell 様式 1!C3: .*merged cells B3:D3, expected their first, B3'
refused 'a formula' 4 'cell 様式 1!D10: .*holds a formula'
refused 'a cell of nobody knows which sheet' 5 'cell B9: the workbook has 2 visible sheets, expected SHEET!CELL \(様式 1, 記入例\)'
refused 'a sheet that is not there' 6 'cell 控え!B9: .*no sheet "控え"'
refused 'two fields in one cell' 8 'name 題: .*filled in by another field already'
holds 'no file then' test ! -e "$city"
run 'check-config opens the form' 78 check-config
refused 'and says the same' 3 'cell 様式 1!C3: .*expected their first, B3' "$work/out"
write_form 'cell = 3B title' 'cell = 様式 1!B3 titel' 'cell = B3' 'cell = 様式 1!B4 kind' 'cell = 様式 1!B4 why' \
	'cell = 様式 1!B5 kind' 'cell = 様式 1!B6 outcome.21.value' 'cell = 様式 1!B7 cause'
line=$(grep -n '^cell = 3B' "$config" | cut -d : -f 1)
run 'lines that are no places' 78 check-config
refused 'a field that there is not' 1 'cell: "titel" is no field.*did you mean "title"' "$work/out"
refused 'a line without a field' 2 'cell: "B3", expected CELL FIELD' "$work/out"
refused 'one cell twice' 4 'cell: "様式 1!B4" stands at .* already' "$work/out"
refused 'one field twice' 5 'cell: "kind" stands at .* already' "$work/out"
refused 'too many indicators' 6 '.*is no field' "$work/out"
refused 'of no indicator' 7 'cell: "cause" is a field of an indicator, expected outcome.1.cause' "$work/out"
write_form 'cell = 3B title'
run 'what is no cell' 78 sheet park --year 2024 -o "$city"
has 'is said to be none' 'cell 3B: "3B" is no cell, expected one such as B3' "$work/err"
write_form 'cell = 様式 1!B3 title'
head -c 900 "$work/form.xlsx" >"$work/cut.xlsx"
printf '\320\317\021\340\241\261\032\341old' >"$work/old.xlsx"
for broken in cut old text missing; do
	sed -i "s/^template = .*/template = $broken.xlsx/" "$config"
	run "a form that is broken: $broken" "$([ $broken = missing ] && echo 74 || echo 65)" sheet park --year 2024 -o "$city"
	has "$broken: where it is named" 'shihyo.ini:[0-9]*: template' "$work/err"
	holds "$broken: no file" test ! -e "$city"
	run "$broken: check-config" 78 check-config
done
write_form 'cell = 様式 1!B3 title'
printf '[sheet other]\ntemplate = form.xlsx\ncell = 様式 1!B3 title\n' >>"$config"
run 'two forms: which' 64 sheet park --year 2024 -o "$city"
run 'this one' 0 sheet park --year 2024 --form other -o "$city"
run 'none is our own' 0 sheet park --year 2024 --form none -o "$work/own2.xlsx"
run 'no such form' 64 sheet park --year 2024 --form third -o "$city"

# --- all of them ---
write_base internal ja
mkdir "$work/all"
printf 'mine' >"$work/all/loan.xlsx"
run 'all programs of the year, one of which cannot be' 65 sheet --all --year 2024 -o "$work/all"
holds 'the other is made' test -s "$work/all/park.xlsx"
same 'what was in its place is left' mine "$(cat "$work/all/loan.xlsx")"
holds 'none of another year' test ! -e "$work/all/later.xlsx"
rm "$work/all/loan.xlsx"
run 'all of them' 0 sheet --all --year 2024 -o "$work/all" --json
same 'two of the year' 2 "$(json "$work/out" "SELECT json_array_length(j, '\$.sheets') FROM j")"
has 'a loan says what its amounts hold' '融資の原資として預託する額を含む' "$work/err"

# --- comments, and what was known on a day ---
get note visits FY2024 --cause '天候による' --action '広報を強める' --by 試験課 >/dev/null || fail note draft
get note season 2024-12 --cause '休園' --by 試験課 --approved-by 総務課 >/dev/null || fail note season
said=$work/said.xlsx
run 'a sheet with comments' 0 sheet park --year 2024 -o "$said" --json
stands 'no draft goes outside' "$said" $sheet "$(cell_of outcome.1.cause)" ''
has 'that there is one is told' '来街者数 要因・対応：未承認のコメント（案）は載せない' "$work/err"
stands 'one on a month of the year says on which' "$said" $sheet "$(cell_of outcome.5.cause)" 2024年12月：休園
long=$(i=0 && while [ $i -lt 20 ]; do printf '広報を強め来街を促す%02d。' $i && i=$((i + 1)); done)
get note visits FY2024 --action "$long" --by 試験課 --approved-by 総務課 >/dev/null || fail note approve
run 'approved' 0 sheet park --year 2024 -o "$said" --json
stands 'it stands there' "$said" $sheet "$(cell_of outcome.1.cause)" 天候による
stands 'and what is done about it' "$said" $sheet "$(cell_of outcome.1.action)" "$long"
book part "$said" xl/worksheets/sheet1.xml | grep -o "<row r=\"$(cell_of outcome.1.action | tr -dc 0-9)\"[^>]*" >"$work/row"
has 'in a row that is high enough now' ' ht="(4[0-9]|[5-9][0-9]|[1-9][0-9][0-9])"' "$work/row"
same 'which is said once' 1 "$(grep -o ' ht=' "$work/row" | wc -l)"
SHIHYO_NOW=2026-04-01T09:00:00+09:00 get record visits FY2024 114000 >/dev/null || fail record later
export SHIHYO_NOW=2026-04-02T09:00:00+09:00
run 'as it was known on a day' 0 sheet park --year 2024 -o "$work/then.xlsx" --as-of 2026-03-15 --json
stands 'the figure of then' "$work/then.xlsx" $sheet "$(cell_of outcome.1.value)" 113000
has 'and the sheet says so' '時点' "$work/out"
run 'once more' 0 sheet park --year 2024 -o "$work/then2.xlsx" --as-of 2026-03-15
same 'is the same file' "$(hash_of "$work/then.xlsx")" "$(hash_of "$work/then2.xlsx")"
run 'nothing of then goes into a file of now' 64 sheet park --year 2024 -o "$said" --as-of 2026-03-15
run 'a comment on a figure that was revised' 0 sheet park --year 2024 -o "$said"
has 'is told' '要因・対応：コメントの後に値が改定された' "$work/err"

# --- the public edition ---
write_base public ja
run 'in the public edition' 0 sheet park --year 2024 -o "$work/public.xlsx" --json
same 'no pledge' empty "$(state_of pledge)$(cell_of pledge | grep -c . | sed s/0/empty/)"
same 'no rate, which is a verdict' empty "$(state_of outcome.1.rate)"
lacks 'nothing of an indicator that is not public' '景況感' "$work/out"
python3 -c "
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sys.stdout.buffer.write(b'\n'.join(z.read(n) for n in z.namelist()))" "$work/public.xlsx" >"$work/bytes"
lacks 'in any byte of the workbook' '景況感|80\.6|天候による|休園' "$work/bytes"

write_base internal en
run 'in English' 0 sheet park --year 2024 -o "$work/en.xlsx" --json
stands 'names of fields' "$work/en.xlsx" evaluation A6 Policy
has 'reasons in English' 'no amount is configured' "$work/err"
finish

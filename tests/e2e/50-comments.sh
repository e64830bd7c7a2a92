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

# A figure that is revised afterwards.
run 'the figure is revised' 0 record zoo FY2024 101000
run 'the list of then' 0 note zoo FY2024
has 'the list: what it was written of' '記載時の実績値は 100,000人（その後改定）' "$work/out"
run 'the draft is dropped' 0 note zoo FY2024 --drop --by 観光課
run 'what stands' 0 note zoo FY2024 --json
same 'dropped: the approved one stands' approved \
	"$(json "$work/out" "SELECT group_concat(value ->> '\$.state') FROM j, json_each(j, '\$.comments')")"

finish

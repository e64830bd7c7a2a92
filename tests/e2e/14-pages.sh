#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 14: a table that comes in pages (CKAN): all of them are fetched and read as one document; a page
# that cannot be had means that nothing of the source is recorded; unchanged pages record nothing.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
cat >>"$config" <<END
[source ckan]
title = test source
url = http://127.0.0.1:$port/list.json?resource_id=x
format = json
every = 1m

[indicator visitors]
title = test visitors
unit = 人
frequency = fiscal-year
better = higher
source = ckan
value = 入園者数
END

# page OFFSET TOTAL [YEAR VALUE]...: a reply of test data.
page() {
	printf '{"help":"test data","success":true,"result":{"fields":[{"id":"_id","type":"int"},'
	printf '{"id":"年度","type":"text"},{"id":"入園者数","type":"text"}],"records":['
	page_offset=$1
	page_total=$2
	shift 2
	page_comma=
	while [ $# -gt 1 ]; do
		printf '%s{"_id":1,"年度":"%s年度","入園者数":"%s"}' "$page_comma" "$1" "$2"
		page_comma=,
		shift 2
	done
	printf '],"limit":2,"offset":%s,"total":%s}}\n' "$page_offset" "$page_total"
}
first="$served/list.json?resource_id=x"
page 0 5 2018 '1,001' 2019 '1,002' >"$first"
page 2 5 2020 '1,003' 2021 '1,004' >"$first&offset=2"
page 4 5 2022 '1,005' >"$first&offset=4"

run 'three pages' 0 collect
same 'three pages: all values' 'FY2018,1001 FY2019,1002 FY2020,1003 FY2021,1004 FY2022,1005 ' \
	"$(values visitors | tr '\n' ' ')"
same 'three pages: three requests' 3 "$(requests '^GET /list.json 200')"
same 'one document' 1 "$(find "$state/documents" -name '*.gz' | wc -l)"
same 'its pages in order' 3 "$(zcat "$(find "$state/documents" -name '*.gz')" | grep -c "$(printf '\036')")"
run 'replay: pages are in the document already' 0 replay --json
same 'replay: nothing differs' '1|0' "$(json "$work/out" "SELECT j ->> '\$.sources[0].documents',
	json_array_length(j, '\$.changes') FROM j")"

export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'again' 0 collect --json
same 'again: unchanged' 'unchanged|0|0' "$(json "$work/out" "SELECT s.value ->> 'outcome',
	s.value ->> 'added', s.value ->> 'same' FROM j, json_each(j, '\$.sources') s")"

# A later page changed: the first alone would not show it.
export SHIHYO_NOW=2026-03-03T09:00:00+09:00
page 4 5 2022 '1,006' >"$first&offset=4"
run 'a later page changed' 0 collect
same 'a later page changed: recorded' 'FY2022,1006' "$(values visitors | tail -n 1)"

# A page is missing: nothing of the source is taken.
export SHIHYO_NOW=2026-03-04T09:00:00+09:00
page 0 5 2018 '9,999' 2019 '1,002' >"$first"
rm "$first&offset=4"
run 'a page is missing' 69 collect
has 'a page is missing: said' '^ckan +failed .*page 3: ' "$work/out"
same 'a page is missing: nothing was recorded' 'FY2018,1001' "$(values visitors | head -n 1)"

# A publisher that goes round in a circle.
export SHIHYO_NOW=2026-03-05T09:00:00+09:00
page 2 5 2020 '1,003' 2021 '1,004' >"$first&offset=4"
run 'a circle' 65 collect
has 'a circle: said' '^ckan +failed .*not beyond' "$work/out"
finish

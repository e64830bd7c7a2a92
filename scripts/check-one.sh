#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-one.sh WHAT: runs a unit test, the golden cases, a replay, the pictures or a scenario; keeps
# what it said in build/logs/NAME.log and its "PASSED FAILED" in build/logs/NAME.count; prints one
# line, and the reason of what failed below it.
set -u
what=$1
name=$(basename "$what" .sh)
[ "$what" != pictures ] || name=golden-charts
log=build/logs/$name.log
began=$(date +%s)

# cmocka says it its own way: the plain line "N passed, N failed" is added.
unit() {
	PUBLISHER=build/publisher CMOCKA_MESSAGE_OUTPUT=TAP timeout 300 "$what" >"$log" 2>&1
	status=$?
	good=$(grep -acE '^ok ' "$log")
	bad=$(grep -acE '^not ok ' "$log")
	plan=$(awk -F'[.]+' '/^1\.\.[0-9]+$/ { sum += $2 } END { print sum + 0 }' "$log")
	if [ "$status" -gt 128 ] || [ "${plan:-0}" != $((good + bad)) ] ||
		{ [ "$status" != 0 ] && [ "$bad" = 0 ]; }; then
		bad=$((bad + 1))
		echo "error: $name ended with status $status after $((good + bad - 1)) of ${plan:-0} tests" \
			>>"$log"
	fi
	echo "$good passed, $bad failed" >>"$log"
}

case "$what" in
pictures) timeout 600 sh tests/golden-charts/run.sh >"$log" 2>&1 ;;
*.sh) timeout 600 sh "$what" >"$log" 2>&1 ;;
*/golden) timeout 600 "$what" >"$log" 2>&1 ;;
*/replay_*)
	find "tests/fuzz/regress/${name#replay_}" -type f 2>/dev/null | sort | xargs timeout 300 "$what" \
		>"$log" 2>&1
	;;
*) unit ;;
esac

# A runner's closing line is "N passed, N failed"; no such line is a failure.
line=$(grep -aE '^([A-Za-z0-9_.-]+: )?[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
took="$(($(date +%s) - began)) s"
if [ -z "$line" ]; then
	echo "0 1" >"build/logs/$name.count"
	printf 'FAIL %s: it did not reach its end (%s)\n%s\n' "$name" "$took" "$(tail -n 20 "$log")"
	exit 0
fi
good=$(echo "$line" | awk '{ print $(NF - 3) }')
bad=$(echo "$line" | awk '{ print $(NF - 1) }')
echo "$good $bad" >"build/logs/$name.count"
if [ "$bad" != 0 ]; then
	printf 'FAIL %s: %s (%s)\n%s\n' "$name" "$line" "$took" \
		"$(grep -aE 'FAIL|not ok|ERROR|error|assert|Sanitizer' "$log" | head -n 40)"
else
	echo "ok   $name: $good ($took)"
fi

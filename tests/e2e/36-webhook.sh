#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Webhooks and commands: to a real receiver on the loopback; what it may answer, its
# certificates; the shapes; the signature; killed between COMMIT and delivery nothing is lost and
# what comes twice has the same key; days of cycles, their messages counted. All figures are test
# data. SHIHYO_KILLS: how many kills (10); SHIHYO_DAYS: how many days (60).
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

kills=${SHIHYO_KILLS:-10}
days=${SHIHYO_DAYS:-60}

# of NAME N EXPRESSION: of the N-th request r of a receiver, and of its body b.
of() {
	sed -n "$2p" "$work/$1.log" | python3 -c "
import hashlib, hmac, json, sys
r = json.load(sys.stdin)
b = json.loads(r['body'])
print($3)"
}

cat >"$work/head.ini" <<END
[site]
title = 試験
language = ja
timezone = Asia/Tokyo
state = state
output = site
base_url = https://example.jp/s/
delay = 0ms

[indicator visitors]
title = 試験の入園者数 & <b>
unit = 人
frequency = monthly
better = higher

[alert low]
indicator = visitors
when = below 100
clear = above 120
severity = critical
notify = office
END

configure() {
	{
		cat "$work/head.ini"
		printf '\n[notify office]\n'
		printf '%s\n' "$@"
	} >"$config"
}

enter() {
	run "enter $1 $2" "${3:-0}" record visitors "$1" "$2"
}

certificate good IP:127.0.0.1 2
certificate expired IP:127.0.0.1 0
receive plain web
plain=$port_of_it
receive good web --tls implicit --cert "$work/good.pem"
good=$port_of_it
receive expired web --tls implicit --cert "$work/expired.pem"
expired=$port_of_it
printf 'key-of-the-signature\n' >"$work/signing"
printf 'token-of-the-test\n' >"$work/token"
chmod 600 "$work/signing" "$work/token"

# --- our own shape, signed ---

configure 'type = webhook' "url = https://127.0.0.1:$good/in" 'cafile = good.crt' \
	'secret = ./signing' 'auth = bearer:./token'
enter 2025-01 99
same 'told' 1 "$(taken good)"
same 'our own shape' '1|試験|2026-03-01T00:00:00Z|critical|firing|https://example.jp/s/|1' \
	"$(of good 1 "'|'.join(map(str, (b['version'], b['site'], b['created'], b['severity'], b['state'], b['url'], len(b['notices']))))")"
same 'the subject' '【要確認】試験の入園者数 & <b> 2025年1月 99人、100を下回る' "$(of good 1 "b['subject']")"
same 'the notice' 'visitors critical firing True True' \
	"$(of good 1 "b['notices'][0]['indicator'], b['notices'][0]['severity'], b['notices'][0]['state'], len(b['notices'][0]['thread']) == 32, b['notices'][0]['text'].startswith('1 状況')" | tr -d "(),'")"
same 'one key everywhere' 'True True' \
	"$(of good 1 "b['key'] == r['headers']['idempotency-key'], b['key'] == r['headers']['x-shihyo-key']" | tr -d '(),')"
same 'the signature' True "$(of good 1 "
r['headers']['x-shihyo-signature'] == 't=1772323200,sha256=' + hmac.new(b'key-of-the-signature',
	b'1772323200.' + r['body'].encode(), hashlib.sha256).hexdigest()" | tr -d '\n')"
same 'who we are' 'Bearer token-of-the-test' "$(of good 1 "r['headers']['authorization']")"
same 'what it is' 'application/json; charset=UTF-8' "$(of good 1 "r['headers']['content-type']")"
thread=$(of good 1 "b['notices'][0]['thread']")
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
enter 2025-02 200
same 'over: the same thread' "$thread" "$(of good 2 "b['notices'][0]['thread']")"
same 'over: said' resolved "$(of good 2 "b['state']")"

# --- the shapes of others ---

# shape NAME EXPRESSION WANTED
shape() {
	configure 'type = webhook' "url = http://127.0.0.1:$plain/200/$1" "shape = $1"
	run "shape $1" 0 notify test office
	same "shape $1: as it takes it" "$3" "$(of plain "$(taken plain)" "$2")"
}
shape slack "len(b['blocks']) == 2, '&amp; &lt;b&gt;' in b['text'], b['blocks'][0]['text']['type']" \
	'True True plain_text'
shape teams "b['attachments'][0]['contentType'], b['attachments'][0]['content']['body'][0]['type']" \
	'application/vnd.microsoft.card.adaptive RichTextBlock'
shape line-works "b['title'][:4], len(b['body']['text']) > 50, b['button']['url']" \
	'【試験】 True https://example.jp/s/'

# --- what may go wrong ---

# wrong NAME PATH WORDS
wrong() {
	configure 'type = webhook' "url = http://127.0.0.1:$plain/$2" 'timeout = 1s'
	run "$1" 69 notify test office
	has "$1: said" "notify office: .*$3" "$work/err"
}
before=$(taken plain)
configure 'type = webhook' "url = http://127.0.0.1:$plain/302" 'timeout = 1s'
run 'a redirect' 69 notify test office
has 'a redirect: said' 'HTTP 302 \(a redirect: not followed\)' "$work/err"
same 'a redirect: not followed' $((before + 1)) "$(taken plain)"
wrong 'an error of the receiver' 500 'answered HTTP 500'
wrong 'too many' 429 'HTTP 429 \(too many messages\)'
wrong 'not permitted' 403 'HTTP 403 \(not permitted\)'
wrong 'no answer ever' never 'no answer in time from 127\.0\.0\.1'
configure 'type = webhook' "url = https://127.0.0.1:$expired/" 'cafile = expired.crt'
run 'an expired certificate' 69 notify test office
has 'an expired certificate: said' 'certificate not valid: .*expired' "$work/err"
configure 'type = webhook' "url = https://127.0.0.1:$good/"
run 'a certificate of nobody' 69 notify test office
same 'neither was told anything' '0 2' "$(taken expired) $(taken good)"
configure 'type = webhook' 'url = http://127.0.0.1:1/'
run 'nobody is there' 69 notify test office
has 'nobody is there: said' 'connection refused by 127\.0\.0\.1' "$work/err"
configure 'type = webhook' 'url = smtp://127.0.0.1/'
run 'an address of another kind' 78 check-config

# --- a command ---

configure 'type = exec' "command = $work/tell --to office"
cat >"$work/tell" <<END
#!/bin/sh
{ echo "\$*"; echo "\$SHIHYO_KEY \$SHIHYO_SEVERITY"; cat; } >>"$work/told"
END
chmod 755 "$work/tell"
export SHIHYO_NOW=2026-03-03T09:00:00+09:00
enter 2025-03 50
has 'a command: its arguments' '^--to office$' "$work/told"
has 'a command: its environment' '^[0-9a-f]{32} critical$' "$work/told"
has 'a command: the subject' '^Subject: 【要確認】試験の入園者数 & <b> 2025年3月 50人' "$work/told"
has 'a command: the text' '^5 お願いしたいこと$' "$work/told"
configure 'type = exec' 'command = tell --to office'
run 'a command without its path' 78 check-config

# --- what failed for a while is told later; a dead one keeps nothing from the others ---

configure 'type = webhook' "url = http://127.0.0.1:$plain/500"
cat >>"$config" <<END

[notify second]
type = webhook
url = http://127.0.0.1:$plain/200/second
END
sed -i 's/^notify = office/notify = office second/' "$config"
before=$(grep -c '/200/second' "$work/plain.log")
export SHIHYO_NOW=2026-03-04T09:00:00+09:00
enter 2025-04 500
same 'the other is told' $((before + 1)) "$(grep -c '/200/second' "$work/plain.log")"
run 'status' 0 status --json
same 'status: one fails' '1|1' \
	"$(json "$work/out" "SELECT j ->> '\$.outbox.waiting', j ->> '\$.outbox.failing' FROM j")"
sed -i "s|:$plain/500|:$plain/200/first|" "$config"
export SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'later' 0 collect
same 'later: told' 1 "$(grep -c '/200/first' "$work/plain.log")"
same 'later: nobody twice' $((before + 1)) "$(grep -c '/200/second' "$work/plain.log")"

# --- killed between COMMIT and delivery: none lost, and what comes twice has the same key ---

receive kills web
configure 'type = webhook' "url = http://127.0.0.1:$port_of_it/in" 'timeout = 5s' 'group = none'
minute=0
interrupted=0
i=0
while [ "$i" -lt "$kills" ]; do
	# Each value raises or ends the alert: a message each.
	value=$((i % 2 == 0 ? 50 : 500))
	period=$((2000 + i / 12))-$(printf %02d $((i % 12 + 1)))
	minute=$((minute + 1))
	SHIHYO_NOW=2026-04-01T00:00:00+09:00
	SHIHYO_NOW=$(date -d "2026-04-01T00:00:00+09:00 + $minute minutes" +%Y-%m-%dT%H:%M:%S%:z)
	export SHIHYO_NOW
	sed -i "s/^\[indicator .*/[indicator k$i]/; s/^indicator = .*/indicator = k$i/; s/^\[alert .*/[alert a$i]/; s/^when = .*/when = below 1000/; /^clear/d" "$config"
	# Some are killed while the receiver thinks, some before, some right after.
	[ $((i % 3)) = 0 ] && echo slow >"$work/kills.log.mode"
	seen=$(taken kills)
	"$binary" -c "$config" record "k$i" "$period" "$value" >/dev/null 2>"$work/killed.err" &
	victim=$!
	# What it says is committed; of the slow ones the request is on its way.
	wait_for 20 sh -c "[ \"\$(sqlite3 -readonly -cmd '.timeout 10000' '$state/ledger.db' \"SELECT count(*) FROM outbox WHERE indicator = 'k$i'\")\" = 1 ]" ||
		fail "kill $i" 'nothing was committed'
	[ $((i % 3)) = 0 ] && wait_for 20 sh -c "[ \$(grep -c . '$work/kills.log') -gt $seen ]"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	[ "$?" = 137 ] && interrupted=$((interrupted + 1))
	rm -f "$work/kills.log.mode"
	i=$((i + 1))
done
# What the killed ones left is delivered by the next cycles.
for hour in 1 2 3; do
	export SHIHYO_NOW=2026-04-02T0$hour:00:00+09:00
	run "a cycle after the kills: $hour" 0 collect
done
same 'kills: nothing waits' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"
python3 - "$work/kills.log" "$kills" >"$work/kills.txt" <<'END'
import collections, json, sys
keys = collections.defaultdict(set)
requests = 0
for line in open(sys.argv[1], encoding="utf-8"):
    body = json.loads(json.loads(line)["body"])
    requests += 1
    for notice in body["notices"]:
        keys[notice["indicator"]].add(body["key"])
print("told:", len([one for one in keys if one.startswith("k")]))
print("keys of one message, at most:", max(map(len, keys.values())))
print("# %d messages, %d requests: %d came twice" % (len(keys), requests, requests - len(keys)))
END
grep '^#' "$work/kills.txt"
echo "# $interrupted of $kills were killed before their end"
has 'kills: every one was told' "^told: $kills$" "$work/kills.txt"
has 'kills: under one key each' '^keys of one message, at most: 1$' "$work/kills.txt"

# --- days of cycles ---

publish "$served"
receive digest web
digest=$port_of_it
receive once web
write_days() {
	printf 'period,value\n' >"$served/days.csv.new"
	sqlite3 :memory: "WITH RECURSIVE m(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM m WHERE n < $1)
		SELECT strftime('%Y-%m', '2020-01-01', '+' || n || ' months') || ',' ||
			CASE WHEN n % 4 = 0 THEN 80 ELSE 150 + n % 7 END FROM m WHERE n <= $1" >>"$served/days.csv.new"
	mv "$served/days.csv.new" "$served/days.csv"
}
mkdir -p "$served"
state=$work/days-state
cat >"$config" <<END
[site]
title = 試験
language = ja
timezone = Asia/Tokyo
state = days-state
output = days-site
delay = 0ms

[source days]
url = http://127.0.0.1:$port/days.csv
every = 1d

[indicator days]
title = 試験の指標
unit = 人
frequency = monthly
better = higher
source = days
value = value
period = period

[alert days]
indicator = days
when = below 100
severity = warning
notify = digest once

[notify digest]
type = webhook
url = http://127.0.0.1:$digest/in
send = weekly mon 09:00
days = business

[notify once]
type = webhook
url = http://127.0.0.1:$port_of_it/in
END
day=0
broken=0
while [ "$day" -lt "$days" ]; do
	months=$(date -d "2020-02-15 + $day days" +%Y:%-m)
	write_days $(((${months%:*} - 2020) * 12 + ${months#*:} - 2))
	SHIHYO_NOW=$(date -d "2020-02-15 + $day days" +%Y-%m-%dT09:00:00+09:00)
	export SHIHYO_NOW
	shihyo -c "$config" collect >"$work/out" 2>"$work/err" || broken=$((broken + 1))
	day=$((day + 1))
done
same "days: each of $days cycles ended well" 0 "$broken"
told=$(sql "SELECT count(*) FROM outbox WHERE notifier = 'once'")
same 'days: each change was told once' "$told" "$(taken once)"
same 'days: there was something to tell' True "$(python3 -c "print($told >= $days // 61)")"
echo "# $days days: $(taken once) messages at once, $(taken digest) digests of the same"
same 'days: digests are no more than that' True "$(python3 -c "print($(taken digest) <= $(taken once))")"
same 'days: nothing but the last week waits' True \
	"$(python3 -c "print($(sql 'SELECT count(*) FROM outbox WHERE delivered = 0') <= 2)")"

# --- no secret went anywhere ---

grep -rlaE 'key-of-the-signature|token-of-the-test' "$work/state" "$state" "$site" "$work/out" "$work/err" >"$work/leaks"
same 'no secret went anywhere' '' "$(cat "$work/leaks")"

finish

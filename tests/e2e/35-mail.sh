#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Mail: to a real server on the loopback, by STARTTLS, TLS and neither; what is refused, what
# fails and is tried again, what is given up; one message where there are many alerts. All
# figures are test data. SHIHYO_ALERTS: how many alerts at once (60).
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

alerts=${SHIHYO_ALERTS:-60}

# of NAME N KEY: a field of the N-th mail that a server took.
of() {
	sed -n "$2p" "$work/$1.log" | python3 -c "import json, sys; print(json.load(sys.stdin)['$3'])"
}

# mail FILE EXPRESSION: of a mail m, as Python's email reads it.
mail() {
	python3 -c "
import email, email.policy, sys
m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
part = {p.get_content_type(): p for p in m.walk()}
print($2)" "$1"
}

enter() {
	run "enter $1 $2" "${3:-0}" record visitors "$1" "$2"
}

cat >"$work/head.ini" <<END
[site]
title = 試験の "市役所" <script>
language = ja
timezone = Asia/Tokyo
state = state
output = site
base_url = https://example.jp/s/

[indicator visitors]
title = 試験の入園者数
unit = 人
frequency = monthly
better = higher

[policy p]
title = 施策

[policy other]
title = 別の施策

[program tied]
title = 直接の事業
policy = p
budget.2024 = 12345
owner = 試験課
moves = visitors

[alert low]
indicator = visitors
when = below 100
clear = above 120
severity = critical
notify = office
END

# configure LINE...: the head, and [notify office] with these lines.
configure() {
	{
		cat "$work/head.ini"
		printf '\n[notify office]\ntype = mail\nfrom = shihyo@example.jp\nexpire = 1d\n'
		printf '%s\n' "$@"
	} >"$config"
}

certificate good IP:127.0.0.1 2
certificate expired IP:127.0.0.1 0
certificate other IP:127.0.0.1 2
export CREDENTIALS_DIRECTORY="$work/credentials"
mkdir "$CREDENTIALS_DIRECTORY"
printf 'teller:s3cret-of-the-test\n' >"$CREDENTIALS_DIRECTORY/mail"
chmod 600 "$CREDENTIALS_DIRECTORY/mail"
receive start mail --tls starttls --cert "$work/good.pem" --user teller:s3cret-of-the-test
start=$port_of_it
receive implicit mail --tls implicit --cert "$work/good.pem"
implicit=$port_of_it
receive clear mail
clear=$port_of_it

# --- what is refused when it is read ---

refused() {
	refused_name=$1
	refused_words=$2
	shift 2
	configure "$@"
	run "refused: $refused_name" 78 check-config
	has "refused: $refused_name: the words" "$refused_words" "$work/out"
}
refused 'an address with something behind it' 'expected addresses such as' \
	"url = smtp://127.0.0.1:$start" 'to = a@example.jp,b@example.jp'
refused 'an address with a line break in it' 'expected addresses such as' \
	"url = smtp://127.0.0.1:$start" "to = a@example.jp
  >RCPT"
refused 'no address' 'expected addresses such as' "url = smtp://127.0.0.1:$start" 'to = office'
refused 'a password in the clear' 'password in the clear' "url = smtp://127.0.0.1:$start" \
	'to = a@example.jp' 'auth = basic:mail' 'tls = no'
refused 'the password itself' 'never stands here' "url = smtp://127.0.0.1:$start" \
	'to = a@example.jp' 'auth = s3cret'
refused 'a user in the address' 'expected auth' 'url = smtp://u:p@127.0.0.1' 'to = a@example.jp'
refused 'hours' 'expected always or hours' "url = smtp://127.0.0.1:$start" 'to = a@example.jp' \
	'hours = 17:00-09:00'
refused 'a rhythm' 'expected at-once, daily' "url = smtp://127.0.0.1:$start" \
	'to = a@example.jp' 'send = weekly monday'

# --- STARTTLS, with a password; two receivers ---

configure "url = smtp://127.0.0.1:$start" 'to = keizai@example.jp kanko@example.jp' \
	'auth = basic:mail' "cafile = good.crt"
run 'it is understood' 0 check-config
run 'a test' 0 notify test office
same 'a test: to each of the two' 2 "$(taken start)"
same 'a test: encrypted, and known' 'True True' "$(of start 1 secure) $(of start 1 known)"
run 'a test: what would be sent' 0 notify test office --dry-run
same 'a test: nothing was sent' 2 "$(taken start)"
has 'a test: marked as one' '^Subject: =\?UTF-8\?B\?44CQ6Kmm6aiT44CR' "$work/out"
enter 2025-01 100
same 'no alert: no mail' 2 "$(taken start)"
enter 2025-02 99
same 'an alert: a mail to each' 4 "$(taken start)"
same 'an alert: one key' "$(of start 3 key)" "$(of start 4 key)"
raw=$work/start.log.3.eml
same 'the subject comes back' '【要確認】試験の入園者数 2025年2月 99人（前月比▲1.0％）、100を下回る' \
	"$(mail "$raw" "m['subject']")"
same 'whom it is from' '試験の "市役所" <script> shihyo@example.jp' \
	"$(mail "$raw" "m['from'].addresses[0].display_name, m['from'].addresses[0].addr_spec" |
		tr -d "(),'")"
same 'both receivers are named' 'keizai@example.jp, kanko@example.jp' "$(mail "$raw" "m['to']")"
same 'its date' 'Sun, 01 Mar 2026 09:00:00 +0900' "$(mail "$raw" "m['date']")"
same 'its key is its name' "<$(of start 3 key)@example.jp>" "$(mail "$raw" "m['message-id']")"
same 'nobody answers it by machine' auto-generated "$(mail "$raw" "m['auto-submitted']")"
same 'nothing is odd about it' '[] []' "$(mail "$raw" "m.defects, part['text/html'].defects" | tr -d '(),')"
same 'lines end as they should' 0 "$(of start 3 bare)"
same 'and are short' True "$(python3 -c "print($(of start 3 longest) <= 80)")"
same 'plain text: may be flowed' 'flowed yes' \
	"$(mail "$raw" "part['text/plain'].get_param('format'), part['text/plain'].get_param('delsp')" | tr -d "(),'")"
mail "$raw" "part['text/plain'].get_content()" | tr -d '\r' >"$work/broken"
same 'plain text: short lines' '' "$(grep -av 'https\?://' "$work/broken" | python3 -c "
import sys, unicodedata
for line in sys.stdin.read().split('\n'):
    if sum(1 + (unicodedata.east_asian_width(c) in 'WF') for c in line) > 78: print(line)")"
# as a mail program puts it together again
sed -e 's/^ //' -e ':a' -e '/ $/{N;s/ \n //;s/ \n//;ta' -e '}' "$work/broken" >"$work/plain"
for part in '^1 状況' '^2 判定の理由' '^3 関連する主な事業' '^4 留意点' '^5 お願いしたいこと' \
	'直接の事業（2024年度当初予算 12,345千円、所管 試験課' '^この通知は機械的な判定であり'; do
	has "plain text: $part" "$part" "$work/plain"
done
mail "$raw" "part['text/html'].get_content()" >"$work/page.html"
has 'the page: its language' '<html lang="ja">' "$work/page.html"
has 'the page: its picture' "<img src=\"cid:chart-0@example.jp\"" "$work/page.html"
lacks 'the page: no script of anybody' '<script' "$work/page.html"
same 'the picture is there' "<chart-0@example.jp> True" \
	"$(mail "$raw" "part['image/png']['content-id'], part['image/png'].get_payload(decode=True)[1:4] == b'PNG'" | tr -d "(),'")"

run 'a test of a rule: what would be sent' 0 notify test office --dry-run
mail "$work/out" "part['text/plain'].get_content()" >"$work/sample"
has 'a test: its rule in words' '判定条件: 100を下回る' "$work/sample"

# --- over, in the same thread ---

thread=$(mail "$raw" "m['references']")
has 'a thread has a name' '^<[0-9a-f]{32}\.thread@example\.jp>$' "$(echo "$thread" >"$work/thread" && echo "$work/thread")"
export SHIHYO_NOW=2026-03-05T09:00:00+09:00
enter 2025-03 150
raw=$work/start.log.5.eml
same 'over: the same thread' "$thread" "$(mail "$raw" "m['references']")"
same 'over: another message' False "$(python3 -c "print('$(of start 3 key)' == '$(of start 5 key)')")"
has 'over: it looks so' '^【解消】' "$(mail "$raw" "m['subject']" >"$work/subject" && echo "$work/subject")"
has 'over: the page too' '>✓ 【解消】' "$(mail "$raw" "part['text/html'].get_content()" >"$work/page" && echo "$work/page")"

# --- the ways of TLS ---

configure "url = smtps://127.0.0.1:$implicit" 'to = a@example.jp' "cafile = good.crt"
run 'TLS from the start' 0 notify test office
same 'TLS from the start: taken' 'True' "$(of implicit 1 secure)"
configure "url = smtps://127.0.0.1:$implicit" 'to = a@example.jp'
run 'a certificate that nobody vouches for' 69 notify test office
has 'a certificate that nobody vouches for: said' 'certificate not valid' "$work/err"
configure "url = smtps://127.0.0.1:$implicit" 'to = a@example.jp' "cafile = other.crt"
run 'a certificate of somebody else' 69 notify test office
receive expired mail --tls implicit --cert "$work/expired.pem"
configure "url = smtps://127.0.0.1:$port_of_it" 'to = a@example.jp' "cafile = expired.crt"
run 'a certificate that has expired' 69 notify test office
has 'a certificate that has expired: said' 'certificate not valid: .*expired' "$work/err"
same 'none of these took anything' '1 0' "$(taken implicit) $(taken expired)"
configure "url = smtp://127.0.0.1:$clear" 'to = a@example.jp'
run 'no STARTTLS is offered' 69 notify test office
has 'no STARTTLS is offered: said' 'no encryption \(STARTTLS\) is offered' "$work/err"
same 'no STARTTLS is offered: nothing was said' 0 "$(taken clear)"
configure "url = smtp://127.0.0.1:$clear" 'to = a@example.jp' 'tls = no'
run 'it was told to go without' 0 notify test office
same 'it was told to go without: taken' 'False' "$(of clear 1 secure)"

# --- passwords ---

printf 'teller:wr0ng-one\n' >"$CREDENTIALS_DIRECTORY/wrong"
chmod 600 "$CREDENTIALS_DIRECTORY/wrong"
configure "url = smtp://127.0.0.1:$start" 'to = a@example.jp' 'auth = basic:wrong' 'cafile = good.crt'
run 'a wrong password' 69 notify test office
has 'a wrong password: said' '535|user or password refused' "$work/err"
lacks 'a wrong password: not told' 'wr0ng' "$work/err"
chmod 644 "$CREDENTIALS_DIRECTORY/wrong"
run 'a password that everybody can read' 78 notify test office
has 'a password that everybody can read: said' 'open to everybody' "$work/err"
rm "$CREDENTIALS_DIRECTORY/wrong"
run 'no password' 78 notify test office
has 'no password: the file is named' 'credentials/wrong cannot be read' "$work/err"

# --- a receiver who is refused keeps it from nobody else, and nobody gets it twice ---

export SHIHYO_NOW=2026-03-06T09:00:00+09:00
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp refuse@example.jp b@example.jp'
before=$(taken clear)
enter 2025-04 90
same 'refused: the others have it' $((before + 2)) "$(taken clear)"
run 'refused: status' 0 status
has 'refused: status says so' '再送待ち .*office.*refuse@example\.jp.*550 5\.1\.1' "$work/out"
run 'refused: nothing is lost' 0 notify
has 'refused: it is listed' 'office +再送待ち' "$work/out"
export SHIHYO_NOW=2026-03-06T09:00:20+09:00
run 'too early' 0 collect
same 'too early: not tried' 1 "$(sql 'SELECT attempts FROM letter WHERE delivered = 0')"
export SHIHYO_NOW=2026-03-06T09:05:00+09:00
run 'tried again' 0 collect
same 'tried again: still refused, nobody twice' "2|$((before + 2))" \
	"$(sql 'SELECT attempts FROM letter WHERE delivered = 0')|$(taken clear)"
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp c@example.jp b@example.jp'
export SHIHYO_NOW=2026-03-06T09:15:00+09:00
run 'the address was mended' 0 collect
same 'the address was mended: only it got it' "c@example.jp|$((before + 3))" \
	"$(of clear $((before + 3)) to | tr -d "[]'")|$(taken clear)"
same 'the same key for all' "$(of clear $((before + 1)) key)" "$(of clear $((before + 3)) key)"
same 'nothing waits' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"

# --- a server that is dead blocks nothing ---

configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp' 'timeout = 1s'
echo slow >"$work/clear.log.mode"
export SHIHYO_NOW=2026-03-07T09:00:00+09:00
begun=$(date +%s)
enter 2025-05 200
spent=$(($(date +%s) - begun))
same 'dead: the value is recorded' 1 "$(sql "SELECT count(*) FROM observation WHERE value = '200'")"
same 'dead: not much time was lost' True "$(python3 -c "print($spent < 15)")"
has 'dead: it is told' 'notify office: not delivered, tried again later: .*no answer in time' "$work/err"
run 'dead: status as JSON' 0 status --json
same 'dead: counted' '1|1|0' "$(json "$work/out" "SELECT j ->> '\$.outbox.waiting',
	j ->> '\$.outbox.failing', j ->> '\$.outbox.given_up' FROM j")"
key=$(sql 'SELECT key FROM letter WHERE delivered = 0')
echo dead >"$work/clear.log.mode"
export SHIHYO_NOW=2026-03-07T12:00:00+09:00
run 'dead: another try' 0 collect
same 'dead: two attempts' 2 "$(sql 'SELECT attempts FROM letter WHERE delivered = 0')"
rm "$work/clear.log.mode"
before=$(taken clear)
export SHIHYO_NOW=2026-03-07T18:00:00+09:00
run 'alive again' 0 collect
same 'alive again: delivered, by its key' "$key" "$(of clear $((before + 1)) key)"

# --- given up, and brought back ---

echo refuse >"$work/clear.log.mode"
export SHIHYO_NOW=2026-03-08T09:00:00+09:00
enter 2025-06 50
export SHIHYO_NOW=2026-03-09T10:00:00+09:00
run 'given up after a day' 0 collect
has 'given up: an error says so' 'notify office: given up after 2 attempts' "$work/err"
run 'given up: status' 0 status
has 'given up: status says so' '送信を断念 .*office' "$work/out"
run 'given up: check of one indicator' 2 check visitors --nagios
lacks 'given up: that is not its business' 'given up' "$work/out"
run 'given up: check of the whole' 2 check --nagios
has 'given up: check says so' '1 messages given up' "$work/out"
export SHIHYO_NOW=2026-03-10T10:00:00+09:00
run 'given up: not tried any more' 0 collect
same 'given up: not tried any more: attempts' 2 "$(sql 'SELECT attempts FROM letter WHERE given_up > 0')"
run 'retry without success' 69 notify retry
rm "$work/clear.log.mode"
number=$(sql 'SELECT number FROM letter WHERE delivered = 0')
run 'retry' 0 notify retry "$number"
same 'retry: delivered' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"
run 'retry of nothing' 64 notify retry "$number"
echo refuse >"$work/clear.log.mode"
enter 2025-07 300
number=$(sql 'SELECT number FROM letter WHERE delivered = 0')
run 'drop' 0 notify drop "$number"
rm "$work/clear.log.mode"
run 'drop: nothing is left' 0 notify --json
same 'drop: nothing is left: as JSON' '0|0' \
	"$(json "$work/out" "SELECT json_array_length(j, '\$.messages'), j ->> '\$.held_back' FROM j")"
run 'a test of nobody' 64 notify test nobody

# --- when: quiet hours, business days, a digest; whom: severity and policy ---

configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp' 'hours = 08:45-17:15' \
	'days = business'
before=$(taken clear)
export SHIHYO_NOW=2026-05-01T20:00:00+09:00
enter 2025-08 50
same 'at night: it waits' "$before" "$(taken clear)"
run 'at night: said' 0 notify
has 'at night: said so' '送信の時刻を待っています' "$work/out"
export SHIHYO_NOW=2026-05-06T12:00:00+09:00 # a Wednesday, 振替休日
run 'on a holiday' 0 collect
same 'on a holiday: it waits' "$before" "$(taken clear)"
export SHIHYO_NOW=2026-05-07T08:44:00+09:00
run 'before the office opens' 0 collect
same 'before the office opens: it waits' "$before" "$(taken clear)"
export SHIHYO_NOW=2026-05-07T08:45:00+09:00
run 'the office opens' 0 collect
same 'the office opens: told' $((before + 1)) "$(taken clear)"
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp' 'hours = 08:45-17:15' \
	'urgent = critical'
export SHIHYO_NOW=2026-05-08T22:00:00+09:00
enter 2025-09 500
same 'urgent: at once' $((before + 2)) "$(taken clear)"
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp' 'send = weekly mon 09:00'
hour=10
for step in 2025-10:50 2025-11:500 2025-12:50; do
	export SHIHYO_NOW=2026-05-12T$hour:00:00+09:00
	enter "${step%:*}" "${step#*:}"
	hour=$((hour + 1))
done
same 'a digest: it waits' $((before + 2)) "$(taken clear)"
export SHIHYO_NOW=2026-05-18T09:00:00+09:00
run 'Monday' 0 collect
same 'a digest: one message' $((before + 3)) "$(taken clear)"
# One that came and went, and one that stands.
has 'a digest: the last word of each' '^【要確認】お知らせ2件: 試験の入園者数 2025年12月.* ほか1件$' \
	"$(mail "$work/clear.log.$((before + 3)).eml" "m['subject']" >"$work/subject" && echo "$work/subject")"
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp' 'policies = other'
enter 2026-01 500
same 'another policy: not told' $((before + 3)) "$(taken clear)"
has 'another policy: the log has it' '【解消】試験の入園者数 2026年1月' "$work/err"

# --- text of others stays text ---

cat >"$work/evil.ini" <<END
[indicator evil]
title = =?utf-8?q?=0D=0ABcc:_x@example.jp?= <b>太字</b> & "$(printf '\342\200\256')esrever"
unit = 人
frequency = monthly
better = higher

[alert evil]
indicator = evil
when = above 0
notify = office
END
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp'
cat "$work/evil.ini" >>"$config"
before=$(taken clear)
run 'a wicked title' 0 record evil 2025-01 5
raw=$work/clear.log.$((before + 1)).eml
same 'a wicked title: one receiver' "['a@example.jp'] None" \
	"$(of clear $((before + 1)) to) $(mail "$raw" "m['bcc']")"
has 'a wicked title: it is text' '=\?utf-8\?q\?=0D=0ABcc:_x@example\.jp\?= <b>太字</b> & "' \
	"$(mail "$raw" "m['subject']" >"$work/subject" && echo "$work/subject")"
mail "$raw" "part['text/html'].get_content()" >"$work/page"
lacks 'a wicked title: no element' '<b>' "$work/page"
lacks 'a wicked title: no turned line' "$(printf '\342\200\256')" "$work/page"

# --- many at once ---

export SHIHYO_NOW=2026-06-01T09:00:00+09:00
configure "url = smtp://127.0.0.1:$clear" 'tls = no' 'to = a@example.jp'
sed -i 's/^base_url/audience = public\nbase_url/' "$config"
mkdir "$work/many"
i=1
while [ "$i" -le "$alerts" ]; do
	printf '[source s%d]\nurl = http://127.0.0.1/%d\n[indicator many%d]\ntitle = 指標%d\nunit = 人\n' $i $i $i $i
	printf 'frequency = monthly\nbetter = higher\nsource = s%d\nvalue = x\npublic = no\n' $i
	printf '[alert many%d]\nindicator = many%d\nwhen = above 0\nnotify = office\n' $i $i
	printf 'period,value\n2025-01,%d\n' $i >"$work/many/many$i.csv"
	i=$((i + 1))
done >>"$config"
before=$(taken clear)
run 'many at once' 0 import "$work/many"
same "many at once: $alerts alerts" "$alerts" "$(sql "SELECT count(*) FROM alert WHERE rule_id LIKE 'many%'")"
sent=$(($(taken clear) - before))
echo "# $alerts alerts in one cycle: $sent message(s)"
same 'many at once: few messages' True "$(python3 -c "print(1 <= $sent <= 5)")"
has 'many at once: counted' "お知らせ${alerts}件" \
	"$(mail "$work/clear.log.$((before + 1)).eml" "m['subject']" >"$work/subject" && echo "$work/subject")"

# --- no secret went anywhere ---

grep -rlaE 's3cret-of-the-test|wr0ng-one' "$state" "$site" "$work/out" "$work/err" >"$work/leaks"
same 'no secret went anywhere' '' "$(cat "$work/leaks")"

finish

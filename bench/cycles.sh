#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cycles.sh [COUNT]: COUNT (100,000) cycles of the daemon in which nothing is new, the time between
# them simulated: memory, what was written, requests sent. Everything goes to build/bench/cycles,
# which is made anew; the table is printed, too. All figures are made up.
set -eu
count=${1:-100000}
root=$PWD
folder=build/bench/cycles
rm -rf "$folder"
mkdir -p "$folder/served"
cd "$folder"
"$root/build/publisher" --port 0 --print-port served >publisher.log 2>publisher.err &
publisher=$!
trap 'kill $publisher' EXIT
trap 'exit 130' INT TERM
while [ ! -s publisher.log ]; do sleep 0.1; done
port=$(head -n 1 publisher.log)

printf '年度,人数（人）\n2023年度,1\n2024年度,2\n' >served/yearly.csv
printf '年月,人数（人）\n2025年11月,1\n2025年12月,2\n' >served/monthly.csv
cat >shihyo.ini <<END
[site]
title = bench
language = en
state = state
output = site
delay = 0ms

[source yearly]
url = http://127.0.0.1:$port/yearly.csv
every = 1h

[indicator yearly]
title = yearly
unit = 人
frequency = fiscal-year
better = higher
source = yearly
value = 人数

[source monthly]
url = http://127.0.0.1:$port/monthly.csv
every = 1h
release = monthly 25 next-business-day

[indicator monthly]
title = monthly
unit = 人
frequency = monthly
better = higher
source = monthly
value = 人数
END

"$root/build/cycles" shihyo.ini "$count" | tee log
{
	echo
	echo "requests: $(grep -c '^GET' publisher.log), of which answered anew: $(grep -c '^GET .* 200 ' publisher.log)"
	echo "ledger: $(wc -c <state/ledger.db) bytes; pictures and pages: $(find site -type f | wc -l)"
} | tee -a log

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# figures.sh FOLDER: the made-up figures and programs of hard.ini, the same each time.
set -eu
cd "$1"

# months FIRST-YEAR COUNT EXPRESSION: COUNT months, the expression in awk's words of i, s (a season) and
# w (what wanders); lines where it gives "" are left out.
months() {
	awk -v first="$1" -v count="$2" "BEGIN { print \"period,value\"
		for (i = 0; i < count; i++) { s = sin(i * 0.5235987756); w = sin(i * 0.7) + sin(i * 2.3) * 0.6 + sin(i * 0.11)
			v = $3
			if (v != \"\") printf \"%d-%02d,%s\n\", first + int(i / 12), i % 12 + 1, v } }"
}

printf 'period,value\nFY2024,5\n' >one.csv
months 2023 26 '42' >equal.csv
awk 'BEGIN { print "period,value"
	for (i = 0; i < 14; i++) printf "%d,0.%09d\n", 2011 + i, 1 + (i * 7) % 5 }' >tiny.csv
awk 'BEGIN { print "period,value"
	for (i = 0; i < 16; i++) printf "%d,%.0f\n", 2009 + i, 1000000000000 + i * 31415926535 - (i % 4) * 27182818284 }' >huge.csv
awk 'BEGIN { print "period,value"
	for (i = 0; i < 36; i++) printf "%d-Q%d,%.1f\n", 2017 + int(i / 4), i % 4 + 1, -12 + 14 * sin(i * 0.6) + 5 * sin(i * 2.1) }' >long-title.csv
awk 'BEGIN { print "period,value"
	for (i = 0; i < 15; i++) printf "FY%d,%d\n", 2010 + i, 118000 + i * 700 + int(6000 * sin(i * 1.3)) }' >many.csv
months 2025 6 'sprintf("%.1f", -14 + 5 * w)' >six.csv
months 2024 24 'sprintf("%d", 5200 + 2100 * s + 420 * w)' >two.csv
months 1986 480 '(i > 130 && i < 151) || i == 300 || (i > 400 && i < 404) ? "" : sprintf("%d", 8000 + 2200 * sin(i * 0.021) + 900 * s + 350 * w)' >forty.csv
months 2020 74 'sprintf("%.1f", -34 + i * 0.18 + 6 * w - (i > 2 && i < 9) * 22)' >negative.csv
printf 'period,value\n2026-01,-18.0\n2026-02,-12.5\n' >negative-outlook.csv

awk 'BEGIN { for (i = 1; i <= 30; i++) {
	printf "[program p%02d]\ntitle = 試験の事業その%d\npolicy = centre\nmoves = many\n", i, i
	for (year = 2018 + i % 5; year <= 2025; year++) printf "budget.%d = %d\n", year, 900 + (i * 7919 + year * 613) % 48000
	if (i % 3 == 0) printf "start = %d-%02d\nlag = %dm\n", 2018 + i % 5, i % 12 + 1, 6 + i % 3 * 6
	if (i % 4 == 0) print "pledge = yes"
	if (i % 7 == 0) print "new.2025 = yes"
	if (i % 10 == 0) print "kind = loan"
	print "" } }' >programs.ini

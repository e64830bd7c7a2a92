#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pages.sh PAGES: a data file for tests/tools/report.c: a table of made-up figures over so many
# pages, 45 rows of 8 columns each, for measuring.
set -eu
awk -v pages="${1:?usage: pages.sh PAGES}" 'BEGIN {
	for (page = 1; page <= pages; page++) {
		if (page > 1) print "page"
		print "size 12\ntext 50 40 試験用の表（数値は架空）\nsize 9"
		print "right 545 58 （単位：人）\ntext 50 76 地区"
		for (i = 1; i <= 8; i++) printf "right %d 76 %d年度\n", 105 + 55 * i, 2015 + i
		for (row = 1; row <= 45; row++) {
			printf "text 50 %d 第%d地区\n", 78 + 15.5 * row, (page - 1) * 45 + row
			for (i = 1; i <= 8; i++) {
				n = (page * 7919 + row * 104729 + i * 1299709) % 2000000 - 300000
				if (n < 0) printf "right %d %d ▲%d\n", 105 + 55 * i, 78 + 15.5 * row, -n
				else printf "right %d %d %d\n", 105 + 55 * i, 78 + 15.5 * row, n
			}
		}
		printf "centre 297 810 - %d -\n", page
	}
}'

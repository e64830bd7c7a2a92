#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# charts.sh: what charts take, beside librrd's pictures of the same figures, in one run; see
# bench/charts.c. Everything goes to build/bench/charts; the figures are printed, too.
set -eu
folder=build/bench/charts
mkdir -p "$folder"
# TZ as the program itself sets it for what it draws.
TZ=UTC build/charts "$folder" >"$folder/figures.txt"
cat "$folder/figures.txt"

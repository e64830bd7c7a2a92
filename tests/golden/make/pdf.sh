#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the PDFs of the golden cases from the *.spec beside this script: each becomes
# ../NAME/in.pdf. The tests do not run it; run `make build/report` first.
set -eu
cd "$(dirname "$0")"
for spec in pdf-*.spec; do
	mkdir -p "../${spec%.spec}"
	../../../build/report "$spec" "../${spec%.spec}/in.pdf"
done
python3 pdf-raw.py
cp ../pdf-shuffled/in.pdf ../pdf-auto/in.pdf
for name in pdf-lobo pdf-lobo-sales pdf-lobo-prose; do
	cp ../../../config/asahikawa/documents/lobo-201608.pdf "../$name/in.pdf"
done

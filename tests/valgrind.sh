#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# valgrind.sh: the whole catalogue through a full cycle and every reading command under valgrind: no
# invalid access, nothing lost. Workers are forked children: they are watched too, their errors count
# (what a worker holds when it ends is given back by the kernel). Ends with "N passed, N failed".
set -u
USE_VALGRIND=1 SHIHYO_BINARY=$PWD/shihyo
export USE_VALGRIND SHIHYO_BINARY
log=build/logs/valgrind.log
mkdir -p build/logs
sh tests/e2e/01-catalogue.sh >"$log" 2>&1
status=$?
grep -aE '^FAIL|^==[0-9]+==' "$log"
tail -n 1 "$log"
exit $status

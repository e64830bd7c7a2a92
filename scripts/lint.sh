#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh CPPFLAGS SOURCES: gcc -fanalyzer, cppcheck and clang-tidy over every source; each in
# parallel per file, all findings are errors.
set -eu
flags=$1
shift
jobs=$(nproc)

printf '%s\n' "$@" | xargs -P "$jobs" -I{} sh -c \
	"gcc $flags -O1 -Wall -Wextra -Werror -fanalyzer -c -o /dev/null {}" || {
	echo "lint: gcc -fanalyzer found something" >&2
	exit 1
}

# missingIncludeSystem: system headers are not parsed. Style opinions are clang-tidy's business.
cppcheck --quiet --error-exitcode=1 -j "$jobs" --std=c11 -I. --enable=warning,performance,portability \
	--suppress=missingIncludeSystem --inline-suppr -D_POSIX_C_SOURCE=200809L "$@"

# One file a call: clang-tidy 14 sees ghosts in va_list when it reads several.
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c \
	"clang-tidy --quiet --warnings-as-errors='*' \"\$@\" -- $flags 2>/dev/null" tidy || {
	echo "lint: clang-tidy found something" >&2
	exit 1
}
# What a merge left behind reads as text to every tool.
if git grep -nE '^(<<<<<<< |>>>>>>> )' -- . 2>/dev/null; then
	echo "lint: conflict markers" >&2
	exit 1
fi
mandoc -Tlint -Wwarning man/*.[1-8]
shellcheck bootstrap scripts/*.sh .ci/run
echo "lint: ok"

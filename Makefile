# SPDX-License-Identifier: GPL-3.0-or-later
# shihyo: `make help` lists the targets.

VERSION := $(shell sed -n 's/.*VERSION_TEXT "\(.*\)"/\1/p' core/version.h)
PREFIX  ?= /usr/local
DESTDIR ?=

# One folder of objects per flavour: build/release, build/asan, build/cov, build/fuzz.
FLAVOUR ?= release
B       := build/$(FLAVOUR)
CC      ?= gcc
V       ?= 0
Q       := $(if $(filter 0,$(V)),@,)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wformat=2 -Wundef \
	-Wcast-qual -Wcast-align -Wpointer-arith -Wwrite-strings -Wvla -Wswitch-enum \
	-Wduplicated-cond -Wlogical-op -Wnull-dereference -Wdouble-promotion
ifeq ($(FLAVOUR),fuzz)
WARNINGS := -Wall -Wextra -Wno-unknown-warning-option
CC       := clang
endif
# Sanitizers make gcc 12 see ghosts: warnings are errors in the plain build only.
WERROR   ?= $(if $(CI),$(if $(filter release,$(FLAVOUR)),-Werror))
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
LINKHARD  := -pie -Wl,-z,relro,-z,now

# In CI nobody debugs: lines are enough for a report, and compilers and linkers have less to do.
DEBUG := $(if $(CI),-g1,-g)
FLAGS_release := -O2 $(DEBUG) $(HARDENING)
LINK_release  := $(LINKHARD)
FLAGS_asan    := -O1 $(DEBUG) -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all
LINK_asan     := -fsanitize=address,undefined
# Fuzzing is clang's; the product's other flags stay.
FLAGS_fuzz    := -O1 $(DEBUG) -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow
LINK_fuzz     := -fsanitize=fuzzer,address,undefined
FLAGS_cov     := -O0 -g --coverage -DCOVERAGE
LINK_cov      := --coverage

PACKAGES := libcurl librrd inih sqlite3 libpcre2-8 pangocairo nettle zlib libxml-2.0 \
	libzip jansson libseccomp libmicrohttpd libdeflate libbrotlidec libzstd xlsxwriter
# Only tests and bench/ read pictures.
PNG_LIBS := -lpng
# `deps` may install what is missing, so nothing is asked before a rule needs it.
PKG_CFLAGS = $(shell pkg-config --cflags $(PACKAGES))
PKG_LIBS   = $(shell pkg-config --libs $(PACKAGES)) -lunistring -lm
PKG_STAMP := build/packages.mk

CPPFLAGS_ALL = -std=c17 -I. -D_POSIX_C_SOURCE=200809L $(CPPFLAGS) \
	$(PKG_CFLAGS_NOW)
CFLAGS_ALL   = $(WARNINGS) $(WERROR) $(FLAGS_$(FLAVOUR)) $(CFLAGS)
LDFLAGS_ALL  = $(LINK_$(FLAVOUR)) $(LDFLAGS)

FOLDERS := core config collector collector/decode ledger rrd graphs graphs/site alerts daemon cli
SOURCES := $(wildcard $(addsuffix /*.c,$(FOLDERS)))
HEADERS := $(wildcard $(addsuffix /*.h,$(FOLDERS)))
OBJECTS := $(SOURCES:%.c=$(B)/%.o)
LIBRARY := $(B)/shihyo.a
TESTS   := $(wildcard tests/unit/test_*.c)
TOOLS   := $(wildcard tests/tools/*.c)
UNIT    := $(TESTS:%.c=$(B)/%)
HARNESSES := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYS := $(HARNESSES:%=$(B)/replay_%)
FUZZERS := $(patsubst %,$(B)/fuzz_%,$(if $(F),$(F),$(HARNESSES)))
# What reads bytes from outside; the rest is not compiled for the fuzzers.
FUZZED  := $(filter core/% config/% collector/%,$(OBJECTS:$(B)/%=%))
TESTSOURCES := $(TESTS) $(TOOLS) $(wildcard tests/golden/*.c tests/golden-charts/*.c tests/fuzz/*.[ch] bench/*.c)
BINARY  := $(if $(filter release,$(FLAVOUR)),shihyo,$(B)/shihyo)

.PHONY: all deps demo check browser check-fast check-run fuzz fuzz-run bench bench-smoke bench-documents bench-charts bench-growth bench-scale bench-cycles bench-serve unit golden golden-charts e2e asan valgrind cov lint format \
	format-check layers symbols size words install uninstall dist deb clean help print-unit demo-run

all: $(BINARY) ## build ./shihyo

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sort | \
		awk -F':.*## ' '{ printf "  %-14s %s\n", $$1, $$2 }'

deps: ## install what is missing (Debian packages)
	$(Q)sh scripts/deps.sh build

# --- building ---

# pkg-config is asked once per build folder, not once per file.
$(PKG_STAMP): Makefile
	$(Q)mkdir -p build
	$(Q)pkg-config --exists --print-errors $(PACKAGES)
	$(Q)printf 'PKG_CFLAGS_NOW := %s\nPKG_LIBS_NOW := %s\n' "$(PKG_CFLAGS)" "$(PKG_LIBS)" > $@

NEEDS_PACKAGES := $(if $(MAKECMDGOALS),$(filter-out deps demo check browser check-fast help clean layers \
	symbols size words format format-check asan valgrind cov fuzz bench bench-smoke bench-documents bench-charts bench-growth bench-scale bench-cycles bench-serve golden-charts uninstall dist deb,$(MAKECMDGOALS)),all)
ifneq ($(NEEDS_PACKAGES),)
include $(PKG_STAMP)
endif

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@$(if $(filter 0,$(V)),echo "  CC $<",:)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# cmocka's assertions end a test, but gcc does not know.
$(B)/tests/%.o: WARNINGS += -Wno-null-dereference

$(LIBRARY): $(filter-out $(B)/cli/main.o,$(OBJECTS))
	@rm -f $@
	$(Q)ar rcs $@ $^

$(BINARY): $(B)/cli/main.o $(LIBRARY)
	@$(if $(filter 0,$(V)),echo "  LD $@",:)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDFLAGS_ALL) $(PKG_LIBS_NOW)

$(B)/tests/unit/%: $(B)/tests/unit/%.o $(LIBRARY)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDFLAGS_ALL) -lcmocka $(PNG_LIBS) $(PKG_LIBS_NOW)

$(B)/golden: $(B)/tests/golden/run.o $(LIBRARY)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDFLAGS_ALL) $(PKG_LIBS_NOW)

golden-charts: ## draw the charts that are compared anew (tests/golden-charts): look at each
	$(Q)sh scripts/deps.sh check
	$(Q)$(MAKE) --no-print-directory -j2 shihyo build/publisher build/look
	$(Q)sh tests/golden-charts/run.sh keep

$(B)/fuzz.a: $(FUZZED:%=$(B)/%)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/fuzz.o $(B)/fuzz.a
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDFLAGS_ALL) $(PKG_LIBS_NOW)

$(B)/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/fuzz.o $(B)/tests/fuzz/replay.o $(LIBRARY)
	$(Q)$(CC) $(CFLAGS_ALL) -o $@ $^ $(LDFLAGS_ALL) $(PKG_LIBS_NOW)

# Tools of the tests, of one file each, in the plain flavour whatever is tested.
TOOL_LIBS_publisher := -lmicrohttpd -lz
TOOL_LIBS_bomb      := -lz
# Draws the PDFs of the tests and of the demo; the build does not run it.
TOOL_LIBS_report     = $(PKG_LIBS_NOW)
build/publisher build/bomb build/listener build/report: build/%: tests/tools/%.c
	@mkdir -p build
	@$(if $(filter 0,$(V)),echo "  CC $<",:)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(WARNINGS) $(FLAGS_release) -o $@ $< $(LINK_release) $(TOOL_LIBS_$*)

# Compares the pictures of charts.
build/look: tests/golden-charts/look.c
	@mkdir -p build
	$(Q)$(CC) $(CPPFLAGS_ALL) $(WARNINGS) $(FLAGS_release) -o $@ $< $(LINK_release) $(PNG_LIBS) -lm

# Preloaded by tests, so that files cannot be written. A void pointer that is a function is what
# dlsym gives.
build/faults.so build/clock.so: build/%.so: tests/tools/%.c
	@mkdir -p build
	@$(if $(filter 0,$(V)),echo "  CC $<",:)
	$(Q)$(CC) -std=c17 $(filter-out -Wpedantic,$(WARNINGS)) -O2 -g -fPIC -shared -o $@ $<

-include $(shell find $(B) -name '*.d' 2>/dev/null)
.SECONDARY:

# --- the demo ---

demo: deps ## run the whole job on the shipped catalogue
	$(Q)$(MAKE) --no-print-directory -j2 demo-run

demo-run: shihyo build/publisher
	$(Q)sh scripts/demo.sh

# --- tests ---

check: deps ## all tests (ends with "N passed, N failed")
	$(Q)sh scripts/deps.sh check
	$(Q)$(MAKE) --no-print-directory -j2 check-run

check-fast: ## unit and golden tests only
	$(Q)$(MAKE) --no-print-directory -j2 $(B)/golden $(REPLAYS) build/publisher print-unit \
		>/dev/null
	$(Q)sh scripts/check.sh $(B) fast

print-unit: $(UNIT)
	@echo $(UNIT)

check-run: $(BINARY) $(UNIT) $(B)/golden $(REPLAYS) build/publisher build/bomb build/listener build/faults.so build/clock.so build/look
	$(Q)sh scripts/check.sh $(B)

browser: ## every page of the catalogue in Chromium: accessible, valid, fits, prints (build/browser)
	$(Q)sh scripts/deps.sh browser
	$(Q)$(MAKE) --no-print-directory -j2 shihyo build/publisher
	$(Q)BROWSER_KEEP=$(CURDIR)/build/browser/pictures sh tests/e2e/42-browser.sh

asan: ## the same tests under AddressSanitizer and UBSan
	$(Q)sh scripts/deps.sh asan
	$(Q)SHIHYO_KILLS=$${SHIHYO_KILLS:-8} SHIHYO_FAULTS=$${SHIHYO_FAULTS:-1} \
		$(MAKE) --no-print-directory -j2 FLAVOUR=asan check-run

valgrind: ## a full cycle under valgrind: no leak, no error
	$(Q)sh scripts/deps.sh valgrind
	$(Q)$(MAKE) --no-print-directory -j2 shihyo build/publisher
	$(Q)sh tests/valgrind.sh

cov: ## line coverage of the tests (build/cov/coverage.txt)
	$(Q)sh scripts/deps.sh cov
	$(Q)$(MAKE) --no-print-directory -j2 FLAVOUR=cov check-run
	$(Q)gcovr -r . --exclude tests/ -o build/cov/coverage.txt build/cov
	$(Q)tail -n 3 build/cov/coverage.txt

T ?= 60
J ?= 1
fuzz: ## fuzz each harness T=60 seconds, J=1 at a time; F=name: that one only
	$(Q)sh scripts/deps.sh fuzz
	$(Q)$(MAKE) --no-print-directory -j2 FLAVOUR=fuzz fuzz-run

fuzz-run: $(FUZZERS)
	$(Q)sh scripts/fuzz.sh $(B) $(T) $(J) $(notdir $(FUZZERS:$(B)/fuzz_%=%))

# Programs that measure: of our library, or beside it.
MEASURE_LIBS_charts = $(PNG_LIBS)
build/reading build/project build/charts build/cycles build/smoke: build/%: build/release/bench/%.o build/release/shihyo.a
	$(Q)$(CC) $(FLAGS_release) -o $@ $^ $(LINK_release) $(MEASURE_LIBS_$*) $(PKG_LIBS_NOW)

MEASURE_LIBS_floors := -lcurl -lrrd -lsqlite3
MEASURE_LIBS_growth := -lsqlite3
build/measure build/floors build/growth: build/%: build/release/bench/%.o
	$(Q)$(CC) $(FLAGS_release) -o $@ $^ $(LINK_release) $(MEASURE_LIBS_$*)

bench-charts: ## time of charts, beside librrd (build/bench/charts)
	$(Q)sh scripts/deps.sh bench
	$(Q)$(MAKE) --no-print-directory -j2 build/charts
	$(Q)sh bench/charts.sh

bench-growth: ## time and memory of COUNT=10000 indicators of 40 years (build/bench/growth)
	$(Q)sh scripts/deps.sh bench
	$(Q)$(MAKE) --no-print-directory -j2 build/measure build/growth build/publisher shihyo
	$(Q)sh bench/growth.sh $(COUNT)

bench-scale: ## time, memory and bytes of 100 to 100,000 indicators; 20 GB (docs/images/scale.svg)
	$(Q)sh scripts/deps.sh bench
	$(Q)$(MAKE) --no-print-directory -j2 build/measure build/growth build/project shihyo
	$(Q)PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 bench/scale.py

bench-serve: ## serve beside nginx on the same files, SECONDS=4 each (build/bench/serve)
	$(Q)sh scripts/deps.sh serve
	$(Q)$(MAKE) --no-print-directory -j2 shihyo
	$(Q)sh bench/serve.sh $(SECONDS)

bench-cycles: ## memory, requests and bytes of COUNT=100000 cycles with nothing new (build/bench/cycles)
	$(Q)sh scripts/deps.sh bench
	$(Q)$(MAKE) --no-print-directory -j2 build/cycles build/publisher
	$(Q)sh bench/cycles.sh $(COUNT)

bench: ## cycles beside scripts, collectd and floors, backfill, RRD files, workers; 20 minutes (bench/results.json)
	$(Q)sh scripts/deps.sh compare
	$(Q)$(MAKE) --no-print-directory -j2 build/measure build/floors build/growth build/project build/charts shihyo
	$(Q)PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 bench/compare.py

bench-smoke: ## instructions of five operations against bench/smoke.txt (REASON='why': keep those of now)
	$(Q)sh scripts/deps.sh smoke
	$(Q)$(MAKE) --no-print-directory -j2 build/smoke
	$(Q)sh bench/smoke.sh $(if $(REASON),"$(REASON)")

bench-documents: ## time and memory of large documents, beside other readers (build/bench)
	$(Q)sh scripts/deps.sh bench
	$(Q)$(MAKE) --no-print-directory -j2 build/measure build/reading build/report
	$(Q)sh bench/run.sh

# --- habits ---

lint: $(PKG_STAMP) ## gcc -fanalyzer, cppcheck, clang-tidy
	$(Q)sh scripts/lint.sh "$(CPPFLAGS_ALL)" $(SOURCES)

format: ## format every C file
	$(Q)clang-format -i $(SOURCES) $(HEADERS) $(TESTSOURCES)

format-check: ## fail if a C file is not formatted
	$(Q)clang-format --dry-run --Werror $(SOURCES) $(HEADERS) $(TESTSOURCES)

layers: ## includes go downwards only; one file per foreign library
	$(Q)sh scripts/layers.sh $(SOURCES) $(HEADERS)

symbols: ## foo.c exports only foo_*, and nothing that no other file uses
	$(Q)$(MAKE) --no-print-directory -j2 shihyo
	$(Q)sh scripts/symbols.sh build/release $(SOURCES)

words: ## every text in both languages, with the same arguments
	$(Q)python3 scripts/words.py $(SOURCES)

size: ## files and functions stay small
	$(Q)sh scripts/size.sh $(SOURCES) $(HEADERS)

# --- installing ---

BIN     = $(DESTDIR)$(PREFIX)/bin
SHARE   = $(DESTDIR)$(PREFIX)/share
# systemd looks for units of packages in /lib, and so does debhelper of Debian 12.
UNITDIR ?= $(PREFIX)/lib/systemd/system
# zsh looks for those of packages in vendor-completions.
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
LIB     = $(DESTDIR)$(PREFIX)/lib
UNITS   := $(wildcard packaging/*.service packaging/*.timer)
PAGES   := $(wildcard man/*.[1-8])
COMPLETIONS = $(SHARE)/bash-completion/completions/shihyo $(DESTDIR)$(ZSHDIR)/_shihyo \
	$(SHARE)/fish/vendor_completions.d/shihyo.fish
EXAMPLES := nginx.conf shihyo.cron
MANUALS := README.md README.ja.md $(wildcard docs/*.md)
# They lie in one folder where they are installed: their links lead there.
NEIGHBOURS = -e 's|](docs/images/|](|g' -e 's|](images/|](|g' -e 's|](docs/|](|g' -e 's|](\.\./README|](README|g' \
	-e 's|](config/asahikawa/|](../../shihyo/asahikawa/|g'

install: $(BINARY) ## install program, catalogue, manual, service (DESTDIR, PREFIX)
	install -D -m 0755 $(BINARY) $(BIN)/shihyo
	$(Q)for page in $(PAGES); do \
		install -D -m 0644 $$page $(SHARE)/man/man$${page##*.}/$${page#man/} || exit; done
	./$(BINARY) check-config --manual > build/shihyo.ini.5
	install -D -m 0644 build/shihyo.ini.5 $(SHARE)/man/man5/shihyo.ini.5
	$(Q)for file in $(COMPLETIONS); do install -d $${file%/*} || exit; done
	./$(BINARY) completion bash > $(word 1,$(COMPLETIONS))
	./$(BINARY) completion zsh > $(word 2,$(COMPLETIONS))
	./$(BINARY) completion fish > $(word 3,$(COMPLETIONS))
	chmod 0644 $(COMPLETIONS)
	install -d $(SHARE)/shihyo/asahikawa
	install -m 0644 config/asahikawa/*.ini config/asahikawa/README.md $(SHARE)/shihyo/asahikawa
	cp -R --no-preserve=mode config/asahikawa/documents $(SHARE)/shihyo/asahikawa
	chmod -R u=rwX,go=rX $(SHARE)/shihyo
	$(Q)install -d $(DESTDIR)$(UNITDIR)
	$(Q)for unit in $(notdir $(UNITS)); do \
		sed "s|/usr/local/bin|$(PREFIX)/bin|" packaging/$$unit > $(DESTDIR)$(UNITDIR)/$$unit && \
		chmod 0644 $(DESTDIR)$(UNITDIR)/$$unit || exit; done
	install -D -m 0644 packaging/shihyo.sysusers $(LIB)/sysusers.d/shihyo.conf
	install -D -m 0644 packaging/shihyo.tmpfiles $(LIB)/tmpfiles.d/shihyo.conf
	install -d $(SHARE)/doc/shihyo/examples
	install -m 0644 $(MANUALS) docs/images/* $(SHARE)/doc/shihyo
	sed -i $(NEIGHBOURS) $(addprefix $(SHARE)/doc/shihyo/,$(notdir $(MANUALS)))
	install -m 0644 $(EXAMPLES:%=packaging/%) $(SHARE)/doc/shihyo/examples
	sed -i "s|/usr/local/bin|$(PREFIX)/bin|" $(SHARE)/doc/shihyo/examples/shihyo.cron

uninstall: ## remove what install put there
	rm -f $(BIN)/shihyo $(COMPLETIONS) $(SHARE)/man/man5/shihyo.ini.5 \
		$(foreach page,$(notdir $(PAGES)),$(SHARE)/man/man$(lastword $(subst ., ,$(page)))/$(page)) \
		$(addprefix $(DESTDIR)$(UNITDIR)/,$(notdir $(UNITS))) \
		$(LIB)/sysusers.d/shihyo.conf $(LIB)/tmpfiles.d/shihyo.conf
	rm -rf $(SHARE)/shihyo $(SHARE)/doc/shihyo

# The same bytes wherever it is made: times are the commit's, modes not the maker's umask.
dist: ## shihyo-VERSION.tar.gz from the last commit
	$(Q)mkdir -p build
	$(Q)git -c tar.umask=0022 archive --format=tar --prefix=shihyo-$(VERSION)/ HEAD > build/shihyo-$(VERSION).tar
	$(Q)gzip -9nf build/shihyo-$(VERSION).tar
	@echo build/shihyo-$(VERSION).tar.gz

deb: ## the Debian package, in build/deb (NOCHECK=1: without its tests)
	$(Q)sh scripts/deb.sh $(if $(NOCHECK),nocheck)

clean: ## remove everything made
	rm -rf build shihyo

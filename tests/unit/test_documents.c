/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of ledger/documents, ledger/shelf and ledger/journal. All texts are test data. */
#include "ledger/documents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file.h"
#include "core/str.h"
#include "ledger/audit.h"
#include "ledger/journal.h"
#include "ledger/shelf.h"
#include "tests/unit/fixture.h"
#include "tests/unit/keeping.h"

enum { T0 = 1772323200, DAY = 86400 }; /* 2026-03-01 */

#define HASH                                                                                  \
    "916f0027a575074ce72a331777c3478d6513f786a591bd892da1a577bf2335f9" /* test data           \
                                                                        */

static void path_of(const struct fixture *f, const char *name, char out[SCRATCH_PATH])
{
    char tail[SCRATCH_PATH / 2];
    (void)snprintf(tail, sizeof tail, "documents/%s", name);
    scratch_path(out, f->folder, tail);
}

static void keep_of(struct fixture *f, const char *source, const char *text, int64_t now,
                    char sha256[65])
{
    const struct documents_item as = {
        .at = now,
        .source = source,
        .address = "",
        .url = "http://127.0.0.1/x\ty",
        .content_type = "text/csv",
    };
    assert_int_equal(keep_document(f->ledger, text, &as, sha256, &f->err), 0);
}

/* And the row of the fetch, as a cycle has it. */
static void fetch(struct fixture *f, const char *source, const char *text, int64_t now)
{
    char sha256[65];
    keep_of(f, source, text, now, sha256);
    const struct ledger_fetch row = {
        .source = source,
        .at = now,
        .url = "http://127.0.0.1/x y",
        .status = 200,
        .etag = "",
        .last_modified = "",
        .document = sha256,
        .selection = "s",
        .fetched = true,
        .usable = true,
        .error = "",
    };
    assert_int_equal(ledger_record_fetch(f->ledger, &row, &f->err), 0);
}

static bool reads(struct fixture *f, const char *sha256, int64_t bytes, const char *text)
{
    const struct documents_item item = {.sha256 = sha256, .bytes = bytes};
    struct buf out;
    bool good = documents_read(f->ledger, &item, &out, &f->err) == 0 &&
                strcmp(buf_text(&out), text) == 0;
    buf_free(&out);
    return good;
}

static size_t count_lines(struct fixture *f, size_t *unread)
{
    struct journal_entry *entries;
    size_t count;
    assert_int_equal(journal_read(f->folder, f->arena, &entries, &count, unread, &f->err), 0);
    return count;
}

static void test_kept_once_and_mended(void **state)
{
    struct fixture *f = *state;
    char sha256[65], again[65], other[65], path[SCRATCH_PATH];
    struct stat before, after;
    size_t length;
    keep_of(f, "a", "test data", T0, sha256);
    assert_string_equal(sha256, HASH);
    path_of(f, HASH ".gz", path);
    assert_int_equal(stat(path, &before), 0);
    char *bytes = scratch_read(path, &length);
    assert_memory_equal(bytes, "\x1f\x8b", 2);
    free(bytes);

    keep_of(f, "a", "test data", T0 + 1, again);
    keep_of(f, "a", "test dat.", T0 + 2, other);
    assert_string_equal(again, sha256);
    assert_string_not_equal(other, sha256);
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(after.st_ino, before.st_ino); /* not written again */
    assert_true(reads(f, HASH, 9, "test data"));

    assert_true(scratch_write(path, "test d", 6));
    assert_false(reads(f, HASH, 9, "test data"));
    assert_int_equal(f->err.code, ERR_DATA);
    assert_non_null(strstr(f->err.text, HASH));
    keep_of(f, "a", "test data", T0 + 3, again);
    assert_true(reads(f, HASH, 9, "test data"));
    assert_int_equal(unlink(path), 0);
    assert_false(reads(f, HASH, 9, "test data"));
    assert_int_equal(f->err.code, ERR_IO);
    keep_of(f, "a", "test data", T0 + 4, again);
    assert_true(file_exists(path));
}

/* Two sources give the same bytes; one document cannot be written, which costs only itself. */
static void test_many_at_once(void **state)
{
    static const char *const TEXTS[] = {"one", "two", "one", "three"};
    struct fixture *f = *state;
    struct documents_file files[4];
    char path[SCRATCH_PATH], sha256[65];
    size_t unread;
    sha256_text("three", 5, sha256);
    path_of(f, "", path);
    assert_int_equal(mkdir(path, 0700), 0);
    char name[80];
    (void)snprintf(name, sizeof name, "%s.gz", sha256);
    path_of(f, name, path);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < 4; i++)
        files[i] = (struct documents_file){
            .bytes = TEXTS[i],
            .length = strlen(TEXTS[i]),
            .as = {.at = T0, .source = i == 2 ? "c" : "a", .address = TEXTS[i], .url = "u"}};
    documents_keep(f->ledger, files, 4);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(files[i].err.code, ERR_NONE);
        assert_true(reads(f, files[i].sha256, (int64_t)files[i].length, TEXTS[i]));
    }
    assert_string_equal(files[0].sha256, files[2].sha256);
    assert_int_equal(files[3].err.code, ERR_IO);
    assert_non_null(strstr(files[3].err.text, sha256));
    assert_int_equal(count_lines(f, &unread), 3);
    assert_int_equal(unread, 0);
    char mark[FILE_DRAFT_MARK_SIZE], draft[SCRATCH_PATH];
    file_draft_mark(mark);
    (void)snprintf(name, sizeof name, "%s.gz%s", sha256, mark);
    path_of(f, name, draft);
    assert_false(file_exists(draft));
}

/* What another of the batch took away is not said to be there. */
static void test_a_draft_that_is_gone(void **state)
{
    struct fixture *f = *state;
    char sha256[65];
    keep_of(f, "a", "test data", T0, sha256);
    assert_int_equal(shelf_place(f->folder, sha256, &f->err), 0); /* it is in its place */
    sha256_text("other", 5, sha256);
    assert_int_equal(shelf_place(f->folder, sha256, &f->err), -1);
    assert_int_equal(f->err.code, ERR_IO);
}

/* Packed bytes that are whole, but of something else or of too much. */
static void test_only_what_was_kept_is_read(void **state)
{
    struct fixture *f = *state;
    char sha256[65], path[SCRATCH_PATH], from[SCRATCH_PATH], name[80];
    keep_of(f, "a", "test data", T0, sha256);
    path_of(f, HASH ".gz", path);
    static const char *const others[] = {"test dat.", "test data, and much more of it"};
    for (size_t i = 0; i < 2; i++) {
        keep_of(f, "a", others[i], T0, sha256);
        (void)snprintf(name, sizeof name, "%s.gz", sha256);
        path_of(f, name, from);
        assert_int_equal(rename(from, path), 0);
        assert_false(reads(f, HASH, 9, "test data"));
        assert_int_equal(f->err.code, ERR_DATA);
    }
}

static void test_plain_files_of_before(void **state)
{
    struct fixture *f = *state;
    char sha256[65], path[SCRATCH_PATH];
    keep_of(f, "a", "other", T0, sha256);
    path_of(f, HASH, path);
    assert_true(scratch_write(path, "test data", 9));
    assert_true(reads(f, HASH, 9, "test data"));
    keep_of(f, "a", "test data", T0, sha256);
    path_of(f, HASH ".gz", path);
    assert_false(file_exists(path)); /* it is there already */
    path_of(f, HASH, path);
    assert_true(scratch_write(path, "test dada", 9));
    keep_of(f, "a", "test data", T0, sha256);
    assert_true(reads(f, HASH, 9, "test data"));
}

static void test_the_journal(void **state)
{
    struct fixture *f = *state;
    char sha256[65], path[SCRATCH_PATH];
    struct journal_entry *entries;
    size_t unread, count;
    keep_of(f, "a", "test data", T0, sha256);
    keep_of(f, "a", "test data", T0 + 1, sha256); /* nothing new */
    keep_of(f, "b", "test data", T0 + 2, sha256);
    keep_of(f, "a", "other", T0 + 3, sha256);
    keep_of(f, "a", "test data", T0 + 4, sha256); /* back again */
    assert_int_equal(count_lines(f, &unread), 4);
    assert_int_equal(unread, 0);

    /* torn by a crash: passed over, and no other line with it */
    path_of(f, "journal", path);
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_true(fwrite("2026-03-01T00:00:00Z\tkept\ta\t\ttext", 1, 34, file) == 34);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(count_lines(f, &unread), 4);
    assert_int_equal(unread, 1);
    keep_of(f, "a", "third", T0 + 5, sha256);
    assert_int_equal(journal_read(f->folder, f->arena, &entries, &count, &unread, &f->err), 0);
    assert_int_equal(count, 5);
    assert_int_equal(unread, 1);
    assert_int_equal(entries[4].at, T0 + 5);
    assert_string_equal(entries[4].source, "a");
    assert_string_equal(entries[4].address, "");
    assert_string_equal(entries[4].url, "http://127.0.0.1/x y"); /* tabs end no field */
    assert_string_equal(entries[4].content_type, "text/csv");
    assert_int_equal(entries[4].bytes, 5);
    assert_string_equal(entries[4].sha256, sha256);
}

#define SAID "2026-03-01T00:00:00Z\tcomment\tzoo"

static void test_lines_that_are_none(void **state)
{
    static const char *const LINES[] = {
        "2026-03-01T00:00:00Z\tkept\ta\t\tt\t9\tu\t" HASH "0",
        "2026-03-01T00:00:00Z\tkept\t../a\t\tt\t9\tu\t" HASH,
        "2026-03-01T00:00:00Z\tkept\ta\t\tt\t-9\tu\t" HASH,
        "2026-03-01T00:00:00Z\tkept\ta\t\tt\t9\tu\tu\t" HASH,
        "yesterday\tdropped\t" HASH,
        "2026-03-01T00:00:00Z\tforgot\t" HASH,
        SAID "\tfiscal-year\tFY2024\tapproved\t1\ts\ta\tw\tc\t",      /* cut short */
        SAID "\tfiscal-year\tFY2024\tapproved\t1\ts\ta\tw\tc\t\tx\t", /* too many */
        SAID "\tfiscal-year\t2024\tdraft\t0\ts\t\tw\tc\t\t",
        SAID "\tfiscal-year\tFY2024\tdraft\t1\ts\t\tw\tc\t\t",
        SAID "\tfiscal-year\tFY2024\tapproved\t1\ts\t\tw\tc\t\t",
        SAID "\tfiscal-year\tFY2024\tdraft\t0\ts\t\tw\t\t\t",
        SAID "\tfiscal-year\tFY2024\tsaid\t0\ts\t\tw\tc\t\t",
        SAID "\tfiscal-year\tFY2024\tdraft\t0\t\t\tw\tc\t\t",
        /* cut short: no comment without an embargo */
        "2026-03-01T00:00:00Z\tcomment-until\tzoo\tfiscal-year\tFY2024\tapproved\t1\ts\ta"
        "\tw\tc\t\t2026",
        "2026-03-01T00:00:00Z\tcomment-until\tzoo\tfiscal-year\tFY2024\tapproved\t1\ts\ta"
        "\tw\tc\t\t2026\t",
        "",
    };
    struct fixture *f = *state;
    char path[SCRATCH_PATH], sha256[65];
    size_t unread;
    keep_of(f, "a", "test data", T0, sha256);
    path_of(f, "journal", path);
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        fprintf(file, "%s\n", LINES[i]);
    assert_true(fwrite("\0\0\0\n", 1, 4, file) == 4);
    assert_int_equal(fclose(file), 0);
    keep_of(f, "a", "other", T0, sha256);
    assert_int_equal(count_lines(f, &unread), 2);
    assert_int_equal(unread, sizeof LINES / sizeof LINES[0] + 1);
}

/* Any text comes back as it was. */
static void test_comments_in_the_journal(void **state)
{
    struct fixture *f = *state;
    struct comment said[] = {{.indicator = "zoo",
                              .period = {FREQUENCY_MONTHLY, 2024 * 12},
                              .cause = "a\\n\nb\\",
                              .action = "",
                              .section = "観光課",
                              .at = T0,
                              .who = "w"},
                             {.indicator = "zoo",
                              .period = {FREQUENCY_MONTHLY, 2024 * 12},
                              .state = COMMENT_APPROVED,
                              .cause = "",
                              .action = "x",
                              .section = "観光課",
                              .approver = "経済課",
                              .open = true,
                              .at = T0,
                              .who = "w",
                              .embargo = T0 + 60}};
    struct journal_entry entries[] = {{.at = T0, .comment = &said[0]},
                                      {.at = T0, .comment = &said[1]}};
    struct comments got;
    char sha256[65];
    keep_of(f, "a", "test data", T0, sha256);
    assert_int_equal(documents_comments(f->ledger, f->arena, &got, &f->err), 0);
    assert_int_equal(got.count, 0);
    assert_int_equal(journal_append(f->folder, entries, 2, &f->err), 0);
    assert_int_equal(documents_comments(f->ledger, f->arena, &got, &f->err), 0);
    assert_int_equal(got.count, 2);
    assert_string_equal(got.items[0].cause, "a\\n\nb\\");
    assert_int_equal(got.items[0].state, COMMENT_DRAFT);
    assert_int_equal(got.items[0].embargo, 0);
    assert_int_equal(got.items[1].embargo, T0 + 60);
    assert_null(got.items[0].approver);
    assert_int_equal(got.items[0].period.frequency, FREQUENCY_MONTHLY);
    assert_int_equal(got.items[0].period.n, 2024 * 12);
    assert_int_equal(got.items[0].at, T0);
    assert_string_equal(got.items[1].approver, "経済課");
    assert_true(got.items[1].open);
    assert_string_equal(got.items[1].who, "w");
}

/* Journal and fetches tell the same once, and each what the other does not know. */
static void test_a_lost_journal_is_missed(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH];
    size_t missing, unread;
    fetch(f, "s", "one", T0);
    fetch(f, "s", "two", T0 + DAY);
    assert_int_equal(documents_compare_journal(f->ledger, &missing, &unread, &f->err), 0);
    assert_int_equal(missing + unread, 0);
    path_of(f, "journal", path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(documents_compare_journal(f->ledger, &missing, &unread, &f->err), 0);
    assert_int_equal(missing, 2);
    assert_int_equal(file_write(path, "garbage\n", 8, &f->err), 0);
    assert_int_equal(documents_settle(f->ledger, &f->err), 0); /* it is there */
    assert_int_equal(documents_compare_journal(f->ledger, &missing, &unread, &f->err), 0);
    assert_int_equal(missing, 2);
    assert_int_equal(documents_mend_journal(f->ledger, &f->err), 0);
    assert_int_equal(documents_compare_journal(f->ledger, &missing, &unread, &f->err), 0);
    assert_int_equal(missing, 0);
    assert_int_equal(unread, 1);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(documents_settle(f->ledger, &f->err), 0);
    assert_int_equal(documents_compare_journal(f->ledger, &missing, &unread, &f->err), 0);
    assert_int_equal(missing + unread, 0);
}

static void test_the_list(void **state)
{
    struct fixture *f = *state;
    struct documents_list list;
    char path[SCRATCH_PATH], sha256[65];
    fetch(f, "a", "test data", T0);
    fetch(f, "a", "test data", T0 + 1);
    fetch(f, "b", "bytes of b", T0 + 1);
    fetch(f, "a", "other", T0 + 2);
    fetch(f, "a", "test data", T0 + 3);
    keep_of(f, "a", "not in the ledger", T0 + 4, sha256);
    for (int turn = 0; turn < 2; turn++) {
        assert_int_equal(documents_list(f->ledger, f->arena, &list, &f->err), 0);
        assert_int_equal(list.count, turn == 0 ? 5 : 4);
        for (size_t i = 0; i < 4; i++) {
            static const int64_t WHEN[] = {T0, T0 + 1, T0 + 2, T0 + 3};
            assert_int_equal(list.items[i].at, WHEN[i]);
            assert_string_equal(list.items[i].source, i == 1 ? "b" : "a");
            assert_true(list.items[i].fetched);
            assert_int_equal(list.items[i].address == NULL, turn);
        }
        path_of(f, "journal", path);
        (void)unlink(path);
    }
    /* a journal that is begun anew is told all of it */
    keep_of(f, "a", "last", T0 + 5, sha256);
    assert_int_equal(documents_list(f->ledger, f->arena, &list, &f->err), 0);
    assert_int_equal(list.count, 5);
    assert_non_null(list.items[0].address);
}

static size_t count_idle(struct fixture *f, struct documents_list *idle)
{
    assert_int_equal(documents_idle(f->ledger, f->arena, idle, &f->err), 0);
    return idle->count;
}

static void test_what_may_be_let_go(void **state)
{
    struct fixture *f = *state;
    struct documents_list idle;
    char sha256[65];
    fetch(f, "a", "first", T0);
    fetch(f, "a", "second", T0 + 1);
    fetch(f, "b", "first", T0 + 2);
    fetch(f, "b", "of b", T0 + 3);
    fetch(f, "a", "third", T0 + 4);
    assert_int_equal(count_idle(f, &idle), 3); /* first of a and of b, second; newest stay */
    assert_string_equal(idle.items[0].source, "a");
    assert_int_equal(idle.items[0].at, T0);
    assert_string_equal(idle.items[1].source, "b");
    assert_string_equal(idle.items[0].sha256, idle.items[1].sha256);

    struct observation said = {.period = {FREQUENCY_MONTHLY, 24000}, .value = {1, 0}};
    struct ledger_origin origin = {.source = "a", .document = idle.items[2].sha256};
    struct ledger_counts counts = {0};
    assert_int_equal(ledger_merge(f->ledger, "di", &said, 1, &origin, T0, &counts, &f->err),
                     0);
    struct held item = {.indicator_id = "di",
                        .source = "a",
                        .address = "",
                        .whole = true,
                        .observation = {.document = idle.items[0].sha256},
                        .gate = HELD_ROWS,
                        .reason = "r",
                        .since = T0};
    assert_int_equal(ledger_hold(f->ledger, &item, &f->err), 0);
    assert_int_equal(count_idle(f, &idle), 0);
    item.state = HELD_SUPERSEDED;
    item.decided = T0;
    assert_int_equal(ledger_decide(f->ledger, &item, &f->err), 0);
    assert_int_equal(count_idle(f, &idle), 2);

    (void)str_copy(sha256, sizeof sha256, idle.items[0].sha256);
    assert_int_equal(documents_drop(f->ledger, sha256, T0 + DAY, &f->err), 0);
    assert_false(shelf_has(f->folder, sha256));
    assert_int_equal(count_idle(f, &idle), 0);
    bool found = false;
    struct documents_item one;
    assert_int_equal(documents_find(f->ledger, sha256, f->arena, &one, &found, &f->err), 0);
    assert_true(found);
    assert_true(one.dropped);
    struct ledger_fetch how;
    one.source = "b";
    one.at = T0 + DAY; /* nothing was fetched then */
    assert_int_equal(documents_fetch(f->ledger, &one, f->arena, &how, &f->err), 0);
    assert_int_equal(how.at, T0 + 2);
    assert_int_equal(how.status, 200);
    one.source = "c";
    assert_int_equal(documents_fetch(f->ledger, &one, f->arena, &how, &f->err), 0);
    assert_int_equal(how.at, 0);

    fetch(f, "a", "first", T0 + 2 * DAY); /* it comes again */
    assert_true(reads(f, sha256, 5, "first"));
    assert_int_equal(documents_find(f->ledger, sha256, f->arena, &one, &found, &f->err), 0);
    assert_false(one.dropped);
}

struct found {
    size_t wrong;
    size_t stray;
    char text[512];
};

static void note_wrong(const char *about, const char *text, void *context)
{
    struct found *found = context;
    found->wrong++;
    (void)snprintf(found->text, sizeof found->text, "%s: %s", about, text);
}

static void note_stray(const char *about, const char *text, void *context)
{
    struct found *found = context;
    (void)text;
    found->stray++;
    (void)snprintf(found->text, sizeof found->text, "%s", about);
}

static void test_audit(void **state)
{
    struct fixture *f = *state;
    struct found found = {0};
    const struct audit audit = {.wrong = note_wrong, .stray = note_stray, .context = &found};
    char path[SCRATCH_PATH], sha256[65];
    size_t whole = 0;
    keep_of(f, "a", "test data", T0, sha256);
    keep_of(f, "a", "other", T0, sha256);
    assert_int_equal(audit_documents(f->ledger, &audit, &whole, &f->err), 0);
    assert_int_equal(found.wrong + found.stray, 0);
    assert_int_equal(whole, 2);
    path_of(f, "unknown", path);
    assert_true(scratch_write(path, "x", 1));
    assert_int_equal(audit_documents(f->ledger, &audit, &whole, &f->err), 0);
    assert_int_equal(found.wrong, 0);
    assert_int_equal(found.stray, 1);
    assert_string_equal(found.text, "documents/unknown");
    assert_int_equal(unlink(path), 0);
    path_of(f, HASH ".gz", path);
    assert_int_equal(truncate(path, 10), 0);
    assert_int_equal(audit_documents(f->ledger, &audit, &whole, &f->err), 0);
    assert_int_equal(found.wrong, 1);
    assert_int_equal(whole, 1);
    assert_non_null(strstr(found.text, HASH));
}

/* Half of a ledger in the place of the lost one would be taken for the whole. */
static void test_a_ledger_made_anew(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH], sha256[65];
    struct ledger *anew = NULL;
    bool lost = true;
    keep_of(f, "a", "test data", T0, sha256);
    assert_int_equal(ledger_is_lost(f->folder, &lost, &f->err), 0);
    assert_false(lost);
    ledger_close(f->ledger);
    f->ledger = NULL;
    scratch_path(path, f->folder, "ledger.db");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(ledger_open(f->folder, false, &anew, &f->err), -1);
    assert_non_null(strstr(f->err.text, "shihyo replay --dry-run"));

    assert_int_equal(ledger_open_anew(f->folder, &lost, &anew, &f->err), 0);
    assert_true(lost);
    const struct documents_item item = {.at = T0, .source = "a", .sha256 = HASH, .bytes = 9};
    assert_int_equal(documents_note(anew, &item, &f->err), 0);
    ledger_close(anew); /* killed in between */
    assert_false(file_exists(path));
    assert_int_equal(ledger_is_lost(f->folder, &lost, &f->err), 0);
    assert_true(lost);

    assert_int_equal(ledger_open_anew(f->folder, &lost, &anew, &f->err), 0);
    struct documents_item one;
    bool found;
    assert_int_equal(documents_find(anew, HASH, f->arena, &one, &found, &f->err), 0);
    assert_false(found); /* nothing of the one that was killed */
    assert_int_equal(documents_note(anew, &item, &f->err), 0);
    assert_int_equal(ledger_settle(&anew, &f->err), 0);
    assert_true(file_exists(path));
    ledger_close(anew);
    scratch_path(path, f->folder, "ledger.new");
    assert_false(file_exists(path));
    assert_int_equal(ledger_open(f->folder, false, &f->ledger, &f->err), 0);
    assert_int_equal(documents_find(f->ledger, HASH, f->arena, &one, &found, &f->err), 0);
    assert_true(found);
}

/* A log without its ledger may be the last copy of what was in it. */
static void test_a_log_is_not_built_over(void **state)
{
    struct fixture *f = *state;
    char path[SCRATCH_PATH], sha256[65];
    bool lost = false;
    keep_of(f, "a", "test data", T0, sha256);
    ledger_close(f->ledger);
    f->ledger = NULL;
    scratch_path(path, f->folder, "ledger.db");
    assert_int_equal(unlink(path), 0);
    scratch_path(path, f->folder, "ledger.db-wal");
    assert_true(scratch_write(path, "x", 1));
    assert_int_equal(ledger_is_lost(f->folder, &lost, &f->err), -1);
    assert_int_equal(f->err.code, ERR_DATA);
    assert_null(strstr(f->err.text, "shihyo replay"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_LEDGER_CASE(test_kept_once_and_mended),
        FIXTURE_LEDGER_CASE(test_many_at_once),
        FIXTURE_LEDGER_CASE(test_a_draft_that_is_gone),
        FIXTURE_LEDGER_CASE(test_only_what_was_kept_is_read),
        FIXTURE_LEDGER_CASE(test_plain_files_of_before),
        FIXTURE_LEDGER_CASE(test_the_journal),
        FIXTURE_LEDGER_CASE(test_lines_that_are_none),
        FIXTURE_LEDGER_CASE(test_comments_in_the_journal),
        FIXTURE_LEDGER_CASE(test_a_lost_journal_is_missed),
        FIXTURE_LEDGER_CASE(test_the_list),
        FIXTURE_LEDGER_CASE(test_what_may_be_let_go),
        FIXTURE_LEDGER_CASE(test_audit),
        FIXTURE_LEDGER_CASE(test_a_ledger_made_anew),
        FIXTURE_LEDGER_CASE(test_a_log_is_not_built_over),
    };
    return cmocka_run_group_tests_name("documents", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit: see audit.h. */
#include "ledger/audit.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/sha256.h"
#include "core/str.h"
#include "ledger/documents.h"
#include "ledger/documents_freeze.h"
#include "ledger/freeze.h"
#include "ledger/handle.h"
#include "ledger/rows.h"

static const char CHECK[] = "PRAGMA integrity_check(100)";
static const char CHECK_KEYS[] =
    "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check";
static const char GET_DOCUMENTS[] =
    "SELECT sha256, bytes, dropped <> 0 FROM document ORDER BY sha256";

/* --- the ledger --- */

static int check_pages(struct ledger *ledger, const struct audit *audit, struct err *err)
{
    struct query *query = sql_query(ledger->sql, CHECK, err);
    int found;

    if (!query)
        return -1;
    while ((found = sql_step(query, err)) == 1) {
        const char *text = sql_peek(query, 0);

        if (!str_equal(text, "ok"))
            audit->wrong("ledger.db", text, audit->context);
    }
    return found;
}

static int check_keys(struct ledger *ledger, const struct audit *audit, struct err *err)
{
    struct query *query = sql_query(ledger->sql, CHECK_KEYS, err);
    struct arena *arena = arena_new();
    int found = -1;

    while (query && (found = sql_step(query, err)) == 1) {
        const char *table = sql_text(query, 0, arena);
        int64_t row = sql_integer(query, 1);
        const char *parent = sql_text(query, 2, arena);

        audit->wrong("ledger.db",
                     arena_printf(arena,
                                  "row %" PRId64 " of %s names a row of %s that is not there",
                                  row, table, parent),
                     audit->context);
    }
    arena_free(arena);
    return found;
}

/* Each text is as it was frozen. */
static int check_freezes(struct ledger *ledger, const struct audit *audit, struct err *err)
{
    struct arena *arena = arena_new();
    struct freezes all;
    int failed = freeze_all(ledger, arena, &all, err);

    for (size_t i = 0; i < all.count; i++) {
        struct textfiles files;
        struct err found = {0};

        if (freeze_files(ledger, &all.items[i], arena, &files, &found))
            audit->wrong(arena_printf(arena, "freeze %s", all.items[i].name), found.text,
                         audit->context);
    }
    arena_free(arena);
    return failed;
}

int audit_ledger(struct ledger *ledger, const struct audit *audit, struct err *err)
{
    return check_pages(ledger, audit, err) || check_keys(ledger, audit, err) ||
                   check_freezes(ledger, audit, err)
               ? -1
               : 0;
}

/* --- the documents --- */

struct document {
    const char *sha256;
    int64_t bytes;
    bool dropped; /* its bytes were let go */
};

static int read_document(struct query *query, void *row, struct arena *arena, struct err *err)
{
    (void)err;
    *(struct document *)row = (struct document){
        .sha256 = sql_text(query, 0, arena),
        .bytes = sql_integer(query, 1),
        .dropped = sql_integer(query, 2) != 0,
    };
    return 0;
}

/* NULL when the document is as it was fetched, else what is wrong. */
static const char *check_document(struct ledger *ledger, const struct document *document,
                                  struct arena *arena)
{
    const struct documents_item item = {.sha256 = document->sha256, .bytes = document->bytes};
    const char *wrong = NULL;
    struct err err = {0};
    struct buf bytes;

    if (documents_read(ledger, &item, &bytes, &err))
        wrong = arena_strdup(arena, err.text);
    buf_free(&bytes);
    return wrong;
}

static void check_documents(struct ledger *ledger, const struct document *documents,
                            size_t count, const struct audit *audit, size_t *whole)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        const char *wrong =
            documents[i].dropped ? NULL : check_document(ledger, &documents[i], arena);

        if (wrong)
            audit->wrong(arena_printf(arena, "documents/%s", documents[i].sha256), wrong,
                         audit->context);
        else
            *whole += !documents[i].dropped;
        arena_free(arena);
        if (audit->progress)
            audit->progress(i + 1, count, audit->context);
    }
}

static int compare_name(const void *name, const void *document)
{
    return strcmp(name, ((const struct document *)document)->sha256);
}

static bool is_bundle(const struct journal_entry *freezes, size_t count, const char *sha256)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(freezes[i].sha256, sha256))
            return true;
    }
    return false;
}

/* What a cycle that was killed left, and what is newer than a ledger that was put back. */
static int find_strays(struct ledger *ledger, const struct document *documents, size_t count,
                       const struct audit *audit, struct err *err)
{
    struct arena *arena = arena_new();
    const char *folder = arena_printf(arena, "%s/documents", ledger->folder);
    struct journal_entry *freezes;
    size_t freeze_count;
    struct err ignored = {0}; /* told by audit_ledger */
    const struct dirent *entry;

    (void)documents_freeze_entries(ledger, arena, &freezes, &freeze_count, &ignored);
    DIR *listing = opendir(folder);
    int failed = !listing && errno != ENOENT ? err_errno(err, ERR_IO, "%s", folder) : 0;

    while (listing && (entry = readdir(listing)) != NULL) {
        char sha256[SHA256_TEXT_SIZE];

        str_copy(sha256, sizeof sha256, entry->d_name);
        if (entry->d_name[0] == '.' || strstr(entry->d_name, ".tmp-") ||
            str_equal(entry->d_name, "journal") || is_bundle(freezes, freeze_count, sha256) ||
            (count > 0 && bsearch(sha256, documents, count, sizeof *documents, compare_name)))
            continue;
        audit->stray(arena_printf(arena, "documents/%s", entry->d_name),
                     "the ledger knows no such document", audit->context);
    }
    if (listing)
        closedir(listing);
    arena_free(arena);
    return failed;
}

int audit_documents(struct ledger *ledger, const struct audit *audit, size_t *whole,
                    struct err *err)
{
    struct arena *arena = arena_new();
    size_t count;
    const struct document *documents =
        rows_gather(sql_query(ledger->sql, GET_DOCUMENTS, err), sizeof *documents,
                    read_document, arena, &count, err);
    int failed = documents ? 0 : -1;

    *whole = 0;
    if (!failed) {
        check_documents(ledger, documents, count, audit, whole);
        failed = find_strays(ledger, documents, count, audit, err);
    }
    arena_free(arena);
    return failed;
}

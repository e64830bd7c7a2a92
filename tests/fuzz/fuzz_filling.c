/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_filling: workbooks that are filled in. The input is the XML of the workbook, a line
 * ---, and that of a sheet (without the line both are the whole); the archive around them is
 * ours, as a mutated one seldom survives its check sums. What was filled in is filled in
 * again.
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "collector/filling.h"
#include "core/arena.h"

#define ARCHIVE_MAX ((size_t)8 << 20)
#define BETWEEN "\n---\n"

static const char TYPES[] =
    "<Types><Override PartName='/b' ContentType='application/vnd.openxmlformats-"
    "officedocument.spreadsheetml.sheet.main+xml'/></Types>";
static const char TO_BOOK[] =
    "<r><Relationship Id='a' Type='/officeDocument' Target='b'/></r>";
static const char TO_SHEET[] = "<r><Relationship Id='rId1' Type='/worksheet' Target='s'/>"
                               "<Relationship Id='rId2' Type='/worksheet' Target='s2'/>"
                               "<Relationship Id='t' Type='/sharedStrings' Target='s'/>"
                               "<Relationship Id='u' Type='/styles' Target='s'/></r>";

/* The workbook that came out; false when it was refused. */
static bool fill(const struct buf *book, bool again, struct buf *out)
{
    static const struct filling_order orders[] = {
        {"a", "B3", false, SPREADSHEET_TEXT, "<text>\n_x000A_", false, 0},
        {"b", "n", true, SPREADSHEET_NUMBER, "-15.4", true, 0},
        {"c", "'a b'!C1", false, SPREADSHEET_EMPTY, "", false, 0},
        {"d", "AA100", false, SPREADSHEET_NUMBER, "1", false, 0},
    };
    struct filling filling = {.bytes = book->data,
                              .length = book->length,
                              .again = again,
                              .form = "f",
                              .program = "p",
                              .year = 2024,
                              .remark = "r",
                              .orders = orders,
                              .count = again ? 4 : 1};
    struct err err = {0};
    const char *zip = NULL;

    if (filling_work(&filling, out, &err) != 0)
        return false;
    for (size_t i = 0; i + 4 <= out->length && zip == NULL; i++)
        zip = memcmp(out->data + i, "PK\3\4", 4) == 0 ? out->data + i : NULL;
    if (zip == NULL)
        return false;
    size_t length = out->length - (size_t)(zip - out->data);

    memmove(out->data, zip, length);
    out->length = length;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data, size);
    const char *sheet = strstr(text, BETWEEN);
    size_t first = sheet == NULL ? strlen(text) : (size_t)(sheet - text);
    const char *second = sheet == NULL ? text : sheet + strlen(BETWEEN);
    struct fuzz_part parts[] = {{"[Content_Types].xml", TYPES, sizeof TYPES - 1, 0},
                                {"_rels/.rels", TO_BOOK, sizeof TO_BOOK - 1, 0},
                                {"_rels/b.rels", TO_SHEET, sizeof TO_SHEET - 1, 0},
                                {"b", text, first, 0},
                                {"s", second, strlen(second), 0},
                                {"s2", second, strlen(second), 0}};
    struct buf book, once, twice;

    buf_init(&book, ARCHIVE_MAX);
    buf_init(&once, ARCHIVE_MAX);
    buf_init(&twice, ARCHIVE_MAX);
    fuzz_archive(parts, sizeof parts / sizeof parts[0], &book);
    if (fill(&book, false, &once))
        (void)fill(&once, true, &twice);
    buf_free(&book);
    buf_free(&once);
    buf_free(&twice);
    arena_free(arena);
    return 0;
}

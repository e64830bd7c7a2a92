/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_xlsx: workbooks. The first byte chooses what the rest is: F a number format, a line end
 * and a number; X an XML text that stands for all parts of a workbook at once, since a mutated
 * ZIP archive seldom survives its check sums; else a document as it came.
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "core/arena.h"
#include "core/buf.h"

#include "collector/decode/cellformat.h"

#define ARCHIVE_MAX ((size_t)8 << 20)

static void try_format(const char *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, data, size);
    size_t length = strcspn(text, "\n");
    const char *number = text[length] == '\n' ? text + length + 1 : "45383.5";
    const struct cellformat *format =
        cellformat_compile(arena, arena_strndup(arena, text, length));
    struct buf out;
    buf_init(&out, CELLFORMAT_TEXT_MAX);
    cellformat_print(format, number, false, &out);
    cellformat_print_iso(format, number, true, &out);
    buf_free(&out);
    arena_free(arena);
}

/* --- a stored archive --- */

static void try_parts(const char *text, size_t length)
{
    static const char to_book[] =
        "<r><Relationship Id='a' Type='/officeDocument' Target='b'/></r>";
    static const char to_sheet[] = "<r><Relationship Id='rId1' Type='/worksheet' Target='b'/>"
                                   "<Relationship Id='rId2' Type='/worksheet' Target='b'/>"
                                   "<Relationship Id='t' Type='/sharedStrings' Target='b'/>"
                                   "<Relationship Id='u' Type='/styles' Target='b'/></r>";
    struct fuzz_part parts[] = {{"_rels/.rels", to_book, sizeof to_book - 1, 0},
                                {"_rels/b.rels", to_sheet, sizeof to_sheet - 1, 0},
                                {"b", text, length, 0}};
    struct buf out;
    buf_init(&out, ARCHIVE_MAX);
    fuzz_archive(parts, 3, &out);
    fuzz_decode("xlsx", "", buf_text(&out), out.length);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0 && data[0] == 'F')
        try_format((const char *)data + 1, size - 1);
    else if (size > 0 && data[0] == 'X')
        try_parts((const char *)data + 1, size - 1);
    else
        fuzz_decode("xlsx", "", data, size);
    return 0;
}

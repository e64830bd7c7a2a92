/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx: the workbook first, then strings and styles, then sheet by sheet. */
#include "collector/decode/xlsx.h"

#include <string.h>

#include "collector/archive.h"
#include "collector/decode/sheetgrid.h"
#include "collector/decode/sheetxml.h"
#include "collector/decode/xlsx_book.h"
#include "collector/decode/xlsx_sheet.h"
#include "collector/decode/xlsx_strings.h"
#include "collector/decode/xlsx_styles.h"

struct workbook {
    struct archive *archive;
    struct arena *arena; /* of the grids: texts are not copied again */
    struct xlsx_book book;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
    struct sheetgrid *out;
};

static bool is_zip(const struct document *document)
{
    return document->length >= 4 && memcmp(document->bytes, "PK\3\4", 4) == 0;
}

bool xlsx_recognise(const struct document *document)
{
    return is_zip(document) || sheetxml_recognise(document);
}

static int read_sheets(struct workbook *workbook, struct err *err)
{
    for (size_t i = 0; i < workbook->book.count; i++) {
        const struct xlsx_book_sheet *sheet = &workbook->book.sheets[i];
        struct xlsx_sheet what = {.name = sheet->name,
                                  .part = sheet->part,
                                  .hidden = sheet->hidden,
                                  .since_1904 = workbook->book.since_1904,
                                  .strings = &workbook->strings,
                                  .styles = &workbook->styles};
        if (sheet->part != NULL && xlsx_sheet_read(&what, workbook->archive, workbook->out,
                                                   workbook->arena, err) != 0)
            return err_prefix(err, "sheet \"%.100s\"", sheet->name);
    }
    return 0;
}

static int read_workbook(struct workbook *workbook, struct err *err)
{
    if (xlsx_book_read(workbook->archive, workbook->arena, &workbook->book, err) != 0)
        return -1;
    if (*workbook->book.strings != '\0' &&
        xlsx_strings_read(&workbook->strings, workbook->archive, workbook->book.strings,
                          workbook->arena, err) != 0)
        return -1;
    if (xlsx_styles_read(&workbook->styles, workbook->archive, workbook->book.styles,
                         workbook->arena, err) != 0)
        return -1;
    return read_sheets(workbook, err);
}

int xlsx_decode(const struct document *document, struct grids *out, struct err *err)
{
    struct workbook workbook = {.arena = out->arena};
    if (!is_zip(document) && sheetxml_recognise(document))
        return sheetxml_decode(document, out, err);
    if (!is_zip(document))
        return err_set(err, ERR_DATA,
                       "the document is no workbook but %s: `format = auto` reads what it is",
                       memchr(document->bytes, '\0', document->length) == NULL
                           ? "text, perhaps CSV"
                           : "of an unknown kind");
    if (archive_open(document->bytes, document->length, &workbook.archive, err) != 0)
        return -1;
    workbook.out = sheetgrid_new(out);
    int result = read_workbook(&workbook, err);
    sheetgrid_free(workbook.out);
    xlsx_strings_free(&workbook.strings);
    xlsx_styles_free(&workbook.styles);
    archive_close(workbook.archive);
    return result;
}

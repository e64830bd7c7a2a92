/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz_pdf: what pdftotext -bbox-layout prints, as pdf_decode reads it. Input that begins with
 * `<` is taken as it is; other input places words: four bytes each for left, top, width and
 * kind.
 */
#include "tests/fuzz/fuzz.h"

#include "core/buf.h"

#include "collector/decode/pdf.h"

static const char *const words[] = {"1",
                                    "▲",
                                    "25.6",
                                    "-",
                                    "業",
                                    "況",
                                    "2016年",
                                    "3月",
                                    "12月",
                                    "計",
                                    "a",
                                    "- 1 -",
                                    "…",
                                    "1,234",
                                    "単位：人",
                                    "これは文である。",
                                    "先行き見通し",
                                    "9∼11月"};

static void place(const uint8_t *word, struct buf *out)
{
    const char *text = words[word[3] % (sizeof words / sizeof words[0])];
    (void)buf_printf(out, "%s<word xMin=\"%d\" yMin=\"%d\" xMax=\"%d\" yMax=\"%d\">%s</word>",
                     word[3] > 200 ? "</block><block>" : "", word[0] * 2, word[1] * 3,
                     word[0] * 2 + word[2], word[1] * 3 + 5 + word[2] % 16, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf page;
    struct grids grids;
    struct err err;
    err_clear(&err);
    grid_init(&grids);
    buf_init(&page, (size_t)16 << 20);
    if (size > 0 && data[0] == '<') {
        (void)buf_append(&page, data, size);
    } else {
        (void)buf_puts(&page, "<doc><page width=\"600\" height=\"800\"><block>");
        for (size_t i = 0; i + 4 <= size; i += 4)
            if (data[i] == 255)
                (void)buf_puts(&page, "</block></page><page width=\"600\"><block>");
            else
                place(data + i, &page);
        (void)buf_puts(&page, "</block></page></doc>");
    }
    struct document document = {.bytes = buf_text(&page),
                                .length = page.length,
                                .content_type = "",
                                .encoding = "auto"};
    (void)pdf_decode(&document, &grids, &err);
    grid_free(&grids);
    buf_free(&page);
    return 0;
}

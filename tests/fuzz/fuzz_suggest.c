/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_suggest: suggestions for hostile grids, and what a child that was taken over could say
 * of a document. With an odd first byte the rest is the child's answer; else it is grids (a
 * form feed between them, the first line of each its name, tabs between cells) and running
 * text behind a vertical tab. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "collector/probing.h"
#include "core/unicode.h"

#define TODAY 20000
#define TIME_MS 200
#define ROWS_SHOWN 5
#define ANSWER_MAX ((size_t)64 << 20)

static const struct document document = {.published = "公表日:(?<date>[^\\s]+)"};

static const struct probing_request request = {
    .document = &document,
    .today = TODAY,
    .rows_shown = ROWS_SHOWN,
    .suggestions = SUGGEST_MAX,
    .suggest_ms = TIME_MS,
};

static void fill_grid(struct grids *grids, const char *text, size_t size)
{
    const char *end = text + size;
    const char *line = memchr(text, '\n', size);
    size_t length = line == NULL ? size : (size_t)(line - text);
    struct grid *grid = grid_add(grids, arena_strndup(grids->arena, text, length));

    grid_add_row(grids, grid, 1);
    for (const char *at = text + length + (line == NULL ? 0 : 1); at < end;) {
        size_t cell = 0;

        while (at + cell < end && at[cell] != '\t' && at[cell] != '\n')
            cell++;
        grid_add_cell(grids, grid, at, cell);
        at += cell;
        if (at < end && *at++ != '\t')
            grid_add_row(grids, grid, (long)grid->row_count + 1);
    }
}

static void fill(struct grids *grids, const char *text)
{
    size_t all = strcspn(text, "\v");

    if (text[all] != '\0')
        grids->text = arena_strdup(grids->arena, text + all + 1);
    for (size_t at = 0; at < all;) {
        size_t length = strcspn(text + at, "\f\v");

        fill_grid(grids, text + at, length);
        at += length + 1;
    }
    grids->format = "html";
}

static void start(struct probing *out)
{
    *out = (struct probing){.arena = arena_new(), .format = "", .encoding = "", .next = ""};
    suggest_init(&out->suggestions);
}

/* What the child says of its own accord is always taken. */
static void try_grids(const char *text)
{
    struct grids grids;
    struct probing probing;
    struct buf answer;
    struct err err = {0};

    grid_init(&grids);
    fill(&grids, text);
    buf_init(&answer, ANSWER_MAX);
    start(&probing);
    probing_pack(&request, &grids, &answer);
    if (probing_unpack(&answer, &request, &probing, &err) != 0)
        abort();
    probing_free(&probing);
    buf_free(&answer);
    grid_free(&grids);
}

static void try_answer(const uint8_t *data, size_t size)
{
    struct probing probing;
    struct buf answer;
    struct err err = {0};

    buf_init(&answer, ANSWER_MAX);
    (void)buf_append(&answer, (const char *)data, size);
    start(&probing);
    (void)probing_unpack(&answer, &request, &probing, &err);
    probing_free(&probing);
    buf_free(&answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (data[0] % 2 == 1) {
        try_answer(data + 1, size - 1);
        return 0;
    }
    struct arena *arena = arena_new();
    const char *text = arena_strndup(arena, (const char *)data + 1, size - 1);

    if (unicode_valid(text, strlen(text)))
        try_grids(text);
    arena_free(arena);
    return 0;
}

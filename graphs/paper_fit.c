/* SPDX-License-Identifier: GPL-3.0-or-later */
/* paper_fit: what a paper of one sheet leaves out, and that it says so; see paper.h. */
#include "graphs/paper_part.h"

#include "core/str.h"

#define SPARE 8.0      /* points of a sheet that stay free */
#define ROW_HIGH 120.0 /* points; higher than rows are */
#define FINEST 32      /* parts in which pictures grow */
#define MISSES 8       /* rows that do not come back, after which no more are tried */

/* --- what is left out --- */

bool paper_cut(struct paper *paper)
{
    struct paper_row *least = NULL;

    for (size_t i = 0; i < paper->count; i++) {
        for (size_t k = 0; k < paper->blocks[i].count; k++) {
            struct paper_row *row = &paper->blocks[i].rows[k];

            if (!row->out && row->rank > PAPER_KEPT &&
                (least == NULL || row->rank >= least->rank))
                least = row;
        }
    }
    if (least != NULL)
        least->out = true;
    return least != NULL;
}

/* Of one section: how many rows of lists and tables, and whether some words; or all of it.
 * Apart: rows that tell more of others. */
struct absent {
    size_t rows, more;
    const char *what; /* the latter are */
    bool words, all;
};

static struct absent count_absent(const struct paper *paper, size_t first, size_t end)
{
    struct absent absent = {.all = true};

    for (size_t i = first; i < end; i++) {
        const struct paper_block *block = &paper->blocks[i];

        absent.all = absent.all && block->kind != PAPER_PICTURE;
        for (size_t k = 0; k < block->count; k++) {
            const struct paper_row *row = &block->rows[k];

            absent.all = absent.all && row->out;
            absent.rows += row->out && block->kind != PAPER_WORDS && row->what == NULL;
            absent.words = absent.words || (row->out && block->kind == PAPER_WORDS);
            absent.more += row->out && row->what != NULL;
            absent.what = row->what != NULL ? row->what : absent.what;
        }
    }
    return absent;
}

static void say_one(const struct paper *paper, const char *what, struct buf *out)
{
    bool ja = paper->language == LANGUAGE_JA;

    if (out->length == 0)
        buf_puts(out, ja ? "1枚に収まらないため載せていないもの："
                         : "Left out, as it does not fit on one sheet: ");
    else
        buf_puts(out, ja ? "、" : "; ");
    buf_puts(out, what);
}

static void say_absent(const struct paper *paper, const char *head, struct absent absent,
                       struct buf *out)
{
    bool ja = paper->language == LANGUAGE_JA;

    if (absent.rows > 0 || absent.words)
        say_one(paper, head, out);
    if (absent.all)
        return;
    if (absent.rows > 0)
        buf_printf(out, ja ? "%zu件" : ": %zu", absent.rows);
    else if (absent.words)
        buf_puts(out, ja ? "の一部" : " (part)");
    if (absent.more > 0) {
        say_one(paper, absent.what, out);
        buf_printf(out, ja ? "%zu件" : ": %zu", absent.more);
    }
}

void paper_left_out(const struct paper *paper, struct buf *out)
{
    size_t end;

    for (size_t i = 0; i < paper->count; i = end) {
        bool head = paper->blocks[i].kind == PAPER_HEADING;

        for (end = i + 1; end < paper->count && paper->blocks[end].kind != PAPER_HEADING;)
            end++;
        say_absent(paper,
                   head ? paper->blocks[i].text
                        : words_pick(paper->language, "前文", "the beginning"),
                   count_absent(paper, i, end), out);
    }
    if (out->length > 0)
        buf_puts(out, words_pick(paper->language, "。", "."));
}

/* --- to fit --- */

/* How much there is too much; a browser prints the same fonts, sizes and lines, but rounds
 * them its own way. */
static double excess(const struct paper *paper, struct scene_measure measure)
{
    return paper_height(paper, measure) - (PAPER_HEIGHT - PAPER_TOP - PAPER_BOTTOM - SPARE);
}

/* Where far too much is there, several rows at once, that are surely too many. */
static int cut(struct paper *paper, struct scene_measure measure, struct err *err)
{
    for (;;) {
        double over = excess(paper, measure);
        int rows = 1 + (int)(over / ROW_HIGH);

        if (over <= 0)
            return 0;
        while (rows-- > 0) {
            if (!paper_cut(paper))
                return excess(paper, measure) <= 0
                           ? 0
                           : err_set(err, ERR_DATA, "%s does not fit on one sheet",
                                     paper->title);
        }
    }
}

/* Sentences come back in their order alone. */
static bool may_return(const struct paper_block *block, size_t row)
{
    return block->rows[row].out &&
           (block->kind != PAPER_WORDS || row == 0 || !block->rows[row - 1].out);
}

/* Of what is out and was not tried yet, what is to come back first. */
static struct paper_row *find_next(const struct paper *paper, int *tried)
{
    struct paper_row *next = NULL;

    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_block *block = &paper->blocks[i];

        for (size_t k = 0; k < block->count; k++) {
            struct paper_row *row = &block->rows[k];

            if (may_return(block, k) && row->rank > *tried &&
                (next == NULL || row->rank < next->rank))
                next = row;
        }
    }
    *tried = next == NULL ? *tried : next->rank;
    return next;
}

/* Where high rows went, lower ones may still have room. */
static void refill(struct paper *paper, struct scene_measure measure)
{
    struct paper_row *row;
    int tried = PAPER_KEPT;
    int missed = 0;

    while (missed < MISSES && (row = find_next(paper, &tried)) != NULL) {
        row->out = false;
        if (excess(paper, measure) > 0) {
            row->out = true;
            missed++;
        } else {
            tried--; /* others of its rank may follow */
        }
    }
}

/* What room is left then makes pictures higher. */
int paper_fit(struct paper *paper, struct scene_measure measure, struct err *err)
{
    paper->stretch = 0;
    if (cut(paper, measure, err) != 0)
        return -1;
    refill(paper, measure);
    for (int parts = 1; parts <= FINEST && paper->stretch < 1; parts *= 2) {
        paper->stretch += 1.0 / parts;
        if (excess(paper, measure) > 0)
            paper->stretch -= 1.0 / parts;
    }
    return 0;
}

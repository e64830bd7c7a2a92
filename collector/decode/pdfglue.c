/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdfglue: the parts of each column's lowest head, then the figures below them. */
#include "collector/decode/pdfglue.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"

#define PARTS_MAX 8
/* In heights of a word. */
#define LEAST 0.17 /* between two words */
#define SPACE 0.38 /* no space is wider */
#define APART 0.5  /* from here on words are apart whatever stands below */

/* What may be a head of its own, and the figures nearest to it. */
struct part {
    double x0;
    double x1;
    const struct pdfword *words;
    size_t count;
    size_t figures; /* with a digit */
    double left;    /* of these and of marks */
    double right;
};

/* The lowest head of a column. */
struct glue {
    struct part parts[PARTS_MAX];
    size_t count; /* may be more than PARTS_MAX */
    size_t head;  /* its line */
    double gap;   /* the widest between two parts, in heights */
    double least; /* and the narrowest */
    size_t over;  /* figures below several parts */
    size_t row;   /* the last with a figure */
    bool several; /* figures in one row */
};

static bool has_digit(const struct pdfpiece *piece)
{
    static const char *const full[] = {"０", "１", "２", "３", "４",
                                       "５", "６", "７", "８", "９"};
    for (size_t i = 0; i < piece->count; i++) {
        const char *text = piece->words[i].text;
        if (strpbrk(text, "0123456789") != NULL ||
            str_holds_any(text, full, sizeof full / sizeof full[0]))
            return true;
    }
    return false;
}

/* The column of what stands in one column only; 0, that of the labels, for all else. */
static size_t column_of(const struct pdfcolumns *columns, const struct pdfpiece *piece)
{
    size_t first = 0;
    size_t last = 0;
    bool met = pdfcolumns_span(columns, piece->x0, piece->x1, &first, &last);
    return met && first == last ? first : 0;
}

/* --- heads --- */

static bool is_bracket(const struct pdfword *word)
{
    return word->text[0] == '(' || str_starts(word->text, "（") || word->text[0] == '[' ||
           str_starts(word->text, "［");
}

/* How far a word stands from the part before it, in heights; 0 = it belongs to it. */
static double gap_before(const struct part *part, const struct pdfword *word)
{
    const struct pdfword *before = &part->words[part->count - 1];
    bool below = (word->y0 + word->y1) / 2 > before->y1;
    bool letters = before->characters == 1 && word->characters == 1;
    bool remark = is_bracket(word) && !is_bracket(&part->words[0]);
    double gap = (word->x0 - part->x1) / (word->y1 - word->y0);
    return below || letters || remark || gap <= LEAST ? 0 : gap;
}

static void add_word(struct glue *glue, const struct pdfword *word)
{
    if (glue->count > PARTS_MAX)
        return;
    struct part *part = glue->count == 0 ? NULL : &glue->parts[glue->count - 1];
    double gap = part == NULL ? 0 : gap_before(part, word);
    if (part != NULL && !(gap > 0)) {
        part->count++;
        part->x0 = word->x0 < part->x0 ? word->x0 : part->x0;
        part->x1 = word->x1 > part->x1 ? word->x1 : part->x1;
        return;
    }
    glue->gap = gap > glue->gap ? gap : glue->gap;
    glue->least = glue->count < 2 || gap < glue->least ? gap : glue->least;
    if (glue->count++ < PARTS_MAX)
        glue->parts[glue->count - 1] =
            (struct part){.x0 = word->x0, .x1 = word->x1, .words = word, .count = 1};
}

static void add_head(const struct pdfcolumns *columns, const struct pdfline *line,
                     size_t number, struct glue *glues)
{
    for (size_t i = 0; i < line->count; i++) {
        const struct pdfpiece *piece = &line->pieces[i];
        struct glue *glue = &glues[column_of(columns, piece)];
        if (glue->count > 0 && glue->head != number)
            continue;
        glue->head = number;
        for (size_t k = 0; k < piece->count; k++)
            add_word(glue, &piece->words[k]);
    }
}

/* --- figures --- */

static double distance(const struct part *part, const struct pdfpiece *piece)
{
    if (piece->x1 <= part->x0)
        return part->x0 - piece->x1;
    return piece->x0 >= part->x1 ? piece->x0 - part->x1 : -1;
}

static void add_figure(struct glue *glue, const struct pdfpiece *piece)
{
    struct part *nearest = &glue->parts[0];
    size_t met = 0;
    for (size_t i = 0; i < glue->count; i++) {
        double from = distance(&glue->parts[i], piece);
        met += from < 0 ? 1 : 0;
        nearest = from < distance(nearest, piece) ? &glue->parts[i] : nearest;
    }
    glue->over += met > 1 ? 1 : 0;
    bool first = !(nearest->right > nearest->left);
    nearest->left = first || piece->x0 < nearest->left ? piece->x0 : nearest->left;
    nearest->right = first || piece->x1 > nearest->right ? piece->x1 : nearest->right;
    nearest->figures += has_digit(piece) ? 1 : 0;
}

static void add_row(const struct pdfcolumns *columns, const struct pdfline *line,
                    size_t number, struct glue *glues)
{
    for (size_t i = 1; i < line->count; i++) {
        struct glue *glue = &glues[column_of(columns, &line->pieces[i])];
        if (!line->pieces[i].figure || glue->count < 2 || glue->count > PARTS_MAX)
            continue;
        glue->several = glue->several || glue->row == number;
        glue->row = number;
        add_figure(glue, &line->pieces[i]);
    }
}

/* --- what they say --- */

static bool is_one(const struct glue *glue)
{
    size_t used = 0;
    for (size_t i = 0; i < glue->count && i < PARTS_MAX; i++)
        used += glue->parts[i].right > glue->parts[i].left ? 1 : 0;
    bool near = glue->gap <= (used < 2 ? APART : SPACE);
    return glue->count < 2 || (!glue->several && (glue->over > 0 || near));
}

static bool is_parted(const struct glue *glue)
{
    if (glue->count > PARTS_MAX || glue->over > 0 || !glue->several || glue->least <= SPACE)
        return false;
    for (size_t i = 0; i < glue->count; i++)
        if (glue->parts[i].figures == 0 ||
            (i > 0 && glue->parts[i - 1].right > glue->parts[i].left))
            return false;
    return true;
}

static struct pdfcolumn column_under(const struct part *part)
{
    return (struct pdfcolumn){.x0 = part->left < part->x0 ? part->left : part->x0,
                              .x1 = part->right > part->x1 ? part->right : part->x1};
}

/* `電話？来所？` */
static const char *doubt(const struct glue *glue, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < glue->count && i < PARTS_MAX; i++)
        text = arena_printf(arena, "%s%s？", text,
                            pdflines_text(glue->parts[i].words, glue->parts[i].count, arena));
    return text;
}

static void settle(const struct glue *glues, struct arena *arena, struct pdftable *table)
{
    const struct pdfcolumns old = table->columns;
    struct pdfcolumn *items = arena_alloc(arena, PDFCOLUMNS_MAX, sizeof *items);
    const char **doubts = arena_alloc(arena, PDFCOLUMNS_MAX, sizeof *doubts);
    size_t count = 0;
    for (size_t i = 0; i < old.count; i++) {
        const struct glue *glue = &glues[i];
        bool one = i == 0 || is_one(glue);
        size_t left = old.count - i - 1;
        if (!one && is_parted(glue) && count + glue->count + left <= PDFCOLUMNS_MAX) {
            for (size_t k = 0; k < glue->count; k++) {
                doubts[count] = "";
                items[count++] = column_under(&glue->parts[k]);
            }
            continue;
        }
        doubts[count] = one ? "" : doubt(glue, arena);
        items[count++] = old.items[i];
    }
    table->columns = (struct pdfcolumns){items, count};
    table->doubts = doubts;
}

void pdfglue_settle(const struct pdflines *lines, size_t body, struct arena *arena,
                    struct pdftable *table)
{
    const struct pdfcolumns *columns = &table->columns;
    struct glue *glues = mem_calloc(columns->count, sizeof *glues);
    for (size_t i = body; i-- > table->first_line;)
        add_head(columns, &lines->items[i], i, glues);
    for (size_t i = body; i <= table->last_line; i++)
        add_row(columns, &lines->items[i], i, glues);
    settle(glues, arena, table);
    mem_free(glues);
}

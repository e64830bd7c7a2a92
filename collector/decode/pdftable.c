/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdftable: runs of lines, then what stands above them. Rows: pdftable_rows.c. */
#include "collector/decode/pdftable.h"

#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/decode/pdfbeside.h"
#include "collector/decode/pdftable_rows.h"

#define BETWEEN_MAX 2   /* other lines inside a table */
#define ROOM_MAX 4.0    /* heights of a line between two rows */
#define HEAD_ROOM 1.6   /* between a head and what is below it */
#define HEAD_WIDTH 14.0 /* of a head over one column */
#define CAPTIONS_MAX 4
#define PIECES_MAX 1000 /* of a line that may be a row */

struct search {
    const struct pdflines *lines;
    struct arena *arena;
    struct pdftables *out;
    size_t capacity;
    size_t free; /* the first line below the table found last */
    bool part;   /* of a page: see pdfbeside.h */
};

static double height_of(const struct pdfline *line)
{
    return line->y1 - line->y0;
}

/* `- 12 -`, `12`, `12/30`, `12ページ`: one number and what goes round it. */
static bool is_page_number(const struct pdfline *line)
{
    static const char *const round[] = {"-",      "－", "―",  "—", "–",  "‐", "頁",
                                        "ページ", "P",  "P.", "p", "p.", "/"};
    size_t numbers = 0;
    for (size_t i = 0; i < line->word_count; i++) {
        const char *text = line->words[i].text;
        bool known = false;
        for (size_t k = 0; k < sizeof round / sizeof round[0]; k++)
            known = known || str_equal(text, round[k]);
        size_t digits = strspn(text, "0123456789-/Pp.");
        const char *rest = text + digits;
        if (!known && digits > 0 && digits < 12 &&
            (*rest == '\0' || str_equal(rest, "ページ") || str_equal(rest, "頁")))
            numbers++;
        else if (!known)
            return false;
    }
    return numbers == 1;
}

static bool may_be_row(const struct pdfline *line)
{
    if (line->count < 4 && is_page_number(line))
        return false;
    return (line->count >= 3 && line->count <= PIECES_MAX) ||
           (line->count == 2 && line->pieces[1].figure);
}

static bool has_figure(const struct pdfline *line)
{
    for (size_t i = 1; i < line->count; i++)
        if (line->pieces[i].figure)
            return true;
    return line->count == 1 && line->pieces[0].figure;
}

/* Half of the pieces of the narrower line stand above or below pieces of the other. */
static bool is_aligned(const struct pdfline *a, const struct pdfline *b)
{
    size_t met = 0;
    size_t k = 0;
    for (size_t i = 0; i < a->count; i++) {
        while (k < b->count && b->pieces[k].x1 <= a->pieces[i].x0)
            k++;
        met += k < b->count && b->pieces[k].x0 < a->pieces[i].x1 ? 1 : 0;
    }
    return met * 2 >= (a->count < b->count ? a->count : b->count);
}

static double room_above(const struct pdflines *lines, size_t line)
{
    return lines->items[line].y0 - lines->items[line - 1].y1;
}

/* --- runs --- */

/* Line `next` cannot be a further row of a run whose last row is `last`. */
static bool begins_anew(const struct pdflines *lines, size_t first, size_t last, size_t next)
{
    const struct pdfline *line = &lines->items[next];
    if (has_figure(line) || !has_figure(&lines->items[last]))
        return false;
    if (next - last > 1)
        return true;
    double usual = (lines->items[last].y0 - lines->items[first].y0) /
                   (double)(last > first ? last - first : 1);
    double pitch = line->y0 - lines->items[last].y0;
    return pitch > 1.6 * (last > first ? usual : 2 * height_of(line));
}

/* 表2 or 第2表 as a word of its own, and no figure behind it: the next table's title. */
static bool is_numbered_title(const struct pdfline *line)
{
    if (line->count == 0 || has_figure(line) || !pdfbeside_is_title(&line->pieces[0]))
        return false;
    const char *text = line->pieces[0].words[0].text;
    return str_ends(text, "表") || str_digit(text[strlen(text) - 1]);
}

/* The last line of the run that begins at `first`. */
static size_t find_end(const struct pdflines *lines, size_t first)
{
    const struct pdfline *widest = &lines->items[first];
    size_t last = first;
    for (size_t i = first + 1; i < lines->count; i++) {
        const struct pdfline *line = &lines->items[i];
        if (i - last > BETWEEN_MAX + 1 || room_above(lines, i) > ROOM_MAX * height_of(line))
            break;
        if (is_numbered_title(line) && has_figure(&lines->items[last]))
            break;
        if (!may_be_row(line))
            continue;
        bool aligned = is_aligned(widest, line) || is_aligned(&lines->items[last], line);
        if (!aligned || begins_anew(lines, first, last, i))
            break;
        last = i;
        widest = line->count > widest->count ? line : widest;
    }
    return last;
}

static bool is_table(const struct pdflines *lines, size_t first, size_t last)
{
    size_t three = 0;
    size_t two = 0;
    size_t pieces = 0;
    size_t figures = 0;
    for (size_t i = first; i <= last; i++) {
        const struct pdfline *line = &lines->items[i];
        three += line->count >= 3 ? 1 : 0;
        two += may_be_row(line) ? 1 : 0;
        for (size_t k = 1; k < line->count; k++) {
            pieces++;
            figures += line->pieces[k].figure ? 1 : 0;
        }
    }
    return (three >= 2 || two >= 3) && figures > 0 && figures * 4 >= pieces;
}

/* --- above --- */

static const char *line_text(const struct search *search, size_t line)
{
    const struct pdfline *item = &search->lines->items[line];
    return pdflines_text(item->words, item->word_count, search->arena);
}

/* A unit, a date of issue, or how a survey was made. */
static bool is_caption(struct arena *arena, const char *text)
{
    static const char *const survey[] = {"調査期間", "調査時点", "調査時期", "調査日",
                                         "調査対象", "調査方法", "回答率",   "回収率",
                                         "有効回答", "回答企業"};
    const char *key = unicode_key(arena, text);
    key += *key == '(' || *key == '[' ? 1 : 0;
    return str_starts_any(key, survey, sizeof survey / sizeof survey[0]) || *key == '\0' ||
           str_starts(key, "単位") || str_ends(key, "現在") || str_ends(key, "現在)");
}

/* Heads stand in the middle of their column or share an edge with it. */
static bool is_over(const struct pdfcolumn *column, const struct pdfpiece *piece,
                    double height)
{
    double left = piece->x0 - column->x0;
    double right = piece->x1 - column->x1;
    double near = 0.6 * height;
    return (left > -near && left < near) || (right > -near && right < near) ||
           (left + right > -2 * near && left + right < 2 * near);
}

static bool is_head(const struct search *search, size_t line, const struct pdfcolumns *columns)
{
    const struct pdfline *item = &search->lines->items[line];
    double room = room_above(search->lines, line + 1);
    if (is_page_number(item) && (item->word_count > 1 || item->words[0].characters != 4))
        return false; /* 2016 is a year */
    if (room > HEAD_ROOM * height_of(item) || pdfbeside_is_title(&item->pieces[0]) ||
        is_caption(search->arena, line_text(search, line)))
        return false;
    for (size_t i = 0; i < item->count; i++) {
        const struct pdfpiece *piece = &item->pieces[i];
        size_t first = 0;
        size_t last = 0;
        if (piece->x1 - piece->x0 > HEAD_WIDTH * height_of(item))
            return false;
        bool met = pdfcolumns_span(columns, piece->x0, piece->x1, &first, &last);
        bool label = met && first == 0;
        if (item->count > 1 && !(label && i > 0) && (met || piece->x0 > columns->items[0].x1))
            continue;
        if (!met || label || first != last ||
            !is_over(&columns->items[first], piece, height_of(item)))
            return false;
    }
    return item->count > 0;
}

/* What of a line stands over the table, and its number (表1) before that; all of it when
 * nothing does. */
static const char *text_over(const struct search *search, size_t line,
                             const struct pdfcolumns *columns)
{
    const struct pdfline *item = &search->lines->items[line];
    const struct pdfword *words = NULL;
    size_t count = 0;
    for (size_t i = 0; i < item->count; i++) {
        const struct pdfpiece *piece = &item->pieces[i];
        if (piece->x1 <= columns->items[0].x0 ||
            piece->x0 >= columns->items[columns->count - 1].x1)
            continue;
        if (words == NULL) {
            bool number = i > 0 && pdfbeside_is_title(&item->pieces[i - 1]);
            words = number ? item->pieces[i - 1].words : piece->words;
            count += number ? item->pieces[i - 1].count : 0;
        }
        count += piece->count;
    }
    return words == NULL ? line_text(search, line)
                         : pdflines_text(words, count, search->arena);
}

static void add_caption(struct pdftable *table, const char *text)
{
    if (table->caption_count == CAPTIONS_MAX)
        return;
    memmove(table->captions + 1, table->captions,
            table->caption_count * sizeof *table->captions);
    table->captions[0] = text;
    table->caption_count++;
}

/* A sentence, or a note to the table above. */
static bool is_prose(struct arena *arena, const char *text)
{
    static const char *const notes[] = {"注", "(注", "※", "資料", "出典", "備考", "*"};
    const char *key = unicode_key(arena, text);
    return str_starts_any(key, notes, sizeof notes / sizeof notes[0]) || str_ends(key, "。") ||
           str_ends(key, "。)") || str_ends(key, "]");
}

/* The columns stand where those of the table before do: its title, and the unit in it, are of
 * this one too. */
static bool goes_on(const struct pdftable *before, const struct pdftable *table)
{
    const struct pdfcolumns *a = &before->columns;
    const struct pdfcolumns *b = &table->columns;
    bool same = a->count == b->count;
    for (size_t i = 0; i < b->count && same; i++)
        same = a->items[i].x0 < b->items[i].x1 && b->items[i].x0 < a->items[i].x1;
    return same;
}

/* Upwards from `line`, as far as the table before. */
static void find_title(const struct search *search, size_t line, struct pdftable *table)
{
    const char *nearest = "";
    size_t block = (size_t)-1; /* of a sentence: its other lines are none of ours either */
    table->title = "";
    table->captions = arena_alloc(search->arena, CAPTIONS_MAX, sizeof *table->captions);
    while (line > search->free && *table->title == '\0') {
        const struct pdfline *item = &search->lines->items[--line];
        const char *text = text_over(search, line, &table->columns);
        if (is_page_number(item) || item->words[0].block == block)
            continue;
        if (is_prose(search->arena, text)) {
            nearest = *nearest == '\0' ? text : nearest;
            block = item->words[0].block;
        } else if (!is_caption(search->arena, text)) {
            table->title = text;
        } else if (*nearest == '\0') {
            add_caption(table, text);
        }
    }
    if (*table->title == '\0')
        table->title = nearest;
    const struct pdftable *before =
        search->out->count == 0 ? NULL : &search->out->items[search->out->count - 1];
    if (*table->title == '\0' && before != NULL && goes_on(before, table))
        table->title = before->title;
}

/* --- the page --- */

static int add_table(struct search *search, size_t first, size_t last, struct err *err)
{
    const struct pdflines *lines = search->lines;
    struct pdftable table = {.last_line = last};
    table.columns = pdfcolumns_find(lines->items + first, last - first + 1, search->arena);
    if (table.columns.count < 2)
        return 0;
    while (first > search->free && is_head(search, first - 1, &table.columns))
        first--;
    table.first_line = first;
    if (pdftable_rows(lines, search->arena, &table, err) != 0)
        return -1;
    find_title(search, first, &table);
    search->out->items =
        mem_grow(search->out->items, search->out->count, &search->capacity, sizeof table);
    search->out->items[search->out->count++] = table;
    search->free = last + 1;
    return 0;
}

/* The first line of a run with a figure; prose above may have come with it. */
static size_t first_figure(const struct pdflines *lines, size_t first, size_t last)
{
    while (first < last && !has_figure(&lines->items[first]))
        first++;
    return first;
}

static int find_all(struct search *search, struct err *err);

/* Tables side by side, if that is what they are: *found. */
static int add_beside(struct search *search, size_t title, size_t last, bool *found,
                      struct err *err)
{
    struct pdflines parts[PDFBESIDE_MAX];
    struct pdftables *out = search->out;
    size_t before = out->count;
    size_t count = pdfbeside_split(search->lines, title, last, search->arena, parts);
    *found = false;
    for (size_t i = 0; i < count; i++) {
        struct search part = *search;
        part.lines = &parts[i];
        part.free = 0;
        part.part = true;
        if (find_all(&part, err) != 0)
            return -1;
        search->capacity = part.capacity;
        if (out->count != before + i + 1)
            count = 0; /* one that is no table by itself */
    }
    if (count == 0) {
        out->count = before;
        return 0;
    }
    for (size_t i = before; i < out->count; i++) {
        out->items[i].first_line = title;
        out->items[i].last_line = last;
    }
    search->free = last + 1;
    *found = true;
    return 0;
}

/* Under several titles that cannot be told apart it is called by all of them. */
static int add_tables(struct search *search, size_t first, size_t last, struct err *err)
{
    size_t title = 0;
    bool found = false;
    bool several =
        !search->part && pdfbeside_find(search->lines, search->free, first, last, &title);
    if (several && add_beside(search, title, last, &found, err) != 0)
        return -1;
    size_t before = search->out->count;
    if (found || add_table(search, first, last, err) != 0)
        return found ? 0 : -1;
    if (several && search->out->count > before)
        search->out->items[before].title = line_text(search, title);
    return 0;
}

static int find_all(struct search *search, struct err *err)
{
    const struct pdflines *lines = search->lines;
    for (size_t i = 0; i < lines->count; i++) {
        if (!may_be_row(&lines->items[i]))
            continue;
        size_t last = find_end(lines, i);
        i = is_table(lines, i, last) ? i : first_figure(lines, i, last);
        if (is_table(lines, i, last) && add_tables(search, i, last, err) != 0)
            return -1;
        i = last;
    }
    return 0;
}

int pdftable_find(const struct pdflines *lines, struct arena *arena, struct pdftables *out,
                  struct err *err)
{
    struct search search = {.lines = lines, .arena = arena, .out = out};
    *out = (struct pdftables){0};
    int result = find_all(&search, err);
    struct pdftable *kept = arena_alloc(arena, out->count, sizeof *kept);
    if (out->count > 0)
        memcpy(kept, out->items, out->count * sizeof *kept);
    mem_free(out->items);
    out->items = kept;
    return result;
}

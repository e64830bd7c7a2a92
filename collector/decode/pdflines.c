/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdflines: two sorts and two passes. */
#include "collector/decode/pdflines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"

/* All in heights of a line. */
#define SAME_LINE 0.4   /* between the middles of two words */
#define SPACE 0.17      /* from here on a gap is a space */
#define GAP_FIGURES 0.0 /* between two figures: never one piece, but overlapping */
#define GAP_GROUPS 0.4  /* between groups of digits */
#define GAP_MIXED 0.5   /* between a figure and a word */
#define GAP_WORDS 0.9
#define GAP_SIGN 1.1    /* between a sign and its digits */
#define GAP_DASH 0.9    /* the same of a dash, which alone says that there is no figure */
#define GAP_LETTERS 2.2 /* between letters spaced out */

#define FIGURE_REST 4 /* characters beside the digits */

/* --- texts --- */

static const char *const signs[] = {"▲", "△",  "－", "−",  "-", "‐", "–",
                                    "―", "ー", "+",  "＋", "±", "▼", "▽"};

static const char *const marks[] = {"…",  "...", "‥",  "・・・", "x",  "X", "Ｘ", "χ",  "*",
                                    "**", "***", "＊", "〃",     "同", "◎", "○",  "〇", "●",
                                    "□",  "■",   "×",  "—",      "--", "―", "p",  "r",  "r)"};

bool pdflines_is_sign(const char *text)
{
    return str_equal_any(text, signs, sizeof signs / sizeof signs[0]);
}

/* Bytes of the digit at `text`, half or full width; 0 = none. */
static size_t digit_at(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    if (p[0] >= '0' && p[0] <= '9')
        return 1;
    bool full = p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x90 && p[2] <= 0x99;
    return full ? 3 : 0;
}

static const char *skip_signs(const char *text)
{
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (str_starts(text, signs[i]))
            text += strlen(signs[i]);
    while (*text == ' ' || *text == '(' || str_starts(text, "（"))
        text += *text == ' ' || *text == '(' ? 1 : 3;
    return text;
}

/* 9–12, 2003–04: a class or a school year, so a head. */
static bool is_range(const char *figure)
{
    static const char *const dashes[] = {"–", "‐", "-"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        const char *dash = strstr(figure, dashes[i]);
        if (dash != NULL && digit_at(dash + strlen(dashes[i])) > 0)
            return true;
    }
    return false;
}

bool pdflines_is_figure(const char *text)
{
    static const char *const dates[] = {"年", "月", "日", "期", "/", "∼", "~", "～", "〜"};
    if (pdflines_is_sign(text) || str_equal_any(text, marks, sizeof marks / sizeof marks[0]))
        return true;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        if (strstr(text, dates[i]) != NULL)
            return false;
    const char *at = skip_signs(text);
    size_t rest = 0;
    size_t digits = 0;
    if (digit_at(at) == 0 || is_range(at))
        return false;
    while (*at != '\0' && rest <= FIGURE_REST) {
        size_t digit = digit_at(at);
        bool inner = *at == ',' || *at == '.' || *at == ' ';
        bool start = ((unsigned char)*at & 0xC0) != 0x80;
        digits += digit > 0 ? 1 : 0;
        rest += digit == 0 && !inner && start ? 1 : 0;
        at += digit > 0 ? digit : 1;
    }
    return rest <= FIGURE_REST && rest <= digits + 1;
}

static double middle(const struct pdfword *word)
{
    return (word->y0 + word->y1) / 2;
}

/* One ideograph or kana by itself. */
static bool is_letter(const struct pdfword *word)
{
    return word->characters == 1 && (unsigned char)word->text[0] >= 0xE3 &&
           (unsigned char)word->text[0] <= 0xE9 && unicode_width(word->text) == 2;
}

/* `126 933`: three digits after a space. What it means is for others to say. */
static bool is_group(const struct pdfword *a, const struct pdfword *b)
{
    static const char digits[] = "0123456789";
    size_t length = strlen(a->text);
    size_t last = 0;
    while (last < length && last < 4 && strchr(digits, a->text[length - 1 - last]) != NULL)
        last++;
    return last >= 1 && last <= 3 && strspn(b->text, digits) == 3 && b->text[3] == '\0';
}

/* Letters spaced out are one word, and so is one that goes on in the next line. */
static bool has_space(const struct pdfword *a, const struct pdfword *b)
{
    double height = b->y1 - b->y0;
    double gap = b->x0 - a->x1;
    if (middle(b) - middle(a) > SAME_LINE * height)
        return (unsigned char)a->text[strlen(a->text) - 1] < 0x80 &&
               (unsigned char)b->text[0] < 0x80;
    if (is_letter(a) && is_letter(b))
        return gap > GAP_LETTERS * height;
    if (is_group(a, b))
        return true; /* `126 933` is no 126933, unless its reader says so */
    return gap > SPACE * height;
}

const char *pdflines_text(const struct pdfword *words, size_t count, struct arena *arena)
{
    struct buf text;
    size_t size = 1;
    for (size_t i = 0; i < count; i++)
        size += strlen(words[i].text) + 1;
    buf_init(&text, size);
    for (size_t i = 0; i < count; i++) {
        bool space = i > 0 && has_space(&words[i - 1], &words[i]);
        (void)buf_printf(&text, "%s%s", space ? " " : "", words[i].text);
    }
    return buf_keep(&text, arena);
}

/* --- boxes --- */

#define BOX_MAX 1.8  /* ems that a font's box is high at most */
#define BOX 1.0      /* what is taken for a higher one */
#define NARROW 0.55  /* width of a digit in ems */
#define UPRIGHT 0.55 /* widths to heights of a word that runs across */
#define DIGITS_LEAST 2

/* The em of a word by its width; 0 = not to be told: letters differ too much. */
static double measure_em(const struct pdfword *word)
{
    size_t wide = 0;
    size_t narrow = 0;
    size_t digits = 0;
    for (const char *at = word->text; *at != '\0'; at++) {
        bool start = ((unsigned char)*at & 0xC0) != 0x80;
        digits += str_digit(*at) ? 1 : 0;
        narrow += (unsigned char)*at < 0x80 ? 1 : 0;
        wide += start && (unsigned char)*at >= 0xE3 ? 1 : 0;
    }
    if (wide == 0 && digits < DIGITS_LEAST)
        return 0;
    return (word->x1 - word->x0) / ((double)wide + NARROW * (double)narrow);
}

/* Some fonts say that they are two and a half ems high: what is measured in heights of a line
 * would reach over the next column. */
static void shrink_boxes(struct pdfpage *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct pdfword *word = &page->words[i];
        double height = word->y1 - word->y0;
        double em = measure_em(word);
        if (em <= 0 || height <= BOX_MAX * em)
            continue;
        if (word->characters > 1 && word->x1 - word->x0 < UPRIGHT * height)
            continue; /* written downwards */
        double half = BOX * em / 2;
        double centre = middle(word);
        word->y0 = centre - half;
        word->y1 = centre + half;
    }
}

/* --- lines --- */

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_words(const struct pdfword *a, const struct pdfword *b)
{
    int order = compare(a->x1, b->x1);
    return order != 0 ? order : strcmp(a->text, b->text);
}

static int compare_down(const void *left, const void *right)
{
    const struct pdfword *a = left;
    const struct pdfword *b = right;
    int order = compare(middle(a), middle(b));
    if (order == 0)
        order = compare(a->x0, b->x0);
    return order != 0 ? order : compare_words(a, b);
}

static int compare_across(const void *left, const void *right)
{
    const struct pdfword *a = left;
    const struct pdfword *b = right;
    int order = compare(a->x0, b->x0);
    return order != 0 ? order : compare_words(a, b);
}

/* How many of the words, sorted downwards, make one line; its height on the average. */
static size_t measure_line(const struct pdfword *words, size_t count, double *y0, double *y1)
{
    double sum0 = words[0].y0;
    double sum1 = words[0].y1;
    size_t n = 1;
    for (; n < count; n++) {
        double height = (sum1 - sum0) / (double)n;
        double own = words[n].y1 - words[n].y0;
        double off = middle(&words[n]) - (sum0 + sum1) / (double)n / 2;
        if (off > SAME_LINE * (own < height ? own : height))
            break;
        sum0 += words[n].y0;
        sum1 += words[n].y1;
    }
    *y0 = sum0 / (double)n;
    *y1 = sum1 / (double)n;
    return n;
}

/* Bold by printing twice: the same word over itself. */
static size_t drop_doubles(struct pdfword *words, size_t count)
{
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        const struct pdfword *last = &words[kept - 1];
        double height = last->y1 - last->y0;
        bool same =
            words[i].x0 - last->x0 < 0.2 * height && str_equal(words[i].text, last->text);
        if (!same)
            words[kept++] = words[i];
    }
    return kept;
}

/* --- pieces --- */

static bool is_dash(const char *text)
{
    static const char *const dashes[] = {"―", "—", "–", "ー", "-", "－", "‐"};
    return str_equal_any(text, dashes, sizeof dashes / sizeof dashes[0]);
}

static double largest_gap(const struct pdfword *a, const struct pdfword *b)
{
    bool figure = pdflines_is_figure(b->text) && !pdflines_is_sign(b->text);
    if (pdflines_is_sign(a->text) && digit_at(b->text) > 0)
        return is_dash(a->text) ? GAP_DASH : GAP_SIGN;
    if (str_ends(a->text, ",") && digit_at(b->text) > 0)
        return GAP_MIXED; /* 9, 494 */
    if (is_letter(a) && is_letter(b))
        return GAP_LETTERS;
    if (pdflines_is_figure(a->text))
        return is_group(a, b)                        ? GAP_GROUPS
               : figure || pdflines_is_sign(b->text) ? GAP_FIGURES
                                                     : GAP_MIXED;
    return figure || pdflines_is_sign(b->text) ? GAP_MIXED : GAP_WORDS;
}

static void make_pieces(struct pdfline *line, struct arena *arena)
{
    struct pdfpiece *pieces = arena_alloc(arena, line->word_count, sizeof *pieces);
    double height = line->y1 - line->y0;
    size_t at = 0; /* the piece under way */
    for (size_t i = 0; i < line->word_count; i++) {
        const struct pdfword *word = &line->words[i];
        if (i > 0 && word->x0 - pieces[at].x1 > height * largest_gap(word - 1, word))
            at++;
        struct pdfpiece *piece = &pieces[at];
        if (piece->count++ == 0)
            *piece =
                (struct pdfpiece){.x0 = word->x0, .x1 = word->x1, .words = word, .count = 1};
        piece->x1 = word->x1 > piece->x1 ? word->x1 : piece->x1;
    }
    line->count = at + 1;
    for (size_t i = 0; i < line->count; i++) {
        const char *text = pieces[i].count == 1
                               ? pieces[i].words[0].text
                               : pdflines_text(pieces[i].words, pieces[i].count, arena);
        pieces[i].figure = pdflines_is_figure(text);
    }
    line->pieces = pieces;
}

struct pdflines pdflines_make(struct pdfpage *page)
{
    struct pdflines lines = {0};
    struct pdfline *items = NULL;
    size_t capacity = 0;
    shrink_boxes(page);
    if (page->count > 1)
        qsort(page->words, page->count, sizeof *page->words, compare_down);
    for (size_t at = 0; at < page->count;) {
        struct pdfword *words = page->words + at;
        struct pdfline line = {.words = words, .first = lines.count, .last = lines.count};
        size_t count = measure_line(words, page->count - at, &line.y0, &line.y1);
        qsort(words, count, sizeof *words, compare_across);
        line.word_count = drop_doubles(words, count);
        make_pieces(&line, page->arena);
        items = mem_grow(items, lines.count, &capacity, sizeof *items);
        items[lines.count++] = line;
        at += count;
    }
    struct pdfline *kept = arena_alloc(page->arena, lines.count, sizeof *kept);
    if (lines.count > 0)
        memcpy(kept, items, lines.count * sizeof *kept);
    mem_free(items);
    lines.items = kept;
    return lines;
}

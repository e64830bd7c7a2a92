/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_section: labels on the left, what is said of them on the right. */
#include "collector/decode/html_section.h"

#include <ctype.h>
#include <string.h>

#include "core/era.h"
#include "core/mem.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#define LABEL_BYTES 60   /* 20 characters of Japanese */
#define BRACKET_BYTES 24 /* (1983年) */

struct pair {
    const char *label;
    const char *text;
};

struct pairs {
    struct pair *items;
    size_t count;
    size_t capacity;
    struct grids *grids;
};

/* --- the period of a page --- */

static size_t digits_after(const char *text)
{
    return strspn(text, "0123456789");
}

/* Bytes of digits, or of 元, that end at `end`. */
static size_t digits_before(const char *start, const char *end)
{
    const char *at = end;
    while (at > start && at[-1] >= '0' && at[-1] <= '9')
        at--;
    if (at == end && end - start >= 3 && strncmp(end - 3, "元", 3) == 0)
        at = end - 3;
    return (size_t)(end - at);
}

static bool follows_era(const char *start, const char *at)
{
    static const char *const eras[] = {"明治", "大正", "昭和", "平成", "令和"};
    for (size_t i = 0; i < sizeof eras / sizeof eras[0]; i++)
        if (at - start >= 6 && strncmp(at - 6, eras[i], 6) == 0)
            return true;
    return false;
}

/* Behind `N` and the sign (月, 日), or `at` when something else stands there. */
static const char *skip_part(const char *at, const char *sign)
{
    size_t digits = digits_after(at);
    bool is = digits >= 1 && digits <= 2 && str_starts(at + digits, sign);
    return is ? at + digits + strlen(sign) : at;
}

/* Behind the month, the day and the same year in brackets. */
static const char *skip_rest(const char *at)
{
    if (str_starts(at, "度"))
        at += strlen("度");
    const char *month = skip_part(at, "月");
    if (month != at)
        at = skip_part(month, "日");
    const char *close = *at == '(' ? strchr(at, ')') : NULL;
    if (close != NULL && close - at <= BRACKET_BYTES &&
        digits_before(at, close - strlen("年")) == 4)
        at = close + 1;
    return at;
}

/* The first year in a key that is complete, or NULL. */
static const char *find_year(const char *key, const char **end)
{
    const char *from = key;
    for (const char *sign = strstr(key, "年"); sign != NULL; sign = strstr(*end, "年")) {
        size_t digits = digits_before(from, sign);
        const char *start = sign - digits;
        *end = sign + strlen("年");
        if (digits == 4)
            return start;
        if (digits > 0 && digits <= 3 && follows_era(from, start))
            return start - strlen("昭和");
        from = *end;
    }
    return NULL;
}

/* The year of an issue, of a base, of a plan or of an event: not that of the figures. */
static bool is_of_other(struct grids *out, const char *key, const char *start, const char *end)
{
    static const char *const before[] = {"公表",   "発表",   "更新",   "作成", "掲載",
                                         "発行",   "公表日", "日",     "改定", "改訂",
                                         "公表年", "前年",   "前年度", "月日"};
    static const char *const behind[] = {
        "公表", "発表", "更新", "作成", "掲載", "発行", "改定", "改訂", "訂正",
        "修正", "公開", "報道", "提供", "印刷", "付",   "版",   "号",   "基準",
        "=",    "策定", "開館", "開園", "開設", "開業", "開校", "設立", "以前",
        "以降", "以後", "問題", "比",   "地震", "台風", "豪雨", "当初", "予算",
        "計画", "目標", "見込", "予測", "~",    "∼",    "から", "まで", "に公表"};
    size_t length = (size_t)(start - key);
    while (length > 0 && (key[length - 1] == ':' || key[length - 1] == '('))
        length--;
    return str_ends_any(arena_strndup(out->arena, key, length), before,
                        sizeof before / sizeof before[0]) ||
           str_starts_any(end, behind, sizeof behind / sizeof behind[0]);
}

/* The year, month or day that a text names, as printed but in NFKC; "" = none, or an
 * ambiguous one (21年度). */
static const char *find_period(struct grids *out, const char *text)
{
    const char *end = "";
    const char *key = unicode_key(out->arena, text);
    const char *start = find_year(key, &end);
    if (start == NULL)
        return "";
    end = skip_rest(end);
    const char *other = end;
    if (find_year(end, &other) != NULL || is_of_other(out, key, start, end))
        return "";
    return arena_strndup(out->arena, start, (size_t)(end - start));
}

static const char *page_period(const struct html_page *page, const char *name,
                               struct grids *out)
{
    const char *texts[] = {name, page->topmost, page->title};
    const char *period = "";
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && *period == '\0'; i++)
        period = find_period(out, texts[i]);
    return period;
}

/* A label that begins as a period does: 平成11年, H11, 4月, 2019. */
static bool is_period(struct grids *out, const char *label)
{
    int base = 0;
    size_t length = 0;
    const char *key = unicode_key(out->arena, label);
    return periodread_plausible(label) &&
           (isdigit((unsigned char)*key) || era_recognise(key, &base, &length));
}

/* A text that is a period and nothing else. */
static bool is_only_period(struct grids *out, const char *text)
{
    const char *period = find_period(out, text);
    return *period != '\0' && str_equal(period, unicode_key(out->arena, text));
}

/* --- grids --- */

static void add_pair_row(struct grids *out, struct grid *grid, const char *label,
                         const char *text)
{
    grid_add_row(out, grid, 0);
    grid_add_cell(out, grid, label, strlen(label));
    grid_add_cell(out, grid, text, strlen(text));
}

/* Adds the row that a list begins with, when there is reason for one: `name` and the one
 * period it, the topmost heading or the title names; or `name` and 内容 when `periods` says
 * that labels are periods. */
static void add_head(const struct html_page *page, const char *name, bool periods,
                     struct grids *out, struct grid *grid)
{
    const char *period = periods ? "内容" : page_period(page, name, out);
    /* A period on the left would count as one of the data. */
    bool only = !periods && is_only_period(out, name);
    if (*period != '\0')
        add_pair_row(out, grid, only ? "" : name, period);
}

void html_section_list(const struct html_page *page, const struct html_table *list,
                       const char *name, struct grids *out)
{
    struct grid *grid = grid_add(out, name);
    bool periods = false;
    for (size_t i = 0; i < list->cell_count; i += 2)
        periods = periods || is_period(out, list->cells[i].text);
    add_head(page, name, periods, out, grid);
    for (size_t i = 0; i < list->row_count; i++) {
        const struct html_cell *cells = &list->cells[list->rows[i].first];
        add_pair_row(out, grid, cells[0].text, cells[1].text);
    }
}

/* --- the lines of a page --- */

/* Short words without a digit. */
static bool is_label(struct grids *out, const char *text)
{
    return *text != '\0' && strlen(text) <= LABEL_BYTES && html_table_is_named(out, text) &&
           strpbrk(unicode_key(out->arena, text), "0123456789:") == NULL;
}

static void add_pair(struct pairs *pairs, const char *label, const char *text)
{
    pairs->items =
        mem_grow(pairs->items, pairs->count, &pairs->capacity, sizeof *pairs->items);
    pairs->items[pairs->count++] = (struct pair){.label = label, .text = text};
}

/* Splits `入園者：59万7133人`; false for other lines. */
static bool split_at_colon(struct grids *out, const char *text, const char **label,
                           const char **figure)
{
    const char *wide = strstr(text, "：");
    const char *colon = wide != NULL ? wide : strchr(text, ':');
    if (colon == NULL || colon - text > LABEL_BYTES)
        return false;
    *figure = colon + (wide != NULL ? strlen("：") : 1);
    *figure += strspn(*figure, " ");
    *label = arena_strndup(out->arena, text, (size_t)(colon - text));
    return is_label(out, *label) && html_table_is_figure(*figure);
}

/* A figure below a short line that lost its markup as heading. */
static bool add_below_label(struct pairs *pairs, const struct html_line *line)
{
    struct pair *above = pairs->count == 0 ? NULL : &pairs->items[pairs->count - 1];
    if (above == NULL || !is_label(pairs->grids, above->text) ||
        !html_table_is_figure(line->text))
        return false;
    const char *label = above->text;
    if (*above->label == '\0') {
        *above = (struct pair){.label = label, .text = line->text};
    } else {
        above->text = "";
        add_pair(pairs, label, line->text);
    }
    return true;
}

/* A heading waits for the first line below it. */
static void add_heading(struct pairs *pairs, const struct html_line **heading,
                        const char *text)
{
    if (*heading != NULL)
        add_pair(pairs, (*heading)->text, text);
    *heading = NULL;
}

static void gather(struct pairs *pairs, const struct html_page *page)
{
    const struct html_line *heading = NULL;
    for (size_t i = 0; i < page->count; i++) {
        const struct html_line *line = &page->lines[i];
        const char *label = "";
        const char *figure = "";
        if (line->kind == HTML_LINE_LINK || html_table_is_about_page(pairs->grids, line->text))
            continue;
        if (line->kind == HTML_LINE_HEADING) {
            add_heading(pairs, &heading, "");
            heading = line;
        } else if (split_at_colon(pairs->grids, line->text, &label, &figure)) {
            add_heading(pairs, &heading, "");
            add_pair(pairs, label, figure);
        } else if (heading != NULL) {
            add_heading(pairs, &heading, line->text);
        } else if (!add_below_label(pairs, line)) {
            add_pair(pairs, "", line->text);
        }
    }
    add_heading(pairs, &heading, "");
}

static bool has_figure(const struct pairs *pairs, bool *periods)
{
    bool found = false;
    *periods = false;
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->items[i];
        bool figure = *pair->label != '\0' && html_table_is_figure(pair->text);
        found = found || figure;
        *periods = *periods || (figure && is_period(pairs->grids, pair->label));
    }
    return found;
}

/* The name stands in the grid's first row already, and is no label if it is a period. */
static void add_pairs(const struct pairs *pairs, const char *name, struct grid *grid)
{
    bool period = is_only_period(pairs->grids, name);
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->items[i];
        bool again = period && str_equal(pair->label, name);
        if (!again || *pair->text != '\0')
            add_pair_row(pairs->grids, grid, again ? "" : pair->label, pair->text);
    }
}

void html_section_page(const struct html_page *page, struct grids *out)
{
    struct pairs pairs = {.grids = out};
    bool periods = false;
    gather(&pairs, page);
    if (has_figure(&pairs, &periods)) {
        const char *name = *page->topmost != '\0' ? page->topmost : page->title;
        struct grid *grid = grid_add(out, name);
        add_head(page, name, periods, out, grid);
        add_pairs(&pairs, name, grid);
    }
    mem_free(pairs.items);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suggest_text: what single cells say, and how they are written into a configuration. */
#include <string.h>

#include "collector/label.h"
#include "collector/suggest_trial.h"
#include "core/buf.h"
#include "core/number.h"
#include "core/periodread.h"
#include "core/str.h"
#include "core/unicode.h"

#define CLEAN_MAX 200 /* bytes of a value in the configuration */
#define QUOTED_MAX 800
#define COUNT(list) (sizeof(list) / sizeof(list)[0])

bool suggest_text_is_figure(const char *text)
{
    static const char *const times[] = {"年", "月", "日", "時", "歳"};
    struct number number;
    struct err ignored;
    if (number_read(text, &number, &ignored) != 0)
        return false;
    for (size_t i = 0; i < COUNT(times); i++)
        if (str_starts(number.unit, times[i]))
            return false;
    return !number.present || strpbrk(text, "0123456789") != NULL || number.unit[0] == '\0';
}

bool suggest_text_is_several(struct arena *arena, const char *text)
{
    struct number number;
    struct err ignored;
    size_t figures = 0;
    if (unicode_is_blank(text) || number_read(text, &number, &ignored) == 0)
        return false;
    for (const char *at = unicode_nfkc(arena, text); *at != '\0';) {
        size_t length = strcspn(at, " \t\n");
        if (length > 0 && !suggest_text_is_figure(arena_strndup(arena, at, length)))
            return false;
        figures += length > 0 ? 1 : 0;
        at += length + (at[length] == '\0' ? 0 : 1);
    }
    return figures > 1;
}

bool suggest_text_is_period(const char *text)
{
    return periodread_plausible(text);
}

bool suggest_text_is_name(const char *text)
{
    return text[strspn(text, "0123456789()[].,+-*/%# ")] != '\0';
}

/* True if the last part of a label, but for a bracket and marks, ends with one of the words.
 */
static bool ends_in(struct arena *arena, const char *label, const char *const *words,
                    size_t count)
{
    label = suggest_unit_without(arena, label);
    const char *space = strrchr(label, ' ');
    const char *key = unicode_key(arena, space == NULL ? label : space + 1);
    const char *bare = label_bare(arena, *key == '(' ? unicode_key(arena, label) : key);
    return str_ends_any(bare, words, count);
}

bool suggest_text_is_total(struct arena *arena, const char *label)
{
    static const char *const others[] = {"小計", "累計", "統計", "会計", "設計", "推計"};
    static const char *const words[] = {"計", "総数", "総計", "全体", "全市", "全国"};
    return ends_in(arena, label, words, COUNT(words)) &&
           !ends_in(arena, label, others, COUNT(others));
}

bool suggest_text_is_derived(struct arena *arena, const char *label)
{
    static const char *const words[] = {
        "年比",   "月比", "年度比", "同期比", "期比", "増減",   "増減数", "増減率",
        "増減額", "差",   "構成比", "伸び率", "伸率", "対比",   "増加率", "減少率",
        "平均",   "累計", "小計",   "前年",   "前月", "前年度", "寄与度"};
    return ends_in(arena, label, words, COUNT(words));
}

bool suggest_text_is_plan(struct arena *arena, const char *label)
{
    static const char *const words[] = {
        "予算",   "予算額",   "予算現額", "計画",     "計画値", "目標",
        "目標値", "定員",     "見込",     "見込み",   "見込額", "見込数",
        "調定額", "開館日数", "開園日数", "営業日数", "当初",   "最終予算額"};
    return ends_in(arena, label, words, COUNT(words));
}

bool suggest_text_is_value(const char *label)
{
    return str_ends(label, "value") || str_ends(label, "VALUE") || str_ends(label, "Value") ||
           str_equal(label, "値") || str_equal(label, "数値");
}

bool suggest_text_is_code(const char *label)
{
    static const char *const ends[] = {"コード", "code", "Code", "CODE", "番号", "_id", "_ID"};
    static const char *const whole[] = {"id", "ID", "Id", "No", "no", "No.", "NO", "年齢"};
    return str_ends_any(label, ends, COUNT(ends)) || str_equal_any(label, whole, COUNT(whole));
}

bool suggest_text_is_dimension(const struct head *head, size_t column)
{
    const char *label = head->columns[column].path;
    bool plain = !suggest_text_is_value(label);
    bool machine = false;
    for (const char *at = label; *at != '\0' && plain; at++)
        plain = (unsigned char)*at < 0x80;
    for (size_t i = 0; i < head->count && plain && !machine; i++)
        machine = suggest_text_is_value(head->columns[i].path);
    return machine || suggest_text_is_code(head->columns[column].last);
}

/* A comment behind a blank, a quote that opens, or a line that inih would read otherwise. */
static bool is_writable(const char *text)
{
    return strpbrk(text, ";\"'") == NULL && text[0] != '#' && text[0] != '[';
}

const char *suggest_text_clean(struct arena *arena, const char *text)
{
    struct buf clean;
    bool blank = true;
    buf_init(&clean, CLEAN_MAX);
    for (const char *at = text; *at != '\0'; at++) {
        bool white = (unsigned char)*at <= ' ' || *at == 0x7F;
        if (!white)
            (void)buf_putc(&clean, *at);
        else if (!blank)
            (void)buf_putc(&clean, ' ');
        blank = white;
    }
    bool good = !clean.overflow && clean.length > 0;
    const char *copy = good ? arena_strdup(arena, str_trim(clean.data)) : "";
    buf_free(&clean);
    return is_writable(copy) ? copy : "";
}

const char *suggest_text_quote(struct arena *arena, const char *text)
{
    struct buf out;
    buf_init(&out, QUOTED_MAX);
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr(";\"'", *at) != NULL)
            (void)buf_putc(&out, '.');
        else if (strchr("\\.^$|()[]{}*+?", *at) != NULL)
            (void)buf_printf(&out, "\\%c", *at);
        else
            (void)buf_putc(&out, *at);
    }
    return buf_keep(&out, arena);
}

/* --- tables --- */

/* The key as a pattern; with `loose`, numbers in it may change from one issue to the next. */
static const char *as_pattern(struct arena *arena, const char *key, bool loose)
{
    struct buf out;
    buf_init(&out, QUOTED_MAX);
    const char *quoted = suggest_text_quote(arena, key);
    for (const char *at = quoted; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        if (loose && digits > 0) {
            (void)buf_puts(&out, "\\d+");
            at += digits;
        } else {
            (void)buf_putc(&out, *at++);
        }
    }
    const char *copy = out.overflow ? "" : arena_strdup(arena, buf_text(&out));
    buf_free(&out);
    return copy;
}

/* True if the picker takes the pattern for this grid alone. */
static bool chooses(const struct grids *grids, size_t wanted, const char *text)
{
    struct err ignored;
    struct arena *arena = arena_new();
    struct pattern *pattern = *text == '\0' ? NULL : pattern_compile(text, &ignored);
    size_t matches = 0;
    bool own = false;
    for (size_t i = 0; pattern != NULL && i < grids->count; i++) {
        const struct grid *grid = &grids->items[i];
        if (pattern_match(pattern, unicode_key(arena, grid->name), &ignored) != 1)
            continue;
        own = own || i == wanted;
        matches += grid_is_shown(grid) || i == wanted ? 1 : 0;
    }
    pattern_free(pattern);
    arena_free(arena);
    return own && matches == 1;
}

bool suggest_table(const struct grids *grids, size_t grid, struct arena *arena,
                   const char **out)
{
    size_t shown = 0;
    for (size_t i = 0; i < grids->count; i++)
        shown += grid_is_shown(&grids->items[i]) ? 1 : 0;
    *out = "";
    if (grids->count == 1 || (shown == 1 && grid_is_shown(&grids->items[grid])))
        return true;
    const char *key = unicode_key(arena, grids->items[grid].name);
    const char *loose = as_pattern(arena, key, true);
    const char *exact = as_pattern(arena, key, false);
    const char *const patterns[] = {loose, exact, arena_printf(arena, "^%s$", loose),
                                    arena_printf(arena, "^%s$", exact)};
    for (size_t i = 0; i < COUNT(patterns); i++) {
        *out = patterns[i];
        if (chooses(grids, grid, *out))
            return true;
    }
    return false;
}

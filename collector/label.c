/* SPDX-License-Identifier: GPL-3.0-or-later */
/* label: keys, brackets and the words that publishers use. */
#include "collector/label.h"

#include <string.h>

#include "core/buf.h"
#include "core/note.h"
#include "core/status.h"
#include "core/str.h"
#include "core/unicode.h"

#include "collector/unit.h"

#define PART_MAX 512 /* of a part in a path */

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- ends of keys --- */

/* Where a bracket that ends the key opens; `length` when none does. */
static size_t bracket_start(const char *key, size_t length)
{
    if (length < 3 || (key[length - 1] != ')' && key[length - 1] != ']'))
        return length;
    char open = key[length - 1] == ')' ? '(' : '[';
    for (size_t i = length - 1; i-- > 0;)
        if (key[i] == open)
            return i;
    return length;
}

static size_t without_notes(const char *key)
{
    size_t length = strlen(key);
    for (size_t mark; (mark = note_back(key, length)) > 0 && mark < length;)
        length -= mark;
    return length;
}

const char *label_bare(struct arena *arena, const char *key)
{
    size_t length = without_notes(key);
    size_t open = bracket_start(key, length);
    return arena_strndup(arena, key, open > 0 ? open : length);
}

/* The unit in the brackets that end a key, or "". */
static const char *find_unit(struct arena *arena, const char *key, const char *wanted)
{
    size_t length = without_notes(key);
    size_t open = bracket_start(key, length);
    if (open == length)
        return "";
    const char *inside = arena_strndup(arena, key + open + 1, length - open - 2);
    const char *caption = unit_caption(arena, inside, wanted);
    if (caption != NULL)
        return caption;
    return unit_is(arena, inside, wanted) ? inside : "";
}

/* --- parts --- */

static const char *flatten(struct arena *arena, const char *text)
{
    struct buf flat;
    buf_init(&flat, PART_MAX);
    for (const char *p = text; *p != '\0'; p++)
        (void)buf_putc(&flat, *p == '\n' || *p == '\t' ? ' ' : *p);
    const char *copy = flat.length == 0 ? "" : arena_strdup(arena, str_trim(flat.data));
    buf_free(&flat);
    return copy;
}

void label_init(struct label_path *label)
{
    *label = (struct label_path){.path = "", .whole = "", .last = "", .unit = "", .above = ""};
}

void label_add(struct label_path *label, struct arena *arena, const char *text)
{
    const char *key = unicode_key(arena, text);
    if (*key == '\0' || str_equal(key, label->last))
        return;
    /* a unit below its head is no part of its own */
    bool bracket = bracket_start(key, strlen(key)) == 0 && *label->last != '\0';
    label->last = bracket ? arena_printf(arena, "%s%s", label->last, key) : key;
    label->whole = arena_printf(arena, "%s%s", label->whole, key);
    const char *flat = flatten(arena, text);
    label->path =
        *label->path == '\0' ? flat : arena_printf(arena, "%s %s", label->path, flat);
}

/* The unit behind a space, beyond doubt: 税額 百万円. */
static const char *find_apart(struct arena *arena, const struct label_path *label,
                              const char *wanted)
{
    const char *last = NULL;
    for (const char *at = label->path; *at != '\0'; at++)
        if (unicode_space(at) > 0)
            last = at + unicode_space(at);
    const char *unit = last == NULL ? "" : unicode_key(arena, last);
    bool sure = *unit != '\0' && !str_digit(*unit) && !str_equal(unit, label->whole) &&
                unit_is(arena, unit, wanted) && unit_exponent(arena, unit) != 0;
    return sure && str_ends(label->last, unit) ? unit : "";
}

void label_unit(struct label_path *label, struct arena *arena, const char *wanted)
{
    label->unit = find_unit(arena, label->last, wanted);
    if (*label->unit != '\0')
        label->above = label->unit;
    bool below = !str_equal(label->last, label->whole);
    if (*label->unit == '\0' && below && unit_is(arena, label->last, wanted))
        label->unit = label->last;
    if (*label->unit == '\0')
        label->unit = find_apart(arena, label, wanted);
}

bool label_is_of_which(const struct label_path *label)
{
    static const char *const words[] = {"うち", "(うち", "内数", "(内数"};
    const char *last = label->last;
    bool found = false;
    for (size_t i = 0; i < COUNT(words); i++)
        found = found || str_starts(last, words[i]);
    bool rate = str_ends(last, "率") || str_ends(last, "比") || str_ends(last, "割合");
    return found && !rate && *label->unit == '\0';
}

void label_inherit(struct label_path *label, struct arena *arena)
{
    if (*label->unit != '\0' || *label->above == '\0' || label_compares(arena, label->last) ||
        str_ends(label->last, "率") || str_ends(label->last, "比"))
        return;
    label->unit = label->above;
    label->inherited = true;
}

bool label_is_unit_head(const struct label_path *label)
{
    static const char *const heads[] = {"単位", "unit", "Unit", "UNIT"};
    return str_equal_any(label->last, heads, COUNT(heads));
}

/* --- names --- */

/* True if the key is the name, but for its unit in brackets and note marks. */
static bool is_bare(const struct name *name, const char *key, bool unit)
{
    size_t length = without_notes(key);
    size_t size = strlen(name->key);
    if (size == 0 || strncmp(name->key, key, size) != 0)
        return false;
    return (length == size && key[length] != '\0') ||
           (unit && bracket_start(key, length) == size && size < length);
}

enum label_fit label_fit(const struct label_path *label, const struct name *name)
{
    bool unit = *label->unit != '\0' && !label->inherited;
    if (*label->last == '\0')
        return LABEL_NONE;
    if (name_is(name, label->whole))
        return LABEL_WHOLE;
    if (is_bare(name, label->whole, unit))
        return LABEL_WHOLE_BARE;
    if (name_is(name, label->last))
        return LABEL_LAST;
    if (is_bare(name, label->last, unit))
        return LABEL_LAST_BARE;
    if (name_fits(name, label->whole) || name_fits(name, label->last))
        return LABEL_PATTERN;
    return LABEL_NONE;
}

/* --- words --- */

bool label_is_ditto(const char *text)
{
    static const char *const marks[] = {"〃", "同上", "同"};
    text += unicode_space(text);
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_starts(text, marks[i]) && unicode_is_blank(text + strlen(marks[i])))
            return true;
    return false;
}

bool label_repeats(const char *text)
{
    return unicode_is_blank(text) || label_is_ditto(text);
}

static const char *const remarks[] = {"注",   "(注",   "[注",  "※",    "資料", "(資料",
                                      "出典", "(出典", "出所", "凡例", "備考", "対前年"};

bool label_passes_over(struct arena *arena, const char *text)
{
    static const char *const ends[] = {"計",     "計)",    "総数",   "平均",   "累計",
                                       "率",     "年比",   "月比",   "同期比", "増減",
                                       "増減数", "構成比", "伸び率", "差",     "対比"};
    const char *key = unicode_key(arena, text);
    return str_starts(key, "計)") || str_starts_any(key, remarks, COUNT(remarks)) ||
           str_ends_any(key, ends, COUNT(ends));
}

bool label_compares(struct arena *arena, const char *text)
{
    static const char *const ends[] = {
        "年比",   "度比",   "月比",   "期比",   "日比",   "週比",   "回比",
        "増減",   "増減数", "増減額", "増減率", "増加数", "増加率", "減少率",
        "変化率", "騰落率", "伸び率", "伸率",   "成長率", "構成比", "構成率",
        "比率",   "差",     "差引",   "対比",   "寄与度", "順位",   "摘要"};
    const char *key = unicode_key(arena, text);
    return str_starts_any(key, remarks, COUNT(remarks)) ||
           str_ends_any(key, ends, COUNT(ends)) ||
           str_ends_any(label_bare(arena, key), ends, COUNT(ends));
}

enum observation_status label_status(struct arena *arena, const char *text)
{
    enum observation_status status = OBSERVATION_FINAL;
    (void)status_label(unicode_key(arena, text), &status);
    return status;
}

/* Without the unit and the number of a heading (2) that end it, and closing brackets. */
static const char *title_core(struct arena *arena, const char *title)
{
    const char *key = unicode_key(arena, title);
    for (;;) {
        size_t length = without_notes(key);
        size_t open = bracket_start(key, length);
        const char *inside =
            open < length ? arena_strndup(arena, key + open + 1, length - open - 2) : "";
        bool number = str_digits(inside) > 0 && inside[str_digits(inside)] == '\0';
        bool unit = unit_caption(arena, inside, "") != NULL || unit_is(arena, inside, "");
        if (open == 0 || open >= length || (!number && !unit))
            return arena_strndup(arena, key, length);
        key = arena_strndup(arena, key, open);
    }
}

const char *label_plan_word(struct arena *arena, const char *title)
{
    static const char *const tails[] = {"",     "み", "額",   "み額", "数",
                                        "み数", "値", "み値", "案"};
    static const struct {
        const char *text;
        bool bracketed; /* only so: 総合計画 has figures of all kinds */
    } words[] = {{"見込", false}, {"見通し", false}, {"予測", false}, {"予想", false},
                 {"予算", false}, {"計画", true},    {"目標", true}};
    enum observation_status status = OBSERVATION_FINAL;
    const char *key = title_core(arena, title);
    if (strstr(key, "は") != NULL || str_starts_any(key, remarks, COUNT(remarks)))
        return NULL;
    if (strstr(key, "将来") != NULL && strstr(key, "推計") != NULL)
        return "将来";
    for (size_t i = 0; i < COUNT(tails); i++)
        for (size_t k = 0; k < COUNT(words); k++) {
            const char *word = words[k].text;
            const char *ending = arena_printf(arena, "%s%s", word, tails[i]);
            if ((!words[k].bracketed && str_ends(key, ending)) ||
                str_ends(key, arena_printf(arena, "(%s)", ending)))
                return word;
        }
    bool section = status_section(key, &status) && status == OBSERVATION_FORECAST;
    return section ? key : NULL;
}

enum observation_status label_named_status(struct arena *arena, const char *text)
{
    static const char *const measured[] = {"達成", "対目標", "対計画"};
    const char *key = label_bare(arena, unicode_key(arena, text));
    enum observation_status status = label_status(arena, text);
    for (size_t i = 0; i < COUNT(measured); i++)
        if (strstr(key, measured[i]) != NULL)
            return OBSERVATION_FINAL;
    return status == OBSERVATION_FORECAST ? OBSERVATION_ESTIMATE : status;
}

bool label_is_outlook(struct arena *arena, const char *text)
{
    return label_status(arena, text) == OBSERVATION_FORECAST;
}

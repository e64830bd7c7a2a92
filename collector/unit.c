/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unit: a power of ten and a base. */
#include "collector/unit.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

struct prefix {
    const char *text;
    int exponent;
};

/* Longer ones first. */
static const struct prefix prefixes[] = {
    {"十万", 5}, {"百万", 6}, {"千万", 7}, {"十億", 9}, {"百億", 10}, {"千億", 11},
    {"百", 2},   {"千", 3},   {"万", 4},   {"億", 8},   {"兆", 12},
};

struct alias {
    const char *text;
    const char *base;
};

static const struct alias aliases[] = {
    {"名", "人"},        {"パーセント", "%"}, {"百分率", "%"},   {"pt", "ポイント"},
    {"Pt", "ポイント"},  {"PT", "ポイント"},  {"P", "ポイント"}, {"%ポイント", "ポイント"},
    {"ヶ所", "か所"},    {"カ所", "か所"},    {"箇所", "か所"},  {"t", "トン"},
    {"人/1日", "人/日"}, {"人日", "人/日"},
};

static const char *const bases[] = {
    "人",   "円",   "件",  "台",   "社",   "店",   "%",     "ポイント", "トン", "kg",
    "g",    "km",   "m",   "m2",   "km2",  "ha",   "世帯",  "戸",       "棟",   "校",
    "回",   "時間", "歳",  "か所", "頭",   "羽",   "匹",    "点",       "種",   "組",
    "隻",   "便",   "室",  "泊",   "人泊", "人回", "冊",    "枚",       "本",   "品",
    "kl",   "l",    "kWh", "MWh",  "ドル", "倍",   "人/日", "事業所",   "企業", "店舗",
    "施設", "団体", "床",  "席",   "床数",
};

struct unit {
    int exponent;
    const char *base;
};

/* "1,000人" and "10000人": a one and its zeros. */
static size_t take_digits(const char *key, int *exponent)
{
    size_t n = 1;
    if (key[0] != '1')
        return 0;
    for (; key[n] == '0' || key[n] == ','; n++)
        *exponent += key[n] == '0' ? 1 : 0;
    return *exponent > 0 && *exponent <= 12 ? n : 0;
}

static struct unit split(struct arena *arena, const char *text)
{
    struct unit unit = {.base = unicode_key(arena, text)};
    int exponent = 0;
    size_t digits = take_digits(unit.base, &exponent);
    if (digits > 0) {
        unit.exponent = exponent;
        unit.base += digits;
    }
    if (str_digit(*unit.base)) /* no word of the tables begins with one */
        return unit;
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (!str_starts(unit.base, prefixes[i].text))
            continue;
        size_t length = strlen(prefixes[i].text);
        if (unit.base[length] == '\0' || str_equal(unit.base, "百分率"))
            continue;
        unit.exponent += prefixes[i].exponent;
        unit.base += length;
        break;
    }
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (str_equal(unit.base, aliases[i].text))
            unit.base = aliases[i].base;
    return unit;
}

bool unit_is(struct arena *arena, const char *text, const char *wanted)
{
    struct unit unit = split(arena, text);
    if (*unit.base == '\0')
        return false;
    for (size_t i = 0; !str_digit(*unit.base) && i < sizeof bases / sizeof bases[0]; i++)
        if (str_equal(unit.base, bases[i]))
            return true;
    return unit_fits(arena, text, wanted);
}

const char *unit_bare(struct arena *arena, const char *text, const char *wanted)
{
    const char *key = unicode_key(arena, text);
    size_t length = strlen(key);
    if (length > 2 && (*key == '(' || *key == '[') &&
        (key[length - 1] == ')' || key[length - 1] == ']'))
        key = arena_strndup(arena, key + 1, length - 2);
    return unit_is(arena, key, wanted) ? key : "";
}

const char *unit_base(struct arena *arena, const char *text)
{
    return split(arena, text).base;
}

int unit_exponent(struct arena *arena, const char *text)
{
    return split(arena, text).exponent;
}

bool unit_fits(struct arena *arena, const char *from, const char *to)
{
    return str_equal(split(arena, from).base, split(arena, to).base);
}

/* Shortens the fraction before it lengthens the number: 12.4 thousand is 12400, not 12400.0.
 */
static int shift(struct decimal value, int by, struct decimal *out)
{
    for (; by > 0 && value.places > 0; by--)
        value.places--;
    for (; by < 0 && value.units % 10 == 0 && value.places == 0; by++)
        value.units /= 10;
    for (; by > 0; by--)
        if (__builtin_mul_overflow(value.units, (int64_t)10, &value.units))
            return -1;
    if (value.places - by > DECIMAL_PLACES_MAX)
        return -1;
    value.places -= by;
    *out = value;
    return 0;
}

int unit_convert(struct arena *arena, struct decimal value, const char *from, const char *to,
                 struct decimal *out, struct err *err)
{
    struct unit have = split(arena, from);
    struct unit want = split(arena, to);
    if (!str_equal(have.base, want.base))
        return err_set(err, ERR_DATA, "unit %s does not fit %s", from, to);
    if (shift(value, have.exponent - want.exponent, out) != 0)
        return err_set(err, ERR_DATA, "too many digits in %s as %s", from, to);
    return 0;
}

/* Cuts one unit of a list off *at; NULL at the end. */
static const char *next_unit(struct arena *arena, const char **at)
{
    static const char *const marks[] = {"、", "・", ";", ",", "と", "及び"};
    const char *from = *at;
    if (*from == '\0')
        return NULL;
    const char *end = from + strlen(from);
    const char *next = end;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const char *mark = strstr(from, marks[i]);
        /* 1,000人 is one unit. */
        if (mark == NULL || mark >= end || (*mark == ',' && mark[1] == '0'))
            continue;
        end = mark;
        next = mark + strlen(marks[i]);
    }
    *at = next;
    return arena_strndup(arena, from, (size_t)(end - from));
}

/* Behind 単位 or Unit at the start of the key or of something: behind a bracket, a mark or
 * another word's end; or *qualified by what it is the unit of, 金額単位:. NULL when neither
 * stands there. */
static const char *find_caption(const char *key, bool *qualified)
{
    static const char *const words[] = {"単位", "Unit", "unit", "UNIT"};
    static const char *const before[] = {"(", "[", "〔", "【", "注", ")", ":", "、", ",", "※"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (const char *at = strstr(key, words[i]); at != NULL;
             at = strstr(at + 1, words[i])) {
            const char *behind = at + strlen(words[i]);
            bool english = *words[i] == 'U' || *words[i] == 'u';
            bool starts = at == key;
            for (size_t k = 0; k < sizeof before / sizeof before[0] && !starts; k++) {
                size_t length = strlen(before[k]);
                starts = (size_t)(at - key) >= length &&
                         memcmp(at - length, before[k], length) == 0;
            }
            *qualified = !starts && !english && (*behind == ':' || *behind == '=');
            if ((starts && (!english || *behind == ':')) || *qualified)
                return behind;
        }
    return NULL;
}

/* Where a sentence that gives a unit ends: 百万円です。 */
static size_t without_verb(const char *text, size_t length)
{
    static const char *const ends[] = {"。", "です", "である", "とする"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t size = strlen(ends[i]);
        if (length > size && memcmp(text + length - size, ends[i], size) == 0)
            length -= size;
    }
    return length;
}

/* The unit of a part of the table only, 千円 of 1人当たりは千円; NULL when it is none. */
static const char *find_partial(struct arena *arena, const char *item, const char *wanted)
{
    static const char *const marks[] = {"は", ":", "="};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const char *mark = strstr(item, marks[i]);
        if (mark != NULL && unit_fits(arena, mark + strlen(marks[i]), wanted))
            return mark + strlen(marks[i]);
    }
    for (const char *at = item; *at != '\0'; at++)
        if (at > item && ((unsigned char)*at & 0xC0) != 0x80 && !str_digit(*at) &&
            unit_fits(arena, at, wanted) && unit_exponent(arena, at) != 0)
            return at;
    return NULL;
}

/* What follows the mark in 人数:千人; NULL = no such pair. */
static const char *find_paired(struct arena *arena, const char *item)
{
    static const char *const marks[] = {":", "は", "="};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const char *mark = strstr(item, marks[i]);
        if (mark != NULL && mark > item && unit_is(arena, mark + strlen(marks[i]), ""))
            return mark + strlen(marks[i]);
    }
    return NULL;
}

const char *unit_pairs(struct arena *arena, const char *key, const char *wanted)
{
    const char *fits = NULL;
    size_t length = strlen(key);
    if (length > 2 && *key == '(' && key[length - 1] == ')')
        key = arena_strndup(arena, key + 1, length - 2);
    const char *at = key;
    for (const char *item = next_unit(arena, &at); item != NULL;
         item = next_unit(arena, &at)) {
        const char *unit = find_paired(arena, item);
        if (unit == NULL)
            return NULL;
        if (!unit_fits(arena, unit, wanted))
            continue;
        if (fits != NULL && unit_exponent(arena, unit) != unit_exponent(arena, fits))
            return key;
        fits = unit;
    }
    return fits;
}

const char *unit_list(struct arena *arena, const char *list, const char *wanted)
{
    const char *paired = unit_pairs(arena, list, wanted);
    if (paired != NULL)
        return paired;
    const char *fits = NULL;
    bool partial = false;
    const char *at = list;
    for (const char *unit = next_unit(arena, &at); unit != NULL;
         unit = next_unit(arena, &at)) {
        bool whole = unit_fits(arena, unit, wanted);
        if (!whole && (str_empty(wanted) || find_partial(arena, unit, wanted) == NULL))
            continue;
        partial = partial || !whole ||
                  (fits != NULL && unit_exponent(arena, unit) != unit_exponent(arena, fits));
        fits = unit;
    }
    return partial ? list : fits;
}

/* Where a remark on the figures begins: 千人(百人未満四捨五入), 千人時点:各年度末. */
static size_t without_remark(const char *list, size_t length)
{
    static const char *const words[] = {"時点", "各年", "※", "注", "ただし", "但し"};
    static const char *const inside[] = {"未満", "四捨五入", "切捨", "切り捨", "端数"};
    const char *open = memchr(list, '(', length);
    size_t end = length;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *at = strstr(list, words[i]);
        if (at != NULL && at > list && at < list + end)
            end = (size_t)(at - list);
    }
    for (size_t i = 0; i < sizeof inside / sizeof inside[0] && open != NULL; i++)
        if (strstr(open, inside[i]) != NULL && open > list && open < list + end)
            end = (size_t)(open - list);
    return end;
}

/* Behind a caption: what it lists, up to the bracket; *rest is what follows. */
static const char *cut_list(struct arena *arena, const char *at, const char **rest)
{
    at += *at == ':' || *at == '=' || *at == '(' ? 1 : 0;
    at += str_starts(at, "は") ? strlen("は") : 0;
    const char *close = strpbrk(at, ")]");
    const char *others[] = {strstr(at, "〕"), strstr(at, "】")};
    size_t length = close == NULL ? strlen(at) : (size_t)(close - at);
    for (size_t i = 0; i < 2; i++)
        if (others[i] != NULL && others[i] < at + length)
            length = (size_t)(others[i] - at);
    *rest = at + length;
    return arena_strndup(arena, at, without_verb(at, without_remark(at, length)));
}

/* 千人単位, by itself or in brackets: a line that says no more. NULL = another text. */
static const char *find_suffixed(struct arena *arena, const char *key, const char *wanted)
{
    size_t length = strlen(key);
    if (length > 2 && *key == '(' && key[length - 1] == ')')
        key = arena_strndup(arena, key + 1, length - 2);
    if (!str_ends(key, "単位"))
        return NULL;
    const char *unit = arena_strndup(arena, key, strlen(key) - strlen("単位"));
    bool sure = !str_digit(*unit) && unit_exponent(arena, unit) != 0;
    return sure && unit_is(arena, unit, wanted) ? unit : NULL;
}

const char *unit_caption(struct arena *arena, const char *text, const char *wanted)
{
    /* most cells have no such letter */
    if (strstr(text, "単") == NULL && strpbrk(text, "Uu") == NULL)
        return NULL;
    const char *key = unicode_key(arena, text);
    const char *first = NULL;
    const char *fits = NULL;
    bool qualified = false;
    const char *suffixed = find_suffixed(arena, key, wanted);
    if (suffixed != NULL)
        return suffixed;
    for (const char *at = find_caption(key, &qualified); at != NULL;
         at = find_caption(key, &qualified)) {
        bool other = qualified && !str_empty(wanted);
        const char *list = cut_list(arena, at, &key);
        const char *unit = unit_list(arena, list, wanted);
        if (unit != NULL && fits != NULL &&
            unit_exponent(arena, unit) != unit_exponent(arena, fits))
            return arena_printf(arena, "%s、%s", fits, unit);
        fits = unit != NULL ? unit : fits;
        const char *item = list;
        for (const char *one = first == NULL && !other ? next_unit(arena, &item) : NULL;
             one != NULL && first == NULL; one = next_unit(arena, &item))
            first = *one != '\0' ? one : NULL;
    }
    return fits != NULL ? fits : first;
}

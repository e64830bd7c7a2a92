/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule: see rule.h. */
#include "alerts/rule.h"

#include <stdio.h>

#include "core/str.h"

struct rule_kind {
    const char *name;
    bool (*holds)(const struct rule *rule, struct decimal value);
    const char *ja; /* with the limit where %s stands */
    const char *en;
};

static bool is_below(const struct rule *rule, struct decimal value)
{
    return decimal_compare(value, rule->limit) < 0;
}

static bool is_above(const struct rule *rule, struct decimal value)
{
    return decimal_compare(value, rule->limit) > 0;
}

static const struct rule_kind KINDS[] = {
    {"below", is_below, "を下回る", "below "},
    {"above", is_above, "を上回る", "above "},
};

enum { KIND_BELOW, KIND_ABOVE, KIND_COUNT };

static const struct rule_kind *find_kind(const char *name)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (str_equal(KINDS[i].name, name))
            return &KINDS[i];
    }
    return NULL;
}

int rule_parse(const char *text, struct rule *out, struct err *err)
{
    char copy[128];
    char *cursor = copy;
    struct err reason = {0};

    if (!str_copy(copy, sizeof copy, text))
        return err_set(err, ERR_CONFIG, "condition is too long, expected e.g. `below -30`");
    const char *name = str_word(&cursor);
    const char *limit = str_word(&cursor);
    const struct rule_kind *kind = name ? find_kind(name) : NULL;

    if (!kind)
        return err_set(err, ERR_CONFIG, "\"%s\": expected `below NUMBER` or `above NUMBER`",
                       text);
    if (!limit || str_word(&cursor))
        return err_set(err, ERR_CONFIG, "\"%s\": expected one number after `%s`", text,
                       kind->name);
    if (decimal_parse(limit, &out->limit, &reason))
        return err_set(err, ERR_CONFIG, "\"%s\": %s", text, reason.text);
    out->kind = kind;
    return 0;
}

/* `below -30` may clear at or above -30, and only by `above`; and the other way round. */
static int check_pair(const struct rule *raise, const struct rule *reset, const char *clear,
                      struct err *err)
{
    bool raise_below = raise->kind == &KINDS[KIND_BELOW];
    int order = decimal_compare(reset->limit, raise->limit);
    char limit[DECIMAL_TEXT_SIZE];

    decimal_print(raise->limit, limit);
    if (raise->kind == reset->kind)
        return err_set(err, ERR_CONFIG,
                       "clear \"%s\": expected `%s`, the other side of `%s %s`", clear,
                       raise_below ? "above" : "below", raise->kind->name, limit);
    if (raise_below ? order < 0 : order > 0)
        return err_set(err, ERR_CONFIG,
                       "clear \"%s\": expected %s or %s, it is on the wrong side of `%s %s`",
                       clear, limit, raise_below ? "more" : "less", raise->kind->name, limit);
    return 0;
}

int rule_parse_pair(const char *when, const char *clear, struct rule *raise,
                    struct rule *reset, bool *has_reset, struct err *err)
{
    *has_reset = !str_empty(clear);
    if (rule_parse(when, raise, err))
        return -1;
    if (!*has_reset)
        return 0;
    if (rule_parse(clear, reset, err))
        return -1;
    return check_pair(raise, reset, clear, err);
}

bool rule_holds(const struct rule *rule, const struct series *series)
{
    const struct observation *latest = series_latest(series);

    return latest && rule->kind->holds(rule, latest->value);
}

void rule_words(const struct rule *rule, int decimals, enum language language,
                char out[WORDS_SIZE])
{
    char limit[WORDS_SIZE / 2];
    int places = rule->limit.places > decimals ? rule->limit.places : decimals;

    decimal_format(rule->limit, places, words_pick(language, "▲", "−"), limit, sizeof limit);
    if (language == LANGUAGE_JA)
        snprintf(out, WORDS_SIZE, "%s%s", limit, rule->kind->ja);
    else
        snprintf(out, WORDS_SIZE, "%s%s", rule->kind->en, limit);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule: the table of kinds, and what is asked of a row of it. */
#include "alerts/rule.h"

#include "alerts/rule_kind.h"
#include "config/nearest.h"
#include "core/str.h"

static const struct rule_kind *const KINDS[] = {
    &rule_level_below, &rule_level_above, &rule_change_falls,   &rule_change_rises,
    &rule_run_falling, &rule_run_rising,  &rule_extreme_lowest, &rule_extreme_highest,
    &rule_signal,      &rule_behind,      &rule_revised,        &rule_overdue,
};

#define KIND_COUNT (sizeof KINDS / sizeof *KINDS)

static const struct rule_kind *find_kind(const char *name, const char **near)
{
    struct nearest nearest;

    nearest_start(&nearest, name);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (str_equal(KINDS[i]->name, name))
            return KINDS[i];
        nearest_offer(&nearest, KINDS[i]->name);
    }
    *near = nearest_found(&nearest);
    return NULL;
}

static int refuse_kind(const char *text, const char *near, struct err *err)
{
    if (near)
        return err_set(err, ERR_CONFIG, "\"%s\": did you mean `%s`?", text, near);
    return err_set(err, ERR_CONFIG,
                   "\"%s\": expected below, above, falls, rises, falling, rising, lowest, "
                   "highest, signal, behind target, revised by or overdue",
                   text);
}

int rule_parse(const char *text, struct rule *out, struct err *err)
{
    struct rule_reader reader;
    const char *near = NULL;

    *out = (struct rule){0};
    if (!str_copy(reader.copy, sizeof reader.copy, text ? text : ""))
        return err_set(err, ERR_CONFIG, "condition is too long, expected e.g. `below -30`");
    reader.cursor = reader.copy;
    const char *name = str_word(&reader.cursor);
    const struct rule_kind *kind = name ? find_kind(name, &near) : NULL;
    if (!kind)
        return refuse_kind(text, near, err);
    reader.next = str_word(&reader.cursor);
    out->kind = kind;
    out->way = kind->way;
    if (kind->read(&reader, out))
        return err_set(err, ERR_CONFIG, "\"%s\": expected `%s`", text, kind->form);
    return 0;
}

const char *rule_refuse(const struct rule *rule, const struct indicator *indicator)
{
    return rule->kind->refuse ? rule->kind->refuse(rule, indicator) : NULL;
}

enum rule_answer rule_judge(const struct rule *rule, const struct rule_case *judged)
{
    return series_latest(judged->series) ? rule->kind->judge(rule, judged) : RULE_UNKNOWN;
}

bool rule_on_trial(const struct rule *rule, const struct rule_case *judged)
{
    return rule->kind->trial && rule->kind->trial(rule, judged);
}

bool rule_needs_level(const struct rule *rule)
{
    return rule->kind->level;
}

bool rule_is_timed(const struct rule *rule)
{
    return rule->kind->timed;
}

bool rule_limit(const struct rule *rule, struct decimal *out)
{
    *out = rule->limit;
    return rule->kind == &rule_level_below || rule->kind == &rule_level_above;
}

bool rule_is_free(const struct rule *rule)
{
    return rule->kind->free;
}

bool rule_needs_vintages(const struct rule *rule)
{
    return rule->kind->vintages;
}

bool rule_by_limits(const struct rule *rule)
{
    return rule->kind->signal;
}

bool rule_by_path(const struct rule *rule)
{
    return rule->kind == &rule_behind;
}

void rule_say(const struct rule *rule, const struct indicator *indicator,
              enum language language, struct buf *out)
{
    rule->kind->say(rule, indicator, language, out);
}

void rule_fact(const struct rule *rule, const struct rule_case *judged, enum language language,
               struct buf *out)
{
    if (rule->kind->fact)
        rule->kind->fact(rule, judged, language, out);
    else
        rule->kind->say(rule, judged->indicator, language, out);
}

void rule_detail(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    if (rule->kind->detail && series_latest(judged->series))
        rule->kind->detail(rule, judged, language, out);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_pair: `when` and `clear` together: what ends an alert may not hold while what raises it
 * does. */
#include "alerts/rule.h"

#include "alerts/rule_kind.h"
#include "core/str.h"

/* Both say how far a value, or its change from the same base, is to go. */
static bool is_of_one_scale(const struct rule *a, const struct rule *b)
{
    bool levels =
        a->kind->level && b->kind->level && a->way != 0 && a->count == 0 && b->count == 0;
    bool falls = (a->kind == &rule_change_falls || a->kind == &rule_change_rises) &&
                 (b->kind == &rule_change_falls || b->kind == &rule_change_rises);
    return levels ||
           (falls && a->percent == b->percent && a->base == b->base && a->count == b->count);
}

/* Where a rule of changes begins to hold: `falls 10` at -10. */
static struct decimal bound(const struct rule *rule)
{
    struct decimal limit = rule->limit;
    if (rule->kind == &rule_change_falls)
        limit.units = -limit.units;
    return limit;
}

static const char *other_name(const struct rule *raise)
{
    if (raise->kind == &rule_level_below)
        return rule_level_above.name;
    if (raise->kind == &rule_level_above)
        return rule_level_below.name;
    return raise->kind == &rule_change_falls ? rule_change_rises.name : rule_change_falls.name;
}

/* `below -30` may clear at or above -30, and only by `above`; and the other way round. What
 * falls by 10 may clear at `rises -5`: a fall of less than 5. */
static int check_scale(const struct rule *raise, const struct rule *reset, const char *when,
                       const char *clear, struct err *err)
{
    char limit[DECIMAL_TEXT_SIZE];
    int order = decimal_compare(bound(reset), bound(raise));
    bool touching = order == 0 && !raise->kind->level;
    struct decimal least = bound(raise);

    if (reset->kind == &rule_change_falls)
        least.units = -least.units;
    decimal_print(least, limit);
    if (raise->kind == reset->kind)
        return err_set(err, ERR_CONFIG, "clear \"%s\": expected `%s`, the other side of `%s`",
                       clear, other_name(raise), when);
    if (touching || (raise->way < 0 ? order < 0 : order > 0))
        return err_set(
            err, ERR_CONFIG, "clear \"%s\": expected %s%s %s, it is on the wrong side of `%s`",
            clear, raise->kind->level ? "" : "other than ", limit,
            reset->kind == &rule_change_falls || (raise->way > 0 && raise->kind->level)
                ? "or less"
                : "or more",
            when);
    return 0;
}

static int check_pair(const struct rule *raise, const struct rule *reset, const char *when,
                      const char *clear, struct err *err)
{
    if (is_of_one_scale(raise, reset))
        return check_scale(raise, reset, when, clear, err);
    if (reset->kind == &rule_revised || reset->kind == &rule_signal ||
        reset->kind == &rule_behind || reset->kind == &rule_overdue)
        return err_set(err, ERR_CONFIG,
                       "clear \"%s\": expected a value, a change or a run; what is unusual, "
                       "revised, behind or overdue ends nothing",
                       clear);
    if (raise->kind == &rule_overdue)
        return err_set(err, ERR_CONFIG,
                       "clear \"%s\": what is overdue ends when it is there, expected nothing",
                       clear);
    if (raise->way != 0 && reset->way == raise->way)
        return err_set(err, ERR_CONFIG,
                       "clear \"%s\": goes the same way as `%s`, expected the other one",
                       clear, when);
    return 0;
}

/* What raises must be a change: a fall by nothing, or less, is none. */
static int check_raise(const struct rule *raise, const char *when, struct err *err)
{
    bool change = raise->kind == &rule_change_falls || raise->kind == &rule_change_rises;

    if (change && raise->limit.units <= 0)
        return err_set(err, ERR_CONFIG, "\"%s\": expected more than 0", when);
    return 0;
}

int rule_parse_pair(const char *when, const char *clear, struct rule *raise,
                    struct rule *reset, bool *has_reset, struct err *err)
{
    *has_reset = !str_empty(clear);
    if (rule_parse(when, raise, err) || check_raise(raise, when, err))
        return -1;
    if (!*has_reset)
        return 0;
    if (rule_parse(clear, reset, err))
        return -1;
    return check_pair(raise, reset, when, clear, err);
}

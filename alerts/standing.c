/* SPDX-License-Identifier: GPL-3.0-or-later */
/* standing: see standing.h. */
#include "alerts/standing.h"

#include "config/limits.h"

int standing_parse(const struct alert_rule *rule, struct standing_rule *out, struct err *err)
{
    *out = (struct standing_rule){
        .hold = rule->hold > 1 ? (size_t)rule->hold : 1,
        .settle = rule->settle > 1 ? (size_t)rule->settle : 1,
    };
    return rule_parse_pair(rule->when, rule->clear, &out->raise, &out->reset, &out->has_reset,
                           err);
}

/* The walk: what is known of the values from the newest back to the one it stands at. */
struct walk {
    const struct standing_rule *rule;
    struct series known; /* up to the one it stands at */
    struct rule_case judged;
    size_t segment;
};

/* When the value after the one that is judged came: what was revised later belongs to it. */
static int64_t next_came(const struct walk *walk, struct period period)
{
    const struct series *vintages = walk->judged.vintages;
    int64_t came = INT64_MAX;

    for (size_t i = 0; vintages && i < vintages->count; i++) {
        const struct observation *item = &vintages->observations[i];

        if (!item->aside && series_has_value(item) && item->recorded_at < came &&
            period_compare(item->period, period) > 0)
            came = item->recorded_at;
    }
    return came;
}

/* Goes to the value before; false where there is none of this segment. */
static bool go_back(struct walk *walk)
{
    const struct observation *here = series_latest(&walk->known);

    walk->known.count = (size_t)(here - walk->known.observations);
    const struct observation *before = series_latest(&walk->known);
    if (!before || limits_segment(walk->judged.indicator, before->period) != walk->segment)
        return false;
    walk->judged.awaited = NULL; /* that is of the newest one */
    if (rule_needs_vintages(&walk->rule->raise))
        walk->judged.until = next_came(walk, before->period);
    return true;
}

static bool clears(const struct walk *walk, enum rule_answer raised)
{
    if (walk->rule->has_reset)
        return rule_judge(&walk->rule->reset, &walk->judged) == RULE_YES;
    return raised == RULE_NO;
}

/* How many values in a row, from the one it stands at backwards, the question holds for; at
 * most `most`. Goes back on a copy. */
static bool holds_on(struct walk walk, size_t most, bool reset)
{
    walk.judged.series = &walk.known;
    for (size_t k = 0; k < most; k++) {
        if (k > 0 && !go_back(&walk))
            return false;
        enum rule_answer answer = rule_judge(&walk.rule->raise, &walk.judged);
        if (reset ? !clears(&walk, answer) : answer != RULE_YES)
            return false;
    }
    return true;
}

/* False while nothing is decided. */
static bool decide(struct walk *walk, enum rule_answer raised, enum standing_state *out)
{
    if (raised == RULE_YES && holds_on(*walk, walk->rule->hold, false))
        *out = STANDING_OPEN;
    else if (clears(walk, raised) && holds_on(*walk, walk->rule->settle, true))
        *out = STANDING_CLEAR;
    else
        return false;
    return true;
}

enum standing_state standing_find(const struct standing_rule *rule,
                                  const struct rule_case *judged)
{
    const struct observation *latest = series_latest(judged->series);
    struct walk walk = {.rule = rule, .known = *judged->series, .judged = *judged};
    enum standing_state found = STANDING_UNKNOWN;
    bool known = false;

    if (!latest)
        return STANDING_UNKNOWN;
    walk.judged.series = &walk.known;
    walk.segment = limits_segment(judged->indicator, latest->period);
    enum rule_answer newest = rule_judge(&rule->raise, &walk.judged);
    enum rule_answer here = newest;
    for (;;) {
        known = known || here != RULE_UNKNOWN;
        if (decide(&walk, here, &found) || !go_back(&walk))
            break;
        here = rule_judge(&rule->raise, &walk.judged);
    }
    if (found == STANDING_UNKNOWN && known)
        found = STANDING_CLEAR;
    if (found != STANDING_OPEN && newest == RULE_YES)
        found = STANDING_PENDING;
    return found;
}

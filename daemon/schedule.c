/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schedule: see schedule.h. */
#include "daemon/schedule.h"

#include "core/str.h"

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    IDLE_S = 7 * DAY,
    RETRY_S = 15 * MINUTE,
    PART = 12, /* of the time that has passed since its day, until the next look */
    SPREAD_ANY_TIME_S = HOUR,
    SPREAD_TIMED_S = 5 * MINUTE,
    SLACK_MIN_S = DAY + HOUR, /* and an hour for the cycle */
    SLACK_MAX_S = 7 * DAY,
    ASKED_MAX_S = 7 * DAY
};

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* FNV-1a (public domain) of the id and a number, as a part of `most`. */
static int64_t spread(const char *id, int64_t number, int64_t most)
{
    uint64_t hash = 14695981039346656037U;

    for (const char *p = id; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211U;
    for (int i = 0; i < 8; i++)
        hash = (hash ^ (((uint64_t)number >> (i * 8)) & 0xff)) * 1099511628211U;
    hash ^= hash >> 32; /* its low bits alone follow the last bytes */
    return most > 0 ? (int64_t)(hash % (uint64_t)most) : 0;
}

static int64_t retry_at(const struct source *source, const struct health *health)
{
    int64_t most = clamp(source->every_s, HOUR, DAY);
    int64_t wait = health->fetched ? HOUR : RETRY_S;

    if (wait > source->every_s)
        wait = source->every_s;
    for (int i = 1; i < health->failures && wait < most; i++)
        wait *= 2;
    wait = wait > most ? most : wait;
    return health->last_try + wait + spread(source->id, health->failures, wait / 4);
}

/* When it is looked for: the moment it may be there, and a little later. */
static int64_t wanted_at(const struct source *source, const struct awaited *awaited)
{
    bool timed = awaited->moment.time != RELEASE_ANY_TIME;

    return awaited->opens +
           spread(source->id, awaited->period.n, timed ? SPREAD_TIMED_S : SPREAD_ANY_TIME_S);
}

static int64_t idle_s(const struct source *source)
{
    return source->every_s > IDLE_S ? source->every_s : IDLE_S;
}

/* By what one indicator awaits. A list of dates that is used up is no calendar any more. */
static struct schedule_plan plan_one(const struct source *source,
                                     const struct awaited *awaited, int64_t last_try)
{
    struct schedule_plan every = {last_try + source->every_s, SCHEDULE_EVERY, NULL};
    struct schedule_plan idle = {last_try + idle_s(source), SCHEDULE_IDLE, NULL};

    if (!awaited || awaited->state == AWAITED_NONE || awaited->state == AWAITED_ENDED)
        return every;
    int64_t wanted = wanted_at(source, awaited);
    if (last_try < wanted)
        return idle.at < wanted ? idle
                                : (struct schedule_plan){wanted, SCHEDULE_RELEASE, awaited};
    int64_t often = clamp((last_try - awaited->opens) / PART, HOUR, DAY);
    if (often > source->every_s)
        often = source->every_s;
    return (struct schedule_plan){last_try + often, SCHEDULE_AWAITED, awaited};
}

static struct schedule_plan plan_all(const struct source *source,
                                     struct schedule_expected expected, int64_t last_try)
{
    struct schedule_plan first =
        plan_one(source, expected.count ? expected.items : NULL, last_try);

    for (size_t i = 1; i < expected.count; i++) {
        struct schedule_plan one = plan_one(source, &expected.items[i], last_try);

        if (one.at < first.at || (one.at == first.at && one.why > first.why))
            first = one;
    }
    return first;
}

static struct schedule_plan plan(const struct source *source,
                                 struct schedule_expected expected,
                                 const struct health *health, const char *selection,
                                 int64_t now)
{
    if (health->last_try == 0)
        return (struct schedule_plan){.why = SCHEDULE_FIRST};
    if (health->last_try > now)
        return (struct schedule_plan){.why = SCHEDULE_CLOCK};
    if (!str_equal(health->tried, selection))
        return (struct schedule_plan){.why = SCHEDULE_CHANGED};
    if (health->failing_since != 0)
        return (struct schedule_plan){.at = retry_at(source, health), .why = SCHEDULE_RETRY};
    return plan_all(source, expected, health->last_try);
}

struct schedule_plan schedule_plan(const struct source *source,
                                   struct schedule_expected expected,
                                   const struct health *health, const char *selection,
                                   int64_t now)
{
    struct schedule_plan first = plan(source, expected, health, selection, now);

    if (health->not_before > first.at && health->not_before > now &&
        health->not_before <= now + ASKED_MAX_S)
        return (struct schedule_plan){.at = health->not_before, .why = SCHEDULE_ASKED};
    return first;
}

static bool is_idle(struct schedule_expected expected)
{
    for (size_t i = 0; i < expected.count; i++) {
        if (expected.items[i].state != AWAITED_SCHEDULED)
            return false;
    }
    return expected.count > 0;
}

bool schedule_is_late(const struct source *source, struct schedule_expected expected,
                      const struct health *health, int64_t now)
{
    int64_t wait = is_idle(expected) ? idle_s(source) : source->every_s;
    int64_t slack = clamp(wait, SLACK_MIN_S, SLACK_MAX_S);

    if (health->last_try == 0)
        return true;
    return now - health->last_try > wait + slack || health->last_try - now > slack;
}

const char *schedule_why_name(enum schedule_why why)
{
    static const char *const NAMES[] = {"first", "changed", "clock",   "retry", "every",
                                        "idle",  "release", "awaited", "asked"};

    return NAMES[why];
}

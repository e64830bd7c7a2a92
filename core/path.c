/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path: see path.h. */
#include "core/path.h"

__extension__ typedef __int128 wide;

static int widest(int a, int b)
{
    return a > b ? a : b;
}

/* With these places, which are no fewer than the value has. */
static wide units_at(struct decimal value, int places)
{
    wide units = value.units;
    for (int i = value.places; i < places; i++)
        units *= 10;
    return units;
}

/* Half away from zero; the divisor is positive. */
static wide divide(wide number, wide by)
{
    wide rest = number % by;
    wide quotient = number / by;
    if (2 * rest >= by)
        return quotient + 1;
    return 2 * rest <= -by ? quotient - 1 : quotient;
}

static int64_t length(struct period from, struct period to)
{
    return (int64_t)to.n - from.n;
}

bool path_required(const struct path *path, struct period at, int places, struct decimal *out)
{
    int64_t whole = length(path->from, path->to);
    int64_t gone = length(path->from, at);
    if (gone < 0 || whole <= 0 || places < 0 || places > DECIMAL_PLACES_MAX)
        return false;
    gone = gone > whole ? whole : gone;
    int finest = widest(places, widest(path->first.places, path->last.places));
    wide first = units_at(path->first, finest);
    wide last = units_at(path->last, finest);
    /* |units| < 2^63 * 10^9 < 2^93, periods < 2^32: 2^125 at most */
    wide sum = first * (whole - gone) + last * gone;
    wide by = whole;
    for (int i = places; i < finest; i++)
        by *= 10;
    wide units = divide(sum, by);
    if (units > INT64_MAX || units < INT64_MIN)
        return false;
    *out = (struct decimal){(int64_t)units, places};
    return true;
}

static enum path_state find_state(const struct path *path, struct period at,
                                  struct decimal value, const struct path_standing *standing,
                                  int better)
{
    struct decimal zero = {0, 0};
    if (better == 0)
        return PATH_OPEN;
    /* a path that allows for a fall is not reached by standing where it begins */
    bool leads = better * decimal_compare(path->last, path->first) > 0;
    bool over = period_compare(at, path->to) >= 0;
    if ((leads || over) && better * decimal_compare(value, path->last) >= 0)
        return PATH_REACHED;
    return better * decimal_compare(standing->gap, zero) >= 0 ? PATH_ON_TRACK : PATH_BEHIND;
}

bool path_judge(const struct path *path, struct period at, struct decimal value, int places,
                int better, struct path_standing *out)
{
    *out = (struct path_standing){0};
    struct decimal printed = decimal_round(value, places);
    if (!path_required(path, at, places, &out->required) ||
        decimal_subtract(printed, out->required, &out->gap) != 0)
        return false;
    out->state = find_state(path, at, printed, out, better);
    double first = decimal_double(path->first);
    double way = decimal_double(path->last) - first;
    double time = (double)length(path->from, at) / (double)length(path->from, path->to);
    out->due = time > 1 ? 1 : time;
    out->has_share = decimal_compare(path->first, path->last) != 0;
    if (out->has_share)
        out->share = (decimal_double(printed) - first) / way;
    return true;
}

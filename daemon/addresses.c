/* SPDX-License-Identifier: GPL-3.0-or-later */
/* addresses: see addresses.h. */
#include "daemon/addresses.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/transfer.h"
#include "ledger/ledger_neighbour.h"

const char *addresses_name(const struct source *source, size_t i)
{
    return source->url_count > 1 ? source->urls[i] : "";
}

const char *addresses_make_name(const char *url, int year, int month, struct arena *arena)
{
    if (year == 0)
        return url;
    return month == 0 ? arena_printf(arena, "%s#%04d", url, year)
                      : arena_printf(arena, "%s#%04d-%02d", url, year, month);
}

static int read_digits(const char *text, size_t count)
{
    int number = 0;

    for (size_t i = 0; i < count; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

void addresses_date(const char *name, int *year, int *month)
{
    const char *mark = strrchr(name, '#');

    *year = *month = 0;
    if (!mark || str_digits(mark + 1) != 4)
        return;
    bool monthly = mark[5] == '-' && str_digits(mark + 6) == 2 && mark[8] == '\0';
    if (mark[5] != '\0' && !monthly)
        return;
    *year = read_digits(mark + 1, 4);
    *month = monthly ? read_digits(mark + 6, 2) : 0;
}

/* Until when the host wants to be left alone; what lies beyond all that it can ask for is the
 * work of a clock that was wrong. */
static int find_wait(struct ledger *ledger, const char *url, int64_t *out, struct err *err)
{
    char *host = transfer_host(url);
    int failed = host ? ledger_not_before(ledger, host, out, err) : 0;

    mem_free(host);
    return failed;
}

int addresses_health_of(struct ledger *ledger, const struct source *source, size_t i,
                        struct arena *arena, struct health *out, struct err *err)
{
    return ledger_address_health(ledger, source->id, addresses_name(source, i), arena, out,
                                 err) ||
                   find_wait(ledger, source->urls[i], &out->not_before, err)
               ? -1
               : 0;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Of two that fail, the one that failed more often in a row is told. */
static void add_failure(struct health *all, const struct health *one)
{
    if (one->failing_since == 0)
        return;
    all->failing_since = all->failing_since == 0
                             ? one->failing_since
                             : earlier(all->failing_since, one->failing_since);
    if (one->failures <= all->failures)
        return;
    all->failures = one->failures;
    all->error = one->error;
    all->fetched = one->fetched;
    all->problems = one->problems;
}

static void add(struct health *all, const struct health *one)
{
    all->last_try = earlier(all->last_try, one->last_try);
    all->last_success = earlier(all->last_success, one->last_success);
    if (all->last_change < one->last_change)
        all->last_change = one->last_change;
    add_failure(all, one);
}

int addresses_health(struct ledger *ledger, const struct source *source, struct arena *arena,
                     struct health *out, struct err *err)
{
    if (source->url_count < 2)
        return ledger_health(ledger, source->id, arena, out, err);
    for (size_t i = 0; i < source->url_count; i++) {
        struct health one;

        if (addresses_health_of(ledger, source, i, arena, &one, err))
            return -1;
        if (i > 0) {
            add(out, &one);
            continue;
        }
        *out = one;
        out->etag = out->last_modified = out->document = out->selection = out->tried = "";
    }
    return 0;
}

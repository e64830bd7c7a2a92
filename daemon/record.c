/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record: see record.h. */
#include "daemon/record.h"

#include "core/str.h"
#include "daemon/addresses.h"

void record_document(struct ledger *ledger, struct harvest *item, int64_t now,
                     char sha256[SHA256_TEXT_SIZE])
{
    struct err err = {0};

    sha256[0] = '\0';
    if (item->fetch.body.length == 0 ||
        !ledger_keep_document(ledger, item->fetch.body.data, item->fetch.body.length,
                              item->fetch.content_type, now, sha256, &err))
        return;
    err_prefix(&err, "the document cannot be kept");
    sha256[0] = '\0';
    item->err = err;
    item->lost = true;
    item->unchanged = false;
}

bool record_was_fetched(const struct harvest *item)
{
    /* the second also of a page after the first */
    return item->fetch.err.code == ERR_NONE && item->err.code != ERR_UNAVAILABLE;
}

static int record_fetch(struct ledger *ledger, const struct harvest *item, const char *sha256,
                        int64_t now, struct err *err)
{
    struct ledger_fetch fetch = {
        .source = item->source->id,
        .address = addresses_name(item->source, item->address),
        .at = now,
        .url = item->fetch.url ? item->fetch.url : item->source->urls[item->address],
        .status = item->fetch.status,
        .bytes = (int64_t)item->fetch.body.length,
        .etag = item->fetch.etag ? item->fetch.etag : "",
        .last_modified = item->fetch.last_modified ? item->fetch.last_modified : "",
        .document = item->fetch.not_modified ? "" : sha256,
        .selection = item->selection,
        .fetched = record_was_fetched(item),
        .problems = item->lost ? 0 : item->problems,
        .usable = item->err.code == ERR_NONE,
        .error = item->err.text,
    };

    return ledger_record_fetch(ledger, &fetch, err);
}

int record_harvest(struct ledger *ledger, const struct harvest *item, const char *sha256,
                   int64_t now, struct ledger_counts *counts, struct err *err)
{
    if (record_fetch(ledger, item, sha256, now, err))
        return err_prefix(err, "source %s", item->source->id);
    for (size_t i = 0; i < item->pick_count && !item->lost; i++) {
        const struct harvest_pick *pick = &item->picks[i];
        struct ledger_counts one = {0};
        struct ledger_origin origin = {
            .source = item->source->id,
            .rank = pick->rank,
            .document = sha256,
        };

        if (pick->read->err.code != ERR_NONE)
            continue;
        if (ledger_merge(ledger, pick->indicator->id, pick->read->pick.observations,
                         pick->read->pick.count, &origin, now, &one, err))
            return err_prefix(err, "indicator %s", pick->indicator->id);
        ledger_add_counts(counts, &one);
    }
    return 0;
}

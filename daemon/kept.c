/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kept: see kept.h. */
#include "daemon/kept.h"

#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"

/* Journals say which address it was; of the fetches of before, the URL tells. */
static size_t find_address(const struct source *source, const struct documents_item *item)
{
    const char *name = str_empty(item->address) ? item->url : item->address;

    for (size_t i = 0; i < source->url_count; i++) {
        if (str_equal(source->urls[i], name))
            return i;
    }
    return 0;
}

int kept_read(struct ledger *ledger, const struct settings *settings,
              const struct source *source, const struct documents_item *document,
              struct harvest *out)
{
    const struct harvest_options how = {.settings = settings,
                                        .today = instant_day(document->at)};

    *out = (struct harvest){.source = source, .address = find_address(source, document)};
    if (source->approach.kind != APPROACH_ADDRESSES)
        out->name = str_empty(document->address) ? document->url : document->address;
    out->fetch.status = 200;
    out->fetch.url = mem_strdup(document->url);
    out->fetch.content_type = mem_strdup(document->content_type ? document->content_type : "");
    if (documents_read(ledger, document, &out->fetch.body, &out->err))
        return -1;
    harvest_read(out, &how);
    return 0;
}

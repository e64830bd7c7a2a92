/* SPDX-License-Identifier: GPL-3.0-or-later */
/* adding_fetch: see adding_fetch.h. */
#include "cli/adding_fetch.h"

#include <string.h>

#include "core/str.h"
#include "daemon/harvest.h"
#include "daemon/visiting.h"

#define TIMEOUT_MS 30000
#define DOCUMENT_MAX ((size_t)32 << 20)

static struct source plain_source(const struct settings *settings, const char *robots)
{
    return (struct source){.timeout_ms = TIMEOUT_MS,
                           .max_bytes = DOCUMENT_MAX,
                           .approach = {.method = "GET",
                                        .body = "",
                                        .auth_text = "",
                                        .auth_name = "",
                                        .auth_file = "",
                                        .robots = robots,
                                        .robots_ignored = !str_empty(robots),
                                        .ca_file = settings->site.ca_file,
                                        .certificate = "",
                                        .key_file = "",
                                        .proxy = settings->site.proxy}};
}

/* A ledger that cannot be read keeps nobody from looking at a document. */
static int open_ledger(struct adding_fetch *fetching, const struct settings *settings,
                       struct err *err)
{
    struct err ignored = {0};

    if (ledger_open(settings->site.state, true, &fetching->ledger, &ignored) == 0)
        return 0;
    return ledger_open_empty(settings->site.state, &fetching->ledger, err);
}

int adding_fetch_open(struct adding_fetch *fetching, const struct settings *settings,
                      const char *robots, int64_t now, struct err *err)
{
    fetching->source = plain_source(settings, robots);
    if (open_ledger(fetching, settings, err))
        return -1;
    fetching->courtesy = (struct courtesy){.ledger = fetching->ledger,
                                           .settings = settings,
                                           .now = now,
                                           .arena = fetching->arena};
    return courtesy_open(&fetching->courtesy, err);
}

void adding_fetch_close(struct adding_fetch *fetching)
{
    courtesy_close(&fetching->courtesy);
    ledger_close(fetching->ledger);
    fetching->ledger = NULL;
}

struct fetch_options adding_fetch_how(const struct adding_fetch *fetching)
{
    return (struct fetch_options){.user_agent =
                                      harvest_user_agent(fetching->courtesy.settings),
                                  .delay_ms = fetching->courtesy.settings->site.delay_ms,
                                  .neighbours = fetching->courtesy.neighbours,
                                  .now = fetching->courtesy.now};
}

int adding_fetch_get(struct adding_fetch *fetching, const char *url, struct fetch_result *out,
                     struct err *err)
{
    const struct visiting visiting = {.courtesy = &fetching->courtesy,
                                      .how = adding_fetch_how(fetching)};
    struct visiting_item item = {.source = &fetching->source,
                                 .request = {.url = url,
                                             .home = url,
                                             .etag = "",
                                             .last_modified = "",
                                             .timeout_ms = fetching->source.timeout_ms,
                                             .max_bytes = fetching->source.max_bytes,
                                             .approach = &fetching->source.approach}};

    *out = (struct fetch_result){0};
    if (visiting_run(&visiting, &item, 1, err))
        return -1;
    *out = item.result;
    if (out->err.code == ERR_NONE)
        return 0;
    /* nothing came: it was not asked for */
    return out->status == 0 && strstr(out->err.text, "robots.txt")
               ? err_set(err, out->err.code,
                         "%s: %s; `add --robots REASON` would pass over it", url,
                         out->err.text)
               : err_set(err, out->err.code, "%s: %s", url, out->err.text);
}

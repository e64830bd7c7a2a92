/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_serve: the published site and the API over HTTP. */
#include "cli/cmd.h"
#include "daemon/listening.h"
#include "daemon/serving.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *listen = options_value(arguments, "listen");
    const struct serving_options options = {
        .listen = listen ? listen : LISTENING_DEFAULT,
        .metrics = options_given(arguments, "metrics"),
    };

    return serving_run(context->settings, &options, err);
}

const struct command cmd_serve = {
    .name = "serve",
    .summary = "the published site and a JSON API over HTTP, until told to stop",
    .synopsis = "",
    .help =
        "Serves what was published (`collect`, `site`) and the ledger, and writes nothing. "
        "Only this machine\nreaches it unless --listen says otherwise; a web server that "
        "speaks TLS belongs in front.\n\n"
        "  shihyo serve                                   # " LISTENING_DEFAULT "\n"
        "  shihyo serve --listen [::1]:8080\n"
        "  shihyo serve --listen unix:/run/shihyo/serve.sock\n\n"
        "  /api/indicators   /api/indicators/ID?as-of=2027-03-31   /api/programs   "
        "/api/alerts\n"
        "  /api/openapi.json describes them; /metrics is there with --metrics.\n\n"
        "The edition (`audience`) holds for all of it. SIGTERM or SIGINT ends it; a changed "
        "configuration\nwants a new start, new pages and figures do not.\n",
    .needs = NEEDS_SETTINGS,
    .options = {{"listen", 'l', "WHERE", "ADDRESS:PORT or unix:PATH"},
                {"metrics", 0, NULL, "also /metrics, in OpenMetrics"}},
    .run = run,
};

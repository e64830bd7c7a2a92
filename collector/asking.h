/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * asking: what is sent for one request, and to whom our secrets may go. Layer: collector.
 *
 * Secrets and the configured headers go to the origin (scheme, host, port) that the
 * configuration names, and nowhere else: not to where it redirects to, nor to what its page
 * links. A private address is asked only where the configuration itself writes it, or allows
 * it.
 */
#ifndef COLLECTOR_ASKING_H
#define COLLECTOR_ASKING_H

#include "collector/fetch.h"
#include "core/secret.h"
#include "core/transfer.h"

#include <stdbool.h>

#define ASKING_HEADERS_MAX 110
#define ASKING_LINES_MAX 4

struct asking_secrets {
    struct secret name; /* the secret, or the user */
    struct secret password;
};

/* Zeroed = nothing; released with asking_free. */
struct asking {
    struct transfer_order order;    /* without what listens */
    struct asking_secrets *secrets; /* NULL = none */
    const char *headers[ASKING_HEADERS_MAX];
    struct buf lines[ASKING_LINES_MAX]; /* those made here */
    size_t line_count;
    struct buf url; /* with the secret in it, where it is a parameter */
};

/* Reads the secret and writes the order for `url`, which is the request's or where that leads.
 * -1 with ERR_UNAVAILABLE: the secret cannot be read, or the address is none to ask. */
int asking_write(struct asking *asking, const struct fetch_request *request, const char *url,
                 const char *user_agent, struct err *err);

/* Makes the secret unreadable in an answer that repeats it: as it is, as an address writes it
 * (%2B), as JSON does (\/, \u002b) or HTML (&amp;), and a login as it was sent (Base64). */
void asking_mask(const struct asking *asking, struct buf *body);

/* True if the text holds the secret, in any of these ways. */
bool asking_is_told(const struct asking *asking, const char *text);

/* The address without the secret's parameter; to be released. */
char *asking_bare(const struct fetch_request *request, const char *url);

/* Releases it, and forgets the secret. */
void asking_free(struct asking *asking);

#endif

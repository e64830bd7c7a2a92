/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * health: what is known of a source's last fetches. Layer: core; kept by the ledger, shown by
 * graphs/ and cli/, used by daemon/schedule.
 */
#ifndef CORE_HEALTH_H
#define CORE_HEALTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct health {
    const char *source;
    int64_t last_try;      /* instant; 0 = never */
    int64_t last_success;  /* instant of the last fetch that ended in a usable document; 0 =
                              never */
    int64_t last_change;   /* instant at which its document last changed; 0 = never */
    int64_t failing_since; /* 0 = it is not failing */
    int failures;          /* in a row */
    bool fetched;          /* the last try got the document (or that it is unchanged) */
    size_t problems;       /* cells of it that could not be read */
    const char *error;     /* of the last try; "" = none */
    const char *etag;      /* validators of the last usable document; "" = none */
    const char *last_modified;
    const char *document;  /* SHA-256 of the last usable document; "" = none */
    const char *selection; /* fingerprint of the configuration it was read with; "" = none */
    int64_t not_before;    /* until then its host wants to be left alone; 0 = it does not */
    const char *tried;     /* the same of the last try, whatever came of it; "" = none */
};

#endif

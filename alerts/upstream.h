/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * upstream: what is judged of every source, without an [alert]: its table of kinds, and the
 * message, one for all sources of a host. Pure. Layer: alerts.
 *
 *   unreachable  not fetched at UPSTREAM_TRIES tries in a row and for UPSTREAM_TIME_S
 *   changed      fetched, and the table or the labels are not where they were (two tries)
 *   unread       fetched and read but for some cells (two tries)
 *   overdue      a period that its calendar expects is not there after the grace; while one of
 *                the first two stands, that says enough
 *
 * What cannot be believed is held and told by the quarantine. `watch = no` switches a source
 * off.
 */
#ifndef ALERTS_UPSTREAM_H
#define ALERTS_UPSTREAM_H

#include "alerts/prose.h"
#include "alerts/standing.h"
#include "config/settings.h"
#include "core/alert.h"
#include "core/buf.h"
#include "core/health.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UPSTREAM_TRIES 3
#define UPSTREAM_TIME_S 86400

enum upstream_kind {
    UPSTREAM_UNREACHABLE,
    UPSTREAM_CHANGED,
    UPSTREAM_UNREAD,
    UPSTREAM_OVERDUE,
    UPSTREAM_KINDS
};

/* unreachable changed unread overdue */
const char *upstream_name(enum upstream_kind kind);
enum severity upstream_severity(enum upstream_kind kind);

/* True where new values of the source are not to be told while this lasts. */
bool upstream_inhibits(enum upstream_kind kind);

/* The kind of an alert of a source, by its rule_id; false for others. */
bool upstream_kind_of(const struct alert *alert, enum upstream_kind *out);

/* What is known of a source when it is judged. */
struct upstream_case {
    const struct health *health;
    bool overdue; /* one of its indicators is, by its calendar */
    bool nothing; /* nothing was ever recorded of one that is due: no day of release ends what
                     was overdue before */
    bool failing; /* it is unreachable, or changed */
    int64_t now;
};

enum standing_state upstream_stands(enum upstream_kind kind, const struct upstream_case *here);

/* The host that a source is fetched from; "" without an address. Room for the address. */
void upstream_host(const struct source *source, char *out, size_t size);

/* One line of an alert of a source: what stands in lists, and its subject. */
void upstream_text(const struct settings *settings, const struct source *source,
                   enum upstream_kind kind, const struct alert *alert, struct buf *out);

/* Sources of one kind and host that are told together. */
struct upstream_group {
    const struct settings *settings;
    enum upstream_kind kind;
    const struct source **sources;
    const struct alert **alerts;
    const char **reasons; /* what is said of each: lines */
    size_t count;
};

void upstream_subject(const struct upstream_group *group, struct buf *out);
void upstream_write(const struct upstream_group *group, struct prose *out);

/* The sentence that ends a letter about sources. */
const char *upstream_closing(enum language language);

#endif

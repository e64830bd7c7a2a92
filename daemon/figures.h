/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figures: the pictures of graphs/figure from the ledger: of policies and programs,
 * comparisons, years over one another. Layer: daemon. Drawn when they are asked for; no marks
 * are kept.
 */
#ifndef DAEMON_FIGURES_H
#define DAEMON_FIGURES_H

#include "graphs/figure.h"
#include "ledger/ledger.h"

/* One picture that is asked for. */
struct figures_order {
    const char *name; /* of its files, in the place of an id */
    enum figure_kind kind;
    const struct policy *policy;
    const struct program *program;
    const struct indicator *indicators[2]; /* of a comparison, of years the first */
    enum figure_axes axes;
    bool has_base;
    struct period base;
    enum frequency year;
};

struct figures_work {
    const struct figures_order *orders;
    size_t count;
    const struct form *forms; /* of the standard size */
    size_t form_count;        /* at most FORM_MOST */
    const char *folder;
};

/* Where a form of an order goes to. */
const char *figures_path(const struct figures_work *work, const struct figures_order *order,
                         size_t form, struct arena *arena);

/* What a policy's or program's picture is drawn from; lives in the arena. */
int figures_gather(struct ledger *ledger, const struct settings *settings,
                   const struct figures_order *order, int64_t now, struct arena *arena,
                   struct figure_input *out, struct err *err);

/* Draws all, in worker processes; each is tried, the first failure is returned. What the
 * edition does not show is not drawn: indicators that are not public, alerts. */
int figures_draw(struct ledger *ledger, const struct settings *settings,
                 const struct figures_work *work, int64_t now, struct err *err);

#endif

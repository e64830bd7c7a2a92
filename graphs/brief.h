/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * brief: one sheet on one figure, for whoever answers in council: what it is and what it
 * means, how it went, what stands beside it, causes and actions as sections wrote them,
 * programs with their money, what is not known, and questions that are likely with the figures
 * that answer them. Layer: graphs. Pure: only what the ledger and the configuration say; a
 * question whose figure is not there is not asked.
 */
#ifndef GRAPHS_BRIEF_H
#define GRAPHS_BRIEF_H

#include "config/settings.h"
#include "core/awaited.h"
#include "core/comment.h"
#include "core/held.h"
#include "graphs/chart.h"
#include "graphs/paper.h"

#include <stdbool.h>
#include <stddef.h>

/* Another indicator of the same unit and frequency, set beside it. */
struct brief_peer {
    const struct indicator *indicator;
    const struct series *series;
};

/* All as the edition shows it. */
struct brief_input {
    const struct chart_input *chart; /* its newest value is the one that the brief is on */
    const struct observation *newer; /* where --period asks for an older one: the newest */
    const struct brief_peer *peers;  /* `compare` first */
    size_t peer_count;
    const struct comments *comments; /* what stands, of this indicator */
    const struct held *held;         /* open, of this indicator; none in the public edition */
    size_t held_count;
    const struct awaited *awaited;
};

/* `paper` is initialised; it borrows from the input until it is written. */
void brief_compose(const struct brief_input *input, struct paper *paper);

#endif

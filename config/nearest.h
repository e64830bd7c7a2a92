/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest: the known name nearest to a mistyped one. Layer: config. */
#ifndef CONFIG_NEAREST_H
#define CONFIG_NEAREST_H

#include <stddef.h>

/* Borrows every text offered. */
struct nearest {
    const char *word;
    const char *best;
    size_t distance;
};

void nearest_start(struct nearest *nearest, const char *word);
void nearest_offer(struct nearest *nearest, const char *candidate);

/* The nearest of what was offered, or NULL when none is near enough to be meant. */
const char *nearest_found(const struct nearest *nearest);

#endif

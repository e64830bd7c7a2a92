/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * noise: repeatable random numbers for simulations (splitmix64, Box and Muller). Layer: core.
 * Nothing secret may come of them.
 */
#ifndef CORE_NOISE_H
#define CORE_NOISE_H

#include <stdint.h>

/* Starts as {seed}. */
struct noise {
    uint64_t state;
};

/* Evenly spread over (0, 1]. */
double noise_even(struct noise *noise);

/* Normal, of mean 0 and deviation 1. */
double noise_normal(struct noise *noise);

#endif

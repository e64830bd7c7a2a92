/* SPDX-License-Identifier: GPL-3.0-or-later */
/* noise: see noise.h. */
#include "core/noise.h"

#include <math.h>

#define TURN 6.283185307179586476925
#define STEPS 9007199254740992.0 /* 2^53 */

static uint64_t next(struct noise *noise)
{
    noise->state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = noise->state;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

double noise_even(struct noise *noise)
{
    return ((double)(next(noise) >> 11) + 1) / STEPS;
}

double noise_normal(struct noise *noise)
{
    double size = sqrt(-2 * log(noise_even(noise)));
    return size * cos(TURN * noise_even(noise));
}

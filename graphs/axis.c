/* SPDX-License-Identifier: GPL-3.0-or-later */
/* axis: round numbers around what is shown. */
#include "graphs/axis.h"

#include <math.h>
#include <stdbool.h>

#define VALUE_MAX 4e18 /* int64_t with room for one more step */

static double step_of(const struct axis *axis)
{
    return (double)axis->digit * pow(10, axis->exponent);
}

static void next_step(struct axis *axis)
{
    if (axis->digit == 1) {
        axis->digit = 2;
    } else if (axis->digit == 2) {
        axis->digit = 5;
    } else {
        axis->digit = 1;
        axis->exponent++;
    }
}

/* A bound that misses a tick only by rounding does not ask for one more step. */
static void count_ticks(struct axis *axis, double low, double high)
{
    double step = step_of(axis);
    double first = floor(low / step + 1e-6);
    double last = ceil(high / step - 1e-6);
    axis->first = (int64_t)first;
    axis->count = (size_t)(last - first) + 1;
}

static void tidy(double *low, double *high)
{
    if (!isfinite(*low) || !isfinite(*high)) {
        *low = 0;
        *high = 1;
    }
    if (*low > *high) {
        double swap = *low;
        *low = *high;
        *high = swap;
    }
    *low = fmax(*low, -VALUE_MAX);
    *high = fmin(*high, VALUE_MAX);
    if (*high - *low < 1e-9) {
        bool zero = !(*low < 0) && !(*high > 0);
        double room = zero ? 1 : fmax(fabs(*high) * 0.1, 1e-9);
        *high += room;
        if (*low < 0 || *low > 0)
            *low -= room;
    }
}

struct axis axis_make(double low, double high, size_t most, int places)
{
    tidy(&low, &high);
    if (most < 2)
        most = 2;
    double rough = (high - low) / (double)most;
    int exponent = (int)floor(log10(rough));
    int finest = places < DECIMAL_PLACES_MAX ? -places : -DECIMAL_PLACES_MAX;
    struct axis axis = {.digit = 1, .exponent = exponent < finest ? finest : exponent};
    count_ticks(&axis, low, high);
    while (axis.count > most + 1) {
        next_step(&axis);
        count_ticks(&axis, low, high);
    }
    if (axis.count < 2)
        axis.count = 2;
    axis.low = (double)axis.first * step_of(&axis);
    axis.high = (double)(axis.first + (int64_t)axis.count - 1) * step_of(&axis);
    return axis;
}

struct decimal axis_tick(const struct axis *axis, size_t i)
{
    int64_t units = (axis->first + (int64_t)i) * axis->digit;
    for (int e = 0; e < axis->exponent; e++) {
        if (__builtin_mul_overflow(units, (int64_t)10, &units))
            return (struct decimal){units < 0 ? INT64_MIN : INT64_MAX, 0};
    }
    return (struct decimal){units, axis_places(axis)};
}

int axis_places(const struct axis *axis)
{
    return axis->exponent < 0 ? -axis->exponent : 0;
}

double axis_y(const struct axis *axis, double value, double bottom, double top)
{
    double share = (value - axis->low) / (axis->high - axis->low);
    return bottom + fmin(fmax(share, 0), 1) * (top - bottom);
}

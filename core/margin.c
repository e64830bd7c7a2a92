/* SPDX-License-Identifier: GPL-3.0-or-later */
/* margin: see margin.h. */
#include "core/margin.h"

#include <math.h>

#define DEVIATIONS 1.96 /* of 95 % */
#define HALF 0.5

double margin_of_share(double share, double answers)
{
    double variance = share * (1 - share);
    return answers > 0 && variance > 0 ? DEVIATIONS * sqrt(variance / answers) : 0;
}

double margin_of_balance(double balance, double answers)
{
    /* the variance of +1, 0, -1 is what is not 0, less the square of the mean */
    double variance = fmax(HALF, fabs(balance)) - balance * balance;
    return answers > 0 && variance > 0 ? DEVIATIONS * sqrt(variance / answers) : 0;
}

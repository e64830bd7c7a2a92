/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape: see shape.h. */
#include "graphs/shape.h"

#include "config/course.h"
#include "config/phrase.h"
#include "core/rolling.h"

enum chart_shape shape_of(const struct indicator *indicator, const struct series *series)
{
    if (indicator->chart != CHART_AUTO)
        return indicator->chart;
    if (phrase_is_percent(indicator) && indicator->basis == BASIS_LEVEL &&
        !course_goes_below_zero(indicator, series))
        return CHART_LINE;
    if (period_is_yearly(indicator->frequency))
        return CHART_BARS;
    if (indicator->basis == BASIS_YEAR_ON_YEAR || course_goes_below_zero(indicator, series))
        return CHART_STEPS;
    return CHART_LINE;
}

bool shape_has_mean(const struct indicator *indicator, const struct series *series)
{
    return shape_of(indicator, series) == CHART_LINE && course_is_seasonal(indicator, series);
}

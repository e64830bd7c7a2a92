/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sdmxtime: the reporting periods of SDMX (2016-A1, 2016-M08, 2016-Q3) as civil ones. Layer:
 * collector.
 *
 * They count from the start of the reporting year, 1 January unless the attribute
 * REPORTING_YEAR_START_DAY says otherwise (`--04-01`).
 */
#ifndef COLLECTOR_DECODE_SDMXTIME_H
#define COLLECTOR_DECODE_SDMXTIME_H

#define SDMXTIME_SIZE 64
#define SDMXTIME_START_DAY "REPORTING_YEAR_START_DAY" /* the head of that attribute */

/* 2016-M08 -> 2016-08; 2016-A1 -> 2016, or FY2016 when the year starts on 1 April, as then
 * 2016-Q3 -> 2016-Q4. Anything else as it is, so that the reader of periods judges it; but a
 * reporting period of a year that starts on another day comes out unreadable, with that day
 * beside it. `start_day` "" = 1 January. Returns `text` or `out`. */
const char *sdmxtime_period(const char *text, const char *start_day, char out[SDMXTIME_SIZE]);

#endif

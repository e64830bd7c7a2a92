/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * estat: what the replies of the e-Stat API (getStatsData 3.0) have in common, as JSON, XML
 * and CSV. Layer: collector.
 */
#ifndef COLLECTOR_DECODE_ESTAT_H
#define COLLECTOR_DECODE_ESTAT_H

#include "collector/grid.h"
#include "collector/markup.h"
#include "core/arena.h"

/* The day of what is read, of OPEN_DATE (when the table was opened) and UPDATED_DATE (when it
 * was last changed), both as `2023-04-28`: the later one. Either may be NULL or "". */
const char *estat_day(const char *opened, const char *updated);

/* That day of a CSV reply: of the head section above its only table (TABLE_INF); NULL where it
 * is no such reply, has no head (sectionHeaderFlg=2) or several tables. */
const char *estat_csv_day(const struct grid *grid);

/* That of an XML reply: TABLE_INF in GET_STATS_DATA/STATISTICAL_DATA; NULL = it is none. */
const char *estat_xml_day(const struct markup *markup, struct arena *arena);

#endif

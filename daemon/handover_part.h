/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_part: what the parts of a handover share; used by handover*.c only. Layer: daemon.
 */
#ifndef DAEMON_HANDOVER_PART_H
#define DAEMON_HANDOVER_PART_H

#include "core/comment.h"
#include "daemon/expecting.h"
#include "daemon/handover.h"

#define HANDOVER_ROWS 200 /* of one table, at most */
#define HANDOVER_LIMIT 65536
#define HANDOVER_NAMES 60 /* of one list in a sentence or a cell */
#define HANDOVER_BRIEF 80 /* characters of a text in a cell */

struct handover {
    struct ledger *ledger;
    const struct settings *settings;
    enum language language;
    int64_t now, since; /* a year before */
    struct expecting expecting;
    struct comments comments; /* what stands, of all indicators */
    struct arena *arena;
    struct paper *paper;
};

const char *handover_pick(const struct handover *handover, const char *ja, const char *en);
const char *handover_day(const struct handover *handover, int64_t instant);
const char *handover_period(const struct handover *handover, const struct indicator *indicator,
                            struct period period);
const char *handover_title(const struct handover *handover, const struct indicator *indicator);

/* Instead of a list that would be empty; and below a list that would be too long. */
void handover_none(const struct handover *handover, const char *ja, const char *en);
void handover_more(const struct handover *handover, size_t count);

/* Each adds a section. */
int handover_alerts(const struct handover *handover, struct err *err);
int handover_held(const struct handover *handover, struct err *err);
int handover_sources(const struct handover *handover, struct err *err);
int handover_changes(const struct handover *handover, struct err *err);
int handover_freezes(const struct handover *handover, struct err *err);
void handover_comments(const struct handover *handover);
void handover_entries(const struct handover *handover);
void handover_owners(const struct handover *handover);
int handover_calendar(const struct handover *handover, struct err *err);

#endif

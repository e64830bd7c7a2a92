/* SPDX-License-Identifier: GPL-3.0-or-later */
/* life: see life.h. */
#include "alerts/life.h"

static struct life_step keep(enum alert_state state)
{
    return (struct life_step){.exists = true, .state = state};
}

static struct life_step tell(enum alert_state state, enum alert_occasion occasion, bool told)
{
    return (struct life_step){
        .exists = true, .state = state, .tell = told, .occasion = occasion};
}

/* It holds no more; nobody hears of the end of what nobody heard of. */
static struct life_step end(const struct life *life, enum alert_state state)
{
    const struct alert *before = life->before;

    if (before->state == ALERT_PENDING)
        return keep(state);
    return tell(state, ALERT_CLEARED, before->told != 0 && before->state != ALERT_SILENCED);
}

static struct life_step burn(const struct life *life)
{
    const struct alert *before = life->before;
    bool due = life->remind > 0 && life->releases >= life->remind;

    if (life->silenced > 0)
        return keep(ALERT_SILENCED);
    if (before->told == 0)
        return tell(ALERT_FIRING, ALERT_RAISED, !life->inhibited);
    return tell(ALERT_FIRING, ALERT_REMINDED, due && !life->inhibited);
}

/* What was seen stays so, up to the day, or the release, that was said with it. */
static struct life_step rest(const struct life *life)
{
    const struct alert *before = life->before;
    bool over = before->until == ALERT_NEXT_RELEASE
                    ? life->newer
                    : before->until != 0 && before->until <= life->now;

    if (!over)
        return keep(ALERT_ACKNOWLEDGED);
    return life->silenced > 0 ? keep(ALERT_SILENCED)
                              : tell(ALERT_FIRING, ALERT_EXPIRED, !life->inhibited);
}

static struct life_step go_on(const struct life *life)
{
    const struct alert *before = life->before;

    if (!before || before->state == ALERT_PENDING)
        return life->silenced > 0 ? keep(ALERT_SILENCED)
                                  : tell(ALERT_FIRING, ALERT_RAISED, !life->inhibited);
    if (before->state == ALERT_ACKNOWLEDGED)
        return rest(life);
    if (before->state == ALERT_SILENCED && life->silenced == 0)
        return tell(ALERT_FIRING, ALERT_EXPIRED, !life->inhibited);
    return burn(life);
}

struct life_step life_go_on(const struct life *life)
{
    const struct alert *before = life->before;
    bool open = before && before->state != ALERT_PENDING;

    switch (life->standing) {
    case STANDING_OPEN:
        return go_on(life);
    case STANDING_PENDING:
        return open ? end(life, ALERT_PENDING) : keep(ALERT_PENDING);
    case STANDING_CLEAR:
        return before ? end(life, ALERT_RESOLVED) : (struct life_step){0};
    case STANDING_UNKNOWN:
        break;
    }
    if (!before)
        return (struct life_step){0};
    return open ? go_on(life) : keep(ALERT_PENDING);
}

bool life_is_due(const struct alert *open, int64_t now, int64_t silenced, bool inhibited)
{
    if (!open || open->state == ALERT_PENDING)
        return false;
    if (open->state == ALERT_ACKNOWLEDGED)
        return open->until > 0 && open->until <= now;
    if (open->state == ALERT_SILENCED)
        return silenced == 0;
    return silenced > 0 || (open->told == 0 && !inhibited);
}

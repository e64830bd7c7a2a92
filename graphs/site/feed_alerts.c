/* SPDX-License-Identifier: GPL-3.0-or-later */
/* feed_alerts: what was raised and what was resolved; see feed.h. */
#include "graphs/site/feed.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/arena.h"
#include "core/words.h"
#include "graphs/site/atom.h"
#include "graphs/site/doors.h"

/* An entry of the feed: an alert and which end of its life. */
struct turn {
    const struct alert *alert;
    bool over;
    int64_t at;      /* raised, or resolved */
    int64_t updated; /* when its words last changed */
    const char *text;
};

/* The newest first; of one instant the end before the beginning. */
static int compare(const void *a, const void *b)
{
    const struct turn *one = a;
    const struct turn *other = b;

    if (one->updated != other->updated)
        return one->updated < other->updated ? 1 : -1;
    if (one->alert->number != other->alert->number)
        return one->alert->number < other->alert->number ? 1 : -1;
    return (int)other->over - (int)one->over;
}

/* Nothing was raised while its rule waits for more releases. */
static bool was_raised(const struct alert *alert)
{
    return alert->state != ALERT_PENDING && alert->since > 0;
}

/* Both ends by its steps; one without steps says what it says now. */
static size_t find_turns(const struct feed_alerts *input, const struct alert *alert,
                         struct turn out[2])
{
    struct turn raised = {alert, false, alert->since, alert->since, alert->text};
    struct turn over = {alert, true, 0, 0, NULL};
    bool any = false;
    size_t count = 0;

    for (size_t i = alert_first_event(input->events, input->event_count, alert->number);
         i < input->event_count && input->events[i].alert == alert->number; i++) {
        const struct alert_event *event = &input->events[i];

        if (event->state == ALERT_FIRING) {
            raised.at = any ? raised.at : event->at;
            raised.updated = event->at;
            raised.text = event->text;
            any = true;
        } else if (event->state == ALERT_RESOLVED) {
            over.at = over.updated = event->at;
            over.text = event->text;
        }
    }
    if (!any && !was_raised(alert))
        return 0;
    out[count++] = raised;
    if (over.text)
        out[count++] = over;
    return count;
}

static void put_turn(struct atom *atom, const struct atom_head *head, const struct turn *turn)
{
    enum language language = atom->settings->site.language;
    const struct alert *alert = turn->alert;
    const char *lines[] = {turn->text, words_caution(language)};
    const char *word = turn->over ? words_alert_state(ALERT_RESOLVED, language)
                                  : words_severity(alert->severity, language);
    const struct atom_entry entry = {
        .id = arena_printf(atom->arena, "%" PRId64 "/%s", alert->number,
                           turn->over ? "resolved" : "raised"),
        .title = turn->text,
        .published = turn->at,
        .updated = turn->updated,
        .page = head->page,
        .category = turn->over ? "resolved" : alert->severity,
        .label = word,
        .lines = lines,
        .line_count = 2,
    };

    atom_put(atom, head, &entry);
}

void feed_alerts(const struct settings *settings, const struct feed_alerts *input,
                 struct buf *out)
{
    struct arena *arena = arena_new();
    struct turn *turns = arena_alloc(arena, 2 * input->count + 1, sizeof *turns);
    size_t count = 0;
    struct atom atom;

    /* the newest alerts are enough: each gives an entry */
    for (size_t i = 0; i < input->count; i++)
        count += find_turns(input, &input->alerts[i], &turns[count]);
    qsort(turns, count, sizeof *turns, compare);
    const struct atom_head head = {
        .id = "alerts",
        .title = words_pick(settings->site.language, "お知らせ", "Alerts"),
        .file = DOORS_ALERTS,
        .page = "alerts.html",
        .updated = count > 0 ? turns->updated : ATOM_NEVER,
    };
    atom_begin(&atom, settings, arena, &head, out);
    for (size_t i = 0; i < count && i < ATOM_ENTRIES; i++)
        put_turn(&atom, &head, &turns[i]);
    atom_end(&atom);
    arena_free(arena);
}

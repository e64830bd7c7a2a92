/* SPDX-License-Identifier: GPL-3.0-or-later */
/* was: see was.h. */
#include "config/was.h"

#include "config/reader.h"
#include "core/str.h"
#include "core/unicode.h"

void was_split(const struct draft *draft, struct indicator *indicator)
{
    struct arena *arena = draft->settings->arena;
    const char *cursor = indicator->was_text;
    size_t count = 0;

    while (cursor && reader_word(arena, &cursor) != NULL)
        count++;
    if (count == 0)
        return;
    indicator->was = arena_alloc(arena, count, sizeof *indicator->was);
    cursor = indicator->was_text;
    while (indicator->was_count < count)
        indicator->was[indicator->was_count++] = reader_word(arena, &cursor);
}

/* The first of the indicators before this one that claims the same history. */
static const struct indicator *find_claim(const struct draft *draft,
                                          const struct indicator *indicator, const char *id)
{
    const struct settings *settings = draft->settings;

    for (const struct indicator *other = settings->indicators; other < indicator; other++) {
        for (size_t i = 0; i < other->was_count; i++) {
            if (str_equal(other->was[i], id))
                return other;
        }
    }
    return NULL;
}

void was_check(const struct draft *draft, const struct draft_item *item,
               const struct indicator *indicator)
{
    for (size_t i = 0; i < indicator->was_count; i++) {
        const char *id = indicator->was[i];
        const struct indicator *claim = find_claim(draft, indicator, id);

        if (!str_is_id(id))
            draft_fault(draft, item, "was", "was: \"%.60s\" is no id, expected one such as %s",
                        id, "lobo-di");
        else if (str_equal(id, indicator->id))
            draft_fault(draft, item, "was",
                        "was: \"%s\" is its own id, expected the one that it had before", id);
        else if (settings_indicator(draft->settings, id))
            draft_fault(draft, item, "was",
                        "was: [indicator %s] is still there, expected one id for one history: "
                        "take that section away, or this key",
                        id);
        else if (claim)
            draft_fault(draft, item, "was",
                        "was: the history of \"%s\" goes on as [indicator %s] already, "
                        "expected one that does",
                        id, claim->id);
    }
}

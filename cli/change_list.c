/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change_list: see change_list.h. */
#include "cli/change_list.h"

#include "core/instant.h"

void change_list_print(const struct meaning_changes *changes, enum language language,
                       struct buf *out)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct meaning_change *change = &changes->items[i];
        char at[INSTANT_TEXT_SIZE];

        instant_print_local(change->at, at);
        buf_printf(out, "%s  %s  %s  %s\n", words_pick(language, "扱いの変更", "changed"), at,
                   change->who, change->note);
    }
}

void change_list_json(const struct meaning_changes *changes, struct json *json)
{
    json_begin_array(json, "changes");
    for (size_t i = 0; i < changes->count; i++) {
        const struct meaning_change *change = &changes->items[i];

        json_begin_object(json, NULL);
        json_instant(json, "at", change->at);
        json_string(json, "who", change->who);
        json_string(json, "was", change->was);
        if (change->factor)
            json_decimal(json, "factor", *change->factor);
        else
            json_null(json, "factor");
        json_string(json, "note", change->note);
        json_end_object(json);
    }
    json_end_array(json);
}

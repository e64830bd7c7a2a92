/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change_list: what was decided about a changed indicator (`migrate`, `was`), as `why` and
 * `show` tell it. Layer: cli. */
#ifndef CLI_CHANGE_LIST_H
#define CLI_CHANGE_LIST_H

#include "core/buf.h"
#include "core/json.h"
#include "core/words.h"
#include "ledger/meaning.h"

/* A line for each; nothing when there was none. */
void change_list_print(const struct meaning_changes *changes, enum language language,
                       struct buf *out);

/* An array "changes" of {"at","who","was","factor","note"}. */
void change_list_json(const struct meaning_changes *changes, struct json *json);

#endif

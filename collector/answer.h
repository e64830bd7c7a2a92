/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer: what the status and the headers of an HTTP answer say. Layer: collector. */
#ifndef COLLECTOR_ANSWER_H
#define COLLECTOR_ANSWER_H

#include "collector/envelope.h"
#include "collector/fetch.h"

/* Forgets what earlier headers said: "" each. */
void answer_clear(struct fetch_result *result);

/* Takes one header line as it came (not NUL-terminated). A status line starts anew: a
 * redirect's headers are not the document's. Values too long or with control characters are
 * passed over. */
void answer_header(struct fetch_result *result, const char *line, size_t length);

/* "not found" for 404. */
const char *answer_words(int status);

/* Fill result->err: the time was up; fewer bytes came than were announced (-1 = unknown). */
void answer_late(const struct fetch_request *request, struct fetch_result *result,
                 const char *host, const struct envelope *envelope);
void answer_short(struct fetch_result *result, int64_t expected);

#endif

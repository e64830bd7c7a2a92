/* SPDX-License-Identifier: GPL-3.0-or-later */
/* envelope: see envelope.h. */
#include "collector/envelope.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"

#define VALUE_MAX 64
#define NUMBER_DIGITS 10 /* of seconds: beyond any wait that is obeyed */
#define PDF_TAIL 1024    /* bytes in which %%EOF stands */

/* --- headers --- */

/* The value of the header of that name, without blanks; false when it is another one. */
static bool find_value(const char *line, size_t length, const char *name, char out[VALUE_MAX])
{
    size_t skip = strlen(name);

    if (length < skip || strncasecmp(line, name, skip) != 0)
        return false;
    line += skip;
    length -= skip;
    while (length > 0 && isspace((unsigned char)*line))
        line++, length--;
    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    length = length < VALUE_MAX ? length : VALUE_MAX - 1;
    memcpy(out, line, length);
    out[length] = '\0';
    return true;
}

static void begin(struct envelope *envelope, const char *line, size_t length)
{
    const char *space = memchr(line, ' ', length);
    int status = 0;

    for (const char *p = space; p && p + 1 < line + length && isdigit((unsigned char)p[1]);
         p++)
        status = status < 1000 ? status * 10 + (p[1] - '0') : status;
    bool interim = status >= 100 && status < 200;
    *envelope = (struct envelope){
        .old = length > 6 && line[5] == '1',
        .interim = envelope->interim + (interim ? 1 : 0),
        .interim_status = interim ? status : envelope->interim_status,
    };
}

/* "30", and "30, 30" of two that somebody joined. */
static void take_lengths(struct envelope *envelope, char *value)
{
    for (char *at = value; at;) {
        char *next = strchr(at, ',');
        int64_t length = 0;

        if (next)
            *next++ = '\0';
        if (str_integer(str_trim(at), 0, INT64_MAX - 1, &length)) {
            length++; /* so that 0 is none */
            if (envelope->length == 0)
                envelope->length = length;
            else if (length != envelope->length)
                envelope->other = length;
        }
        at = next;
    }
    envelope->told = true;
}

void envelope_take(struct envelope *envelope, const char *line, size_t length)
{
    char value[VALUE_MAX];

    if (length >= 5 && strncasecmp(line, "HTTP/", 5) == 0)
        begin(envelope, line, length);
    else if (find_value(line, length, "Content-Length:", value))
        take_lengths(envelope, value);
    else if (find_value(line, length, "Transfer-Encoding:", value))
        envelope->told = true;
    else if (find_value(line, length, "Content-Encoding:", value))
        envelope->told =
            envelope->told || (!str_empty(value) && strcasecmp(value, "identity") != 0);
    else if (find_value(line, length, "Retry-After:", value))
        envelope->long_wait =
            strlen(value) >= NUMBER_DIGITS && value[strspn(value, "0123456789")] == '\0';
}

int envelope_check(const struct envelope *envelope, struct err *err)
{
    if (envelope->other == 0)
        return 0;
    return err_set(
        err, ERR_UNAVAILABLE,
        "two lengths were announced (%lld and %lld bytes): the answer of a broken or "
        "hostile server",
        (long long)envelope->length - 1, (long long)envelope->other - 1);
}

/* --- bodies --- */

/* What stands last of `what`, in capitals or not; NULL = nowhere. */
static const char *find_last(const struct buf *body, const char *what)
{
    size_t length = strlen(what);

    for (size_t at = body->length; at >= length; at--)
        if (strncasecmp(body->data + at - length, what, length) == 0)
            return body->data + at - length;
    return NULL;
}

/* Without line breaks, blanks, and what old editors put behind the last of them. */
static size_t find_end(const struct buf *body)
{
    size_t end = body->length;

    while (end > 0 && strchr(" \t\r\n\032", body->data[end - 1])) /* NUL among them: UTF-16 */
        end--;
    return end;
}

static const char *judge_lines(const struct buf *body)
{
    for (size_t at = find_end(body); at < body->length; at++)
        if (body->data[at] == '\n' || body->data[at] == '\r')
            return NULL;
    return "its last line does not end";
}

static const char *judge_markup(const struct buf *body)
{
    const char *opened = find_last(body, "<table");
    const char *closed = find_last(body, "</table");

    if (body->data[find_end(body) - 1] != '>')
        return "it ends outside of a bracket";
    return opened && (!closed || closed < opened) ? "its last table is not closed" : NULL;
}

static const char *judge_pdf(const struct buf *body)
{
    const char *end = find_last(body, "%%EOF");

    return end && (size_t)(body->data + body->length - end) <= PDF_TAIL
               ? NULL
               : "the end of a PDF is missing";
}

static const char *judge_body(const struct buf *body)
{
    const char *start = body->data;
    size_t end = find_end(body);
    size_t at = str_starts(start, "\xef\xbb\xbf") ? 3 : 0;

    while (at < end && isspace((unsigned char)start[at]))
        at++;
    bool json = at < end && strchr("{[", start[at]) && strchr("}]", start[end - 1]);
    if (at >= end || json || str_starts(start, "PK\x03\x04"))
        return NULL;
    if (str_starts(start, "%PDF"))
        return judge_pdf(body);
    return start[at] == '<' ? judge_markup(body) : judge_lines(body);
}

int envelope_check_body(const struct envelope *envelope, const struct buf *body,
                        struct err *err)
{
    const char *missing =
        envelope->old && !envelope->told && body->length > 0 ? judge_body(body) : NULL;

    if (!missing)
        return 0;
    return err_set(err, ERR_UNAVAILABLE,
                   "the transfer may have ended early: how long the document is was not said, "
                   "and %s (%zu bytes came)",
                   missing, body->length);
}

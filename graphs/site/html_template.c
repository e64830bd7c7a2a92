/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_template: see html_template.h. */
#include "graphs/site/html_template.h"

#include <string.h>

#include "core/str.h"
#include "core/unicode.h"

#define PIECES 128
#define QUOTE 48

struct reading {
    const char *text;
    const char *name;
    const struct html_template_slot *slots;
    size_t slot_count;
    bool *seen;
    struct html_template *out;
    struct err *err;
};

static int line_of(const struct reading *reading, const char *at)
{
    int line = 1;

    for (const char *c = reading->text; c < at; c++)
        line += *c == '\n';
    return line;
}

static int refuse(const struct reading *reading, const char *at, const char *why,
                  const char *what)
{
    char quote[QUOTE];

    str_copy(quote, sizeof quote, what);
    return err_set(reading->err, ERR_CONFIG, "%s:%d: %s%s%s%s", reading->name,
                   line_of(reading, at), why, *quote ? " \"" : "", quote, *quote ? "\"" : "");
}

static int add(const struct reading *reading, struct html_template_piece piece, const char *at)
{
    if (reading->out->count == PIECES)
        return refuse(reading, at, "too many slots", "");
    reading->out->pieces[reading->out->count++] = piece;
    return 0;
}

/* The slot at `at`, behind whose braces *end is. */
static int add_slot(const struct reading *reading, const char *at, const char **end)
{
    const char *close = strstr(at, "}}");
    size_t start = 2 + strspn(at + 2, " ");

    if (!close)
        return refuse(reading, at, "a slot is not closed, expected }}", "");
    size_t length = close > at + start ? (size_t)(close - at) - start : 0;

    while (length > 0 && at[start + length - 1] == ' ')
        length--;
    for (size_t i = 0; i < reading->slot_count; i++) {
        const char *name = reading->slots[i].name;

        if (strlen(name) != length || strncmp(name, at + start, length) != 0)
            continue;
        if (reading->seen[i] && !reading->slots[i].many)
            return refuse(reading, at, "a slot stands twice:", name);
        reading->seen[i] = true;
        *end = close + 2;
        return add(reading, (struct html_template_piece){.slot = i}, at);
    }
    char name[QUOTE] = "";

    if (length < sizeof name) {
        memcpy(name, at + start, length);
        name[length] = '\0';
    }
    return refuse(reading, at, "there is no slot", name);
}

static int read_pieces(const struct reading *reading)
{
    const char *at = reading->text;

    while (*at) {
        const char *slot = strstr(at, "{{");
        size_t length = slot ? (size_t)(slot - at) : strlen(at);

        if (length > 0 &&
            add(reading, (struct html_template_piece){.text = at, .length = length}, at))
            return -1;
        at += length;
        if (slot && add_slot(reading, slot, &at))
            return -1;
    }
    for (size_t i = 0; i < reading->slot_count; i++) {
        if (reading->slots[i].required && !reading->seen[i])
            return refuse(reading, at, "a slot is missing:", reading->slots[i].name);
    }
    return 0;
}

int html_template_read(const char *text, const char *name,
                       const struct html_template_slot *slots, size_t slot_count,
                       struct arena *arena, struct html_template *out, struct err *err)
{
    struct reading reading = {
        .text = text,
        .name = name,
        .slots = slots,
        .slot_count = slot_count,
        .seen = arena_alloc(arena, slot_count, sizeof *reading.seen),
        .out = out,
        .err = err,
    };

    out->pieces = arena_alloc(arena, PIECES, sizeof *out->pieces);
    out->count = 0;
    if (!unicode_valid(text, strlen(text)))
        return refuse(&reading, text, "it is not in UTF-8", "");
    return read_pieces(&reading);
}

void html_template_write(const struct html_template *frame, struct html *html,
                         void (*fill)(size_t slot, void *context), void *context)
{
    for (size_t i = 0; i < frame->count; i++) {
        const struct html_template_piece *piece = &frame->pieces[i];
        int depth = html->depth;

        if (piece->text) {
            buf_append(html->out, piece->text, piece->length);
            continue;
        }
        fill(piece->slot, context);
        html_end_slot(html, depth);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_flow: white space as a browser sees it. */
#include "collector/decode/html_flow.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "core/str.h"

#define NOTE_BYTES 24 /* （注１２） */

void html_flow_init(struct html_flow *flow)
{
    *flow = (struct html_flow){.pending = 0};
    /* What was read is in memory already, and no text grows here. */
    buf_init(&flow->text, SIZE_MAX / 2);
}

void html_flow_free(struct html_flow *flow)
{
    buf_free(&flow->text);
}

void html_flow_reset(struct html_flow *flow)
{
    buf_reset(&flow->text);
    flow->pending = 0;
}

void html_flow_space(struct html_flow *flow)
{
    if (flow->pending == 0 && flow->text.length > 0)
        flow->pending = ' ';
}

void html_flow_break(struct html_flow *flow)
{
    if (flow->text.length > 0)
        flow->pending = '\n';
}

/* Bytes of the white space that stands here: ASCII, no-break, typographic, ideographic. */
static size_t white_length(const unsigned char *p)
{
    if (isspace(p[0]))
        return 1;
    if (p[0] == 0xC2 && p[1] == 0xA0)
        return 2;
    if (p[0] == 0xE2 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8A) || p[2] == 0xAF))
        return 3;
    if (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80)
        return 3;
    return 0;
}

/* Soft hyphen, zero width space and joiners, byte order mark: seen by nobody. */
static size_t nothing_length(const unsigned char *p)
{
    if (p[0] == 0xC2 && p[1] == 0xAD)
        return 2;
    if (p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x8B && p[2] <= 0x8F)
        return 3;
    if (p[0] == 0xE2 && p[1] == 0x81 && p[2] == 0xA0)
        return 3;
    if (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
        return 3;
    return 0;
}

static size_t shown_length(const unsigned char *p)
{
    size_t length = 0;
    while (p[length] != '\0' && white_length(p + length) == 0 &&
           nothing_length(p + length) == 0)
        length++;
    return length;
}

void html_flow_add(struct html_flow *flow, const char *text, bool pre)
{
    const unsigned char *p = (const unsigned char *)text;
    while (*p != '\0') {
        size_t white = white_length(p);
        if (white > 0 && pre && *p == '\n')
            html_flow_break(flow);
        else if (white > 0)
            html_flow_space(flow);
        p += white > 0 ? white : nothing_length(p);
        size_t shown = shown_length(p);
        if (shown == 0)
            continue;
        if (flow->pending != 0)
            (void)buf_putc(&flow->text, flow->pending);
        flow->pending = 0;
        (void)buf_append(&flow->text, p, shown);
        p += shown;
    }
}

/* --- notes --- */

/* The only text in an element, or in a link that is all there is in it. */
static const char *only_text(const struct markup_node *node)
{
    const struct markup_node *inside = markup_first(node);
    if (inside != NULL && markup_next(inside) == NULL && markup_name(inside) != NULL &&
        str_equal(markup_name(inside), "a"))
        inside = markup_first(inside);
    if (inside == NULL || markup_next(inside) != NULL || markup_text(inside) == NULL)
        return NULL;
    return markup_text(inside);
}

static bool begins_note(const char *text)
{
    static const char *const starts[] = {"注", "※",  "*", "＊", "†", "‡",
                                         "(",  "（", "[", "［", "#", "＃"};
    return str_starts_any(text, starts, sizeof starts / sizeof starts[0]);
}

bool html_flow_is_note(struct html_flow *flow, const struct markup_node *sup)
{
    const char *text = only_text(sup);
    if (text == NULL || strlen(text) > NOTE_BYTES)
        return false;
    text += strspn(text, " \t\r\n");
    if (begins_note(text))
        return true;
    size_t digits = strspn(text, "0123456789");
    const char *rest = text + digits;
    rest += strspn(rest, ")");
    if (digits == 0 || rest[strspn(rest, " \t\r\n")] != '\0')
        return false;
    const char *before = buf_text(&flow->text);
    size_t length = flow->text.length;
    if (str_ends(before, "10") &&
        (length == 2 || !isdigit((unsigned char)before[length - 3])) &&
        !(length > 2 && strchr(",.", before[length - 3]) != NULL)) {
        (void)buf_putc(&flow->text, '^');
        return false;
    }
    return length == 0 || flow->pending != 0 || !isalpha((unsigned char)before[length - 1]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payload: see payload.h. */
#include "alerts/payload.h"

#include <string.h>

#include "alerts/compose.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/words.h"

/* In bytes, which are never fewer than the characters that receivers count. */
#define TEXT_LIMIT ((size_t)4 << 20)
#define SUBJECT_LIMIT ((size_t)8192)
#define SLACK_BLOCK ((size_t)2900) /* of 3,000 */
#define SLACK_TEXT ((size_t)11000) /* of some 13,000 for all blocks, and of 50 of them */
#define TEAMS_TITLE ((size_t)1000)
#define TEAMS_TEXT ((size_t)10000) /* of 28 KB for the whole */
#define LINE_TITLE 190             /* of 200 characters */
#define LINE_TEXT 1900             /* of 2,000 */

/* Receivers know what opens and what closes: one that ended is closed. */
static const char *state_word(const struct notice *notice)
{
    return str_equal(notice->state, NOTICE_ENDED) ? "resolved" : notice->state;
}

static const char *state_of(const struct notify_letter *letter)
{
    if (letter->notices->count == 1)
        return state_word(&letter->notices->items[0]);
    return compose_is_recovery(letter) ? "resolved" : "firing";
}

/* The bytes of the characters that `room` bytes hold. */
static size_t whole_characters(const char *text, size_t room)
{
    size_t length = 0;

    while (text[length]) {
        size_t next = plain_character(text + length);

        next = next > 0 ? next : 1;
        if (length + next > room)
            break;
        length += next;
    }
    return length;
}

/* The first `limit` bytes, between characters; with an ellipsis when that is not all. */
static void put_cut(const char *text, size_t limit, struct buf *out)
{
    size_t length = whole_characters(text, limit);

    buf_append(out, text, length);
    if (text[length])
        buf_puts(out, "…");
}

static void json_cut(struct json *json, const char *key, const char *text, size_t limit)
{
    struct buf cut;

    buf_init(&cut, limit + 8);
    put_cut(text, limit, &cut);
    json_string(json, key, buf_text(&cut));
    buf_free(&cut);
}

struct content {
    const struct notify_letter *letter;
    const char *subject;
    const char *text;
};

static void write_notice(struct json *json, const struct notice *notice)
{
    json_begin_object(json, NULL);
    json_string(json, "indicator", notice->indicator);
    json_string(json, "source", notice->source);
    json_string(json, "severity", notice->severity);
    json_string(json, "state", state_word(notice));
    json_string(json, "thread", notice->thread);
    json_string(json, "subject", notice->subject);
    json_string(json, "text", notice->body);
    json_end_object(json);
}

static void write_generic(struct json *json, const struct content *content)
{
    const struct notify_letter *letter = content->letter;
    const struct site *site = &letter->settings->site;
    char created[INSTANT_TEXT_SIZE];

    instant_print(letter->letter->created, created);
    json_begin_object(json, NULL);
    json_integer(json, "version", 1);
    json_string(json, "key", letter->letter->key);
    json_string(json, "site", settings_label(&site->title, site->language));
    json_string(json, "created", created);
    json_string(json, "severity", compose_severity(letter));
    json_string(json, "state", state_of(letter));
    json_string(json, "subject", content->subject);
    json_string(json, "text", content->text);
    json_string(json, "url", str_empty(site->base_url) ? NULL : site->base_url);
    json_begin_array(json, "notices");
    for (size_t i = 0; i < letter->notices->count; i++)
        write_notice(json, &letter->notices->items[i]);
    json_end_array(json);
    json_end_object(json);
}

static void slack_section(struct json *json, const char *text)
{
    json_begin_object(json, NULL);
    json_string(json, "type", "section");
    json_begin_object(json, "text");
    json_string(json, "type", "plain_text");
    json_cut(json, "text", text, SLACK_BLOCK);
    json_end_object(json);
    json_end_object(json);
}

/* Pieces of whole lines; of a line that is longer, of whole characters. */
static void slack_sections(struct json *json, const char *text)
{
    struct buf whole, piece;

    buf_init(&whole, 2 * SLACK_TEXT);
    buf_init(&piece, 2 * SLACK_BLOCK);
    put_cut(text, SLACK_TEXT, &whole);
    for (const char *here = buf_text(&whole); *here;) {
        size_t length = strcspn(here, "\n");

        length += here[length] == '\n';
        if (length > SLACK_BLOCK)
            length = whole_characters(here, SLACK_BLOCK);
        if (piece.length + length > SLACK_BLOCK) {
            slack_section(json, buf_text(&piece));
            buf_reset(&piece);
        }
        buf_append(&piece, here, length);
        here += length;
    }
    if (piece.length > 0)
        slack_section(json, buf_text(&piece));
    buf_free(&whole);
    buf_free(&piece);
}

/* The text in front is what a notification shows; there & < > are Slack's own. */
static void write_slack(struct json *json, const struct content *content)
{
    struct buf front;

    buf_init(&front, 8 * SUBJECT_LIMIT);
    for (const char *p = content->subject; *p; p++) {
        if (*p == '&' || *p == '<' || *p == '>')
            buf_puts(&front, *p == '&' ? "&amp;" : *p == '<' ? "&lt;" : "&gt;");
        else
            buf_putc(&front, *p);
    }
    json_begin_object(json, NULL);
    json_string(json, "text", buf_text(&front));
    json_begin_array(json, "blocks");
    slack_section(json, content->subject);
    slack_sections(json, content->text);
    json_end_array(json);
    json_end_object(json);
    buf_free(&front);
}

static void teams_run(struct json *json, const char *text, size_t limit, bool bold)
{
    json_begin_object(json, NULL);
    json_string(json, "type", "RichTextBlock");
    json_begin_array(json, "inlines");
    json_begin_object(json, NULL);
    json_string(json, "type", "TextRun");
    json_cut(json, "text", text, limit);
    if (bold)
        json_string(json, "weight", "Bolder");
    json_end_object(json);
    json_end_array(json);
    json_end_object(json);
}

static void teams_link(struct json *json, const struct site *site)
{
    if (str_empty(site->base_url))
        return;
    json_begin_array(json, "actions");
    json_begin_object(json, NULL);
    json_string(json, "type", "Action.OpenUrl");
    json_string(json, "title", settings_label(&site->title, site->language));
    json_string(json, "url", site->base_url);
    json_end_object(json);
    json_end_array(json);
}

static void write_teams(struct json *json, const struct content *content)
{
    json_begin_object(json, NULL);
    json_string(json, "type", "message");
    json_begin_array(json, "attachments");
    json_begin_object(json, NULL);
    json_string(json, "contentType", "application/vnd.microsoft.card.adaptive");
    json_null(json, "contentUrl");
    json_begin_object(json, "content");
    json_string(json, "$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    json_string(json, "type", "AdaptiveCard");
    json_string(json, "version", "1.4");
    json_begin_array(json, "body");
    teams_run(json, content->subject, TEAMS_TITLE, true);
    teams_run(json, content->text, TEAMS_TEXT, false);
    json_end_array(json);
    teams_link(json, &content->letter->settings->site);
    json_end_object(json);
    json_end_object(json);
    json_end_array(json);
    json_end_object(json);
}

static void write_line_works(struct json *json, const struct content *content)
{
    const struct site *site = &content->letter->settings->site;

    json_begin_object(json, NULL);
    json_cut(json, "title", content->subject, LINE_TITLE);
    json_begin_object(json, "body");
    json_cut(json, "text", content->text, LINE_TEXT);
    json_end_object(json);
    if (!str_empty(site->base_url)) {
        json_begin_object(json, "button");
        json_string(json, "label", words_pick(site->language, "指標を見る", "Indicators"));
        json_string(json, "url", site->base_url);
        json_end_object(json);
    }
    json_end_object(json);
}

void payload_write(const struct notify_letter *letter, struct buf *out)
{
    static void (*const WRITERS[])(struct json *, const struct content *) = {
        [SHAPE_GENERIC] = write_generic,
        [SHAPE_SLACK] = write_slack,
        [SHAPE_TEAMS] = write_teams,
        [SHAPE_LINE_WORKS] = write_line_works,
    };
    struct buf subject, text;
    struct json json;

    buf_init(&subject, SUBJECT_LIMIT);
    buf_init(&text, TEXT_LIMIT);
    compose_subject(letter, &subject);
    compose_text(letter, &text);
    json_init(&json, out);
    WRITERS[letter->notifier->shape](
        &json, &(struct content){letter, buf_text(&subject), buf_text(&text)});
    buf_free(&subject);
    buf_free(&text);
}

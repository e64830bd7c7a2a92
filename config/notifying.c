/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notifying: see notifying.h. */
#include "config/notifying.h"

#include <string.h>

#include "config/include.h"
#include "config/office.h"
#include "config/reader.h"
#include "core/str.h"

/* RFC 5321: a path of 256 with its brackets, a local part of 64. */
enum { ADDRESS_MAX = 254, LOCAL_MAX = 64, WORDS_MAX = 100 };

static const char ALNUM[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/* Labels of letters, digits and hyphens, parted by single dots. */
static bool is_domain(const char *text)
{
    bool begins = true;

    for (const char *p = text; *p != '\0'; p++) {
        bool plain = strchr(ALNUM, *p) != NULL;

        if (!plain && (begins || (*p != '.' && *p != '-') || (*p == '.' && p[-1] == '-')))
            return false;
        begins = *p == '.';
    }
    return !begins && !str_ends(text, "-");
}

/* The dot-atom of RFC 5322; quoted local parts are more trouble than they are use. */
static bool is_local(const char *text, size_t length)
{
    static const char marks[] = "!#$%&'*+-/=?^_`{|}~.";

    if (length == 0 || length > LOCAL_MAX || text[0] == '.' || text[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++) {
        if (strchr(ALNUM, text[i]) == NULL && strchr(marks, text[i]) == NULL)
            return false;
        if (text[i] == '.' && text[i + 1] == '.')
            return false;
    }
    return true;
}

bool notifying_is_address(const char *text)
{
    const char *at = strchr(text, '@');

    return at && strlen(text) <= ADDRESS_MAX && is_local(text, (size_t)(at - text)) &&
           is_domain(at + 1);
}

static const char **split(struct arena *arena, const char *text, size_t *count)
{
    const char **words = arena_alloc(arena, WORDS_MAX, sizeof *words);
    const char *cursor = text;
    const char *word;

    *count = 0;
    while (*count < WORDS_MAX && (word = reader_word(arena, &cursor)) != NULL)
        words[(*count)++] = word;
    return words;
}

/* A file without a / is a credential of the service and stays as it is. */
static const char *place(struct arena *arena, const struct draft_item *item, const char *key,
                         const char *file)
{
    const struct draft_key *written = draft_find(item, key);

    return written && strchr(file, '/') ? include_path(arena, written->origin.file, file)
                                        : file;
}

static void complete_auth(struct arena *arena, const struct draft_item *item,
                          struct notifier *notifier)
{
    static const char *const kinds[] = {
        [NOTIFY_AUTH_BASIC] = "basic:", [NOTIFY_AUTH_BEARER] = "bearer:"};

    notifier->auth_file = "";
    for (int kind = NOTIFY_AUTH_BASIC; kind <= NOTIFY_AUTH_BEARER; kind++) {
        if (!str_starts(notifier->auth_text, kinds[kind]))
            continue;
        notifier->auth = (enum notify_auth)kind;
        notifier->auth_file =
            place(arena, item, "auth", notifier->auth_text + strlen(kinds[kind]));
    }
}

void notifying_complete(const struct draft *draft, const struct draft_item *item)
{
    struct notifier *notifier = item->object;
    struct arena *arena = draft->settings->arena;
    struct err ignored = {0};

    notifier->origin = item->origin;
    notifier->receivers = split(arena, notifier->to, &notifier->receiver_count);
    notifier->words = split(arena, notifier->command, &notifier->word_count);
    complete_auth(arena, item, notifier);
    notifier->secret = place(arena, item, "secret", notifier->secret);
    (void)office_read_hours(notifier->hours_text, &notifier->hours, &ignored);
    (void)office_read_rhythm(notifier->rhythm_text, &notifier->rhythm, &ignored);
}

static void check_addresses(const struct draft *draft, const struct draft_item *item,
                            const char *name, const char *text)
{
    size_t count;
    const char **words = split(draft->settings->arena, text, &count);

    if (str_empty(text))
        draft_fault(draft, item, name,
                    "[notify %s] of type mail lacks \"%s\", expected an address", item->id,
                    name);
    for (size_t i = 0; i < count; i++) {
        if (!notifying_is_address(words[i]))
            draft_fault(draft, item, name,
                        "%s: \"%.60s\", expected addresses such as "
                        "office@example.jp, separated by spaces",
                        name, words[i]);
    }
}

static void check_mail(const struct draft *draft, const struct draft_item *item)
{
    const struct notifier *notifier = item->object;

    check_addresses(draft, item, "from", notifier->from);
    check_addresses(draft, item, "to", notifier->to);
    if (strpbrk(notifier->from, " \t") != NULL)
        draft_fault(draft, item, "from", "from: more than one address, expected one");
    if (notifier->auth == NOTIFY_AUTH_BEARER)
        draft_fault(draft, item, "auth", "auth = bearer for mail, expected basic:FILE");
    if (notifier->auth != NOTIFY_AUTH_NONE && !notifier->tls &&
        str_starts(notifier->url, "smtp:"))
        draft_fault(draft, item, "tls",
                    "tls = no with auth would send the password in the clear, expected yes");
}

static void check_command(const struct draft *draft, const struct draft_item *item)
{
    const struct notifier *notifier = item->object;

    if (notifier->word_count == 0 || notifier->words[0][0] != '/')
        draft_fault(draft, item, "command",
                    "[notify %s] of type exec: command \"%.60s\", expected the whole path of "
                    "a program",
                    item->id, notifier->word_count ? notifier->words[0] : "");
}

static void check_url(const struct draft *draft, const struct draft_item *item)
{
    const struct notifier *notifier = item->object;
    bool web = str_starts(notifier->url, "http");

    if (str_empty(notifier->url))
        draft_fault(draft, item, "url", "[notify %s] lacks \"url\", expected an address",
                    notifier->id);
    else if (web != (notifier->type == NOTIFY_WEBHOOK))
        draft_fault(draft, item, "url", "url of another kind, expected %s",
                    web ? "smtps://HOST or smtp://HOST for mail"
                        : "https://... for a webhook");
    if (strchr(notifier->url, '@') != NULL && notifier->type == NOTIFY_MAIL)
        draft_fault(draft, item, "url",
                    "url with a user in it, expected auth = basic:FILE for who we are");
}

void notifying_check(const struct draft *draft, const struct draft_item *item)
{
    const struct notifier *notifier = item->object;
    struct office_hours hours;
    struct office_rhythm rhythm;
    struct err err = {0};

    if (office_read_hours(notifier->hours_text, &hours, &err))
        draft_fault(draft, item, "hours", "hours: %s", err.text);
    if (office_read_rhythm(notifier->rhythm_text, &rhythm, &err))
        draft_fault(draft, item, "send", "send: %s", err.text);
    if (!str_empty(notifier->auth_text) && str_empty(notifier->auth_file))
        draft_fault(draft, item, "auth",
                    "auth of an unknown kind, expected basic:FILE or bearer:FILE (the secret "
                    "itself never stands here)");
    if (notifier->type == NOTIFY_EXEC)
        check_command(draft, item);
    if (notifier->type == NOTIFY_MAIL || notifier->type == NOTIFY_WEBHOOK)
        check_url(draft, item);
    if (notifier->type == NOTIFY_MAIL)
        check_mail(draft, item);
}

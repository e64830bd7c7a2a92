/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notify_mail: see notify_part.h. */
#include "alerts/notify_part.h"

#include <string.h>

#include "alerts/compose.h"
#include "alerts/flowed.h"
#include "alerts/mime.h"
#include "core/secret.h"
#include "core/str.h"
#include "core/transfer.h"
#include "core/words.h"

#define MAIL_LIMIT ((size_t)16 << 20)
#define PART_LIMIT ((size_t)4 << 20)
#define HEADER_LIMIT 8192
#define THREADS_MAX 20 /* that References names */

static const char *domain_of(const struct notify_letter *letter)
{
    const char *at = strchr(letter->notifier->from, '@');

    return at ? at + 1 : "localhost";
}

/* --- headers --- */

static bool is_new_thread(const struct notice_list *list, size_t place)
{
    if (str_empty(list->items[place].thread))
        return false;
    for (size_t i = 0; i < place; i++)
        if (str_equal(list->items[i].thread, list->items[place].thread))
            return false;
    return true;
}

/* All letters about an alert answer the same message, which need not exist: programs that show
 * threads put them together by its name. */
static void put_threads(const struct notify_letter *letter, struct buf *out)
{
    const struct notice_list *list = letter->notices;
    size_t named = 0;

    for (size_t i = 0; i < list->count && named < THREADS_MAX; i++) {
        if (!is_new_thread(list, i))
            continue;
        if (named == 0)
            buf_printf(out,
                       "In-Reply-To: <%s.thread@%s>\r\nReferences:", list->items[i].thread,
                       domain_of(letter));
        buf_printf(out, "%s <%s.thread@%s>", named > 0 ? "\r\n" : "", list->items[i].thread,
                   domain_of(letter));
        named++;
    }
    if (named > 0)
        buf_puts(out, "\r\n");
}

static void put_receivers(const struct notifier *notifier, struct buf *out)
{
    buf_puts(out, "To:");
    for (size_t i = 0; i < notifier->receiver_count; i++)
        buf_printf(out, "%s <%s>", i > 0 ? ",\r\n" : "", notifier->receivers[i]);
    buf_puts(out, "\r\n");
}

static void put_headers(const struct notify_letter *letter, struct buf *out)
{
    enum language language = letter->settings->site.language;
    struct buf subject;

    buf_init(&subject, HEADER_LIMIT);
    compose_subject(letter, &subject);
    mime_mailbox(out, "From", settings_label(&letter->settings->site.title, language),
                 letter->notifier->from);
    put_receivers(letter->notifier, out);
    mime_header(out, "Subject", buf_text(&subject));
    mime_date(out, letter->letter->created);
    buf_printf(out, "Message-ID: <%s@%s>\r\n", letter->letter->key, domain_of(letter));
    put_threads(letter, out);
    buf_printf(out,
               "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n"
               "X-Shihyo-Key: %s\r\nX-Shihyo-Severity: %s\r\nContent-Language: %s\r\n"
               "MIME-Version: 1.0\r\n",
               letter->letter->key, compose_severity(letter), words_code(language));
    buf_free(&subject);
}

/* --- bodies --- */

static void put_plain(const char *text, struct buf *out)
{
    struct buf lines;

    buf_init(&lines, PART_LIMIT);
    flowed_text(text, &lines);
    mime_text(out, "text/plain; charset=UTF-8; format=flowed; delsp=yes", buf_text(&lines));
    buf_free(&lines);
}

static void put_page(const struct notify_letter *letter, const char *domain, struct buf *out)
{
    struct buf page;

    buf_init(&page, PART_LIMIT);
    compose_page(letter, domain, &page);
    mime_text(out, "text/html; charset=UTF-8", buf_text(&page));
    buf_free(&page);
}

static void put_chart(const struct notify_letter *letter, size_t i, struct buf *out)
{
    const struct notify_chart *chart = &letter->charts[i];

    buf_printf(out,
               "Content-ID: <chart-%zu@%s>\r\n"
               "Content-Disposition: inline; filename=\"%s.png\"\r\n",
               i, domain_of(letter), chart->indicator);
    mime_body(out, "image/png", chart->png, chart->length);
}

/* The page, with its pictures where there are any. */
static void put_pages(const struct notify_letter *letter, struct buf *out)
{
    const char *key = letter->letter->key;

    if (letter->chart_count == 0) {
        put_page(letter, NULL, out);
        return;
    }
    buf_printf(out,
               "Content-Type: multipart/related; type=\"text/html\";\r\n"
               " boundary=\"=_%s_related\"\r\n\r\n--=_%s_related\r\n",
               key, key);
    put_page(letter, domain_of(letter), out);
    for (size_t i = 0; i < letter->chart_count; i++) {
        buf_printf(out, "\r\n--=_%s_related\r\n", key);
        put_chart(letter, i, out);
    }
    buf_printf(out, "\r\n--=_%s_related--\r\n", key);
}

int notify_mail_show(const struct notify_letter *letter, struct buf *out, struct err *err)
{
    const char *key = letter->letter->key;
    struct buf text;

    buf_init(&text, PART_LIMIT);
    compose_letterhead(letter, &text);
    buf_puts(&text, "\n\n");
    compose_text(letter, &text);
    put_headers(letter, out);
    buf_printf(out,
               "Content-Type: multipart/alternative;\r\n boundary=\"=_%s_parts\"\r\n\r\n"
               "--=_%s_parts\r\n",
               key, key);
    put_plain(buf_text(&text), out);
    buf_printf(out, "\r\n--=_%s_parts\r\n", key);
    put_pages(letter, out);
    buf_printf(out, "\r\n--=_%s_parts--\r\n", key);
    bool whole = !text.overflow && !out->overflow;
    buf_free(&text);
    return whole ? 0 : err_set(err, ERR_INTERNAL, "mail is too long");
}

/* --- sending --- */

struct post {
    const struct notify_letter *letter;
    const struct buf *mail;
    const struct secret *user; /* empty = nobody logs in */
    const struct secret *password;
    struct transfer_set *set;
};

/* A refusal of this mail or its receiver says so by its status; of the sender, of a login or
 * of anything before it is the server's. */
static int judge(const struct transfer_outcome *outcome, const char *receiver, struct err *err)
{
    bool refused = outcome->end == TRANSFER_FAILED && outcome->said &&
                   outcome->status >= 400 && outcome->status < 600 && outcome->status != 421 &&
                   outcome->status != 530 && outcome->status != 535;

    if (outcome->end == TRANSFER_DONE && outcome->status >= 200 && outcome->status < 300)
        return 0;
    if (outcome->err.code == ERR_NONE)
        return err_set(err, ERR_UNAVAILABLE, "%s: the mail server answered %d", receiver,
                       outcome->status);
    *err = outcome->err;
    if (refused)
        err->code = ERR_DATA;
    return err_prefix(err, "%s", receiver);
}

static int post_to(const struct post *post, const char *receiver, struct err *err)
{
    const struct notifier *notifier = post->letter->notifier;
    bool login = !str_empty(post->user->text);
    struct transfer_order order = {
        .url = notifier->url,
        .schemes = "smtp,smtps",
        .timeout_ms = notifier->timeout_ms,
        .ca_file = str_empty(notifier->ca_file) ? NULL : notifier->ca_file,
        .user = login ? post->user->text : NULL,
        .password = login ? post->password->text : NULL,
        .body = buf_text(post->mail),
        .body_length = post->mail->length,
        .mail_from = notifier->from,
        .mail_to = receiver,
        .clear = !notifier->tls,
    };
    struct transfer_outcome outcome;

    transfer_run(post->set, &order, &outcome);
    int failed = judge(&outcome, receiver, err);
    transfer_outcome_free(&outcome);
    return failed;
}

static bool has_reached(const char *reached, const char *receiver)
{
    size_t length = strlen(receiver);

    for (const char *word = reached; *word; word += strcspn(word, " ") + 1) {
        if (strncmp(word, receiver, length) == 0 && word[length] == ' ')
            return true;
        if (word[strcspn(word, " ")] == '\0')
            break;
    }
    return false;
}

/* All are tried where one is refused; when the server is not to be had, none is any more. */
static int post_all(const struct post *post, struct arena *arena, const char **reached,
                    struct err *err)
{
    const struct notifier *notifier = post->letter->notifier;
    int failed = 0;

    for (size_t i = 0; i < notifier->receiver_count; i++) {
        const char *receiver = notifier->receivers[i];
        struct err reason = {0};

        if (has_reached(*reached, receiver))
            continue;
        if (post_to(post, receiver, &reason) == 0) {
            *reached = arena_printf(arena, "%s%s ", *reached, receiver);
            continue;
        }
        if (!failed || reason.code != ERR_DATA)
            *err = reason;
        failed = -1;
        if (reason.code != ERR_DATA)
            break;
    }
    return failed;
}

int notify_mail_send(const struct notify_letter *letter, struct arena *arena,
                     const char **reached, struct err *err)
{
    struct secret user = {0};
    struct secret password = {0};
    struct buf mail;
    struct post post = {.letter = letter, .mail = &mail, .user = &user, .password = &password};

    if (letter->notifier->auth != NOTIFY_AUTH_NONE &&
        secret_read_login(letter->notifier->auth_file, &user, &password, err))
        return -1;
    buf_init(&mail, MAIL_LIMIT);
    int failed = notify_mail_show(letter, &mail, err);
    if (!failed) {
        post.set = transfer_open(err);
        failed = post.set ? post_all(&post, arena, reached, err) : -1;
        transfer_close(post.set);
    }
    buf_free(&mail);
    secret_wipe(&user);
    secret_wipe(&password);
    return failed;
}

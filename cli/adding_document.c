/* SPDX-License-Identifier: GPL-3.0-or-later */
/* adding_document: see adding_document.h. */
#include "cli/adding_document.h"

#include "core/file.h"
#include "core/instant.h"
#include "core/plain.h"
#include "core/str.h"
#include "daemon/pages.h"

#define FILE_LIMIT ((size_t)256 << 20)
#define SERIES_TRIED 3

static int look_once(struct adding_document *document, struct err *err)
{
    const struct fetch_result *fetched = &document->fetched;
    struct probing_request request = {
        .document = &document->document,
        .format = "auto",
        .today = instant_day(document->now),
        .suggestions = ADDING_SUGGESTIONS,
    };

    document->document =
        (struct document){.bytes = buf_text(&fetched->body),
                          .length = fetched->body.length,
                          .content_type = fetched->content_type ? fetched->content_type : "",
                          .encoding = document->encoding ? document->encoding : "auto",
                          .rows = "",
                          .published = "",
                          .link_year = document->choice.newest.year,
                          .link_month = document->choice.newest.month};
    probing_free(&document->probing);
    return probing_run(&request, &document->probing, err);
}

/* And the pages behind it, where the publisher's document is but the first of several. */
static int look(struct adding_document *document, const char *url, struct err *err)
{
    document->progress("looking for indicators");
    if (look_once(document, err))
        return -1;
    if (!document->web || str_empty(document->probing.next))
        return 0;
    const struct visiting how = {.how = adding_fetch_how(&document->fetching)};
    const char *next = arena_strdup(document->arena, document->probing.next);

    return pages_gather(&document->fetching.source, url, next, &how, &document->fetched,
                        err) ||
                   look_once(document, err)
               ? -1
               : 0;
}

static bool has_found(const struct adding_document *document)
{
    return document->probing.suggestions.count > 0;
}

static int refuse_empty(const struct adding_document *document, struct err *err)
{
    const char *why = document->probing.suggestions.why;

    return err_set(err, ERR_DATA,
                   "nothing in it could be read as an indicator%s%s; `shihyo probe --file` "
                   "shows what is in it",
                   str_empty(why) ? "" : ": ",
                   str_empty(why) ? "" : plain_copy(document->arena, why));
}

/* --- what a page links --- */

/* One series: 1 = something can be taken of its newest document, 0 = nothing, and why. */
static int try_series(struct adding_document *document, const char *pattern, struct err *err)
{
    struct adding_page_choice *choice = &document->choice;

    if (adding_page_choose(&document->page, document->settings, &document->head, pattern,
                           choice, err))
        return -1;
    const char *url = choice->newest.url;

    document->progress("fetching what it links");
    fetch_result_free(&document->fetched);
    if (adding_fetch_get(&document->fetching, url, &document->fetched, err))
        return -1;
    if (look(document, url, err))
        return err->code == ERR_DATA ? err_prefix(err, "%s", url), 0 : -1;
    if (has_found(document))
        return 1;
    (void)refuse_empty(document, err);
    err_prefix(err, "%s", url);
    return 0;
}

static int try_all(struct adding_document *document, struct err *err)
{
    const struct adding_page *page = &document->page;
    struct err first = {0};

    bool pages_only = page->count > 0 && *page->series[0].ending == '\0';

    if (page->count == 0 || page->follower || (pages_only && page->loose[0]))
        return adding_page_refuse(page, err);
    for (size_t i = 0; i < page->count && i < SERIES_TRIED; i++) {
        struct err why = {0};
        int found = try_series(document, page->series[i].pattern, &why);

        if (found > 0)
            return 0;
        first = first.code == ERR_NONE || found < 0 ? why : first;
        if (found < 0)
            break;
    }
    *err = first;
    return -1;
}

static int read_page(struct adding_document *document, struct err *err)
{
    document->page = (struct adding_page){.arena = document->arena, .url = document->what};
    document->paged =
        adding_page_read(&document->page, document->settings, &document->head, err) == 0;
    return document->paged ? 0 : -1;
}

static int follow(struct adding_document *document, struct err *err)
{
    document->head = document->fetched;
    document->fetched = (struct fetch_result){0};
    /* of too many links nothing can be proposed, and one pattern may be followed */
    if (read_page(document, err) && !document->link)
        return err_set(err, err->code, "%s; --link PATTERN chooses", err->text);
    err_clear(err);
    if (!document->link)
        return try_all(document, err);
    int found = try_series(document, document->link, err);
    if (found == 0)
        err->code = ERR_DATA;
    return found > 0 ? 0 : -1;
}

static bool is_size(const char *unit)
{
    static const char *const UNITS[] = {"KB",         "MB",         "kB",    "B",
                                        "キロバイト", "メガバイト", "バイト"};

    return str_equal_any(unit, UNITS, sizeof UNITS / sizeof UNITS[0]);
}

/* "2026年2月分 (PDF:123KB)" is no figure of the page. */
static bool is_of_links(const struct adding_document *document)
{
    const struct suggestions *suggestions = &document->probing.suggestions;

    if (!document->paged || document->page.count == 0 || document->page.follower ||
        *document->page.series[0].ending == '\0')
        return false;
    for (size_t i = 0; i < suggestions->count; i++)
        if (suggestions->items[i].grid != SUGGEST_TEXT &&
            !is_size(suggestions->items[i].indicator.unit))
            return false;
    return true;
}

/* A page has figures of its own, and may link documents as well: those come first where the
 * figures are not in a table. */
static int prefer(struct adding_document *document, struct err *err)
{
    struct err ignored = {0};

    document->head = document->fetched;
    document->fetched = (struct fetch_result){0};
    (void)read_page(document, &ignored);
    if (is_of_links(document) && try_all(document, &ignored) == 0)
        return 0;
    bool tried = document->choice.pattern != NULL;

    fetch_result_free(&document->fetched);
    document->fetched = document->head;
    document->head = (struct fetch_result){0};
    document->choice = (struct adding_page_choice){0};
    return tried ? look(document, document->what, err) : 0;
}

/* --- the document --- */

static int get_web(struct adding_document *document, struct err *err)
{
    document->progress("fetching");
    if (adding_fetch_open(&document->fetching, document->settings, document->robots,
                          document->now, err) ||
        adding_fetch_get(&document->fetching, document->what, &document->fetched, err))
        return -1;
    if (document->link)
        return follow(document, err);
    if (look(document, document->what, err))
        return -1;
    if (!str_equal(document->probing.format, "html"))
        return has_found(document) ? 0 : refuse_empty(document, err);
    return has_found(document) ? prefer(document, err) : follow(document, err);
}

static int get_file(struct adding_document *document, struct err *err)
{
    document->progress("reading");
    buf_init(&document->fetched.body, FILE_LIMIT);
    if (file_read(document->what, &document->fetched.body, err) ||
        look(document, document->what, err))
        return -1;
    return has_found(document) ? 0 : refuse_empty(document, err);
}

int adding_document_get(struct adding_document *document, struct err *err)
{
    document->fetching.arena = document->arena;
    return document->web ? get_web(document, err) : get_file(document, err);
}

void adding_document_free(struct adding_document *document)
{
    probing_free(&document->probing);
    fetch_result_free(&document->fetched);
    fetch_result_free(&document->head);
    adding_fetch_close(&document->fetching);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* adding_page: see adding_page.h. */
#include "cli/adding_page.h"

#include "collector/links.h"
#include "core/plain.h"
#include "core/str.h"

#define LOOSE_MAX (sizeof((struct adding_page *)0)->loose / sizeof(const char *))
#define PRINTED_MAX 4

static int find(const struct adding_page *page, const struct fetch_result *fetched,
                const char *pattern, struct links *out, struct err *err)
{
    const struct links_page looked = {
        .bytes = buf_text(&fetched->body),
        .length = fetched->body.length,
        .content_type = fetched->content_type ? fetched->content_type : "",
        .encoding = "auto",
        .url = fetched->url,
        .pattern = pattern,
    };

    return links_find(&looked, page->arena, out, err);
}

/* The id of the source that does; NULL = none. */
static const char *find_follower(const struct settings *settings, const char *url,
                                 const char *pattern)
{
    for (size_t i = 0; i < settings->source_count; i++) {
        const struct source *source = &settings->sources[i];

        if (source->approach.kind == APPROACH_PAGE && str_equal(source->urls[0], url) &&
            str_equal(source->link, pattern))
            return source->id;
    }
    return NULL;
}

static void take_series(struct adding_page *page, const struct settings *settings,
                        const struct links *links)
{
    struct linkseries found[LINKSERIES_MAX];
    size_t count = linkseries_find(links, page->arena, found);

    for (size_t i = 0; i < count; i++) {
        const char *follower = find_follower(settings, page->url, found[i].pattern);

        if (follower)
            page->follower = follower;
        else
            page->series[page->count++] = found[i];
    }
}

static void take_loose(struct adding_page *page, const struct links *links)
{
    size_t count = 0;

    page->unreadable = "";
    for (size_t i = 0; i < links->count; i++) {
        const char *url = links->items[i].url;

        if (*linkseries_unreadable(url) && !*page->unreadable)
            page->unreadable = linkseries_unreadable(url);
        if (*linkseries_ending(url) && count < LOOSE_MAX)
            page->loose[count++] = url;
    }
}

int adding_page_read(struct adding_page *page, const struct settings *settings,
                     const struct fetch_result *fetched, struct err *err)
{
    struct links links;

    if (find(page, fetched, LINKS_ANY, &links, err))
        return err_prefix(err, "the links of the page");
    page->title = links.title;
    page->seen = links.seen;
    take_series(page, settings, &links);
    take_loose(page, &links);
    return 0;
}

static int refuse_followed(const char *follower, struct err *err)
{
    return err_set(err, ERR_DATA,
                   "source %s follows these links already: `shihyo probe %s --suggest` shows "
                   "what else could be taken of them, --link PATTERN follows others",
                   follower, follower);
}

int adding_page_choose(const struct adding_page *page, const struct settings *settings,
                       const struct fetch_result *fetched, const char *pattern,
                       struct adding_page_choice *out, struct err *err)
{
    const char *follower = find_follower(settings, page->url, pattern);
    struct links links;

    if (follower)
        return refuse_followed(follower, err);
    if (find(page, fetched, pattern, &links, err))
        return -1;
    if (links.count == 0)
        return err_set(err, ERR_DATA, "none of the %zu links of the page matches", links.seen);
    *out = (struct adding_page_choice){
        .pattern = pattern, .matched = links.count, .newest = links.items[0]};
    return 0;
}

int adding_page_refuse(const struct adding_page *page, struct err *err)
{
    if (page->follower)
        return refuse_followed(page->follower, err);
    if (page->loose[0])
        return err_set(
            err, ERR_DATA,
            "no figures in it, and the documents that it links say no month or year: "
            "add one itself, such as %.200s, or say --link PATTERN",
            plain_copy(page->arena, page->loose[0]));
    if (!str_empty(page->unreadable))
        return err_set(
            err, ERR_DATA,
            "no figures in it, and what it links is .%s, which is not read: expected "
            "csv, xlsx, pdf or another of shihyo(1)",
            page->unreadable);
    return err_set(err, ERR_DATA, "no figures in it, and none of its %zu links is a document",
                   page->seen);
}

static void print_one(const struct linkseries *series, enum language language, struct buf *out)
{
    const char *kind = *series->ending ? series->ending : words_pick(language, "頁", "pages");
    const char *span = series->monthly ? words_pick(language, "月ごと", "by months")
                                       : words_pick(language, "年ごと", "by years");

    buf_printf(out,
               language == LANGUAGE_JA ? "  --link '%s'（%s %zu件、%s）\n"
                                       : "  --link '%s' (%s: %zu, %s)\n",
               series->pattern, kind, series->count, span);
}

void adding_page_print(const struct adding_page *page, const char *taken,
                       enum language language, struct buf *out)
{
    size_t told = 0;

    for (size_t i = 0; i < page->count && told < PRINTED_MAX; i++) {
        const struct linkseries *series = &page->series[i];

        if (str_equal(series->pattern, taken ? taken : "") ||
            (*series->ending == '\0' && taken))
            continue;
        if (told++ == 0)
            buf_printf(out, "\n%s\n",
                       taken ? words_pick(language, "この頁のほかのリンク（選ぶには）:",
                                          "Other links of the page (to choose them):")
                             : words_pick(language, "この頁のリンクをたどるには:",
                                          "To follow the links of the page:"));
        print_one(series, language, out);
    }
}

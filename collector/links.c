/* SPDX-License-Identifier: GPL-3.0-or-later */
/* links: the child finds, the parent looks at what it says before it is believed. */
#include "collector/links.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/era.h"
#include "core/mem.h"
#include "core/pattern.h"
#include "core/period.h"
#include "core/str.h"
#include "core/transfer.h"
#include "core/unicode.h"

#include "collector/decode/html_charset.h"
#include "collector/markup.h"
#include "collector/parcel.h"
#include "collector/sandbox.h"

#define ANSWER_MAX ((size_t)32 << 20)
#define TEXT_MAX ((size_t)1000) /* bytes of a link's text */
#define SEEN_MAX 100000
#define TOLD 3 /* of what the pattern is tried on: what whoever asked gets to see */

/* --- in the child --- */

struct finding {
    const struct links_page *page;
    struct pattern *pattern;
    struct arena *arena;
    const char *base;
    const char *title;
    size_t seen;
    size_t found;
    struct buf *out;
    struct err *err;
};

static void add_text(const struct markup_node *node, struct buf *out)
{
    const struct markup_node *top = node;

    while (node) {
        if (markup_text(node))
            buf_puts(out, markup_text(node));
        const struct markup_node *next = markup_first(node);
        while (!next && node && node != top) {
            next = markup_next(node);
            node = next ? node : markup_parent(node);
        }
        node = next;
    }
}

/* NFKC with single blanks, so that a pattern sees what people do. */
static const char *read_text(struct finding *finding, const struct markup_node *node)
{
    struct buf raw;
    struct buf out;
    bool blank = true;

    buf_init(&raw, TEXT_MAX);
    buf_init(&out, 4 * TEXT_MAX);
    add_text(node, &raw);
    const char *text = unicode_valid(buf_text(&raw), raw.length)
                           ? unicode_nfkc(finding->arena, buf_text(&raw))
                           : "";
    for (const char *p = text; *p != '\0'; p++) {
        bool space = (unsigned char)*p <= ' ';

        if (!space || !blank)
            buf_putc(&out, space ? ' ' : *p);
        blank = space;
    }
    const char *copy = arena_strdup(finding->arena, buf_text(&out));
    buf_free(&raw);
    buf_free(&out);
    return copy;
}

static int hex(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* "" where that gives no text. */
static const char *read_escapes(struct arena *arena, const char *url)
{
    char *out = arena_alloc(arena, strlen(url) + 1, 1);
    size_t length = 0;

    for (const char *p = url; *p != '\0'; p++) {
        bool coded =
            *p == '%' && isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2]);
        int c = coded ? hex(p[1]) * 16 + hex(p[2]) : (unsigned char)*p;

        if (c < ' ')
            return "";
        out[length++] = (char)c;
        p += coded ? 2 : 0;
    }
    return unicode_valid(out, length) ? unicode_nfkc(arena, arena_strndup(arena, out, length))
                                      : "";
}

static const char *take_group(struct finding *finding, const struct pattern_walk *walk,
                              const char *name)
{
    struct pattern_span span;

    if (!pattern_has_group(finding->pattern, name) || !pattern_walk_group(walk, name, &span))
        return "";
    return arena_strndup(finding->arena, walk->text + span.start, span.end - span.start);
}

/* 1 = it matched and was told. */
static int try_subject(struct finding *finding, const char *const *told, const char *subject)
{
    struct pattern_walk walk = pattern_walk_start(finding->pattern, subject);
    int found = *subject != '\0' ? pattern_walk_next(&walk, finding->err) : 0;

    if (found != 1)
        return found;
    for (size_t i = 0; i < TOLD; i++)
        parcel_pack_text(told[i], finding->out);
    parcel_pack_text(take_group(finding, &walk, "era"), finding->out);
    parcel_pack_text(take_group(finding, &walk, "year"), finding->out);
    parcel_pack_text(take_group(finding, &walk, "month"), finding->out);
    if (++finding->found > LINKS_MAX)
        return err_set(finding->err, ERR_DATA, "more than %d links match", LINKS_MAX);
    return 1;
}

/* An address without what the URL standard (WHATWG, "basic URL parser") takes out of it:
 * spaces and controls around it, line breaks and tabs anywhere. NULL stays so. */
static const char *read_href(struct arena *arena, const struct markup_node *node)
{
    const char *href = markup_attribute(node, "href");

    while (href && *href != '\0' && (unsigned char)*href <= ' ')
        href++;
    size_t length = href ? strlen(href) : 0, count = 0;
    while (length > 0 && (unsigned char)href[length - 1] <= ' ')
        length--;
    if (!href)
        return NULL;
    char *clean = arena_alloc(arena, length + 1, 1);

    for (size_t i = 0; i < length; i++)
        if (!strchr("\t\n\r", href[i]))
            clean[count++] = href[i];
    clean[count] = '\0';
    return clean;
}

static int take_link(struct finding *finding, const struct markup_node *node)
{
    const char *href = read_href(finding->arena, node);
    char *whole =
        href && strlen(href) <= LINKS_URL_MAX ? transfer_resolve(finding->base, href) : NULL;

    if (!whole)
        return 0;
    const char *url = arena_strdup(finding->arena, whole);
    mem_free(whole);
    if ((!str_starts(url, "http://") && !str_starts(url, "https://")) ||
        strlen(url) > LINKS_URL_MAX)
        return 0;
    const char *text = read_text(finding, node);
    const char *const subjects[] = {url, read_escapes(finding->arena, url), text,
                                    arena_printf(finding->arena, "%s %s", url, text)};
    finding->seen++;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        int found = try_subject(finding, subjects, subjects[i]);

        if (found != 0)
            return found < 0 ? -1 : 0;
    }
    return 0;
}

static int walk_links(struct finding *finding, const struct markup *markup)
{
    const struct markup_node **nodes = NULL;
    size_t count = 0;
    int failed =
        markup_select(markup, "//a[@href]|//area[@href]", &nodes, &count, finding->err);

    for (size_t i = 0; i < count && i < SEEN_MAX && !failed; i++)
        failed = take_link(finding, nodes[i]);
    markup_release(nodes);
    return failed;
}

/* The first that has an address counts, and only one of the web. */
static void find_base(struct finding *finding, const struct markup *markup)
{
    const struct markup_node **nodes = NULL;
    size_t count = 0;
    struct err ignored;

    finding->base = finding->page->url;
    if (markup_select(markup, "//base[@href]", &nodes, &count, &ignored) == 0 && count > 0) {
        char *base = transfer_resolve(finding->page->url, read_href(finding->arena, nodes[0]));

        if (base && (str_starts(base, "http://") || str_starts(base, "https://")))
            finding->base = arena_strdup(finding->arena, base);
        mem_free(base);
    }
    markup_release(nodes);
}

static void find_title(struct finding *finding, const struct markup *markup)
{
    const struct markup_node **nodes = NULL;
    size_t count = 0;
    struct err ignored;

    if (markup_select(markup, "//title", &nodes, &count, &ignored) == 0 && count > 0)
        finding->title = read_text(finding, nodes[0]);
    markup_release(nodes);
}

static int read_page(struct finding *finding, const struct buf *text)
{
    struct markup *markup = NULL;

    if (markup_open_html(buf_text(text), text->length, &markup, finding->err))
        return -1;
    find_base(finding, markup);
    find_title(finding, markup);
    int failed = walk_links(finding, markup);
    markup_close(markup);
    return failed;
}

static int work(void *context, struct buf *out, struct err *err)
{
    const struct links_page *page = context;
    struct document document = {
        .bytes = page->bytes,
        .length = page->length,
        .content_type = page->content_type,
        .encoding = page->encoding,
    };
    struct finding finding = {
        .page = page, .arena = arena_new(), .title = "", .out = out, .err = err};
    char used[HTML_CHARSET_SIZE] = "";
    struct buf text;

    buf_init(&text, page->length * 3 + 16);
    finding.pattern = pattern_compile(page->pattern, err);
    int failed = !finding.pattern || html_charset_decode(&document, &text, used, err) ||
                 read_page(&finding, &text);
    if (!failed) {
        parcel_pack_text("", out); /* the end */
        parcel_pack_text(finding.title, out);
        parcel_pack_number((int64_t)finding.seen, out);
        err_clear(err);
    }
    pattern_free(finding.pattern);
    buf_free(&text);
    arena_free(finding.arena);
    return failed ? -1 : 0;
}

/* --- in the parent --- */

static bool is_address(const char *url)
{
    if (strlen(url) > LINKS_URL_MAX ||
        (!str_starts(url, "http://") && !str_starts(url, "https://")))
        return false;
    for (const char *p = url; *p != '\0'; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f)
            return false;
    return true;
}

/* 4 digits, or of an era: 令和 or R and 6 or 元. */
static bool read_year(const char *era, const char *year, int *out)
{
    char text[64];
    int base = 0;
    size_t length = 0;
    int64_t number = 0;
    bool first = str_equal(year, "元");

    if (!first && !str_integer(year, 0, PERIOD_YEAR_MAX, &number))
        return false;
    if (str_empty(era)) {
        *out = (int)number;
        return !first && strlen(year) == 4;
    }
    (void)snprintf(text, sizeof text, "%.40s1", era);
    if (!era_recognise(text, &base, &length) || length != strlen(era))
        return false;
    *out = base + (first ? 1 : (int)number);
    return first || (number >= 1 && number <= ERA_LONGEST);
}

static int read_date(const char *era, const char *year, const char *month, struct link *link,
                     struct err *err)
{
    int64_t number = 0;

    if (str_empty(year))
        return 0;
    if (!read_year(era, year, &link->year) || link->year < PERIOD_YEAR_MIN ||
        link->year > PERIOD_YEAR_MAX)
        return err_set(
            err, ERR_DATA,
            "%.200s: the year \"%.20s%.20s\" of the link is none, expected 4 digits, "
            "or (?<era>...) before it",
            link->url, era, year);
    if (!str_empty(month) && !str_integer(month, 1, 12, &number))
        return err_set(err, ERR_DATA, "%.200s: the month \"%.20s\" of the link is none",
                       link->url, month);
    link->month = (int)number;
    return 0;
}

static bool is_known(const struct links *links, const char *url)
{
    for (size_t i = 0; i < links->count; i++)
        if (str_equal(links->items[i].url, url))
            return true;
    return false;
}

/* 1 = one more, 0 = the end, or it failed. */
static int unpack_link(struct parcel *parcel, struct links *out, struct err *err)
{
    const char *texts[TOLD + 3];
    struct link *link = &out->items[out->count];

    texts[0] = parcel_unpack_text(parcel);
    if (texts[0][0] == '\0')
        return 0;
    for (size_t i = 1; i < TOLD + 3; i++)
        texts[i] = parcel_unpack_text(parcel);
    if (!is_address(texts[0]) || out->count == LINKS_MAX)
        parcel->failed = true;
    if (parcel->failed)
        return 0;
    *link = (struct link){.url = texts[0], .plain = texts[1], .text = texts[2]};
    if (read_date(texts[TOLD], texts[TOLD + 1], texts[TOLD + 2], link, err))
        return -1;
    out->count += is_known(out, link->url) ? 0 : 1;
    return 1;
}

/* Newest first. */
static int by_date(const void *a, const void *b)
{
    const struct link *left = a;
    const struct link *right = b;
    int first = left->year * 12 + left->month;
    int second = right->year * 12 + right->month;

    if (first != second)
        return first < second ? 1 : -1;
    return strcmp(right->url, left->url);
}

static void sort(struct links *links)
{
    for (size_t i = 0; i < links->count; i++)
        if (links->items[i].year == 0 ||
            (links->items[i].month == 0) != (links->items[0].month == 0))
            return;
    if (links->count > 1)
        qsort(links->items, links->count, sizeof *links->items, by_date);
}

static int unpack(const struct buf *answer, struct arena *arena, struct links *out,
                  struct err *err)
{
    struct parcel parcel = parcel_start(answer, arena);
    int more;

    out->items = arena_alloc(arena, LINKS_MAX + 1, sizeof *out->items);
    while ((more = unpack_link(&parcel, out, err)) > 0)
        ;
    if (more < 0)
        return -1;
    out->title = parcel_unpack_text(&parcel);
    out->seen = (size_t)parcel_unpack_number(&parcel, 0, INT64_MAX);
    sort(out);
    return parcel_end(&parcel, err);
}

int links_find(const struct links_page *page, struct arena *arena, struct links *out,
               struct err *err)
{
    struct links_page copy = *page;
    struct sandbox_limits limits = sandbox_limits_for(page->length);
    struct buf answer;

    *out = (struct links){0};
    buf_init(&answer, ANSWER_MAX);
    int failed =
        sandbox_run(work, &copy, &limits, &answer, err) || unpack(&answer, arena, out, err);
    buf_free(&answer);
    return failed ? -1 : 0;
}

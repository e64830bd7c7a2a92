/* SPDX-License-Identifier: GPL-3.0-or-later */
/* linkseries: see linkseries.h. */
#include "collector/linkseries.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "collector/linkdate.h"
#include "core/buf.h"
#include "core/mem.h"
#include "core/str.h"

#define PART_MAX 40     /* bytes of a text before and behind its date */
#define PATTERN_MAX 160 /* a line of a configuration has 197 */
#define COUNTED_MAX 24  /* links that make a series likelier */
#define ENDING_SIZE 8
#define FRESH 12 /* months that the newest may lie behind that of all */

static const struct {
    const char *ending;
    int score;
} KINDS[] = {
    {"csv", 12}, {"tsv", 12}, {"xlsx", 12}, {"xlsm", 10},
    {"json", 8}, {"xml", 8},  {"txt", 6},   {"pdf", 4},
};

static const char *const UNREADABLE[] = {"xls", "doc", "docx", "ppt", "pptx", "zip", "jtd"};

/* --- endings --- */

static bool copy_ending(const char *url, char out[ENDING_SIZE])
{
    const char *host = strstr(url, "://");
    const char *path = host ? host + 3 + strcspn(host + 3, "/?#") : url;
    size_t length = strcspn(path, "?#");
    size_t dot = length;

    while (dot > 0 && path[dot - 1] != '.' && path[dot - 1] != '/')
        dot--;
    if (dot == 0 || path[dot - 1] != '.' || length - dot >= ENDING_SIZE)
        return false;
    for (size_t i = dot; i < length; i++)
        out[i - dot] = (char)tolower((unsigned char)path[i]);
    out[length - dot] = '\0';
    return true;
}

const char *linkseries_ending(const char *url)
{
    char ending[ENDING_SIZE];

    if (!copy_ending(url, ending))
        return "";
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (str_equal(ending, KINDS[i].ending))
            return KINDS[i].ending;
    return "";
}

const char *linkseries_unreadable(const char *url)
{
    char ending[ENDING_SIZE];

    if (!copy_ending(url, ending))
        return "";
    for (size_t i = 0; i < sizeof UNREADABLE / sizeof UNREADABLE[0]; i++)
        if (str_equal(ending, UNREADABLE[i]))
            return UNREADABLE[i];
    return "";
}

static int score_of_ending(const char *ending)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (str_equal(ending, KINDS[i].ending))
            return KINDS[i].score;
    return -FRESH * 2;
}

/* --- patterns --- */

/* Digits vary; what means something in a pattern, or in a configuration, is any character. */
static void put_literal(struct buf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];

        if (isdigit(c)) {
            buf_puts(out, i > 0 && isdigit((unsigned char)text[i - 1]) ? "" : "\\d+");
        } else if (c == '.') {
            buf_puts(out, "\\.");
        } else {
            (void)buf_putc(out,
                           (char)(isalnum(c) || c >= 0x80 || strchr("/_-=&~", c) ? c : '.'));
        }
    }
}

/* The last part of the address from the slash before its date on. */
static const char *address_pattern(const char *url, const struct linkdate *date,
                                   struct arena *arena)
{
    size_t from = date->start;
    struct buf out;

    while (from > 0 && url[from] != '/')
        from--;
    buf_init(&out, PATTERN_MAX);
    put_literal(&out, url + from, date->start - from);
    buf_puts(&out, date->pattern);
    put_literal(&out, url + date->end, strlen(url + date->end));
    int failed = buf_putc(&out, '$');
    const char *pattern = failed ? "" : arena_strdup(arena, buf_text(&out));
    buf_free(&out);
    return pattern;
}

static bool is_edge(const char *at)
{
    static const char *const EDGES[] = {"(",  ")",  "[",  "]",  " ", "【",
                                        "】", "「", "」", "、", ":"};

    return str_starts_any(at, EDGES, sizeof EDGES / sizeof EDGES[0]) || str_digit(*at);
}

static bool begins(const char *at)
{
    return ((unsigned char)*at & 0xC0) != 0x80;
}

/* The words right before and behind the date in the text of the link, and what kind of
 * document its address ends with. */
static const char *text_pattern(const struct link *link, const struct linkdate *date,
                                struct arena *arena)
{
    const char *text = link->text;
    const char *ending = linkseries_ending(link->url);
    size_t from = date->start, to = date->end;
    struct buf out;

    for (size_t i = from; i > 0 && date->start - i < PART_MAX; i--) {
        if (!begins(text + i - 1))
            continue;
        if (is_edge(text + i - 1))
            break;
        from = i - 1;
    }
    for (size_t i = to; text[i] != '\0' && i - date->end < PART_MAX; i++) {
        if (begins(text + i) && is_edge(text + i))
            break;
        to = begins(text + i + 1) ? i + 1 : to;
    }
    buf_init(&out, PATTERN_MAX);
    buf_puts(&out, *ending ? arena_printf(arena, "\\.%s\\S* .*", ending) : "");
    put_literal(&out, text + from, date->start - from);
    buf_puts(&out, date->pattern);
    put_literal(&out, text + date->end, to - date->end);
    int failed = buf_puts(&out, "");
    const char *pattern =
        failed || out.length + 1 >= PATTERN_MAX ? "" : arena_strdup(arena, buf_text(&out));
    buf_free(&out);
    return pattern;
}

/* --- series --- */

struct found {
    struct linkseries *items;
    size_t count;
};

static void add(struct found *found, const struct link *link, const char *pattern,
                const struct linkdate *date)
{
    int when = date->year * 12 + date->month;
    size_t i = 0;

    if (*pattern == '\0')
        return;
    while (i < found->count && !str_equal(found->items[i].pattern, pattern))
        i++;
    struct linkseries *one = &found->items[i];
    if (i == found->count) {
        *one = (struct linkseries){.pattern = pattern,
                                   .ending = linkseries_ending(link->url),
                                   .example = link->url,
                                   .monthly = date->month > 0};
        found->count++;
    }
    one->count++;
    one->newest = one->newest < when ? when : one->newest;
}

static void look(struct found *found, const struct link *link, struct arena *arena)
{
    const char *url = *link->plain ? link->plain : link->url;
    const char *path = strstr(url, "://");
    struct linkdate said = {0}, named = {0};

    path = path ? path + 3 + strcspn(path + 3, "/") : url;
    bool in_address = linkdate_find(path, arena, &named);
    bool in_text = linkdate_find(link->text, arena, &said);
    bool better = in_text && (!in_address || (said.month > 0 && (said.month != named.month ||
                                                                 said.year != named.year)));

    if (*linkseries_unreadable(link->url))
        return;
    if (better)
        add(found, link, text_pattern(link, &said, arena), &said);
    else if (in_address)
        add(found, link, address_pattern(path, &named, arena), &named);
}

static int by_score(const void *a, const void *b)
{
    const struct linkseries *left = a;
    const struct linkseries *right = b;

    if (left->score != right->score)
        return left->score < right->score ? 1 : -1;
    if (left->newest != right->newest)
        return left->newest < right->newest ? 1 : -1;
    return strcmp(left->pattern, right->pattern);
}

/* One page with a date is news, or about the site. */
static void drop_lone_pages(struct found *found)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].count > 1 || *found->items[i].ending != '\0')
            found->items[kept++] = found->items[i];
    found->count = kept;
}

static void rank(struct found *found)
{
    int newest = 0;

    for (size_t i = 0; i < found->count; i++)
        newest = newest < found->items[i].newest ? found->items[i].newest : newest;
    for (size_t i = 0; i < found->count; i++) {
        struct linkseries *one = &found->items[i];

        one->score = (int)(one->count < COUNTED_MAX ? one->count : COUNTED_MAX) +
                     (one->monthly ? 6 : 0) + score_of_ending(one->ending) -
                     (newest - one->newest > FRESH ? FRESH : 0);
    }
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, by_score);
}

size_t linkseries_find(const struct links *links, struct arena *arena,
                       struct linkseries out[LINKSERIES_MAX])
{
    struct found found = {.items = mem_calloc(links->count + 1, sizeof *found.items)};

    for (size_t i = 0; i < links->count; i++)
        look(&found, &links->items[i], arena);
    drop_lone_pages(&found);
    rank(&found);
    size_t count = found.count < LINKSERIES_MAX ? found.count : LINKSERIES_MAX;
    memcpy(out, found.items, count * sizeof *out);
    mem_free(found.items);
    return count;
}

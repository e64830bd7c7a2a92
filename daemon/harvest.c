/* SPDX-License-Identifier: GPL-3.0-or-later */
/* harvest: see harvest.h. */
#include "daemon/harvest.h"

#include <unistd.h>

#include "core/instant.h"
#include "core/mem.h"
#include "core/spill.h"
#include "core/str.h"
#include "core/text.h"
#include "core/version.h"
#include "daemon/addresses.h"
#include "daemon/courtesy.h"
#include "daemon/fingerprint.h"
#include "daemon/pages.h"
#include "daemon/visiting.h"

#define WORKS_MAX 16
#define FOLDED_MAX ((size_t)64 << 20)

const char *harvest_user_agent(const struct settings *settings)
{
    return settings->site.agent;
}

const char *harvest_url(const struct harvest *item)
{
    return item->url ? item->url : item->source->urls[item->address];
}

const char *harvest_name(const struct harvest *item)
{
    return item->name ? item->name : addresses_name(item->source, item->address);
}

/* Validators are of use only when the document would be read the same way again: a changed
 * selection needs the document itself. */
static struct fetch_request make_request(const struct harvest *item,
                                         const struct harvest_options *options)
{
    bool conditional = str_equal(item->health.selection, item->selection) && !options->force &&
                       item->health.failing_since == 0;

    return (struct fetch_request){
        .url = harvest_url(item),
        .approach = &item->source->approach,
        .home = item->source->urls[item->address],
        .etag = conditional ? item->health.etag : "",
        .last_modified = conditional ? item->health.last_modified : "",
        .timeout_ms = item->source->timeout_ms,
        .max_bytes = item->source->max_bytes,
    };
}

static struct fetch_options fetch_how(const struct harvest_options *options, bool shown)
{
    return (struct fetch_options){
        .user_agent = harvest_user_agent(options->settings),
        .delay_ms = options->settings->site.delay_ms,
        .neighbours = options->courtesy ? options->courtesy->neighbours : NULL,
        .now = options->now,
        .ending = options->ending,
        .progress = shown ? options->progress : NULL,
        .context = options->context,
    };
}

static struct visiting visit_how(const struct harvest_options *options, bool shown)
{
    return (struct visiting){options->courtesy, fetch_how(options, shown)};
}

static int fetch_items(struct harvest **items, size_t count,
                       const struct harvest_options *options, struct err *err)
{
    struct visiting_item *visits = mem_calloc(count, sizeof *visits);
    struct visiting visiting = visit_how(options, true);

    for (size_t i = 0; i < count; i++) {
        visits[i].source = items[i]->source;
        visits[i].request = make_request(items[i], options);
    }
    int failed = visiting_run(&visiting, visits, count, err);
    for (size_t i = 0; i < count; i++) {
        items[i]->fetch = visits[i].result;
        items[i]->settled = true;
    }
    mem_free(visits);
    return failed;
}

static int find_rank(const struct indicator *indicator, const struct source *source)
{
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (indicator->sources[i] == source)
            return (int)i;
    }
    return 0;
}

/* Keeps the first complaint. */
static void complain(struct harvest *item, const struct err *err)
{
    if (item->err.code == ERR_NONE)
        item->err = *err;
}

/* A complaint of one of several documents says which. */
static void name_address(struct harvest *item)
{
    const char *name = harvest_name(item);

    if (item->err.code != ERR_NONE && !str_empty(name))
        err_prefix(&item->err, "%s", name);
}

/* The indicators that read from a source, in the settings' order, but for those that stand
 * still until somebody decides. */
static size_t find_readers(const struct settings *settings, const struct source *source,
                           const struct indicator **out)
{
    size_t count = 0;

    for (size_t i = 0; i < source->reader_count; i++) {
        const struct indicator *reader = settings_reader(settings, source, i);

        if (!reader->standing.refused)
            out[count++] = reader;
    }
    return count;
}

/* A document that should say its day and does not is like a cell that is not read: the rest of
 * it is taken. */
static void judge_published(struct harvest *item)
{
    const char *problem = item->reading.published.problem;
    struct err err = {0};

    if (!problem)
        return;
    err_set(&err, ERR_DATA, "%s", problem);
    complain(item, &err);
    item->problems++;
}

/* A unit that does not fit is no failure of the source: it is held (daemon/quarantine). */
static void judge_pick(struct harvest *item, const struct indicator *indicator,
                       struct reading_pick *pick)
{
    item->picks[item->pick_count++] = (struct harvest_pick){
        .indicator = indicator, .rank = find_rank(indicator, item->source), .read = pick};
    if (pick->err.code != ERR_NONE) {
        err_prefix(&pick->err, "%s", indicator->id);
        complain(item, &pick->err);
        return;
    }
    for (size_t i = 0; i < pick->pick.problem_count; i++) {
        struct err err = {0};

        if (pick->pick.problems[i].unit)
            continue;
        err_set(&err, ERR_DATA, "%s: %s", indicator->id, pick->pick.problems[i].text);
        complain(item, &err);
        item->problems++;
    }
}

static bool has_same_bytes(const struct harvest *item)
{
    char sha256[SHA256_TEXT_SIZE];

    sha256_text(item->fetch.body.data ? item->fetch.body.data : "", item->fetch.body.length,
                sha256);
    return str_equal(item->health.document, sha256);
}

/* The very bytes read last time, in the same way, hold nothing new. */
static bool is_known(const struct harvest *item, const struct harvest_options *options)
{
    return !options->force && str_equal(item->health.selection, item->selection) &&
           has_same_bytes(item);
}

/* What was under way when the bytes came is so for whoever reads them again. */
static int32_t find_day(const struct harvest *item, const struct harvest_options *options)
{
    int64_t since = item->health.last_change;
    int32_t then = since > 0 && has_same_bytes(item) ? instant_day(since) : options->today;

    return then < options->today ? then : options->today;
}

/* A document that is being read. */
struct at_work {
    const struct indicator **readers;
    size_t count;
    struct reading_job job;
    bool begun;
};

static void begin_body(const struct harvest *item, const struct harvest_options *options,
                       struct at_work *work)
{
    struct document document = {
        .bytes = item->fetch.body.data,
        .length = item->fetch.body.length,
        .content_type = item->fetch.content_type,
        .encoding = item->source->encoding,
        .rows = item->source->rows,
        .published = item->source->published,
    };

    addresses_date(harvest_name(item), &document.link_year, &document.link_month);
    reading_begin(&document, item->source->format, work->readers, work->count,
                  find_day(item, options), &work->job);
}

static void begin(struct harvest *item, const struct harvest_options *options,
                  struct at_work *work)
{
    const struct settings *settings = options->settings;

    *work = (struct at_work){.begun = true};
    work->readers = mem_calloc(item->source->reader_count, sizeof *work->readers);
    work->count = find_readers(settings, item->source, work->readers);
    item->picks = mem_calloc(work->count, sizeof *item->picks);
    begin_body(item, options, work);
}

/* Reads on where the document is but the first of several pages. 1 = there is something to
 * judge, 0 = nothing new, -1 = failed. */
static int read_pages(struct harvest *item, const struct harvest_options *options,
                      struct at_work *work)
{
    struct visiting how = visit_how(options, false);

    if (pages_gather(item->source, harvest_url(item), item->reading.next, &how, &item->fetch,
                     &item->err))
        return -1;
    item->unchanged = is_known(item, options);
    if (item->unchanged)
        return 0;
    reading_free(&item->reading);
    begin_body(item, options, work);
    return reading_end(&work->job, &item->reading, &item->err) ? -1 : 1;
}

static int unfold(struct harvest *item, const struct buf *bytes, struct err *err)
{
    const struct indicator **indicators = mem_calloc(item->pick_count, sizeof *indicators);

    for (size_t i = 0; i < item->pick_count; i++)
        indicators[i] = item->picks[i].indicator;
    int failed = reading_unfold(&item->reading, indicators, bytes, err);
    mem_free((void *)indicators);
    item->folded = 0;
    return failed;
}

/* Until it is recorded nobody needs it; where there is no room on the disk it stays. */
static void fold(struct harvest *item, struct spill *spill)
{
    struct buf bytes;
    struct err ignored = {0};

    buf_init(&bytes, FOLDED_MAX);
    if (reading_fold(&item->reading, &bytes) == 0) {
        item->folded = bytes.length;
        if (spill_put(spill, &bytes, &item->folded_at, &ignored))
            (void)unfold(item, &bytes, &ignored); /* what was packed just now */
    }
    buf_free(&bytes);
}

/* `whole`: what is there is all of it. */
static void end(struct harvest *item, const struct harvest_options *options, bool whole,
                struct at_work *work)
{
    int found = reading_end(&work->job, &item->reading, &item->err) ? -1 : 1;

    if (found > 0 && !whole && !str_empty(item->reading.next))
        found = read_pages(item, options, work);
    if (found > 0) {
        judge_published(item);
        for (size_t i = 0; i < work->count; i++)
            judge_pick(item, work->readers[i], &item->reading.picks[i]);
    }
    item->bytes = item->fetch.body.length;
    mem_free((void *)work->readers);
    *work = (struct at_work){0};
}

static bool is_absent(const struct harvest *item)
{
    return item->optional && (item->fetch.status == 404 || item->fetch.status == 410);
}

static void look_at(struct harvest *item, const struct harvest_options *options,
                    struct at_work *work)
{
    if (item->head || item->err.code != ERR_NONE)
        return;
    if (is_absent(item)) {
        item->absent = item->unchanged = true;
        err_clear(&item->fetch.err);
    } else if (item->fetch.err.code != ERR_NONE) {
        item->err = item->fetch.err;
    } else if (item->fetch.not_modified || is_known(item, options)) {
        item->unchanged = true;
    } else {
        begin(item, options, work);
        return;
    }
    name_address(item);
}

int harvest_fetch(struct harvest *items, size_t count, const struct harvest_options *options,
                  struct err *err)
{
    struct harvest **asked = mem_calloc(count, sizeof *asked);
    size_t asked_count = 0;
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        if (str_empty(items[i].selection))
            fingerprint_source(options->settings, items[i].source, items[i].address,
                               items[i].selection);
        if (!items[i].settled)
            asked[asked_count++] = &items[i];
    }
    if (asked_count > 0)
        failed = fetch_items(asked, asked_count, options, err);
    mem_free((void *)asked);
    return failed ? -1 : 0;
}

/* As many are read at a time as there are processors; what came of them is looked at in their
 * order. */
void harvest_take(struct harvest *items, size_t count, const struct harvest_options *options)
{
    struct at_work works[WORKS_MAX] = {0};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t width = processors < 1           ? 1
                   : processors > WORKS_MAX ? WORKS_MAX
                                            : (size_t)processors;
    size_t next = 0;
    void *held = NULL;

    for (size_t i = 0; i < count; i++) {
        for (; next < count && next < i + width; next++)
            look_at(&items[next], options, &works[next % width]);
        items[i].bytes = items[i].fetch.body.length;
        if (!works[i % width].begun)
            continue;
        end(&items[i], options, false, &works[i % width]);
        name_address(&items[i]);
        if (options->spill && items[i].pick_count > 0)
            fold(&items[i], options->spill);
        if (!held) /* whoever reads one reads more */
            held = text_hold();
    }
    text_release(held);
}

void harvest_read(struct harvest *item, const struct harvest_options *options)
{
    struct at_work work;

    fingerprint_source(options->settings, item->source, item->address, item->selection);
    begin(item, options, &work);
    end(item, options, true, &work);
    name_address(item);
}

int harvest_unfold(struct harvest *item, struct spill *spill, struct err *err)
{
    struct buf bytes;

    if (item->folded == 0)
        return 0;
    buf_init(&bytes, item->folded);
    int failed = spill_get(spill, item->folded_at, item->folded, &bytes, err) ||
                 unfold(item, &bytes, err);
    buf_free(&bytes);
    return failed ? -1 : 0;
}

void harvest_free(struct harvest *item)
{
    reading_free(&item->reading);
    mem_free(item->picks);
    fetch_result_free(&item->fetch);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fingerprint: see fingerprint.h. */
#include "daemon/fingerprint.h"

#include <inttypes.h>

#include "config/edition.h"
#include "core/buf.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/version.h"

#define LIMIT ((size_t)16 << 20)

/* Each field ends in a control character that no configured text can hold, so that "a" "b" and
 * "ab" "" differ. */
static void put(struct buf *out, const char *text)
{
    buf_puts(out, text ? text : "");
    buf_putc(out, '\x1f');
}

static void put_integer(struct buf *out, int64_t value)
{
    buf_printf(out, "%" PRId64 "\x1f", value);
}

static void put_decimal(struct buf *out, struct decimal value)
{
    char text[DECIMAL_TEXT_SIZE];

    decimal_print(value, text);
    put(out, text);
}

static void put_label(struct buf *out, const struct label *label)
{
    put(out, label->text);
    put(out, label->en);
}

static void put_mark(struct buf *out, const struct mark *mark)
{
    put_integer(out, mark->set);
    if (!mark->set)
        return;
    put_integer(out, mark->has_period ? mark->period.n : INT64_MIN);
    put_decimal(out, mark->value);
}

static void put_events(struct buf *out, const struct event *events, size_t count)
{
    put_integer(out, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        put_integer(out, events[i].period.n);
        put(out, events[i].text);
        if (!str_empty(events[i].en)) /* else as in the versions before it */
            put(out, events[i].en);
    }
}

static void put_selection(struct buf *out, const struct indicator *indicator)
{
    put(out, indicator->id);
    put(out, indicator->unit);
    put_integer(out, (int64_t)indicator->frequency);
    put_integer(out, (int64_t)indicator->year_label);
    put(out, indicator->table);
    put_integer(out, (int64_t)indicator->layout);
    put(out, indicator->value);
    put(out, indicator->period);
    put_integer(out, (int64_t)indicator->era);
    for (size_t i = 0; i < indicator->where_count; i++) {
        put(out, indicator->where[i].head);
        put(out, indicator->where[i].cell);
    }
    put_decimal(out, indicator->scale);
    put_mark(out, &indicator->minimum);
    put_mark(out, &indicator->maximum);
    for (size_t i = 0; i < indicator->source_count; i++)
        put(out, indicator->sources[i]->id);
}

static void finish(struct buf *out, char text[SHA256_TEXT_SIZE])
{
    sha256_text(buf_text(out), out->length, text);
    buf_free(out);
}

/* Nothing where nothing is said: as in the versions before. */
static void put_approach(struct buf *out, const struct source *source)
{
    const struct approach *approach = &source->approach;

    if (!str_empty(source->link))
        put(out, source->link);
    if (str_equal(approach->method, "POST"))
        put(out, approach->body);
    for (size_t i = 0; i < approach->header_count; i++)
        put(out, approach->headers[i]);
}

void fingerprint_source(const struct settings *settings, const struct source *source,
                        size_t address, char out[SHA256_TEXT_SIZE])
{
    struct buf text;

    buf_init(&text, LIMIT);
    put(&text, VERSION_TEXT);
    put(&text, source->urls[address]);
    put(&text, source->format);
    put(&text, source->encoding);
    put(&text, source->rows);
    if (!str_empty(source->published)) /* else as in the versions before it */
        put(&text, source->published);
    put_approach(&text, source);
    for (size_t i = 0; i < source->reader_count; i++) {
        const struct indicator *reader = settings_reader(settings, source, i);

        if (!reader->standing.refused)
            put_selection(&text, reader);
    }
    finish(&text, out);
}

static void put_program(struct buf *out, const struct program *program)
{
    put(out, program->id);
    put(out, program->why);
    put(out, program->owner);
    put_integer(out, (int64_t)program->kind);
    put_integer(out, program->has_start ? program->start : INT64_MIN);
    put_integer(out, program->has_end ? program->end : INT64_MIN);
    put_integer(out, program->lag_months);
    for (size_t i = 0; i < program->year_count; i++) {
        const struct program_year *year = &program->years[i];
        const struct amount *amounts[] = {&year->budget, &year->revised, &year->settled};

        put_integer(out, year->fiscal_year);
        put_label(out, &year->title);
        put_integer(out, year->pledge);
        put_integer(out, year->is_new);
        for (size_t k = 0; k < sizeof amounts / sizeof amounts[0]; k++)
            put_integer(out, amounts[k]->set ? amounts[k]->thousand_yen : INT64_MIN);
    }
}

static void put_appearance(struct buf *out, const struct indicator *indicator)
{
    put(out, indicator->id);
    put_label(out, &indicator->title);
    put_label(out, &indicator->definition);
    put_label(out, &indicator->unit_label);
    put_integer(out, indicator->decimals);
    put_integer(out, (int64_t)indicator->frequency);
    put_integer(out, (int64_t)indicator->year_label);
    put_integer(out, (int64_t)indicator->better);
    put_integer(out, (int64_t)indicator->basis);
    put_integer(out, (int64_t)indicator->chart);
    put_integer(out, (int64_t)indicator->limits);
    put_integer(out, indicator->limits_baseline);
    put_mark(out, &indicator->minimum);
    put_mark(out, &indicator->maximum);
    put_mark(out, &indicator->baseline);
    put_mark(out, &indicator->target);
    put_events(out, indicator->rebases, indicator->rebase_count);
    put_events(out, indicator->events, indicator->event_count);
    for (size_t i = 0; i < indicator->source_count; i++) {
        put_label(out, &indicator->sources[i]->title);
        put(out, indicator->sources[i]->citation);
        put_integer(out, (int64_t)indicator->sources[i]->grade);
    }
}

void fingerprint_chart(const struct fingerprint_chart *chart, char out[SHA256_TEXT_SIZE])
{
    const struct settings *settings = chart->settings;
    const struct indicator *indicator = chart->indicator;
    int32_t today = instant_day(chart->now);
    struct buf text;

    buf_init(&text, LIMIT);
    put(&text, VERSION_TEXT);
    put_integer(&text, (int64_t)settings->site.language);
    put_integer(&text, (int64_t)settings->site.audience);
    put_integer(&text, settings->site.min_cell);
    put_integer(&text, settings->site.publish);
    put(&text, chart->revision);
    put(&text, chart->compared);
    put(&text, chart->answered);
    put(&text, chart->expected);
    if (!str_empty(chart->said)) /* else as in the versions before it */
        put(&text, chart->said);
    put_integer(&text, chart->year);
    if (str_empty(chart->revision)) { /* an empty chart shows the last years */
        put_integer(&text, period_of_day(FREQUENCY_CALENDAR_YEAR, today).n);
        put_integer(&text, period_of_day(FREQUENCY_FISCAL_YEAR, today).n);
    }
    put_appearance(&text, indicator);
    if (indicator->compare && edition_shows(settings, indicator->compare))
        put_appearance(&text, indicator->compare);
    if (indicator->respondents && edition_shows(settings, indicator->respondents))
        put_appearance(&text, indicator->respondents);
    if (indicator->outlook && edition_shows(settings, indicator->outlook)) {
        put_appearance(&text, indicator->outlook);
        put_integer(&text, indicator->ahead);
    }
    for (size_t i = 0; i < settings->program_count; i++) {
        if (settings_moves(&settings->programs[i], indicator))
            put_program(&text, &settings->programs[i]);
    }
    finish(&text, out);
}

void fingerprint_figure(const struct fingerprint_chart *chart, char out[SHA256_TEXT_SIZE])
{
    struct buf text;

    buf_init(&text, LIMIT);
    put(&text, VERSION_TEXT);
    put(&text, "4"); /* how its file is laid out (site_digest_print) */
    put(&text, chart->settings->fingerprint);
    put(&text, chart->revision);
    finish(&text, out);
}

void fingerprint_graph(const struct settings *settings, const struct graph *graph,
                       const char *files, int32_t today, char out[SHA256_TEXT_SIZE])
{
    struct buf text;

    buf_init(&text, LIMIT);
    put(&text, VERSION_TEXT);
    put(&text, settings_label(&graph->title, settings->site.language));
    put(&text, graph->rrdgraph);
    put_integer(&text, graph->span_days);
    put(&text, files);
    put_integer(&text, today);
    finish(&text, out);
}

void fingerprint_page(const struct settings *settings, const char *kind, const char *more,
                      char out[SHA256_TEXT_SIZE])
{
    struct buf text;

    buf_init(&text, LIMIT);
    put(&text, VERSION_TEXT);
    put(&text, "1"); /* how pages are laid out */
    put(&text, settings->fingerprint);
    put(&text, kind);
    put(&text, more);
    finish(&text, out);
}

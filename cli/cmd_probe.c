/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_probe: what a document holds; writes nothing. */
#include "cli/cmd.h"
#include "cli/probe.h"
#include "cli/terminal.h"
#include "collector/fetch.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/text.h"
#include "daemon/addresses.h"
#include "daemon/following.h"
#include "daemon/harvest.h"
#include "daemon/pages.h"

#define FILE_LIMIT ((size_t)256 << 20)
#define ROWS_SHOWN 10
#define SUGGESTIONS 5

struct task {
    struct context *context;
    const struct arguments *arguments;
    const struct source *source; /* NULL = a file of no source */
    size_t address;              /* which of the source's */
    struct fetch_result fetched; /* the document, from wherever */
    const struct indicator **indicators;
    size_t indicator_count;
    struct document document;
    const char *format;
    struct probe probe;
    struct probing probing;
};

/* --- what is asked for --- */

/* Without a configuration the language is that of the terminal. */
static enum language find_language(const struct context *context)
{
    return context->settings ? context->settings->site.language : terminal_language();
}

static int refuse_source(const struct context *context, const char *id, struct err *err)
{
    const struct indicator *indicator = settings_indicator(context->settings, id);

    if (indicator && indicator->source_count > 0)
        return err_set(err, ERR_USAGE, "\"%s\" is an indicator: it reads from %s", id,
                       indicator->sources[0]->id);
    return err_set(err, ERR_USAGE, "no source \"%s\" in %s", id, context->config);
}

static int find_address(struct task *task, struct err *err)
{
    const char *text = options_value(task->arguments, "address");
    int64_t number = 1;

    if (text && !str_integer(text, 1, (int64_t)task->source->url_count, &number))
        return err_set(err, ERR_USAGE, "--address: source %s has %zu", task->source->id,
                       task->source->url_count);
    task->address = (size_t)number - 1;
    return 0;
}

static int find_source(struct task *task, struct err *err)
{
    struct context *context = task->context;
    bool file = options_given(task->arguments, "file");

    if (task->arguments->word_count == 0)
        return 0;
    task->source = settings_source(context->settings, task->arguments->words[0]);
    if (!task->source)
        return refuse_source(context, task->arguments->words[0], err);
    if (!file && task->source->url_count == 0)
        return err_set(err, ERR_USAGE, "source %s has no url: name a document with --file",
                       task->source->id);
    return file ? 0 : find_address(task, err);
}

/* What the options say, else the source, else what the document looks like. */
static int choose_reading(struct task *task, struct err *err)
{
    const struct source *source = task->source;
    const char *format = options_value(task->arguments, "format");
    const char *encoding = options_value(task->arguments, "encoding");
    const char *rows = options_value(task->arguments, "rows");
    bool known = !format || str_equal(format, "auto");

    for (size_t i = 0; !known && decode_formats()[i]; i++)
        known = str_equal(decode_formats()[i], format);
    if (!known)
        return err_set(err, ERR_USAGE, "--format %s: expected auto or one that can be read",
                       format);
    if (encoding && !text_encoding_known(encoding))
        return err_set(err, ERR_USAGE, "--encoding %s: expected auto or a name iconv knows",
                       encoding);
    task->format = format ? format : source ? source->format : "auto";
    task->document.encoding = encoding ? encoding : source ? source->encoding : "auto";
    task->document.rows = rows ? rows : source ? source->rows : "";
    task->document.published = source ? source->published : "";
    return 0;
}

static int read_options(struct task *task, struct err *err)
{
    const char *shown = options_value(task->arguments, "rows-shown");
    int64_t rows = ROWS_SHOWN;

    if (shown && !str_integer(shown, 0, PROBING_ROWS_MAX, &rows))
        return err_set(err, ERR_USAGE, "--rows-shown: expected a number up to %d",
                       PROBING_ROWS_MAX);
    task->probe = (struct probe){.arena = task->context->arena,
                                 .language = find_language(task->context),
                                 .rows_shown = (size_t)rows,
                                 .rows_few = !shown,
                                 .width = terminal_width(),
                                 .suggest = options_given(task->arguments, "suggest"),
                                 .settings = task->context->settings};
    return find_source(task, err) || choose_reading(task, err) ? -1 : 0;
}

static void find_readers(struct task *task)
{
    const struct settings *settings = task->context->settings;

    if (!task->source)
        return;
    task->indicators = arena_alloc(task->context->arena, task->source->reader_count,
                                   sizeof *task->indicators);
    for (size_t i = 0; i < task->source->reader_count; i++)
        task->indicators[task->indicator_count++] = settings_reader(settings, task->source, i);
}

/* --- the document --- */

static int read_file(struct task *task, struct err *err)
{
    const char *file = options_value(task->arguments, "file");
    bool standard = str_equal(file, "-");

    buf_init(&task->fetched.body, FILE_LIMIT);
    task->probe.address = standard ? "-" : file;
    return file_read(standard ? "/dev/stdin" : file, &task->fetched.body, err);
}

static struct fetch_options fetch_how(const struct task *task)
{
    const struct settings *settings = task->context->settings;

    return (struct fetch_options){.user_agent = harvest_user_agent(settings),
                                  .delay_ms = settings->site.delay_ms};
}

/* A page or a pattern is no document; the newest that it names is looked at. */
static int follow(struct task *task, struct err *err)
{
    const struct following how = {.settings = task->context->settings,
                                  .arena = task->context->arena,
                                  .now = task->context->now};
    const char *name = task->source->urls[0];

    task->probe.number = task->probe.addresses = 1;
    int failed = following_newest(&how, task->source, &task->fetched, &name, err);
    task->probe.address = name;
    addresses_date(name, &task->document.link_year, &task->document.link_month);
    return failed ? err_prefix(err, "source %s", task->source->id) : 0;
}

static int fetch(struct task *task, struct err *err)
{
    const struct source *source = task->source;

    if (!source)
        return err_set(err, ERR_USAGE, "probe: expected a source, or --file with a document");
    if (following_is_needed(source))
        return follow(task, err);
    struct fetch_options how = fetch_how(task);
    struct fetch_request request = {
        .url = source->urls[task->address],
        .approach = &source->approach,
        .etag = "",
        .last_modified = "",
        .timeout_ms = source->timeout_ms,
        .max_bytes = source->max_bytes,
    };
    task->probe.address = request.url;
    task->probe.number = task->address + 1;
    task->probe.addresses = source->url_count;
    if (fetch_all(&request, 1, &how, &task->fetched, err))
        return -1;
    if (task->fetched.err.code == ERR_NONE)
        return 0;
    *err = task->fetched.err;
    return err_prefix(err, "source %s", source->id);
}

/* --- reading it --- */

static int probe_once(struct task *task, struct err *err)
{
    const struct buf *body = &task->fetched.body;
    struct probing_request request = {
        .document = &task->document,
        .format = task->format,
        .indicators = task->indicators,
        .indicator_count = task->indicator_count,
        .today = instant_day(task->context->now),
        .rows_shown = task->probe.rows_shown,
        .suggestions = task->probe.suggest ? SUGGESTIONS : 0,
    };

    task->document.bytes = buf_text(body);
    task->document.length = body->length;
    task->document.content_type = task->fetched.content_type ? task->fetched.content_type : "";
    sha256_text(buf_text(body), body->length, task->probe.sha256);
    task->probe.bytes = body->length;
    probing_free(&task->probing);
    return probing_run(&request, &task->probing, err);
}

/* Reads on where the publisher's document is but the first of several pages. */
static int probe_all(struct task *task, struct err *err)
{
    bool file = options_given(task->arguments, "file");

    if (probe_once(task, err))
        return -1;
    if (file || str_empty(task->probing.next))
        return 0;
    const struct visiting how = {.how = fetch_how(task)};
    const char *next = arena_strdup(task->context->arena, task->probing.next);
    const char *url = following_is_needed(task->source)
                          ? arena_strdup(task->context->arena, task->fetched.url)
                          : task->source->urls[task->address];
    if (pages_gather(task->source, url, next, &how, &task->fetched, err))
        return -1;
    return probe_once(task, err);
}

/* An indicator that takes nothing is worth a status of its own. */
static int find_status(const struct task *task)
{
    for (size_t i = 0; i < task->probing.pick_count; i++)
        if (task->probing.picks[i].err.code != ERR_NONE ||
            task->probing.picks[i].pick.count == 0)
            return ERR_DATA;
    return 0;
}

static int print(struct task *task, int failed)
{
    task->probe.probing = failed ? NULL : &task->probing;
    task->probe.indicators = task->indicators;
    task->probe.source = task->source ? task->source->id : NULL;
    if (options_given(task->arguments, "json"))
        probe_json(&task->probe, &task->context->out);
    else
        probe_print(&task->probe, &task->context->out);
    return failed ? failed : find_status(task);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct task task = {.context = context, .arguments = arguments};
    int status = read_options(&task, err);

    if (status == 0) {
        bool file = options_given(arguments, "file");

        terminal_progress(file ? "reading" : "fetching");
        status = file ? read_file(&task, err) : fetch(&task, err);
    }
    if (status == 0) {
        find_readers(&task);
        terminal_progress(task.probe.suggest ? "looking for suggestions" : "reading");
        int failed = probe_all(&task, err);

        terminal_progress(NULL);
        status = print(&task, failed);
    } else {
        terminal_progress(NULL);
    }
    if (status < 0 && err->code == ERR_DATA)
        err_prefix(err, "%s", task.source ? task.source->id : task.probe.address);
    probing_free(&task.probing);
    fetch_result_free(&task.fetched);
    return status;
}

const struct command cmd_probe = {
    .name = "probe",
    .summary = "what a document holds, what is taken of it, what could be",
    .synopsis = "[SOURCE]",
    .help =
        "Fetches the document of a source (or reads FILE in its place) and prints its tables, "
        "what each\nindicator of the source takes, and for all that is not taken why. Nothing "
        "is recorded or kept.\n\n"
        "  shihyo probe zoo-city\n"
        "  shihyo probe --file report.pdf --suggest > new.ini\n"
        "  curl -s https://example.jp/a.csv | shihyo probe --file - --suggest\n\n"
        "--suggest tries every table and the running text, with every layout over every "
        "label, and\nprints what takes most as sections to paste into a configuration. No "
        "configuration is needed\nfor a file without a SOURCE.\n\n"
        "Exit status: 0; 65 the document was not understood, or an indicator takes nothing "
        "of it;\n69 it could not be fetched.\n",
    .needs = NEEDS_SETTINGS_FOR_WORDS,
    .words_max = 1,
    .options = {{"file", 'f', "FILE", "read this document; - is standard input"},
                {"address", 'a', "N", "of a source that has several: the N-th (1)"},
                {"suggest", 's', NULL, "propose indicators"},
                {"rows-shown", 'n', "N",
                 "of each table and of the text (10; 4 of many tables)"},
                {"format", 0, "FORMAT", "auto csv xlsx html json xml pdf text"},
                {"encoding", 0, "NAME", "auto or an iconv name"},
                {"rows", 0, "PATH", "JSON pointer or XPath of the rows"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};

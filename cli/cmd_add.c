/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_add: from an address, or a file, to a source and indicators of the configuration. */
#include <string.h>

#include "cli/adding.h"
#include "cli/adding_document.h"
#include "cli/cmd.h"
#include "cli/probe.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "core/pattern.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

#define TEXT_LIMIT ((size_t)1 << 20)

struct task {
    struct context *context;
    const struct arguments *arguments;
    const char *what; /* the address or file */
    bool web;
    const char *url;
    bool wanted[ADDING_SUGGESTIONS];
    struct probe probe;
    struct adding_document document;
};

/* --- what is asked for --- */

static bool is_free(const struct settings *settings, const char *id)
{
    return !settings_source(settings, id);
}

/* The last part of the address or file; of a page its folder's: lobo of /lobo/index.html. */
static const char *find_name(const struct task *task)
{
    const char *start = task->web ? strstr(task->what, "://") + 3 : task->what;
    size_t end = strcspn(start, "?#");
    bool first = task->web;

    for (;;) {
        size_t from = end;
        while (from > 0 && start[from - 1] != '/')
            from--;
        const char *name = arena_strndup(task->context->arena, start + from, end - from);

        if (from == 0 || !first || (*name && !str_starts(name, "index.")))
            return name;
        first = *name == '\0';
        end = from - 1;
    }
}

/* Of the document's name, else of nothing: an id stays for good, a person may name it. */
static int choose_id(struct task *task, struct err *err)
{
    const struct settings *settings = task->context->settings;
    struct arena *arena = task->context->arena;
    const char *said = options_value(task->arguments, "id");

    if (said && !str_is_id(said))
        return err_set(err, ERR_USAGE, "--id %.60s: expected a-z, 0-9, - and _", said);
    if (said && !is_free(settings, said))
        return err_set(err, ERR_USAGE, "--id %s: there is such a source already", said);
    const char *name = find_name(task);
    const char *id = probe_make_id(arena, arena_strndup(arena, name, strcspn(name, ".")));
    const char *stem = said ? said : str_is_id(id) ? id : "document";

    task->probe.stem = stem;
    for (int i = 2; !is_free(settings, task->probe.stem); i++)
        task->probe.stem = arena_printf(arena, "%s-%d", stem, i);
    return 0;
}

static bool is_web(const char *text)
{
    return str_starts(text, "http://") || str_starts(text, "https://");
}

/* How many bytes of it are a scheme before "://"; 0 = a file's name. */
static size_t measure_scheme(const char *text)
{
    size_t length =
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    return str_starts(text + length, "://") ? length : 0;
}

/* Before anything is sent, and without saying the address: a password would be in it. */
static int check_address(const char *name, const char *text, struct err *err)
{
    size_t scheme = text ? measure_scheme(text) : 0;

    if (scheme == 0)
        return 0;
    if (!is_web(text))
        return err_set(err, ERR_USAGE, "%s%.*s://: expected http:// or https://", name,
                       (int)(scheme < 40 ? scheme : 40), text);
    const char *host = text + scheme + 3;

    if (memchr(host, '@', strcspn(host, "/?#")))
        return err_set(err, ERR_USAGE,
                       "%sthe address has a user and password in it, which never stand there: "
                       "expected it without, and auth = basic:FILE in the source",
                       name);
    return 0;
}

/* A file that nobody publishes is no source: its figures are imported. */
static int check_url(const struct task *task, struct err *err)
{
    const char *said = options_value(task->arguments, "url");

    if (said && task->web)
        return err_set(err, ERR_USAGE, "--url belongs to a file");
    if (said && !is_web(said))
        return err_set(err, ERR_USAGE, "--url %.200s: expected http:// or https://", said);
    if (!task->url && options_given(task->arguments, "write"))
        return err_set(err, ERR_USAGE,
                       "a source needs the address at which the document is published: --url "
                       "(figures that nobody publishes: `shihyo import`)");
    return 0;
}

/* Of a page another source may follow other links. */
static int refuse_known(const struct task *task, struct err *err)
{
    const struct settings *settings = task->context->settings;

    for (size_t i = 0; i < settings->source_count; i++)
        for (size_t n = 0; n < settings->sources[i].url_count; n++)
            if (task->url && settings->sources[i].approach.kind != APPROACH_PAGE &&
                str_equal(settings->sources[i].urls[n], task->url))
                return err_set(err, ERR_USAGE,
                               "source %s reads this address already: `shihyo probe %s "
                               "--suggest` shows what else could be taken",
                               settings->sources[i].id, settings->sources[i].id);
    return 0;
}

/* "1,3" of the suggestions; all when nothing is said. */
static int choose_wanted(struct task *task, struct err *err)
{
    const char *said = options_value(task->arguments, "only");
    size_t count = task->document.probing.suggestions.count;

    for (size_t i = 0; i < count; i++)
        task->wanted[i] = said == NULL;
    if (!said)
        return 0;
    struct arena *arena = task->context->arena;
    char *list = memcpy(arena_alloc(arena, strlen(said) + 1, 1), said, strlen(said) + 1);

    for (char *at = list; *at; at++)
        *at = *at == ',' ? ' ' : *at;
    for (const char *word; (word = str_word(&list));) {
        int64_t number;

        if (!str_integer(word, 1, (int64_t)count, &number))
            return err_set(err, ERR_USAGE, "--only %.60s: expected numbers, 1 to %zu", said,
                           count);
        task->wanted[number - 1] = true;
    }
    return 0;
}

/* How a page's links are followed, and robots.txt passed over: of what is fetched alone. */
static int check_fetching(const struct task *task, struct err *err)
{
    const char *link = options_value(task->arguments, "link");
    const char *robots = options_value(task->arguments, "robots");
    size_t ignored;

    if (!task->web && (link || robots))
        return err_set(err, ERR_USAGE, "--%s belongs to an address", link ? "link" : "robots");
    if (robots &&
        (unicode_is_blank(robots) || strpbrk(robots, ";#") || !plain_check(robots, &ignored)))
        return err_set(err, ERR_USAGE,
                       "--robots: expected the reason why robots.txt may be passed over");
    struct pattern *pattern = link ? pattern_compile(link, err) : NULL;
    bool good = !link || pattern;

    pattern_free(pattern);
    return good ? 0 : err_set(err, ERR_USAGE, "--link: %.200s", err->text);
}

static void prepare(struct task *task)
{
    const char *robots = options_value(task->arguments, "robots");
    const struct settings *settings = task->context->settings;

    task->document = (struct adding_document){
        .settings = settings,
        .arena = task->context->arena,
        .now = task->context->now,
        .what = task->what,
        .web = task->web,
        .encoding = options_value(task->arguments, "encoding"),
        .link = options_value(task->arguments, "link"),
        .robots = robots ? arena_printf(task->context->arena, "ignore: %s", robots) : "",
        .progress = terminal_progress};
    task->probe = (struct probe){.arena = task->context->arena,
                                 .language = settings->site.language,
                                 .address = task->what,
                                 .url = task->url,
                                 .robots = task->document.robots,
                                 .settings = settings};
}

static int read_options(struct task *task, struct err *err)
{
    task->what = task->arguments->words[0];
    task->web = is_web(task->what);
    task->url = task->web ? task->what : options_value(task->arguments, "url");
    prepare(task);
    if (check_address("", task->what, err) ||
        check_address("--url: ", options_value(task->arguments, "url"), err))
        return -1;
    return check_url(task, err) || check_fetching(task, err) || refuse_known(task, err) ||
                   choose_id(task, err)
               ? -1
               : 0;
}

/* What is nowhere printed may be said. */
static void take_unit(struct task *task)
{
    const char *unit = options_value(task->arguments, "unit");
    struct suggestions *suggestions = &task->document.probing.suggestions;

    for (size_t i = 0; unit && i < suggestions->count; i++) {
        if (suggestions->items[i].unit_from != SUGGEST_UNIT_UNKNOWN)
            continue;
        suggestions->items[i].indicator.unit = unit;
        suggestions->items[i].unit_from = SUGGEST_UNIT_PRINTED;
    }
}

/* --- what is said, and written --- */

/* Once something is recorded another unit is a change of meaning (`migrate`). */
static void tell_units(const struct task *task, struct buf *out)
{
    bool unknown = false;

    for (size_t i = 0; i < task->document.probing.suggestions.count; i++)
        unknown = unknown ||
                  (task->wanted[i] && task->document.probing.suggestions.items[i].unit_from ==
                                          SUGGEST_UNIT_UNKNOWN);
    if (unknown)
        buf_printf(
            out, "%s\n",
            words_pick(task->probe.language,
                       "単位の分からない指標があります（unit = -）。収集の前に書くか、--unit "
                       "で指定してください。",
                       "Of some the unit is nowhere printed (unit = -): write it before they "
                       "are collected, or say --unit."));
}

static void put_end(const struct task *task, struct table *table,
                    const struct observation *observation)
{
    char value[WORDS_SIZE], period[PERIOD_TEXT_SIZE];

    period_print(observation->period, period);
    words_value(observation->value, observation->value.places, task->probe.language, value);
    table_cell(table, arena_printf(task->context->arena, "%s %s", period, value));
}

static void print_table(const struct task *task, struct buf *out)
{
    static const char *const JA[] = {">番号", "指標",    "名称", "単位",
                                     "頻度",  ">期間数", "最初", "最新"};
    static const char *const EN[] = {">no",       "indicator", "title", "unit",
                                     "frequency", ">periods",  "first", "newest"};
    const struct suggestions *suggestions = &task->document.probing.suggestions;
    struct table table;

    table_init(&table, task->context->arena, task->probe.language == LANGUAGE_JA ? JA : EN,
               sizeof EN / sizeof EN[0]);
    for (size_t i = 0; i < suggestions->count; i++) {
        const struct suggestion *one = &suggestions->items[i];

        if (!task->wanted[i])
            continue;
        table_cell(&table, arena_printf(task->context->arena, "%zu", i + 1));
        table_cell(&table, probe_id(&task->probe, i));
        table_cell(&table, probe_title(&task->probe, i));
        table_cell(&table, one->indicator.unit);
        table_cell(&table, period_frequency_name(one->indicator.frequency));
        table_cell(&table, arena_printf(task->context->arena, "%zu", one->count));
        put_end(task, &table, &one->first);
        put_end(task, &table, &one->last);
    }
    table_print(&table, out);
    table_free(&table);
}

static void print_sections(const struct task *task, struct buf *out)
{
    probe_ini_source(&task->probe, out);
    for (size_t i = 0; i < task->document.probing.suggestions.count; i++) {
        if (!task->wanted[i])
            continue;
        buf_putc(out, '\n');
        probe_ini(&task->probe, i, out);
    }
}

static int write_sections(const struct task *task, const struct buf *sections, struct err *err)
{
    const char *config = task->context->config;
    struct buf *out = &task->context->out;
    bool japanese = task->probe.language == LANGUAGE_JA;

    if (!options_given(task->arguments, "write")) {
        buf_printf(out,
                   japanese ? "\n何も書いていません。--write で %s の末尾に加えます。\n"
                            : "\nNothing was written: --write appends this to %s.\n",
                   config);
        return 0;
    }
    if (adding_write(config, buf_text(sections), out, err))
        return -1;
    buf_printf(
        out,
        japanese ? "\n%s に加えました。名称・単位・better を確かめてから: shihyo collect %s\n"
                 : "\nAppended to %s. Check titles, units and `better`, then: shihyo "
                   "collect %s\n",
        config, task->probe.stem);
    return 0;
}

/* What was followed instead of the page. */
static void tell_page(struct task *task, struct buf *out)
{
    const struct adding_page_choice *choice = &task->document.choice;

    if (!choice->pattern)
        return;
    task->probe.page = task->url;
    task->probe.link = choice->pattern;
    task->probe.title = task->document.page.title;
    buf_printf(out,
               task->probe.language == LANGUAGE_JA
                   ? "この頁がリンクする資料 %zu件のうち最新のもの: %s\n\n"
                   : "Of %zu documents that the page links, the newest: %s\n\n",
               choice->matched, plain_copy(task->context->arena, choice->newest.url));
}

static int finish(struct task *task, struct err *err)
{
    struct buf *out = &task->context->out;
    struct buf sections;

    task->probe.probing = &task->document.probing;
    task->probe.source = task->probe.stem;
    if (choose_wanted(task, err))
        return -1;
    take_unit(task);
    buf_init(&sections, TEXT_LIMIT);
    tell_page(task, out);
    print_table(task, out);
    print_sections(task, &sections);
    buf_printf(out, "\n%s", buf_text(&sections));
    if (task->document.paged)
        adding_page_print(&task->document.page, task->document.choice.pattern,
                          task->probe.language, out);
    int failed = write_sections(task, &sections, err);
    if (!failed)
        tell_units(task, out);
    buf_free(&sections);
    return failed;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct task task = {.context = context, .arguments = arguments};
    int failed = read_options(&task, err);

    if (!failed) {
        failed = adding_document_get(&task.document, err);
        terminal_progress(NULL);
        if (!failed)
            failed = finish(&task, err);
        if (failed && err->code == ERR_DATA)
            err_prefix(err, "%s", task.what);
    }
    adding_document_free(&task.document);
    return failed;
}

const struct command cmd_add = {
    .name = "add",
    .summary = "from an address or a file to a source and indicators of the configuration",
    .synopsis = "URL|FILE",
    .help =
        "Fetches the document, tries every table, shows what could be collected of it and the "
        "sections\nthat would do so. With --write these are appended to the configuration, if "
        "it is right with them\n(else nothing is written, 78); what stands there stays as it "
        "is.\n\n"
        "  shihyo add https://example.jp/library.csv\n"
        "  shihyo add https://example.jp/library.csv --only 1 --id library --write\n"
        "  shihyo add https://example.jp/library/        # a page that links one a month\n\n"
        "A page without figures is followed: its links are put in order by the dates in them, "
        "the newest\ndocument is tried, and the source gets `page` and `link`. What "
        "robots.txt "
        "forbids is not asked for.\n\n"
        "Ids are for good: name them with --id, or in the file, before the first `collect`. "
        "Which way is\nbetter, and a unit that is nowhere printed, are for a person to "
        "say.\n\n"
        "Exit status: 0; 65 nothing in it could be read; 69 it could not be fetched; 78 the "
        "configuration\nis, or would be, wrong.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = 1,
    .options = {{"write", 'w', NULL, "append the sections to the configuration"},
                {"url", 'u', "ADDRESS",
                 "at which a FILE is published; without it nothing is written"},
                {"id", 0, "NAME",
                 "of the source and the first indicator; else of the document's name"},
                {"only", 'o', "LIST", "of what is suggested: 1,3"},
                {"unit", 0, "UNIT", "of what has none printed: 人"},
                {"link", 'l', "PATTERN", "of a page: follow the links that it matches"},
                {"robots", 0, "REASON", "pass over robots.txt, and write why it may be"},
                {"encoding", 0, "NAME", "auto or an iconv name"}},
    .run = run,
};

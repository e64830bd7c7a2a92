/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolve: one function for each kind of section completes it, one checks it. */
#include "config/resolve.h"

#include <string.h>

#include "config/approaching.h"
#include "config/calendar.h"
#include "config/embargo.h"
#include "config/family.h"
#include "config/nearest.h"
#include "config/notifying.h"
#include "config/places.h"
#include "config/was.h"
#include "config/within.h"
#include "core/err.h"
#include "core/pattern.h"
#include "core/str.h"
#include "core/version.h"

/* How far `was` is followed; a longer history is taken as it stands. */
enum { WAS_DEPTH_MAX = 12, WAS_STEPS_MAX = 10000 };

static struct origin origin_of(const struct draft_item *item, const char *name)
{
    const struct draft_key *key = draft_find(item, name);
    return key == NULL ? item->origin : key->origin;
}

static void complete_site(const struct draft *draft, const struct draft_item *item)
{
    struct site *site = item->object;
    struct arena *arena = draft->settings->arena;
    site->origin = item->origin;
    if (draft_find(item, "state") == NULL)
        site->state = places_state(draft->settings->file, arena);
    site->agent = str_empty(site->contact)
                      ? "shihyo/" VERSION_TEXT
                      : arena_printf(arena, "shihyo/%s (+%s)", VERSION_TEXT, site->contact);
    if (str_empty(site->output))
        site->output = arena_printf(arena, "%s%ssite", site->state,
                                    str_ends(site->state, "/") ? "" : "/");
    if (!str_empty(site->base_url) && !str_ends(site->base_url, "/"))
        site->base_url = arena_printf(arena, "%s/", site->base_url);
}

/* What is in the output is published: the ledger and the documents are not. */
static void check_site(const struct draft *draft, const struct draft_item *item)
{
    const struct site *site = item->object;

    if (within_folder(site->state, site->output))
        draft_fault(draft, item, "output",
                    "output = %s holds the state folder %s, which is not to be published, "
                    "expected a folder of its own",
                    site->output, site->state);
}

static void complete_source(const struct draft *draft, const struct draft_item *item)
{
    struct source *source = item->object;
    source->origin = item->origin;
    approaching_complete(draft, item);
    if (str_empty(source->title.text))
        source->title.text = source->id;
}

static void complete_indicator(const struct draft *draft, const struct draft_item *item)
{
    struct indicator *indicator = item->object;
    indicator->origin = item->origin;
    indicator->unit = indicator->unit_label.text;
    was_split(draft, indicator);
}

static void complete_challenge(const struct draft *draft, const struct draft_item *item)
{
    struct challenge *challenge = item->object;
    (void)draft;
    challenge->origin = item->origin;
}

static void complete_policy(const struct draft *draft, const struct draft_item *item)
{
    struct policy *policy = item->object;
    (void)draft;
    policy->origin = item->origin;
}

static void complete_program(const struct draft *draft, const struct draft_item *item)
{
    struct program *program = item->object;
    (void)draft;
    program->origin = item->origin;
}

static void complete_alert(const struct draft *draft, const struct draft_item *item)
{
    struct alert_rule *alert = item->object;
    (void)draft;
    alert->origin = item->origin;
    alert->when_origin = origin_of(item, "when");
    alert->clear_origin = origin_of(item, "clear");
}

static void complete_graph(const struct draft *draft, const struct draft_item *item)
{
    struct graph *graph = item->object;
    (void)draft;
    graph->origin = origin_of(item, "rrdgraph");
    if (str_empty(graph->title.text))
        graph->title.text = graph->id;
}

/* A pattern and the group it must have; `also` says what else would do. */
static void check_pattern(const struct draft *draft, const struct draft_item *item,
                          const char *key, const char *text, const char *group,
                          const char *also)
{
    struct err err;
    struct pattern *pattern = pattern_compile(text, &err);
    if (pattern == NULL)
        draft_fault(draft, item, key, "%s: %s, expected a PCRE", key, err.text);
    else if (!pattern_has_group(pattern, group))
        draft_fault(draft, item, key, "%s: pattern without a group, expected (?<%s>...)%s",
                    key, group, also);
    pattern_free(pattern);
}

static void check_embargo(const struct draft *draft, const struct draft_item *item,
                          const struct source *source)
{
    struct embargo embargo;
    struct err err = {0};
    const char *undated = embargo_undated(draft->settings, source);

    if (!str_empty(source->embargo) && embargo_read(source->embargo, &embargo, &err))
        draft_fault(draft, item, "embargo", "%s", err.text);
    else if (undated)
        draft_fault(
            draft, item, "embargo",
            "embargo %s is a time on the day of release, and of indicator %s no day is known: "
            "expected release as well",
            source->embargo, undated);
}

static void check_source(const struct draft *draft, const struct draft_item *item)
{
    const struct source *source = item->object;
    approaching_check(draft, item);
    if (!str_empty(source->published))
        check_pattern(draft, item, "published", source->published, "date", "");
    check_embargo(draft, item, source);
}

/* The value's pattern names the period too, or `period` is a pattern that does. */
static void check_text_layout(const struct draft *draft, const struct draft_item *item,
                              const struct indicator *indicator)
{
    struct err ignored;
    struct pattern *value = pattern_compile(indicator->value, &ignored);
    bool apart = !str_empty(indicator->period) && !str_equal(indicator->period, "auto");
    bool whole = value != NULL && pattern_has_group(value, "value");
    pattern_free(value);
    if (!whole)
        check_pattern(draft, item, "value", indicator->value, "value", "");
    else if (!apart)
        check_pattern(draft, item, "value", indicator->value, "period",
                      " in it or in a pattern at period");
    if (apart)
        check_pattern(draft, item, "period", indicator->period, "period", "");
}

/* A head alone chooses columns; in these layouts `value` does. */
static void check_where(const struct draft *draft, const struct draft_item *item,
                        const struct indicator *indicator)
{
    if (indicator->layout == LAYOUT_ACROSS || indicator->layout == LAYOUT_MATRIX)
        return;
    for (size_t i = 0; i < indicator->where_count; i++)
        if (str_empty(indicator->where[i].cell))
            draft_fault(
                draft, item, "where",
                "where: \"%s\" is a head alone, which chooses columns of layout across "
                "and matrix, expected HEAD=CELL",
                indicator->where[i].head);
}

/* A layout is only used where there is a document to read. */
static void check_layout(const struct draft *draft, const struct draft_item *item,
                         const struct indicator *indicator)
{
    static const char *const expected[] = {
        [LAYOUT_LONG] = "the head of the column of values",
        [LAYOUT_ACROSS] = "the label of the row of values",
        [LAYOUT_MATRIX] = NULL,
        [LAYOUT_TEXT] = "a pattern with (?<value>...)",
    };
    const char *value = expected[indicator->layout];
    bool within_year = indicator->frequency == FREQUENCY_MONTHLY ||
                       indicator->frequency == FREQUENCY_QUARTERLY;
    if (indicator->layout == LAYOUT_MATRIX && !within_year)
        draft_fault(draft, item, "layout",
                    "a matrix holds monthly or quarterly values, expected another layout");
    if (value == NULL)
        return;
    if (str_empty(indicator->value))
        draft_fault(draft, item, "value",
                    "[indicator %s] has a source but no value, expected %s", indicator->id,
                    value);
    else if (indicator->layout == LAYOUT_TEXT)
        check_text_layout(draft, item, indicator);
    if (str_empty(indicator->period))
        draft_fault(draft, item, "period", "period is empty, expected auto or a head");
}

static bool is_beyond(const struct indicator *indicator, const struct mark *mark)
{
    return mark->set && ((indicator->minimum.set &&
                          decimal_compare(mark->value, indicator->minimum.value) < 0) ||
                         (indicator->maximum.set &&
                          decimal_compare(mark->value, indicator->maximum.value) > 0));
}

static void check_marks(const struct draft *draft, const struct draft_item *item,
                        const struct indicator *indicator)
{
    const struct mark *baseline = &indicator->baseline;
    const struct mark *target = &indicator->target;
    if (indicator->minimum.set && indicator->maximum.set &&
        decimal_compare(indicator->minimum.value, indicator->maximum.value) >= 0)
        draft_fault(draft, item, "minimum", "minimum is not below maximum, expected it to be");
    if (baseline->set && target->set && baseline->has_period && target->has_period &&
        period_compare(baseline->period, target->period) >= 0)
        draft_fault(draft, item, "target",
                    "the target's period is not after the baseline's, expected it to be");
    if (is_beyond(indicator, baseline))
        draft_fault(draft, item, "baseline",
                    "the baseline is beyond minimum and maximum, expected it between them");
    if (is_beyond(indicator, target))
        draft_fault(draft, item, "target",
                    "the target is beyond minimum and maximum, expected it between them");
}

/* In a ring of comparisons only the first of its indicators says so. */
static void check_compare(const struct draft *draft, const struct draft_item *item,
                          const struct indicator *indicator)
{
    const struct indicator *other = indicator->compare;
    size_t steps = 0;
    while (other != NULL && other > indicator && steps < draft->settings->indicator_count) {
        other = other->compare;
        steps++;
    }
    if (other == indicator)
        draft_fault(draft, item, "compare",
                    "compare: \"%s\" is compared with itself (circular), expected another",
                    indicator->id);
}

/* False for one whose frequency is missing or misspelt, which has been said already. */
static bool has_frequency(const struct draft *draft, const struct indicator *indicator)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_item *item = &draft->items[i];
        const struct draft_key *key = draft_find(item, "frequency");
        enum frequency ignored;
        if (item->object == indicator)
            return key != NULL && period_frequency_parse(key->value, &ignored);
    }
    return false;
}

/* Two that stand on one pair of axes, or in one table. */
static void check_axes(const struct draft *draft, const struct draft_item *item,
                       const struct indicator *other, const char *key)
{
    const struct indicator *indicator = item->object;
    if (other == NULL || str_empty(indicator->unit) || str_empty(other->unit_label.text))
        return;
    if (!str_equal(indicator->unit, other->unit_label.text))
        draft_fault(draft, item, key,
                    "%s: \"%s\" is in %s, expected one in %s, for both stand on one axis", key,
                    other->id, other->unit_label.text, indicator->unit);
    if (indicator->frequency != other->frequency && has_frequency(draft, indicator) &&
        has_frequency(draft, other))
        draft_fault(draft, item, key, "%s: \"%s\" is %s, expected one that is %s", key,
                    other->id, period_frequency_name(other->frequency),
                    period_frequency_name(indicator->frequency));
}

static void check_peers(const struct draft *draft, const struct draft_item *item,
                        const struct indicator *indicator)
{
    for (size_t i = 0; i < indicator->peer_count; i++) {
        if (indicator->peers[i] == indicator)
            draft_fault(draft, item, "peers", "peers: \"%s\" itself, expected others",
                        indicator->id);
        check_axes(draft, item, indicator->peers[i], "peers");
    }
}

static void check_respondents(const struct draft *draft, const struct draft_item *item,
                              const struct indicator *indicator)
{
    const struct indicator *other = indicator->respondents;
    if (other == NULL || !has_frequency(draft, indicator) || !has_frequency(draft, other))
        return;
    if (other == indicator || other->frequency != indicator->frequency)
        draft_fault(draft, item, "respondents",
                    "respondents: \"%s\" is %s, expected another that is %s", other->id,
                    period_frequency_name(other->frequency),
                    period_frequency_name(indicator->frequency));
}

static void check_outlook(const struct draft *draft, const struct draft_item *item,
                          const struct indicator *indicator)
{
    if (indicator->outlook == indicator)
        draft_fault(draft, item, "outlook", "outlook: \"%s\" itself, expected another",
                    indicator->id);
    check_axes(draft, item, indicator->outlook, "outlook");
}

static void check_indicator(const struct draft *draft, const struct draft_item *item)
{
    const struct indicator *indicator = item->object;
    if (indicator->source_count > 0)
        check_layout(draft, item, indicator);
    check_where(draft, item, indicator);
    if (indicator->year_label == YEAR_LABEL_ENDS &&
        indicator->frequency != FREQUENCY_FISCAL_YEAR)
        draft_fault(draft, item, "year",
                    "year = ends without fiscal years, expected frequency = fiscal-year");
    check_marks(draft, item, indicator);
    check_compare(draft, item, indicator);
    check_axes(draft, item, indicator->compare, "compare");
    check_peers(draft, item, indicator);
    check_outlook(draft, item, indicator);
    check_respondents(draft, item, indicator);
    was_check(draft, item, indicator);
}

/* True if `program` continues, perhaps through others, the program `id`. */
static bool continues(const struct settings *settings, const struct program *program,
                      const char *id, int depth, int *steps)
{
    const char *cursor = program->was;
    const char *word = NULL;
    while (depth < WAS_DEPTH_MAX && (*steps)++ < WAS_STEPS_MAX &&
           (word = reader_word(settings->arena, &cursor)) != NULL) {
        if (str_equal(word, id))
            return true;
        const struct program *before = settings_program(settings, word);
        if (before != NULL && continues(settings, before, id, depth + 1, steps))
            return true;
    }
    return false;
}

static void check_ties(const struct draft *draft, const struct draft_item *item,
                       const struct program *program)
{
    for (size_t i = 0; i < program->move_count; i++)
        for (size_t j = 0; j < program->context_count; j++)
            if (program->moves[i] == program->context[j])
                draft_fault(draft, item, "context",
                            "context: \"%s\" stands in moves too, expected one of them",
                            program->moves[i]->id);
}

static void check_program(const struct draft *draft, const struct draft_item *item)
{
    const struct program *program = item->object;
    int steps = 0;
    for (size_t i = 0; i < item->count; i++) {
        const struct draft_key *key = &item->keys[i];
        if (program->kind == PROGRAM_EFFORT && key->key->type == KEY_AMOUNT)
            fault_add(
                draft->faults, key->origin.file, key->origin.line,
                "%s of an effort, expected no amounts: kind = effort has no budget of its "
                "own",
                key->name);
    }
    if (program->has_start && program->has_end && program->end <= program->start)
        draft_fault(draft, item, "end", "end is before start, expected it after");
    check_ties(draft, item, program);
    if (!str_empty(program->was) &&
        continues(draft->settings, program, program->id, 0, &steps))
        draft_fault(draft, item, "was",
                    "was: \"%s\" continues itself (circular), expected others", program->id);
}

/* DEF:name=ID:... must name an indicator, unless it is a path. */
static void check_graph(const struct draft *draft, const struct draft_item *item)
{
    const struct graph *graph = item->object;
    struct arena *arena = draft->settings->arena;
    const char *cursor = graph->rrdgraph;
    const char *word = NULL;
    while (draft->complete && (word = reader_word(arena, &cursor)) != NULL) {
        const char *file = strchr(word, '=');
        if (!str_starts(word, "DEF:") || file == NULL)
            continue;
        const char *id = arena_strndup(arena, file + 1, strcspn(file + 1, ":"));
        if (!str_is_id(id) || settings_indicator(draft->settings, id) != NULL)
            continue;
        struct nearest nearest;
        nearest_start(&nearest, id);
        family_suggest(draft->settings, SECTION_INDICATOR, &nearest);
        const char *meant = nearest_found(&nearest);
        draft_fault(draft, item, "rrdgraph",
                    "rrdgraph: there is no [indicator %s], expected an id that is there%s%s%s",
                    id, meant == NULL ? "" : " (did you mean \"", meant == NULL ? "" : meant,
                    meant == NULL ? "" : "\"?)");
    }
}

static void complete_sheet(const struct draft *draft, const struct draft_item *item)
{
    struct sheet_form *form = item->object;
    (void)draft;
    form->origin = item->origin;
}

static void check_sheet(const struct draft *draft, const struct draft_item *item)
{
    const struct sheet_form *form = item->object;
    if (form->place_count == 0 && draft_find(item, "cell") == NULL &&
        draft_find(item, "name") == NULL)
        draft_fault(draft, item, "template",
                    "[sheet %s] fills nothing in, expected cell or name at least once",
                    form->id);
}

typedef void (*step)(const struct draft *draft, const struct draft_item *item);

static const struct {
    step complete;
    step check; /* NULL = nothing to check */
} kinds[SECTION_COUNT] = {
    [SECTION_SITE] = {complete_site, check_site},
    [SECTION_SOURCE] = {complete_source, check_source},
    [SECTION_INDICATOR] = {complete_indicator, check_indicator},
    [SECTION_CHALLENGE] = {complete_challenge, NULL},
    [SECTION_POLICY] = {complete_policy, NULL},
    [SECTION_PROGRAM] = {complete_program, check_program},
    [SECTION_ALERT] = {complete_alert, NULL},
    [SECTION_NOTIFY] = {notifying_complete, notifying_check},
    [SECTION_GRAPH] = {complete_graph, check_graph},
    [SECTION_SHEET] = {complete_sheet, check_sheet},
};

/* Whoever asks for the readers of every source would look at all indicators for each. */
static void complete_readers(const struct settings *settings)
{
    size_t **lists = arena_alloc(settings->arena, settings->source_count, sizeof *lists);
    for (size_t i = 0; i < settings->indicator_count; i++)
        for (size_t k = 0; k < settings->indicators[i].source_count; k++)
            settings->indicators[i].sources[k]->reader_count++;
    for (size_t i = 0; i < settings->source_count; i++) {
        struct source *source = &settings->sources[i];
        lists[i] = arena_alloc(settings->arena, source->reader_count, sizeof *lists[i]);
        source->readers = lists[i];
        source->reader_count = 0;
    }
    for (size_t i = 0; i < settings->indicator_count; i++)
        for (size_t k = 0; k < settings->indicators[i].source_count; k++) {
            struct source *source = settings->indicators[i].sources[k];
            size_t count = source->reader_count;
            /* one that names it twice reads it once */
            if (count == 0 || source->readers[count - 1] != i)
                lists[source - settings->sources][source->reader_count++] = i;
        }
}

void resolve_complete(const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++)
        kinds[draft->items[i].section].complete(draft, &draft->items[i]);
    complete_readers(draft->settings);
    calendar_complete(draft->settings);
}

void resolve_check(const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        step check = kinds[draft->items[i].section].check;
        if (check != NULL)
            check(draft, &draft->items[i]);
    }
}

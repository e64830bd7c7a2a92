/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_amend: what is decided, as lines of the configuration; see newyear.h. */
#include <inttypes.h>
#include <string.h>

#include "config/lineage.h"
#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear.h"
#include "daemon/setup.h"

#define SECTION_BYTES ((size_t)1 << 20)

struct writing {
    struct newyear *year;
    struct amend *amend;
    const char *file; /* that new sections go to */
    struct err *err;
};

/* --- one key --- */

static int put(struct buf *out, const struct writing *w, const char *key, const char *value)
{
    return amend_print(out, arena_printf(w->year->arena, "%s.%d", key, w->year->year), value,
                       w->err);
}

static bool same(const struct writing *w, const char *a, const char *b)
{
    return str_equal(unicode_key(w->year->arena, a ? a : ""),
                     unicode_key(w->year->arena, b ? b : ""));
}

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

/* --- a program that goes on --- */

static int put_money(struct buf *out, const struct writing *w, const struct newyear_item *item,
                     const struct program_year *facts)
{
    bool there = facts->fiscal_year == w->year->year && facts->budget.set;
    const struct budget_entry *entry = item->entry;
    if (there && facts->budget.thousand_yen == entry->amount)
        return 0;
    if (there)
        return err_set(
            w->err, ERR_DATA,
            "[program %s] has budget.%d = %" PRId64 " already, row %d of the document "
            "%" PRId64 ": nothing was written",
            item->id, w->year->year, facts->budget.thousand_yen, entry->row, entry->amount);
    return put(out, w, "budget", arena_printf(w->year->arena, "%" PRId64, entry->amount));
}

/* What the document does not speak of stays, where the year is configured already. */
static bool is_said(const struct writing *w, const struct newyear_item *item, bool says)
{
    return says || !item->old || !newyear_has_year(w->year, item->old);
}

/* What holds on is written where it changes; new and change are of one year, so that last
 * year's are taken back. */
static int put_facts(struct buf *out, const struct writing *w, const struct newyear_item *item,
                     const struct program_year *facts)
{
    const struct budget_entry *entry = item->entry;
    const struct budget *budget = w->year->budget;
    const struct newyear_policy *policy = item->policy;
    int failed = put_money(out, w, item, facts);
    if (!failed && !same(w, facts->title.text, entry->title))
        failed = put(out, w, "title", entry->title);
    if (!failed && policy && (!policy->policy || policy->policy != facts->policy))
        failed = put(out, w, "policy", policy->id);
    if (!failed && budget->says_tier && entry->tier != facts->tier)
        failed = put(out, w, "tier", settings_tier_name(entry->tier));
    if (!failed && budget->says_pledge && entry->pledge != facts->pledge)
        failed = put(out, w, "pledge", yes_no(entry->pledge));
    if (!failed && entry->is_new != facts->is_new && is_said(w, item, budget->says_new))
        failed = put(out, w, "new", yes_no(entry->is_new));
    if (!failed && *entry->summary && !same(w, facts->summary, entry->summary))
        failed = put(out, w, "summary", entry->summary);
    if (!failed && !same(w, facts->change, entry->change) &&
        is_said(w, item, budget->says[BUDGET_CHANGE]))
        failed = put(out, w, "change", entry->change);
    return failed;
}

/* Ids of what it continues besides itself, then titles of what is not configured. */
static const char *names_of_was(const struct writing *w, const struct newyear_item *item)
{
    const char *names = "";
    size_t known = 0;
    const struct lineage *list =
        item->old ? lineage_of(w->year->settings, item->old->program, w->year->arena, &known)
                  : NULL;
    for (size_t i = 0; i < item->from_count; i++) {
        bool there = item->from[i] == item->old;
        for (size_t n = 0; n < known; n++)
            there = there || list[n].program == item->from[i]->program;
        if (!there)
            names = arena_printf(w->year->arena, "%s%s%s", names, *names ? " " : "",
                                 item->from[i]->program->id);
    }
    if (*item->was && !(item->old && strstr(item->old->program->was, item->was)))
        names = arena_printf(w->year->arena, "%s%s%s", names, *names ? " " : "", item->was);
    return names;
}

/* Further names are another line of the value: it is joined with a space where an id stands.
 */
static int add_was(const struct writing *w, const struct newyear_item *item, struct buf *lines)
{
    const struct program *program = item->old->program;
    const char *names = names_of_was(w, item);
    if (!*names)
        return 0;
    if (str_empty(program->was))
        return amend_print(lines, "was", names, w->err);
    if ((unsigned char)*names >= 0x80)
        return err_set(w->err, ERR_DATA,
                       "[program %s]: add \"%.100s\" to its `was` by hand: two titles need a "
                       "line of their own",
                       program->id, names);
    return amend_insert(w->amend, program->origin, "was",
                        arena_printf(w->year->arena, "    %s\n", names), w->err);
}

static int amend_program(const struct writing *w, const struct newyear_item *item)
{
    const struct program *program = item->old->program;
    struct buf lines;
    buf_init(&lines, SECTION_BYTES);
    int failed = put_facts(&lines, w, item, settings_program_year(program, w->year->year)) ||
                 add_was(w, item, &lines);
    if (!failed && str_empty(program->owner) && *item->entry->owner)
        failed = amend_print(&lines, "owner", item->entry->owner, w->err);
    if (!failed && lines.length > 0)
        failed = amend_insert(w->amend, program->origin, "budget", buf_text(&lines), w->err);
    buf_free(&lines);
    return failed;
}

static int amend_end(const struct writing *w, const struct newyear_old *old)
{
    bool known = old->settled && old->fate == NEWYEAR_TAKEN; /* by the `was` of another */
    if (old->program->has_end || known)
        return 0;
    return amend_insert(w->amend, old->program->origin, "budget",
                        arena_printf(w->year->arena, "end = %d-03\n", w->year->year), w->err);
}

/* --- new sections --- */

static int append_program(const struct writing *w, const struct newyear_item *item)
{
    const struct budget_entry *entry = item->entry;
    const char *was = names_of_was(w, item);
    struct buf out;
    buf_init(&out, SECTION_BYTES);
    buf_printf(&out, "[program %s]\n", item->id);
    int failed = amend_print(&out, "title", entry->title, w->err) ||
                 amend_print(&out, "policy", item->policy->id, w->err);
    if (!failed && entry->tier != TIER_NONE)
        failed = amend_print(&out, "tier", settings_tier_name(entry->tier), w->err);
    if (!failed && entry->pledge)
        failed = amend_print(&out, "pledge", "yes", w->err);
    if (!failed && entry->is_new)
        failed = amend_print(&out, "new", "yes", w->err);
    if (!failed)
        failed =
            put(&out, w, "budget", arena_printf(w->year->arena, "%" PRId64, entry->amount));
    const struct {
        const char *key;
        const char *value;
    } rest[] = {
        {"summary", entry->summary}, {"change", entry->change},   {"was", was},
        {"owner", entry->owner},     {"account", entry->account}, {"kind", item->kind}};
    for (size_t i = 0; i < sizeof rest / sizeof rest[0] && !failed; i++)
        if (!str_empty(rest[i].value))
            failed = amend_print(&out, rest[i].key, rest[i].value, w->err);
    if (!failed)
        failed = amend_append(w->amend, w->file, buf_text(&out), w->err);
    buf_free(&out);
    return failed;
}

static int append_challenges(const struct writing *w)
{
    struct buf out;
    int failed = 0;
    buf_init(&out, SECTION_BYTES);
    for (size_t i = 0; i < w->year->challenge_count && !failed; i++) {
        const struct newyear_challenge *challenge = &w->year->challenges[i];
        if (!challenge->is_new)
            continue;
        buf_reset(&out);
        buf_printf(&out, "[challenge %s]\n", challenge->id);
        failed = amend_print(&out, "title", challenge->stated->title, w->err) ||
                 amend_print(&out, "text", challenge->stated->text, w->err) ||
                 amend_append(w->amend, w->file, buf_text(&out), w->err);
    }
    buf_free(&out);
    return failed;
}

static int append_policies(const struct writing *w)
{
    struct buf out;
    int failed = 0;
    buf_init(&out, SECTION_BYTES);
    for (size_t i = 0; i < w->year->policy_count && !failed; i++) {
        const struct newyear_policy *policy = &w->year->policies[i];
        if (policy->policy)
            continue;
        buf_reset(&out);
        buf_printf(&out, "[policy %s]\n", policy->id);
        failed =
            amend_print(&out, "title", policy->title, w->err) ||
            (policy->challenge && amend_print(&out, "challenge", policy->challenge, w->err)) ||
            amend_append(w->amend, w->file, buf_text(&out), w->err);
    }
    buf_free(&out);
    return failed;
}

/* --- looked at as a whole --- */

static bool differs(const struct writing *w, const char *a, const char *b)
{
    return !str_equal(a ? a : "", b ? b : "") && !same(w, a, b);
}

/* What was meant is what would be read. */
static int compare(const struct writing *w, const struct settings *settings)
{
    for (size_t i = 0; i < w->year->count; i++) {
        const struct newyear_item *item = &w->year->items[i];
        if (item->fate == NEWYEAR_NOTHING)
            continue;
        const struct budget_entry *entry = item->entry;
        const struct program *program = settings_program(settings, item->id);
        const struct program_year *facts =
            program ? settings_program_year(program, w->year->year) : NULL;
        const struct budget *budget = w->year->budget;
        if (!facts || facts->fiscal_year != w->year->year ||
            facts->budget.thousand_yen != entry->amount ||
            (facts->is_new != entry->is_new && is_said(w, item, budget->says_new)) ||
            differs(w, facts->title.text, entry->title) ||
            (differs(w, facts->change, entry->change) &&
             is_said(w, item, budget->says[BUDGET_CHANGE])) ||
            (*entry->summary && differs(w, facts->summary, entry->summary)))
            return err_set(
                w->err, ERR_DATA,
                "row %d, \"%.120s\": it would not be read as it is meant, so nothing "
                "was written",
                entry->row, entry->title);
    }
    return 0;
}

static int look_at_all(const struct writing *w, const char *config)
{
    struct textfiles texts;
    struct settings *settings = NULL;
    if (amend_texts(w->amend, config, &texts, w->err))
        return -1;
    int failed = setup_load_given(&texts, &settings, w->year->faults, w->err);
    if (failed && w->year->faults->count > 0)
        err_set(w->err, ERR_CONFIG,
                "the configuration would have %zu %s, so nothing is written",
                w->year->faults->count + w->year->faults->dropped,
                w->year->faults->count == 1 ? "fault" : "faults");
    if (!failed)
        failed = compare(w, settings);
    settings_free(settings);
    return failed;
}

int newyear_amend(struct newyear *year, const char *config, struct amend *amend,
                  struct err *err)
{
    const struct settings *settings = year->settings;
    size_t programs = settings->program_count;
    struct writing w = {.year = year,
                        .amend = amend,
                        .file = programs ? settings->programs[programs - 1].origin.file
                                         : settings->file,
                        .err = err};
    int failed = 0;
    for (size_t i = 0; i < year->count && !failed; i++)
        if (year->items[i].old)
            failed = amend_program(&w, &year->items[i]);
    for (size_t i = 0; i < year->old_count && !failed; i++)
        if (year->olds[i].fate == NEWYEAR_ENDED || year->olds[i].fate == NEWYEAR_TAKEN)
            failed = amend_end(&w, &year->olds[i]);
    if (!failed)
        failed = append_challenges(&w) || append_policies(&w);
    for (size_t i = 0; i < year->count && !failed; i++)
        if (!year->items[i].old && year->items[i].fate != NEWYEAR_NOTHING)
            failed = append_program(&w, &year->items[i]);
    return failed ? -1 : look_at_all(&w, config);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear: who is there, and what in the end is said of each; see newyear.h. */
#include "daemon/newyear.h"

#include <string.h>

#include "config/lineage.h"
#include "core/civil.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/unicode.h"
#include "daemon/portfolio.h"
#include "daemon/yeardiff.h"

enum { APRIL = 4, QUESTIONS_MAX = 2 * BUDGET_ENTRIES_MAX };

/* --- who is there --- */

/* Another program continues it already: this year was written before. */
static bool is_continued(const struct newyear *year, const struct program *program)
{
    const struct settings *settings = year->settings;
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *other = &settings->programs[i];
        size_t count;
        if (str_empty(other->was) ||
            settings_program_year(other, year->year)->fiscal_year != year->year)
            continue;
        const struct lineage *list = lineage_of(settings, other, year->arena, &count);
        for (size_t n = 0; n < count; n++)
            if (list[n].program == program)
                return true;
    }
    return false;
}

static void look_at(struct newyear *year, const struct program *program)
{
    struct newyear_old *old = &year->olds[year->old_count++];
    const struct program_year *now = settings_program_year(program, year->year);
    const struct program_year *facts = settings_program_year(program, year->year - 1);
    *old = (struct newyear_old){.program = program, .facts = facts, .evidence = ""};
    old->listed = facts->fiscal_year == year->year - 1 && facts->budget.set;
    old->amount = old->listed ? facts->budget.thousand_yen : 0;
    old->key = unicode_key(year->arena, facts->title.text ? facts->title.text : "");
    old->key_now = unicode_key(year->arena, now->title.text ? now->title.text : "");
    old->settled = (program->has_end && program->end <= civil_day(year->year, APRIL, 1)) ||
                   is_continued(year, program);
}

static const struct policy *configured_policy(const struct newyear *year, const char *title)
{
    const char *key = unicode_key(year->arena, title);
    for (size_t i = 0; i < year->settings->policy_count; i++) {
        const struct label *label = &year->settings->policies[i].title;
        if ((label->text && str_equal(unicode_key(year->arena, label->text), key)) ||
            (label->en && str_equal(unicode_key(year->arena, label->en), key)))
            return &year->settings->policies[i];
    }
    return NULL;
}

static void take_policy(struct newyear *year, struct newyear_item *item)
{
    const char *title = item->entry->policy;
    if (!*title)
        return;
    item->policy = newyear_find_policy(year, title);
    if (item->policy)
        return;
    item->policy = &year->policies[year->policy_count++];
    *item->policy =
        (struct newyear_policy){.title = title, .policy = configured_policy(year, title)};
    item->policy->id = item->policy->policy ? item->policy->policy->id : NULL;
}

static void gather(struct newyear *year)
{
    const struct settings *settings = year->settings;
    year->olds = arena_alloc(year->arena, settings->program_count, sizeof *year->olds);
    for (size_t i = 0; i < settings->program_count; i++)
        look_at(year, &settings->programs[i]);
    year->count = year->budget->count;
    year->items = arena_alloc(year->arena, year->count, sizeof *year->items);
    /* one for each title, and one for each program that an answer gives one */
    year->policies = arena_alloc(year->arena, 2 * year->count, sizeof *year->policies);
    for (size_t i = 0; i < year->count; i++) {
        const struct budget_entry *entry = &year->budget->entries[i];
        year->items[i] = (struct newyear_item){.entry = entry, .was = "", .evidence = ""};
        year->items[i].remark = unicode_key(year->arena, entry->remark);
        year->items[i].told =
            unicode_key(year->arena, arena_printf(year->arena, "%s\n%s\n%s", entry->remark,
                                                  entry->change, entry->summary));
        year->items[i].from =
            arena_alloc(year->arena, year->old_count, sizeof *year->items[i].from);
        take_policy(year, &year->items[i]);
    }
    newyear_challenge_gather(year);
}

/* --- between the parts --- */

struct newyear_item *newyear_find_item(const struct newyear *year, const char *name)
{
    const char *key = unicode_key(year->arena, name);
    for (size_t i = 0; i < year->count; i++)
        if (str_equal(year->items[i].entry->key, key))
            return &year->items[i];
    return NULL;
}

struct newyear_old *newyear_find_old(const struct newyear *year, const char *name)
{
    const char *key = unicode_key(year->arena, name);
    for (size_t i = 0; i < year->old_count; i++)
        if (str_equal(year->olds[i].program->id, name))
            return &year->olds[i];
    for (size_t i = 0; i < year->old_count; i++)
        if (str_equal(year->olds[i].key, key) || str_equal(year->olds[i].key_now, key))
            return &year->olds[i];
    return NULL;
}

struct newyear_policy *newyear_find_policy(const struct newyear *year, const char *title)
{
    const char *key = unicode_key(year->arena, title);
    for (size_t i = 0; i < year->policy_count; i++)
        if (str_equal(unicode_key(year->arena, year->policies[i].title), key))
            return &year->policies[i];
    return NULL;
}

/* Had a budget, and nothing is known of what became of it. */
bool newyear_is_free(const struct newyear_old *old)
{
    return old->listed && !old->settled && old->claims == 0 && old->fate == NEWYEAR_OPEN;
}

bool newyear_has_year(const struct newyear *year, const struct newyear_old *old)
{
    const struct program_year *now = settings_program_year(old->program, year->year);
    return now->fiscal_year == year->year && now->budget.set;
}

void newyear_continue(struct newyear_item *item, struct newyear_old *old)
{
    for (size_t i = 0; i < item->from_count; i++)
        if (item->from[i] == old)
            return;
    item->from[item->from_count++] = old;
    if (old->claims < 2)
        old->by[old->claims] = item->entry;
    old->claims++;
}

void newyear_ask(struct newyear *year, struct newyear_question question)
{
    if (year->question_count == QUESTIONS_MAX)
        return;
    year->questions = mem_grow(year->questions, year->question_count, &year->question_capacity,
                               sizeof *year->questions);
    year->questions[year->question_count++] = question;
}

/* --- what each is --- */

static void refuse_claims(const struct newyear *year)
{
    for (size_t i = 0; i < year->old_count; i++) {
        const struct newyear_old *old = &year->olds[i];
        if (old->claims < 2 || old->split)
            continue;
        fault_add(year->faults, year->file, old->by[1]->row,
                  "\"%.90s\" and, in row %d, \"%.90s\" both continue %s (%.90s): if it was "
                  "split, say '%s=split:%.60s,%.60s'",
                  old->by[1]->title, old->by[0]->row, old->by[0]->title, old->program->id,
                  old->facts->title.text, old->program->id, old->by[0]->title,
                  old->by[1]->title);
    }
}

static void add_before(struct newyear_item *item)
{
    for (size_t i = 0; i < item->from_count; i++) {
        item->before += item->from[i]->amount;
        item->has_before = item->has_before || item->from[i]->listed;
    }
}

/* Whose section goes on, unless one was made before: of those that it continues the one with
 * its title, or the only one that nobody else continues. */
static void settle(struct newyear_item *item)
{
    bool part = false;
    for (size_t i = 0; i < item->from_count; i++) {
        struct newyear_old *old = item->from[i];
        bool same =
            str_equal(old->key, item->entry->key) || str_equal(old->key_now, item->entry->key);
        if (same && !item->old)
            item->old = old;
        part = part || old->claims > 1;
    }
    if (!item->old && item->from_count == 1 && !part && !*item->was)
        item->old = item->from[0];
    if (part)
        item->fate = NEWYEAR_PART;
    else if (item->from_count > 1 || (item->from_count == 1 && *item->was && !item->old))
        item->fate = NEWYEAR_MERGED;
    else if (item->from_count == 1)
        item->fate = item->old == item->from[0] ? NEWYEAR_GOES_ON : NEWYEAR_MERGED;
    else if (item->fate == NEWYEAR_OPEN)
        item->fate = NEWYEAR_GOES_ON;
    add_before(item);
}

static void settle_olds(struct newyear *year)
{
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *item = &year->items[i];
        if (item->from_count == 0 && !item->old)
            continue;
        settle(item);
        for (size_t n = 0; n < item->from_count; n++)
            if (item->from[n] != item->old && item->from[n]->fate == NEWYEAR_OPEN)
                item->from[n]->fate = NEWYEAR_TAKEN;
    }
    /* one that goes on under its own title, whoever split off */
    for (size_t i = 0; i < year->count; i++)
        if (year->items[i].old)
            year->items[i].old->fate = NEWYEAR_GOES_ON;
}

/* --- ids and kinds --- */

static bool is_taken(const struct newyear *year, const char *id)
{
    if (settings_program(year->settings, id))
        return true;
    for (size_t i = 0; i < year->count; i++)
        if (year->items[i].id && str_equal(year->items[i].id, id))
            return true;
    return false;
}

static bool is_taken_policy(const struct newyear *year, const char *id)
{
    for (size_t i = 0; i < year->settings->policy_count; i++)
        if (str_equal(year->settings->policies[i].id, id))
            return true;
    for (size_t i = 0; i < year->policy_count; i++)
        if (year->policies[i].id && str_equal(year->policies[i].id, id))
            return true;
    return false;
}

static void name_items(struct newyear *year)
{
    int number = 1;
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *item = &year->items[i];
        if (item->old)
            item->id = item->old->program->id;
        else if (item->said_id)
            item->id = item->said_id;
    }
    for (size_t i = 0; i < year->count; i++) {
        struct newyear_item *item = &year->items[i];
        if (item->id || item->fate == NEWYEAR_NOTHING)
            continue;
        do
            item->id = NULL;
        while (is_taken(year, arena_printf(year->arena, "p%d-%02d", year->year, number)) &&
               number++ < BUDGET_ENTRIES_MAX);
        item->id = arena_printf(year->arena, "p%d-%02d", year->year, number++);
    }
}

/* A document's first policies need no question: there is nothing that they could be. */
static void name_policies(struct newyear *year)
{
    int number = 1;
    for (size_t i = 0; i < year->policy_count; i++) {
        struct newyear_policy *policy = &year->policies[i];
        if (policy->id || year->settings->policy_count > 0)
            continue;
        const char *id = NULL;
        do
            id = arena_printf(year->arena, "policy-%d", number++);
        while (is_taken_policy(year, id));
        policy->id = id;
    }
}

static const char *kind_of_all(const struct newyear_item *item)
{
    for (size_t i = 1; i < item->from_count; i++)
        if (item->from[i]->program->kind != item->from[0]->program->kind)
            return NULL;
    return item->from_count ? settings_program_kind_name(item->from[0]->program->kind) : NULL;
}

/* A loan among other budgets hides them all; its title alone may speak of interest only. */
static void take_kind(struct newyear *year, struct newyear_item *item)
{
    const struct budget_entry *entry = item->entry;
    bool titled = strstr(entry->title, "融資") || strstr(entry->title, "貸付");
    bool lent = strstr(entry->summary, "預託") || strstr(entry->summary, "貸付");
    if (item->old || item->fate == NEWYEAR_NOTHING)
        return;
    if (!item->kind && item->from_count)
        item->kind = kind_of_all(item);
    if (item->kind || !titled)
        return;
    if (lent)
        item->kind = "loan";
    if (year->language == LANGUAGE_JA)
        fault_add(&year->notes, year->file, entry->row,
                  lent ? "「%.120s」は名称と概要から融資（kind = loan）とする。"
                         "違う場合は '%.60s=kind:service'"
                       : "「%.120s」が資金の貸付けなら '%.60s=kind:loan' とする"
                         "（ほかの予算と同じ目盛りで比べないため）",
                  entry->title, entry->title);
    else
        fault_add(&year->notes, year->file, entry->row,
                  lent ? "\"%.120s\": kind = loan, by its title and summary; otherwise say "
                         "'%.60s=kind:service'"
                       : "\"%.120s\": if it lends money, say '%.60s=kind:loan', so that it "
                         "hides no other budget",
                  entry->title, entry->title);
}

/* --- the whole --- */

static int check_time(const struct newyear *year, struct err *err)
{
    int newest = portfolio_newest_year(year->settings);
    if (newest <= year->year)
        return 0;
    return err_set(
        err, ERR_DATA,
        "the configuration has facts of FY%d: what is written of FY%d would hold in "
        "it too",
        newest, year->year);
}

static void note_former(struct newyear *year, const struct newyear_item *item)
{
    const struct budget_entry *entry = item->entry;
    char there[WORDS_SIZE], here[WORDS_SIZE];
    words_budget(entry->former, year->language, there);
    /* what others brought may be among it or not; a part has none of its own */
    int64_t own = item->old && item->old->listed ? item->old->amount : item->before;
    words_budget(own, year->language, here);
    if (entry->has_former && item->has_before && entry->former != item->before &&
        entry->former != own && item->fate != NEWYEAR_PART)
        fault_add(&year->notes, year->file, entry->row,
                  year->language == LANGUAGE_JA
                      ? "「%.120s」の前年度予算額は、資料では%s、設定では%s"
                      : "\"%.120s\": the document has %s for the year before, the "
                        "configuration %s",
                  entry->title, there, here);
}

/* Who is in charge has no year: what is configured stays. */
static void note_owner(struct newyear *year, const struct newyear_item *item)
{
    const char *owner = item->old ? item->old->program->owner : "";
    const char *stated = item->entry->owner;
    if (str_empty(owner) || !*stated ||
        str_equal(unicode_key(year->arena, owner), unicode_key(year->arena, stated)))
        return;
    fault_add(&year->notes, year->file, item->entry->row,
              year->language == LANGUAGE_JA
                  ? "「%.120s」の所管は、資料では%.60s、設定では%.60s（owner は変えない）"
                  : "\"%.120s\": the document has it of %.60s, the configuration of %.60s: "
                    "owner stays",
              item->entry->title, stated, owner);
}

/* What it moves is a claim of persons: it is not carried over, and not forgotten. */
static void note_moves(struct newyear *year, const struct newyear_item *item)
{
    const char *ids = "";
    if (item->old || item->fate == NEWYEAR_NOTHING || item->fate == NEWYEAR_OPEN)
        return;
    for (size_t i = 0; i < item->from_count; i++)
        for (size_t n = 0; n < item->from[i]->program->move_count; n++)
            ids =
                arena_printf(year->arena, "%s %s", ids, item->from[i]->program->moves[n]->id);
    if (*ids)
        fault_add(&year->notes, year->file, item->entry->row,
                  year->language == LANGUAGE_JA
                      ? "「%.120s」: 引き継ぐ事業の指標は%s。この事業の指標（moves）を書く"
                      : "\"%.120s\": what it continues moves%s: write what it moves itself",
                  item->entry->title, ids);
}

/* Budgets of the year that the document has not: the configured sum is another than its. */
static void note_besides(struct newyear *year)
{
    const struct newyear_old *first = NULL;
    size_t count = 0;
    int64_t sum = 0;
    char money[WORDS_SIZE];
    for (size_t i = 0; i < year->old_count; i++) {
        const struct newyear_old *old = &year->olds[i];
        if (!newyear_has_year(year, old) || old->fate == NEWYEAR_GOES_ON)
            continue;
        first = first ? first : old;
        count++;
        sum += settings_program_year(old->program, year->year)->budget.thousand_yen;
    }
    if (!first)
        return;
    words_budget(sum, year->language, money);
    fault_add(&year->notes, year->file, 0,
              year->language == LANGUAGE_JA
                  ? "設定には、資料にない本年度の予算が%zu事業・計%sある（%s など）"
                  : "the configuration has budgets of the year that the document has not: %zu "
                    "programs, %s in all (%s ...)",
              count, money, first->program->id);
}

int newyear_make(struct newyear *year, struct newyear_answer *answers, size_t answer_count,
                 struct err *err)
{
    year->language = year->settings->site.language;
    if (check_time(year, err))
        return -1;
    gather(year);
    newyear_apply(year, answers, answer_count);
    newyear_match(year);
    refuse_claims(year);
    if (year->faults->count > 0)
        return err_set(err, ERR_DATA, "%zu %s, so nothing is proposed",
                       year->faults->count + year->faults->dropped,
                       year->faults->count == 1 ? "fault" : "faults");
    settle_olds(year);
    if (newyear_ask_all(year, err))
        return -1;
    name_policies(year);
    name_items(year);
    for (size_t i = 0; i < year->count; i++) {
        take_kind(year, &year->items[i]);
        note_former(year, &year->items[i]);
        note_owner(year, &year->items[i]);
        note_moves(year, &year->items[i]);
    }
    note_besides(year);
    newyear_challenge_note(year);
    return 0;
}

static unsigned compare(int64_t before, int64_t after)
{
    return after > before ? YEARDIFF_INCREASED : after < before ? YEARDIFF_CUT : YEARDIFF_SAME;
}

unsigned newyear_changes(const struct newyear_item *item)
{
    unsigned changes = 0;
    switch (item->fate) {
    case NEWYEAR_GOES_ON:
        if (!item->has_before && str_equal(item->old->key, item->entry->key))
            return item->entry->is_new ? YEARDIFF_NEW : YEARDIFF_LISTED;
        changes = str_equal(item->old->key, item->entry->key) ? 0 : YEARDIFF_RENAMED;
        break;
    case NEWYEAR_MERGED:
        changes = item->from_count > 1 ? YEARDIFF_MERGED : YEARDIFF_RENAMED;
        break;
    case NEWYEAR_PART:
        changes = item->old && item->old->listed ? YEARDIFF_SPLIT : YEARDIFF_PART;
        break;
    case NEWYEAR_NEW:
        return item->entry->is_new ? YEARDIFF_NEW : YEARDIFF_LISTED;
    case NEWYEAR_OPEN:
    case NEWYEAR_NOTHING:
    case NEWYEAR_ENDED:
    case NEWYEAR_RESTS:
    case NEWYEAR_TAKEN:
        return 0;
    }
    if (item->has_before && !(changes & (YEARDIFF_PART | YEARDIFF_SPLIT)))
        changes |= compare(item->before, item->entry->amount);
    return changes ? changes : YEARDIFF_LISTED;
}

void newyear_free(struct newyear *year)
{
    mem_free(year->questions);
    fault_free(&year->notes);
}

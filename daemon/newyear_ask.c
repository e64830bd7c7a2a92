/* SPDX-License-Identifier: GPL-3.0-or-later */
/* newyear_ask: what is not certain, as questions with their evidence; see newyear.h. */
#include <string.h>

#include "core/str.h"
#include "core/unicode.h"
#include "daemon/newyear_likely.h"

#define LIKE_MARKED 0.50 /* of what is marked as new */

static const char *money(const struct newyear *year, int64_t amount)
{
    char text[WORDS_SIZE];

    words_budget(amount, year->language, text);
    return arena_strdup(year->arena, text);
}

static const char *title_of(const struct newyear_item *item)
{
    return item->entry->title;
}

/* The old one, if any, is asked about with it. */
static void offer(struct newyear_question *question, const char *answer,
                  struct newyear_old *old)
{
    for (size_t i = 0; i < NEWYEAR_CHOICES; i++) {
        if (question->choices[i] && !str_equal(question->choices[i], answer))
            continue;
        question->choices[i] = answer;
        if (old)
            old->offered = true;
        return;
    }
}

/* In the order of the document, so that both parts are asked the same. */
static const char *split_of(const struct newyear *year, const struct newyear_old *old,
                            const struct newyear_item *a, const struct newyear_item *b)
{
    const struct newyear_item *first = a < b ? a : b;
    const struct newyear_item *second = a < b ? b : a;

    return arena_printf(year->arena, "%s=split:%s,%s", old->program->id, title_of(first),
                        title_of(second));
}

/* It kept its title, and may have given this one away. */
static void offer_source(const struct newyear *year, const struct newyear_item *item,
                         const struct newyear_item *source, struct newyear_question *question)
{
    bool ja = year->language == LANGUAGE_JA;
    const char *id = source->old->program->id, *said;
    if (newyear_likely_remarks(item, source))
        said = arena_printf(year->arena,
                            ja ? "備考に%s「%s」の名がある" : "its remark names %s (%s)", id,
                            title_of(source));
    else if (newyear_likely_parted(item, source))
        said = arena_printf(year->arena,
                            ja ? "%s「%s」の前年度予算額が、資料ではこの額だけ少ない"
                               : "the document has just so much less of %s (%s) before",
                            id, title_of(source));
    else
        said =
            arena_printf(year->arena, ja ? "%s「%s」の減額と同額" : "just what %s (%s) lost",
                         id, title_of(source));
    offer(question, split_of(year, source->old, source, item), NULL);
    question->evidence = newyear_likely_add(year, question->evidence, said);
}

static void offer_parts(const struct newyear *year, const struct newyear_item *item,
                        struct newyear_question *question)
{
    bool ja = year->language == LANGUAGE_JA;
    struct newyear_old *old = NULL;
    const struct newyear_item *other = newyear_likely_part(year, item, &old);
    const struct newyear_item *source = newyear_likely_source(year, item);
    if (source)
        offer_source(year, item, source, question);
    if (other) {
        offer(question, split_of(year, old, item, other), old);
        question->evidence = newyear_likely_add(
            year, question->evidence,
            arena_printf(year->arena,
                         ja ? "「%s」との計が%s「%s」の前年度予算額と同じ"
                            : "with \"%s\" just the budget of %s (%s) before",
                         title_of(other), old->program->id, old->facts->title.text));
    }
}

static void offer_merger(const struct newyear *year, const struct newyear_item *item,
                         struct newyear_question *question)
{
    struct newyear_likeness both[2];
    if (!newyear_likely_merger(year, item, both))
        return;
    offer(question,
          arena_printf(year->arena, "%s=%s,%s", title_of(item), both[0].old->program->id,
                       both[1].old->program->id),
          both[0].old);
    both[1].old->offered = true;
    question->evidence = newyear_likely_add(
        year, question->evidence,
        arena_printf(year->arena,
                     year->language == LANGUAGE_JA
                         ? "%s「%s」と%s「%s」の前年度予算額の計と同じ"
                         : "the budgets of %s (%s) and %s (%s) together",
                     both[0].old->program->id, both[0].old->facts->title.text,
                     both[1].old->program->id, both[1].old->facts->title.text));
}

/* All of which the document's row speaks: continued by it, or by it and the other of which the
 * same is true. */
static void offer_named(const struct newyear *year, const struct newyear_item *item,
                        struct newyear_question *question)
{
    const struct newyear_item *twin;
    const char *ids = "";
    size_t count = 0;
    for (; count < item->ranked_count && item->ranked[count].named; count++)
        item->ranked[count].old->offered = true;
    for (size_t i = 0; i < year->old_count && count > 0; i++) /* in their own order */
        for (size_t n = 0; n < count; n++)
            if (item->ranked[n].old == &year->olds[i])
                ids = arena_printf(year->arena, "%s%s%s", ids, *ids ? "," : "",
                                   year->olds[i].program->id);
    if (count == 0)
        return;
    twin = newyear_likely_twin(year, item, item->ranked[0].old);
    if (count == 1 && twin)
        offer(question, split_of(year, item->ranked[0].old, item, twin), NULL);
    else
        offer(question, arena_printf(year->arena, "%s=%s", title_of(item), ids), NULL);
}

static void offer_ranked(const struct newyear *year, const struct newyear_item *item,
                         struct newyear_question *question)
{
    const struct newyear_likeness *ranked = item->ranked;
    const struct newyear_item *twin = newyear_likely_twin(year, item, ranked[0].old);
    /* nothing fits by its sum */
    if (!question->choices[0] && item->ranked_count > 1 && ranked[1].alike >= NEWYEAR_LIKE &&
        ranked[0].alike >= NEWYEAR_LIKE && !twin && !ranked[0].money && !ranked[0].former)
        offer(question,
              arena_printf(year->arena, "%s=%s,%s", title_of(item), ranked[0].old->program->id,
                           ranked[1].old->program->id),
              ranked[1].old);
    for (size_t i = 0; i < item->ranked_count; i++) {
        offer(question,
              arena_printf(year->arena, "%s=%s", title_of(item), ranked[i].old->program->id),
              ranked[i].old);
        question->evidence =
            newyear_likely_add(year, question->evidence, newyear_likely_say(year, &ranked[i]));
    }
    if (twin)
        offer(question, split_of(year, ranked[0].old, item, twin), ranked[0].old);
}

static bool any_free(const struct newyear *year)
{
    for (size_t i = 0; i < year->old_count; i++)
        if (newyear_is_free(&year->olds[i]))
            return true;
    return false;
}

/* New beyond doubt: nothing is left that it could be, or marked so and like nothing. */
static bool is_new(const struct newyear *year, const struct newyear_item *item)
{
    if (newyear_likely_source(year, item))
        return false;
    if (!any_free(year))
        return true;
    return item->entry->is_new &&
           (item->ranked_count == 0 ||
            (item->ranked[0].alike < LIKE_MARKED && !item->ranked[0].money &&
             !item->ranked[0].former && !item->ranked[0].named));
}

static const char *add_remark(const struct newyear *year, const char *evidence,
                              const struct budget_entry *entry)
{
    if (!*entry->remark)
        return evidence;
    return newyear_likely_add(
        year, evidence,
        arena_printf(year->arena,
                     year->language == LANGUAGE_JA ? "備考「%s」" : "remark \"%s\"",
                     entry->remark));
}

static void ask_item(struct newyear *year, struct newyear_item *item)
{
    bool ja = year->language == LANGUAGE_JA;
    struct newyear_question question = {.evidence = ""};
    if (is_new(year, item)) {
        item->fate = NEWYEAR_NEW;
        item->evidence = item->entry->is_new
                             ? words_pick(year->language, "（新）とある", "marked as new")
                             : words_pick(year->language, "続き得る事業がない",
                                          "nothing that it could continue");
        return;
    }
    question.text =
        arena_printf(year->arena,
                     ja ? "%d行「%s」%sは、新規か、前年度のどの事業の続きか"
                        : "row %d, \"%s\", %s: is it new, or what does it continue?",
                     item->entry->row, item->entry->title, money(year, item->entry->amount));
    offer_named(year, item, &question);
    offer_merger(year, item, &question);
    offer_parts(year, item, &question);
    if (item->ranked_count > 0)
        offer_ranked(year, item, &question);
    if (*item->was)
        question.evidence = newyear_likely_add(
            year, question.evidence,
            arena_printf(year->arena,
                         ja ? "資料に旧事業名「%s」とあるが、その名の事業は設定にない"
                            : "the document calls it \"%s\" before, which is not configured",
                         item->was));
    if (item->entry->is_new)
        question.evidence =
            newyear_likely_add(year, question.evidence, ja ? "（新）とある" : "marked as new");
    question.evidence = add_remark(year, question.evidence, item->entry);
    question.choices[NEWYEAR_CHOICES - 1] = NULL;
    offer(&question, arena_printf(year->arena, "%s=new", item->entry->title), NULL);
    newyear_ask(year, question);
}

static const char *said_of(const struct newyear *year, bool joined,
                           const struct newyear_item *heir)
{
    bool ja = year->language == LANGUAGE_JA;
    if (joined)
        return arena_printf(year->arena,
                            ja ? "資料の%d行「%s」の前年度予算額は両方の計と同じ"
                               : "row %d, \"%s\", of the document has both budgets before",
                            heir->entry->row, title_of(heir));
    return arena_printf(year->arena,
                        ja ? "資料の%d行「%s」の説明・備考に関わりの記載"
                           : "row %d, \"%s\", of the document tells of it",
                        heir->entry->row, title_of(heir));
}

/* It may have gone into one that is known otherwise: merged, then. */
static void offer_heir(const struct newyear *year, const struct newyear_old *old,
                       struct newyear_question *question)
{
    const struct newyear_item *heir = newyear_likely_heir(year, old);
    const char *ids = "";
    if (!heir)
        return;
    bool joined = newyear_likely_joined(heir, old);
    for (size_t i = 0; i < heir->from_count; i++)
        ids = arena_printf(year->arena, "%s%s,", ids, heir->from[i]->program->id);
    offer(question,
          arena_printf(year->arena, "%s=%s%s", title_of(heir), ids, old->program->id), NULL);
    question->evidence =
        newyear_likely_add(year, question->evidence, said_of(year, joined, heir));
}

static void ask_old(struct newyear *year, struct newyear_old *old)
{
    bool ja = year->language == LANGUAGE_JA;
    struct newyear_question question = {.evidence = old->evidence};
    question.text = arena_printf(
        year->arena,
        old->blank
            ? (ja ? "前年度の%s「%s」%sは資料に予算がない。終了か、計上されない年か"
                  : "%s \"%s\", %s before, has no budget: has it ended, or does it go on?")
        : ja ? "前年度の%s「%s」%sが資料にない。終了か、計上されない年か"
             : "%s \"%s\", %s before, is not in the document: has it ended, or does it go on?",
        old->program->id, old->facts->title.text, money(year, old->amount));
    if (old->blank)
        question.evidence = add_remark(year, question.evidence, old->blank->entry);
    offer_heir(year, old, &question);
    if (old->program->kind == PROGRAM_EVENT)
        question.evidence = newyear_likely_add(
            year, question.evidence,
            ja ? "催事: 毎年でないものは予算がなくても終了ではない"
               : "an event: without a budget in an off year it has not ended");
    offer(&question, arena_printf(year->arena, "%s=ended", old->program->id), NULL);
    offer(&question, arena_printf(year->arena, "%s=rests", old->program->id), NULL);
    if (old->blank && old->blank->entry->has_amount)
        offer(&question,
              arena_printf(year->arena, "%s=%s", title_of(old->blank), old->program->id),
              NULL);
    newyear_ask(year, question);
}

static double alike(const struct newyear *year, const struct newyear_policy *policy,
                    const struct policy *other)
{
    return newyear_alike(unicode_key(year->arena, policy->title),
                         unicode_key(year->arena, other->title.text));
}

static void ask_policies(struct newyear *year)
{
    bool ja = year->language == LANGUAGE_JA;
    for (size_t i = 0; i < year->policy_count && year->settings->policy_count > 0; i++) {
        const struct newyear_policy *policy = &year->policies[i];
        const struct policy *best = &year->settings->policies[0];
        struct newyear_question question = {.evidence = ""};
        if (policy->id)
            continue;
        for (size_t k = 1; k < year->settings->policy_count; k++)
            if (alike(year, policy, &year->settings->policies[k]) > alike(year, policy, best))
                best = &year->settings->policies[k];
        question.text = arena_printf(
            year->arena,
            ja ? "施策「%s」は設定にない。どの施策か、新しい施策か"
               : "the policy \"%s\" is not configured: which one is it, or is it new?",
            policy->title);
        question.evidence =
            arena_printf(year->arena, ja ? "%s「%s」に近い" : "%s \"%s\" comes nearest",
                         best->id, best->title.text);
        offer(&question, arena_printf(year->arena, "%s=policy:%s", policy->title, best->id),
              NULL);
        offer(&question, arena_printf(year->arena, "%s=policy:new-id", policy->title), NULL);
        newyear_ask(year, question);
    }
}

/* A new section needs a policy; one that continues others has theirs, when it is one. */
static void ask_policy_of(struct newyear *year, struct newyear_item *item)
{
    bool ja = year->language == LANGUAGE_JA;
    struct newyear_question question = {.evidence = ""};
    if (item->old || item->policy || item->fate == NEWYEAR_OPEN ||
        item->fate == NEWYEAR_NOTHING)
        return;
    bool one = item->from_count > 0;
    for (size_t i = 1; i < item->from_count; i++)
        one = one && item->from[i]->facts->policy == item->from[0]->facts->policy;
    if (one) {
        item->policy = &year->policies[year->policy_count++];
        const struct policy *policy = item->from[0]->facts->policy;
        *item->policy =
            (struct newyear_policy){.title = "", .policy = policy, .id = policy->id};
        return;
    }
    question.text = arena_printf(
        year->arena, ja ? "%d行「%s」はどの施策か" : "row %d, \"%s\": which policy is it of?",
        item->entry->row, item->entry->title);
    if (year->settings->policy_count == 0)
        question.evidence = ja ? "施策が設定にない: 先に [policy] を書く"
                               : "no policy is configured: write a [policy] first";
    for (size_t i = 0; i < year->settings->policy_count && i + 1 < NEWYEAR_CHOICES; i++)
        offer(&question,
              arena_printf(year->arena, "%s=policy:%s", item->entry->title,
                           year->settings->policies[i].id),
              NULL);
    newyear_ask(year, question);
}

/* Each of these is weighed against each of those. */
static int refuse_strange(const struct newyear *year, struct err *err)
{
    size_t open = 0, left = 0;
    for (size_t i = 0; i < year->count; i++)
        open += newyear_is_open(&year->items[i]);
    for (size_t i = 0; i < year->old_count; i++)
        left += newyear_is_free(&year->olds[i]);
    if (left == 0 || open <= NEWYEAR_PAIRS_MAX / left)
        return 0;
    return err_set(err, ERR_DATA,
                   "%zu programs of the document and %zu of the configuration have no "
                   "counterpart: is it the right document?",
                   open, left);
}

/* All of the document stands in the configuration: what else there was has been asked. */
static bool is_written(const struct newyear *year)
{
    bool any = false;
    for (size_t i = 0; i < year->count; i++) {
        const struct newyear_item *item = &year->items[i];
        if (item->fate == NEWYEAR_NOTHING)
            continue;
        if (!item->old || !newyear_has_year(year, item->old))
            return false;
        any = true;
    }
    return any;
}

static void weigh_old(struct newyear *year, struct newyear_old *old, bool written)
{
    if (!written || newyear_has_year(year, old)) {
        ask_old(year, old);
        return;
    }
    old->fate = NEWYEAR_RESTS;
    old->evidence = words_pick(year->language, "本年度は設定済みで、終了とされていない",
                               "the year is configured, without an end of it");
}

int newyear_ask_all(struct newyear *year, struct err *err)
{
    if (refuse_strange(year, err))
        return -1;
    newyear_likely_rank(year);
    for (size_t i = 0; i < year->count; i++)
        if (newyear_is_open(&year->items[i]))
            ask_item(year, &year->items[i]);
    const bool written = is_written(year);
    for (size_t i = 0; i < year->old_count; i++)
        if (newyear_is_free(&year->olds[i]) && !year->olds[i].offered)
            weigh_old(year, &year->olds[i], written);
    ask_policies(year);
    for (size_t i = 0; i < year->count; i++)
        ask_policy_of(year, &year->items[i]);
    return 0;
}

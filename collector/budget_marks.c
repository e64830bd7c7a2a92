/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget_marks: what stands round a title, (新) [公約] (旧:...), and words of 区分; see
 * budget.h. */
#include <string.h>

#include "collector/budget.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- words --- */

enum meaning {
    MEANS_NEW,
    MEANS_PLEDGE,
    MEANS_PRIORITY,
    MEANS_MAIN,
    MEANS_ENDED,
    MEANS_AGAIN,
    MEANS_NOTHING
};

static const struct {
    const char *word;
    enum meaning meaning;
} WORDS[] = {
    {"新", MEANS_NEW},
    {"新規", MEANS_NEW},
    {"新規事業", MEANS_NEW},
    {"公約", MEANS_PLEDGE},
    {"公約事業", MEANS_PLEDGE},
    {"重点", MEANS_PRIORITY},
    {"重点事業", MEANS_PRIORITY},
    {"主要", MEANS_MAIN},
    {"主要事業", MEANS_MAIN},
    {"廃", MEANS_ENDED},
    {"廃止", MEANS_ENDED},
    {"廃止事業", MEANS_ENDED},
    {"終了", MEANS_ENDED},
    {"終了事業", MEANS_ENDED},
    {"事業終了", MEANS_ENDED},
    {"皆減", MEANS_ENDED},
    {"完了", MEANS_ENDED},
    {"再掲", MEANS_AGAIN},
    {"継", MEANS_NOTHING},
    {"継続", MEANS_NOTHING},
    {"継続事業", MEANS_NOTHING},
    {"拡", MEANS_NOTHING},
    {"拡充", MEANS_NOTHING},
    {"拡大", MEANS_NOTHING},
    {"縮小", MEANS_NOTHING},
    {"見直し", MEANS_NOTHING},
    {"統合", MEANS_NOTHING},
    {"分割", MEANS_NOTHING},
    {"改", MEANS_NOTHING},
    {"名称変更", MEANS_NOTHING},
    {"一部新規", MEANS_NOTHING},
};

bool budget_take_word(struct budget_reading *r, struct budget_entry *entry, const char *word)
{
    const char *key = unicode_key(r->arena, word);
    for (size_t i = 0; i < COUNT(WORDS); i++) {
        enum meaning meaning = WORDS[i].meaning;
        if (!str_equal(key, WORDS[i].word))
            continue;
        entry->is_new = entry->is_new || meaning == MEANS_NEW;
        entry->pledge = entry->pledge || meaning == MEANS_PLEDGE;
        entry->ended = entry->ended || meaning == MEANS_ENDED;
        entry->again = entry->again || meaning == MEANS_AGAIN;
        if (meaning == MEANS_PRIORITY || meaning == MEANS_MAIN)
            entry->tier = meaning == MEANS_PRIORITY ? TIER_PRIORITY : TIER_MAIN;
        r->out->says_new = r->out->says_new || meaning == MEANS_NEW;
        r->out->says_pledge = r->out->says_pledge || meaning == MEANS_PLEDGE;
        r->out->says_tier =
            r->out->says_tier || meaning == MEANS_PRIORITY || meaning == MEANS_MAIN;
        return true;
    }
    return false;
}

/* --- brackets --- */

enum { WIDTHS = 2 };

/* Of either width, also mixed. */
static const struct {
    const char *open[WIDTHS];
    const char *close[WIDTHS];
} BRACKETS[] = {{{"(", "（"}, {")", "）"}},
                {{"[", "［"}, {"]", "］"}},
                {{"〔", "〔"}, {"〕", "〕"}},
                {{"【", "【"}, {"】", "】"}}};

/* Bytes of the bracket at the start of the text; 0 = none. */
static size_t one_of(const char *const brackets[WIDTHS], const char *text)
{
    for (size_t i = 0; i < WIDTHS; i++)
        if (str_starts(text, brackets[i]))
            return strlen(brackets[i]);
    return 0;
}

/* What stands between the bracket that opens at the start and the one that closes it; NULL =
 * there is none. */
static const char *bracket(struct arena *arena, const char *text, const char **behind)
{
    for (size_t i = 0; i < COUNT(BRACKETS); i++) {
        size_t start = one_of(BRACKETS[i].open, text);
        int depth = 1;
        for (const char *at = text + start; start > 0 && *at;) {
            size_t close = one_of(BRACKETS[i].close, at);
            depth += one_of(BRACKETS[i].open, at) > 0;
            depth -= close > 0;
            if (depth == 0) {
                *behind = at + close;
                return arena_strndup(arena, text + start, (size_t)(at - text) - start);
            }
            at += budget_letter(at);
        }
    }
    return NULL;
}

const char *budget_last_bracket(struct arena *arena, const char *text, size_t *start)
{
    for (const char *at = text; *at;) {
        const char *behind = NULL;
        const char *inside = bracket(arena, at, &behind);
        *start = (size_t)(at - text);
        if (inside && !*behind)
            return inside;
        at = inside ? behind : at + budget_letter(at);
    }
    return NULL;
}

/* --- what it was --- */

/* Behind 旧: and the like; NULL where the text does not begin so. */
static const char *behind_old(struct arena *arena, const char *text)
{
    static const char *const words[] = {"旧事業名", "旧名称", "旧事業", "旧"};
    static const char *const marks[] = {":", "：", "→"};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!str_starts(text, words[i]))
            continue;
        const char *rest = text + strlen(words[i]);
        rest += unicode_space(rest);
        for (size_t n = 0; n < COUNT(marks); n++)
            if (str_starts(rest, marks[n]))
                return budget_tidy(arena, rest + strlen(marks[n]));
    }
    return NULL;
}

const char *budget_former(struct arena *arena, const char *text)
{
    const char *tidy = budget_tidy(arena, text);
    const char *behind = NULL;
    const char *inside = bracket(arena, tidy, &behind);
    if (!inside)
        return behind_old(arena, tidy);
    return *behind ? NULL : behind_old(arena, budget_tidy(arena, inside));
}

const char *budget_former_name(struct arena *arena, const char *text)
{
    const char *behind = NULL;
    const char *inside = bracket(arena, budget_tidy(arena, text), &behind);
    if (inside && *behind && str_equal(unicode_key(arena, inside), "旧"))
        return budget_tidy(arena, behind);
    return budget_former(arena, text);
}

/* One name, out of its brackets: but (仮称)... begins a title. */
static const char *one_name(struct arena *arena, const char *text)
{
    const char *tidy = budget_tidy(arena, text);
    const char *former = budget_former_name(arena, tidy);
    const char *behind = NULL;
    const char *inside = bracket(arena, tidy, &behind);
    if (former)
        return former;
    return inside && !*behind ? budget_tidy(arena, inside) : tidy;
}

void budget_take_was(struct budget_reading *r, struct budget_entry *entry, const char *text)
{
    static const char *const between[] = {"／", "/", "、", "\n"};
    /* brackets may hold several names, or each its own */
    const char *at = one_name(r->arena, text);
    const char **was;
    size_t most = entry->was_count + 1;
    for (const char *p = at; *p; p++)
        for (size_t i = 0; i < COUNT(between); i++)
            most += str_starts(p, between[i]);
    was = arena_alloc(r->arena, most, sizeof *was);
    for (size_t i = 0; i < entry->was_count; i++)
        was[i] = entry->was[i];
    entry->was = was;
    while (*at) {
        size_t length = strlen(at), next = 0;
        for (size_t i = 0; i < COUNT(between); i++) {
            const char *end = strstr(at, between[i]);
            if (end && (size_t)(end - at) < length) {
                length = (size_t)(end - at);
                next = strlen(between[i]);
            }
        }
        const char *name = one_name(r->arena, arena_strndup(r->arena, at, length));
        if (*name)
            entry->was[entry->was_count++] = name;
        at += length + (at[length] ? next : 0);
    }
}

/* --- titles --- */

const char *budget_take_marks(struct budget_reading *r, struct budget_entry *entry,
                              const char *title)
{
    const char *rest = title + unicode_space(title);
    const char *behind = NULL;
    const char *word;
    /* (一財)旭川... is a part of the title */
    while ((word = bracket(r->arena, rest, &behind)) && budget_take_word(r, entry, word))
        rest = behind + unicode_space(behind);
    return rest;
}

/* ◎ may mean something that is explained elsewhere, which is not read. */
static const char *behind_bullet(struct budget_reading *r, const struct budget_entry *entry,
                                 const char *text)
{
    static const char *const bullets[] = {"・", "･", "◎", "○", "●", "■",
                                          "□",  "◆", "◇", "★", "☆"};
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (!str_starts(text, bullets[i]))
            continue;
        if (i > 1) /* the middle dots */
            fault_add(&r->out->notes, r->file, entry->row,
                      r->choice->language == LANGUAGE_JA
                          ? "事業名の前の記号「%s」は読まない"
                          : "\"%s\" in front of a title, not read",
                      bullets[i]);
        return budget_tidy(r->arena, text + strlen(bullets[i]));
    }
    return text;
}

void budget_take_title(struct budget_reading *r, struct budget_entry *entry, const char *text)
{
    const char *bare = behind_bullet(r, entry, budget_tidy(r->arena, text));
    const char *title = budget_tidy(r->arena, budget_take_marks(r, entry, bare));
    const char *inside;
    size_t start = 0;
    while ((inside = budget_last_bracket(r->arena, title, &start)) && start > 0) {
        const char *former = budget_former(r->arena, inside);
        if (former)
            budget_take_was(r, entry, former);
        else if (!budget_take_word(r, entry, inside))
            break;
        title = budget_tidy(r->arena, arena_strndup(r->arena, title, start));
    }
    entry->title = title;
}

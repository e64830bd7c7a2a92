/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_program: the keys of challenges, policies and programs; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum { CENTURY_MONTHS = 1200 };

static const char *const tiers[] = {"none", "priority", "main", NULL};
static const char *const program_kinds[] = {
    "service", "grant", "loan", "facility", "training", "promotion", "event", "effort", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_CHALLENGE, .name = "title", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct challenge, title), .sample = "まちの賑わい",
     .help = "What people call the challenge."},
    {.section = SECTION_CHALLENGE, .name = "text", .type = KEY_LABEL,
     .offset = offsetof(struct challenge, text),
     .sample = "中心市街地や地域の商店街の個性を生かした\n魅力づくりが必要",
     .help = "The challenge in full."},
    {.section = SECTION_POLICY, .name = "title", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct policy, title), .sample = "中心市街地と商店街の活性化",
     .help = "What people call the policy."},
    {.section = SECTION_POLICY, .name = "challenge", .type = KEY_REFERENCE,
     .offset = offsetof(struct policy, challenge), .target = SECTION_CHALLENGE,
     .sample = "bustle", .shown = true, .help = "The challenge it answers."},
    {.section = SECTION_PROGRAM, .name = "title", .type = KEY_LABEL, .required = true,
     .yearly = true, .offset = offsetof(struct program_year, title),
     .sample = "ICTパーク運営費", .help = "What the budget calls the program."},
    {.section = SECTION_PROGRAM, .name = "policy", .type = KEY_REFERENCE, .required = true,
     .yearly = true, .offset = offsetof(struct program_year, policy),
     .target = SECTION_POLICY, .sample = "city-centre", .help = "The policy it belongs to."},
    {.section = SECTION_PROGRAM, .name = "tier", .type = KEY_ENUM, .yearly = true,
     .offset = offsetof(struct program_year, tier), .choices = tiers, .fallback = "none",
     .sample = "priority", .help = "Its rank: priority (重点事業) or main (主要事業)."},
    {.section = SECTION_PROGRAM, .name = "pledge", .type = KEY_BOOL, .yearly = true,
     .offset = offsetof(struct program_year, pledge), .fallback = "no", .sample = "yes",
     .help = "Whether it is a pledge (公約)."},
    {.section = SECTION_PROGRAM, .name = "new", .type = KEY_BOOL, .yearly = true,
     .offset = offsetof(struct program_year, is_new), .fallback = "no", .sample = "no",
     .help = "Whether the budget marks it as new (新)."},
    {.section = SECTION_PROGRAM, .name = "summary", .type = KEY_TEXT, .yearly = true,
     .offset = offsetof(struct program_year, summary), .sample = "市中心部でICTパークを運営",
     .help = "What it does."},
    {.section = SECTION_PROGRAM, .name = "change", .type = KEY_TEXT, .yearly = true,
     .offset = offsetof(struct program_year, change), .sample = "新設する事業の内容",
     .help = "What is new about it, as the budget says behind ▶."},
    {.section = SECTION_PROGRAM, .name = "budget", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, budget), .sample = "46766", .shown = true,
     .help = "The initial budget (当初) of the year."},
    {.section = SECTION_PROGRAM, .name = "revised", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, revised), .sample = "46766",
     .help = "The budget after supplements (補正後)."},
    {.section = SECTION_PROGRAM, .name = "carried", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, carried), .sample = "0",
     .help = "What was carried over (繰越)."},
    {.section = SECTION_PROGRAM, .name = "settled", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, settled), .sample = "46766",
     .help = "The settled amount (決算)."},
    {.section = SECTION_PROGRAM, .name = "general", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, general), .sample = "46766",
     .help = "What of the budget is of general funds (一般財源)."},
    {.section = SECTION_PROGRAM, .name = "moves", .type = KEY_REFERENCES,
     .offset = offsetof(struct program, moves),
     .second = offsetof(struct program, move_count), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "lobo-di", .shown = true,
     .help = "The indicators it is meant to move: direct outcomes, and what it does (of kind output)."},
    {.section = SECTION_PROGRAM, .name = "context", .type = KEY_REFERENCES,
     .offset = offsetof(struct program, context),
     .second = offsetof(struct program, context_count), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Indicators of its background: never named in an alert, no before and after."},
    {.section = SECTION_PROGRAM, .name = "why", .type = KEY_TEXT,
     .offset = offsetof(struct program, why), .sample = "中心部の目的地となり来街が増える",
     .help = "How it is meant to work, in one line."},
    {.section = SECTION_PROGRAM, .name = "note", .type = KEY_TEXT,
     .offset = offsetof(struct program, note), .sample = "調査日と催事の重なりに注意",
     .help = "What a reader of its figures should know; on its page, inside only."},
    {.section = SECTION_PROGRAM, .name = "kind", .type = KEY_ENUM,
     .offset = offsetof(struct program, kind), .choices = program_kinds,
     .fallback = "service", .sample = "facility",
     .help = "What it is; a loan never shares a scale, an effort has no budget of its own."},
    {.section = SECTION_PROGRAM, .name = "start", .type = KEY_DAY,
     .offset = offsetof(struct program, start), .second = offsetof(struct program, has_start),
     .sample = "2021-02-07", .help = "Its first day or month, only when known."},
    {.section = SECTION_PROGRAM, .name = "end", .type = KEY_END,
     .offset = offsetof(struct program, end), .second = offsetof(struct program, has_end),
     .sample = "2030-03", .help = "Its last day or month."},
    {.section = SECTION_PROGRAM, .name = "lag", .type = KEY_MONTHS,
     .offset = offsetof(struct program, lag_months), .high = CENTURY_MONTHS, .sample = "6m",
     .help = "The time after its start in which it is too early to judge: hatched in charts. "
             "Compared are then whole years: at least 5 that end before `start`, and 2 that "
             "begin after `start` + `lag`."},
    {.section = SECTION_PROGRAM, .name = "lag_text", .type = KEY_TEXT,
     .offset = offsetof(struct program, lag_text), .sample = "0〜6か月",
     .help = "The same in the words of whoever proposed it; for readers of the file."},
    {.section = SECTION_PROGRAM, .name = "owner", .type = KEY_TEXT,
     .offset = offsetof(struct program, owner), .sample = "経済総務課",
     .help = "The office in charge: a section, never a person."},
    {.section = SECTION_PROGRAM, .name = "account", .type = KEY_TEXT,
     .offset = offsetof(struct program, account), .sample = "一般",
     .help = "The account its budget stands in."},
    {.section = SECTION_PROGRAM, .name = "was", .type = KEY_TEXT,
     .offset = offsetof(struct program, was), .sample = "デザインハブ検討費",
     .help = "The programs that it continues, by id or title."},

    /* alert, notify, graph */
};
/* clang-format on */

struct keys_part keys_program(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logicmodel_words: what stands in the cells, and the same as sentences. */
#include "graphs/logicmodel.h"

#include "config/phrase.h"
#include "core/str.h"
#include "core/words.h"

#define TEXT_LIMIT 65536

static enum language language_of(const struct logicmodel *model)
{
    return model->settings->site.language;
}

static const char *say(const struct logicmodel *model, const char *ja, const char *en)
{
    return words_pick(language_of(model), ja, en);
}

const char *logicmodel_title(const struct logicmodel *model)
{
    const char *title = settings_label(&model->logic->facts->title, language_of(model));

    return str_empty(title) ? model->logic->program->id : title;
}

const char *logicmodel_head(const struct logicmodel *model, enum logicmodel_part part)
{
    switch (part) {
    case LOGICMODEL_INPUT:
        return say(model, "投入（予算）", "Input (budget)");
    case LOGICMODEL_OUTPUTS:
        return say(model, "活動指標", "Outputs: what it does");
    case LOGICMODEL_OUTCOMES:
        return say(model, "成果指標", "Outcomes: what comes of it");
    case LOGICMODEL_CHALLENGE:
    case LOGICMODEL_PARTS:
        break;
    }
    return say(model, "課題", "Challenge");
}

/* --- cells --- */

/* The newest year of which an amount is printed. */
static const struct program_year *find_year(const struct program *program, int64_t *amount,
                                            enum amount_kind *kind)
{
    for (size_t i = program->year_count; i-- > 0;) {
        *kind = settings_program_amount(&program->years[i], amount);
        if (*kind != AMOUNT_NONE && program->years[i].fiscal_year > 0)
            return &program->years[i];
    }
    return NULL;
}

static struct logicmodel_cell make_input(const struct logicmodel *model, struct arena *arena)
{
    const struct program *program = model->logic->program;
    enum language language = language_of(model);
    char money[WORDS_SIZE], year[WORDS_SIZE];
    enum amount_kind kind = AMOUNT_NONE;
    int64_t amount = 0;
    const struct program_year *facts = find_year(program, &amount, &kind);
    const char *loan = program->kind == PROGRAM_LOAN ? say(model, "融資（原資預託を含む）",
                                                           "a loan, with capital deposited")
                                                     : "";
    const char *owner = str_empty(program->owner) ? "" : program->owner;
    const char *between = *loan && *owner ? say(model, "、", "; ") : "";

    if (!facts)
        return (struct logicmodel_cell){
            .title =
                program->kind == PROGRAM_EFFORT
                    ? say(model, "事業費の掲載なし（取組）", "An effort, no budget of its own")
                    : say(model, "予算額の掲載なし", "No budget printed"),
            .detail = owner,
            .none = true};
    words_budget(amount, language, money);
    words_period((struct period){FREQUENCY_FISCAL_YEAR, facts->fiscal_year}, YEAR_LABEL_STARTS,
                 language, year);
    return (struct logicmodel_cell){
        .title = money,
        .detail =
            arena_printf(arena, "%s %s%s%s%s%s", year, words_amount_kind(kind, language),
                         *loan || *owner ? say(model, "、", "; ") : "", loan, between, owner)};
}

static const char *say_target(const struct logicmodel *model,
                              const struct indicator *indicator, struct arena *arena)
{
    const struct mark *target = &indicator->target;
    char period[WORDS_SIZE] = "";
    struct buf value;

    if (!target->set)
        return "";
    buf_init(&value, TEXT_LIMIT);
    phrase_value(indicator, target->value, language_of(model), &value);
    if (target->has_period)
        words_period(target->period, indicator->year_label, language_of(model), period);
    const char *text = language_of(model) == LANGUAGE_JA
                           ? arena_printf(arena, "目標値 %s%s%s%s", buf_text(&value),
                                          *period ? "（" : "", period, *period ? "）" : "")
                           : arena_printf(arena, "target %s%s%s%s", buf_text(&value),
                                          *period ? " (" : "", period, *period ? ")" : "");
    buf_free(&value);
    return text;
}

static size_t make_indicators(const struct logicmodel *model, enum logicmodel_part part,
                              struct arena *arena,
                              struct logicmodel_cell out[LOGICMODEL_CELLS + 1])
{
    bool outputs = part == LOGICMODEL_OUTPUTS;
    const struct indicator **items = outputs ? model->logic->outputs : model->logic->outcomes;
    size_t count = outputs ? model->logic->output_count : model->logic->outcome_count;
    size_t shown = count < LOGICMODEL_CELLS ? count : LOGICMODEL_CELLS;

    for (size_t i = 0; i < shown; i++)
        out[i] = (struct logicmodel_cell){
            .title = settings_label(&items[i]->title, language_of(model)),
            .detail = say_target(model, items[i], arena)};
    if (count > shown)
        out[shown] = (struct logicmodel_cell){
            .title = arena_printf(
                arena, language_of(model) == LANGUAGE_JA ? "ほか%zu指標" : "%zu more",
                count - shown),
            .detail = ""};
    if (count > 0)
        return shown + (count > shown);
    out[0] = (struct logicmodel_cell){
        .title = say(model, "設定されていません", "not set"), .detail = "", .none = true};
    return model->gaps ? 1 : 0;
}

static size_t make_challenge(const struct logicmodel *model, struct logicmodel_cell *out)
{
    const struct challenge *challenge = model->logic->challenge;

    if (challenge)
        *out = (struct logicmodel_cell){
            .title = settings_label(&challenge->title, language_of(model)),
            .detail = settings_label(&challenge->text, language_of(model))};
    else
        *out = (struct logicmodel_cell){
            .title = say(model, "設定されていません", "not set"), .detail = "", .none = true};
    return challenge || model->gaps ? 1 : 0;
}

size_t logicmodel_cells(const struct logicmodel *model, enum logicmodel_part part,
                        struct arena *arena, struct logicmodel_cell out[LOGICMODEL_CELLS + 1])
{
    if (part == LOGICMODEL_CHALLENGE)
        return make_challenge(model, &out[0]);
    if (part != LOGICMODEL_INPUT)
        return make_indicators(model, part, arena, out);
    out[0] = make_input(model, arena);
    out[0].title = arena_strdup(arena, out[0].title);
    return 1;
}

const char *logicmodel_background(const struct logicmodel *model, struct arena *arena)
{
    const struct logic *logic = model->logic;
    const char *list = "";

    for (size_t i = 0; i < logic->context_count; i++)
        list = arena_printf(arena, "%s%s%s", list, i > 0 ? say(model, "、", ", ") : "",
                            settings_label(&logic->context[i]->title, language_of(model)));
    return *list == '\0'
               ? ""
               : arena_printf(arena, "%s%s",
                              say(model, "背景（この事業の成果とはみなさない指標）：",
                                  "Background, not held to be an outcome of it: "),
                              list);
}

/* --- sentences --- */

void logicmodel_alt(const struct logicmodel *model, struct buf *out)
{
    buf_printf(out,
               language_of(model) == LANGUAGE_JA ? "ロジックモデル：%s" : "Logic model: %s",
               logicmodel_title(model));
}

static void describe_part(const struct logicmodel *model, enum logicmodel_part part,
                          struct arena *arena, struct buf *out)
{
    struct logicmodel_cell cells[LOGICMODEL_CELLS + 1];
    size_t count = logicmodel_cells(model, part, arena, cells);

    if (count == 0)
        return;
    buf_printf(out, "%s%s", logicmodel_head(model, part), say(model, "は", ": "));
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "%s%s", i > 0 ? say(model, "、", ", ") : "", cells[i].title);
        if (!str_empty(cells[i].detail))
            buf_printf(out, "%s%s%s", say(model, "（", " ("), cells[i].detail,
                       say(model, "）", ")"));
    }
    buf_puts(out, say(model, "。", ". "));
}

void logicmodel_describe(const struct logicmodel *model, struct buf *out)
{
    struct arena *arena = arena_new();
    const char *background = logicmodel_background(model, arena);

    for (enum logicmodel_part part = 0; part < LOGICMODEL_PARTS; part++)
        describe_part(model, part, arena, out);
    if (*background)
        buf_printf(out, "%s%s", background, say(model, "。", ". "));
    buf_puts(out, words_caution(language_of(model)));
    arena_free(arena);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluation: the names of fields, and remarks; see evaluation.h. */
#include "daemon/evaluation.h"

#include "core/buf.h"
#include "core/str.h"
#include "core/words.h"

#define REMARK_LIMIT 65536

static const struct {
    const char *ja, *en;
} names[FIELD_COUNT] = {
    [FIELD_ID] = {"事業の記号", "ID"},
    [FIELD_TITLE] = {"事務事業名", "Program"},
    [FIELD_POLICY] = {"施策", "Policy"},
    [FIELD_CHALLENGE] = {"現状・課題", "Challenge"},
    [FIELD_TIER] = {"区分", "Tier"},
    [FIELD_KIND] = {"事業の種類", "Kind"},
    [FIELD_NEW] = {"新規", "New"},
    [FIELD_PLEDGE] = {"公約", "Pledge"},
    [FIELD_ACCOUNT] = {"会計", "Account"},
    [FIELD_OWNER] = {"所管課", "Section"},
    [FIELD_START] = {"開始", "Start"},
    [FIELD_SUMMARY] = {"事業の内容", "What it does"},
    [FIELD_CHANGE] = {"変更点", "Changes"},
    [FIELD_WHY] = {"成果につながる考え方", "How it is meant to work"},
    [FIELD_YEAR] = {"年度", "Year"},
    [FIELD_MADE] = {"作成日", "Made"},
    [FIELD_OFFICE] = {"作成", "Office"},
    [FIELD_REMARKS] = {"備考", "Remarks"},
    [FIELD_CAUTION] = {"留意点", "Caution"},
    [FIELD_BUDGET] = {"当初予算", "Initial budget"},
    [FIELD_REVISED] = {"補正後予算", "Revised budget"},
    [FIELD_CARRIED] = {"繰越", "Carried over"},
    [FIELD_SETTLED] = {"決算", "Settled"},
    [FIELD_GENERAL] = {"うち一般財源", "Of general funds"},
    [FIELD_INDICATOR_TITLE] = {"指標", "Indicator"},
    [FIELD_UNIT] = {"単位", "Unit"},
    [FIELD_DEFINITION] = {"定義", "Definition"},
    [FIELD_PERIOD] = {"実績値の時期", "Period"},
    [FIELD_VALUE] = {"実績値", "Value"},
    [FIELD_STATUS] = {"値の種類", "Status"},
    [FIELD_PREVIOUS] = {"前年度", "Year before"},
    [FIELD_PREVIOUS_PERIOD] = {"前年度の時期", "Period of a year before"},
    [FIELD_BASELINE] = {"基準値", "Baseline"},
    [FIELD_BASELINE_PERIOD] = {"基準値の時期", "Period of the baseline"},
    [FIELD_TARGET] = {"目標値", "Target"},
    [FIELD_TARGET_PERIOD] = {"目標値の時期", "Period of the target"},
    [FIELD_DUE] = {"目安", "Due"},
    [FIELD_RATE] = {"達成率", "Achieved"},
    [FIELD_READING] = {"開始の前と後", "Before and after its start"},
    [FIELD_BEFORE] = {"開始前の年平均", "Mean of years before"},
    [FIELD_AFTER] = {"判断できる時期以後の年平均", "Mean of years since it can be judged"},
    [FIELD_CAUSE] = {"要因", "Cause"},
    [FIELD_ACTION] = {"対応", "Action"},
};

const char *evaluation_field_say(enum sheetfield_id id, enum language language)
{
    return words_pick(language, names[id].ja, names[id].en);
}

const char *evaluation_subject(const struct evaluation *evaluation, struct sheetfield field)
{
    enum language language = evaluation->settings->site.language;
    bool output = field.scope == FIELD_OF_OUTPUT;
    size_t count = output ? evaluation->output_count : evaluation->outcome_count;
    char year[WORDS_SIZE];

    if (field.scope == FIELD_OF_PROGRAM)
        return "";
    if (field.scope == FIELD_OF_AMOUNT) {
        words_period(
            (struct period){FREQUENCY_FISCAL_YEAR, evaluation->year - (field.before ? 1 : 0)},
            YEAR_LABEL_STARTS, language, year);
        return arena_strdup(evaluation->arena, year);
    }
    if (field.number < 1 || (size_t)field.number > count)
        return "";
    const struct evaluation_matter *matters =
        output ? evaluation->outputs : evaluation->outcomes;

    return settings_label(&matters[field.number - 1].indicator->title, language);
}

/* --- remarks --- */

struct remark {
    const char *subject, *reason;
    struct sheetfield field;
    bool told;
};

static void put_remark(const struct evaluation *evaluation, struct remark *remarks,
                       size_t count, size_t first, struct buf *out)
{
    enum language language = evaluation->settings->site.language;
    const struct remark *one = &remarks[first];

    buf_printf(out, "%s%s%s%s", out->length > 0 ? "\n" : "", one->subject,
               str_empty(one->subject) ? "" : " ",
               evaluation_field_say(one->field.id, language));
    for (size_t i = first + 1; i < count; i++) {
        if (remarks[i].told || !str_equal(remarks[i].subject, one->subject) ||
            !str_equal(remarks[i].reason, one->reason))
            continue;
        remarks[i].told = true;
        buf_printf(out, "%s%s", words_pick(language, "・", ", "),
                   evaluation_field_say(remarks[i].field.id, language));
    }
    buf_printf(out, "%s%s", words_pick(language, "：", ": "), one->reason);
}

const char *evaluation_remark(const struct evaluation *evaluation,
                              const struct sheetfield *fields, size_t count)
{
    struct remark *remarks = arena_alloc(evaluation->arena, count, sizeof *remarks);
    size_t told = 0;
    struct buf out;

    for (size_t i = 0; i < count; i++) {
        struct evaluation_value value;

        evaluation_value(evaluation, fields[i], &value);
        if (!str_empty(value.reason))
            remarks[told++] = (struct remark){evaluation_subject(evaluation, fields[i]),
                                              value.reason, fields[i], false};
    }
    buf_init(&out, REMARK_LIMIT);
    for (size_t i = 0; i < told; i++)
        if (!remarks[i].told)
            put_remark(evaluation, remarks, told, i, &out);
    const char *kept = arena_strdup(evaluation->arena, buf_text(&out));

    buf_free(&out);
    return kept;
}

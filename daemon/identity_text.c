/* SPDX-License-Identifier: GPL-3.0-or-later */
/* identity_text: what is said of an indicator that is not the one of the ledger; see
 * identity.h. */
#include "core/str.h"
#include "daemon/identity.h"

#define TEXT_LIMIT ((size_t)4 << 10)

const struct indicator *identity_configured(const struct indicator *indicator)
{
    return indicator->standing.replaced ? indicator->standing.copy : indicator;
}

struct identity_change identity_changes(const struct indicator *indicator)
{
    const struct indicator *asked = identity_configured(indicator);
    bool frequency = asked->frequency != indicator->frequency;

    if (!indicator->standing.refused)
        return (struct identity_change){0};
    return (struct identity_change){
        .frequency = frequency,
        .unit = !str_equal(asked->unit, indicator->unit),
        .year = !frequency && asked->year_label != indicator->year_label,
    };
}

bool identity_is_odd(const struct indicator *indicator)
{
    return indicator->standing.refused || indicator->standing.former;
}

bool identity_is_refused(const struct indicator *indicator)
{
    return indicator->standing.refused || indicator->standing.rivals;
}

size_t identity_count(const struct settings *settings)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++)
        count += identity_is_odd(&settings->indicators[i]);
    return count;
}

static const char *year_name(const struct indicator *indicator)
{
    return indicator->year_label == YEAR_LABEL_ENDS ? "ends" : "starts";
}

static void put_one(const char *key, const char *held, const char *asked, bool japanese,
                    struct buf *out)
{
    buf_printf(out, japanese ? "%s（台帳 %s、設定 %s）" : " %s (ledger: %s, configured: %s)",
               key, held, asked);
}

static void put_refusal(const struct indicator *indicator, bool japanese, struct buf *out)
{
    const struct indicator *asked = identity_configured(indicator);
    struct identity_change change = identity_changes(indicator);

    buf_puts(out, japanese ? "変更: " : "changed:");
    if (change.frequency)
        put_one("frequency", period_frequency_name(indicator->frequency),
                period_frequency_name(asked->frequency), japanese, out);
    if (change.unit)
        put_one("unit", indicator->unit, asked->unit, japanese, out);
    if (change.year)
        put_one("year", year_name(indicator), year_name(asked), japanese, out);
    buf_printf(out,
               japanese ? "。収集を止め、記録済みの値をそのまま表示しています。"
                          "shihyo migrate %s %s%s%s で扱いを決めるか、設定を戻してください"
                        : "; nothing is collected of it and what was recorded stands, until "
                          "`shihyo migrate %s %s%s%s` says what that means, or the "
                          "configuration is put back",
               indicator->id, change.frequency ? "--start-anew|--sum|--mean|--last" : "",
               change.frequency && change.unit ? " " : "",
               change.unit   ? "--factor N|--rename-unit"
               : change.year ? "--shift-years|--keep-years"
                             : "");
}

static void put_former(const struct indicator *indicator, bool japanese, struct buf *out)
{
    const char *was = indicator->standing.former;

    if (!indicator->standing.rivals)
        buf_printf(out,
                   japanese ? "記録はまだ旧 id %s のものです。次の shihyo collect "
                              "で引き継がれます"
                            : "what was recorded still stands under %s: the next `shihyo "
                              "collect` takes it over",
                   was);
    else
        buf_printf(out,
                   japanese
                       ? "was = %s ですが、両方の id に記録があり、引き継げません。"
                         "shihyo export --vintages -o DIR %s で書き出し、この指標の id を "
                         "%s に戻して shihyo import %s DIR/%s.csv "
                         "で記録のまま後に加えてください（別の名前にするなら、そのあと第三の "
                         "id に was = %s）"
                       : "was = %s, but something was recorded under both ids: write out "
                         "`shihyo export --vintages -o DIR %s`, give the section the id %s "
                         "again and put that behind its history, as it was recorded, with "
                         "`shihyo import %s DIR/%s.csv` (for another name then take a third "
                         "id with was = %s)",
                   was, indicator->id, was, was, indicator->id, was);
}

void identity_text(const struct indicator *indicator, enum language language, struct buf *out)
{
    bool japanese = language == LANGUAGE_JA;

    buf_printf(out, "%s:%d: %s %s%s", indicator->origin.file, indicator->origin.line,
               japanese ? "指標" : "indicator", indicator->id, japanese ? "：" : ": ");
    if (indicator->standing.refused)
        put_refusal(indicator, japanese, out);
    if (indicator->standing.refused && indicator->standing.former)
        buf_puts(out, japanese ? "。" : "; ");
    if (indicator->standing.former)
        put_former(indicator, japanese, out);
}

int identity_require(const struct indicator *indicator, struct err *err)
{
    struct buf text;

    if (!indicator->standing.refused)
        return 0;
    buf_init(&text, TEXT_LIMIT);
    identity_text(indicator, LANGUAGE_EN, &text);
    err_set(err, ERR_CONFIG, "%s", buf_text(&text));
    buf_free(&text);
    return -1;
}

void identity_json(const struct settings *settings, struct json *json)
{
    struct buf text;

    json_begin_array(json, "refused");
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (!identity_is_odd(&settings->indicators[i]))
            continue;
        buf_init(&text, TEXT_LIMIT);
        identity_text(&settings->indicators[i], settings->site.language, &text);
        json_begin_object(json, NULL);
        json_string(json, "indicator", settings->indicators[i].id);
        json_string(json, "text", buf_text(&text));
        json_end_object(json);
        buf_free(&text);
    }
    json_end_array(json);
}

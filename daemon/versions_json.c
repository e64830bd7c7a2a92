/* SPDX-License-Identifier: GPL-3.0-or-later */
/* versions_json: versions as JSON; see versions.h. */
#include "daemon/versions.h"

#include "core/instant.h"
#include "core/json.h"
#include "daemon/commented.h"

static void json_version(const struct version *version, bool whole, struct json *json)
{
    const struct observation *item = version->item;

    json_begin_object(json, NULL);
    json_period(json, "period", item->period);
    json_day(json, "start", period_start(item->period));
    json_day(json, "end", period_end(item->period));
    json_known(json, "value", series_has_value(item), item->value);
    json_string(json, "status", item->masked ? "withheld" : series_status_name(item->status));
    json_bool(json, "withdrawn", version->withdrawn);
    json_known(json, "revision", version->revises, version->change);
    json_bool(json, "reread", version->reread);
    if (item->dated)
        json_day(json, "published", item->published);
    else
        json_null(json, "published");
    json_instant(json, "recorded_at", item->recorded_at);
    if (item->embargo != 0) /* which no machine outside is shown */
        json_instant(json, "embargo", item->embargo);
    json_string(json, "source", item->source);
    json_string(json, "who", whole ? item->who : NULL);
    json_string(json, "document", whole ? item->document : NULL);
    json_string(json, "cell", item->cell);
    json_string(json, "note", whole ? item->note : NULL);
    json_bool(json, "aside", item->aside);
    json_string(json, "reason", item->aside ? versions_reason_name(version->reason) : NULL);
    json_end_object(json);
}

void versions_json(const struct indicator *indicator, const struct versions *shown, bool whole,
                   struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", indicator->id);
    json_begin_array(&json, "observations");
    for (size_t i = 0; i < shown->count; i++)
        json_version(&shown->items[i], whole, &json);
    json_end_array(&json);
    commented_json(&shown->comments, "comments", whole, &json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

void versions_kept_json(struct json *json, const char *key, const struct ledger_kept *kept)
{
    char period[PERIOD_TEXT_SIZE];

    period_print(kept->period, period);
    json_begin_object(json, key);
    json_string(json, "indicator", kept->indicator);
    json_string(json, "period", period);
    if (kept->status == OBSERVATION_MISSING)
        json_null(json, "value");
    else
        json_decimal(json, "value", kept->value);
    json_string(json, "status", series_status_name(kept->status));
    json_string(json, "reason", versions_reason_name(kept->reason));
    json_end_object(json);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* openmetrics: see openmetrics.h. */
#include "graphs/site/openmetrics.h"

#include <inttypes.h>

#include "config/edition.h"
#include "core/plain.h"
#include "core/version.h"
#include "core/words.h"

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define DAY_S 86400

struct family {
    const char *name;
    const char *unit; /* "" = none; the name ends with it */
    const char *help;
};

static void put_family(struct buf *out, const struct family *family)
{
    buf_printf(out, "# HELP %s %s\n# TYPE %s gauge\n", family->name, family->help,
               family->name);
    if (*family->unit)
        buf_printf(out, "# UNIT %s %s\n", family->name, family->unit);
}

/* NAME="text": quotes, backslashes and line ends are escaped, and what is no UTF-8 would make
 * all of it unreadable. */
static void put_label(struct buf *out, char before, const char *name, const char *text)
{
    buf_printf(out, "%c%s=\"", before, name);
    while (*text) {
        size_t length = plain_character(text);

        if (*text == '\n')
            buf_puts(out, "\\n");
        else if (*text == '"' || *text == '\\')
            buf_printf(out, "\\%c", *text);
        else if (length == 0)
            buf_puts(out, REPLACEMENT);
        else
            buf_append(out, text, length);
        text += length ? length : 1;
    }
    buf_putc(out, '"');
}

/* --- indicators --- */

static void put_info(const struct openmetrics *input, struct buf *out)
{
    static const struct family FAMILY = {"shihyo_indicator_info", "",
                                         "What is watched: title, unit and frequency, and "
                                         "which way is better."};
    enum language language = input->settings->site.language;

    put_family(out, &FAMILY);
    for (size_t i = 0; i < input->indicator_count; i++) {
        const struct indicator *indicator = input->indicators[i].indicator;

        buf_puts(out, FAMILY.name);
        put_label(out, '{', "indicator", indicator->id);
        put_label(out, ',', "title", settings_label(&indicator->title, language));
        put_label(out, ',', "unit", indicator->unit);
        put_label(out, ',', "frequency", period_frequency_name(indicator->frequency));
        put_label(out, ',', "better", settings_better_name(indicator->better));
        buf_puts(out, "} 1\n");
    }
}

static void print_value(const struct observation *latest, struct buf *out)
{
    char text[DECIMAL_TEXT_SIZE];

    decimal_print(latest->value, text);
    buf_puts(out, text);
}

/* As the RRD files stamp it: 00:00 UTC of the day after its last. */
static void print_period(const struct observation *latest, struct buf *out)
{
    buf_printf(out, "%" PRId64, (int64_t)period_end(latest->period) * DAY_S);
}

static void print_recorded(const struct observation *latest, struct buf *out)
{
    buf_printf(out, "%" PRId64, latest->recorded_at);
}

static const struct {
    struct family family;
    void (*print)(const struct observation *latest, struct buf *out);
} OF_INDICATORS[] = {
    {{"shihyo_indicator_value", "", "The newest value, in the indicator's unit."},
     print_value},
    {{"shihyo_indicator_period_timestamp_seconds", "seconds",
      "End of the period that the newest value is of (00:00 UTC of the day after its last)."},
     print_period},
    {{"shihyo_indicator_recorded_timestamp_seconds", "seconds",
      "When the newest value was recorded here."},
     print_recorded},
};

static void put_indicators(const struct openmetrics *input, struct buf *out)
{
    for (size_t f = 0; f < sizeof OF_INDICATORS / sizeof OF_INDICATORS[0]; f++) {
        put_family(out, &OF_INDICATORS[f].family);
        for (size_t i = 0; i < input->indicator_count; i++) {
            if (!input->indicators[i].latest)
                continue;
            buf_puts(out, OF_INDICATORS[f].family.name);
            put_label(out, '{', "indicator", input->indicators[i].indicator->id);
            buf_puts(out, "} ");
            OF_INDICATORS[f].print(input->indicators[i].latest, out);
            buf_putc(out, '\n');
        }
    }
}

/* --- sources --- */

static int64_t last_try(const struct health *health)
{
    return health->last_try;
}

static int64_t last_success(const struct health *health)
{
    return health->last_success;
}

static int64_t last_change(const struct health *health)
{
    return health->last_change;
}

static int64_t failing_since(const struct health *health)
{
    return health->failing_since;
}

static int64_t failures(const struct health *health)
{
    return health->failures;
}

static int64_t problems(const struct health *health)
{
    return (int64_t)health->problems;
}

static const struct {
    struct family family;
    bool always;  /* also when it is 0: that is a number, and no instant */
    bool failure; /* it tells of failures */
    int64_t (*find)(const struct health *health);
} OF_SOURCES[] = {
    {{"shihyo_source_last_try_timestamp_seconds", "seconds",
      "When the source was last asked."},
     false,
     true,
     last_try},
    {{"shihyo_source_last_success_timestamp_seconds", "seconds",
      "When it last gave a document that could be used."},
     false,
     false,
     last_success},
    {{"shihyo_source_last_change_timestamp_seconds", "seconds",
      "When its document last changed."},
     false,
     false,
     last_change},
    {{"shihyo_source_failing_since_timestamp_seconds", "seconds",
      "Since when it fails; absent while it does not."},
     false,
     true,
     failing_since},
    {{"shihyo_source_failures", "", "Failures in a row."}, true, true, failures},
    {{"shihyo_source_unread_cells", "", "Cells of its document that were not understood."},
     true,
     true,
     problems},
};

static void put_sources(const struct openmetrics *input, struct buf *out)
{
    const struct settings *settings = input->settings;

    for (size_t f = 0; f < sizeof OF_SOURCES / sizeof OF_SOURCES[0]; f++) {
        if (OF_SOURCES[f].failure && !edition_publishes(settings, EDITION_FAILURES))
            continue;
        put_family(out, &OF_SOURCES[f].family);
        for (size_t i = 0; i < settings->source_count; i++) {
            int64_t value = OF_SOURCES[f].find(&input->sources[i]);

            if ((value == 0 && !OF_SOURCES[f].always) ||
                !edition_shows_source(settings, &settings->sources[i]))
                continue;
            buf_puts(out, OF_SOURCES[f].family.name);
            put_label(out, '{', "source", settings->sources[i].id);
            buf_printf(out, "} %" PRId64 "\n", value);
        }
    }
}

/* --- alerts, and what is held --- */

static void put_alerts(const struct openmetrics *input, struct buf *out)
{
    static const struct family FAMILY = {
        "shihyo_alert_since_timestamp_seconds", "seconds",
        "When an alert that is open was raised; absent while there is none."};

    put_family(out, &FAMILY);
    for (size_t i = 0; i < input->alert_count; i++) {
        const struct alert *alert = &input->alerts[i];

        buf_puts(out, FAMILY.name);
        put_label(out, '{', "alert", alert->rule_id);
        put_label(out, ',', "indicator", alert->indicator_id ? alert->indicator_id : "");
        put_label(out, ',', "source", alert->source_id ? alert->source_id : "");
        put_label(out, ',', "severity", alert->severity);
        put_label(out, ',', "state", alert_state_name(alert->state));
        buf_printf(out, "} %" PRId64 "\n", alert->since);
    }
}

static void put_number(const struct family *family, size_t number, struct buf *out)
{
    put_family(out, family);
    buf_printf(out, "%s %zu\n", family->name, number);
}

void openmetrics_print(const struct openmetrics *input, struct buf *out)
{
    static const struct family BUILD = {"shihyo_build_info", "", "The program."};
    static const struct family ALERTS = {"shihyo_open_alerts", "", "Alerts that are open."};
    static const struct family HELD = {"shihyo_held_values", "",
                                       "Values in quarantine: held until a person decides."};

    put_family(out, &BUILD);
    buf_puts(out, "shihyo_build_info{version=\"" VERSION_TEXT "\"} 1\n");
    put_info(input, out);
    put_indicators(input, out);
    put_sources(input, out);
    if (edition_publishes(input->settings, EDITION_ALERTS)) {
        put_number(&ALERTS, input->alert_count, out);
        put_alerts(input, out);
    }
    if (edition_is_internal(input->settings))
        put_number(&HELD, input->held, out);
    buf_puts(out, "# EOF\n");
}

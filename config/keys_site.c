/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_site: the keys of the site; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum { MINUTE = 60, MILLI_HOUR = 60 * MINUTE * 1000, CENTURY_DAYS = 36600 };

static const char *const languages[] = {"ja", "en", NULL};
/* in the order of enum edition_thing */
static const char *const things[] = {"alerts", "verdicts", "pledges", "failures",
                                     "feeds",  "metrics",  NULL};
static const char *const holidays[] = {"japan", "weekends", NULL};
static const char *const proxies[] = {"http", "https", "socks5h", NULL};
static const char *const audiences[] = {"internal", "public", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_SITE, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct site, title), .fallback = "shihyo", .sample = "指標モニター",
     .shown = true,
     .help = "The name of the site, at the head of its pages and notifications."},
    {.section = SECTION_SITE, .name = "language", .type = KEY_ENUM,
     .offset = offsetof(struct site, language), .choices = languages, .fallback = "ja",
     .sample = "ja", .help = "The language of charts, pages and notifications."},
    {.section = SECTION_SITE, .name = "timezone", .type = KEY_ZONE,
     .offset = offsetof(struct site, timezone), .fallback = "Asia/Tokyo",
     .sample = "Asia/Tokyo", .help = "The time zone by which a day begins."},
    {.section = SECTION_SITE, .name = "state", .type = KEY_PATH,
     .offset = offsetof(struct site, state), .fallback = "/var/lib/shihyo",
     .sample = "/var/lib/shihyo",
     .help = "The folder of the ledger, the documents and the RRD files; when absent, the one "
             "that a service manager made ($STATE_DIRECTORY), for a configuration in "
             "$XDG_CONFIG_HOME/shihyo the folder shihyo in $XDG_STATE_HOME."},
    {.section = SECTION_SITE, .name = "output", .type = KEY_PATH,
     .offset = offsetof(struct site, output), .sample = "/var/lib/shihyo/site",
     .help = "The folder of the pages; when absent, the folder \"site\" in the state folder. It "
             "may not hold the state folder."},
    {.section = SECTION_SITE, .name = "pages", .type = KEY_BOOL,
     .offset = offsetof(struct site, pages), .fallback = "yes", .sample = "yes",
     .help = "Whether a cycle makes the pages and what belongs to them; no = only one PNG of each "
             "indicator, for those who show them in pages of their own. `shihyo site` makes all "
             "of it when asked."},
    {.section = SECTION_SITE, .name = "templates", .type = KEY_PATH,
     .offset = offsetof(struct site, templates), .sample = "templates",
     .help = "A folder whose page.html stands for the frame of all pages, style.css for their "
             "style sheet, extra.css behind it; `check-config --template page.html` prints what "
             "is built in. One that is broken is told with its line, and the built-in one used."},
    {.section = SECTION_SITE, .name = "base_url", .type = KEY_URL,
     .offset = offsetof(struct site, base_url), .sample = "https://example.jp/shihyo/",
     .help = "Where readers find the pages; links in notifications and feeds begin with it."},
    {.section = SECTION_SITE, .name = "contact", .type = KEY_TEXT,
     .offset = offsetof(struct site, contact), .sample = "office@example.jp",
     .help = "An address for publishers to write to; it goes into the User-Agent."},
    {.section = SECTION_SITE, .name = "licence", .type = KEY_LICENCE,
     .offset = offsetof(struct site, licence),
     .sample = "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/deed.ja",
     .help = "The licence of what `export` writes: an Open Definition identifier, its address, "
             "or both."},
    {.section = SECTION_SITE, .name = "audience", .type = KEY_ENUM,
     .offset = offsetof(struct site, audience), .choices = audiences, .fallback = "internal",
     .sample = "internal",
     .help = "Who reads the pages: the public edition shows official figures only, and those "
             "entered by hand, with the comments on them that were approved for it "
             "(`shihyo note --public`)."},
    {.section = SECTION_SITE, .name = "publish", .type = KEY_CHOICES,
     .offset = offsetof(struct site, publish), .choices = things, .fallback = "none",
     .sample = "pledges",
     .help = "What the public edition shows beside figures, targets and programs: alerts, "
             "verdicts on targets and programs, which programs are pledges, failures of "
             "sources, feeds of alerts, metrics. The internal edition shows all of it."},
    {.section = SECTION_SITE, .name = "min_cell", .type = KEY_INTEGER,
     .offset = offsetof(struct site, min_cell), .low = 0, .high = 1000, .fallback = "5",
     .sample = "5",
     .help = "Counts below this, which could be of a single person or firm, are withheld from "
             "the public edition (×); 0 or 1 withholds none."},
    {.section = SECTION_SITE, .name = "quiet", .type = KEY_SPAN,
     .offset = offsetof(struct site, quiet), .sample = "2027-04-04/2027-04-25",
     .help = "A time, such as that before an election, in which the public edition's pages on "
             "programs and policies stay as they are; figures are published as ever, beside the "
             "budgets that are configured then, and with the comments that stood before."},
    {.section = SECTION_SITE, .name = "delay", .type = KEY_MILLIS,
     .offset = offsetof(struct site, delay_ms), .high = MILLI_HOUR, .fallback = "1s",
     .sample = "1s", .help = "The least pause between two requests to one host."},
    {.section = SECTION_SITE, .name = "proxy", .type = KEY_URL, .choices = proxies,
     .offset = offsetof(struct site, proxy), .sample = "http://proxy.example.jp:8080",
     .help = "The proxy by which publishers are asked; when absent, that of the environment "
             "(https_proxy, http_proxy, all_proxy, no_proxy), if any."},
    {.section = SECTION_SITE, .name = "cafile", .type = KEY_PATH,
     .offset = offsetof(struct site, ca_file), .sample = "/etc/ssl/certs/ca-certificates.crt",
     .help = "Whose certificates are trusted, instead of the system's list; where a proxy opens "
             "TLS, its own among them."},
    {.section = SECTION_SITE, .name = "holidays", .type = KEY_ENUM,
     .offset = offsetof(struct site, holidays), .choices = holidays, .fallback = "japan",
     .sample = "japan",
     .help = "Which days are no business days of publishers: japan has its public holidays and 29 "
             "December to 3 January, weekends nothing but those."},
    {.section = SECTION_SITE, .name = "keep", .type = KEY_DAYS,
     .offset = offsetof(struct site, keep_days), .high = CENTURY_DAYS, .fallback = "all",
     .sample = "5y",
     .help = "How long a document is kept that gave no figure, holds none in quarantine and is "
             "not the newest of its address; all keeps every one, those that gave a figure are "
             "kept in any case."},
    {.section = SECTION_SITE, .name = "include", .type = KEY_GLOBS,
     .sample = "sources.ini indicators.ini programs.ini alerts.ini",
     .help = "Further files, as patterns relative to the file that names them."},
};
/* clang-format on */

struct keys_part keys_site(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_source: the keys of sources; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"

enum {
    MINUTE = 60,
    DAY = 24 * 60 * MINUTE,
    YEAR = 366 * DAY,
    KIBIBYTE = 1024,
    GIBIBYTE = 1024 * 1024 * KIBIBYTE,
    MILLI_HOUR = 60 * MINUTE * 1000,
    CENTURY_DAYS = 36600
};

static const char *const formats[] = {"auto", "csv", "xlsx", "html", "json",
                                      "xml",  "pdf", "text", NULL};
static const char *const takes[] = {"all", "newest", NULL};
static const char *const methods[] = {"GET", "POST", NULL};
static const char *const grades[] = {"official", "press", "secondary", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_SOURCE, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct source, title), .sample = "商工会議所 LOBO 調査",
     .shown = true, .help = "What people call the source; its id when absent."},
    {.section = SECTION_SOURCE, .name = "page", .type = KEY_URL,
     .offset = offsetof(struct source, page), .sample = "https://example.jp/lobo/",
     .help = "A page that links the documents, with link; with url it is only where readers are sent."},
    {.section = SECTION_SOURCE, .name = "link", .type = KEY_PATTERN,
     .offset = offsetof(struct source, link),
     .sample = "lobo_(?<year>\\d{4})(?<month>\\d\\d)\\.csv",
     .help = "Which links of the page lead to documents: a pattern over the address, the text of the "
             "link (NFKC), or both with a space between; (?<year>), (?<month>) and (?<era>) say of "
             "which period each is, else the first is the newest. In place of url."},
    {.section = SECTION_SOURCE, .name = "url", .type = KEY_URLS,
     .offset = offsetof(struct source, urls), .second = offsetof(struct source, url_count),
     .sample = "https://example.jp/lobo.csv", .shown = true,
     .help = "The document itself, or several (a page for each year) that are read in the same "
             "way, or one that names periods: {%Y%m}, {%Er%Ey} and others of shihyo(1); http and "
             "https only: `shihyo probe -f FILE SOURCE` reads a file as the source would be read."},
    {.section = SECTION_SOURCE, .name = "take", .type = KEY_ENUM,
     .offset = offsetof(struct source, approach.take), .choices = takes, .fallback = "all",
     .sample = "newest",
     .help = "Of the documents that link or placeholders name: all not yet seen, or the newest alone. The "
             "newest two are looked at again, as they may grow."},
    {.section = SECTION_SOURCE, .name = "since", .type = KEY_DAY,
     .offset = offsetof(struct source, approach.since),
     .second = offsetof(struct source, approach.has_since), .sample = "2020-04",
     .help = "Documents of periods before it are not asked for; of placeholders, when absent, no more "
             "than `most` periods back."},
    {.section = SECTION_SOURCE, .name = "most", .type = KEY_INTEGER,
     .offset = offsetof(struct source, approach.most), .low = 1, .high = 100, .fallback = "24",
     .sample = "24",
     .help = "How many documents of a page or of placeholders one cycle fetches; the rest waits for the "
             "next one."},
    {.section = SECTION_SOURCE, .name = "method", .type = KEY_WORD,
     .offset = offsetof(struct source, approach.method), .choices = methods, .sample = "POST",
     .help = "GET, or POST for interfaces that want it; POST when there is a body, if absent."},
    {.section = SECTION_SOURCE, .name = "body", .type = KEY_TEXT,
     .offset = offsetof(struct source, approach.body), .sample = "{\"resource\": \"visitors\"}",
     .help = "What is posted; header says of which type it is."},
    {.section = SECTION_SOURCE, .name = "header", .type = KEY_HEADERS,
     .offset = offsetof(struct source, approach.headers),
     .second = offsetof(struct source, approach.header_count),
     .sample = "Content-Type: application/json",
     .help = "A header that is sent; secrets belong to auth."},
    {.section = SECTION_SOURCE, .name = "format", .type = KEY_WORD,
     .offset = offsetof(struct source, format), .choices = formats, .fallback = "auto",
     .sample = "csv",
     .help = "What the document is; auto looks at its content, never at its name alone."},
    {.section = SECTION_SOURCE, .name = "encoding", .type = KEY_ENCODING,
     .offset = offsetof(struct source, encoding), .fallback = "auto", .sample = "CP932",
     .help = "Its character encoding: auto, or a name known to iconv (CP932 for Shift_JIS)."},
    {.section = SECTION_SOURCE, .name = "rows", .type = KEY_TEXT,
     .offset = offsetof(struct source, rows), .sample = "/result/records",
     .help = "Where its rows are: a JSON pointer (json) or an XPath (xml); sought when absent."},
    {.section = SECTION_SOURCE, .name = "published", .type = KEY_PATTERN,
     .offset = offsetof(struct source, published), .sample = "公表日:?(?<date>[^ \\t\\n]+日)",
     .help = "A pattern with (?<date>) over the text (NFKC) that finds the day on which the document "
             "says it was published; one that does not say it is told. Of e-Stat none is needed."},
    {.section = SECTION_SOURCE, .name = "every", .type = KEY_SECONDS,
     .offset = offsetof(struct source, every_s), .low = 1, .high = YEAR,
     .fallback = "1d", .sample = "1d", .help = "How often it is looked at."},
    {.section = SECTION_SOURCE, .name = "release", .type = KEY_RELEASE,
     .offset = offsetof(struct source, release), .fallback = "none",
     .sample = "monthly last-business-day for this month",
     .help = "When its periods are published: a rule such as monthly 25 next-business-day, yearly "
             "05-31, +45d (after the period's end) or on 2026-05-29 2026-06-30, or several with "
             "commas; none when there is no calendar. shihyo(1) has them all."},
    {.section = SECTION_SOURCE, .name = "grace", .type = KEY_GRACE,
     .offset = offsetof(struct source, grace), .fallback = "7d", .sample = "5bd",
     .help = "How long after that day a period that is not there counts as overdue; 5bd are "
             "business days."},
    {.section = SECTION_SOURCE, .name = "embargo", .type = KEY_TEXT,
     .offset = offsetof(struct source, embargo), .sample = "8:50",
     .help = "Until when its figures may not be told (解禁): a time on the day of release; or, for one "
             "release, an instant (2026-12-01T08:50) or a day (from its beginning). What is read before is shown inside only, and marked 解禁前."},
    {.section = SECTION_SOURCE, .name = "timeout", .type = KEY_MILLIS,
     .offset = offsetof(struct source, timeout_ms), .low = 100, .high = MILLI_HOUR,
     .fallback = "30s", .sample = "30s", .help = "The most time for a whole transfer."},
    {.section = SECTION_SOURCE, .name = "max_bytes", .type = KEY_SIZE,
     .offset = offsetof(struct source, max_bytes), .low = KIBIBYTE, .high = GIBIBYTE,
     .fallback = "32M", .sample = "32M", .help = "The largest document that is taken."},
    {.section = SECTION_SOURCE, .name = "open_end", .type = KEY_BOOL,
     .offset = offsetof(struct source, approach.open_end), .fallback = "no", .sample = "yes",
     .help = "Whether a document is taken though nothing says that it is whole: its server told no length, "
             "and its last line has no line break (its last table no end). No: it counts as cut off."},
    {.section = SECTION_SOURCE, .name = "keep", .type = KEY_DAYS,
     .offset = offsetof(struct source, keep_days), .high = CENTURY_DAYS, .sample = "90d",
     .help = "The same for this source's documents; as the site says when absent."},
    {.section = SECTION_SOURCE, .name = "grade", .type = KEY_ENUM,
     .offset = offsetof(struct source, grade), .choices = grades, .fallback = "official",
     .sample = "official",
     .help = "How far it is to be trusted: only official reaches the public edition."},
    {.section = SECTION_SOURCE, .name = "auth", .type = KEY_TEXT,
     .offset = offsetof(struct source, approach.auth_text), .sample = "query:appId:estat",
     .help = "How to identify oneself to the host of url or page: bearer:FILE, basic:FILE "
             "(USER:PASSWORD), query:NAME:FILE (a parameter) or header:NAME:FILE. The secret stands "
             "in the file, closed to others; a name without / is in $CREDENTIALS_DIRECTORY."},
    {.section = SECTION_SOURCE, .name = "robots", .type = KEY_TEXT,
     .offset = offsetof(struct source, approach.robots), .fallback = "obey",
     .sample = "ignore: the publisher agreed on 2026-04-01",
     .help = "Whether the host's robots.txt (RFC 9309) is obeyed: obey, or ignore: and the reason."},
    {.section = SECTION_SOURCE, .name = "private", .type = KEY_BOOL,
     .offset = offsetof(struct source, approach.anywhere), .fallback = "no", .sample = "yes",
     .help = "Whether names may lead to private, link-local and loopback addresses; an address "
             "in numbers, or localhost, that stands in url or page says so itself."},
    {.section = SECTION_SOURCE, .name = "cafile", .type = KEY_PATH,
     .offset = offsetof(struct source, approach.ca_file), .sample = "publisher-ca.pem",
     .help = "Whose certificates are trusted; as the site says when absent."},
    {.section = SECTION_SOURCE, .name = "certificate", .type = KEY_PATH,
     .offset = offsetof(struct source, approach.certificate), .sample = "client.pem",
     .help = "Our own certificate (PEM), where a publisher wants one."},
    {.section = SECTION_SOURCE, .name = "key", .type = KEY_PATH,
     .offset = offsetof(struct source, approach.key_file), .sample = "client.key",
     .help = "Its key, when that is not in the same file; not open to everybody."},
    {.section = SECTION_SOURCE, .name = "citation", .type = KEY_TEXT,
     .offset = offsetof(struct source, citation), .sample = "商工会議所 LOBO 調査",
     .help = "Who published the figures, printed under charts; the title when absent."},
    {.section = SECTION_SOURCE, .name = "watch", .type = KEY_BOOL,
     .offset = offsetof(struct source, watch), .fallback = "yes", .sample = "yes",
     .help = "Whether its own problems raise alerts, ID:unreachable (not fetched at three tries and for a "
             "day), ID:changed (not readable any more), ID:unread (but for some cells) and ID:overdue (by `release`)."},
    {.section = SECTION_SOURCE, .name = "notify", .type = KEY_REFERENCES,
     .offset = offsetof(struct source, notify), .second = offsetof(struct source, notify_count),
     .target = SECTION_NOTIFY, .fallback = "none", .sample = "office",
     .help = "Who is told of them; none means whoever is told of its indicators, or the log."},
};
/* clang-format on */

struct keys_part keys_source(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}

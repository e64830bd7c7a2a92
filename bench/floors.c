/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * floors: what the parts of a cycle take when nothing else is done, for bench/compare.py. All
 * figures are made up, the same in each run.
 *
 * floors fetch SOURCES [ETAG]: the documents of the list (id, address; a line each) by
 * libcurl's multi interface, eight at once; with an ETag all are asked for with it. floors rrd
 * FOLDER COUNT MONTHS: so many files by rrd_create_r and one rrd_update_r each. floors draw
 * FOLDER COUNT WORKERS MONTHS: FOLDER/iNNNNN.png from FOLDER/iNNNNN.rrd by rrd_graph_v. floors
 * insert FILE COUNT MONTHS: the rows into a table with an index, in one transaction.
 */
#define _DEFAULT_SOURCE
#include <curl/curl.h>
#include <rrd.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define AT_ONCE 8
#define SOURCES_MAX 100000
#define DAY 86400L
#define LAST_MONTH (2026 * 12 + 1)

static _Noreturn void fail(const char *what)
{
    (void)fprintf(stderr, "floors: %s\n", what);
    exit(74);
}

/* --- fetching --- */

static size_t drop(char *bytes, size_t size, size_t count, void *context)
{
    (void)bytes;
    (void)context;
    return size * count;
}

static size_t read_list(const char *path, char **urls)
{
    char id[256];
    char url[1024];
    size_t count = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail(path);
    while (count < SOURCES_MAX && fscanf(file, "%255s %1023s", id, url) == 2)
        urls[count++] = strdup(url);
    (void)fclose(file);
    return count;
}

static void begin(CURLM *multi, CURL *easy, const char *url, struct curl_slist *headers)
{
    (void)curl_easy_setopt(easy, CURLOPT_URL, url);
    (void)curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop);
    (void)curl_multi_add_handle(multi, easy);
}

/* Those that have ended; each handle goes on with the next address. */
static size_t turn(CURLM *multi, char **urls, size_t count, size_t *next,
                   struct curl_slist *headers)
{
    size_t ended = 0;
    int left;
    for (CURLMsg *said = curl_multi_info_read(multi, &left); said != NULL;
         said = curl_multi_info_read(multi, &left)) {
        CURL *easy = said->easy_handle;
        if (said->data.result != CURLE_OK)
            fail(curl_easy_strerror(said->data.result));
        (void)curl_multi_remove_handle(multi, easy);
        ended++;
        if (*next < count)
            begin(multi, easy, urls[(*next)++], headers);
        else
            curl_easy_cleanup(easy);
    }
    return ended;
}

static int fetch(const char *list, const char *etag)
{
    char **urls = calloc(SOURCES_MAX, sizeof *urls);
    if (urls == NULL)
        fail("memory");
    size_t count = read_list(list, urls);
    size_t next = 0;
    size_t ended = 0;
    char header[256];
    struct curl_slist *headers = NULL;
    if (etag != NULL) {
        (void)snprintf(header, sizeof header, "If-None-Match: %s", etag);
        headers = curl_slist_append(headers, header);
    }
    CURLM *multi = curl_multi_init();
    while (next < count && next < AT_ONCE)
        begin(multi, curl_easy_init(), urls[next++], headers);
    while (ended < count) {
        int running;
        (void)curl_multi_perform(multi, &running);
        ended += turn(multi, urls, count, &next, headers);
        if (ended < count)
            (void)curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    (void)curl_multi_cleanup(multi);
    return 0;
}

/* --- figures --- */

/* Tenths, around 1,000. */
static int figure(int indicator, int month)
{
    unsigned x = (unsigned)indicator * 2654435761u + (unsigned)month * 40503u;
    x ^= x >> 13;
    return 10000 + indicator % 997 + (int)(x % 400);
}

static long month_end(int month)
{
    struct tm day = {
        .tm_year = (month + 1) / 12 - 1900, .tm_mon = (month + 1) % 12, .tm_mday = 1};
    return timegm(&day);
}

/* --- RRD files --- */

static void make_rrd(const char *folder, int indicator, int months, const char **updates)
{
    static char texts[SOURCES_MAX][32];
    char path[4096];
    char archive[64];
    int first = LAST_MONTH - months + 1;
    long start = month_end(first - 1);
    (void)snprintf(path, sizeof path, "%s/i%05d.rrd", folder, indicator);
    (void)snprintf(archive, sizeof archive, "RRA:LAST:0.5:1:%ld",
                   (month_end(LAST_MONTH) - start) / DAY);
    const char *shape[] = {"DS:value:GAUGE:2764800:U:U", archive};
    if (rrd_create_r(path, DAY, start, 2, shape) != 0)
        fail(rrd_get_error());
    for (int i = 0; i < months; i++) {
        int value = figure(indicator, first + i);
        (void)snprintf(texts[i], sizeof texts[i], "%ld:%d.%d", month_end(first + i),
                       value / 10, value % 10);
        updates[i] = texts[i];
    }
    if (rrd_update_r(path, NULL, months, updates) != 0)
        fail(rrd_get_error());
}

static int rrd(const char *folder, int count, int months)
{
    const char **updates = calloc((size_t)months, sizeof *updates);
    if (updates == NULL || months > SOURCES_MAX)
        fail("memory");
    for (int i = 0; i < count; i++)
        make_rrd(folder, i, months, updates);
    free((void *)updates);
    return 0;
}

/* --- pictures --- */

static void draw_one(const char *folder, int indicator, int months)
{
    char path[4096];
    char source[4200];
    char start[32];
    char end[32];
    (void)snprintf(path, sizeof path, "%s/i%05d.png", folder, indicator);
    (void)snprintf(source, sizeof source, "DEF:v=%s/i%05d.rrd:value:LAST", folder, indicator);
    (void)snprintf(start, sizeof start, "%ld", month_end(LAST_MONTH - months));
    (void)snprintf(end, sizeof end, "%ld", month_end(LAST_MONTH));
    const char *words[] = {"graph",
                           path,
                           "--full-size-mode",
                           "--width",
                           "1200",
                           "--height",
                           "480",
                           "--start",
                           start,
                           "--end",
                           end,
                           "--title",
                           "試験用の指標",
                           source,
                           "AREA:v#4682b440",
                           "LINE2:v#4682b4:値"};
    rrd_clear_error();
    rrd_info_t *info = rrd_graph_v(sizeof words / sizeof words[0], (char **)words);
    if (info == NULL)
        fail(rrd_get_error());
    rrd_info_free(info);
}

static int draw(const char *folder, int count, int workers, int months)
{
    int failed = 0;
    for (int w = 0; w < workers; w++) {
        pid_t child = fork();
        if (child < 0)
            fail("fork");
        if (child > 0)
            continue;
        for (int i = w; i < count; i += workers)
            draw_one(folder, i, months);
        _exit(0);
    }
    for (int w = 0; w < workers; w++) {
        int status = 0;
        failed |= wait(&status) < 0 || status != 0;
    }
    return failed ? 74 : 0;
}

/* --- rows --- */

static int insert(const char *path, int count, int months)
{
    sqlite3 *file;
    sqlite3_stmt *statement;
    int bad = sqlite3_open(path, &file);
    bad = bad ||
          sqlite3_exec(file,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "CREATE TABLE value (number INTEGER PRIMARY KEY, indicator INTEGER,"
                       " month INTEGER, value TEXT, said TEXT, at INTEGER);"
                       "CREATE INDEX known ON value (indicator, month); BEGIN IMMEDIATE",
                       NULL, NULL, NULL);
    bad = bad || sqlite3_prepare_v2(file,
                                    "INSERT INTO value (indicator, month, value, said, at)"
                                    " VALUES (?1, ?2, ?3, ?3, 1772323200)",
                                    -1, &statement, NULL);
    for (int i = 0; i < count && !bad; i++) {
        for (int month = LAST_MONTH - months + 1; month <= LAST_MONTH && !bad; month++) {
            char text[32];
            int value = figure(i, month);
            (void)snprintf(text, sizeof text, "%d.%d", value / 10, value % 10);
            (void)sqlite3_bind_int(statement, 1, i);
            (void)sqlite3_bind_int(statement, 2, month);
            (void)sqlite3_bind_text(statement, 3, text, -1, SQLITE_TRANSIENT);
            bad = sqlite3_step(statement) != SQLITE_DONE ||
                  sqlite3_reset(statement) != SQLITE_OK;
        }
    }
    bad = bad || sqlite3_exec(file, "COMMIT", NULL, NULL, NULL);
    if (bad)
        fail(sqlite3_errmsg(file));
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(file);
    return 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    if (strcmp(what, "fetch") == 0)
        return fetch(argv[2], argc > 3 ? argv[3] : NULL);
    if (strcmp(what, "rrd") == 0 && argc == 5)
        return rrd(argv[2], atoi(argv[3]), atoi(argv[4]));
    if (strcmp(what, "draw") == 0 && argc == 6)
        return draw(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
    if (strcmp(what, "insert") == 0 && argc == 5)
        return insert(argv[2], atoi(argv[3]), atoi(argv[4]));
    (void)fputs("usage: floors fetch SOURCES [ETAG] | rrd FOLDER COUNT MONTHS | "
                "draw FOLDER COUNT WORKERS MONTHS | insert FILE COUNT MONTHS\n",
                stderr);
    return 64;
}

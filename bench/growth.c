/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * growth: what bench/growth.sh measures with. All figures are made up (test data), the same in
 * each run.
 *
 * growth make FOLDER COUNT MONTHS PORT: a configuration of COUNT indicators in groups of 100,
 * each with a source; values/ID.csv as `export` writes them; served/sN.csv, the documents of
 * the sources.
 * growth change FOLDER MONTHS ROUND: the newest month of the first source is another figure.
 * growth bare LEDGER COUNT MONTHS: the rows of values/ into the table of an empty ledger by a
 * bare loop of inserts, a commit as often as `import` does; prints rows per second.
 */
#define _DEFAULT_SOURCE
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define GROUP 100
#define PART 10000                 /* indicators in a file of the configuration */
#define LAST_MONTH (2026 * 12 + 1) /* February: the clock of the bench stands in March */
#define ROWS_A_COMMIT 50000

/* Tenths, around 1,000, never far from the month before. */
static int figure(int indicator, int month)
{
    unsigned x = (unsigned)indicator * 2654435761u + (unsigned)month * 40503u;
    x ^= x >> 13;
    return 10000 + indicator % 997 + (int)(x % 400);
}

static int first_month(int months)
{
    return LAST_MONTH - months + 1;
}

/* KIND00042.csv */
static FILE *create(const char *folder, const char *kind, int number)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s%05d.csv", folder, kind, number);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(74);
    }
    return file;
}

static void make_folder(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)mkdir(path, 0755);
}

static void write_values(const char *folder, int indicator, int months)
{
    FILE *file = create(folder, "values/i", indicator);
    (void)fputs("period,start,end,value,unit,status,published,note\n", file);
    for (int i = 0; i < months; i++) {
        int month = first_month(months) + i;
        int value = figure(indicator, month);
        (void)fprintf(file, "%04d-%02d,%04d-%02d-01,%04d-%02d-01,%d.%d,人,final,,\n",
                      month / 12, month % 12 + 1, month / 12, month % 12 + 1, (month + 1) / 12,
                      (month + 1) % 12 + 1, value / 10, value % 10);
    }
    (void)fclose(file);
}

static void write_document(const char *folder, int source, int months, int change)
{
    FILE *file = create(folder, "served/s", source);
    (void)fputs("年月", file);
    for (int i = 0; i < GROUP; i++)
        (void)fprintf(file, ",値%d（人）", i);
    for (int i = 0; i < months; i++) {
        int month = first_month(months) + i;
        (void)fprintf(file, "\n%d年%d月", month / 12, month % 12 + 1);
        for (int j = 0; j < GROUP; j++) {
            int value = figure(source * GROUP + j, month) + (i + 1 == months ? change : 0);
            (void)fprintf(file, ",%d.%d", value / 10, value % 10);
        }
    }
    (void)fputs("\n", file);
    (void)fclose(file);
}

static void write_indicator(FILE *file, int indicator)
{
    (void)fprintf(
        file,
        "[indicator i%05d]\ntitle = 試験用の指標 %d\nunit = 人\nfrequency = monthly\n"
        "better = higher\nsource = s%05d\nvalue = 値%d\nperiod = 年月\n\n",
        indicator, indicator, indicator / GROUP, indicator % GROUP);
}

static FILE *open_config(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s.ini", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(74);
    }
    return file;
}

/* In files of their own, for none may be very large. */
static void write_indicators(const char *folder, int count)
{
    for (int first = 0; first < count; first += PART) {
        char name[32];
        (void)snprintf(name, sizeof name, "part%d", first / PART);
        FILE *file = open_config(folder, name);
        for (int i = first; i < first + PART && i < count; i++)
            write_indicator(file, i);
        (void)fclose(file);
    }
}

/* Only the first source is due again soon. */
static void write_config(const char *folder, int count, const char *port)
{
    FILE *file = open_config(folder, "shihyo");
    (void)fputs("; test data\n[site]\ntitle = test data\nstate = state\noutput = site\n"
                "delay = 0ms\ninclude = part*.ini\n\n",
                file);
    for (int i = 0; i < count / GROUP; i++)
        (void)fprintf(file,
                      "[source s%05d]\ntitle = test data %d\n"
                      "url = http://127.0.0.1:%s/s%05d.csv\nformat = csv\nevery = %s\n\n",
                      i, i, port, i, i == 0 ? "1h" : "300d");
    (void)fclose(file);
    write_indicators(folder, count);
}

static int make(const char *folder, int count, int months, const char *port)
{
    make_folder(folder, "");
    make_folder(folder, "values");
    make_folder(folder, "served");
    write_config(folder, count, port);
    for (int i = 0; i < count; i++)
        write_values(folder, i, months);
    for (int i = 0; i < count / GROUP; i++)
        write_document(folder, i, months, 0);
    return 0;
}

/* --- the bare loop --- */

static void check(sqlite3 *ledger, int result)
{
    if (result == SQLITE_OK || result == SQLITE_DONE)
        return;
    (void)fprintf(stderr, "growth: %s\n", sqlite3_errmsg(ledger));
    exit(74);
}

static void run(sqlite3 *ledger, const char *text)
{
    check(ledger, sqlite3_exec(ledger, text, NULL, NULL, NULL));
}

static void insert(sqlite3_stmt *statement, int indicator, int month)
{
    char value[16];
    int number = figure(indicator, month);
    (void)snprintf(value, sizeof value, "%d.%d", number / 10, number % 10);
    (void)sqlite3_bind_int(statement, 1, indicator + 1);
    (void)sqlite3_bind_int(statement, 2, month);
    (void)sqlite3_bind_text(statement, 3, value, -1, SQLITE_TRANSIENT);
    (void)sqlite3_step(statement);
    check(sqlite3_db_handle(statement), sqlite3_reset(statement));
}

static void insert_all(sqlite3 *ledger, int count, int months)
{
    sqlite3_stmt *statement;
    int rows = 0;
    check(ledger,
          sqlite3_prepare_v2(ledger,
                             "INSERT INTO observation (indicator, frequency, period, value,"
                             " status, rank, recorded_at, who, aside)"
                             " VALUES (?1, 2, ?2, ?3, 0, 0, 1772323200, 'bench', 0)",
                             -1, &statement, NULL));
    run(ledger, "BEGIN IMMEDIATE");
    for (int i = 0; i < count; i++) {
        char text[128];
        (void)snprintf(text, sizeof text,
                       "INSERT INTO indicator (number, id) VALUES (%d, 'i%05d')", i + 1, i);
        run(ledger, text);
        for (int j = 0; j < months; j++)
            insert(statement, i, first_month(months) + j);
        rows += months;
        if (rows < ROWS_A_COMMIT)
            continue;
        rows = 0;
        run(ledger, "COMMIT; BEGIN IMMEDIATE");
    }
    run(ledger, "COMMIT");
    (void)sqlite3_finalize(statement);
}

static int bare(const char *path, int count, int months)
{
    sqlite3 *ledger;
    check(NULL, sqlite3_open_v2(path, &ledger, SQLITE_OPEN_READWRITE, NULL));
    run(ledger, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    insert_all(ledger, count, months);
    (void)sqlite3_close(ledger);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 6 && strcmp(argv[1], "make") == 0)
        return make(argv[2], atoi(argv[3]), atoi(argv[4]), argv[5]);
    if (argc == 5 && strcmp(argv[1], "change") == 0) {
        write_document(argv[2], 0, atoi(argv[3]), 7 * atoi(argv[4]));
        return 0;
    }
    if (argc == 5 && strcmp(argv[1], "bare") == 0)
        return bare(argv[2], atoi(argv[3]), atoi(argv[4]));
    (void)fputs("usage: growth make FOLDER COUNT MONTHS PORT | change FOLDER MONTHS ROUND | "
                "bare LEDGER COUNT MONTHS\n",
                stderr);
    return 64;
}

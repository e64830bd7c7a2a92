/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cellformat: which section holds for a number, and the number in it. */
#include "collector/decode/cellformat.h"

#include <stdio.h>
#include <string.h>

#include "core/civil.h"
#include "core/decimal.h"
#include "core/str.h"

#include "collector/decode/cellformat_date.h"
#include "collector/decode/cellformat_section.h"
#include "collector/decode/digits.h"

#define SECTIONS 4
#define FIRST_YEAR 1905
#define SERIAL_SIZE 16

struct cellformat {
    struct cellformat_section sections[SECTIONS]; /* for numbers */
    size_t count;
};

struct builtin {
    long first;
    long last;
    const char *code;
};

/* ECMA-376 part 1, 18.8.30, with the codes of ja-JP; currencies are left to the caption. */
static const struct builtin builtins[] = {
    {0, 0, "General"},
    {1, 1, "0"},
    {2, 2, "0.00"},
    {3, 3, "#,##0"},
    {4, 4, "#,##0.00"},
    {5, 6, "#,##0"},
    {7, 8, "#,##0.00"},
    {9, 9, "0%"},
    {10, 10, "0.00%"},
    {11, 11, "0.00E+00"},
    {12, 13, "# ?/?"},
    {14, 14, "yyyy/m/d"},
    {15, 15, "d-mmm-yy"},
    {16, 16, "d-mmm"},
    {17, 17, "mmm-yy"},
    {18, 18, "h:mm AM/PM"},
    {19, 19, "h:mm:ss AM/PM"},
    {20, 20, "h:mm"},
    {21, 21, "h:mm:ss"},
    {22, 22, "yyyy/m/d h:mm"},
    {27, 27, "[$-411]ge.m.d"},
    {28, 29, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {30, 30, "m/d/yy"},
    {31, 31, "yyyy\"年\"m\"月\"d\"日\""},
    {32, 32, "h\"時\"mm\"分\""},
    {33, 33, "h\"時\"mm\"分\"ss\"秒\""},
    {34, 34, "yyyy\"年\"m\"月\""},
    {35, 35, "m\"月\"d\"日\""},
    {36, 36, "[$-411]ge.m.d"},
    {37, 38, "#,##0"},
    {39, 40, "#,##0.00"},
    {41, 42, "#,##0;-#,##0;\"-\""},
    {43, 44, "#,##0.00;-#,##0.00;\"-\""},
    {45, 45, "mm:ss"},
    {46, 46, "[h]:mm:ss"},
    {47, 47, "mm:ss.0"},
    {48, 48, "##0.0E+0"},
    {49, 49, "@"},
    {50, 50, "[$-411]ge.m.d"},
    {51, 51, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {52, 52, "yyyy\"年\"m\"月\""},
    {53, 53, "m\"月\"d\"日\""},
    {54, 54, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {55, 55, "yyyy\"年\"m\"月\""},
    {56, 56, "m\"月\"d\"日\""},
    {57, 57, "[$-411]ge.m.d"},
    {58, 58, "[$-411]ggge\"年\"m\"月\"d\"日\""},
};

const char *cellformat_builtin(long id)
{
    for (size_t i = 0; i < sizeof builtins / sizeof builtins[0]; i++)
        if (id >= builtins[i].first && id <= builtins[i].last)
            return builtins[i].code;
    return NULL;
}

/* A last section with @ is for text; the only one is for numbers, too. */
const struct cellformat *cellformat_compile(struct arena *arena, const char *code)
{
    struct cellformat *format = arena_alloc(arena, 1, sizeof *format);
    if (strlen(code) > CELLFORMAT_CODE_MAX || *code == '\0')
        code = "General";
    for (bool more = true; more && format->count < SECTIONS; format->count++)
        more = cellformat_section_read(arena, &code, &format->sections[format->count]);
    if (format->count == SECTIONS ||
        (format->count > 1 && format->sections[format->count - 1].text))
        format->count--;
    return format;
}

bool cellformat_is_date(const struct cellformat *format)
{
    return format->sections[0].date;
}

/* --- choosing --- */

static bool holds(const struct cellformat_section *section, const struct digits *number)
{
    double value = digits_double(number);
    bool less = value < section->bound;
    bool more = value > section->bound;
    const char *condition = section->condition;
    if (str_equal(condition, "<>"))
        return less || more;
    return (less && strchr(condition, '<') != NULL) ||
           (more && strchr(condition, '>') != NULL) ||
           (!less && !more && strchr(condition, '=') != NULL);
}

static size_t choose(const struct cellformat *format, const struct digits *number)
{
    bool conditions = false;
    for (size_t i = 0; i < format->count; i++)
        conditions = conditions || format->sections[i].condition[0] != '\0';
    for (size_t i = 0; conditions && i < format->count; i++)
        if (format->sections[i].condition[0] == '\0' || holds(&format->sections[i], number))
            return i;
    if (conditions || format->count == 1)
        return conditions ? format->count - 1 : 0;
    if (number->count == 0 && format->count >= 3)
        return 2;
    return number->negative ? 1 : 0;
}

/* --- numbers --- */

/* Literal text without what only says that the number is negative. */
static void print_unsigned(const char *text, struct buf *out)
{
    static const char *const signs[] = {"▲", "△", "−", "－", "-", "(", ")", "（", "）"};
    while (*text != '\0') {
        size_t length = 0;
        for (size_t i = 0; i < sizeof signs / sizeof signs[0] && length == 0; i++)
            length = str_starts(text, signs[i]) ? strlen(signs[i]) : 0;
        if (length == 0)
            (void)buf_putc(out, *text++);
        text += length;
    }
}

/* ¥ in front is said as a unit behind. */
static bool is_currency(const char *text)
{
    static const char *const marks[] = {"¥", "￥", "\\"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if (str_starts(text, marks[i]) && text[length + strspn(text + length, " ")] == '\0')
            return true;
    }
    return false;
}

/* True if the text was a currency. */
static bool print_text(const char *text, bool drop_signs, struct buf *out)
{
    struct buf kept;
    buf_init(&kept, CELLFORMAT_CODE_MAX);
    if (drop_signs)
        print_unsigned(text, &kept);
    else
        (void)buf_puts(&kept, text);
    bool currency = is_currency(buf_text(&kept));
    bool blank = buf_text(&kept)[strspn(buf_text(&kept), " ")] == '\0'; /* "▲ " */
    if (!currency && !(drop_signs && blank))
        (void)buf_puts(out, buf_text(&kept));
    buf_free(&kept);
    return currency;
}

/* Places of the number at a placeholder: more than one at the first, none where nothing is. */
static void print_placeholder(const struct digits *number, char letter, int power, bool first,
                              struct buf *out)
{
    bool behind = power < 0;
    int high = first && number->point - 1 > power ? number->point - 1 : power;
    bool stored = behind ? digits_places(number) >= -power : number->point > power;
    for (; high > power; high--)
        (void)buf_putc(out, digits_at(number, high));
    if (stored || letter == '0')
        (void)buf_putc(out, digits_at(number, power));
}

/* #.## of 5 shows "5.", which is 5. */
static bool shows_places(const struct cellformat_section *section, const struct digits *number)
{
    bool behind = false;
    for (size_t i = 0; i < section->count; i++) {
        behind = behind || section->tokens[i].kind == CELLFORMAT_POINT;
        if (behind && section->tokens[i].kind == CELLFORMAT_DIGIT &&
            section->tokens[i].letter == '0')
            return true;
    }
    return digits_places(number) > 0;
}

/* General shows eleven characters; nine places behind the point are what a decimal holds. */
static void print_general(const struct digits *number, struct buf *out)
{
    char text[DIGITS_TEXT_SIZE];
    struct digits rounded = *number;
    digits_round(&rounded, DECIMAL_PLACES_MAX);
    digits_print(rounded.count > 0 ? &rounded : number, text);
    (void)buf_puts(out, text + (text[0] == '-' ? 1 : 0));
}

/* Where a number is printed: its power of ten moves down the placeholders. */
struct place {
    int power;
    bool first;
};

static void print_digit(const struct cellformat_section *section,
                        const struct cellformat_token *token, const struct digits *number,
                        struct place *place, struct buf *out)
{
    if (section->inexact) {
        if (place->first)
            print_general(number, out);
    } else {
        /* #.0 of 0.5 shows ".5" */
        bool bare = place->power == 0 && number->point <= 0 && token->letter != '0';
        print_placeholder(number, bare && section->places > 0 ? '0' : token->letter,
                          place->power, place->first, out);
    }
    place->first = false;
    place->power--;
}

/* .00 of 5.25 shows "5.25". */
static void print_point(const struct cellformat_section *section, const struct digits *number,
                        struct place *place, struct buf *out)
{
    if (section->inexact)
        return;
    for (int power = number->point - 1; place->first && power >= 0; power--)
        (void)buf_putc(out, digits_at(number, power));
    place->first = false;
    if (shows_places(section, number))
        (void)buf_putc(out, '.');
}

static void print_number(const struct cellformat_section *section, const struct digits *number,
                         bool drop_signs, struct buf *out)
{
    struct place place = {section->whole - 1, true};
    bool yen = false;
    for (size_t i = 0; i < section->count; i++) {
        const struct cellformat_token *token = &section->tokens[i];
        /* the / of a fraction, the sign of an exponent */
        if (section->inexact && i > section->first_digit && i < section->last_digit &&
            token->kind == CELLFORMAT_TEXT)
            continue;
        if (token->kind == CELLFORMAT_TEXT)
            yen = print_text(token->text, drop_signs, out) || yen;
        else if (token->kind == CELLFORMAT_GENERAL)
            print_general(number, out);
        else if (token->kind == CELLFORMAT_DIGIT)
            print_digit(section, token, number, &place, out);
        else if (token->kind == CELLFORMAT_POINT)
            print_point(section, number, &place, out);
    }
    if (yen)
        (void)buf_puts(out, "円");
}

static bool shows_number(const struct cellformat_section *section)
{
    for (size_t i = 0; i < section->count; i++)
        if (section->tokens[i].kind == CELLFORMAT_DIGIT ||
            section->tokens[i].kind == CELLFORMAT_GENERAL)
            return true;
    return false;
}

static void print_section(const struct cellformat_section *section, struct digits number,
                          bool own_sign, struct buf *out)
{
    digits_shift(&number, section->powers);
    if (!section->inexact && section->whole + section->places > 0)
        digits_round(&number, section->places);
    if (number.negative && shows_number(section))
        (void)buf_putc(out, '-');
    print_number(section, &number, own_sign, out);
}

void cellformat_print(const struct cellformat *format, const char *number, bool since_1904,
                      struct buf *out)
{
    struct digits digits;
    if (!digits_read(number, &digits)) {
        (void)buf_puts(out, number);
        return;
    }
    size_t which = choose(format, &digits);
    const struct cellformat_section *section = &format->sections[which];
    if (section->date) {
        if (cellformat_date_print(section, &digits, since_1904, out))
            return;
        (void)buf_puts(out, digits.negative ? "-" : "");
        print_general(&digits, out);
        return;
    }
    bool own_sign = digits.negative && (which > 0 || section->condition[0] != '\0');
    print_section(section, digits, own_sign, out);
}

static int read_part(const char *text, size_t length)
{
    int value = 0;
    for (size_t i = 0; i < length; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static bool is_iso_date(const char *text)
{
    static const char shape[] = "0000-00-00";
    for (size_t i = 0; shape[i] != '\0'; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    return text[10] == '\0' || text[10] == 'T';
}

/* The number that stores the date. False for years that are left as they stand: the two ways
 * of counting differ there. */
static bool find_serial(const char *date, bool since_1904, char out[SERIAL_SIZE])
{
    int year = read_part(date, 4);
    int month = read_part(date + 5, 2);
    int day = read_part(date + 8, 2);
    if (year < FIRST_YEAR || !civil_valid(year, month, day))
        return false;
    int32_t first = since_1904 ? civil_day(1904, 1, 1) : civil_day(1899, 12, 30);
    (void)snprintf(out, SERIAL_SIZE, "%d", civil_day(year, month, day) - first);
    return true;
}

void cellformat_print_iso(const struct cellformat *format, const char *date, bool since_1904,
                          struct buf *out)
{
    char serial[SERIAL_SIZE];
    if (!is_iso_date(date))
        (void)buf_puts(out, date);
    else if (!cellformat_is_date(format) || !find_serial(date, since_1904, serial))
        (void)buf_append(out, date, 10);
    else
        cellformat_print(format, serial, since_1904, out);
}

int cellformat_year(const struct cellformat *format, const char *stored, bool since_1904)
{
    char serial[SERIAL_SIZE];
    struct digits digits;
    const char *number = stored;
    if (is_iso_date(stored))
        number = find_serial(stored, since_1904, serial) ? serial : "";
    if (!digits_read(number, &digits))
        return 0;
    const struct cellformat_section *section = &format->sections[choose(format, &digits)];
    int year = section->date ? cellformat_date_year(section, &digits, since_1904) : 0;
    return year < FIRST_YEAR ? 0 : year;
}

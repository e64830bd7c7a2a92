#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tables.py FY2025.TXT FOLDER: the test's budget as tables: budget.csv, .xlsx and .html, with
last year's amounts beside this one's; and in the shapes of offices: book.xlsx (sheets, heads of
three rows, merged cells, sums, remarks), yen.csv, span.html. All figures of the new year are test
data."""
import csv, html, re, sys, zipfile

FORMER = {"若者地元定着促進費": 7469, "はたらく環境づくり支援費": 786,
          "旭川まちなかしごとプラザ事業費": 13910, "中小企業振興資金融資事業費": 6650876,
          "デザイン推進事業費": 37119}
SCHOLARSHIP, FOOD = "若者奨学金返済支援事業費", "地場産品・食品産業支援費"
STARTUP, YOUTH = "スタートアップ支援費", "若者起業家育成費"
CAKES, METAL = "第28回全国菓子大博覧会・北海道開催負担金", "機械金属業認知度向上補助金"
REMARKS = {SCHOLARSHIP: "旧：若者地元定着奨学金返済補助事業費",
           FOOD: "地場産品開発・販路拡大支援費と食品産業支援費を統合",
           STARTUP: "スタートアップ伴走支援費から分割", YOUTH: "スタートアップ伴走支援費から分割",
           "デザイン推進事業費": "伴走支援の拡充による増", METAL: "廃止"}
WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")


def rows(path):
    policy, tier, out = "", "", []
    lines = open(path, encoding="utf-8").read().split("\n")
    for n, line in enumerate(lines):
        found = re.match(r"【(\(新\))?(.*?)】 ?(\[公約\])? ?([\d,]+)千円", line)
        if line in ("重点事業", "主要事業"):
            tier = line[:2]
        elif line and n + 2 < len(lines) and lines[n + 2] == "重点事業":
            policy = line
        elif found:
            new, title, pledge, money = found.groups()
            out.append([policy, title, "新規・" + tier if new else tier, "○" if pledge else "",
                        FORMER.get(title, ""), int(money.replace(",", "")),
                        lines[n + 1], "経済総務課"])
    return out


def column(n):
    return "ABCDEFGHIJKL"[n]


def cell(value, row, n):
    at = f"{column(n)}{row}"
    if isinstance(value, int):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{html.escape(value)}</t></is></c>' if value else ""


def sheet(table, merged):
    body = "".join(f'<row r="{r}">' + "".join(cell(v, r, n) for n, v in enumerate(row)) + "</row>"
                   for r, row in enumerate(table, 1))
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    return f"<sheetData>{body}</sheetData>" + (f"<mergeCells>{cells}</mergeCells>" if merged else "")


def xlsx(path, sheets):
    """sheets: (name, rows, merged, hidden)"""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{pack}/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                   'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
                   f'"{office}sheet.main+xml"/>' +
                   "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{office}'
                           'worksheet+xml"/>' for n in range(1, len(sheets) + 1)) + "</Types>")
        z.writestr("_rels/.rels", f'<Relationships xmlns="{pack}/relationships"><Relationship '
                   f'Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>' +
                   "".join(f'<sheet name="{name}" sheetId="{n}" {"state=" if hidden else ""}'
                           f'{chr(34) + "hidden" + chr(34) if hidden else ""} r:id="a{n}"/>'
                           for n, (name, _, _, hidden) in enumerate(sheets, 1)) +
                   "</sheets></workbook>")
        z.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{pack}/relationships">' +
                   "".join(f'<Relationship Id="a{n}" Type="{rel}/worksheet" '
                           f'Target="worksheets/sheet{n}.xml"/>'
                           for n in range(1, len(sheets) + 1)) + "</Relationships>")
        for n, (_, table, merged, _) in enumerate(sheets, 1):
            z.writestr(f"xl/worksheets/sheet{n}.xml",
                       f'<worksheet xmlns="{main}">{sheet(table, merged)}</worksheet>')


def delta(change):
    return f"△{-change:,}" if change < 0 else f"{change:,}"


def book(programs):
    """Heads over three rows with units below them, a policy over its rows, sums, remarks."""
    out = [["令和7年度当初予算　主要事業一覧（試験用の架空の資料）"],
           ["施策", "No.", "事業名", "予算額", "", "", "区分", "公約", "事業概要", "備考", "所管課"],
           ["", "", "", "本年度 A", "前年度 B", "増減 A-B", "", "", "", "", ""],
           ["", "", "", "千円", "千円", "千円", "", "", "", "", ""]]
    merged = ["A1:K1", "D2:F2"] + [f"{c}2:{c}4" for c in "ABCGHIJK"]
    policy, start, part, number = programs[0][0], 5, 0, 0
    for row in programs + [[None] * 8]:
        if row[0] != policy:
            out.append(["", "", "小　計", part, "", "", "", "", "", "", ""])
            merged.append(f"A{start}:A{len(out)}")
            policy, start, part = row[0], len(out) + 1, 0
        if row[0] is None:
            break
        number += 1
        part += row[5]
        title = row[1] + ("（旧：第28回全国菓子大博覧会・北海道開催準備負担金）"
                          if row[1] == CAKES else "")
        money = f"{row[5]:,}".translate(WIDE) if number % 2 else row[5]
        former = row[4] if row[4] != "" else "－"
        change = delta(row[5] - row[4]) if row[4] != "" else "皆増"
        out.append([row[0] if len(out) + 1 == start else "", number, title, money, former, change,
                    row[2], row[3], row[6], REMARKS.get(row[1], ""), row[7]])
        if row[1] == "技能のまちづくり推進費":
            out.append(["", number, METAL, "△0", 400, "△400", "", "", "", "廃止", row[7]])
    out.append(["", "", "合　計", sum(row[5] for row in programs), "", "", "", "", "", "", ""])
    return out, merged


def yen(programs):
    """Yen, years without their era, 〃, and a program whose budget is 0."""
    out = [["事業名", "7年度当初予算", "6年度当初予算", "比較", "施策", "担当", "備考"]]
    for n, row in enumerate(programs):
        amount = 0 if row[1] == "地域商店街拠点化促進費" else row[5] * 1000
        same = n > 0 and programs[n - 1][0] == row[0]
        out.append([row[1], f"{amount:,}円", "", "", "〃" if same else row[0], "〃" if n else row[7],
                    REMARKS.get(row[1], "")])
    return out


def span(programs):
    """A page: the policy spans its rows, amounts with full-width digits."""
    lines, policies = [], [row[0] for row in programs]
    for n, row in enumerate(programs):
        count = policies.count(row[0])
        first = f'<th rowspan="{count}">{row[0]}' if n == 0 or policies[n - 1] != row[0] else ""
        money = f"{row[5]:,}".translate(WIDE)
        lines.append(f"<tr>{first}<td>{row[1]}<td>{row[2]}<td>{money}<td>{row[7]}")
    total = f"{sum(row[5] for row in programs):,}".translate(WIDE)
    return ("<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>予算</title>"
            "<table><tr><td>お知らせ<td>一覧</table><h2>令和7年度当初予算（架空）</h2>"
            "<table><tr><th rowspan=2>施策<th rowspan=2>事業名<th rowspan=2>区分"
            "<th>令和7年度<th rowspan=2>所管課<tr><th>当初予算額（千円）" + "".join(lines) +
            f"<tr><th colspan=3>合計<td>{total}<td></table>")


programs = rows(sys.argv[1])
folder = sys.argv[2]
table = [["令和7年度 経済部 当初予算（試験用の架空の資料）", "", "", "", "", "", "", "（単位：千円）"],
         ["施策", "事業名", "区分", "公約", "前年度予算額", "令和7年度予算額", "事業概要", "所管課"]]
table += programs
table += [["", "計", "", "", "", sum(row[5] for row in programs), "", ""]]
with open(f"{folder}/budget.csv", "w", encoding="cp932", newline="") as out:
    csv.writer(out).writerows(table)
xlsx(f"{folder}/budget.xlsx", [("予算", table, [], False)])
rows_of_book, merged = book(programs)
old = [["令和6年度当初予算（千円）"], ["事業名", "予算額"], ["若者地元定着促進費", 7469]]
xlsx(f"{folder}/book.xlsx", [("主要事業", rows_of_book, merged, False), ("R6", old, [], False),
                             ("集計", [["款", "構成比"], ["商工費", "12.3"]], [], False),
                             ("作業用", [["事業名", "予算額"], ["下書き", 1]], [], True)])
with open(f"{folder}/yen.csv", "w", encoding="cp932", newline="") as out:
    csv.writer(out).writerows(yen(programs))
with open(f"{folder}/span.html", "w", encoding="utf-8") as out:
    out.write(span(programs))
with open(f"{folder}/budget.html", "w", encoding="utf-8") as out:
    out.write("<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>予算</title><table>")
    for row in table[1:]:
        out.write("<tr>" + "".join(f"<td>{html.escape(f'{v:,}' if isinstance(v, int) else v)}</td>"
                                   for v in row))
    out.write("</table><p>（単位：千円）</p>")

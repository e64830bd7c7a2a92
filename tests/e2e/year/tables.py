#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tables.py FY2025.TXT FOLDER: the test's budget as tables: budget.csv, .xlsx and .html, with
last year's amounts beside this one's. All figures of the new year are test data."""
import csv, html, re, sys, zipfile

FORMER = {"若者地元定着促進費": 7469, "はたらく環境づくり支援費": 786,
          "旭川まちなかしごとプラザ事業費": 13910, "中小企業振興資金融資事業費": 6650876,
          "デザイン推進事業費": 37119}


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
    return "ABCDEFGH"[n]


def cell(value, row, n):
    at = f"{column(n)}{row}"
    if isinstance(value, int):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{html.escape(value)}</t></is></c>' if value else ""


def xlsx(path, table):
    body = "".join(f'<row r="{r}">' + "".join(cell(v, r, n) for n, v in enumerate(row)) + "</row>"
                   for r, row in enumerate(table, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{pack}/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                   'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
                   '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                   '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
                   'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
        z.writestr("_rels/.rels", f'<Relationships xmlns="{pack}/relationships"><Relationship '
                   f'Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
                   '<sheet name="予算" sheetId="1" r:id="a"/></sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{pack}/relationships">'
                   f'<Relationship Id="a" Type="{rel}/worksheet" '
                   'Target="worksheets/sheet1.xml"/></Relationships>')
        z.writestr("xl/worksheets/sheet1.xml",
                   f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')


programs = rows(sys.argv[1])
folder = sys.argv[2]
table = [["令和7年度 経済部 当初予算（試験用の架空の資料）", "", "", "", "", "", "", "（単位：千円）"],
         ["施策", "事業名", "区分", "公約", "前年度予算額", "令和7年度予算額", "事業概要", "所管課"]]
table += programs
table += [["", "計", "", "", "", sum(row[5] for row in programs), "", ""]]
with open(f"{folder}/budget.csv", "w", encoding="cp932", newline="") as out:
    csv.writer(out).writerows(table)
xlsx(f"{folder}/budget.xlsx", table)
with open(f"{folder}/budget.html", "w", encoding="utf-8") as out:
    out.write("<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>予算</title><table>")
    for row in table[1:]:
        out.write("<tr>" + "".join(f"<td>{html.escape(f'{v:,}' if isinstance(v, int) else v)}</td>"
                                   for v in row))
    out.write("</table><p>（単位：千円）</p>")

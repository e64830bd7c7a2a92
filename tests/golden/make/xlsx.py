#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the documents of the golden cases xlsx-*: in.xlsx, in.xls.

Run from the root of the tree; python3's standard library only; the same bytes every time. All
figures are test data, made up. want.tsv is written by hand and is not made here.
"""
import datetime
import os
import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# --- cells ---

def column(n):
    """1 -> A, 27 -> AA"""
    letters = ""
    while n > 0:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def serial(year, month, day=1):
    """The number of a day since 1900."""
    return (datetime.date(year, month, day) - datetime.date(1899, 12, 30)).days


class Num:
    """A number with a style, as the file stores it."""

    def __init__(self, text, style=0, formula=None):
        self.text, self.style, self.formula = str(text), style, formula


class Raw:
    """A cell as XML; {r} is its address."""

    def __init__(self, xml):
        self.xml = xml


class Shared:
    """A shared string as XML within <si>."""

    def __init__(self, xml):
        self.xml = xml


class Book:
    """Sheets of rows -> parts of a workbook."""

    def __init__(self, formats=(), date1904=False):
        self.formats, self.date1904 = list(formats), date1904
        self.sheets, self.strings = [], []

    def sheet(self, name, rows, merges=(), state=None):
        """rows: lists of cells, or {number: cells}; None = no cell."""
        if not isinstance(rows, dict):
            rows = {i + 1: row for i, row in enumerate(rows)}
        self.sheets.append((name, rows, merges, state))
        return self

    def shared(self, xml):
        if xml not in self.strings:
            self.strings.append(xml)
        return self.strings.index(xml)

    def cell(self, address, value):
        if isinstance(value, Raw):
            return value.xml.replace("{r}", address)
        if isinstance(value, Num):
            formula = f"<f>{escape(value.formula)}</f>" if value.formula else ""
            v = f"<v>{value.text}</v>" if value.text else ""
            style = f' s="{value.style}"' if value.style else ""
            return f'<c r="{address}"{style}>{formula}{v}</c>'
        if isinstance(value, (int, float)):
            return f'<c r="{address}"><v>{value}</v></c>'
        xml = value.xml if isinstance(value, Shared) else f"<t>{escape(value)}</t>"
        return f'<c r="{address}" t="s"><v>{self.shared(xml)}</v></c>'

    def sheet_xml(self, rows, merges):
        out = []
        for number, row in rows.items():
            cells = "".join(self.cell(f"{column(i + 1)}{number}", value)
                            for i, value in enumerate(row) if value is not None)
            out.append(f'<row r="{number}">{cells}</row>')
        merged = ""
        if merges:
            refs = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
            merged = f'<mergeCells count="{len(merges)}">{refs}</mergeCells>'
        # <dimension> is wrong on purpose: nobody may believe it.
        return (f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="A1"/>'
                f'<sheetData>{"".join(out)}</sheetData>{merged}</worksheet>')

    def styles_xml(self):
        """Style n (from 1) shows formats[n - 1]: a code, or the number of a built-in one."""
        codes = [f for f in self.formats if isinstance(f, str)]
        ids = {code: 164 + i for i, code in enumerate(codes)}
        numbers = "".join(f'<numFmt numFmtId="{i}" formatCode={quoteattr(code)}/>'
                          for code, i in ids.items())
        xfs = "".join(f'<xf numFmtId="{ids.get(f, f)}" applyNumberFormat="1"/>'
                      for f in self.formats)
        # The formats of dxfs and cellStyleXfs mean something else.
        return (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts>'
                '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                f'<cellXfs><xf numFmtId="0"/>{xfs}</cellXfs>'
                '<dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs>'
                '</styleSheet>')

    def parts(self):
        sheets, relations, parts = "", "", {}
        for i, (name, rows, merges, state) in enumerate(self.sheets, 1):
            hidden = f' state="{state}"' if state else ""
            sheets += f'<sheet name={quoteattr(name)} sheetId="{i}"{hidden} r:id="rId{i}"/>'
            relations += relation(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml")
            parts[f"xl/worksheets/sheet{i}.xml"] = self.sheet_xml(rows, merges)
        relations += relation("rId901", "styles", "styles.xml")
        relations += relation("rId902", "sharedStrings", "sharedStrings.xml")
        old = ' date1904="1"' if self.date1904 else ""
        strings = "".join(f"<si>{xml}</si>" for xml in self.strings)
        return {
            "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/'
                                          'package/2006/content-types"/>',
            "_rels/.rels": relations_xml(relation("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">'
                               f'<workbookPr{old}/><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations_xml(relations),
            "xl/styles.xml": self.styles_xml(),
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
            **parts,
        }


def relation(name, kind, target):
    return f'<Relationship Id="{name}" Type="{RELS}/{kind}" Target="{target}"/>'


def relations_xml(relations):
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'


# --- files ---

def put(case, name, data):
    folder = f"tests/golden/{case}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{name}", "wb") as out:
        out.write(data)


def pack(parts):
    path = "/tmp/shihyo-make.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 4, 1, 0, 0, 0))
            # Both ways of packing are met.
            entry.compress_type = zipfile.ZIP_STORED if "rels" in name else zipfile.ZIP_DEFLATED
            out.writestr(entry, text)
    with open(path, "rb") as made:
        data = made.read()
    os.remove(path)
    return data


def book(case, workbook, name="in.xlsx", change=None):
    parts = workbook.parts()
    if change:
        change(parts)
    put(case, name, pack(parts))


def compound(streams):
    """An OLE compound file with nothing but a directory that names the streams."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    directory = bytearray()
    for name, kind in [("Root Entry", 5)] + [(s, 2) for s in streams]:
        entry = bytearray(128)
        units = name.encode("utf-16le")
        entry[:len(units)] = units
        struct.pack_into("<HB", entry, 64, len(units) + 2, kind)
        directory += entry
    return bytes(header) + bytes(512) + bytes(directory) + bytes(512)


# --- reading what is well made ---

def phonetic():
    def kana(base, reading):
        return Shared(f'<t>{base}</t><rPh sb="0" eb="{len(base)}"><t>{reading}</t></rPh>'
                      '<phoneticPr fontId="1"/>')
    rich = Shared('<r><rPr><b/></rPr><t>入園</t></r><rPh sb="0" eb="2"><t>ニュウエン</t></rPh>'
                  '<r><t xml:space="preserve">者数</t></r><phoneticPr fontId="1"/>')
    book("xlsx-phonetic", Book().sheet("入園者数", [
        [kana("年度", "ネンド"), rich],
        [kana("平成30年度", "ヘイセイ"), 1234],
        [kana("令和元年度", "レイワガンネンド"), 5678],
    ]))


def inline():
    """No r= anywhere, inline strings with phonetic runs, a prefix, the strict namespace."""
    def text(words):
        return (f'<x:c t="inlineStr"><x:is><x:t>{words}</x:t><x:rPh sb="0" eb="1">'
                '<x:t>ヨミ</x:t></x:rPh></x:is></x:c>')

    def change(parts):
        rows = [text("年度") + "<x:c/>" + text("人数"),
                text("2022年度") + '<x:c s="0"></x:c>' + "<x:c><x:v>12</x:v></x:c>",
                text("2023年度") + "<x:c/>" + '<x:c t="n"><x:v>34</x:v></x:c>']
        parts["xl/worksheets/sheet1.xml"] = (
            f'{HEAD}<x:worksheet xmlns:x="{STRICT_MAIN}"><x:sheetData>'
            + "".join(f"<x:row>{row}</x:row>" for row in rows)
            + "</x:sheetData></x:worksheet>")
        for name in parts:
            parts[name] = parts[name].replace(RELS, STRICT_RELS)
        parts["xl/workbook.xml"] = (
            f'{HEAD}<x:workbook xmlns:x="{STRICT_MAIN}" xmlns:y="{STRICT_RELS}" '
            'conformance="strict"><x:sheets><x:sheet name="表" sheetId="7" y:id="rId1"/>'
            "</x:sheets></x:workbook>")
    book("xlsx-inline-strict-prefix", Book().sheet("表", []), change=change)


def merged():
    book("xlsx-merged-heads", Book(["#,##0"]).sheet("調査", {
        1: ["歩行者通行量の推移"],
        2: [None, None, None, None, "（単位：人）"],
        4: ["調査年", "買物公園", None, "銀座通", None],
        5: [None, "平日", "休日", "平日", "休日"],
        6: ["平成30年", Num(100, 1), Num(200, 1), Num(300, 1), Num(400, 1)],
        7: ["令和元年", Num(110, 1), Num(210, 1), Num(310, 1), Num(410, 1)],
        8: ["令和2年", Num(120, 1), Num(220, 1), Num(320, 1), Num(420, 1)],
    }, ["A1:E1", "A4:A5", "B4:C4", "D4:E4"]))
    book("xlsx-merged-years", Book(['0"年"']).sheet("月別", [
        ["年", "月", "人数"],
        [Num(2023, 1), "11月", 1],
        [None, "12月", 2],
        [Num(2024, 1), "1月", 3],
        [None, "2月", 4],
        ["合計", None, 10],
    ], ["A2:A3", "A4:A5", "A6:B6"]))


def heads_across():
    values = [["A館", Num(100), Num(20), Num(110), Num(21)],
              ["B館", Num(200), Num(30), Num(210), Num(31)]]
    merges = ["A1:E1", "A2:A3", "B2:C2", "D2:E2"]
    counts = ["利用者数(人)", "使用料(千円)"]
    years = ["令和5年度", "令和6年度"]
    book("xlsx-two-heads-across", Book().sheet("一覧", [
        ["施設別利用状況"],
        ["施設", years[0], None, years[1], None],
        [None] + counts + counts] + values, merges))
    book("xlsx-heads-reversed-across", Book().sheet("一覧", [
        ["施設別利用状況"],
        ["施設", counts[0], None, counts[1], None],
        [None] + years + years] + [[row[0], row[1], row[3], row[2], row[4]] for row in values],
        merges))


def dates():
    # 45383 = 2024-04-01, 45413 = 05-01, 45444 = 06-01, 45474 = 07-01, 45505 = 08-01
    serials = [45383, 45413, 45444, 45474, 45505, 45536, 45566, 45597]
    ids = [27, 28, 30, 31, 34, 50, 57, 14]
    book("xlsx-dates-built-in", Book(ids).sheet("月次", [["年月", "DI"]] + [
        [Num(serial, i + 1), i] for i, serial in enumerate(serials)]))
    codes = ["[$-411]ge.m", '[$-411]ggge"年"m"月";@', "[$-ja-JP-x-gannen]ggge年m月",
             "yyyy/mm", "mmm\\-yy", 'yyyy"年"m"月（速報）"', "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
             "[Red]yyyy\\.mm\\.dd"]
    book("xlsx-dates-custom", Book(codes).sheet("月次", [["年月", "DI"]] + [
        [Num(serial, i + 1), i] for i, serial in enumerate(serials)]))
    book("xlsx-date1904", Book([14], date1904=True).sheet("月次", [
        ["年月", "DI"], [Num(43921, 1), 1], [Num(43951, 1), 2]]))
    book("xlsx-dates-by-year", Book(["yyyy", '[$-411]ggge"年度"']).sheet("年次", [
        ["年度", "人数"], [Num(42461, 1), 1], [Num(42826, 1), 2], [Num(43191, 2), 3],
        [Num(43556, 2), 4], [2020, 5], ["2021年度", 6]]))
    book("xlsx-iso-date-cell", Book([34]).sheet("月次", [
        ["年月", "DI"],
        [Raw('<c r="{r}" s="1" t="d"><v>2024-04-01T00:00:00.000</v></c>'), 1],
        [Raw('<c r="{r}" t="d"><v>2024-05-01</v></c>'), 2]]))
    # A month without its year: the cell stores a year, perhaps that in which it was typed.
    book("xlsx-month-only", Book(['m"月"']).sheet("月次", [
        ["月", "DI"], [Num(45383, 1), 1]]))
    turn = [serial(2024, 11), serial(2024, 12), serial(2025, 1), serial(2025, 2)]
    book("xlsx-stored-years", Book(['m"月"', "mmm", "m/d", 'm"月"（速報）']).sheet("月次", [
        ["月", "DI"], [Num(turn[0], 1), 1], [Num(turn[1], 2), 2], ["合計", 3],
        [Num(turn[2], 3), 4], [Num(turn[3], 4), 5]]))
    book("xlsx-stored-years-falling", Book(['m"月"'], date1904=True).sheet("月次", [
        ["月", "DI"]] + [[Num(day - 1462, 1), i] for i, day in enumerate(reversed(turn))]))
    book("xlsx-stored-years-across", Book(['m"月"']).sheet("月次", [
        ["区分"] + [Num(day, 1) for day in turn], ["DI", 1, 2, 3, 4]]))
    book("xlsx-stored-years-text", Book(['m"月"']).sheet("月次", [
        ["月", "DI"], [Num(turn[0], 1), 1], [Num(turn[1], 1), 2], ["1月", 3],
        [Num(turn[3], 1), 4]]))
    # April to March, all typed in 2025: what is printed wins; nothing printed, nothing read.
    typed = [[Num(serial(2025, (i + 3) % 12 + 1), 1), i] for i in range(12)]
    book("xlsx-stored-years-typed", Book(['m"月"']).sheet("月次", [["月", "DI"]] + typed))
    book("xlsx-stored-years-typed-across", Book(['m"月"']).sheet("月次", [
        ["区分"] + [row[0] for row in typed], ["DI"] + [row[1] for row in typed]]))
    book("xlsx-stored-years-title", Book(['m"月"']).sheet("月次", [
        ["令和5年度 業況"], ["月", "DI"]] + typed))
    book("xlsx-stored-years-merged", Book(['m"月"']).sheet("月次", [
        ["月", "区分", "DI"], [Num(turn[1], 1), "業況", 1], [None, "売上", 2],
        [Num(turn[2], 1), "業況", 3], [None, "売上", 4]], ["A2:A3", "A4:A5"]))
    book("xlsx-stored-years-merged-across", Book(['m"月"']).sheet("月次", [
        ["区分", Num(turn[1], 1), None, Num(turn[2], 1), None],
        [None, "実数", "前年比", "実数", "前年比"], ["DI", 1, 101, 2, 102]],
        ["B1:C1", "D1:E1"]))
    book("xlsx-stored-years-other-title", Book(['m"月"']).sheet("月次", [
        ["令和4年 業況"], ["月", "DI"]] + [[Num(day, 1), i] for i, day in enumerate(turn)]))
    book("xlsx-stored-years-beside", Book(['m"月"']).sheet("月次", [
        ["年", "月", "DI"], ["令和4年", Num(turn[0], 1), 1], [None, Num(turn[1], 1), 2],
        ["令和5年", Num(turn[2], 1), 3]]))


def formats():
    book("xlsx-era-in-format", Book(['"平成"0"年度"', '"令和"General"年度"']).sheet("年次", [
        ["年度", "人数"], [Num(28, 1), 1], [Num(29, 1), 2], [Num(3, 2), 3]]))
    book("xlsx-triangles", Book(['#,##0.0;"▲ "#,##0.0', "0.0;△0.0;0.0"]).sheet("DI", [
        ["年月", "業況DI"],
        ["2024年4月", Num("-15.399999999999999", 1)],
        ["2024年5月", Num("7.7000000000000002", 1)],
        ["2024年6月", "▲23.1"],
        ["2024年7月", Num("-0.04", 2)],
        ["2024年8月", Num(-3, 2)],
        ["2024年9月", Num("1.5E1", 2)]]))
    book("xlsx-percent", Book([9, "0.0%", '0.0"％"']).sheet("就職割合", [
        ["年度", "割合"], ["2021年度", Num(0.52, 1)], ["2022年度", Num("0.52345678", 2)],
        ["2023年度", Num("51.2", 3)], ["2024年度", "50.9%"]]))
    book("xlsx-scaled-format", Book(['#,##0,"千人"', '#,##0"人"']).sheet("入園者数", [
        ["年度", "入園者数"], ["2021年度", Num(1378900, 1)], ["2022年度", Num(260822, 2)]]))
    book("xlsx-zero-shown-as-dash", Book([41, "#,##0;-#,##0;", "#,##0"]).sheet("月次", [
        ["年月", "人数"], ["2024年4月", Num(5, 1)], ["2024年5月", Num(0, 1)],
        ["2024年6月", Num(0, 2)], ["2024年7月", Num(0, 3)]]))
    book("xlsx-area-code", Book(["00000"]).sheet("市町村", [
        ["地域コード", "年度", "人口"], [Num(1204, 1), "2023年度", 30], [Num(1100, 1), "2023年度", 40],
        [Num(1204, 1), "2024年度", 29]]))
    book("xlsx-escapes", Book().sheet("表", [
        ["年度", Shared("<t>入園者数_x000A_（人）</t>"), Shared("<t>前年\n同月比_x005F_x0041_</t>")],
        ["2022年度", 12, 1.5], ["2023年度", 34, 2.5]]))


def formulas():
    book("xlsx-formulas-and-errors", Book().sheet("表", [
        ["年度", "人数"],
        ["2018年度", Num(12, formula="SUM(C2:C9)")],
        ["2019年度", Num("", formula="SUM(C2:C9)")],
        ["2020年度", Raw('<c r="{r}" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>')],
        ["2021年度", Raw('<c r="{r}" t="e"><v>#DIV/0!</v></c>')],
        ["2022年度", Raw('<c r="{r}" t="str"><f>TEXT(34,"0")&amp;"人"</f><v>34人</v></c>')],
        ["2023年度", Raw('<c r="{r}"><f t="shared" si="0"/><v>56</v></c>')],
        ["2024年度", Raw('<c r="{r}" t="b"><v>1</v></c>')]]))


def sheets():
    def table(value):
        return [["年度", "人数"], ["2023年度", value]]
    several = Book().sheet("入園者数", table(1)).sheet("歩行者数", table(2))
    book("xlsx-several-sheets", several)
    book("xlsx-sheet-by-name", several)
    book("xlsx-hidden-sheets", Book().sheet("作業用", table(1), state="hidden")
         .sheet("公表", table(2)).sheet("マスタ", table(3), state="veryHidden").sheet("Sheet3", []))
    book("xlsx-hidden-by-name", Book().sheet("作業用", table(1), state="hidden")
         .sheet("公表", table(2)))

    def swap(parts):
        """File names in another order than the tabs, absolute and winding targets."""
        parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(
            "<v>2</v></c></row></sheetData>", "<v>22</v></c></row></sheetData>")
        parts["xl/_rels/workbook.xml.rels"] = relations_xml(
            relation("rId2", "worksheet", "/xl/worksheets/sheet1.xml")
            + relation("rId1", "worksheet", "../xl/./worksheets/SHEET2.xml")
            + relation("rId902", "sharedStrings", "/xl/sharedStrings.xml"))
    book("xlsx-relations", several, change=swap)

    def chart(parts):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            "<sheets>", '<sheets><sheet name="グラフ" sheetId="9" r:id="rId9"/>')
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
            "</Relationships>", relation("rId9", "chartsheet", "chartsheets/sheet1.xml")
            + "</Relationships>")
    book("xlsx-chart-sheet", Book().sheet("表", table(5)), change=chart)
    book("xlsx-far-cells", Book().sheet("表", {
        1: ["年度", "人数", Raw('<c r="XFD1" t="str"><v>端</v></c>')],
        2: ["2023年度", 7], 1048576: ["2024年度", 8]}, ["A1048576:A1048576", "B2:XFD1048575"]))


# --- refusing what is not ---

def damaged():
    table = Book().sheet("表", [["年度", "人数"], ["2023年度", 1]])
    whole = pack(table.parts())
    put("xlsx-cut-off", "in.xlsx", whole[:len(whole) * 2 // 3])

    def no_sheet(parts):
        del parts["xl/worksheets/sheet1.xml"]
    book("xlsx-part-missing", table, change=no_sheet)

    def broken(parts):
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    book("xlsx-broken-xml", table, change=broken)

    def entity(parts):
        parts["xl/sharedStrings.xml"] = (
            '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "年度"><!ENTITY b "&a;&a;&a;">]>'
            f'<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>')
    book("xlsx-entity", table, change=entity)

    def far(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace('"B2"', '"XFE2"')
    book("xlsx-column-too-far", table, change=far)

    def shared(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("<v>2</v>", "<v>99</v>")
    book("xlsx-no-shared-string", table, change=shared)

    def upwards(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        for old, new in (("1", "9"), ("2", "7")):
            for mark in ('<row r="', 'r="A', 'r="B'):
                sheet = sheet.replace(f'{mark}{old}"', f'{mark}{new}"')
        parts["xl/worksheets/sheet1.xml"] = sheet
    book("xlsx-rows-upwards", table, change=upwards)

    def bomb(parts):
        parts["xl/sharedStrings.xml"] = (f'{HEAD}<sst xmlns="{MAIN}">' + " " * (24 << 20)
                                         + "</sst>")
    book("xlsx-bomb", table, change=bomb)
    put("xlsx-declares-10-gib", "in.xlsx", declare(whole, b"xl/worksheets/sheet1.xml"))
    put("xlsx-encrypted-entry", "in.xlsx", encrypt(whole))


def declare(data, name):
    """A central directory that says 10 GiB (in a ZIP64 field) of one entry."""
    out = bytearray(data)
    end = out.rindex(b"PK\5\6")
    start = struct.unpack_from("<I", out, end + 16)[0]
    at = out.index(name, start) - 46
    struct.pack_into("<I", out, at + 24, 0xFFFFFFFF)
    extra = struct.pack("<HHQ", 1, 8, 10 << 30)
    old = struct.unpack_from("<H", out, at + 30)[0]
    struct.pack_into("<H", out, at + 30, old + len(extra))
    where = at + 46 + len(name) + old
    out[where:where] = extra
    end += len(extra)
    size = struct.unpack_from("<I", out, end + 12)[0]
    struct.pack_into("<I", out, end + 12, size + len(extra))
    return bytes(out)


def encrypt(data):
    """Every entry says that it is encrypted (the bytes are not)."""
    out = bytearray(data)
    for mark, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = out.find(mark)
        while at >= 0:
            out[at + flags] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def others():
    put("xlsx-old-xls", "in.xls", compound(["Workbook", "\5SummaryInformation"]))
    put("xlsx-password", "in.xlsx", compound(["EncryptionInfo", "EncryptedPackage"]))
    put("xlsx-docx", "in.xlsx", pack({"[Content_Types].xml": HEAD + "<Types/>",
                                      "word/document.xml": HEAD + "<document/>"}))
    put("xlsx-zip", "in.zip", pack({"入園者数.csv": "年度,人数\n2023年度,1\n"}))
    put("xlsx-no-workbook", "in.xlsx", pack({"[Content_Types].xml": HEAD + "<Types/>",
                                             "data/a.xml": HEAD + "<a/>"}))
    csv = "年度,人数\n2023年度,1\n2024年度,2\n"
    put("xlsx-is-csv", "in.xls", csv.encode("cp932"))
    put("xlsx-is-tsv-auto", "in.xls", csv.replace(",", "\t").encode("utf-16"))
    put("xlsx-is-html", "in.xls", ('<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
                                   "<head><title>入園者数</title></head><body><table><tr><td>"
                                   "年度</td></tr></table></body></html>").encode())
    sheet_2003()


def sheet_2003():
    text = '''<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style>
  <Style ss:ID="s21"><NumberFormat ss:Format="[$-411]ggge&quot;年&quot;m&quot;月&quot;"/></Style>
  <Style ss:ID="s22"><NumberFormat ss:Format="#,##0.0;&quot;▲ &quot;#,##0.0"/></Style>
  <Style ss:ID="s23" ss:Parent="s21"/>
 </Styles>
 <Worksheet ss:Name="作業用"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
 </Worksheet>
 <Worksheet ss:Name="DI">
  <Table>
   <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">業況DIの推移</Data></Cell></Row>
   <Row ss:Index="3"><Cell><Data ss:Type="String">年月</Data></Cell>
    <Cell ss:Index="3"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>業況</B>DI</ss:Data><Comment ss:Author="x"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">注</ss:Data></Comment><PhoneticText xmlns="urn:schemas-microsoft-com:office:excel">ギョウキョウ</PhoneticText></Cell></Row>
   <Row><Cell ss:StyleID="s21"><Data ss:Type="DateTime">2024-04-01T00:00:00.000</Data></Cell>
    <Cell ss:Index="3" ss:StyleID="s22"><Data ss:Type="Number">-15.399999999999999</Data></Cell></Row>
   <Row ss:StyleID="s23"><Cell><Data ss:Type="DateTime">2024-05-01T00:00:00.000</Data></Cell>
    <Cell ss:Index="3" ss:StyleID="s22"><Data ss:Type="Number">7.7</Data></Cell></Row>
   <Row><Cell><Data ss:Type="String">2024年6月</Data></Cell>
    <Cell ss:Index="3"><Data ss:Type="Error">#N/A</Data></Cell></Row>
  </Table>
 </Worksheet>
</Workbook>
'''
    put("xlsx-spreadsheetml-2003", "in.xls", text.encode())


if __name__ == "__main__":
    for make in (phonetic, inline, merged, heads_across, dates, formats, formulas, sheets, damaged, others):
        make()

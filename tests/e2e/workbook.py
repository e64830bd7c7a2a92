#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""workbook.py: an office's form for the scenarios, and what a person does with a workbook.

  make FILE                    a form of two sheets: formulas, merged cells, names, validation
  cell FILE SHEET REF          what stands in a cell, as text; its formula with = before it
  type FILE SHEET REF VALUE    a person types: the file is written anew by another program
  insert FILE SHEET ROW        a person inserts a row above: references follow, as in Excel
  drop FILE SHEET ROW          a person deletes a row: references to it become #REF!
  part FILE NAME               the bytes of a part
  parts FILE                   name and hash of each part
  state FILE SHEET             visible, hidden or veryHidden
"""
import hashlib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml."

FORM = {
    "[Content_Types].xml": f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{OFFICE}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="{OFFICE}worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{OFFICE}styles+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{P}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{P}"><Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{R}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{R}/styles" Target="styles.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{M}"><sheets><sheet xmlns:rel="{R}" name="様式 1" sheetId="1" rel:id="rId1"/><sheet xmlns:rel="{R}" name="記入例" sheetId="7" rel:id="rId2"/></sheets><definedNames><definedName name="予算">'様式 1'!$C$10</definedName><definedName name="概要">'様式 1'!$B$6:$F$6</definedName><definedName name="広い">'様式 1'!$B$4:$F$4</definedName><definedName name="消えた">'様式 1'!#REF!</definedName><definedName name="題">'様式 1'!$B$3</definedName></definedNames></workbook>""",
    # 0 general, 1 per cent, 2 thousands, 3 text with a frame of its own
    "xl/styles.xml": f"""<styleSheet xmlns="{M}"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.0%"/></numFmts><fonts count="1"><font><sz val="11"/><name val="ＭＳ 明朝"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="170" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment wrapText="1"/></xf></cellXfs></styleSheet>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{M}"><!-- the city's form --><cols><col min="2" max="2" width="20" style="3" customWidth="1"/></cols><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>事務事業評価調書</t></is></c></row>
<row r="3" spans="1:2"><c r="A3" t="inlineStr"><is><t>事業名</t></is></c><c r="B3" s="3" t="inlineStr"><is><t>○○事業</t></is></c></row>
<row r="5"/>
<row r="6"><c r="B6" s="3"/></row>
<row r="10"><c r="A10" t="inlineStr"><is><t>当初予算</t></is></c><c r="B10" s="2"/><c r="D10" s="2"><f>C10-B10</f><v>0</v></c></row>
<row r="16"><c r="A16"/><c r="E16" s="1"/><c r="F16"><f>IF(E16="","",E16*2)</f></c></row>
<row r="20"><c r="B20" s="3"/></row>
</sheetData><mergeCells count="2"><mergeCell ref="B3:D3"/><mergeCell ref="B6:F6"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="F3"><formula1>"重点事業,主要事業"</formula1></dataValidation></dataValidations><pageSetup paperSize="9" orientation="landscape"/></worksheet>""",
    "xl/worksheets/sheet2.xml": f"""<worksheet xmlns="{M}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>記入例です</t></is></c><c r="B1" t="str"><f>'様式 1'!B3</f><v>○○事業</v></c></row></sheetData></worksheet>""",
    "xl/media/seal.bin": "a picture of the city's own",
}


def read(path):
    with zipfile.ZipFile(path) as z:
        return {i.filename: z.read(i) for i in z.infolist()}


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)


def sheet_part(parts, name):
    book = ET.fromstring(parts["xl/workbook.xml"])
    rels = ET.fromstring(parts["xl/_rels/workbook.xml.rels"])
    for sheet in book.iter(f"{{{M}}}sheet"):
        if sheet.get("name") == name:
            for rel in rels:
                if rel.get("Id") == sheet.get(f"{{{R}}}id"):
                    target = rel.get("Target")
                    return (target[1:] if target[0] == "/" else "xl/" + target), sheet
    sys.exit(f"no sheet {name}")


def find(root, ref):
    for cell in root.iter(f"{{{M}}}c"):
        if cell.get("r") == ref:
            return cell
    return None


def text_of(parts, cell):
    if cell is None:
        return ""
    formula = cell.find(f"{{{M}}}f")
    if formula is not None:
        return "=" + (formula.text or "")
    if cell.get("t") == "s":
        items = ET.fromstring(parts["xl/sharedStrings.xml"]).findall(f"{{{M}}}si")
        return "".join(items[int(cell.find(f"{{{M}}}v").text)].itertext())
    if cell.get("t") == "inlineStr":
        return "".join(cell.find(f"{{{M}}}is").itertext())
    value = cell.find(f"{{{M}}}v")
    return "" if value is None else value.text or ""


def type_into(path, name, ref, value):
    parts = read(path)
    part, _ = sheet_part(parts, name)
    root = ET.fromstring(parts[part])
    cell = find(root, ref)
    if cell is None:  # in order of rows and columns
        data, number = root.find(f"{{{M}}}sheetData"), int(re.sub(r"\D", "", ref))
        row = next((r for r in data if int(r.get("r")) == number), None)
        if row is None:
            row = ET.Element(f"{{{M}}}row", {"r": str(number)})
            data.insert(sum(int(r.get("r")) < number for r in data), row)
        cell = ET.Element(f"{{{M}}}c", {"r": ref})
        row.insert(sum(c.get("r") < ref for c in row), cell)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if re.fullmatch(r"-?[0-9.]+", value):
        ET.SubElement(cell, f"{{{M}}}v").text = value
    elif value:
        cell.set("t", "inlineStr")
        ET.SubElement(ET.SubElement(cell, f"{{{M}}}is"), f"{{{M}}}t").text = value
    parts[part] = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    write(path, parts)


def move(path, name, row, step):
    """Rows from `row` on go down by one, or `row` goes away and the rest up."""
    parts = read(path)
    part, _ = sheet_part(parts, name)

    def number(n):
        if step < 0 and n == row:
            return None
        return n + step if n >= row else n

    root = ET.fromstring(parts[part])
    data = root.find(f"{{{M}}}sheetData")
    for one in list(data):
        new = number(int(one.get("r")))
        if new is None:
            data.remove(one)
            continue
        one.set("r", str(new))
        for cell in one:
            cell.set("r", re.sub(r"\d+", str(new), cell.get("r")))
    for merge in root.iter(f"{{{M}}}mergeCell"):
        merge.set("ref", re.sub(r"\d+", lambda m: str(number(int(m.group())) or 1), merge.get("ref")))
    parts[part] = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    hidden, _ = sheet_part(parts, "shihyo")
    root = ET.fromstring(parts[hidden])
    for formula in root.iter(f"{{{M}}}f"):
        sheet, ref = formula.text.rsplit("!", 1)
        if sheet.strip("'") == name:
            new = number(int(re.search(r"\d+$", ref).group()))
            formula.text = sheet + "!" + ("#REF!" if new is None else re.sub(r"\d+$", str(new), ref))
    parts[hidden] = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    write(path, parts)


def main():
    what, path, *rest = sys.argv[1:]
    if what == "make":
        write(path, FORM)
    elif what == "cell":
        parts = read(path)
        part, _ = sheet_part(parts, rest[0])
        print(text_of(parts, find(ET.fromstring(parts[part]), rest[1])))
    elif what == "type":
        type_into(path, *rest)
    elif what == "insert":
        move(path, rest[0], int(rest[1]), 1)
    elif what == "drop":
        move(path, rest[0], int(rest[1]), -1)
    elif what == "part":
        sys.stdout.buffer.write(read(path)[rest[0]])
    elif what == "parts":
        for name, data in sorted(read(path).items()):
            print(name, hashlib.sha256(data).hexdigest())
    elif what == "state":
        print(sheet_part(read(path), rest[0])[1].get("state", "visible"))


main()

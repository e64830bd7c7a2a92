#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the PDFs of the golden cases that no drawing library makes: encrypted, cut off."""
import hashlib
import os

HERE = os.path.dirname(os.path.abspath(__file__))
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
ID = b"0123456789abcdef"


def rc4(key, data):
    s = list(range(256))
    j = 0
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def hexa(data):
    return b"<" + data.hex().encode() + b">"


def pdf(objects, trailer):
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, table)


def page(stream):
    return [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]


def encrypted(password):
    """The standard handler, revision 2, 40 bits."""
    pad = (password + PAD)[:32]
    owner = rc4(hashlib.md5(pad).digest()[:5], pad)
    rights = -4
    key = hashlib.md5(pad + owner + rights.to_bytes(4, "little", signed=True) + ID).digest()[:5]
    user = rc4(key, PAD)
    own = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()[:10]
    stream = rc4(own, b"BT /F 12 Tf 60 700 Td (secret) Tj ET")
    handler = b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P %d >>" % (
        hexa(owner), hexa(user), rights)
    return pdf(page(stream) + [handler], b"/Encrypt 5 0 R /ID [%s %s]" % (hexa(ID), hexa(ID)))


def write(case, data):
    folder = os.path.join(HERE, "..", case)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "in.pdf"), "wb") as file:
        file.write(data)


write("pdf-encrypted", encrypted(b"open sesame"))
write("pdf-damaged", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty")
write("pdf-html", "<html><head><title>お探しのページは見つかりません</title></head></html>".encode())

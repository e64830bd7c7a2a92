#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""receiver.py mail|web --port-file FILE --log FILE [--tls implicit|starttls] [--cert PEM]
[--user NAME:PASSWORD]: what the tests send to.

A mail server (SMTP with STARTTLS, implicit TLS and AUTH) or a webhook's receiver on a free port
of the loopback. Each message it takes is a line of JSON in the log; mails are also kept as
FILE.N.eml. What it does wrong on demand: mail to refuse@ is refused with 550, to later@ with
451; while FILE.mode says `dead` connections are closed at once, `slow` they are not answered,
`refuse` every mail is refused. A webhook's path is the status that it answers with (/302), or
`never`, which does not answer; everything else is 200.
"""
import argparse
import base64
import http.server
import json
import os
import socketserver
import ssl
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("kind", choices=["mail", "web"])
parser.add_argument("--port-file", required=True)
parser.add_argument("--log", required=True)
parser.add_argument("--tls", choices=["implicit", "starttls"])
parser.add_argument("--cert")
parser.add_argument("--user")
options = parser.parse_args()
lock = threading.Lock()
count = 0


def mode():
    try:
        with open(options.log + ".mode", encoding="ascii") as file:
            return file.read().strip()
    except FileNotFoundError:
        return ""


def note(record):
    with lock, open(options.log, "a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(options.cert)
    return made


class Mail(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def start_tls(self):
        self.request = context().wrap_socket(self.request, server_side=True)
        self.rfile = self.request.makefile("rb")
        self.wfile = self.request.makefile("wb")
        self.secure = True

    def greet(self, line):
        self.say("250-receiver.test")
        if options.tls == "starttls" and not self.secure:
            self.say("250-STARTTLS")
        if options.user and (self.secure or not options.tls):
            self.say("250-AUTH PLAIN LOGIN")
        self.say("250 8BITMIME")

    def login(self, line):
        given = line.split(" ", 2)
        if len(given) < 3:
            self.say("334 ")
            given = ["", "", self.rfile.readline().decode().strip()]
        name, _, password = base64.b64decode(given[2]).decode().strip("\0").partition("\0")
        good = name + ":" + password == options.user
        self.known = self.known or good
        self.say("235 welcome" if good else "535 5.7.8 who are you")

    def sender(self, line):
        if options.user and not self.known:
            self.say("530 5.7.0 say who you are first")
            return
        self.letter = {"from": line[10:].split(">")[0].strip("<"), "to": []}
        self.say("250 ok")

    def receiver(self, line):
        address = line[8:].split(">")[0].strip("<")
        if address.startswith("refuse@") or mode() == "refuse":
            self.say("550 5.1.1 <%s> nobody here" % address)
        elif address.startswith("later@"):
            self.say("451 4.3.0 <%s> not now" % address)
        else:
            self.letter["to"].append(address)
            self.say("250 ok")

    def data(self, line):
        global count
        self.say("354 go on")
        lines = []
        while (got := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(got[1:] if got.startswith(b".") else got)
        with lock:
            count += 1
            number = count
        with open("%s.%d.eml" % (options.log, number), "wb") as file:
            file.write(b"".join(lines))
        bare = [one for one in lines if not one.endswith(b"\r\n") or b"\r" in one[:-2]]
        key = [one[14:].decode().strip() for one in lines if one.startswith(b"X-Shihyo-Key: ")]
        note(dict(self.letter, key=key[0] if key else "", number=number, secure=self.secure,
                  known=self.known, bare=len(bare), longest=max(map(len, lines))))
        self.say("250 taken")

    def handle(self):
        self.secure = options.tls == "implicit"
        self.known = False
        self.letter = {"to": []}
        if mode() == "dead":
            return
        if mode() == "slow":
            time.sleep(60)
            return
        self.say("220 receiver.test")
        orders = {"EHLO": self.greet, "HELO": self.greet, "AUTH": self.login, "MAIL": self.sender,
                  "RCPT": self.receiver, "DATA": self.data}
        while line := self.rfile.readline().decode("latin-1").strip():
            word = line[:4].upper()
            if word in orders:
                orders[word](line)
            elif word == "QUIT":
                self.say("221 bye")
                return
            elif line.upper() == "STARTTLS" and options.tls == "starttls":
                self.say("220 go on")
                self.start_tls()
            else:
                self.say("250 ok" if word in ("RSET", "NOOP") else "500 what")


class Web(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        word = self.path.strip("/").split("/")[0]
        note({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
              "body": body.decode()})
        while word == "never" or mode() == "slow":
            time.sleep(1)
        self.send_response(int(word) if word.isdigit() else 200)
        if word.startswith("3"):
            self.send_header("Location", "/200/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def get_request(self):
        connection, address = super().get_request()
        connection.settimeout(30)
        return connection, address

    def finish_request(self, request, client_address):
        if options.tls == "implicit":
            request = context().wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        pass


with Server(("127.0.0.1", 0), Mail if options.kind == "mail" else Web) as server:
    with open(options.port_file + ".new", "w", encoding="ascii") as file:
        file.write("%d\n" % server.server_address[1])
    os.rename(options.port_file + ".new", options.port_file)
    server.serve_forever()

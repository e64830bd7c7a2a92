#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""raw.py PORT_FILE FOLDER [ADDRESS]: a server of the loopback that says what no library would.

/NAME, and http://anywhere/NAME as a proxy is asked, is answered with the bytes of
FOLDER/NAME.raw, whatever they are, and the connection is closed; anything else is 404. What was
asked for is written to FOLDER/log. ADDRESS is 127.0.0.1 or ::1.
"""
import os
import socket
import socketserver
import sys


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.settimeout(10)
        asked = b""
        while b"\r\n\r\n" not in asked:
            piece = self.request.recv(65536)
            if not piece:
                return
            asked += piece
        name = os.path.basename(asked.split(b" ")[1].decode("ascii", "replace"))
        with open(os.path.join(sys.argv[2], "log"), "ab") as log:
            log.write(asked.split(b"\r\n")[0] + b"\n")
        path = os.path.join(sys.argv[2], name + ".raw")
        answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if os.path.exists(path):
            with open(path, "rb") as file:
                answer = file.read()
        self.request.sendall(answer)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


ADDRESS = sys.argv[3] if len(sys.argv) > 3 else "127.0.0.1"
if ":" in ADDRESS:
    Server.address_family = socket.AF_INET6
with Server((ADDRESS, 0), Handler) as server:
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        file.write(str(server.server_address[1]))
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    server.serve_forever()

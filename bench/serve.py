#!/usr/bin/env python3
"""Measures how long `upstander serve` takes from a saved file to the new page.

usage: serve.py --tool "dotnet artifacts/bin/Upstander.Cli/release/upstander.dll" --curriculum DIR --lesson FILE.yaml --page /learner/ID/ [--times 15]

Copies the curriculum, serves the copy, listens as a page in a browser does, and changes the title of one lesson again and again. Each time it tells
two moments, counted from the end of the save: (a) the event that says that the page is another one, (b) the last byte of the new page.
Medians of all times but the first two, which warm up. bench/emit.py writes curricula of any size. Standard library only.
"""
import argparse
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("--tool", required=True)
parser.add_argument("--curriculum", required=True)
parser.add_argument("--lesson", required=True, help="below the curriculum")
parser.add_argument("--page", required=True)
parser.add_argument("--times", type=int, default=15)
parser.add_argument("--pause", type=float, default=1.0, help="seconds between two saves")
parser.add_argument("--settle", type=float, default=600, help="most seconds to wait until the first check of all pages is done")
args = parser.parse_args()


class Events:
    """Server-sent events of one page."""

    def __init__(self, port, page):
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.sendall(f"GET /-/events?path={page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self.text = b""

    def next(self):
        while True:
            found = re.search(rb"data: (\{.*?\})\n\n", self.text, re.S)
            if found:
                self.text = self.text[found.end():]
                # Long events come in chunks, whose sizes stand between them.
                return json.loads(re.sub(rb"\r\n[0-9a-fA-F]+\r\n", b"", found.group(1)))
            read = self.connection.recv(1 << 16)
            if not read:
                sys.exit("the server has ended")
            self.text += read


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, page):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", page)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


with tempfile.TemporaryDirectory() as folder:
    course = os.path.join(folder, "course")
    shutil.copytree(args.curriculum, course)
    path = os.path.join(course, args.lesson)
    source = open(path, encoding="utf-8").read()
    port = free_port()
    log = open(os.path.join(folder, "log"), "w", encoding="utf-8")
    began = time.perf_counter()
    server = subprocess.Popen([*shlex.split(args.tool), "serve", course, "--port", str(port), "--today", "2026-09-20"], stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        if not server.stdout.readline():
            sys.exit("the server did not start")
        print(f"listening after {time.perf_counter() - began:.1f} s")
        status, _ = get(port, args.page)
        if status != 200:
            sys.exit(f"{args.page} answers {status}")
        events = Events(port, args.page)
        state = events.next()
        while state["checking"] and time.perf_counter() - began < args.settle:
            state = events.next()
        print(f"every page checked after {time.perf_counter() - began:.1f} s")
        told, fetched = [], []
        for number in range(args.times):
            time.sleep(args.pause)
            mark = f"Measured {number}"
            changed = re.sub(r"(?m)^title: .*$", f"title: {mark}", source, count=1)
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(changed)
            os.replace(path + ".new", path)
            start = time.perf_counter()
            before = state["page"]
            while state["page"] == before:
                state = events.next()
            told.append((time.perf_counter() - start) * 1000)
            status, body = get(port, args.page)
            fetched.append((time.perf_counter() - start) * 1000)
            if status != 200 or mark.encode() not in body:
                sys.exit(f"the page does not say '{mark}'")
        for name, values in (("event", told[2:]), ("new page", fetched[2:])):
            print(f"{name}: median {statistics.median(values):.0f} ms, {min(values):.0f} to {max(values):.0f} ms, {len(values)} times")
    finally:
        server.send_signal(signal.SIGINT)
        print(f"ended with {server.wait(20)}")

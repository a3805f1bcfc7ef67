#!/usr/bin/env python3
"""A mirror of what a Probity site makes public. Python 3.9 or later, nothing else.

    probity_mirror.py sync   FOLDER --source https://credit.example --key 'name+id+key'
    probity_mirror.py verify FOLDER --source https://credit.example --key 'name+id+key'
    probity_mirror.py serve  FOLDER --source https://credit.example --key 'name+id+key'
    probity_mirror.py list   FOLDER --source https://credit.example --key 'name+id+key'

What it promises, and how: see README.md beside it. In short: it shows nothing that it has not
heard of within the last `--fresh` seconds; what the source takes back, it destroys; and `verify`
proves by checksums under the source's signature that both hold the same, byte for byte.
"""

import argparse
import base64
import datetime
import fcntl
import hashlib
import html
import http.client
import http.server
import json
import os
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

TITLE = "probity/snapshot"
TRIES = 120
PAGE = 1000


class Fault(Exception):
    """What went wrong, in words for whoever runs the mirror."""


class Moved(Exception):
    """The source is no longer what it was a moment ago: look again."""


# --- The signature (Ed25519, RFC 8032) --------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def _x(y, odd):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    return P - x if x & 1 != odd else x


def _point(data):
    number = int.from_bytes(data, "little")
    y, odd = number & (1 << 255) - 1, number >> 255
    x = _x(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


def _add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number, point):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (_x(BASE_Y, 0), BASE_Y, 1, _x(BASE_Y, 0) * BASE_Y % P)


def ed25519(key, signature, text):
    """Whether a key signed a text."""
    if len(key) != 32 or len(signature) != 64:
        return False
    who, r = _point(key), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if who is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    left, right = _times(s, BASE), _add(r, _times(h, who))
    return not (
        (left[0] * right[2] - right[0] * left[2]) % P
        or (left[1] * right[2] - right[1] * left[2]) % P
    )


def attested(note, verifier):
    """The text of a signed note (C2SP) under our title, if the key signed it."""
    name, mark, encoded = verifier.split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    own = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if key[:1] != b"\x01" or own.hex() != mark:
        raise Fault("this is no Ed25519 key of the form name+id+key: %s" % verifier)
    text, _, lines = note.partition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        dash, _, rest = line.partition(" ")
        who, _, packed = rest.partition(" ")
        if dash != "\u2014" or who != name:
            continue
        packed = base64.b64decode(packed)
        if packed[:4] == own and ed25519(key[1:], packed[4:], text.encode()):
            title, _, said = text.rstrip("\n").partition("\n")
            if title == TITLE:
                return said
    raise Fault("the manifest is not signed by the key that was given: nothing was taken from it")


# --- The source -------------------------------------------------------------------------------


class Source:
    """The site that is mirrored."""

    def __init__(self, address, key, patience=30):
        self.address, self.key, self.patience = address.rstrip("/"), key, patience

    def ask(self, path):
        """The status and the body; waits where the source says so."""
        for _ in range(TRIES):
            request = urllib.request.Request(
                self.address + path, headers={"User-Agent": "probity-mirror/1"}
            )
            try:
                with urllib.request.urlopen(request, timeout=self.patience) as answer:
                    return answer.status, answer.read()
            except urllib.error.HTTPError as error:
                body = error.read()
                if error.code not in (429, 503):
                    return error.code, body
                wait = error.headers.get("Retry-After", "1")
                time.sleep(min(60, int(wait) if wait.isdigit() else 1))
            except (OSError, http.client.HTTPException) as error:
                raise Fault("the source cannot be reached: %s" % error)
        raise Fault("the source has been too busy for too long")

    def changes(self, after, gone=False):
        """A page of the feed; none if the source does not know that position."""
        query = {"size": PAGE}
        if after is not None:
            query["after"] = after
        if gone:
            query["only"] = "gone"
        status, body = self.ask("/api/v1/changes?" + urllib.parse.urlencode(query))
        if status == 422 and after is not None:
            return None
        if status != 200:
            raise Fault("the feed of changes answered %d" % status)
        return json.loads(body)

    def manifest(self):
        """The manifest, after its signature was verified."""
        status, body = self.ask("/api/v1/snapshots/latest")
        if status != 200:
            raise Fault("the manifest answered %d" % status)
        told = json.loads(body)
        text = told["manifest"]
        if attested(told["note"], self.key) != hashlib.sha256(text.encode()).hexdigest():
            raise Fault("the manifest is not the one that was signed: nothing was taken from it")
        return json.loads(text)

    def piece(self, piece):
        """The lines of a piece; it may have changed since the manifest named it."""
        status, body = self.ask("/api/v1/snapshots/" + piece["name"])
        if status == 410:
            raise Moved()
        if status != 200:
            raise Fault("a piece answered %d" % status)
        if hashlib.sha256(body).hexdigest() != piece["sha256"]:
            raise Fault("a piece is not what the manifest says: it was not taken")
        return body.decode().split("\n")[:-1]


# --- The copy ---------------------------------------------------------------------------------


def line_of(entry):
    """The line under which both sides take the checksum of a record."""
    told = {key: entry.get(key) for key in ("subject", "digest", "code", "until", "record")}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


class Copy:
    """What the mirror holds: one file, in which each step is whole or did not happen."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "mirror.sqlite")
        self.db = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        # What is deleted is overwritten, and no journal is left that would still hold it.
        for pragma in ("secure_delete=ON", "journal_mode=DELETE", "synchronous=FULL"):
            self.db.execute("pragma " + pragma).fetchall()
        self.db.executescript(
            """create table if not exists state (key text primary key, value text);
               create table if not exists records (address text primary key, code text,
                 until text, line text not null);
               create index if not exists records_by_code on records (code);
               create table if not exists gone (address text primary key, code text);"""
        )

    def step(self):
        """One transaction."""
        return Step(self.db)

    def get(self, key):
        found = self.db.execute("select value from state where key = ?", (key,)).fetchone()
        return json.loads(found[0]) if found else None

    def put(self, **values):
        rows = [(key, json.dumps(value)) for key, value in values.items()]
        self.db.executemany("insert or replace into state values (?, ?)", rows)

    def hold(self, line):
        told = json.loads(line)
        if line_of(told) != line:
            raise Fault("a record does not have the form whose checksum both sides take")
        address = told["subject"] + told["digest"]
        self.db.execute(
            "insert or replace into records values (?, ?, ?, ?)",
            (address, told["code"], told["until"], line),
        )
        self.db.execute("delete from gone where address = ?", (address,))
        return address

    def drop(self, entry):
        address = entry["subject"] + entry["digest"]
        self.db.execute("delete from records where address = ?", (address,))
        self.db.execute("insert or replace into gone values (?, ?)", (address, entry["code"]))

    def expire(self, day):
        """Destroys what is past its last day; no fact need say so."""
        past = "from records where until is not null and until < ?"
        self.db.execute("insert or replace into gone select address, code " + past, (day,))
        self.db.execute("delete " + past, (day,))

    def between(self, first, before):
        where = "address >= ?" + ("" if before is None else " and address < ?")
        return where, ((first,) if before is None else (first, before))

    def sum(self, first, before):
        """The checksum of a stretch of addresses, as the source takes it."""
        where, bounds = self.between(first, before)
        digest = hashlib.sha256()
        for (line,) in self.db.execute(
            "select line from records where %s order by address" % where, bounds
        ):
            digest.update(line.encode() + b"\n")
        return digest.hexdigest()

    def replace(self, first, before, lines):
        """Puts a piece in the place of what is held of its stretch."""
        where, bounds = self.between(first, before)
        with self.step():
            self.db.execute(
                "insert or replace into gone select address, code from records where " + where,
                bounds,
            )
            self.db.execute("delete from records where " + where, bounds)
            for line in lines:
                address = self.hold(line)
                if address < first or before is not None and address >= before:
                    raise Fault("a record stands in a piece to which it does not belong")


class Step:
    def __init__(self, db):
        self.db = db

    def __enter__(self):
        self.db.execute("begin immediate")

    def __exit__(self, kind, *_):
        self.db.execute("rollback" if kind else "commit")


# --- Keeping it equal -------------------------------------------------------------------------


class Mirror:
    def __init__(self, folder, source, today=None):
        self.copy, self.source, self.fixed = Copy(folder), source, today
        self.lock = open(os.path.join(folder, "lock"), "w")

    def day(self):
        """Today in China, or the source's day where that is later."""
        if self.fixed:
            return self.fixed
        china = datetime.timezone(datetime.timedelta(hours=8))
        own = datetime.datetime.now(china).date().isoformat()
        return max(own, self.copy.get("day") or own)

    def confirmed(self, fresh):
        """Whether what is held was heard of within so many seconds, under the law of today."""
        heard, until = self.copy.get("heard_at") or 0, self.copy.get("holds_until")
        lawful = until is None or self.day() <= until
        return self.copy.get("loaded") and lawful and 0 <= time.time() - heard < fresh

    def sync(self):
        """Brings the copy to where the source stands; may be stopped at any moment."""
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        try:
            began = time.time()
            for _ in range(TRIES):
                try:
                    if not self.copy.get("loaded"):
                        self.load()
                    self.follow()
                    break
                except Moved:
                    continue
            else:
                raise Fault("the source has kept changing for too long")
            with self.copy.step():
                self.copy.expire(self.day())
                self.copy.put(heard_at=began)
        finally:
            fcntl.flock(self.lock, fcntl.LOCK_UN)

    def begin_anew(self):
        """From here on nothing is shown until every piece has been confirmed."""
        with self.copy.step():
            self.copy.put(loaded=False)
        raise Moved()

    def load(self):
        """Takes every piece that the copy does not already hold as it is."""
        manifest = self.source.manifest()
        for piece in manifest["pieces"]:
            bounds = piece["from"], piece["before"]
            if self.copy.sum(*bounds) != piece["sha256"]:
                self.copy.replace(*bounds, self.source.piece(piece))
        with self.copy.step():
            self.copy.put(
                loaded=True,
                next=manifest["position"],
                heard_gone=None,
                edition=manifest["edition"],
                holds_until=manifest["holds_until"],
                day=manifest["day"],
            )

    def page(self, after, gone):
        page = self.source.changes(after, gone)
        if page is None or page["edition"] != self.copy.get("edition"):
            self.begin_anew()
        return page

    def follow(self):
        """First whatever has left, to the end; then everything in its order."""
        heard = self.copy.get("heard_gone")
        while True:
            page = self.page(heard, gone=True)
            heard = page["next"]
            with self.copy.step():
                for entry in page["entries"]:
                    self.copy.drop(entry)
                self.copy.put(heard_gone=heard)
            if not page["more"]:
                break
        while True:
            page = self.page(self.copy.get("next"), gone=False)
            with self.copy.step():
                for entry in page["entries"]:
                    if entry["change"] == "gone":
                        self.copy.drop(entry)
                    else:
                        self.copy.hold(line_of(entry))
                self.copy.put(
                    next=page["next"], holds_until=page["holds_until"], day=page["today"]
                )
            if not page["more"]:
                return

    def verify(self):
        """Compares with the signed manifest; what differs, by piece."""
        for _ in range(TRIES):
            self.sync()
            manifest = self.source.manifest()
            here = (self.copy.get("edition"), self.copy.get("next"))
            if here == (manifest["edition"], manifest["position"]):
                break
        else:
            raise Fault("the source has kept changing for too long")
        pieces = manifest["pieces"]
        sums = [self.copy.sum(piece["from"], piece["before"]) for piece in pieces]
        other = [p["name"] for p, own in zip(pieces, sums) if own != p["sha256"]]
        own = hashlib.sha256("\n".join(sums).encode()).hexdigest()
        return {
            "equal": own == manifest["sha256"],
            "position": manifest["position"],
            "records": manifest["records"],
            "source": manifest["sha256"],
            "mirror": own,
            "differ": other,
        }

    def list(self, out):
        """What is shown and what was taken down, for the source's `probity copies compare`."""
        out.write("subject,digest,state,position\n")
        last = self.copy.get("next")
        for table, state in (("records", "shown"), ("gone", "gone")):
            for (address,) in self.copy.db.execute("select address from " + table):
                cells = (address[:32], address[32:], state, "" if last is None else str(last))
                out.write(",".join(cells) + "\n")

    def mend(self):
        """Takes anew whatever differs."""
        with self.copy.step():
            self.copy.put(loaded=False)
        self.sync()


# --- Showing it -------------------------------------------------------------------------------

PAGE_HTML = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>%s</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<h1>%s</h1>%s</html>"""


class Site(http.server.BaseHTTPRequestHandler):
    """Shows the copy: what was confirmed within the last seconds, and nothing else."""

    mirror, fresh, turn = None, 30, threading.Lock()

    def do_GET(self):
        with self.turn:
            try:
                if not self.mirror.confirmed(self.fresh):
                    self.mirror.sync()
            except Exception as error:  # pylint: disable=broad-except
                print("nothing is shown: %s" % error, file=sys.stderr)
                # What cannot be confirmed is not shown.
                return self.answer(503, "暂不提供", "<p>与来源核对之前不显示任何内容。</p>")
            parts = urllib.parse.urlsplit(self.path).path.strip("/").split("/")
            if parts == [""]:
                return self.index()
            if parts[0] == "subjects" and len(parts) == 2:
                return self.subject(parts[1])
            if parts[0] == "subjects" and len(parts) == 4 and parts[2] == "records":
                return self.record(parts[1], parts[3])
            return self.answer(404, "没有这个地址", "")

    def rows(self, where, values):
        copy, day = self.mirror.copy, self.mirror.day()
        stands = "(until is null or until >= ?)"
        found = copy.db.execute(
            "select line from records where %s and %s order by address" % (where, stands),
            values + (day,),
        )
        return [json.loads(line) for (line,) in found]

    def index(self):
        count = self.mirror.copy.db.execute("select count(*) from records").fetchone()[0]
        source = html.escape(self.mirror.source.address)
        self.answer(200, "信用信息镜像", "<p>%d 条，来源 %s。</p>" % (count, source))

    def subject(self, code):
        found = self.rows("code = ?", (code,))
        if not found:
            return self.answer(404, "没有公开的信息", "")
        link = '<li><a href="/subjects/%s/records/%s">%s</a></li>'
        lines = [
            link % (html.escape(code), one["digest"], html.escape(one["record"]["title"]["zh"]))
            for one in found
        ]
        return self.answer(200, html.escape(code), "<ul>%s</ul>" % "".join(lines))

    def record(self, code, digest):
        found = self.rows("code = ? and substr(address, 33) = ?", (code, digest))
        if not found:
            was = self.mirror.copy.db.execute(
                "select 1 from gone where code = ? and substr(address, 33) = ?", (code, digest)
            ).fetchone()
            return self.answer(410 if was else 404, "不再公开" if was else "没有这个地址", "")
        record = found[0]["record"]
        cells = "".join(
            "<tr><th>%s</th><td>%s</td></tr>" % (html.escape(f["zh"]), html.escape(f["value"]))
            for f in record["fields"]
        )
        title = html.escape(record["title"]["zh"])
        return self.answer(200, title, "<table>%s</table>" % cells)

    def answer(self, status, title, body):
        data = (PAGE_HTML % (title, title, body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        # Nothing on the way may keep what can leave at any moment.
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Who reads what is written nowhere."""


def main():
    words = argparse.ArgumentParser(description="A mirror of what a Probity site makes public.")
    words.add_argument("act", choices=("sync", "verify", "serve", "list"))
    words.add_argument("folder")
    words.add_argument("--source", required=True, help="address of the site")
    words.add_argument("--key", required=True, help="its Ed25519 key, name+id+key")
    words.add_argument("--listen", default="127.0.0.1:8081", help="serve: where")
    words.add_argument(
        "--fresh", type=float, default=30,
        help="serve: seconds after which the source is asked before anything is shown; 0: each time",
    )
    words.add_argument("--mend", action="store_true", help="verify: take anew what differs")
    words.add_argument("--today", help="for rehearsals: the day to take for today")
    given = words.parse_args()
    try:
        mirror = Mirror(given.folder, Source(given.source, given.key), given.today)
        if given.act == "sync":
            mirror.sync()
        elif given.act == "list":
            mirror.list(sys.stdout)
        elif given.act == "verify":
            found = mirror.verify()
            if given.mend and not found["equal"]:
                mirror.mend()
                found = mirror.verify()
            print(json.dumps(found, ensure_ascii=False))
            return 0 if found["equal"] else 1
        else:
            Site.mirror, Site.fresh = mirror, given.fresh
            host, _, port = given.listen.rpartition(":")
            server = http.server.ThreadingHTTPServer((host, int(port)), Site)
            print("http://%s:%d" % server.server_address[:2], flush=True)
            server.serve_forever()
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Check a FlaskTrack evidence packet without FlaskTrack.

Python 3.8 or later, standard library only. Everything the packet claims is computed again here: canonical JSON (RFC 8785),
the event hashes, the Merkle proofs (RFC 9162), and the ECDSA P-256 signatures, arithmetic included.

    verify_packet.py packet.zip [--key published.pem ...] [--keys flasktrack-keys.json]

Prints one line a check. Exit code: 0 every check passed, 1 one failed, 2 the command line or a key file is wrong.
"""
import argparse
import base64
import binascii
import datetime
import hashlib
import json
import re
import struct
import sys
import zlib

MAX_ENTRIES = 65_000
MAX_TOTAL = 0xF0000000
MAX_JSON = 512 << 20
MAX_EXACT = 2 ** 53 - 1
GENESIS = "0" * 64
HASH = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{6})Z\Z", re.ASCII)


class Refused(Exception):
    """A check failed; the message says where."""


# --- canonical JSON, RFC 8785 ---------------------------------------------------------------------------------------

def number(value):
    """A number as ECMAScript prints it."""
    value = float(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise Refused("a number is out of range")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    point = len(whole) + int(exponent or 0)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        text = digits + "0" * (point - count)
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        shift = point - 1
        text = digits[0] + ("." + digits[1:] if count > 1 else "") + "e" + ("-" if shift < 0 else "+") + str(abs(shift))
    return sign + text


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
ESCAPED = re.compile(r'["\\\x00-\x1f]')


def string(value):
    return '"' + ESCAPED.sub(lambda m: ESCAPES.get(m.group()) or "\\u%04x" % ord(m.group()), value) + '"'


def code_units(text):
    """Sort key: UTF-16 code units, which is not the order of code points."""
    return text.encode("utf-16-be", "surrogatepass")


def canonical_text(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return string(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical_text, value)) + "]"
    return "{" + ",".join(string(k) + ":" + canonical_text(value[k]) for k in sorted(value, key=code_units)) + "}"


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refused("a member occurs twice")
    return members


def no_constant(name):
    raise Refused(name + " is not JSON")


def canonical(data, name):
    """Parses bytes that must already be canonical JSON."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=no_constant)
        if canonical_text(value).encode("utf-8") == data:
            return value
    except (ValueError, Refused, RecursionError, OverflowError):
        pass
    raise Refused(name + " is not canonical JSON.")


# --- ECDSA on P-256 with SHA-256 ------------------------------------------------------------------------------------

P = 2 ** 256 - 2 ** 224 + 2 ** 192 + 2 ** 96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def inverse(value, modulus):
    return pow(value, modulus - 2, modulus)


def double(point):
    x, y, z = point
    if not y or not z:
        return 0, 1, 0
    s = 4 * x * y * y % P
    m = 3 * (x - z * z) * (x + z * z) % P
    nx = (m * m - 2 * s) % P
    return nx, (m * (s - nx) - 8 * y ** 4) % P, 2 * y * z % P


def add(first, second):
    if not first[2]:
        return second
    if not second[2]:
        return first
    z1, z2 = first[2] * first[2] % P, second[2] * second[2] % P
    u1, u2 = first[0] * z2 % P, second[0] * z1 % P
    s1, s2 = first[1] * z2 * second[2] % P, second[1] * z1 * first[2] % P
    h, r = (u2 - u1) % P, (s2 - s1) % P
    if not h:
        return (0, 1, 0) if r else double(first)
    h2 = h * h % P
    h3, v = h * h2 % P, u1 * h2 % P
    x = (r * r - h3 - 2 * v) % P
    return x, (r * (v - x) - s1 * h3) % P, h * first[2] * second[2] % P


def times(scalar, point):
    result = (0, 1, 0)
    for bit in bin(scalar)[2:]:
        result = double(result)
        if bit == "1":
            result = add(result, point)
    return result


class PublicKey:
    def __init__(self, pem):
        match = re.search(r"-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", pem, re.S)
        try:
            der = base64.b64decode("".join(match.group(1).split()), validate=True)
        except (AttributeError, ValueError):
            raise Refused("not a public key in PEM")
        if len(der) != 91 or not der.startswith(SPKI + b"\x04"):
            raise Refused("not a P-256 public key")
        self.point = (int.from_bytes(der[27:59], "big"), int.from_bytes(der[59:], "big"), 1)
        x, y, _ = self.point
        if x >= P or y >= P or (y * y - x * x * x + 3 * x - B) % P:
            raise Refused("the public key is not on the curve")
        self.key_id = hashlib.sha256(der).hexdigest()

    def verifies(self, data, signature):
        try:
            raw = base64.b64decode(signature, validate=True)
        except (ValueError, TypeError):
            return False
        # One spelling only: base64 leaves spare bits in its last character.
        if len(raw) != 64 or base64.b64encode(raw).decode() != signature:
            return False
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        if not (0 < r < N and 0 < s < N):
            return False
        w = inverse(s, N)
        e = int.from_bytes(hashlib.sha256(data).digest(), "big")
        x, _, z = add(times(e * w % N, (G[0], G[1], 1)), times(r * w % N, self.point))
        return bool(z) and x * inverse(z * z % P, P) % P % N == r


# --- the Merkle tree, RFC 9162 section 2.1.3.2 ----------------------------------------------------------------------

def sha256(data):
    return hashlib.sha256(data).digest()


def included(event_hash, index, count, path, root):
    if not 0 <= index < count or not all(isinstance(h, str) and HASH.match(h) for h in path):
        return False
    node, first, second = sha256(b"\0" + bytes.fromhex(event_hash)), index, count - 1
    for step in map(bytes.fromhex, path):
        if second == 0:
            return False
        if first & 1 or first == second:
            node = sha256(b"\1" + step + node)
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            node = sha256(b"\1" + node + step)
        first, second = first >> 1, second >> 1
    return second == 0 and node.hex() == root


# --- the archive ----------------------------------------------------------------------------------------------------

class Archive:
    """Programs differ in what they make of an archive with two ends, gaps, or headers that disagree. Only the layout of a packet is
    taken: files from the first byte on, one after the other, the directory in the same order, its end without a comment, and each
    header said twice alike."""

    WHOLE = "The file is not a whole ZIP archive"

    def __init__(self, path):
        try:
            self.file = open(path, "rb")
            self.read_layout(self.file.seek(0, 2))
        except (OSError, struct.error, UnicodeDecodeError):
            raise Refused(self.WHOLE + ".")
        self.unpacked = 0

    def at(self, offset, length):
        self.file.seek(offset)
        return self.file.read(length)

    def read_layout(self, length):
        end = length - 22
        demand(end >= 0, self.WHOLE + ".")
        mark, disk, first, here, total, size, start, comment = struct.unpack("<L4H2LH", self.at(end, 22))
        demand(mark == 0x06054b50 and comment == 0, self.WHOLE + ": it does not end with an end record without a comment.")
        demand(disk == 0 and first == 0 and here == total, "The archive says that it has other parts.")
        demand(total <= MAX_ENTRIES, "The archive has more than %d entries." % MAX_ENTRIES)
        locator = end >= 20 and self.at(end - 20, 4) == b"PK\6\7"
        demand(start + size == end and not locator, "The archive's directory does not reach from the last file to the end record.")
        headers = self.read_directory(start, end, total)
        self.entries, at = {}, 0
        for header in headers:
            at = self.read_entry(header, at)
        demand(at == start, "The archive holds something between its last file and its directory.")

    def read_directory(self, at, end, total):
        headers = []
        while len(headers) < total and at + 46 <= end:
            fixed = self.at(at, 46)
            demand(fixed[:4] == b"PK\1\2", self.WHOLE + ".")
            headers.append(fixed + self.at(at + 46, struct.unpack_from("<H", fixed, 28)[0]))
            at += len(headers[-1])
        demand(len(headers) == total and at == end, "The archive's directory has another length than its entries.")
        return headers

    def read_entry(self, header, at):
        flags, method = struct.unpack_from("<2H", header, 8)
        check, packed, size = struct.unpack_from("<3L", header, 16)
        extra, comment, disk, _, attributes, offset = struct.unpack_from("<4H2L", header, 30)
        name = header[46:].decode("utf-8")
        demand(safe(name), "The archive holds the unsafe name %r." % name)
        # UTF-8 names, and how hard a packer tried. Not: encrypted, or lengths told after the data.
        demand(not flags & ~0x0806 and (name.isascii() or flags & 0x0800) and method in (0, 8) and extra + comment + disk == 0,
               name + " is kept in a way that no packet uses.")
        demand(attributes >> 28 in (0, 8) and not attributes & 0x10, name + " is not a plain file.")
        demand(name not in self.entries, name + " is in the archive twice.")
        demand(offset == at, name + " does not begin where the file before it ends.")
        local = self.at(at, len(header) - 16)
        demand(local[:4] == b"PK\3\4" and local[4:30] == header[6:32] and local[30:] == header[46:],
               "The header before %s is not the one in the directory." % name)
        self.entries[name] = (method, at + len(local), packed, size)
        return at + len(local) + packed

    def chunks(self, name, at_most):
        if name not in self.entries:
            raise Refused(name + " is missing.")
        method, at, packed, size = self.entries[name]
        done = 0
        for chunk in self.inflated(name, at, packed) if method == 8 else self.stored(at, packed):
            done += len(chunk)
            self.unpacked += len(chunk)
            if done > at_most or self.unpacked > 2 * MAX_TOTAL:
                raise Refused("%s is larger than %d bytes." % (name, at_most))
            yield chunk
        demand(done == size, "%s unpacks to %d bytes; the archive says %d." % (name, done, size))

    def stored(self, at, packed):
        for offset in range(0, packed, 1 << 16):
            yield self.at(at + offset, min(1 << 16, packed - offset))

    def inflated(self, name, at, packed):
        unpacker = zlib.decompressobj(-15)
        try:
            for chunk in self.stored(at, packed):
                while chunk:
                    yield unpacker.decompress(chunk, 1 << 16)
                    chunk = unpacker.unconsumed_tail
            yield unpacker.flush()
        except zlib.error:
            raise Refused(name + " cannot be unpacked.")
        demand(unpacker.eof and not unpacker.unused_data, name + " cannot be unpacked.")

    def read(self, name):
        return b"".join(self.chunks(name, MAX_JSON))


def safe(name):
    return (0 < len(code_units(name)) <= 480 and not re.search(r"[\\:\x00-\x1f\x7f-\x9f]", name)
            and all(part not in ("", ".", "..") for part in name.split("/")))


# --- the checks -----------------------------------------------------------------------------------------------------

def demand(condition, message):
    if not condition:
        raise Refused(message)


def count(number_of, one, many):
    return "%d %s" % (number_of, one if number_of == 1 else many)


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_EXACT


def is_version(value):
    return is_integer(value) and -2 ** 31 <= value < 2 ** 31


def is_text(value):
    return isinstance(value, str)


def is_object(value):
    return isinstance(value, dict)


def is_list(value):
    return isinstance(value, list)


def is_any(_):
    return True


def is_time(value):
    """RFC 3339 in UTC with six fractional digits, of a day that there is."""
    match = TIME.match(value) if is_text(value) else None
    try:
        return bool(match and datetime.datetime(*map(int, match.groups())))
    except ValueError:
        return False


def maybe(kind):
    return lambda value: value is None or kind(value)


def texts(*names):
    return {name: is_text for name in names}


EVENT = {"action": is_text, "actor": is_object, "after": maybe(is_object), "authentication": maybe(is_text), "before": maybe(is_object),
         "channel": is_text, "entity": is_object, "hash": is_text, "ip": maybe(is_text), "organization": is_text, "previous_hash": is_text,
         "reason": maybe(is_text), "request_id": maybe(is_text), "sequence": is_integer, "session_id": maybe(is_text),
         "signature_id": maybe(is_integer), "time": is_time, "user_agent": maybe(is_text)}
ACTOR = {"id": maybe(is_integer), "kind": is_text, "name": maybe(is_text), "on_behalf_of": maybe(is_text), "role": maybe(is_text)}
ENTITY = {"code": maybe(is_text), "id": maybe(is_integer), "label": maybe(is_text), "type": maybe(is_text), "version": maybe(is_version)}
MANIFEST = {"format": is_text, "packet": is_text, "organization": is_object, "scope": is_object, "made_by": is_object, "made_at": is_time,
            "application": is_object, "counts": is_object, "head": is_object, "record_versions": is_list, "files": is_list,
            "replaces": maybe(is_text)}
SCOPE = {"kind": is_text, "records": is_list, "from": maybe(is_time), "to": maybe(is_time)}
MADE_BY = {"kind": is_text, "id": maybe(is_integer), "name": is_text, "role": maybe(is_text)}
COUNTS = {"records": is_integer, "events": is_integer, "files": is_integer, "withheld": is_integer}
HEAD = {"sequence": is_integer, "hash": is_text}
FILE = {"name": is_text, "size": is_integer, "sha256": is_text}
RECORD_VERSION = {"type": is_text, "id": is_integer, "code": is_text, "version": is_version}
PROOFS = {"public_key": is_text, "key_id": is_text, "checkpoint": is_object, "inclusion": is_list}
CHECKPOINT = {"organization": is_text, "sequence": is_integer, "head_hash": is_text, "merkle_root": is_text, "time": is_time,
              "signature": is_text}
INCLUSION = {"sequence": is_integer, "hash": is_text, "index": is_integer, "path": is_list}
RECORD = {"type": is_text, "code": is_text, "version": is_version, "data": is_any, "relations": is_any, "signatures": is_any}
DEMANDED = ("packet.pdf", "packet.xlsx", "records.json", "audit.jsonl", "proofs.json", "verify.html")


def shaped(value, members, what):
    demand(is_object(value) and set(value) == set(members), what + " does not have the members of its format.")
    for name, kind in members.items():
        demand(kind(value[name]), "%s: %s is not of its kind." % (what, name))
    return value


def is_change(event):
    """A read, a refusal and the use of a right carry the version too. A change tells what was before; a creation makes version 1."""
    after = event["after"]
    created = event["entity"]["version"] == 1 and after is not None and next(iter(after), None) not in ("denied", "administrative_access")
    return event["before"] is not None or created


class Packet:
    def __init__(self, path, trusted):
        self.path, self.trusted, self.passed = path, trusted, True
        self.archive = self.manifest = self.proofs = self.key = self.events = None
        self.manifest_bytes = b""

    def verify(self):
        self.run("archive", self.check_archive)
        if self.archive:
            self.run("manifest", self.check_manifest)
            self.run("key", self.check_key)
            self.run("signature", self.check_signature)
            if self.manifest:
                for name in ("files", "checkpoint", "events", "chain", "inclusion", "head", "records", "history"):
                    self.run(name, getattr(self, "check_" + name))
        return self.passed

    def run(self, name, check):
        try:
            good, reason = True, check()
        except Refused as problem:
            good, reason = False, str(problem)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as problem:
            good, reason = False, "Not of the packet's format: %s %s" % (type(problem).__name__, problem)
        self.passed = self.passed and good
        print("%-6s %-11s %s" % ("ok" if good else "FAILED", name, reason))

    def check_archive(self):
        self.archive = Archive(self.path)
        return count(len(self.archive.entries), "entry", "entries")

    def check_manifest(self):
        self.manifest_bytes = self.archive.read("manifest.json")
        manifest = shaped(canonical(self.manifest_bytes, "manifest.json"), MANIFEST, "manifest.json")
        demand(manifest["format"] == "flasktrack-packet/1", "The format is not known.")
        for name, members in (("organization", texts("slug", "name")), ("scope", SCOPE), ("made_by", MADE_BY), ("counts", COUNTS),
                              ("application", texts("name", "version")), ("head", HEAD)):
            shaped(manifest[name], members, name)
        for items, members, name in ((manifest["scope"]["records"], texts("type", "code"), "scope.records"),
                                     (manifest["files"], FILE, "files"), (manifest["record_versions"], RECORD_VERSION, "record_versions")):
            for item in items:
                shaped(item, members, name)
        self.manifest = manifest
        return "Packet %s of %s" % (manifest["packet"], manifest["organization"]["name"])

    def check_key(self):
        proofs = shaped(canonical(self.archive.read("proofs.json"), "proofs.json"), PROOFS, "proofs.json")
        shaped(proofs["checkpoint"], CHECKPOINT, "checkpoint")
        self.key, self.proofs = PublicKey(proofs["public_key"]), proofs
        demand(self.key.key_id == proofs["key_id"], "proofs.json: key_id is not that of public_key.")
        if not self.trusted:
            return "The key is the packet's own, %s, not compared with a published one" % self.key.key_id
        demand(self.key.key_id in self.trusted, "The key %s is not one of the trusted keys." % self.key.key_id)
        return "The key %s is a published one" % self.key.key_id

    def check_signature(self):
        signature = self.archive.read("manifest.sig").decode("latin-1")
        demand(self.key, "proofs.json could not be read.")
        demand(self.key.verifies(self.manifest_bytes, signature), "manifest.sig is not the key's signature over manifest.json.")
        return "manifest.sig is the key's signature over manifest.json"

    def check_files(self):
        listed, problems = {"manifest.json", "manifest.sig"}, []
        for file in self.manifest["files"]:
            if file["name"] in listed:
                problems.append(file["name"] + " is listed twice.")
                continue
            listed.add(file["name"])
            try:
                self.check_file(file)
            except Refused as problem:
                problems.append(str(problem))
        problems += [name + " is not in the manifest." for name in self.archive.entries if name not in listed]
        problems += ["The manifest lacks %s." % name for name in DEMANDED if name not in listed]
        attached, told = sum(name.startswith("files/") for name in listed), self.manifest["counts"]["files"]
        if attached != told:
            problems.append("The manifest lists %s and counts %d." % (count(attached, "attached file", "attached files"), told))
        demand(not problems, " ".join(problems))
        return count(len(self.manifest["files"]), "file has its", "files have their") + " size and hash"

    def check_file(self, file):
        digest, size = hashlib.sha256(), 0
        for chunk in self.archive.chunks(file["name"], file["size"]):
            digest.update(chunk)
            size += len(chunk)
        demand(size == file["size"], "%s has %d bytes instead of %d." % (file["name"], size, file["size"]))
        demand(digest.hexdigest() == file["sha256"], file["name"] + " has another content than the manifest says.")

    def check_checkpoint(self):
        demand(self.key, "proofs.json could not be read.")
        point = self.proofs["checkpoint"]
        demand(point["organization"] == self.manifest["organization"]["slug"], "proofs.json: the checkpoint is another organization's.")
        demand(HASH.match(point["head_hash"]) and HASH.match(point["merkle_root"]), "proofs.json: the checkpoint is malformed.")
        message = "flasktrack-checkpoint/1\n%s\n%d\n%s\n%s\n%s\n" % (
            point["organization"], point["sequence"], point["head_hash"], point["merkle_root"], point["time"])
        demand(self.key.verifies(message.encode(), point["signature"]), "proofs.json: the checkpoint's signature is not the key's.")
        return "Signed over " + count(point["sequence"], "event", "events")

    def check_events(self):
        lines = self.archive.read("audit.jsonl").split(b"\n")
        demand(lines.pop() == b"", "audit.jsonl: the last line does not end.")
        events, previous = [], 0
        for index, line in enumerate(lines, 1):
            where = "audit.jsonl: line %d" % index
            event = shaped(canonical(line, where), EVENT, where)
            shaped(event["actor"], ACTOR, where + ": actor")
            shaped(event["entity"], ENTITY, where + ": entity")
            content = {name: value for name, value in event.items() if name != "hash"}
            hashed = event["previous_hash"].encode() + b"\n" + canonical_text(content).encode("utf-8")
            sequence = event["sequence"]
            demand(hashlib.sha256(hashed).hexdigest() == event["hash"], "Event %d: its content does not give its hash." % sequence)
            demand(sequence > previous, "Event %d comes after event %d." % (sequence, previous))
            # The slug is that of its time; whose event it is shows in its proof, which leads to this organization's checkpoint.
            previous = sequence
            events.append(event)
        told = self.manifest["counts"]["events"]
        self.events = events
        demand(len(events) == told, "audit.jsonl has %d events; the manifest says %s." % (len(events), told))
        return count(len(events), "event", "events")

    def needed_events(self):
        demand(self.events is not None, "audit.jsonl could not be read.")
        return self.events

    def check_chain(self):
        links, before = 0, {"sequence": 0, "hash": GENESIS}
        for event in self.needed_events():
            if event["sequence"] == before["sequence"] + 1:
                links += 1
                demand(event["previous_hash"] == before["hash"],
                       "Event %d: its previous hash is not that of the event before it." % event["sequence"])
            before = event
        return count(links, "link", "links") + " between neighbours"

    def check_inclusion(self):
        events = self.needed_events()
        demand(self.key, "proofs.json could not be read.")
        proofs, point = self.proofs["inclusion"], self.proofs["checkpoint"]
        demand(len(proofs) == len(events), "proofs.json has %d proofs for %d events." % (len(proofs), len(events)))
        for event, proof in zip(events, proofs):
            sequence = event["sequence"]
            shaped(proof, INCLUSION, "inclusion")
            demand(proof["sequence"] == sequence and proof["hash"] == event["hash"] and proof["index"] == sequence - 1,
                   "Event %d: the proof at its place is another event's." % sequence)
            demand(included(event["hash"], proof["index"], point["sequence"], proof["path"], point["merkle_root"]),
                   "Event %d: the proof does not lead to the checkpoint's root." % sequence)
        return count(len(events), "event leads", "events lead") + " to the root " + point["merkle_root"]

    def check_head(self):
        events, head = self.needed_events(), self.manifest["head"]
        demand(self.key, "proofs.json could not be read.")
        point = self.proofs["checkpoint"]
        demand(head["sequence"] == point["sequence"] and head["hash"] == point["head_hash"], "The manifest's head is not the checkpoint's.")
        demand(not events or events[-1]["sequence"] != head["sequence"] or events[-1]["hash"] == head["hash"],
               "Event %s is not the head the manifest names." % head["sequence"])
        return "The head is event %s" % head["sequence"]

    def check_records(self):
        file = shaped(canonical(self.archive.read("records.json"), "records.json"), {"format": is_text, "records": is_list}, "records.json")
        demand(file["format"] == "flasktrack-records/1", "records.json: the format is not known.")
        told = self.manifest["counts"]["records"]
        demand(len(file["records"]) == told, "records.json has %d records; the manifest says %s." % (len(file["records"]), told))
        versions = {(v["type"], v["code"], v["version"]) for v in self.manifest["record_versions"]}
        previous = None
        for record in file["records"]:
            shaped(record, RECORD, "records.json: a record")
            name = "%s %s" % (record["type"], record["code"])
            place = (code_units(record["type"]), code_units(record["code"]))
            demand(previous is None or previous < place, "records.json: %s is out of order." % name)
            demand((record["type"], record["code"], record["version"]) in versions,
                   "records.json: %s at version %s is not in record_versions." % (name, record["version"]))
            previous = place
        return count(len(file["records"]), "record", "records") + " in order"

    def check_history(self):
        """Every change of every record is there; of a period, a run of them without gaps."""
        scope, seen = self.manifest["scope"], {}
        for event in self.needed_events():
            entity = event["entity"]
            if is_change(event) and all(entity[name] is not None for name in ("type", "id", "version")):
                seen.setdefault((entity["type"], entity["id"]), set()).add(entity["version"])
        for record in self.manifest["record_versions"]:
            versions = seen.get((record["type"], record["id"]), set())
            if not versions and (scope["from"] is not None or scope["to"] is not None):
                continue
            first = 1 if scope["from"] is None else min(versions)
            last = record["version"] if scope["to"] is None else max(versions)
            name = "%s %s" % (record["type"], record["code"])
            for version in range(first, last + 1):
                demand(version in versions, "%s: the change to version %d is missing." % (name, version))
            demand(not versions or max(versions) <= record["version"], "%s: there are changes after version %d." % (name, record["version"]))
        return count(len(self.manifest["record_versions"]), "record", "records") + " with every change"


def main():
    parser = argparse.ArgumentParser(description="Check a FlaskTrack evidence packet.")
    parser.add_argument("packet", help="the packet's ZIP file")
    parser.add_argument("--key", action="append", default=[], metavar="PEM", help="a public key to trust; may be repeated")
    parser.add_argument("--keys", metavar="JSON", help="a saved /.well-known/flasktrack-keys.json whose keys to trust")
    options = parser.parse_args()
    trusted = set()
    try:
        for path in options.key:
            with open(path, encoding="utf-8") as file:
                trusted.add(PublicKey(file.read()).key_id)
        if options.keys:
            with open(options.keys, encoding="utf-8") as file:
                trusted.update(PublicKey(key["public_key"]).key_id for key in json.load(file)["keys"])
            demand(trusted, "the list has no keys")
    except (OSError, Refused, ValueError, KeyError, TypeError, binascii.Error) as problem:
        print("The trusted key cannot be read: %s" % problem, file=sys.stderr)
        return 2
    passed = Packet(options.packet, trusted).verify()
    whole = "The packet is whole." if trusted else "The packet is whole; the key was not compared with a published one."
    print(whole if passed else "The packet is NOT whole.")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())

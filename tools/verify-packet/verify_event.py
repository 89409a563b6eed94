#!/usr/bin/env python3
"""Checks the proof of a single audit event without FlaskTrack. Needs Python 3.8 or later and verify_packet.py beside it.

    python3 verify_event.py nordhavn-event-42-proof.json [--key published.pem ...] [--keys flasktrack-keys.json]

One line a check, and one that says what they prove together. Without a trusted key that is little: anybody can make a key and sign with it, so the
proof holds together but nothing says whose it is. Exit code as of verify_packet.py: 0 every check passed, 1 one failed, 2 the command line, the
proof's file or a key file cannot be read.
"""
import argparse
import hashlib
import json
import sys

from verify_packet import PublicKey, Refused, canonical_text, included, no_constant, unique


def checks(proof, trusted):
    event, point = proof["event"], proof["checkpoint"]
    if event is None:
        yield "event", True, "withheld from whoever asked for the proof; its hash is proved, its content is not here"
    else:
        content = {name: value for name, value in event.items() if name != "hash"}
        hashed = event["previous_hash"].encode() + b"\n" + canonical_text(content).encode("utf-8")
        same = hashlib.sha256(hashed).hexdigest() == event["hash"] == proof["hash"] and event["sequence"] == proof["sequence"]
        yield "event", same, "its content gives its hash" if same else "its content does not give the hash that is proved"
    inclusion = proof["inclusion"]
    inside = inclusion["index"] == proof["sequence"] - 1 and included(
        proof["hash"], inclusion["index"], point["sequence"], inclusion["path"], point["merkle_root"])
    yield "inclusion", inside, "the path leads to the checkpoint's root" if inside else "the path does not lead to the checkpoint's root"
    key = PublicKey(proof["public_key"])
    message = "flasktrack-checkpoint/1\n%s\n%d\n%s\n%s\n%s\n" % (
        point["organization"], point["sequence"], point["head_hash"], point["merkle_root"], point["time"])
    signed = key.verifies(message.encode(), point["signature"]) and point["organization"] == proof["organization"]
    yield "signature", signed, "the checkpoint is signed by the key" if signed else "the checkpoint is not signed by the key"
    if not trusted:
        same = key.key_id == proof["key_id"]
        yield "key", same, "the key is the proof's own, %s, not compared with a published one" % key.key_id if same else "key_id is not that of public_key"
    else:
        known = key.key_id in trusted and key.key_id == proof["key_id"]
        yield "key", known, "the key is a published one" if known else "the key is not a published one"


def verdict(proof, authentic):
    """What the checks prove, and what they do not."""
    what = "Event %d of %s" % (proof["sequence"], proof["organization"])
    if not authentic:
        return ("%s is NOT authenticated: the proof is whole, but its key was not compared with a published one, and anybody can make a key. "
                "Give the laboratory's keys with --keys." % what)
    if proof["event"] is None:
        return "%s is proved to be in the log by its hash; its content was withheld and nothing is proved of it." % what
    return "%s is proved: a published key signed a log that holds it with this content. That what it says is true is not proved." % what


def read_keys(arguments):
    trusted = set()
    for path in arguments.key:
        with open(path, encoding="utf-8") as file:
            trusted.add(PublicKey(file.read()).key_id)
    if arguments.keys:
        with open(arguments.keys, encoding="utf-8") as file:
            trusted.update(PublicKey(key["public_key"]).key_id for key in json.load(file)["keys"])
        if not trusted:
            raise Refused("the list has no keys")
    return trusted


def main():
    parser = argparse.ArgumentParser(description="Checks the proof of a single audit event.")
    parser.add_argument("proof")
    parser.add_argument("--key", action="append", default=[], metavar="PEM", help="a public key to trust; may be repeated")
    parser.add_argument("--keys", metavar="JSON", help="a saved /.well-known/flasktrack-keys.json whose keys to trust")
    arguments = parser.parse_args()
    try:
        trusted = read_keys(arguments)
    except (OSError, ValueError, KeyError, TypeError, Refused) as problem:
        print("The trusted key cannot be read: %s" % problem, file=sys.stderr)
        return 2
    try:
        with open(arguments.proof, encoding="utf-8") as file:
            proof = json.load(file, object_pairs_hook=unique, parse_constant=no_constant)
        if proof["format"] != "flasktrack-event-proof/1":
            raise Refused("the format is not known")
        results = list(checks(proof, trusted))
    except (OSError, ValueError, KeyError, TypeError, Refused) as problem:
        print("FAILED  file: %s" % problem)
        return 2
    for name, ok, reason in results:
        print("%s  %s: %s" % ("ok    " if ok else "FAILED", name, reason))
    whole = all(ok for _, ok, _ in results)
    print(verdict(proof, bool(trusted)) if whole else "Event %d of %s is NOT proved." % (proof["sequence"], proof["organization"]))
    return 0 if whole else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())

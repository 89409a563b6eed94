#!/usr/bin/env python3
"""Checks tokens.css: text pairs at 4.5:1, controls, glyphs and focus at 3:1, in both themes."""
import re, sys, pathlib
css = (pathlib.Path(__file__).parents[1] / "wwwroot-assets/styles/tokens.css").read_text()
def block(rx): return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6})", re.search(rx, css, re.S).group(1)))
light = block(r":root \{(.*?)\n\}")
dark = {**light, **block(r':root\[data-theme="dark"\] \{(.*?)\n\}')}
media = {**light, **block(r':root:not\(\[data-theme="light"\]\) \{(.*?)\n  \}')}
def lum(h):
    v = [int(h[i:i+2], 16) / 255 for i in (1, 3, 5)]
    v = [x / 12.92 if x <= .04045 else ((x + .055) / 1.055) ** 2.4 for x in v]
    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]
def ratio(a, b):
    x, y = sorted((lum(a), lum(b)), reverse=True)
    return (x + .05) / (y + .05)
S = ["--surface-0", "--surface-1", "--surface-2", "--surface-3", "--surface-raised"]
pairs = [(t, s, 4.5) for t in ("--text-1", "--text-2", "--text-3", "--accent-text") for s in S]
pairs += [("--text-1", s, 4.5) for s in ("--surface-4", "--accent-soft", "--mark")]
pairs += [("--accent-text", "--accent-soft", 4.5), ("--text-2", "--accent-soft", 4.5), ("--text-3", "--accent-soft", 4.5)]
pairs += [("--text-inverse", "--red-solid", 4.5)]
pairs += [("--on-accent", b, 4.5) for b in ("--accent", "--accent-hover", "--accent-press")]
for t in "slate blue cyan green olive violet amber red".split():
    pairs += [(f"--{t}-fg", f"--{t}-bg", 4.5)] + [(f"--{t}-fg", s, 4.5) for s in S[:3]]
    pairs += [(f"--{t}-solid", s, 3) for s in ("--surface-1", f"--{t}-bg")] + [("--text-1", f"--{t}-bg", 4.5), ("--text-2", f"--{t}-bg", 4.5)]
pairs += [(f"--series-{i}", "--surface-1", 3) for i in range(1, 7)]
pairs += [("--line-control", s, 3) for s in ("--surface-1", "--surface-2")] + [("--focus", s, 3) for s in S]
bad = 0
for name, th in (("light", light), ("dark", dark)):
    rs = [(ratio(th[a], th[b]), a, b, m) for a, b, m in pairs]
    for r, a, b, m in sorted(rs):
        if r < m: bad += 1; print(f"{name:5} {r:5.2f} < {m}  {a} on {b}")
    print(f"{name}: {len(rs)} pairs, lowest text {min(r for r, _, _, m in rs if m == 4.5):.2f}, lowest graphic {min(r for r, _, _, m in rs if m == 3):.2f}")
if media != dark: bad += 1; print("the two dark blocks differ")
sys.exit(bad > 0)

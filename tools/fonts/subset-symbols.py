#!/usr/bin/env python3
"""Cuts wwwroot-assets/fonts/symbols.woff2 and Components/Shared/IconTable.cs from the Material Symbols font of Radzen.Blazor.

Run after adding a name to icons.txt:  tools/fonts/subset-symbols.py PATH/MaterialSymbolsOutlined.woff2
Needs fonttools and brotli. Weight 400, unfilled; only the named glyphs stay.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
names = sorted(set((HERE / "icons.txt").read_text().split()))
font = instancer.instantiateVariableFont(TTFont(sys.argv[1]), {"FILL": 0, "wght": 400})
codes = {glyph: code for code, glyph in font.getBestCmap().items()}
missing = [name for name in names if name not in codes]
if missing:
    sys.exit("not in the font: " + " ".join(missing))

options = subset.Options(flavor="woff2", layout_features=[], hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 13, 14])
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[codes[name] for name in names])
cutter.subset(font)
font.flavor = "woff2"
font.save(ROOT / "wwwroot-assets/fonts/symbols.woff2")

cells = [f'["{name}"] = \'\\u{codes[name]:x}\',' for name in names]
rows = ["        " + " ".join(cells[i:i + 4]) for i in range(0, len(cells), 4)]
(ROOT / "FlaskTrack.Web/Components/Shared/IconTable.cs").write_text(
    "using System.Collections.Frozen;\n\nnamespace FlaskTrack.Web.Components.Shared;\n\n"
    "/// <summary>Icon names of the bundled Material Symbols subset and their code points; written by tools/fonts/subset-symbols.py.</summary>\n"
    "public static class IconTable\n{\n    /// <summary>Every icon the font holds.</summary>\n"
    "    public static FrozenDictionary<string, char> Codes { get; } = new Dictionary<string, char>\n    {\n"
    + "\n".join(rows) + "\n    }.ToFrozenDictionary();\n}\n")
print(len(names), "icons")

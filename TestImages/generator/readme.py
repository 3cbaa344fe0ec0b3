# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""The page that describes the test images, written from the catalogue."""

from catalogue import COPIES, DESIGNS, STRANGERS

DEEDS = {
    "jpeg-q10": "stored as JPEG of quality 10",
    "shrink-25pct": "brought down to a quarter of its width",
    "blur": "out of focus",
    "gamma": "lighter or darker, with less contrast",
    "mirror": "mirrored left to right",
    "flip": "mirrored top to bottom",
    "rotate-90": "turned a quarter, anticlockwise",
    "rotate-12deg": "turned by 12 degrees on white",
    "crop-40pct": "a part with 40 % of the area",
    "crop-20pct": "a part with 20 % of the area",
    "recolour-palette": "each main colour replaced by another",
    "invert": "negative",
    "hue-shift": "all hues turned",
    "ground-swap": "the motifs on another ground",
    "text-over": "lettering and a caption bar laid over it",
    "screenshot": "on a shop's page on a telephone",
    "embedded": "a framed print within a drawn room",
    "motif": "its largest motif lifted on to a plain ground",
    "tile-2x2": "repeated twice by twice, smaller",
    "half-drop": "a second column, dropped by half",
    "offset": "the repeat cut at another place",
    "mirror-repeat": "four of it, mirrored about both axes",
    "photo": "printed cloth photographed: folds, perspective, uneven light, noise",
}

HEAD = """# Test images

Textile designs drawn for this project, copies of them, and strangers to them. The demo and the
integration tests read them through `expected.tsv`.

- **Provenance.** Every picture here in `designs/`, `strangers/` and `copies/` is the output of the
  program in `generator/`, which draws from curves, seeded random numbers and hand-chosen palettes.
  No picture, font outline or texture from elsewhere went into them; lettering in some copies uses
  the font that Pillow carries.
- **Licence.** Apache-2.0, as the project.
- **Command.** `Scripts/make-test-images` from the root of the repository draws all of them anew, in
  about two minutes; `Scripts/make-test-images peony-garden folk-tree` only these and their copies.
  It makes its own Python environment with the versions in `generator/requirements.txt`. Each
  picture's random numbers depend on its name alone.
- `expected.tsv` has one line for each copy and each stranger: `file`, `expected` (the design that
  it was made from, or `-` for none), `attack` (what was done, or `stranger`).
- `formats/` and `bad/`, where present, are made by another script and described there.
- `golden/pdq.tsv`: what the reference library says of the designs, by
  `Scripts/make-pdq-golden --folder TestImages/designs --output TestImages/golden/pdq.tsv`.

The generator, module by module: `palettes` (colourways), `curves` (outlines and paths), `brushes`
(the cloth, the pen, paints and textures), `layouts` (repeats), `flora` and `fauna` (motifs),
`florals`, `ornaments`, `surfaces` and `scenes` (designs), `attacks` (what copiers do), `catalogue`
(what is drawn), `readme` (this page) and `make` (the program).
"""


def page():
    """The whole text of README.md."""
    rows = lambda designs, folder: [
        f"| [{d.name}]({folder}/{d.file}) | {d.kind} | {d.repeat} | {_stored(d)} |" for d in designs
    ]
    head = ["| design | kind | repeat | stored as |", "|---|---|---|---|"]
    files = {d.name: d for d in DESIGNS}
    copies = [f"| {name} | `{attack}` | {DEEDS[attack]} |" for name, attack in sorted(COPIES)]
    parts = [
        HEAD,
        f"## Designs ({len(DESIGNS)})\n",
        *head,
        *rows(DESIGNS, "designs"),
        "",
        f"## Strangers ({len(STRANGERS)})\n",
        "Of the same kinds, often in near palettes, but drawn differently:\n"
        "they must match nothing.\n",
        *head,
        *rows(STRANGERS, "strangers"),
        "",
        f"## Copies ({len(COPIES)})\n",
        "Named `<design>__<attack>`; flat pictures stay PNG where the attack keeps them flat,\n"
        "the others are JPEG.\n",
        "| of | attack | what was done |",
        "|---|---|---|",
        *copies,
    ]
    assert all(name in files for name, _ in COPIES)
    return "\n".join(parts) + "\n"


def _stored(design):
    return {"jpg": "JPEG", "rgb": "PNG, RGB"}.get(
        design.paint, f"PNG, up to {design.paint} colours"
    )

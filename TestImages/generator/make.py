# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Draws the test images: python make.py OUTPUT [name ...].

Writes OUTPUT/designs, OUTPUT/strangers, OUTPUT/copies, OUTPUT/expected.tsv and
OUTPUT/README.md. With names, only those designs and strangers are drawn anew, and the copies
made from them.
"""

import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

import attacks
import readme
from catalogue import COPIES, DESIGNS, STRANGERS


def generator(text):
    """The random generator of a name: the same on every run, whatever else is drawn."""
    return np.random.default_rng(zlib.crc32(text.encode()))


def save(picture, path, paint):
    """Stores a picture as `paint` says, and returns the pixels that a reader will see."""
    image = Image.fromarray(picture)
    if paint == "jpg":
        image.save(path,
                   quality=71,
                   subsampling=0 if zlib.crc32(path.name.encode()) % 3 == 0 else 2)
    elif paint == "rgb":
        image.save(path, optimize=True)
    else:
        image.quantize(int(paint),
                       Image.Quantize.MEDIANCUT if int(paint) > 48 else Image.Quantize.MAXCOVERAGE,
                       kmeans=2,
                       dither=Image.Dither.NONE).save(path, optimize=True)
    with Image.open(path) as stored:
        return np.asarray(stored.convert("RGB"))


def copy_file(design, attack):
    """Indexed pictures stay PNG under the attacks that keep flat colour; all else is JPEG."""
    flat = attack in ("mirror", "flip", "rotate-90", "offset",
                      "ground-swap") and design.paint in ("8", "32", "48")
    return f"{design.name}__{attack}.{'png' if flat else 'jpg'}"


def main():
    root, only = Path(sys.argv[1]), set(sys.argv[2:])
    cv2.setNumThreads(1)
    drawn = {}
    for folder, designs in (("designs", DESIGNS), ("strangers", STRANGERS)):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for design in designs:
            if only and design.name not in only:
                continue
            picture = design.draw(generator(design.name), design.colours, **design.options)
            drawn[design.name] = save(picture, root / folder / design.file, design.paint)
            print(f"{folder}/{design.file}", "x".join(map(str, picture.shape[1::-1])), flush=True)
    (root / "copies").mkdir(exist_ok=True)
    by_name = {design.name: design for design in DESIGNS}
    for name, attack in COPIES:
        if name not in drawn:
            continue
        design = by_name[name]
        picture = attacks.ATTACKS[attack](drawn[name], generator(f"{name} {attack}"))
        path = root / "copies" / copy_file(design, attack)
        if path.suffix == ".png":
            save(picture, path, design.paint)
        else:
            side = 900 if attack in ("screenshot", "embedded") else 640
            Image.fromarray(attacks.fit(picture, side)).save(
                path, quality=10 if attack == "jpeg-q10" else 68)
    lines = ["file\texpected\tattack"]
    lines += [
        f"copies/{copy_file(by_name[n], a)}\tdesigns/{by_name[n].file}\t{a}" for n, a in COPIES
    ]
    lines += [f"strangers/{d.file}\t-\tstranger" for d in STRANGERS]
    (root / "expected.tsv").write_text("\n".join(lines) + "\n")
    (root / "README.md").write_text(readme.page())


if __name__ == "__main__":
    main()

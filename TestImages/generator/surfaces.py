# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Checks, stripes, dots, skins, camouflage and other all-over surfaces."""

import cv2
import numpy as np

import flora
from brushes import SCALE, Cloth, noise, step, worley
from curves import TAU, along, bezier, blob, ngon, petal, polar, smooth, star
from layouts import half_drop, mirror, pack
from ornaments import box, rosette
from palettes import dark, light, mix, palette


def _twill(h, w, slope=1):
    """Where the warp lies on top in a 2/2 twill, as a soft 0..1 field of doubled pixels."""
    y, x = np.mgrid[0:h, 0:w]
    return (np.sin(TAU * (x + slope * y) / 8.0) * 0.5 + 0.5).astype(np.float32)


def tartan(rng,
           colours,
           sett=(("0", 44), ("1", 8), ("0", 6), ("1", 28), ("3", 3), ("1", 28), ("2", 14), ("4", 3),
                 ("2", 14), ("5", 22)),
           repeats=3,
           size=None,
           seed=1):
    """A woven tartan: the sett is mirrored at its ends, warp over weft in a twill."""
    every = palette(colours)
    counts = [(every[int(c)], n) for c, n in sett]
    run = counts + counts[-2:0:-1]
    line = np.concatenate([np.repeat(c[None], n * SCALE, 0) for c, n in run]).astype(np.float32)
    n = len(line)
    over = _twill(n, n)[..., None]
    cloth = Cloth(n // SCALE, n // SCALE, every[0], seed=seed)
    thread = (1 + 0.05 * np.random.default_rng(seed).standard_normal((2, n, 1))).astype(np.float32)
    warp, weft = (np.tile(line[None] * thread[0][None],
                          (n, 1, 1)), np.tile((line * thread[1])[:, None], (1, n, 1)))
    cloth.pixels = warp * over + weft * (1 - over)
    cloth.layer((0.06 * noise(n, n, 0.7, rng,
                              (6, 1)) * over[..., 0] + 0.06 * noise(n, n, 0.7, rng,
                                                                    (1, 6)) * (1 - over[..., 0])))
    picture = cloth.picture(repeats, repeats)
    return picture if size is None else picture[:size[1], :size[0]]


def cherry_gingham(rng, colours, check=38, columns=20, rows=20, fruit="cherry", seed=2):
    """A gingham with embroidered fruit scattered over it."""
    ground, red, pink, green, lime, wine, gold = palette(colours)
    w, h = check * columns, check * rows
    cloth = Cloth(w, h, ground, seed=seed)
    y, x = np.mgrid[0:h * 2, 0:w * 2]
    across, down = (x // (check * 2)) % 2, (y // (check * 2)) % 2
    shade = (across + down)[..., None] * 0.5
    thread = 0.5 + 0.5 * np.sin(TAU * np.where((x // 3 + y // 3) % 2, x, y) / 3.0)
    cloth.pixels = (ground * (1 - shade * 0.62) + red * shade * 0.62).astype(np.float32)
    cloth.layer((0.035 * (thread - 0.5)).astype(np.float32))
    cloth.texture(0.02, 0.6, (8, 1))
    pen = cloth.pen(stitch=0.9)
    for k, (cx, cy, r) in enumerate(pack(w, h, [66] * 8 + [56] * 12 + [46] * 20 + [36] * 20, rng)):
        here = pen.at(cx, cy, rng.uniform(-0.5, 0.5), r / 60)
        if k % 3 != 2:
            for s, long in ((-1, 44), (1, 36)):
                stalk = bezier((0, -44), (s * 6, -10), (s * 22, long - 26), n=16)
                here.line(stalk, 3.4, green)
                here.at(*stalk[-1]).fill(
                    blob(19, 0.03, rng) + (s * 2, 14), dark(red, 0.1), wine, ((-8, 0), (14, 26)))
                here.dot(stalk[-1][0] + s * 2 - 6,
                         stalk[-1][1] + 8,
                         3.6,
                         light(pink, 0.5),
                         stitch=0)
            for s in (-1, 1):
                flora.leaf(here.at(0, -44, -0.35 if s > 0 else np.pi + 0.35),
                           38,
                           17, (green, lime)[s > 0],
                           ribs=4)
        else:
            flora.daisy(here, 26, ground, gold, rng, 10)
            for a in (0.5, 2.4, 4.2):
                flora.leaf(here.at(*polar(25, a), a), 26, 11, lime, ribs=3)
    return cloth.picture()


def ribbon_stripe(rng, colours, size=(400, 900), seed=3):
    """Fancy stripes: ribbons, beads, ticking, and a climbing rose between them."""
    ground, sage, rose, blush, leaf_, deep, mint, sand, moss = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, seed=seed)
    hh, ww = cloth.pixels.shape[:2]
    pen = cloth.pen()
    runs = [(0, 64, mint), (8, 3, sage), (53, 3, sage), (196, 30, blush), (199, 2, rose),
            (221, 2, rose), (236, 3, sand), (378, 14, sand), (383, 3, deep), (180, 3, sand),
            (84, 2, sage), (90, 2, sage)]
    for x, wide, colour in runs:
        pen.fill(box(x, -4, x + wide, h + 4), colour, ink=None)
    y, x = np.mgrid[0:hh, 0:ww]
    cloth.layer((0.02 * np.sin(TAU * y / 5.0)).astype(np.float32))
    for k in range(int(h / 12.5)):
        pen.dot(211, (k + 0.5) * 12.5, 3.4, ground)
        pen.fill(petal(13, 6, 0.5, 0.8) @ np.array([[0, 1], [1, 0]]) + (32, k * 12.5), ground)
    for k in range(18):
        rosette(pen.at(32, (k + 0.5) * h / 18), 17, (sage, ground, rose), rng,
                int(rng.integers(5, 9)), 3)
    leafy = cloth.pen(rim=0.3, streak=0.5)
    wave = lambda centre, wide, turns, phase: np.stack(
        [centre + wide * np.sin(np.linspace(0, TAU * turns, 140) + phase),
         np.linspace(0, h, 140)], 1)
    for centre, phase, blooms in ((134, 0, 5), (306, 2.2, 6)):
        vine = wave(centre, 22 if centre < 200 else 34, 3, phase)
        leafy.line(vine, 4, moss)
        for k, (px, py, pa) in enumerate(along(vine, 30, 0, 0.98)):
            side = 1 if k % 2 else -1
            flora.leaf(leafy.at(px, py, pa + side * rng.uniform(0.6, 1.1)),
                       rng.uniform(26, 38),
                       13, (leaf_, moss, sage)[k % 3],
                       ribs=4)
        for k, (px, py, pa) in enumerate(along(vine, blooms * 2, 0.03, 0.93)):
            side = 1 if k % 2 else -1
            here = leafy.at(px + side * 12, py)
            if k % 2 == 0:
                flora.rose(here, rng.uniform(27, 36), (deep, rose, blush), rng)
            elif k % 4 == 1:
                flora.bud(here.at(0, 0, pa + side), 30, rose, moss)
            else:
                flora.blossom(here, 15, blush, sand, rng)
    return cloth.picture(2, 1)


def stripes(rng, colours, size=(900, 700), seed=4, upright=True):
    """Plain stripes of hand-mixed widths, woven, non-repeating."""
    every = palette(colours)
    w, h = size
    cloth = Cloth(w, h, every[0], seed=seed)
    hh, ww = cloth.pixels.shape[:2]
    line, last = [], 0
    while len(line) < ww:
        k = int(rng.choice([i for i in range(len(every)) if i != last]))
        wide = int(rng.choice([4, 6, 10, 18, 30, 52, 84])) * SCALE
        if rng.random() < 0.25:
            for _ in range(4):
                line += [every[k]] * 6 + [every[last]] * 6
        else:
            line += [every[k]] * wide
        last = k
    row = np.array(line[:ww], np.float32)
    cloth.pixels[:] = row[None]
    y, x = np.mgrid[0:hh, 0:ww]
    cloth.layer((0.035 * np.sin(TAU * x / 6.0) * np.sin(TAU * y / 6.0)).astype(np.float32))
    cloth.texture(0.03, 0.8, (30, 1))
    cloth.texture(0.02, 0.8, (1, 12))
    picture = cloth.picture()
    return picture if upright else np.rot90(picture).copy()


def dots(rng, colours, size=(860, 860), seed=5, pieces=True):
    """Hand-cut spots of many sizes, some with a drawing inside, non-repeating."""
    every = palette(colours)
    ground = every[0]
    w, h = size
    cloth = Cloth(w, h, ground, seed=seed)
    pen = cloth.pen(rough=0.7, grain=0.4)
    radii = [86, 74, 66] + [54] * 6 + [40] * 14 + [28] * 30 + [18] * 60 + [10] * 120 + [6] * 140
    for k, (x, y, r) in enumerate(pack(w, h, radii, rng, tries=200)):
        a, b = (every[i] for i in rng.permutation(np.arange(1, len(every)))[:2])
        r = r * 0.93
        here = pen.at(x, y, rng.uniform(0, TAU))
        here.fill(blob(r, 0.035, rng), a)
        kind = rng.integers(7) if pieces and r > 24 else 6
        if kind == 0:
            for q in np.linspace(-0.7, 0.7, 5):
                half = r * np.sqrt(1 - q * q) * 0.9
                here.line(
                    np.array([(-half, q * r), (0, q * r + rng.uniform(-2, 2)), (half, q * r)]),
                    r * 0.11, b)
        elif kind == 1:
            for s, colour in ((0.72, ground), (0.5, b), (0.24, ground)):
                here.fill(blob(r * s, 0.04, rng), colour)
        elif kind == 2:
            for j in range(24):
                q = polar(r * 0.85 * np.sqrt((j + 0.5) / 24), j * 2.4)
                here.fill(blob(r * 0.065, 0.1, rng, 20) + q, b)
        elif kind == 3:
            flora.blossom(here, r * 0.72, b, ground, rng, 6, 0)
        elif kind == 4:
            here.fill(np.vstack([polar(r * 0.97, np.linspace(0, np.pi, 30))]), b)
        elif kind == 5:
            for j in range(11):
                q = polar(r * rng.uniform(0.1, 0.7), rng.uniform(0, TAU))
                here.at(*q, rng.uniform(0, TAU)).fill(petal(r * 0.3, r * 0.09, 0.5, 0.6), b)
    return cloth.picture()


def camouflage(rng, colours, size=(900, 760), seed=6, rough=2.1, stretch=(1.0, 1.7), lowest=7.0):
    """Four-colour camouflage with crisp, slightly torn edges."""
    every = palette(colours)
    cloth = Cloth(*size, every[0], seed=seed)
    h, w = cloth.pixels.shape[:2]
    for colour, level in zip(every[1:], (0.35, 0.55, 1.0, 1.25)):
        field = noise(h, w, rough + 0.9, rng, stretch, lowest) + 0.05 * noise(h, w, 1.4, rng)
        field = cv2.GaussianBlur(field, (0, 0), 2)
        cover = step(level - 0.02, level + 0.02, field)[..., None]
        cloth.pixels += (colour - cloth.pixels) * cover
    y, x = np.mgrid[0:h, 0:w]
    cloth.layer((0.03 * np.sin(TAU * (x + y) / 7.0)).astype(np.float32))
    cloth.texture(0.02, 0.6)
    return cloth.picture()


def leopard(rng, colours, size=(860, 860), seed=7):
    """Broken rosettes that follow the lie of the coat."""
    ground, tan, black, cream, brown = palette(colours)
    cloth = Cloth(*size, ground, seed=seed)
    h, w = cloth.pixels.shape[:2]
    field = noise(h, w, 2.4, rng)
    cloth.pixels += (cream - cloth.pixels) * step(-0.2, 1.6, field)[..., None]
    cloth.pixels += (tan - cloth.pixels) * step(0.2, 1.8, -field)[..., None]
    lie = noise(h, w, 2.6, rng)
    pen = cloth.pen(rough=1.4)
    for x, y, r in pack(*size, [34] * 60 + [27] * 120 + [20] * 160 + [11] * 300, rng):
        a = 0.6 * lie[int(y * 2) % h, int(x * 2) % w] + 0.4
        here = pen.at(x, y, a)
        if r > 15:
            shape = blob(r * 0.74, 0.1, rng) * (1.15, 0.85)
            here.fill(shape, mix(tan, brown, rng.uniform(0.3, 0.8)), alpha=0.85, blur=1.2)
            at = rng.uniform(0, TAU)
            parts = int(rng.integers(2, 5))
            for k in range(parts):
                span = TAU / parts
                wide = rng.uniform(0.55, 0.86) * span
                s = np.linspace(at + k * span, at + k * span + wide, 9)
                path = polar(r * 0.72, s) * (1.15, 0.85) + rng.normal(0, r * 0.035, (9, 2))
                here.line(smooth(path, False, 4), r * 0.36, black, (0.7, 0.6), 1.1, rough=1.2)
            if rng.random() < 0.4:
                here.fill(blob(r * 0.13, 0.2, rng), black)
        else:
            here.fill(blob(r * 0.62, 0.2, rng) * (1.3, 0.8), black)
    cloth.texture(0.035, 0.7, (1, 6))
    return cloth.picture()


def zebra(rng, colours, size=(860, 900), seed=8, steps=26):
    """Stripes grown by local excitement and wider inhibition, along a wandering coat."""
    white, black = palette(colours)[:2]
    h, w = size[1] // 2, size[0] // 2
    field = noise(h, w, 1.2, rng)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    bend = noise(h, w, 2.9, rng)
    for _ in range(steps):
        near = cv2.GaussianBlur(field, (0, 0), 4.2, sigmaY=2.2)
        far = cv2.GaussianBlur(field, (0, 0), 8.6, sigmaY=6.6)
        field = np.clip((near - far) * 6 + 0.25 * (near - 0.2 * near**3), -1, 1)
    big = cv2.resize(field, (size[0] * 2, size[1] * 2), interpolation=cv2.INTER_CUBIC)
    yy, xx = np.mgrid[0:size[1] * 2, 0:size[0] * 2].astype(np.float32)
    far = cv2.resize(bend, (size[0] * 2, size[1] * 2), interpolation=cv2.INTER_CUBIC)
    big = cv2.remap(big,
                    xx + 60 * far,
                    yy + 90 * far,
                    cv2.INTER_LINEAR,
                    borderMode=cv2.BORDER_REFLECT)
    cloth = Cloth(*size, white, wrap=False, seed=seed)
    big = cv2.GaussianBlur(big, (0, 0), 2.5)
    big += 0.10 * noise(size[1] * 2, size[0] * 2, 0.8, rng, (1, 5))
    cloth.pixels += (black - cloth.pixels) * step(-0.12, 0.12, big - 0.05)[..., None]
    cloth.pixels += np.float32(8) * noise(size[1] * 2, size[0] * 2, 0.8, rng, (1, 10))[..., None]
    return cloth.picture()


def giraffe(rng, colours, size=(860, 860), seed=9, cell=92):
    """Plates with pale seams."""
    cream, brown, tan, umber = palette(colours)
    cloth = Cloth(*size, cream, seed=seed)
    h, w = cloth.pixels.shape[:2]
    near, second, number = worley(h, w, cell * 2, rng)
    seam = second - near + 5 * noise(h, w, 1.4, rng)
    shade = rng.random(number.max() + 1).astype(np.float32)[number][..., None]
    plate = brown * (1 - shade) + tan * shade
    heart = step(90, 10, near)[..., None] * 0.35
    plate = plate + (umber - plate) * heart
    cover = step(16, 24, seam)[..., None]
    cloth.pixels += (plate - cloth.pixels) * cover
    cloth.texture(0.035, 0.8, (7, 1))
    return cloth.picture()


def _patch(kind, size, colours, rng):
    """A small print for one square of a quilt."""
    a, b, c, d = colours
    cloth = Cloth(size, size, a, seed=int(rng.integers(1 << 30)))
    pen = cloth.pen()
    if kind == 0:
        for k in range(8):
            pen.fill(box(size * k / 8, -2,
                         size * (k + (0.5, 0.25)[k % 2]) / 8, size + 2), (b, c)[k % 2])
    elif kind == 1:
        for x, y, r in pack(size, size, [size * 0.10] * 16, rng, tries=60):
            flora.blossom(pen.at(x, y), r, (b, c)[int(x) % 2], d, rng, notch=0)
    elif kind == 2:
        y, x = np.mgrid[0:size * 2, 0:size * 2]
        n = size * 2 / 6
        shade = (((x // (n / 2)) % 2) + ((y // (n / 2)) % 2))[..., None] * 0.5
        cloth.pixels = (a * (1 - shade) + b * shade).astype(np.float32)
    elif kind == 3:
        for i in range(7):
            for j in range(7):
                pen.dot(size * (i + 0.5 * (j % 2) + 0.25) / 7,
                        size * (j + 0.5) / 7, size * 0.035, (b, c, d)[(i + j) % 3])
    elif kind == 4:
        rosette(pen.at(size / 2, size / 2), size * 0.46, (b, c, d), rng, int(rng.integers(6, 11)),
                5)
    elif kind == 5:
        for i in range(-4, 9):
            pen.line(
                np.array([(size * i / 4, 0), (size * (i + 2) / 4, size / 2),
                          (size * (i + 4) / 4, size)]), size * 0.07, (b, c)[i % 2])
    elif kind == 6:
        for k in range(5):
            for j in range(4):
                q = 1 - k * 0.2
                pen.at(size / 2, size / 2, j * np.pi / 2).fill(
                    np.array([(-q, -q), (q, -q), (q - 0.2, -q + 0.2),
                              (-q + 0.2, -q + 0.2)]) * size / 2, (b, c, d, a)[(k * 2 + j // 2) % 4])
    elif kind == 7:
        pen.at(size / 2, size / 2).fill(star(8, size * 0.46, size * 0.19), b)
        pen.at(size / 2, size / 2).fill(star(8, size * 0.28, size * 0.12), c)
    elif kind == 8:
        for k in range(6):
            y = size * (k + 0.5) / 6
            path = np.stack(
                [np.linspace(0, size, 30), y + size * 0.05 * np.sin(np.linspace(0, TAU * 4, 30))],
                1)
            pen.line(path, size * 0.035, (b, c, d)[k % 3])
    else:
        for k in range(4):
            here = pen.at(size * (0.27 + 0.46 * (k % 2)), size * (0.3 + 0.46 * (k // 2)),
                          rng.uniform(0, TAU))
            flora.spray(here.at(-size * 0.2, 0),
                        bezier((0, 0), (size * 0.2, size * 0.1), (size * 0.38, 0), n=12),
                        6,
                        size * 0.14, (b, c),
                        rng,
                        twig=1.6)
    cloth.texture(0.025, 0.7)
    return cloth.pixels


def patchwork(rng, colours, side=104, columns=8, rows=9, seed=10):
    """A quilt of little prints, seamed and hand-stitched."""
    every = palette(colours)
    cloth = Cloth(side * columns, side * rows, every[0], seed=seed)
    last = -1
    for j in range(rows):
        for i in range(columns):
            kind = int(rng.choice([k for k in range(10) if k != last]))
            last = kind
            picks = rng.permutation(len(every))[:4]
            tile = _patch(kind, side, [every[k] for k in picks], rng)
            tile = np.rot90(tile, int(rng.integers(4)))
            if rng.random() < 0.22:
                other = _patch(int(rng.integers(10)), side,
                               [every[k] for k in rng.permutation(len(every))[:4]], rng)
                y, x = np.mgrid[0:side * 2, 0:side * 2]
                tile = np.where((x + y < side * 2)[..., None], tile, other)
            cloth.blend(i * side * 2, j * side * 2, tile, np.ones(tile.shape[:2], np.float32))
    h, w = cloth.pixels.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    dx, dy = (np.abs((x / 2 + side / 2) % side - side / 2),
              np.abs((y / 2 + side / 2) % side - side / 2))
    seam = np.minimum(dx, dy)
    cloth.layer((-0.33 * np.exp(-((seam / 1.5)**2)) + 0.10 * np.exp(-(((seam - 6) / 4)**2))).astype(
        np.float32))
    cloth.layer((0.05 * noise(h, w, 2.0, rng)).astype(np.float32))
    dash = (np.abs(dx - 7) < 1) & (dy > 7) & ((y / 2) % 9 < 5) | (np.abs(dy - 7) < 1) & (dx > 7) & (
        (x / 2) % 9 < 5)
    cloth.pixels[dash] += (light(every[0], 0.5) - cloth.pixels[dash]) * 0.85
    return cloth.picture()


def shibori(rng, colours, size=(440, 440), seed=11):
    """Folded and bound indigo: bled rings and rays in a grid, mirrored."""
    white, blue, sky, night = palette(colours)
    cloth = Cloth(*size, blue, seed=seed)
    h, w = cloth.pixels.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    warp = noise(h, w, 1.9, rng)
    x, y = x + 9 * warp, y + 9 * noise(h, w, 1.9, rng)
    dye = np.zeros((h, w), np.float32)
    for cx, cy, r in ((0, 0, 0.46), (1, 1, 0.46), (1, 0, 0.30), (0, 1, 0.38), (0.5, 0.5, 0.34)):
        px, py = x - cx * w, y - cy * h
        d, a = np.hypot(px, py) / w, np.arctan2(py, px)
        rings = np.cos(d * TAU * rng.uniform(9, 15) + 0.6 * np.cos(a * int(rng.integers(3, 9)) * 2))
        rays = np.cos(a * int(rng.integers(8, 18)))
        near = step(r, r - 0.12, d + 0.03 * warp)
        dye = np.maximum(dye, near * step(-0.1, 0.9, rings * 0.8 + 0.35 * rays))
    dye = cv2.GaussianBlur(dye, (0, 0), 3) * (0.8 + 0.2 * noise(h, w, 1.2, rng))
    cloth.pixels += (night - cloth.pixels) * step(-0.3, 1.6, noise(h, w, 2.2, rng))[..., None] * 0.6
    cloth.pixels += (sky - cloth.pixels) * step(0.05, 0.4, dye)[..., None] * 0.8
    cloth.pixels += (white - cloth.pixels) * step(0.35, 0.85, dye)[..., None]
    cloth.texture(0.03, 0.6)
    return mirror(cloth.picture())


def memphis(rng, colours, size=(820, 820), seed=12):
    """Squiggles, arcs, terrazzo chips and dotted blocks, half-drop."""
    every = palette(colours)
    ground, ink = every[0], every[6]
    lattice = half_drop(*size)
    cloth = Cloth(*size, ground, lattice, seed=seed)
    pen = cloth.pen(grain=0.3)
    for k, (x, y, r) in enumerate(
            pack(*size, [78, 72, 64, 60, 54, 50, 46] + [32] * 16 + [17] * 40 + [8] * 50, rng,
                 lattice, 200)):
        a, b = (every[i] for i in rng.permutation([1, 2, 3, 4, 5, 7])[:2])
        here = pen.at(x, y, rng.uniform(0, TAU))
        kind = k % 7 if r > 20 else 7 + k % 3
        if kind == 0:
            here.fill(blob(r * 0.95, 0.16, rng), a)
            for j in range(30):
                q = polar(r * 0.8 * np.sqrt(rng.random()), rng.uniform(0, TAU))
                here.at(*q).fill(blob(r * 0.05, 0.2, rng, 16), ink)
        elif kind == 1:
            t = np.linspace(-1, 1, 60)
            here.line(np.stack([t * r * 0.95, r * 0.36 * np.sin(t * 9)], 1), r * 0.2, a)
        elif kind == 2:
            here.fill(polar(r, np.linspace(0, np.pi, 40)), a)
            for s, colour in ((0.72, ground), (0.5, b)):
                here.fill(polar(r * s, np.linspace(0, np.pi, 40)), colour)
        elif kind == 3:
            here.fill(ngon(3, r, 0.3), a)
            for q in np.linspace(-0.4, 0.4, 5):
                here.line(np.array([(-0.4 * r, q * r), (0, q * r), (0.35 * r, q * r)]), r * 0.05,
                          ink)
        elif kind == 4:
            here.fill(box(-r * 0.7, -r * 0.7, r * 0.7, r * 0.7), a)
            for i in range(5):
                for j in range(5):
                    here.dot((i - 2) * r * 0.27, (j - 2) * r * 0.27, r * 0.07, ground)
        elif kind == 5:
            for s in (0.95, 0.72, 0.49, 0.26):
                here.line(polar(r * s, np.linspace(0, np.pi * 1.5, 40)), r * 0.12,
                          (a, ink, b, a)[int(s * 4)])
        elif kind == 6:
            for j in range(6):
                here.at(angle=j * TAU / 6).fill(petal(r * 0.98, r * 0.55, 0.66, 0.55),
                                                (a, b)[j % 2])
            here.dot(0, 0, r * 0.2, ink)
        elif kind == 7:
            here.fill(ngon(int(rng.integers(3, 6)), r * 0.8) * (1, rng.uniform(0.5, 1)), a)
        elif kind == 8:
            for s in (0, np.pi / 2):
                here.at(angle=s).fill(box(-r * 0.8, -r * 0.18, r * 0.8, r * 0.18), ink)
        else:
            here.line(polar(r * 0.6, np.linspace(0, TAU, 30)), r * 0.22, b)
    return cloth.picture()


def terrazzo(rng, colours, size=(800, 800), seed=13):
    """Stone chips of every size in a pale binder."""
    every = palette(colours)
    cloth = Cloth(*size, every[0], seed=seed)
    h, w = cloth.pixels.shape[:2]
    for cell, share, gap in ((46, 0.8, 14), (110, 0.55, 24), (210, 0.42, 34)):
        near, second, number = worley(h, w, cell * 1.6, rng, 1.0)
        picks = rng.integers(1, len(every), number.max() + 1)
        on = (rng.random(number.max() + 1) < share)[number]
        cover = (step(gap, gap + 3, second - near + 3 * noise(h, w, 1.3, rng)) * on)[..., None]
        stone = np.stack(every)[picks][number] * (1 + 0.07 * noise(h, w, 1.5, rng)[..., None])
        cloth.pixels += (stone - cloth.pixels) * cover
    cloth.texture(0.015, 0.3)
    return cloth.picture()

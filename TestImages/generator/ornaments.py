# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Ornamental designs: paisley, damask, ikat, tiles, fans, folk motifs and the like."""

import cv2
import numpy as np

import fauna
import flora
from brushes import SCALE, Cloth, noise
from curves import (TAU, along, bezier, boteh, circle, inset, ngon, petal, polar, smooth, spiral,
                    star, turn)
from layouts import half_drop, mirror, pack
from palettes import dark, light, mix, palette


def box(x0, y0, x1, y1):
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)


def rosette(pen, r, colours, rng, folds=8, rings=4):
    """A radial medallion; the shapes of its rings are drawn by lot."""
    for k in range(rings):
        size = r * (1 - k / (rings + 0.4))
        colour, other = colours[k % len(colours)], colours[(k + 1) % len(colours)]
        kind = rng.integers(4)
        if kind == 0:
            for j in range(folds):
                here = pen.at(angle=(j + 0.5 * (k % 2)) * TAU / folds)
                here.fill(
                    petal(size, size * 3.4 / folds, rng.uniform(0.55, 0.72), rng.uniform(0.5, 0.9)),
                    colour)
                here.fill(petal(size * 0.8, size * 1.8 / folds, 0.66, 0.7), other)
        elif kind == 1:
            pen.fill(star(folds * 2, size, size * rng.uniform(0.74, 0.88), k), colour)
            for j in range(folds * 2):
                x, y = polar(size * 0.68, (j + 0.5) * np.pi / folds)
                pen.dot(x, y, size * 0.045, other)
        elif kind == 2:
            pen.fill(circle(size * 0.86, 48), colour)
            for j in range(folds):
                x, y = polar(size * 0.86, j * TAU / folds)
                pen.fill(circle(size * 1.2 / folds, 24, x, y), colour)
                pen.fill(circle(size * 0.6 / folds, 20, x, y), other)
        else:
            for j in range(folds):
                here = pen.at(angle=j * TAU / folds)
                for side in (-1, 1):
                    here.at(angle=side * 1.2 / folds).fill(
                        petal(size, size * 1.7 / folds, 0.6, 0.9, side * 0.15),
                        (colour, other)[side > 0])
    pen.fill(circle(r * 0.12), colours[-1])
    pen.fill(circle(r * 0.06), colours[0])


def paisley_drop(pen, length, colours, rng, filling, style=0):
    """One boteh: bands that follow its outline, and a filling of its own."""
    ground, cream, gold, blue, honey, red, moss, white, sage, night = colours
    shape = boteh(length, *((1.0, 1.0), (1.55, 0.86), (0.6, 1.12))[style])
    body, trim, inner = ((blue, gold, cream), (red, cream, night), (gold, blue, cream),
                         (cream, red, blue))[filling % 4]
    closed = lambda ring: np.vstack([ring, ring[:1]])
    beads = (52, 34, 28)[style]
    for k, (x, y, a) in enumerate(along(closed(shape), beads)):
        if style == 1:
            pen.dot(x, y, length * 0.036, (gold, trim)[k % 2])
        else:
            pen.at(x, y, a + np.pi / 2).fill(petal(length * 0.062, length * 0.05, 0.6, 0.6),
                                             (gold, cream)[filling % 2])
    pen.fill(shape, body)
    depth = 0.0
    widths = ((0.022, 0.012, 0.05, 0.012), (0.014, 0.045, 0.014, 0.02), (0.035, 0.035, 0.012,
                                                                         0.03))[style]
    for width, colour in zip(widths, (trim, dark(body, 0.25), cream, inner)):
        depth += width * length
        pen.fill(inset(shape, depth), colour)
    bead_row = inset(shape, length * (widths[0] + widths[1] + widths[2] / 2))
    for k, (x, y, a) in enumerate(along(closed(bead_row), 46)):
        if style == 2:
            pen.at(x, y, a + 0.7).fill(petal(length * 0.05, length * 0.02, 0.5, 0.7),
                                       (honey, red)[k % 2])
        else:
            pen.dot(x, y, length * (0.014 if k % 2 else 0.009), (honey, red)[k % 2])
    field = inset(shape, depth + 0.012 * length)
    pen.fill(field, (dark(red, 0.2), night, cream, dark(blue, 0.2))[filling % 4])
    core = ((cream, gold, sage), (gold, red, cream), (red, blue, moss), (honey, cream,
                                                                         red))[filling % 4]
    if style == 1:
        deep = depth + 0.012 * length
        for k in range(6):
            deep += length * 0.032
            ring = inset(shape, deep)
            if np.ptp(ring, 0).max() < length * 0.1:
                break
            pen.fill(ring, core[k % 3])
            for x, y, a in along(closed(ring), 22 - 3 * k):
                pen.dot(x, y, length * 0.012, core[(k + 1) % 3])
    elif filling % 2 == 0:
        path = bezier((0, -0.12 * length), (0.1 * length, -0.45 * length), (0.0, -0.78 * length),
                      n=24)
        pen.line(path, length * 0.014, core[2])
        for k, (x, y, a) in enumerate(along(path, 7, 0.08, 0.9)):
            for side in (-1, 1):
                pen.at(x, y, a + side * 0.8).fill(
                    petal(length * 0.12, length * 0.045, 0.5, 0.8, side * -0.2), core[k % 3])
        flora.blossom(pen.at(*path[-1]), length * 0.06, core[0], core[1], rng, notch=0)
        flora.daisy(pen.at(0.02 * length, -0.33 * length), length * 0.13, core[1], core[0], rng, 11)
        flora.daisy(pen.at(0.04 * length, -0.56 * length), length * 0.085, core[0], core[1], rng, 9)
    else:
        rosette(pen.at(0.01 * length, -0.34 * length), length * 0.19, core, rng, 8, 4)
        rosette(pen.at(0.02 * length, -0.62 * length), length * 0.09, core[::-1], rng, 6, 3)
        for k in range(4):
            pen.dot((0.02 + 0.012 * k * k) * length, (-0.75 - 0.035 * k) * length,
                    length * (0.02 - 0.003 * k), core[0])


def paisley(rng,
            colours,
            size=(800, 900),
            drops=(290, 240, 190, 150, 120),
            seed=41,
            lean=0.25,
            style=0):
    """Large and small botehs among sprays, half-drop."""
    every = palette(colours)
    ground, cream, gold, blue, honey, red, moss, white, sage, night = every
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    pen = cloth.pen(ink=dark(ground, 0.55) if ground.mean() < 128 else night, ink_width=0.6)
    radii = [d * 0.52 for d in drops] + [42] * 5
    spots = pack(w, h, radii, rng, lattice, 1500)
    taken = [((x + ox) % w, (y + oy) % h, r * 0.86) for x, y, r in spots for ox, oy in lattice]
    for x, y, r in pack(w, h, [26] * 40 + [15] * 90 + [9] * 140, rng, lattice, 120, taken=taken):
        here = pen.at(x, y, rng.uniform(0, TAU))
        if r > 20:
            flora.spray(here.at(-r, 0),
                        bezier((0, 0), (r, r * 0.5), (2 * r, 0), n=14),
                        6,
                        r * 0.75, (sage, moss, gold),
                        rng,
                        0.34,
                        twig=1.6)
            flora.blossom(here.at(r, 0), r * 0.5, (red, gold, cream)[int(x) % 3], honey, rng)
        elif r > 10:
            flora.daisy(here, r, (cream, honey, blue, gold, red)[int(y) % 5],
                        (red, gold)[int(x) % 2], rng, 8)
        else:
            here.fill(petal(r * 2, r, 0.5, 0.8) - (r, 0), (gold, sage, honey)[int(x) % 3])
    for k, (x, y, r) in enumerate(spots):
        if r > 60:
            here = pen.at(x, y, (lean, np.pi - lean, -0.6 + lean)[k % 3], 1, flip=bool(k % 2))
            paisley_drop(here.at(0, r * 0.95), r * 1.9, every, rng, k, style)
        else:
            rosette(pen.at(x, y, rng.uniform(0, 1)), r, (gold, red, cream, blue), rng,
                    int(rng.integers(6, 11)), 4)
    for k, (x, y, r) in enumerate(
            cloth.gaps([30] * 8 + [20] * 24 + [12] * 60 + [6] * 130 + [3.5] * 200, rng)):
        here = pen.at(x, y, rng.uniform(0, TAU))
        if r > 15:
            rosette(here, r, ((cream, red, gold), (gold, blue, cream), (honey, moss, cream))[k % 3],
                    rng, 8, 3)
        elif r > 5:
            flora.blossom(here,
                          r, (cream, honey, blue, gold)[k % 4], (red, gold)[k % 2],
                          rng,
                          notch=0)
        else:
            here.dot(0, 0, r * 0.7, (gold, sage, cream)[k % 3])
    return cloth.picture()


def damask(rng, colours, size=(360, 520), seed=51, crown="palmette"):
    """A mirrored acanthus lattice in tones of one colour, with a satin sheen."""
    ground, main, pale, shade, glow = palette(colours)
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    sides = [cloth.pen().at(w / 4, 0, flip=False), cloth.pen().at(w / 4, 0, np.pi, flip=True)]
    ribs = rng.uniform(0.42, 0.6)
    turns = np.linspace(0, 1, 70)
    ogee = np.stack([w / 4 * (1 - np.cos(TAU * turns)), h * turns], 1)
    foot = h * (rng.uniform(0.64, 0.68) if crown == "palmette" else 0.68)
    for pen in sides:
        pen.line(ogee, 15, shade, (1, 1))
        pen.line(ogee, 9, main, (1, 1))
        for k, (x, y, a) in enumerate(along(ogee, 41)):
            pen.dot(x, y, 2.6 if k % 2 else 1.5, pale)
        for k, (x, y, a) in enumerate(along(ogee, 9, 0.06, 0.94)):
            inwards = k % 2 == 0
            pen.at(x, y, a + (0.8 if inwards else -0.8)).fill(
                petal(h * 0.085, h * 0.034, 0.5, 0.8, 0.15), (main, shade)[k % 2])
            pen.at(x, y, a + (0.8 if inwards else -0.8)).line(
                bezier((4, 0), (h * 0.04, 0), (h * 0.07, h * 0.004), n=7), 1.6, pale, (1, 0.3))
            pen.at(x, y, a + (1.5 if inwards else -1.5)).fill(
                petal(h * 0.05, h * 0.022, 0.5, 0.8, 0.2), main)
        base = pen.at(0, foot, 0, 1.0 if crown == "palmette" else 1.5)
        if crown == "palmette":
            flora.acanthus(base, h * 0.23, main, ground, 5, ribs)
            flora.acanthus(base.at(0, 0, 0.62), h * 0.21, shade, pale, 5, ribs * 0.8)
            flora.acanthus(base.at(0, 0, -0.42), h * 0.25, pale, shade, 6, ribs * 0.7)
        else:
            flora.acanthus(base.at(h * 0.04, h * 0.06, -0.25, flip=True), h * 0.17, main, ground, 7,
                           0.8)
            flora.acanthus(base.at(h * 0.02, h * 0.1, 0.5), h * 0.13, shade, pale, 4, 0.9)
        if crown == "urn":
            for k, (x, y, a) in enumerate(
                ((0.0, -0.33, 0), (0.07, -0.25, 0.3), (0.13, -0.15, 0.75), (0.03, -0.17, 0.1))):
                stalk = bezier((0, -h * 0.02), (0, -h * 0.12), (x * h, (y + 0.06) * h), n=14)
                base.line(stalk, 3, main)
                bloom = base.at(x * h, (y + 0.08) * h, a)
                (flora.lotus, flora.chrysanthemum, flora.tulip, flora.chrysanthemum)[k](
                    bloom, h * (0.085, 0.05, 0.085, 0.042)[k], (shade, main, pale), rng)
                flora.leaf(base.at(*stalk[6], a - 0.4),
                           h * 0.07,
                           h * 0.026, (shade, main)[k % 2],
                           pale,
                           ribs=3)
        for k in range(6 if crown == "palmette" else 0):
            here = base.at(0, -h * 0.03, -np.pi / 2 + k * 0.27)
            here.fill(petal(h * (0.335 - 0.03 * k), h * 0.072, 0.7, 0.62, 0.12),
                      (main, pale)[k % 2])
            here.fill(petal(h * (0.28 - 0.028 * k), h * 0.036, 0.72, 0.7, 0.12),
                      (shade, main)[k % 2])
            here.line(
                bezier((h * 0.06, 0), (h * 0.15, 0), (h * (0.25 - 0.026 * k), h * 0.012), n=9), 1.8,
                pale if k % 2 == 0 else ground, (0.5, 0.3))
        base.line(spiral(h * 0.055, 1.7, 2.2, 40) + (h * 0.085, h * 0.075), 5, main, (1.1, 0.5))
        base.dot(h * 0.085, h * 0.075, 5, glow)
        for k in range(4):
            base.at(0, h * 0.02, np.pi / 2 - k * 0.4).fill(
                petal(h * (0.15 - 0.02 * k), h * 0.04, 0.6, 0.8), (pale, shade)[k % 2])
        for k in range(6 if crown == "palmette" else 0):
            pen.dot(h * (0.10 + 0.012 * k), foot - h * (0.30 - 0.034 * k), 3.4 - 0.3 * k, glow)
    middle = cloth.pen().at(w / 4, foot - h * 0.02, 0, 1.0 if crown == "palmette" else 1.5)
    if crown == "palmette":
        flora.tulip(middle, h * 0.17, (shade, main, pale), rng)
        middle.at(0, -h * 0.37, -np.pi / 2).fill(petal(h * 0.1, h * 0.05, 0.5, 0.8), glow)
    elif crown == "urn":
        middle.fill(
            smooth([(-0.05, -0.02), (-0.085, 0.05), (-0.04, 0.11), (-0.055, 0.14), (0.055, 0.14),
                    (0.04, 0.11), (0.085, 0.05), (0.05, -0.02)]) * h, pale)
    node = cloth.pen().at(w / 4, 0)
    for r, colour in ((0.055, main), (0.045, ground), (0.038, pale)):
        node.fill(star(8, h * r, h * r * 0.6, np.pi / 8), colour)
    rosette(node, h * 0.03, (shade, glow), rng, 8, 2)
    hh, ww = cloth.pixels.shape[:2]
    y, x = np.mgrid[0:hh, 0:ww]
    twill = (0.018 * np.sin(2 * np.pi * (x + y) / 6.0)).astype(np.float32)
    cloth.layer(twill)
    cloth.texture(0.012, 0.8, (14, 1))
    return cloth.picture(3 if w < 300 else 2, 2)


def ikat(rng, colours, size=(380, 420), seed=61, plan="diamond"):
    """Stepped figures whose edges run along the warp, mirrored."""
    ground, red, orange, navy, gold, sage, wine = (palette(colours) + palette(colours)[1:2])[:7]
    w, h = size
    cloth = Cloth(w, h, ground, seed=seed)
    pen = cloth.pen()
    bands = [navy, red, gold, ground, orange, wine, sage]
    rng.shuffle(bands)
    if plan == "diamond":
        for cx, cy in ((0, h / 2), (w, h / 2), (w / 2, 0), (w / 2, h)):
            for k, share in enumerate((1, 0.86, 0.70, 0.60, 0.44, 0.30, 0.15)):
                n = int(rng.integers(5, 9))
                steps = np.linspace(0, 1, n)
                right = np.array(
                    [(w / 2 * share * s, h / 2 * share * (1 - s)**(1.0 if k % 2 else 0.8))
                     for s in steps])
                shape = np.vstack([right, right[::-1] * (1, -1), -right, (-right * (1, -1))[::-1]])
                pen.fill(shape + (cx, cy), bands[k % 7])
            for a in (-1, 1):
                for k in range(4):
                    pen.fill(
                        petal(h * 0.17, 13, 0.5, 0.7) @ np.array([[0, a], [1, 0]]) +
                        (cx + (k - 1.5) * 24, cy + a * h * 0.30), (gold, navy)[k % 2])
    else:
        for k in range(6):
            x = w * (k + 0.5) / 6
            pen.fill(box(x - w / 12, 0, x + w / 12, h),
                     (ground, navy, ground, red, ground, sage)[k])
        for k in range(6):
            x = w * (k + 0.5) / 6
            for j in range(4):
                y = h * (j + 0.5 * (k % 2)) / 4
                r = w / 14
                if k % 2:
                    pen.fill(
                        smooth([(0, -1.1), (0.8, 0), (0, 1.1), (-0.8, 0)], n=6) * r + (x, y), gold)
                    pen.fill(circle(r * 0.4, 24, x, y), wine)
                else:
                    pen.fill(
                        np.array([(0, -1.5), (0.9, 0.2), (0.3, 0.2), (0.3, 1.4), (-0.3, 1.4),
                                  (-0.3, 0.2), (-0.9, 0.2)]) * r + (x, y),
                        (orange, wine, navy)[k // 2])
                    pen.fill(ngon(4, r * 0.5) + (x, y - 0.2 * r), ground)
    hh, ww = cloth.pixels.shape[:2]
    thread = 5
    count = ww // thread + 1
    shift = np.repeat(rng.normal(0, 6, count) + 9 * np.sin(np.linspace(0, 3 * TAU, count)),
                      thread)[:ww]
    y, x = np.mgrid[0:hh, 0:ww].astype(np.float32)
    fray = noise(hh, ww, 0.9, rng, (16, 1)) * 5
    cloth.pixels = cv2.remap(cloth.pixels,
                             x + 1.5 * noise(hh, ww, 1.6, rng),
                             y + shift[None].astype(np.float32) + fray,
                             cv2.INTER_LINEAR,
                             borderMode=cv2.BORDER_WRAP)
    cloth.layer(0.06 * np.sin(2 * np.pi * x / thread) + 0.03 * np.sin(2 * np.pi * y / 4))
    cloth.texture(0.05, 0.7, (20, 1))
    return mirror(cloth.picture())


def fans(rng, colours, width=200, rows=8, seed=71, count=(2, 2)):
    """Art-deco fans in brick rows; several fillings take turns."""
    ground, gold, pale, teal, bronze, night, sea = palette(colours)
    w, h = width, int(width * 0.29)
    cloth = Cloth(w * 2, h * (rows + 8), ground, seed=seed)
    for row in range(rows + 8):
        for column in range(2):
            x = (column + 0.5 * (row % 2) + 0.5) * w
            pen = cloth.pen().at(x, h * row)
            kind = (row % rows * 3 + column * 2 + row % rows // 4) % 4
            r = w / 2
            for s, colour in ((1, gold), (0.965, ground), (0.92, bronze), (0.905, (teal, night, sea,
                                                                                   teal)[kind])):
                pen.fill(circle(r * s, 90), colour)
            if kind == 0:
                for k in range(13):
                    a = np.pi + (k + 0.5) * np.pi / 13
                    pen.at(angle=a).fill(petal(r * 0.84, r * 0.17, 0.72, 0.6), (gold, pale)[k % 2])
                    pen.at(angle=a).fill(petal(r * 0.66, r * 0.07, 0.7, 0.7), night)
            elif kind == 1:
                for s in (0.84, 0.68, 0.52, 0.36):
                    pen.fill(circle(r * s, 60), gold)
                    pen.fill(circle(r * (s - 0.025), 60), (night, teal)[int(s * 25) % 2])
                    n = int(26 * s)
                    for k in range(n):
                        px, py = polar(r * (s - 0.085), np.pi + (k + 0.5) * np.pi / n)
                        pen.dot(px, py, r * 0.028, pale)
            elif kind == 2:
                for k in range(25):
                    a = np.pi + k * np.pi / 24
                    tip = polar(r * (0.86 if k % 2 else 0.7), a)
                    pen.line(np.array([(0, 0), tip / 2, tip]), r * 0.016, gold)
                    pen.dot(*tip, r * (0.03 if k % 2 else 0.02), pale)
            else:
                for k in range(7):
                    a = np.pi + (k + 0.5) * np.pi / 7
                    here = pen.at(angle=a)
                    for s, colour in ((0.86, gold), (0.8, night), (0.62, pale), (0.54, sea)):
                        here.fill(np.vstack([[(0, 0)],
                                             polar(r * s, np.linspace(-0.2, 0.2, 9))]), colour)
            for s, colour in ((0.24, gold), (0.2, night), (0.12, pale)):
                pen.fill(circle(r * s), colour)
    unit = cloth.picture()[h * 4:h * (4 + rows)]
    return np.tile(unit, (*count, 1))


def hexagons(rng, colours, radius=62, columns=6, rows=8, seed=81):
    """Hexagon tiles, each with a filling of its own: a non-repeating patch."""
    every = palette(colours)
    ground = every[0]
    dx, dy = radius * np.sqrt(3), radius * 1.5
    cloth = Cloth(int(dx * columns), int(dy * rows), ground, seed=seed)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5 * (row % 2)) * dx, row * dy
            pen = cloth.pen(rough=0.5).at(x, y)
            a, b, c = (every[i] for i in rng.permutation(np.arange(1, len(every)))[:3])
            r = radius * 0.95
            pen.fill(ngon(6, r, np.pi / 6), a)
            kind = rng.integers(7)
            if kind == 0:
                for s, colour in ((0.8, ground), (0.6, b), (0.4, ground), (0.22, c)):
                    pen.fill(ngon(6, r * s, np.pi / 6), colour)
            elif kind == 1:
                for k in range(6):
                    pen.at(angle=k * TAU / 6).fill(petal(r * 0.82, r * 0.36, 0.55, 0.8),
                                                   (ground, b)[k % 2])
                pen.dot(0, 0, r * 0.16, c)
            elif kind == 2:
                start = rng.integers(6)
                for k, colour in ((0, b), (1, mix(b, ground, 0.5)), (2, c)):
                    p = polar(r, np.pi / 6 + (start + 2 * k + np.arange(3)) * TAU / 6)
                    pen.fill(np.vstack([[(0, 0)], p]), colour)
            elif kind == 3:
                t = rng.integers(3) * TAU / 6
                for k in np.linspace(-0.75, 0.75, 6):
                    half = r * min(0.86, 1 - abs(k) * 0.55) * 0.92
                    here = pen.at(angle=t)
                    here.line(np.array([(-half, k * r), (0, k * r), (half, k * r)]), r * 0.11,
                              (ground, b)[int(k * 9) % 2])
            elif kind == 4:
                for k in range(19):
                    q = polar(r * (0.0, 0.38, 0.72)[(k > 0) + (k > 6)],
                              k * TAU / (6 if k < 7 else 12))
                    pen.dot(*q, r * 0.09, (ground, b, c)[k % 3])
            elif kind == 5:
                pen.fill(star(6, r * 0.84, r * 0.42, np.pi / 6), b)
                pen.fill(star(6, r * 0.55, r * 0.28, 0), ground)
                pen.fill(circle(r * 0.15), c)
            else:
                for k in range(3):
                    path = polar(r * (0.75 - 0.22 * k), np.linspace(0.4 + k, 5.4 + k, 30))
                    pen.line(path, r * 0.10, (b, ground, c)[k])
    cloth.texture(0.03, 0.8)
    return cloth.picture()


def tiles(rng, colours, side=230, folds=8, count=(2, 2), seed=91):
    """Moorish star and cross tiles with strapwork and painted rosettes."""
    cream, blue, teal, ochre, gold, wine, night, sand = palette(colours)
    cloth = Cloth(side * 2, side * 2, blue, seed=seed)
    pen = cloth.pen()
    for i in range(2):
        for j in range(2):
            x, y = side * (i + 0.5), side * (j + 0.5)
            here = pen.at(x, y)
            r = side * 0.5
            for s, colour in ((1.16, night), (1.12, cream), (1.02, (teal, wine)[(i + j) % 2])):
                for t in (0, np.pi / 4):
                    here.fill(
                        ngon(4 if folds == 8 else 6, r * s * 0.9,
                             np.pi / 4 + t * (1 if folds == 8 else 2 / 3)), colour)
            here.fill(star(folds, r * 0.80, r * 0.58, np.pi / folds), gold)
            here.fill(star(folds, r * 0.76, r * 0.55, np.pi / folds), (night, blue)[(i + j) % 2])
            rosette(here, r * 0.56,
                    ((cream, ochre, teal, gold), (gold, cream, wine, ochre))[(i + j) % 2], rng,
                    folds, 4)
            for k in range(8):
                px, py = polar(r * 0.88, k * TAU / 8 + np.pi / 8)
                here.at(px, py, k * TAU / 8 + np.pi / 8).fill(
                    petal(r * 0.16, r * 0.12, 0.5, 0.8) - (r * 0.08, 0), (gold, cream)[k % 2])
            cross = pen.at(side * i, side * j)
            for k in range(4):
                arm = cross.at(angle=k * TAU / 4)
                if folds != 8:
                    arm.fill(
                        np.array([(0.04, 0), (0.13, -0.07), (0.27, 0), (0.13, 0.07)]) * side, cream)
                    arm.fill(
                        np.array([(0.08, 0), (0.14, -0.045), (0.21, 0), (0.14, 0.045)]) * side,
                        (ochre, teal)[(i + j) % 2])
                    arm.dot(0.14 * side, 0, side * 0.018, wine)
                    continue
                arm.fill(petal(side * 0.30, side * 0.13, 0.5, 0.8), cream)
                arm.fill(petal(side * 0.26, side * 0.09, 0.5, 0.8), (ochre, teal)[(i + j) % 2])
                arm.line(bezier((side * 0.05, 0), (side * 0.12, 0), (side * 0.22, 0), n=6), 2.2,
                         cream, (1, 0.4))
                for s in (-1, 1):
                    arm.line(
                        bezier((side * 0.06, 0), (side * 0.12, s * side * 0.05),
                               (side * 0.17, s * side * 0.015),
                               n=9), 1.8, gold)
            rosette(cross, side * 0.13, (cream, wine, gold), rng, 8, 3)
    cloth.ripple(0.8)
    h, w = cloth.pixels.shape[:2]
    cloth.layer(0.05 * noise(h, w, 1.6, rng))
    return cloth.picture(*count)


def meander(rng, colours, size=(720, 250), seed=101, repeat=4, cell=11):
    """Greek bands: key, wave scroll, palmettes, and vases on stripes."""
    ground, red, ochre, black, sand, slate = palette(colours)
    w, h = size[0], size[1]
    cloth = Cloth(w, h * 4, ground, seed=seed)
    pen = cloth.pen()
    key = [(0, 6), (0, 0), (6, 0), (6, 5), (2, 5), (2, 2), (4, 2), (4, 3.4)]
    y = 12
    bands = ["key", "palmette", "wave", "lotus", "doublekey", "wave", "palmette"]
    heights = {"key": 7, "doublekey": 7, "wave": 6, "palmette": 12, "lotus": 15}
    total = sum(heights[b] + 3.2 for b in bands)
    cell = h * 4 / total
    y = 0.0
    for index, band in enumerate(bands):
        tall = heights[band] * cell
        back, fore = ((ground, black), (red, sand), (sand, red), (ground, red), (black, ochre),
                      (slate, ground), (ochre, black))[index]
        pen.fill(box(-4, y, w + 4, y + tall + 2.4 * cell), back)
        for edge in (y + 0.35 * cell, y + tall + 2.0 * cell):
            pen.fill(box(-4, edge - 2.2, w + 4, edge + 2.2), fore)
        base = y + 1.2 * cell
        if band in ("key", "doublekey"):
            n = max(2, round(w / (8 * cell)))
            pitch = w / n
            unit = pitch / 8
            for k in range(n + 1):
                x = k * pitch
                path = np.array(key) * unit
                for a, b in zip(path[:-1], path[1:]):
                    lo, hi = np.minimum(a, b) - unit * 0.5, np.maximum(a, b) + unit * 0.5
                    pen.fill(box(x + lo[0], base + lo[1] + unit * 0.4, x + hi[0],
                                 base + hi[1] + unit * 0.4), fore)
                pen.fill(box(x + 5.5 * unit, base - 0.1 * unit, x + 8.5 * unit,
                             base + 0.9 * unit), fore)
                if band == "doublekey":
                    pen.fill(star(4, unit, unit * 0.45) + (x + 7.2 * unit, base + 4 * unit), fore)
        elif band == "wave":
            n = round(w / (7 * cell))
            for k in range(n):
                x = (k + 0.5) * w / n
                curl = spiral(2.6 * cell, 1.4, 0.6, 40) + (x, base + 2.6 * cell)
                pen.line(curl, cell * 0.9, fore, (1.3, 0.6))
                pen.line(
                    bezier((x - 3.6 * cell, base + 5.4 * cell), (x, base + 6.3 * cell),
                           (x + 2.1 * cell, base + 4.1 * cell),
                           n=14), cell * 0.8, fore)
                pen.dot(x, base + 2.6 * cell, cell * 0.5, (ochre, ground)[index % 2])
        elif band == "palmette":
            n = round(w / (11 * cell))
            for k in range(n):
                here = pen.at((k + 0.5) * w / n, base + 10 * cell)
                for j in range(-4, 5):
                    long = cell * (9.4 - 0.35 * j * j * 0.9)
                    here.at(angle=-np.pi / 2 + j * 0.3).fill(
                        petal(long, cell * 1.7, 0.72, 0.6, 0.12 * np.sign(j)), fore)
                    here.at(angle=-np.pi / 2 + j * 0.3).fill(
                        petal(long * 0.8, cell * 0.5, 0.7, 0.7, 0.12 * np.sign(j)), back)
                here.fill(circle(cell * 1.3, 30), (ochre, red, ground)[index % 3])
                for s in (-1, 1):
                    here.at(flip=False).line(
                        spiral(cell * 2, 1.3, np.pi / 2 * (1 - s), 30) * (1, 1) +
                        (s * 4.3 * cell, -cell * 0.6), cell * 0.55, fore)
        else:
            n = max(1, round(w / (30 * cell)))
            for k in range(2 * n):
                x = (k + 0.5) * w / n / 2
                if k % 2 == 0:
                    flora.lotus(pen.at(x, base + 13 * cell), 9.5 * cell, (red, ochre, sand), rng)
                else:
                    vase = smooth([(-1.2, -6), (-1, -4.6), (-3.2, -2.5), (-3, 0.5), (-1, 4),
                                   (-1.8, 5), (1.8, 5), (1, 4), (3, 0.5), (3.2, -2.5), (1, -4.6),
                                   (1.2, -6)],
                                  n=6)
                    here = pen.at(x, base + 7.2 * cell)
                    here.fill(vase * cell, black)
                    for yy, half in ((-2.2, 3), (-0.6, 3), (1, 2.5)):
                        here.fill(box(-half * cell, yy * cell, half * cell, (yy + 0.5) * cell),
                                  ochre)
                    for j in range(-3, 4):
                        here.dot(j * 0.8 * cell, -1.2 * cell, cell * 0.26, sand)
                    for s in (-1, 1):
                        here.line(
                            bezier((s * 1.1 * cell, -5 * cell), (s * 4.6 * cell, -5.4 * cell),
                                   (s * 3 * cell, -1.8 * cell),
                                   n=14), cell * 0.5, black)
        y += tall + 3.2 * cell
    cloth.texture(0.025, 0.8)
    cloth.ripple(0.5)
    return cloth.picture()


def kilim(rng, colours, size=(720, 900), unit=9, seed=111):
    """Woven stepped medallions and hooks on a coarse grid; no two borders alike."""
    every = palette(colours)
    gw, gh = size[0] // unit, size[1] // unit
    half = (gw + 1) // 2
    grid = np.zeros((gh, half), int)
    y, x = np.mgrid[0:gh, 0:half]
    bands, at = [], 0
    while at < gh:
        bands.append((at, min(gh, at + int(rng.choice([4, 6, 10, 22, 26])))))
        at = bands[-1][1]
    for lo, hi in bands:
        tall = hi - lo
        a, b, c, d = rng.permutation(len(every))[:4]
        yy, part = np.abs(y[lo:hi] - (lo + hi - 1) / 2), grid[lo:hi]
        part[:] = a
        p = max(6, int(rng.choice([8, 10, 12])))
        xx = x[lo:hi]
        if tall <= 5:
            part[(xx // 2 + y[lo:hi] // 2) % 2 == 0] = b
        elif tall <= 10:
            saw = np.abs((xx % p) - p / 2)
            part[saw > yy * 1.0 + 0.5] = b
            part[saw > yy * 1.6 + 2.5] = c
        else:
            period = half / max(1, round(half / (tall * 0.8)))
            saw = np.abs(((xx + period / 2) % period) - period / 2)
            dist = np.floor(saw / 2) * 2 + np.floor(yy / 2) * 2
            for lim, colour in ((tall * 0.56, b), (tall * 0.44, c), (tall * 0.34, a),
                                (tall * 0.26, d), (tall * 0.14, b), (3, c)):
                part[dist < lim] = colour
            hook = (np.abs(dist - tall * 0.62) < 1.1) & ((xx // 2 + y[lo:hi] // 2) % 2 == 0)
            part[hook] = d
            star_ = np.abs(saw - period / 2) + yy < 3.2
            part[star_] = c
    grid = np.concatenate([grid, grid[:, ::-1]], 1)[:, :gw]
    colour = np.stack(every)[grid]
    big = np.repeat(np.repeat(colour, unit * SCALE, 0), unit * SCALE, 1).astype(np.float32)
    cloth = Cloth(gw * unit, gh * unit, every[0], seed=seed)
    h, w = cloth.pixels.shape[:2]
    cloth.pixels = big
    cloth.ripple(1.0)
    cloth.layer((0.075 * noise(h, w, 0.9, rng, (1, 30))).astype(np.float32))
    yy, xx = np.mgrid[0:h, 0:w]
    cloth.layer((0.07 * np.sin(2 * np.pi * yy / 6 + np.pi * ((xx // 6) % 2))).astype(np.float32))
    return cloth.picture()


def nordic(rng, colours, stitches=(46, 92), size=9, seed=121):
    """A stranded knit: charts of stars, reindeer hooves and waves as knit stitches."""
    every = palette(colours)
    cream, red, navy, teal, gold = every
    gw, gh = stitches
    grid = np.zeros((gh, gw), int)
    y = 0
    charts = ["star", "zigzag", "dots", "tree", "waves", "cross", "zigzag", "dots"]
    x = np.arange(gw)
    while y < gh:
        chart = charts[rng.integers(len(charts))]
        tall = {"star": 17, "tree": 13, "cross": 9, "zigzag": 6, "waves": 7, "dots": 4}[chart]
        tall = min(tall, gh - y)
        back, fore = rng.permutation(5)[:2]
        rows = np.arange(tall)[:, None]
        period = {
            "star": 23,
            "tree": 23 / 2,
            "cross": 23 / 2,
            "zigzag": 23 / 3,
            "waves": 23 / 3,
            "dots": 23 / 6
        }[chart]
        saw = np.abs((x % period) - (period - 1) / 2)[None]
        mid = np.abs(rows - (tall - 1) / 2)
        if chart == "star":
            low, high = np.minimum(saw, mid), np.maximum(saw, mid)
            on = (low >= 1) & (low < high) & (high - low <= 4) & (low <= 4) & (high <= 8) | (
                saw + mid < 0.8)
            on |= (saw > 9.5) & (rows % 4 < 2)
        elif chart == "tree":
            on = (saw < (rows % 5) + 0.6 + rows * 0.12) & (rows < tall - 1) | (saw < 0.6)
        elif chart == "cross":
            on = (saw + mid < 4.3) & ~((saw < 1.2) & (mid < 1.2))
        elif chart == "dots":
            on = (mid < 0.8) & (saw < 1)
        else:
            on = np.abs(saw * (1.2 if chart == "zigzag" else 0.8) - rows + 1) < 1.3
        grid[y:y + tall] = np.where(on, fore, back)
        y += tall
        if y < gh:
            grid[y] = int(rng.integers(5))
            y += 1
    cloth = Cloth(gw * size, gh * size, dark(navy, 0.5), seed=seed)
    pen = cloth.pen()
    for j in range(gh):
        for i in range(gw):
            colour = every[grid[j, i]]
            here = pen.at((i + 0.5) * size, (j + 0.9) * size)
            for s in (-1, 1):
                slope = turn(petal(size * 1.32, size * 0.66, 0.5, 0.5), -np.pi / 2 + s * 0.36)
                here.fill(slope, dark(colour, 0.22), light(colour, 0.1),
                          ((0, 0), (s * size * 0.5, -size)))
    cloth.layer((0.05 * noise(gh * size * 2, gw * size * 2, 0.5, rng)).astype(np.float32))
    return cloth.picture(2, 1)


def folk(rng, colours, size=(430, 680), seed=131, bird=True, stitch=0.9):
    """An embroidered tree of life, mirrored."""
    every = palette(colours)
    ground, a, b, c, d, e = every[:6]
    f = every[6] if len(every) > 6 else a
    g = every[7] if len(every) > 7 else c
    w, h = size
    cloth = Cloth(w, h, ground, wrap=True, seed=seed)
    hh, ww = cloth.pixels.shape[:2]
    y, x = np.mgrid[0:hh, 0:ww]
    cloth.layer((0.03 * np.sin(2 * np.pi * x / 5) * np.sin(2 * np.pi * y / 5)).astype(np.float32))
    pen = cloth.pen(stitch=stitch)
    trunk = bezier((0, h), (w * 0.02, h * 0.6), (0, h * 0.02), n=40)
    pen.line(trunk, 26, g, (1, 0.5))
    for k, y0 in enumerate(np.linspace(0.94, 0.2, 5)):
        out = w * ((0.92, 0.62, 0.88, 0.58, 0.7)[k] if bird else rng.uniform(0.5, 0.92))
        y0 = y0 + (0 if bird else rng.uniform(-0.05, 0.05))
        vine = bezier((0, h * y0), (out * 0.55, h * (y0 + 0.06)), (out, h * (y0 - 0.02)),
                      (out * 0.92, h * (y0 - 0.14)),
                      n=40)
        pen.line(vine, 6, g)
        for j, (px, py, pa) in enumerate(along(vine, 7, 0.15, 0.9)):
            side = 1 if j % 2 else -1
            pen.at(px, py, pa + side * 0.9).fill(petal(34, 17, 0.5, 0.7), (c, g)[j % 2])
        px, py = vine[-1]
        r = (64, 44, 58, 40, 46)[k]
        here = pen.at(px - r * 0.1, py - r * 0.2, rng.uniform(-0.4, 0.4))
        if k % 3 == 0:
            rosette(here, r, (a, d, b, e), rng, int(rng.integers(7, 11)), 5)
        elif not bird:
            flora.carnation(here.at(0, r * 0.5), r * 1.3, (a, f, d), rng)
            flora.daisy(here.at(0, -r * 0.2), r * 0.4, d, b, rng, 9)
        elif k % 3 == 1:
            for j in range(-2, 3):
                here.at(0, r * 0.6, -np.pi / 2 + j * 0.42).fill(petal(r * 1.5, r * 0.62, 0.62, 0.7),
                                                                (f, a, d)[abs(j)])
            here.at(0, r * 0.6).fill(circle(r * 0.3), b)
        else:
            for s, colour in ((1, b), (0.72, a), (0.46, d), (0.24, e)):
                heart = (smooth([(0, 0.9), (-0.8, 0.1), (-0.75, -0.55), (-0.35, -0.72), (0, -0.36),
                                 (0.35, -0.72), (0.75, -0.55), (0.8, 0.1)],
                                n=6) * r * s)
                here.fill(heart, colour)
    if bird:
        fauna.folk_bird(pen.at(w * 0.36, h * 0.58, 0, flip=False), 84, (e, b, d, d), rng)
        fauna.folk_bird(pen.at(w * 0.62, h * 0.12, 0.1), 66, (a, d, b, d), rng)
    for k, (px, py, r) in enumerate(
            cloth.gaps([40] * 5 + [28] * 12 + [19] * 22 + [12] * 40 + [7] * 70 + [3.5] * 90, rng)):
        here = pen.at(px, py, rng.uniform(0, 1))
        if r > 25:
            rosette(here, r * 0.95, ((f, d, b), (b, a, d), (e, f, d))[k % 3], rng,
                    int(rng.integers(6, 10)), 4)
        elif r > 10:
            for j in range(int(rng.integers(5, 8))):
                here.at(angle=j * 1.05).fill(petal(r, r * 0.6, 0.6, 0.6), (f, b, d, e)[k % 4])
            here.dot(0, 0, r * 0.3, (a, b)[k % 2])
        elif r > 5:
            for s in (-0.6, 0.6):
                here.at(-r * 0.5, 0, s).fill(petal(r * 1.5, r * 0.7, 0.5, 0.7), (c, g)[k % 2])
        else:
            here.dot(0, 0, r * 0.8, (d, b, f)[k % 3], stitch=0)
    return mirror(cloth.picture(), both=False)


def scarf(rng, colours, size=900, seed=141, folds=12):
    """A square silk scarf: borders, corner palmettes, a central medallion."""
    ground, cream, gold, red, blue, wine, sand, sky = palette(colours)
    cloth = Cloth(size, size, ground, wrap=False, seed=seed)
    pen = cloth.pen()
    c = size / 2
    for share, colour in ((1, wine), (0.975, gold), (0.965, cream), (0.86, gold), (0.85, ground)):
        r = c * share
        pen.fill(box(c - r, c - r, c + r, c + r), colour)
    n = 15
    for side in range(4):
        edge = pen.at(c, c, side * np.pi / 2)
        for k in range(-n // 2 + 1, n // 2 + 1):
            x = k * c * 1.8 / n
            here = edge.at(x, -c * 0.912)
            if k % 3 == 0:
                rosette(here, c * 0.043, (red, gold, blue), rng, 8, 3)
            else:
                here.line(spiral(c * 0.034, 1.5, 0 if k % 3 == 1 else np.pi, 30), c * 0.008, blue)
                here.at(0, 0, np.pi / 2 * k).fill(petal(c * 0.04, c * 0.022, 0.5, 0.7), red)
        corner = edge.at(-c * 0.80, -c * 0.80, np.pi / 4)
        for s in (-1, 1):
            flora.acanthus(corner.at(0, s * c * 0.06, s * 0.72, flip=s > 0), c * 0.30, sand, wine,
                           6, 0.4)
        for j in range(-5, 6):
            corner.at(0, 0, j * 0.14).fill(petal(c * (0.46 - 0.02 * abs(j)), c * 0.075, 0.8, 0.6),
                                           (gold, cream, red)[j % 3])
            corner.at(0, 0, j * 0.14).fill(petal(c * (0.38 - 0.02 * abs(j)), c * 0.035, 0.8, 0.7),
                                           (wine, blue, ground)[j % 3])
        middle = edge.at(0, -c * 0.755)
        for s in (-1, 1):
            flora.acanthus(middle.at(s * c * 0.05, 0, 0 if s > 0 else np.pi, flip=s < 0), c * 0.30,
                           sky, ground, 6, 0.4)
            flora.tulip(middle.at(s * c * 0.17, c * 0.015, s * 0.5 + np.pi), c * 0.10,
                        (wine, red, sand), rng)
            for j in range(6):
                middle.dot(s * c * (0.30 + 0.035 * j), -c * (0.045 + 0.004 * j * j),
                           c * (0.012 - 0.001 * j), gold)
        rosette(middle, c * 0.075, (gold, red, cream, sky), rng, 9, 4)
    for share, colour in ((0.66, gold), (0.65, red), (0.60, sand), (0.59, cream)):
        pen.at(c, c).fill(
            polar(c * share * (1 + 0.035 * np.cos(folds * np.linspace(0, TAU, 240))),
                  np.linspace(0, TAU, 240)), colour)
    for k in range(folds):
        here = pen.at(c, c, k * TAU / folds)
        outwards = here.at(c * 0.31, 0, np.pi / 2 * (1 - 2 * (k % 2)), flip=bool(k % 2))
        paisley_drop(outwards, c * 0.25,
                     (ground, cream, gold, blue, sand, red, sky, cream, sky, ground), rng, k % 2, 2)
        between = pen.at(c, c, (k + 0.5) * TAU / folds)
        flora.tulip(between.at(c * 0.42, 0, np.pi / 2), c * 0.12, (wine, red, sand), rng)
    pen.at(c, c).fill(circle(c * 0.30, 90), gold)
    pen.at(c, c).fill(circle(c * 0.29, 90), ground)
    rosette(pen.at(c, c), c * 0.28, (red, gold, cream, sky, wine), rng, folds, 6)
    return cloth.picture()

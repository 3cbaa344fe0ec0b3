# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Flowers, leaves and fruit. Each is drawn about the origin of the pen it is given."""

import numpy as np

from curves import (TAU, along, bezier, blob, circle, ellipse, petal, polar, shrink, smooth, spiral,
                    turn)
from palettes import dark, light, mix


def leaf(pen,
         length,
         width,
         colour,
         vein=None,
         bend=0.0,
         belly=0.42,
         full=0.95,
         ribs=6,
         tip=None,
         fold=True):
    """A pointed leaf along +x with a midrib, side veins and a shaded half."""
    outline = petal(length, width, belly, full, bend)
    pen.fill(outline, colour, tip if tip is not None else light(colour, 0.18),
             ((0, 0), (length, 0)))
    spine = np.array([(t * length, bend * length * t * t) for t in np.linspace(0, 0.96, 14)])
    if fold:
        half = np.vstack([spine, outline[len(outline) // 2:]])
        pen.fill(half, dark(colour, 0.25), alpha=0.35, ink=None, wash=0, rim=0)
    vein = light(colour, 0.45) if vein is None else vein
    pen.line(spine, 0.045 * width + 0.5, vein, (1, 0.3), 0.7)
    for k in range(1, ribs + 1):
        t = k / (ribs + 1.6)
        x, y = t * length, bend * length * t * t
        reach = 0.40 * width * np.sin(np.pi * t**(np.log(0.5) / np.log(belly)))**full
        for side in (-1, 1):
            end = (x + 0.75 * reach + 0.04 * length, y + side * reach)
            rib = bezier((x, y), (x + 0.4 * reach, y + side * 0.4 * reach), end, n=7)
            pen.line(rib, 0.02 * width + 0.3, vein, (1, 0.2), 0.6, alpha=0.75)


def stem(pen, path, width, colour, **look):
    pen.line(path, width, colour, (1.2, 0.5), 0.9, **look)


def spray(pen, path, leaves, size, colours, rng, slim=0.38, tip=True, twig=2.0):
    """A twig with leaves left and right along a path."""
    stem(pen, path, twig, dark(colours[0], 0.15))
    for k, (x, y, a) in enumerate(along(path, leaves, 0.12, 0.95)):
        side = 1 if k % 2 else -1
        long = size * (1.1 - 0.45 * k / leaves) * rng.uniform(0.85, 1.15)
        turned = a + side * rng.uniform(0.6, 0.95)
        leaf(pen.at(x, y, turned),
             long,
             long * slim,
             colours[k % len(colours)],
             ribs=4,
             bend=-side * rng.uniform(0.05, 0.2))
    if tip:
        x, y, a = along(path, 2)[-1]
        leaf(pen.at(x, y, a), size * 0.8, size * 0.8 * slim, colours[0], ribs=3)


def fern(pen, length, colours, rng, pairs=13, bend=0.25):
    path = bezier((0, 0), (length * 0.5, 0), (length * 0.9, bend * length), n=30)
    stem(pen, path, length * 0.016, dark(colours[0], 0.2))
    for k, (x, y, a) in enumerate(along(path, pairs, 0.08, 0.98)):
        size = length * 0.34 * np.sin(np.pi * (k + 1.6) / (pairs + 1.4)) + length * 0.02
        for side in (-1, 1):
            shape = petal(size, size * 0.24, 0.4, 0.9, -0.15 * side)
            pen.at(x, y, a + side * 1.05).fill(shape, colours[k % len(colours)],
                                               light(colours[0], 0.3), ((0, 0), (size, 0)))


def stamens(pen, count, reach, colour, head, rng, size=1.6):
    for k in range(count):
        a = k * TAU / count + rng.uniform(-0.15, 0.15)
        r = reach * rng.uniform(0.65, 1.1)
        pen.line(np.array([(0, 0), polar(r * 0.5, a + 0.08), polar(r, a)]), size * 0.45, colour)
        x, y = polar(r, a)
        pen.dot(x, y, size * rng.uniform(0.8, 1.25), head)


def ring(pen, count, length, width, inner, outer, rng, start=0.0, spread=0.12, **shape):
    """A ring of petals whose colour runs from `inner` to `outer`."""
    order = rng.permutation(count)
    for k in order:
        a = start + k * TAU / count + rng.uniform(-spread, spread)
        long = length * rng.uniform(0.9, 1.08)
        wide = width * rng.uniform(0.9, 1.12)
        hue = mix(outer, light(outer, 0.3), rng.uniform(0, 0.5))
        pen.at(angle=a).fill(petal(long, wide, rng=rng, **shape), inner, hue,
                             ((0.1 * long, 0), (long, 0)))


def rose(pen, r, tones, rng):
    """A full cabbage rose: rings of petals inside each other around a rolled heart."""
    deep, middle, pale = tones
    start = rng.uniform(0, TAU)
    for k in range(5):
        size = r * (1 - 0.19 * k)
        ring(pen,
             7 - k,
             size,
             size * 1.22,
             mix(deep, middle, 0.25 + 0.1 * (k % 2)),
             mix(pale, middle, 0.2 * k),
             rng,
             start + k * 0.7,
             belly=0.62,
             full=0.52,
             ruffle=0.045,
             notch=0.06)
    for k in range(4):
        size = r * (0.30 - 0.06 * k)
        x, y = polar(r * 0.06, start + 1.9 * k)
        pen.at(x, y).fill(blob(size, 0.08, rng, 40), mix(deep, middle, 0.15 + 0.22 * (k % 2)),
                          middle, ((-size, -size), (size, size)))
    pen.line(spiral(r * 0.22, 2.1, start, 40),
             r * 0.045,
             dark(deep, 0.25), (0.3, 0.8),
             1,
             alpha=0.8)


def peony(pen, r, tones, rng, heart=None):
    """Ruffled, notched petals in loosening rings, with stamens in the open middle."""
    deep, middle, pale = tones
    start = rng.uniform(0, TAU)
    for k, (size, count) in enumerate(((1, 8), (0.82, 7), (0.66, 7), (0.5, 6), (0.36, 5))):
        ring(pen,
             count,
             r * size,
             r * size * 0.92,
             mix(deep, middle, 0.12 * k),
             mix(pale, middle, 0.14 * k),
             rng,
             start + k * 0.45,
             0.16,
             belly=0.66,
             full=0.5,
             ruffle=0.09,
             notch=0.14)
    if heart is not None:
        stamens(pen, 18, r * 0.2, light(heart, 0.3), heart, rng, r * 0.022)
        pen.fill(blob(r * 0.07, 0.1, rng), dark(heart, 0.35))


def daisy(pen, r, colour, heart, rng, count=13):
    ring(pen,
         count,
         r,
         r * 0.34,
         dark(colour, 0.12),
         colour,
         rng,
         rng.uniform(0, TAU),
         0.06,
         belly=0.62,
         full=0.6)
    pen.fill(blob(r * 0.28, 0.05, rng), heart, dark(heart, 0.3),
             ((-r * 0.1, -r * 0.2), (r * 0.2, r * 0.3)))
    for _ in range(14):
        x, y = polar(r * 0.22 * np.sqrt(rng.random()), rng.uniform(0, TAU))
        pen.dot(x, y, r * 0.026, dark(heart, 0.45), ink=None)


def anemone(pen, r, tones, rng):
    deep, middle, pale = tones
    for k in range(2):
        ring(pen,
             6,
             r * (1 - 0.14 * k),
             r * 0.82,
             deep,
             pale if k else middle,
             rng,
             k * 0.5 + rng.uniform(0, 0.4),
             belly=0.6,
             full=0.58,
             ruffle=0.04)
    core = dark(deep, 0.75)
    stamens(pen, 22, r * 0.33, core, core, rng, r * 0.026)
    pen.fill(blob(r * 0.15, 0.06, rng), core)
    pen.fill(circle(r * 0.06, 20, -r * 0.04, -r * 0.04), light(core, 0.35), ink=None, wash=0)


def blossom(pen, r, colour, heart, rng, count=5, notch=0.16):
    """A small five-petalled blossom (cherry, plum, forget-me-not)."""
    ring(pen,
         count,
         r,
         r * 0.86,
         mix(colour, heart, 0.35),
         colour,
         rng,
         rng.uniform(0, TAU),
         0.05,
         belly=0.64,
         full=0.52,
         notch=notch)
    stamens(pen, 7, r * 0.42, light(heart, 0.2), heart, rng, r * 0.055)


def tulip(pen, h, tones, rng):
    """A tulip from the side, mouth upwards (-y), foot at the origin."""
    deep, middle, pale = tones
    up = pen.at(angle=-np.pi / 2)
    for a, wide, inner in ((0.28, 0.5, deep), (-0.28, 0.5, deep), (0.12, 0.5, middle),
                           (-0.13, 0.5, middle), (0, 0.46, pale)):
        wide *= rng.uniform(0.92, 1.08)
        up.at(angle=a).fill(petal(h, h * wide, 0.42, 0.8), dark(inner, 0.12), inner,
                            ((0, 0), (h, 0)))
    for k in (-1, 0, 1):
        up.line(bezier((h * 0.12, 0), (h * 0.5, k * h * 0.07), (h * 0.82, k * h * 0.03), n=8),
                h * 0.02,
                light(pale, 0.4), (0.4, 0.2),
                1,
                alpha=0.7)


def bell(pen, h, colour, rng):
    """A hanging bell flower, mouth downwards (+y)."""
    w = h * 0.42
    skirt = smooth([(-0.2 * w, 0), (0.2 * w, 0), (0.62 * w, 0.4 * h), (1.1 * w, 0.95 * h),
                    (0.6 * w, 0.86 * h), (0.28 * w, h), (0, 0.88 * h), (-0.28 * w, h),
                    (-0.6 * w, 0.86 * h), (-1.1 * w, 0.95 * h), (-0.62 * w, 0.4 * h)],
                   n=6)
    pen.fill(skirt, dark(colour, 0.2), light(colour, 0.2), ((0, 0), (0, h)))
    for k in (-1, 0, 1):
        pen.line(bezier((0, 0.1 * h), (k * 0.3 * w, 0.5 * h), (k * 0.6 * w, 0.85 * h), n=7),
                 h * 0.025, dark(colour, 0.35), (0.6, 0.2), 0.8)


def hibiscus(pen, r, tones, pollen, rng):
    deep, middle, pale = tones
    start = rng.uniform(0, TAU)
    for k in rng.permutation(5):
        here = pen.at(angle=start + k * TAU / 5 + rng.uniform(-0.08, 0.08))
        shape = petal(r, r * 0.98, 0.66, 0.5, rng.uniform(-0.1, 0.1), 0.075, 0.05, rng)
        here.fill(shape, deep, mix(middle, pale, rng.uniform(0, 0.7)),
                  ((r * 0.08, 0), (r * 0.85, 0)))
        for t in np.linspace(-0.75, 0.75, 7):
            vein = bezier((r * 0.14, 0), (r * 0.5, t * r * 0.2),
                          (r * rng.uniform(0.7, 0.85), t * r * 0.42),
                          n=9)
            here.line(vein, r * 0.012, deep, (1, 0.1), 0.7, alpha=0.5)
    angle = start + 0.6
    pole = bezier((0, 0), polar(r * 0.4, angle), polar(r * 0.82, angle + 0.25), n=14)
    pen.line(pole, r * 0.06, light(pollen, 0.25), (1, 0.7))
    for x, y, a in along(pole, 16, 0.45, 1):
        side = rng.choice((-1, 1))
        px, py = np.array((x, y)) + polar(r * 0.075, a + side * rng.uniform(0.6, 1.6))
        pen.dot(px, py, r * 0.028, pollen, ink=None)


def carnation(pen, r, tones, rng):
    """A fan with a saw-toothed rim, calyx at the origin, opening upwards (-y)."""
    deep, middle, pale = tones
    for k, (size, count) in enumerate(((1, 7), (0.78, 6), (0.55, 4))):
        for j in range(count):
            a = -np.pi / 2 + (j - (count - 1) / 2) * 2.1 / count
            saw = [(0, -0.06),
                   (0.75, -0.22)] + [(0.94 + 0.09 * (i % 2), -0.22 + 0.0733 * i) for i in range(7)]
            shape = np.array(saw + [(0.75, 0.22), (0, 0.06)]) * r * size
            pen.at(angle=a + rng.uniform(-0.05, 0.05)).fill(
                shape, deep, (pale, middle)[(j + k) % 2], ((0, 0), (r * size, 0)))
    pen.fill(
        smooth([(-0.13 * r, -0.16 * r), (0, -0.22 * r), (0.13 * r, -0.16 * r), (0.07 * r, 0.2 * r),
                (-0.07 * r, 0.2 * r)],
               n=5), dark(deep, 0.4))


def chrysanthemum(pen, r, tones, rng):
    deep, middle, pale = tones
    for k in range(6):
        size = r * (1 - 0.155 * k)
        count = 21 - 2 * k
        for j in rng.permutation(count):
            a = (j + 0.5 * (k % 2)) * TAU / count + rng.uniform(-0.05, 0.05)
            long = size * rng.uniform(0.9, 1.05)
            shape = petal(long, r * 0.16, 0.7, 0.55, rng.uniform(-0.12, 0.12), n=14)
            pen.at(angle=a).fill(shape, mix(deep, middle, 0.1 * k), mix(middle, pale, 0.2 * k),
                                 ((size * 0.3, 0), (long, 0)))


def lotus(pen, r, tones, rng):
    """A lotus from the side, opening upwards (-y)."""
    deep, middle, pale = tones
    up = pen.at(angle=-np.pi / 2)
    for row, (spread, size, count) in enumerate(
        ((1.25, 1, 6), (0.95, 0.95, 5), (0.6, 0.86, 4), (0.2, 0.75, 2))):
        order = sorted(range(count), key=lambda j: -abs(j - (count - 1) / 2))
        for j in order:
            a = (j - (count - 1) / 2) * 2 * spread / max(count - 1, 1)
            shape = petal(r * size, r * 0.42, 0.55, 0.85, 0.1 * np.sign(a))
            up.at(angle=a).fill(shape, light(pale, 0.2), mix(middle, deep, 0.25 * (row % 2)),
                                ((0, 0), (r * size, 0)))


def iris(pen, h, tones, beard, rng):
    deep, middle, pale = tones
    up = pen.at(angle=-np.pi / 2)
    for a, size in ((-0.55, 0.9), (0.55, 0.9), (0, 1)):
        shape = petal(h * size, h * 0.52, 0.6, 0.6, -0.1 * a, 0.07, 0, rng)
        up.at(angle=a).fill(shape, middle, pale, ((0, 0), (h * size, 0)))
    for a, size in ((2.45, 0.78), (-2.45, 0.78), (np.pi, 0.92)):
        here = up.at(angle=a)
        here.fill(petal(h * size, h * 0.5, 0.64, 0.55, 0, 0.08, 0, rng), dark(deep, 0.1), middle,
                  ((0, 0), (h * size, 0)))
        here.line(np.array([(0, 0), (h * 0.18, 0), (h * 0.42, 0)]), h * 0.07, beard, (1, 0.2), 0.8)
        for t in (-0.6, -0.3, 0.3, 0.6):
            here.line(
                bezier((h * 0.1, 0), (h * 0.3, t * h * 0.1), (h * 0.62 * size, t * h * 0.3), n=8),
                h * 0.014, dark(deep, 0.3), (1, 0.1), 0.8)


def berries(pen, r, colour, stalk, rng, count=5):
    for k in range(count):
        a = -np.pi / 2 + (k - (count - 1) / 2) * 1.6 / count + rng.uniform(-0.1, 0.1)
        x, y = polar(r * rng.uniform(0.7, 1), a)
        pen.line(bezier((0, 0), (x * 0.3, y * 0.7), (x, y), n=8), r * 0.05, stalk)
        pen.fill(circle(r * 0.19, 24, x, y), colour, dark(colour, 0.3),
                 ((x - r * 0.1, y - r * 0.15), (x + r * 0.12, y + r * 0.2)))
        pen.fill(circle(r * 0.05, 12, x - r * 0.06, y - r * 0.06),
                 light(colour, 0.7),
                 ink=None,
                 wash=0)


def wheat(pen, h, colour, rng):
    path = bezier((0, 0), (h * 0.5, h * 0.06), (h, 0), n=20)
    stem(pen, path, h * 0.02, dark(colour, 0.25))
    for k, (x, y, a) in enumerate(along(path, 9, 0.45, 1)):
        for side in (-1, 1):
            pen.at(x, y, a + side * 0.42).fill(petal(h * 0.14, h * 0.055, 0.4, 0.9), colour,
                                               light(colour, 0.4), ((0, 0), (h * 0.14, 0)))
            pen.at(x, y, a + side * 0.3).line(
                np.array([(h * 0.12, 0), (h * 0.2, 0), (h * 0.27, 0)]), h * 0.008, light(
                    colour, 0.2))


def pomegranate(pen, r, tones, rng):
    """A split pomegranate, crown upwards."""
    skin, flesh, seed = tones
    pen.fill(
        smooth([(-0.3, -0.8), (-0.42, -1.25), (-0.15, -1.02), (0, -1.3), (0.15, -1.02),
                (0.42, -1.25), (0.3, -0.8)],
               n=4) * r, dark(skin, 0.1))
    pen.fill(blob(r, 0.02, rng), dark(skin, 0.15), light(skin, 0.2),
             ((r * 0.6, r * 0.8), (-r * 0.5, -r * 0.6)))
    slit = petal(1.5 * r, 0.95 * r, 0.5, 0.9)
    pen.at(0, -0.75 * r, np.pi / 2).fill(slit, flesh)
    for y in np.linspace(-0.5, 0.5, 7):
        half = 0.36 * r * np.cos(y * 2.6)
        for x in np.arange(-half, half + 1e-6, 0.16 * r):
            pen.at(x, y * r, rng.uniform(0, 3)).fill(ellipse(0.085 * r, 0.065 * r),
                                                     seed,
                                                     light(seed, 0.5),
                                                     ((0.05 * r, 0.05 * r), (-0.06 * r, -0.06 * r)),
                                                     ink=None)


def monstera(pen, length, colour, vein, rng):
    """A split leaf along +x: its slits are cut into the outline."""
    side = []
    half = petal(length, length * 0.92, 0.40, 0.62, n=121)[:121]
    slits = np.sort(rng.uniform(-0.02, 0.02, 6) + np.linspace(0.2, 0.86, 6))
    for x, y in half:
        t = x / length
        cut = max(np.exp(-(((t - s - 0.02) / 0.022)**2)) for s in slits)
        side.append((x - 0.10 * length * cut * t, y * (1 - 0.68 * cut)))
    upper = np.array(side)
    lower = upper[::-1] * (1, -1)
    heart = (np.array([(-0.07, -0.16), (-0.1, -0.05), (0.02, 0), (-0.1, 0.05),
                       (-0.07, 0.16)]) * length)
    shape = np.vstack([upper[4:], lower[:-4], heart])
    pen.fill(shape, dark(colour, 0.25), light(colour, 0.12),
             ((0, -0.3 * length), (length, 0.3 * length)))
    pen.line(np.array([(-0.3 * length, 0), (0.3 * length, 0.01 * length), (0.96 * length, 0)]),
             length * 0.022, vein, (1, 0.2), 0.8)
    for s in np.linspace(0.1, 0.8, 7):
        reach = 0.4 * length * np.sin(np.pi * s**0.76)**0.7
        for k in (-1, 1):
            pen.line(bezier((s * length * 0.9, 0), (s * length + 0.06 * length, k * reach * 0.5),
                            (s * length + 0.1 * length, k * reach * 0.92),
                            n=9),
                     length * 0.009,
                     vein, (1, 0.2),
                     0.7,
                     alpha=0.85)


def palm(pen, length, colours, rng, blades=17, bend=0.3, rib=None):
    """A feather palm along +x, drawn blade by blade."""
    path = bezier((0, 0), (length * 0.5, -0.12 * length), (length, bend * length), n=36)
    for side in (-1, 1):
        for k, (x, y, a) in enumerate(along(path, blades, 0.1, 1)):
            long = length * (0.16 + 0.34 * np.sin(np.pi * (k + 2) / (blades + 4)))
            turned = a + side * (1.15 - 0.6 * k / blades) + rng.uniform(-0.06, 0.06)
            colour = mix(colours[0], colours[1], rng.random())
            pen.at(x, y, turned).fill(petal(long, long * 0.13, 0.4, 0.9, side * 0.12),
                                      dark(colour, 0.2), colour, ((0, 0), (long, 0)))
    stem(pen, path, length * 0.022, light(colours[1], 0.3) if rib is None else rib)


def banana_leaf(pen, length, colour, vein, rng):
    shape = petal(length, length * 0.34, 0.45, 0.62, 0.12, 0.02, rng=rng, n=60)
    pen.fill(shape, dark(colour, 0.3), light(colour, 0.1),
             ((0, -0.1 * length), (length, 0.1 * length)))
    bow = lambda t: 0.12 * length * t * t
    for t in np.linspace(0.05, 0.93, 30):
        reach = 0.16 * length * np.sin(np.pi * t**0.87)**0.62
        for k in (-1, 1):
            pen.line(
                bezier((t * length, bow(t)), (t * length + 0.03 * length, bow(t) + k * reach * 0.6),
                       (t * length + 0.05 * length, bow(t) + k * reach * 0.95),
                       n=6), length * 0.005, mix(vein, colour, rng.uniform(0, 0.6)), (1, 0.3), 0.8)
    pen.line(np.array([(t * length, bow(t)) for t in np.linspace(-0.08, 0.98, 20)]), length * 0.024,
             vein, (1, 0.2))


def strelitzia(pen, r, flame, blue, beak, rng):
    """Bird of paradise flower, beak along +x."""
    for k in range(5):
        a = -1.75 + k * 0.36 + rng.uniform(-0.08, 0.08)
        pen.at(0, 0, a).fill(petal(r * rng.uniform(0.8, 1.05), r * 0.24, 0.5, 1), dark(flame, 0.15),
                             light(flame, 0.15), ((0, 0), (r, 0)))
    pen.at(0, 0, -0.85).fill(petal(r * 0.8, r * 0.13, 0.6, 0.9), blue, light(blue, 0.3),
                             ((0, 0), (r * 0.8, 0)))
    pen.at(-0.25 * r, 0.04 * r, 0.05).fill(petal(1.5 * r, r * 0.3, 0.3, 1, -0.08), dark(beak, 0.2),
                                           flame, ((0, 0), (1.5 * r, 0)))


def pine(pen, r, colour, bark, rng):
    """A cushion of pine needles in fans, as Chinese painters set them."""
    pen.line(bezier((-1.6 * r, 0.9 * r), (-0.6 * r, 0.75 * r), (0, 0.25 * r), (r, 0.35 * r), n=16),
             r * 0.15, bark, (0.15, 0.3), 1)
    for x, y, size in ((-0.7, 0.45, 0.55), (0.75, 0.3, 0.55), (-0.25, 0, 0.7), (0.35, -0.05, 0.65),
                       (0, -0.4, 0.5)):
        for a in np.linspace(np.pi * 1.02, TAU * 0.99, 23):
            tip = polar(r * size * rng.uniform(0.85, 1.05), a) * (1, 0.8)
            base = np.array((x, y)) * r
            pen.line(np.array([base, base + tip * 0.5, base + tip]), r * 0.035,
                     mix(colour, light(colour, 0.4), rng.random()), (1, 0.2), 0.8)


def acanthus(pen, length, colour, vein, lobes=5, curl=0.5):
    """A lobed scroll leaf along +x, curling to +y."""
    spine = np.array([(length * np.sin(curl * 2.2 * t) / (curl * 2.2) * (1 - 0.1 * t),
                       length * (1 - np.cos(curl * 2.2 * t)) / (curl * 2.2))
                      for t in np.linspace(0, 1, 30)])
    places = along(spine, lobes + 1, 0.05, 1)
    for side in (-1, 1):
        for k, (x, y, a) in enumerate(places[:-1]):
            size = length * (0.42 - 0.055 * k)
            pen.at(x, y, a + side * 0.75).fill(petal(size, size * 0.55, 0.55, 0.6, -0.35 * side),
                                               colour)
    x, y, a = places[-1]
    pen.at(x, y, a).fill(petal(length * 0.2, length * 0.12, 0.5, 0.7, 0.3), colour)
    pen.line(spine, length * 0.10, colour, (1.2, 0.4), 0.9)
    pen.line(spine, length * 0.025, vein, (1, 0.3), 0.9)
    for side in (-1, 1):
        for k, (x, y, a) in enumerate(places[:-1]):
            size = length * (0.30 - 0.04 * k)
            curve = turn(bezier((0, 0), (size * 0.6, 0),
                                (size, -0.3 * side * size), n=8), a + side * 0.75) + (x, y)
            pen.line(curve, length * 0.014, vein, (1, 0.2), 0.8)


def bud(pen, h, colour, calyx):
    """A closed bud along +x on its calyx."""
    pen.fill(petal(h, h * 0.55, 0.5, 0.75), dark(colour, 0.1), light(colour, 0.2), ((0, 0), (h, 0)))
    pen.fill(petal(h * 0.95, h * 0.26, 0.45, 0.8, 0.06), dark(colour, 0.2), colour,
             ((0, 0), (h, 0)))
    for a in (-0.5, 0.5, 0):
        pen.at(angle=a).fill(petal(h * 0.5, h * 0.2, 0.4, 0.9), calyx)


def seed_head(pen, r, colour, rng):
    """A dandelion clock."""
    for k in range(26):
        a = k * TAU / 26 + rng.uniform(-0.06, 0.06)
        x, y = polar(r * rng.uniform(0.82, 1), a)
        pen.line(np.array([(0, 0), (x / 2, y / 2), (x, y)]), r * 0.03, colour)
        for s in (-0.5, 0, 0.5):
            tip = np.array((x, y)) + polar(r * 0.2, a + s)
            pen.line(np.array([(x, y), (np.array((x, y)) + tip) / 2, tip]), r * 0.025, colour)
    pen.fill(circle(r * 0.1), colour)


def inner_rings(pen, outline, colours, shares):
    """The outline repeated inside itself."""
    for colour, share in zip(colours, shares):
        pen.fill(shrink(outline, share), colour)

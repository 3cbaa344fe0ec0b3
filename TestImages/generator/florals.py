# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Designs of flowers and leaves. Every function returns an 8-bit RGB picture."""

import cv2
import numpy as np

import fauna
import flora
from brushes import Cloth, noise, step
from curves import TAU, along, bezier, blob, circle, petal, polar
from layouts import half_drop, mirror, pack, straight
from palettes import dark, light, mix, palette


def _foliage(pen, x, y, r, greens, rng, count=5, size=0.9, slim=0.42):
    """Leaves that look out from behind a flower of radius r."""
    start = rng.uniform(0, TAU)
    for k in range(count):
        a = start + k * TAU / count + rng.uniform(-0.3, 0.3)
        long = r * size * rng.uniform(0.8, 1.25)
        here = pen.at(x, y, a).at(r * 0.6, 0, rng.uniform(-0.35, 0.35))
        flora.leaf(here, long, long * slim, greens[k % len(greens)], bend=rng.uniform(-0.2, 0.2))


def painted_garden(rng, colours, bloom="peony", size=(900, 900), seed=3):
    """Big painterly blooms on a pale ground, half-drop."""
    ground, deep, middle, pale, plum, sage, moss, mist, gold, violet = palette(colours)
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    far = cloth.pen(wash=0.75)
    for x, y, r in pack(w, h, [70] * 12, rng, lattice, 60):
        a = rng.uniform(0, TAU)
        flora.fern(far.at(x, y, a, alpha=0.3), 170, [mist, mix(mist, sage, 0.4)], rng)
    for x, y, r in pack(w, h, [46] * 26, rng, lattice):
        flora.leaf(far.at(x, y, rng.uniform(0, TAU), alpha=0.45), 120, 46, mist, ribs=5)
    pen = cloth.pen(wash=0.35, streak=0.7, rim=0.35)
    spots = pack(w, h, [112, 104, 92, 74, 68, 60, 56], rng, lattice)
    small = pack(w,
                 h, [34] * 14 + [22] * 40,
                 rng,
                 lattice,
                 taken=[((x + ox) % w, (y + oy) % h, r) for x, y, r in spots for ox, oy in lattice])
    for x, y, r in spots:
        _foliage(pen, x, y, r, (sage, moss, mix(sage, mist, 0.5)), rng, 7)
        for _ in range(2):
            a = rng.uniform(0, TAU)
            x2, y2 = polar(r * 1.55, a)
            path = bezier((x, y), (x + x2 * 0.5 + 20, y + y2 * 0.5 - 20), (x + x2, y + y2), n=20)
            flora.spray(pen, path, 7, r * 0.42, (sage, moss, mist), rng)
    sets = ((deep, middle, pale), (plum, deep, middle), (mix(deep, gold, 0.6), mix(
        gold, middle, 0.4), light(gold, 0.55)), (dark(violet, 0.2), violet, light(violet, 0.6)))
    for k, (x, y, r) in enumerate(spots):
        here = pen.at(x, y, rng.uniform(0, TAU))
        tones = sets[(0, 1, 2, 0, 3, 1, 2)[k % 7]]
        kind = {
            "peony": (flora.peony, flora.rose),
            "anemone": (flora.anemone, flora.chrysanthemum)
        }[bloom][k % 2]
        if kind is flora.peony:
            kind(here, r, tones, rng, gold)
        else:
            kind(here, r, tones, rng)
    for k, (x, y, r) in enumerate(small):
        here = pen.at(x, y, rng.uniform(0, TAU))
        if r > 30:
            _foliage(pen, x, y, r * 0.8, (moss, sage), rng, 3)
            flora.blossom(here, r, light(violet, 0.3) if k % 2 else light(pale, 0.3), gold, rng)
        elif k % 3 == 0:
            flora.bud(here, r * 1.5, middle, moss)
        elif k % 3 == 1:
            flora.berries(here, r * 1.2, plum, moss, rng)
        else:
            flora.leaf(here, r * 2, r * 0.7, sage, ribs=4)
    cloth.texture(0.012)
    return cloth.picture()


def ditsy(rng, colours, size=(420, 420), kinds="dbtcwls", count=2, seed=5):
    """A crowd of tiny flowers of many kinds, in inked flat colour."""
    ground, red, blue, gold, green, moss, pink, violet, sky, rust = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, straight(w, h), seed=seed)
    night = ground.mean() < 110
    line = dark(ground, 0.5) if night else dark(moss, 0.35)
    pen = cloth.pen(ink=line, ink_width=0.55)
    radii = [27] * 9 + [21] * 16 + [15] * 34 + [10] * 50
    spots = pack(w, h, radii, rng)
    bright = [red, blue, gold, pink, violet, rust, sky]
    for k, (x, y, r) in enumerate(spots):
        if r < 14:
            continue
        for _ in range(3 if r > 20 else 2):
            a = rng.uniform(0, TAU)
            bowed = bezier((x, y),
                           polar(r, a) + (x, y),
                           polar(r * 1.9, a + rng.uniform(-0.6, 0.6)) + (x, y),
                           n=12)
            pen.line(bowed, 1.6, green if k % 2 else moss)
            for px, py, pa in along(bowed, 3, 0.5, 1):
                for side in (-0.8, 0.8):
                    shape = petal(r * 0.55, r * 0.24, 0.45, 0.8)
                    pen.at(px, py, pa + side).fill(shape, green if rng.random() < 0.6 else moss)
    for k, (x, y, r) in enumerate(spots):
        colour = bright[rng.integers(len(bright))]
        other = bright[rng.integers(len(bright))]
        kind = kinds[rng.integers(len(kinds))]
        here = pen.at(x, y, rng.uniform(-0.7, 0.7))
        if r < 12:
            if k % 3 == 0:
                flora.blossom(here,
                              r * 0.9,
                              colour,
                              gold if colour is not gold else red,
                              rng,
                              notch=0)
            elif k % 3 == 1:
                for j in range(3):
                    px, py = polar(r * 0.5, j * TAU / 3 + k)
                    here.fill(blob(r * 0.3, 0.05, rng, 20) + (px, py), colour)
            else:
                here.at(-r * 0.7, 0, 0.4 * k).fill(petal(r * 1.7, r * 0.8, 0.45, 0.9), green)
        elif kind == "d":
            flora.daisy(here, r, light(colour, 0.35), gold, rng, int(rng.integers(9, 14)))
        elif kind == "b":
            flora.blossom(here, r, colour, gold, rng)
        elif kind == "t":
            flora.tulip(here.at(0, r * 0.7), r * 1.6,
                        (dark(colour, 0.25), colour, light(colour, 0.3)), rng)
        elif kind == "c":
            flora.carnation(here.at(0, r * 0.5), r * 1.35,
                            (dark(colour, 0.2), colour, light(colour, 0.35)), rng)
        elif kind == "w":
            flora.bell(here.at(0, -r * 0.7), r * 1.4, colour, rng)
        elif kind == "l":
            flora.berries(here.at(0, r * 0.7), r * 1.5, colour, green, rng)
        elif kind == "r":
            flora.rose(here, r, (dark(colour, 0.3), colour, light(colour, 0.45)), rng)
        elif kind == "a":
            flora.anemone(here, r, (dark(other, 0.2), other, light(other, 0.4)), rng)
        elif kind == "h":
            flora.chrysanthemum(here, r, (dark(colour, 0.3), colour, light(colour, 0.4)), rng)
        elif kind == "o":
            flora.lotus(here.at(0, r * 0.6), r * 1.3,
                        (dark(colour, 0.2), colour, light(colour, 0.4)), rng)
        elif kind == "i":
            flora.iris(here, r * 1.05, (dark(colour, 0.25), colour, light(colour, 0.4)), gold, rng)
    for k, (x, y, r) in enumerate(cloth.gaps([15] * 12 + [11] * 40 + [7] * 80 + [4] * 120, rng)):
        here = pen.at(x, y, rng.uniform(0, TAU))
        colour = bright[rng.integers(len(bright))]
        if r > 12:
            flora.daisy(here, r, light(colour, 0.3), gold, rng, 9)
        elif r > 5:
            if k % 2:
                flora.blossom(here, r, colour, gold if colour is not gold else red, rng, notch=0)
            else:
                for s in (-0.7, 0, 0.7):
                    here.at(-r * 0.8, 0, s * 0.8).fill(petal(r * 1.7, r * 0.6, 0.5, 0.8),
                                                       green if s else moss)
        else:
            here.fill(petal(r * 2, r, 0.5, 0.8) - (r, 0), green if k % 3 else colour)
    return cloth.picture(count, count)


def tropical(rng, colours, leaves="mpb", bloom="hibiscus", size=(900, 1000), seed=9):
    """Large jungle leaves with big flowers, half-drop."""
    ground, deep, green, lime, coral, peach, gold, blush, teal, pink = palette(colours)
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    back = cloth.pen(streak=0.5, grain=0.3)
    for x, y, r in pack(w, h, [80] * 16, rng, lattice):
        here = back.at(x, y, rng.uniform(0, TAU), alpha=0.55)
        flora.palm(here,
                   260, (mix(ground, teal, 0.7), mix(ground, deep, 0.8)),
                   rng,
                   rib=mix(ground, teal, 0.5))
    pen = cloth.pen(streak=0.9, grain=0.35, rim=0.25)
    spots = pack(w, h, [120, 110, 100, 88, 84, 78, 70, 64], rng, lattice)
    for k, (x, y, r) in enumerate(spots):
        start = rng.uniform(0, TAU)
        for j in range(3):
            kind = leaves[(k + j) % len(leaves)]
            here = pen.at(x, y, start + j * TAU / 3 + rng.uniform(-0.4, 0.4))
            if kind == "m":
                flora.monstera(here.at(r * 0.35, 0), r * 1.75, (deep, green, teal)[(k + j) % 3],
                               lime, rng)
            elif kind == "p":
                flora.palm(here, r * 2.1, (green, lime), rng, bend=rng.uniform(-0.3, 0.3))
            elif kind == "b":
                flora.banana_leaf(here, r * 2.2, (green, mix(green, lime, 0.5), deep)[k % 3],
                                  light(lime, 0.3), rng)
            else:
                flora.fern(here, r * 2, (lime, green), rng)
    for k, (x, y, r) in enumerate(spots):
        here = pen.at(x, y, rng.uniform(0, TAU))
        tones = ((pink, coral, peach), (coral, peach, blush), (mix(coral,
                                                                   gold, 0.5), gold, light(
                                                                       gold, 0.5)))[k % 3]
        if bloom == "hibiscus" and k % 3 != 2:
            flora.hibiscus(here, r * 0.92, tones, gold, rng)
        elif bloom == "lotus":
            flora.lotus(pen.at(x, y + r * 0.5, rng.uniform(-0.5, 0.5)), r * 1.1, tones, rng)
        else:
            flora.strelitzia(pen.at(x, y, rng.uniform(-0.7, 0.3)), r * 0.85, mix(gold, coral, 0.4),
                             mix(teal, pink, 0.25), deep, rng)
    for x, y, r in pack(w,
                        h, [20] * 24,
                        rng,
                        lattice,
                        taken=[((x + ox) % w, (y + oy) % h, r * 0.9) for x, y, r in spots
                               for ox, oy in lattice]):
        flora.blossom(pen.at(x, y), 22, blush, gold, rng, notch=0)
    return cloth.picture()


def branch(rng,
           colours,
           flying=3,
           size=(840, 1120),
           seed=21,
           bloom="peony",
           bend=((0.92, 1.03), (0.5, 0.95), (0.95, 0.55), (0.2, 0.5), (0.3, 0.1))):
    """A flowering branch with butterflies on a silk ground: a placement print."""
    ground, deep, middle, pale, green, moss, bark, plum, gold, blue = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, wrap=False, seed=seed)
    cloth.texture(0.035, 0.9, (1, 40))
    cloth.texture(0.03, 0.9, (40, 1))
    y, x = np.mgrid[0:2 * h, 0:2 * w] / (2.0 * h)
    cloth.layer((0.10 * step(1.0, 0.2, np.hypot(x - 0.35, y - 0.45)) - 0.08).astype(np.float32))
    pen = cloth.pen(wash=0.25, rim=0.3)
    trunk = bezier(*(np.array(bend) * (w, h)), n=60)
    pen.line(trunk, 34, bark, (1.3, 0.15), 0.7, rough=1.2)
    for _ in range(26):
        shift = rng.uniform(-9, 9)
        i = int(rng.integers(0, 44))
        part = trunk[i:i + 14] + (shift, rng.uniform(-5, 5))
        pen.line(part,
                 rng.uniform(1, 3.4),
                 dark(bark, 0.4) if rng.random() < 0.6 else light(bark, 0.25), (0.2, 0.2),
                 alpha=0.7)
    twigs = []
    slim = 0.42 if bloom == "peony" else 0.24
    for k, (x, y, a) in enumerate(along(trunk, 9, 0.22, 0.97)):
        side = 1 if k % 2 else -1
        long = rng.uniform(0.18, 0.3) * h
        end = polar(long, a + side * rng.uniform(0.55, 1.0)) + (x, y)
        twig = bezier((x, y), polar(long * 0.5, a + side * 0.2) + (x, y), end, n=24)
        pen.line(twig, 9, bark, (1, 0.25), 0.6, rough=0.8)
        twigs.append(twig)
    for twig in twigs:
        greens = (green, moss, mix(green, gold, 0.25))
        flora.spray(pen, twig[6:], 7, 66, greens, rng, slim, twig=2.5)
    for k, twig in enumerate(twigs):
        x, y = twig[-1] + rng.uniform(-8, 8, 2)
        x, y = np.clip(x, 70, w - 80), np.clip(y, 80, h - 90)
        tones = ((deep, middle, pale), (plum, deep, middle), (middle, pale, light(pale,
                                                                                  0.5)))[k % 3]
        r = (98, 62, 84, 48, 90, 56, 72, 60, 66)[k % 9]
        _foliage(pen, x, y, r, (green, moss), rng, 5, slim=slim)
        if bloom == "peony":
            flora.peony(pen.at(x, y, rng.uniform(0, TAU)), r, tones, rng, gold)
        else:
            flora.chrysanthemum(pen.at(x, y, rng.uniform(0, TAU)), r, tones, rng)
        bx, by, ba = along(twig, 3)[1]
        flora.bud(pen.at(bx, by, ba + 1), 34, middle, moss)
    for k in range(flying):
        x, y = ((0.16, 0.8), (0.78, 0.2), (0.62, 0.84), (0.2, 0.14))[k]
        fauna.butterfly(pen.at(x * w, y * h, rng.uniform(
            -0.8, 0.8)), 62 - 8 * k, ((blue, light(
                blue, 0.5), gold), (gold, pale, deep), (middle, pale, blue))[k % 3], bark, rng)
    for x, y, r in cloth.gaps([16] * 26, rng, reach=70):
        pen.at(x, y, rng.uniform(0, TAU)).fill(petal(22, 13, 0.6, 0.55, 0.1),
                                               middle,
                                               pale, ((0, 0), (22, 0)),
                                               alpha=0.8)
    return cloth.picture()


def iris_stripe(rng, colours, size=(450, 900), seed=8):
    """Tall irises in rows, brick repeat."""
    ground, deep, middle, pale, night, sage, moss, mist, gold, mauve = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, half_drop(w, h), seed=seed)
    for k in range(3):
        cloth.pen(wash=0.9, alpha=0.5).fill(
            blob(120, 0.2, rng) + (w * rng.random(), h * rng.random()), light(mauve, 0.55), blur=6)
    pen = cloth.pen(wash=0.3, rim=0.3, streak=0.6)
    for x, y, size_, lean in ((110, 120, 92, -0.08), (250, 250, 74, 0.12), (60, 330, 64, -0.16)):
        foot = (x - lean * 400, y + 330)
        path = bezier((x, y), (x - lean * 60, y + 160), foot, n=30)
        for k in range(4):
            a = -np.pi / 2 + lean + (k - 1.5) * 0.22
            flora.leaf(pen.at(foot[0] + 12 * (k - 1.5), foot[1], a),
                       rng.uniform(190, 290),
                       30, (sage, moss, mist)[k % 3],
                       bend=0.25 * (k - 1.5),
                       ribs=0)
        pen.line(path, 9, moss, (1, 1.2))
        flora.iris(pen.at(x, y, lean), size_, ((night, deep, middle), (deep, middle, pale), (dark(
            mauve, 0.3), mauve, pale))[int(y) % 3], gold, rng)
        bx, by, _ = along(path, 5)[1]
        flora.bud(pen.at(bx, by, -np.pi / 2 + 0.5), 52, middle, moss)
    return cloth.picture(2, 1)


def morris(rng, colours, size=(440, 900), seed=14):
    """Birds, pomegranates and scrolling leaves, mirrored across the middle."""
    ground, green, lime, coral, gold, teal, mist, red, cream, night = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, wrap=True, seed=seed)
    pen = cloth.pen(ink=dark(ground, 0.3), ink_width=0.8, rim=0.2)
    for _ in range(230):
        x, y = rng.uniform(0, w), rng.uniform(0, h)
        pen.at(x, y, rng.uniform(0, TAU), ink=None).fill(petal(17, 6, 0.45, 0.8),
                                                         mix(night, teal, rng.uniform(0, 0.6)))
    vines = [
        bezier((0, h), (w * 1.25, h * 0.9), (w * 0.9, h * 0.55), (-0.1 * w, h * 0.62),
               (w * 0.35, h * 0.36),
               n=60),
        bezier((w, h * 0.52), (w * 0.2, h * 0.5), (-0.1 * w, h * 0.2), (w * 0.8, h * 0.3),
               (w * 0.62, h * 0.02),
               n=60)
    ]
    for vine in vines:
        pen.line(vine, 9, mix(green, gold, 0.2), (1.1, 0.6))
        for k, (x, y, a) in enumerate(along(vine, 11, 0.06, 0.97)):
            side = 1 if k % 2 else -1
            here = pen.at(x, y, a + side * 0.7)
            if k % 3 == 2:
                flora.spray(here, bezier((0, 0), (50, side * 10), (90, side * 40), n=16), 6, 34,
                            (lime, green), rng)
            else:
                flora.acanthus(here.at(flip=side < 0, ink=None),
                               108, (green, mist, lime, teal)[k % 4],
                               dark(green, 0.45),
                               curl=0.55)
    joints = np.vstack(vines)
    for x, y in ((w * 0.62, h * 0.16), (w * 0.3, h * 0.88), (w * 0.84, h * 0.42),
                 (w * 0.78, h * 0.70), (w * 0.22, h * 0.33), (w * 0.2, h * 0.18), (w * 0.45,
                                                                                   h * 0.53)):
        near = joints[np.argmin(np.hypot(*(joints - (x, y)).T))]
        twig = bezier(near, (near[0], (near[1] + y) / 2), (x + 12, y + 20), (x, y), n=20)
        pen.line(twig, 6, mix(green, gold, 0.2), (1.2, 0.7))
        for px, py, pa in along(twig, 3, 0.35, 0.75):
            flora.leaf(pen.at(px, py, pa + rng.choice((-1, 1)) * 0.8), 42, 17, lime, ribs=4)
    for x, y, r in ((w * 0.78, h * 0.70, 46), (w * 0.22, h * 0.33, 40)):
        flora.pomegranate(pen.at(x, y, rng.uniform(-0.4, 0.4)), r, (coral, cream, red), rng)
    flora.tulip(pen.at(w * 0.62, h * 0.16, 0.3), 96, (red, coral, gold), rng)
    flora.lotus(pen.at(w * 0.3, h * 0.88, -0.3), 72, (red, coral, cream), rng)
    flora.peony(pen.at(w * 0.84, h * 0.42), 50, (red, coral, light(coral, 0.5)), rng, gold)
    fauna.songbird(pen.at(w * 0.45, h * 0.49, -0.1), 92, (teal, gold, night), gold, rng)
    fauna.songbird(pen.at(w * 0.2, h * 0.12, 0.1, flip=False), 76, (mist, coral, night), gold, rng)
    cloth.pixels[np.abs(cloth.pixels - mix(ground, night, 0.5)).max(2) < 34] = ground
    for k, (x, y, r) in enumerate(
            cloth.gaps([44] * 5 + [34] * 14 + [25] * 30 + [17] * 60 + [9] * 160 + [5] * 160, rng)):
        here = pen.at(x, y, rng.uniform(0, TAU))
        if r > 40:
            flora.chrysanthemum(here, r * 0.95, ((red, coral, cream), (gold, light(
                gold, 0.3), cream), (teal, mist, cream))[k % 3], rng)
        elif r > 20:
            if k % 3:
                flora.spray(here.at(-r, 0),
                            bezier((0, 0), (r, r * 0.5), (2 * r, 0), n=14),
                            6,
                            r * 0.7, (teal, mix(green, teal, 0.5)),
                            rng,
                            twig=2)
            else:
                flora.daisy(here, r * 0.85, mist if k % 2 else cream, gold, rng, 11)
        elif r > 10:
            flora.blossom(here, r * 0.9, (cream, coral, gold)[k % 3], red, rng, notch=0)
        else:
            here.at(ink=None).fill(
                petal(r * 2.1, r, 0.45, 0.8) - (r, 0), mix(teal, green, rng.random()))
    return mirror(cloth.picture(), both=False)


def batik_flowers(rng, colours, size=(820, 820), seed=31):
    """Wax-resist blooms in outline with dots, veined by the cracks of the wax."""
    ground, blue, sky, cream, orange, red, night = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, half_drop(w, h), seed=seed)
    for x, y, r in pack(w, h, [3.2] * 900, rng, half_drop(w, h), 20):
        cloth.pen().dot(x, y, rng.uniform(1.2, 2.6), sky)
    pen = cloth.pen(ink=cream, ink_width=1.8)
    spots = pack(w, h, [112, 96, 84, 70, 58], rng, half_drop(w, h))
    for k, (x, y, r) in enumerate(spots):
        for j in range(6):
            a = j * TAU / 6 + k
            end = polar(r * 1.55, a + 0.5) + (x, y)
            path = bezier((x, y), polar(r * 1.1, a) + (x, y), end, n=16)
            pen.line(path, 3, cream)
            for px, py, pa in along(path, 4, 0.55, 1):
                flora.leaf(pen.at(px, py, pa + 0.5),
                           r * 0.5,
                           r * 0.2,
                           blue if j % 2 else mix(blue, orange, 0.6),
                           cream,
                           ribs=4,
                           fold=False)
    for k, (x, y, r) in enumerate(spots):
        for ring, (size_, count, colour) in enumerate(
            ((1, 12, red), (0.8, 12, orange), (0.58, 9, cream), (0.4, 8, blue))):
            for j in range(count):
                a = (j + 0.5 * (ring % 2)) * TAU / count + rng.uniform(-0.04, 0.04)
                here = pen.at(x, y, a)
                here.fill(petal(r * size_, r * size_ * 3.6 / count, 0.66, 0.6), colour,
                          mix(colour, cream, 0.25), ((0, 0), (r * size_, 0)))
                for t in (0.5, 0.64, 0.78):
                    here.dot(r * size_ * t, 0, r * 0.014, cream if ring != 2 else red, ink=None)
        pen.fill(blob(r * 0.2, 0.04, rng) + (x, y), night)
        for j in range(10):
            px, py = polar(r * 0.13, j * TAU / 10) + (x, y)
            pen.dot(px, py, r * 0.02, cream, ink=None)
    for k, (x, y, r) in enumerate(cloth.gaps([40] * 6 + [26] * 22 + [14] * 50, rng, reach=140)):
        here = cloth.pen(ink=cream, ink_width=1.2).at(x, y, rng.uniform(0, TAU))
        if r > 20:
            for j in range(5):
                here.at(angle=j * TAU / 5).fill(petal(
                    r * 0.95, r * 0.6, 0.64, 0.6), (blue, mix(red, orange, 0.5))[k % 2], sky,
                                                ((0, 0), (r, 0)))
            here.fill(circle(r * 0.2), orange)
        else:
            here.fill(petal(r * 2, r * 0.8, 0.5, 0.8) - (r, 0), blue, sky, ((-r, 0), (r, 0)))
    _crackle(cloth, mix(sky, cream, 0.3), 0.5)
    return cloth.picture()


def _crackle(cloth, colour, strength):
    """Fine veins of dye, as where cold wax has broken."""
    h, w = cloth.pixels.shape[:2]
    veins = np.zeros((h, w), np.float32)
    for rough, thin in ((2.1, 0.035), (1.9, 0.022), (1.8, 0.016), (2.0, 0.02)):
        field = noise(h, w, rough, cloth.rng)
        field += 0.04 * noise(h, w, 1.2, cloth.rng)
        veins = np.maximum(
            veins,
            np.exp(-((field / thin)**2)) * step(-1.4, 0.3, noise(h, w, 2, cloth.rng)))
    cloth.pixels += (colour - cloth.pixels) * (strength * veins)[..., None]


def parang(rng, colours, size=(760, 760), seed=17):
    """Diagonal bands of linked blades with a row of lozenges between: batik parang."""
    ground, brown, gold, cream, umber, honey = palette(colours)
    period = size[0] / np.sqrt(2) / 4
    bw, bh = int(round(period)) * 2, int(round(period))
    unit = Cloth(bw * 2, bh, ground, seed=seed)
    pen = unit.pen()
    step_x = bw / 3
    for k in range(6):
        here = pen.at((k + 0.5) * step_x, bh * 0.5)
        blade = bezier((0.30 * bh, -0.30 * bh), (-0.62 * bh, -0.46 * bh), (0.62 * bh, 0.46 * bh),
                       (-0.30 * bh, 0.30 * bh),
                       n=40)
        for wide, colour in ((0.36, cream), (0.32, (umber, brown)[k % 2]), (0.20, gold),
                             (0.14, honey), (0.05, umber)):
            here.line(blade, wide * bh, colour, (0.45, 0.45), 1.0)
        for s in (-1, 1):
            x, y = s * 0.30 * bh, -s * 0.30 * bh
            for r, colour in ((0.105, cream), (0.088, umber), (0.055, gold), (0.025, cream)):
                here.dot(x, y, r * bh, colour, ink=None)
            for t in np.linspace(0, 1, 7):
                px, py = polar(0.30 * bh, 0.5 + 1.1 * t + (0 if s > 0 else np.pi))
                here.dot(px * 0.72 + s * 0.16 * bh, py * 0.8 + s * 0.05 * bh, 2.0, cream, ink=None)
    band = bh * 0.13
    for y in (0, bh):
        pen.fill(
            np.array([(-9, y - band / 1.5), (bw * 2 + 9, y - band / 1.5),
                      (bw * 2 + 9, y + band / 1.5), (-9, y + band / 1.5)]), umber)
    n = int(bw * 2 / (band * 1.5))
    for j in range(n):
        x = (j + 0.5) * bw * 2 / n
        for y in (0, ):
            pen.fill(
                np.array([(x - band * 0.55, y), (x, y - band * 0.5), (x + band * 0.55, y),
                          (x, y + band * 0.5)]), gold)
            pen.dot(x, y, 1.8, ground, ink=None)
    tile = unit.pixels
    s = size[0] * 2
    y, x = np.mgrid[0:s, 0:s].astype(np.float32)
    cloth = Cloth(size[0], size[0], ground, seed=seed + 1)
    scale = tile.shape[0] / (period * 2)
    u, v = (x + y) / np.sqrt(2) * scale, (y - x) / np.sqrt(2) * scale
    cloth.pixels = cv2.remap(np.concatenate([tile, tile[:1]]), (u % (tile.shape[1] - 1)).astype(
        np.float32), (v % tile.shape[0]).astype(np.float32),
                             cv2.INTER_LINEAR,
                             borderMode=cv2.BORDER_WRAP)
    cloth.ripple(1.3)
    _crackle(cloth, dark(ground, 0.2), 0.5)
    cloth.texture(0.02, 0.7)
    return cloth.picture()

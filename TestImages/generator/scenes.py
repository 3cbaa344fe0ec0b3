# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Pictures of places: toile, mountains, waves, hills, cranes, ponds, butterflies."""

import numpy as np

import fauna
import flora
from brushes import Cloth, noise
from curves import TAU, along, bezier, blob, circle, ellipse, petal, polar, smooth, spiral
from layouts import half_drop, pack
from ornaments import box
from palettes import dark, light, mix, palette


class Etcher:
    """Draws with one ink only, as a copperplate: outlines filled with the ground, and hatching."""
    def __init__(self, pen, ground, ink, rng):
        self.pen, self.ground, self.ink, self.rng = pen, ground, ink, rng

    def at(self, *where, **how):
        return Etcher(self.pen.at(*where, **how), self.ground, self.ink, self.rng)

    def shape(self, outline, width=1.3):
        outline = np.asarray(outline, float)
        self.pen.fill(outline, self.ground)
        self.path(np.vstack([outline, outline[:1]]), width)

    def path(self, points, width=1.2):
        self.pen.line(np.asarray(points, float), width, self.ink, (0.6, 0.6), 1.15)

    def hatch(self, x0, y0, x1, y1, step_=4.5, slant=1.0, width=0.8):
        """Short strokes over a box, slanted."""
        for x in np.arange(x0, x1, step_):
            a = self.rng.uniform(-0.8, 0.8, 4)
            self.path([(x + a[0], y0 + a[1]), (x + slant * (y1 - y0) * 0.5, (y0 + y1) / 2),
                       (x + slant * (y1 - y0) + a[2], y1 + a[3])], width)

    def tree(self, tall, spread=0.5, clumps=16):
        rng = self.rng
        trunk = [
            bezier((s * 0.06 * tall, 0), (s * 0.03 * tall, -0.3 * tall),
                   (s * 0.025 * tall + 0.05 * tall, -0.7 * tall),
                   n=16) for s in (-1, 1)
        ]
        self.shape(np.vstack([trunk[0], trunk[1][::-1]]), 1.4)
        for k in range(9):
            y = -0.04 * tall - k * 0.06 * tall
            self.path([(-0.02 * tall + 0.004 * k * tall, y),
                       (0.01 * tall + 0.005 * k * tall, y - 0.012 * tall),
                       (0.035 * tall, y - 0.05 * tall)], 0.9)
        for s in (-1, 1):
            self.path(
                bezier((0.03 * tall, -0.45 * tall), (s * 0.15 * tall, -0.6 * tall),
                       (s * spread * 0.6 * tall, -0.72 * tall),
                       n=12), 2.2)
        places = [(rng.normal(0, spread * 0.36), rng.uniform(-1.08, -0.48))
                  for _ in range(clumps * 2)]
        for x, y in sorted(places, key=lambda p: p[1]):
            self.clump(x * tall, y * tall, tall * rng.uniform(0.075, 0.13))

    def clump(self, x, y, r):
        rng = self.rng
        lobes = int(rng.integers(9, 13))
        s = np.linspace(0, TAU, lobes * 7, endpoint=False)
        edge = polar(
            r *
            (1 + 0.13 * np.abs(np.sin(s * lobes / 2)) + 0.06 * np.sin(2 * s + rng.uniform(0, 6))),
            s) * (1.15, 0.8)
        self.shape(edge + (x, y), 1.2)
        for _ in range(13):
            q = polar(r * 0.8 * np.sqrt(rng.random()), rng.uniform(-0.6, 2.4)) * (1.1, 0.75) + (x,
                                                                                                y)
            self.path(polar(r * 0.14, np.linspace(np.pi * 1.1, TAU * 0.96, 6)) + q, 0.9)
        for k in range(6):
            x1, y1 = polar(r * (0.86 - 0.03 * k), 0.25 + 0.22 * k) * (1.1, 0.76) + (x, y)
            self.path([(x1, y1), (x1 - r * 0.12, y1 - r * 0.05), (x1 - r * 0.3, y1 - r * 0.06)],
                      0.8)

    def grass(self, x0, x1, y, tufts=12):
        for x in np.linspace(x0, x1, tufts):
            for a in (-0.5, -0.1, 0.35):
                long = self.rng.uniform(8, 17)
                self.path([(x, y), (x + a * long * 0.5, y - long * 0.6),
                           (x + a * long * 1.2, y - long)], 0.9)

    def floret(self, r):
        for k in range(5):
            outline = petal(r, r * 0.8, 0.62, 0.55)
            here = self.at(0, 0, k * TAU / 5)
            here.shape(outline, 1.1)
            here.path([(r * 0.25, 0), (r * 0.45, 0), (r * 0.7, r * 0.03)], 0.8)
        self.shape(circle(r * 0.2, 16), 1)

    def shell(self, r):
        fan = polar(r * (1 + 0.05 * np.abs(np.cos(np.linspace(0, 9 * np.pi, 60)))),
                    np.linspace(-2.7, -0.44, 60))
        self.shape(np.vstack([[(-0.25 * r, 0.2 * r)], fan, [(0.25 * r, 0.2 * r)]]), 1.2)
        for a in np.linspace(-2.5, -0.64, 8):
            self.path([(0, 0.12 * r), polar(0.5 * r, a), polar(0.93 * r, a)], 0.9)
        for s in (0.45, 0.7):
            self.path(polar(s * r, np.linspace(-2.6, -0.54, 20)), 0.7)

    def fish(self, r):
        self.shape(np.array([(-0.5, 0), (-1, -0.34), (-0.86, 0), (-1, 0.34)]) * r, 1.1)
        self.shape(petal(1.7 * r, 0.75 * r, 0.6, 0.75) - (0.75 * r, 0), 1.2)
        for x in np.linspace(-0.35, 0.4, 6):
            self.path(polar(0.22 * r, np.linspace(-1, 1, 9)) + (x * r, 0), 0.9)
        self.path(polar(0.3 * r, np.linspace(-1.1, 1.1, 9)) + (0.38 * r, 0), 1.2)
        self.shape(circle(0.05 * r, 12, 0.72 * r, -0.08 * r), 1)

    def sprig(self, r):
        """A flower on a bent stalk with hatched leaves."""
        stalk = bezier((-0.9 * r, 0.5 * r), (-0.1 * r, 0.6 * r), (0.45 * r, -0.25 * r), n=20)
        self.path(stalk, 1.6)
        for k, (x, y, a) in enumerate(along(stalk, 5, 0.1, 0.8)):
            side = 1 if k % 2 else -1
            leaf_ = self.at(x, y, a + side * 0.85)
            leaf_.shape(petal(r * 0.5, r * 0.2, 0.45, 0.9, -0.15 * side), 1.1)
            for t in (0.2, 0.35, 0.5, 0.65):
                leaf_.path([(t * r * 0.5, 0), ((t + 0.08) * r * 0.5, side * 0.03 * r),
                            ((t + 0.14) * r * 0.5, side * 0.055 * r)], 0.8)
        self.at(0.55 * r, -0.4 * r, self.rng.uniform(0, 1)).floret(r * 0.42)

    def ground_line(self, wide, y=0.0, drop=26):
        """The little island on which a toile scene stands."""
        self.path(
            bezier((-wide, y), (-0.4 * wide, y - 12), (0.3 * wide, y + 8), (wide, y - 4), n=24),
            1.5)
        for k in range(26):
            x = self.rng.uniform(-0.9, 0.75) * wide
            yy = y + self.rng.uniform(4, drop) * (1 - abs(x) / wide)
            self.path([(x, yy), (x + 12, yy + 1.5), (x + self.rng.uniform(18, 44), yy)], 0.8)

    def cottage(self, s):
        self.shape([(-0.6 * s, 0), (-0.6 * s, -0.5 * s), (0.5 * s, -0.5 * s), (0.5 * s, 0)])
        self.shape([(-0.72 * s, -0.46 * s), (-0.5 * s, -0.9 * s), (0.42 * s, -0.9 * s),
                    (0.62 * s, -0.46 * s)])
        for y in np.linspace(-0.84, -0.5, 6):
            self.path([(-0.66 * s - (y + 0.5) * 0.5 * s * 0.9, y * s), (0, y * s + 1),
                       (0.58 * s + (y + 0.5) * 0.45 * s, y * s)], 0.8)
        self.shape([(0.1 * s, -0.86 * s), (0.1 * s, -1.12 * s), (0.24 * s, -1.12 * s),
                    (0.24 * s, -0.86 * s)])
        for k in range(3):
            self.path(
                spiral(0.07 * s, 1.1, 2, 18) + ((0.2 + 0.06 * k) * s, (-1.22 - 0.13 * k) * s), 1)
        self.shape([(-0.12 * s, 0), (-0.12 * s, -0.33 * s), (0.06 * s, -0.33 * s), (0.06 * s, 0)])
        for x in (-0.45, 0.22):
            self.shape([(x * s, -0.18 * s), (x * s, -0.38 * s), ((x + 0.18) * s, -0.38 * s),
                        ((x + 0.18) * s, -0.18 * s)], 1)
            self.path([((x + 0.09) * s, -0.18 * s), ((x + 0.09) * s, -0.28 * s),
                       ((x + 0.09) * s, -0.38 * s)], 0.9)
        self.hatch(-0.58 * s, -0.45 * s, -0.47 * s, -0.02 * s, 4, 0.02)
        self.hatch(0.28 * s, -0.14 * s, 0.46 * s, -0.02 * s, 4, 0.3)

    def windmill(self, s):
        self.shape([(-0.26 * s, 0), (-0.16 * s, -0.9 * s), (0.16 * s, -0.9 * s), (0.26 * s, 0)])
        self.shape(np.vstack([polar(0.17 * s, np.linspace(np.pi, TAU, 14)) + (0, -0.9 * s)]))
        self.hatch(0.02 * s, -0.85 * s, 0.14 * s, -0.05 * s, 5, 0.06)
        self.shape([(-0.07 * s, 0), (-0.07 * s, -0.2 * s), (0.07 * s, -0.2 * s), (0.07 * s, 0)])
        for k in range(4):
            arm = self.at(0, -0.92 * s, 0.35 + k * TAU / 4)
            arm.path([(0, 0), (0.3 * s, 0), (0.66 * s, 0)], 2)
            arm.shape([(0.14 * s, 0.01 * s), (0.64 * s, 0.01 * s), (0.64 * s, 0.15 * s),
                       (0.14 * s, 0.12 * s)], 1)
            for x in np.linspace(0.2, 0.6, 6):
                arm.path([(x * s, 0), (x * s, 0.07 * s), (x * s, 0.14 * s)], 0.7)

    def bridge(self, s):
        arch = bezier((-s, 0), (-0.4 * s, -0.55 * s), (0.4 * s, -0.55 * s), (s, 0), n=30)
        under = bezier((0.55 * s, 0.1 * s), (0.3 * s, -0.3 * s), (-0.3 * s, -0.3 * s),
                       (-0.55 * s, 0.1 * s),
                       n=30)
        self.shape(np.vstack([arch, [(s, 0.1 * s)], under, [(-s, 0.1 * s)]]), 1.4)
        for x, y, a in along(arch, 13, 0.04, 0.96):
            self.path([(x, y), (x, y - 0.06 * s), (x, y - 0.12 * s)], 1.2)
        self.path(arch - (0, 0.12 * s), 1.3)
        for x, y, a in along(under[::-1], 17, 0.05, 0.95):
            self.path([(x, y), (x * 1.05, y - 0.04 * s), (x * 1.1, y - 0.08 * s)], 0.8)
        for k in range(7):
            y = 0.12 * s + k * 0.045 * s
            half = s * (0.9 - 0.08 * k)
            self.path([(-half, y), (-0.2 * half, y + 2), (half * self.rng.uniform(0.1, 0.9), y)],
                      0.8)

    def boat(self, s):
        self.shape(
            smooth([(-0.6, -0.1), (0, -0.03), (0.62, -0.14), (0.4, 0.1), (-0.42, 0.1)], n=6) * s,
            1.4)
        self.path([(0, -0.05 * s), (0.01 * s, -0.5 * s), (0, -1 * s)], 1.8)
        self.shape(
            np.vstack([
                bezier((0.03 * s, -0.97 * s), (0.42 * s, -0.6 * s), (0.5 * s, -0.2 * s), n=12),
                [(0.03 * s, -0.2 * s)]
            ]))
        self.shape(
            np.vstack([
                bezier((-0.03 * s, -0.9 * s), (-0.22 * s, -0.5 * s), (-0.42 * s, -0.22 * s), n=12),
                [(-0.03 * s, -0.2 * s)]
            ]))
        for x in (0.12, 0.22, 0.32):
            self.path(
                bezier((x * s, -0.7 * s + x * s * 0.7), (x * s + 0.05 * s, -0.5 * s),
                       (x * s + 0.04 * s, -0.22 * s),
                       n=6), 0.8)
        for k in range(6):
            y = (0.13 + 0.05 * k) * s
            self.path([((-0.8 + 0.09 * k) * s, y), (0, y + 2), ((0.75 - 0.1 * k) * s, y)], 0.9)

    def sheep(self, s):
        for x in (-0.3, -0.15, 0.18, 0.32):
            self.path([(x * s, 0.1 * s), (x * s, 0.3 * s), (x * s + 1, 0.44 * s)], 2)
        r = np.linspace(0, TAU, 60)
        self.shape(polar(1 + 0.09 * np.abs(np.sin(r * 6)), r) * (0.5 * s, 0.32 * s))
        for k in range(14):
            q = polar(0.8 * np.sqrt(self.rng.random()), self.rng.uniform(
                0, TAU)) * (0.42 * s, 0.25 * s)
            self.path(spiral(0.06 * s, 1.0, 0, 9) + q, 0.8)
        self.shape(ellipse(0.17 * s, 0.11 * s, 0.5) + (0.52 * s, -0.14 * s))
        self.path([(0.42 * s, -0.22 * s), (0.38 * s, -0.16 * s), (0.37 * s, -0.1 * s)], 2)

    def pagoda(self, s):
        for k in range(4):
            wide, y = (0.5 - 0.09 * k) * s, -0.36 * k * s
            self.shape([(-wide * 0.62, y), (-wide * 0.62, y - 0.24 * s),
                        (wide * 0.62, y - 0.24 * s), (wide * 0.62, y)])
            for x in np.linspace(-0.5, 0.5, 5):
                self.path([(x * wide, y), (x * wide, y - 0.12 * s), (x * wide, y - 0.22 * s)], 0.9)
            roof = np.vstack([
                bezier((-wide * 1.25, y - 0.26 * s), (-wide * 0.6, y - 0.23 * s),
                       (-wide * 0.4, y - 0.38 * s),
                       n=9),
                bezier((wide * 0.4, y - 0.38 * s), (wide * 0.6, y - 0.23 * s),
                       (wide * 1.25, y - 0.26 * s),
                       n=9), [(0, y - 0.2 * s)]
            ])
            self.shape(roof)
            for x in np.linspace(-0.7, 0.7, 9):
                self.path([(x * wide * 0.5, y - 0.36 * s), (x * wide * 0.8, y - 0.28 * s),
                           (x * wide, y - 0.22 * s)], 0.8)
        self.path([(0, -1.44 * s), (0, -1.6 * s), (0, -1.75 * s)], 2)

    def ship(self, s):
        self.shape(
            smooth([(-0.9, -0.25), (-0.7, -0.1), (0, -0.04), (0.75, -0.2), (0.6, 0.12), (0.3, 0.25),
                    (-0.5, 0.25), (-0.75, 0.1)],
                   n=6) * s, 1.6)
        for y in (0.0, 0.08, 0.15):
            self.path(
                bezier((-0.75 * s, y * s), (0, (y + 0.07) * s), (0.62 * s, (y - 0.03) * s), n=12),
                1)
        for x, tall in ((-0.45, 0.95), (0.0, 1.2), (0.4, 0.9)):
            self.path([(x * s, -0.05 * s), (x * s, -0.5 * s * tall), (x * s, -1.1 * s * tall)], 2.2)
            for k, (y, half) in enumerate(((-0.35, 0.26), (-0.66, 0.21), (-0.9, 0.15))):
                top, low = y * tall - 0.12, y * tall + 0.12
                sail = np.vstack([[(x - half * 0.8, top), (x + half * 0.8, top)],
                                  bezier((x + half * 0.8, top), (x + half * 1.35, (top + low) / 2),
                                         (x + half, low),
                                         n=8),
                                  bezier((x + half, low), (x, low - 0.05), (x - half, low), n=8),
                                  bezier((x - half, low), (x - half * 0.5, (top + low) / 2),
                                         (x - half * 0.8, top),
                                         n=8)])
                self.shape(sail * s)
                self.hatch((x + half * 0.45) * s, (top + 0.03) * s, (x + half * 0.95) * s,
                           (low - 0.04) * s, 4, 0.0)
        self.shape(
            np.array([(0, -1.32), (0.2, -1.28), (0.12, -1.24), (0.2, -1.2), (0, -1.2)]) * s, 1)
        for k in range(9):
            y = (0.24 + 0.05 * k) * s
            self.path([((-1.1 + 0.1 * k) * s, y), (-0.1 * s, y + 3),
                       ((0.9 - 0.05 * k) * s * self.rng.uniform(0.4, 1), y)], 1)

    def lighthouse(self, s):
        self.shape(blob(0.5 * s, 0.16, self.rng) * (1.3, 0.5) + (0, 0.1 * s))
        self.hatch(-0.4 * s, 0.0, 0.3 * s, 0.22 * s, 6, 0.3)
        self.shape([(-0.2 * s, 0), (-0.12 * s, -1 * s), (0.12 * s, -1 * s), (0.2 * s, 0)])
        for k in range(4):
            y = -0.22 * s * k - 0.08 * s
            self.hatch((-0.17 + 0.02 * k) * s, y - 0.1 * s, (0.13 - 0.02 * k) * s, y, 3, 0.1)
        self.shape([(-0.17 * s, -1 * s), (-0.17 * s, -1.05 * s), (0.17 * s, -1.05 * s),
                    (0.17 * s, -1 * s)])
        self.shape([(-0.09 * s, -1.05 * s), (-0.09 * s, -1.2 * s), (0.09 * s, -1.2 * s),
                    (0.09 * s, -1.05 * s)])
        self.shape([(-0.12 * s, -1.2 * s), (0, -1.34 * s), (0.12 * s, -1.2 * s)])


def toile(rng, colours, size=(800, 900), scenes="pastoral", seed=201):
    """Little engraved scenes in one ink, half-drop."""
    ground, ink = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, half_drop(w, h), seed=seed)
    e = Etcher(cloth.pen(), ground, ink, rng)
    if scenes == "pastoral":
        a = e.at(w * 0.26, h * 0.24)
        a.ground_line(165)
        a.at(-92, -2).tree(190)
        a.at(30, -4).cottage(84)
        a.at(118, 8).sheep(44)
        a.at(76, 34).sheep(34)
        a.grass(-150, 150, 16)
        b = e.at(w * 0.26, h * 0.70)
        b.ground_line(150, 12)
        b.at(88, 6).windmill(135)
        b.at(-70, 14).bridge(74)
        b.at(140, 8).tree(92, 0.4, 10)
        b.at(-132, 6).tree(120, 0.45, 11)
        b.grass(-60, 150, 26, 14)
        e.at(w * 0.50, h * 0.46).boat(78)
        c = e.at(w * 0.47, h * 0.95)
        c.ground_line(70, 0, 14)
        c.at(0, 0).pagoda(62)
        c.at(52, 4).tree(80, 0.4, 9)
        birds = ((0.10, 0.47), (0.16, 0.44), (0.12, 0.41), (0.42, 0.30), (0.46, 0.33))
    else:
        a = e.at(w * 0.25, h * 0.30)
        a.ship(142)
        b = e.at(w * 0.25, h * 0.78)
        b.lighthouse(120)
        b.at(150, 10).ship(44)
        b.at(-130, 0).fish(40)
        c = e.at(w * 0.5, h * 0.52)
        c.ship(70)
        birds = ((0.38, 0.70), (0.44, 0.67), (0.40, 0.63), (0.08, 0.48), (0.13, 0.45), (0.3, 0.04))
    for k, (x, y) in enumerate(birds):
        fauna.gull(cloth.pen().at(w * x, h * y, rng.uniform(-0.3, 0.3)), 15, ink)
    for k, (x, y, r) in enumerate(
            cloth.gaps([52] * 4 + [38] * 10 + [26] * 14 + [15] * 20, rng, reach=60)):
        here = e.at(x, y, rng.uniform(-0.6, 0.6))
        if scenes != "pastoral":
            here.shell(r * 0.9) if k % 3 else here.fish(r * 0.95)
        elif r > 45:
            e.at(x, y + r * 0.8).tree(r * 1.5, 0.42, 8)
        elif r > 20:
            here = e.at(x, y, rng.uniform(-1, 1) + (np.pi if k % 2 else 0), flip=bool(k % 2))
            here.sprig(r)
        elif k % 2:
            here.floret(r * 0.6)
        else:
            here.floret(r * 0.8)
    return cloth.picture()


def ranges(rng, colours, size=(840, 1120), layers=7, seed=211, pines=True):
    """Mountain ranges fading into mist, with a sun and pines: a placement print."""
    every = palette(colours)
    w, h = size
    cloth = Cloth(w, h, every[0], wrap=False, seed=seed)
    hh, ww = cloth.pixels.shape[:2]
    y = np.linspace(0, 1, hh, dtype=np.float32)[:, None, None]
    cloth.pixels = (every[7] * (1 - y) + every[1] * y) * np.ones((1, ww, 1), np.float32)
    cloth.layer(0.04 * noise(hh, ww, 2.2, rng, (1, 3)))
    pen = cloth.pen()
    sx, sy = w * rng.uniform(0.6, 0.72), h * 0.14
    pen.fill(circle(150, 60, sx, sy), light(every[7], 0.5), alpha=0.4, blur=26)
    pen.fill(circle(64, 60, sx, sy), mix(every[1], every[2], 0.4), light(every[7], 0.3),
             ((sx, sy + 60), (sx, sy - 60)))
    for k in range(layers):
        t = k / (layers - 1)
        colour = every[1 + int(round(t * 5))]
        base = h * (0.30 + 0.58 * t)
        n = 700
        x = np.linspace(-10, w + 10, n)
        spec = np.fft.rfft(rng.standard_normal(2048))
        f = np.arange(len(spec))
        f[0] = 1
        line = np.fft.irfft(spec * f**-(1.25 + 0.1 * t) * (f > 1))[:n]
        line = line / line.std()
        top = (base - line * (50 + 26 * t) -
               40 * np.exp(-(((x / w - rng.uniform(0.1, 0.9)) / 0.16)**2)))
        shape = np.vstack([np.stack([x, top], 1), [(w + 10, h + 10), (-10, h + 10)]])
        pen.fill(shape,
                 colour,
                 mix(colour, every[7], 0.75), ((0, base - 70), (0, base + h * 0.30)),
                 grain=0.25,
                 wash=0.0)
        for _ in range(int(26 + 10 * k)):
            i = int(rng.integers(10, n - 60))
            long = rng.uniform(30, 110)
            s = rng.choice((-1, 1))
            path = bezier((x[i], top[i] + 3), (x[i] + s * long * 0.3, top[i] + long * 0.4),
                          (x[i] + s * long * 0.35, top[i] + long),
                          n=9)
            pen.line(path,
                     rng.uniform(2, 7),
                     dark(colour, 0.22) if s > 0 else light(colour, 0.25), (0.2, 0.2),
                     alpha=0.35,
                     rough=0.8)
        if pines and k >= layers - 3:
            for _ in range(26 if k < layers - 1 else 20):
                i = int(rng.integers(5, n - 5))
                tall = rng.uniform(22, 44) * (1 + 1.2 * (k - layers + 3))
                here = pen.at(x[i], top[i] + tall * 0.14)
                tint = dark(colour, 0.3)
                here.line(np.array([(0, 0), (0, -tall * 0.5), (0, -tall)]), tall * 0.05, tint)
                for j in range(9):
                    yy, half = (-tall * (0.12 + 0.1 * j),
                                tall * 0.24 * (1 - j / 9.5) * rng.uniform(0.85, 1.15))
                    here.fill(
                        np.array([(-half, yy + tall * 0.05), (-half * 0.4, yy - tall * 0.01),
                                  (0, yy - tall * 0.11), (half * 0.4, yy - tall * 0.01),
                                  (half, yy + tall * 0.05), (0, yy + tall * 0.02)]), tint)
    for k in range(7):
        fauna.gull(
            pen.at(w * 0.22 + 34 * k + rng.uniform(-8, 8),
                   h * 0.17 + 17 * abs(k - 3) + rng.uniform(-5, 5)), 12, every[6])
    cloth.texture(0.025, 0.6)
    return cloth.picture()


def waves(rng, colours, size=(900, 760), seed=221, rows=6):
    """Rolling, clawed waves in layers: a placement print after the woodblock manner."""
    ground, navy, blue, sky, foam, sand, night, blush = palette(colours)
    w, h = size
    cloth = Cloth(w, h, ground, wrap=False, seed=seed)
    pen = cloth.pen(grain=0.3)
    pen.fill(box(-9, -9, w + 9, h * 0.5), blush, ground, ((0, 0), (0, h * 0.5)), alpha=0.6)
    pen.fill(circle(82, 60, w * 0.74, h * 0.22), mix(blush, navy, 0.0), dark(blush, 0.12),
             ((0, h * 0.1), (0, h * 0.32)))
    for k in range(5):
        x, y, long = w * rng.uniform(0, 1), h * rng.uniform(0.06, 0.3), rng.uniform(90, 220)
        pen.line(np.array([(x - long, y), (x, y - 4), (x + long, y)]),
                 10,
                 foam, (0.1, 0.1),
                 alpha=0.75)

    def wave(x, y, s, flip):
        here = pen.at(x, y, 0, 1, flip=False)
        m = np.array([-1 if flip else 1, 1])
        q = lambda p: np.asarray(p, float) * s * m
        body = np.vstack([
            bezier((-1.7, 1.2), (-1.0, 0.75), (-0.85, -0.35), (0.1, -0.62), n=26),
            bezier((0.1, -0.62), (0.62, -0.66), (0.86, -0.3), (0.66, 0.02), n=16),
            bezier((0.66, 0.02), (0.52, -0.24), (0.2, -0.22), (0.06, 0.1), n=14),
            bezier((0.06, 0.1), (-0.1, 0.55), (0.5, 0.95), (1.7, 1.2), n=24)
        ])
        here.fill(q(body), navy, blue, (q((0, -0.6)), q((0, 1.2))))
        for t in np.linspace(0.1, 0.9, 8):
            crest = bezier((-1.62 + 1.6 * t, 1.18), (-0.95 + 0.85 * t, 0.72),
                           (-0.76 + 0.56 * t, -0.22 + 0.16 * t), (0.12 + 0.1 * t, -0.5 + 0.42 * t),
                           n=26)
            here.line(q(crest), s * 0.045, (sky, foam, blue)[int(t * 10) % 3], (0.4, 0.25), 1)
        edge = np.vstack([
            bezier((-0.75, 0.1), (-0.55, -0.42), (0.1, -0.62), n=18),
            bezier((0.1, -0.62), (0.62, -0.66), (0.86, -0.3), (0.66, 0.02), n=16)
        ])
        for k, (px, py, a) in enumerate(along(edge, 22, 0.18, 1)):
            r = s * rng.uniform(0.055, 0.10)
            here.fill(blob(r, 0.14, rng, 26) + q((px, py)), foam, ink=navy, ink_width=0.7)
            if k > 8:
                for _ in range(2):
                    b = a + np.pi / 2 + rng.uniform(-0.6, 0.6)
                    tip = np.array((px, py)) + polar(rng.uniform(0.12, 0.24), b)
                    claw = bezier((px, py),
                                  tip + polar(0.05, b - 1),
                                  tip + polar(0.06, b + 1.2),
                                  n=9)
                    here.line(q(claw), s * 0.06, foam, (1.1, 0.3), 0.8)
        for _ in range(26):
            p = np.array((0.66, -0.2)) + rng.normal(0, 0.22, 2)
            here.dot(*q(p), s * rng.uniform(0.007, 0.02), foam)

    for row in range(rows):
        y = h * (0.42 + 0.13 * row)
        n = 3 + row % 2
        swell = np.stack(
            [np.linspace(-20, w + 20, 60), y + 46 + 10 * np.sin(np.linspace(0, 9, 60) + row)], 1)
        pen.fill(np.vstack([swell, [(w + 20, h + 20), (-20, h + 20)]]), (blue, navy)[row % 2],
                 mix(sky, blue, 0.4), ((0, y + 20), (0, y + 170)))
        for k in range(5):
            shift = swell + (0, 15 + 15 * k)
            pen.line(shift, 2.2, (sky, foam)[k % 2], alpha=0.75)
        order = rng.permutation(n)
        for k in order:
            if rng.random() < 0.86:
                wave(w * (k + 0.5 + rng.uniform(-0.2, 0.2)) / n, y,
                     (74 + 13 * row) * rng.uniform(0.8, 1.15),
                     rng.random() < 0.4)
    for k in range(5):
        fauna.gull(pen.at(w * 0.2 + 44 * k, h * 0.14 + 18 * (k % 2), rng.uniform(-0.2, 0.2)), 13,
                   navy)
    cloth.texture(0.03, 0.9, (1, 8))
    return cloth.picture()


def hills(rng, colours, size=(900, 900), seed=231):
    """Ploughed hills, cypresses, farmhouses, a rayed sun: a poster landscape."""
    sky, orange, red, olive, green, deep, gold, brick_, blue, cream = palette(colours)
    w, h = size
    cloth = Cloth(w, h, sky, wrap=False, seed=seed)
    pen = cloth.pen(grain=0.5, rough=0.4)
    for k in range(28):
        a = np.pi + (k + 0.25) * np.pi / 28
        pen.at(w * 0.3, h * 0.36).fill(np.vstack([[(0, 0)],
                                                  polar(w, np.linspace(a, a + 0.055, 4))]),
                                       light(gold, 0.35),
                                       alpha=0.55)
    pen.fill(circle(86, 60, w * 0.3, h * 0.27), orange, red, ((0, h * 0.18), (0, h * 0.36)))
    for _ in range(6):
        x, y = w * rng.random(), h * rng.uniform(0.05, 0.2)
        for k in range(4):
            pen.fill(ellipse(rng.uniform(40, 80), rng.uniform(9, 16)) +
                     (x + rng.uniform(-50, 50), y + rng.uniform(-9, 9)),
                     cream,
                     alpha=0.85)
    fields = (olive, gold, green, orange, mix(olive, gold, 0.5), brick_, deep, mix(
        green, blue, 0.4))
    for row in range(7):
        y = h * (0.36 + 0.1 * row)
        x = np.linspace(-20, w + 20, 80)
        top = (y + (26 + 6 * row) * np.sin(x / w * rng.uniform(2, 6) + rng.uniform(0, 6)) +
               9 * np.sin(x / 60 + row))
        pen.fill(np.vstack([np.stack([x, top], 1), [(w + 20, h + 20), (-20, h + 20)]]),
                 fields[row % 8], light(fields[row % 8], 0.2), ((0, y), (0, y + 160)))
        edges = np.sort(rng.uniform(0, 1, 3))
        for k, (a, b) in enumerate(zip(np.r_[0, edges], np.r_[edges, 1])):
            i, j = int(a * 79), int(b * 79)
            if j - i < 6:
                continue
            tint = fields[(row * 3 + k * 2 + 1) % 8]
            lean = rng.uniform(-130, 130)
            foot = np.stack([np.linspace(x[i] + lean, x[j] + lean * 1.3, 12),
                             np.full(12, y + 190)], 1)
            pen.fill(np.vstack([np.stack([x[i:j], top[i:j] + 2], 1), foot[::-1]]), tint)
            style = rng.integers(3)
            for s in np.linspace(0.03, 0.97, 13):
                p, q = (np.array((np.interp(s, [0, 1],
                                            [x[i], x[j]]), 0)), foot[0] * (1 - s) + foot[-1] * s)
                p[1] = np.interp(p[0], x, top) + 4
                path = bezier(p, (p + q) / 2 + (10, 0), q, n=22)
                if style == 0:
                    pen.line(path, 2.6, dark(tint, 0.3), (0.5, 1.4), 1)
                elif style == 1:
                    for px, py, pa in along(path, 11, 0.02, 0.8):
                        pen.dot(px, py, 2.2 + (py - y) * 0.022, dark(tint, 0.35))
                else:
                    pen.line(path, 3.2, light(tint, 0.35), (0.5, 1.5), 1)
        for _ in range(5):
            i = int(rng.integers(3, 76))
            s = 24 + 8 * row
            here = pen.at(x[i], top[i] + 4)
            kind = rng.integers(4)
            if kind < 2:
                here.at(0, 0, -np.pi / 2).fill(petal(s * 2.1, s * 0.5, 0.4, 0.7), deep,
                                               mix(deep, green, 0.6), ((0, -s * 0.2), (0, s * 0.2)))
            elif kind == 2:
                here.fill(box(-2, -s * 0.5, 2, 0), brick_)
                here.fill(
                    blob(s * 0.5, 0.08, rng) + (0, -s * 0.8), deep, olive,
                    ((s * 0.4, -s * 0.4), (-s * 0.4, -s * 1.2)))
            else:
                here.fill(box(-s * 0.5, -s * 0.5, s * 0.5, 0), cream)
                here.fill(
                    np.array([(-0.62, -0.48), (-0.4, -0.85), (0.4, -0.85), (0.62, -0.48)]) * s,
                    brick_)
                here.fill(box(-s * 0.1, -s * 0.28, s * 0.1, 0), blue)
                here.fill(box(s * 0.2, -s * 0.35, s * 0.36, -s * 0.2), blue)
    cloth.texture(0.03, 0.7)
    return cloth.picture()


def _cloud(pen, s, colour, line, rng):
    """A scrolled Chinese cloud."""
    for x, y, r in ((-0.9, 0.1, 0.3), (-0.45, -0.05, 0.42), (0.05, -0.18, 0.5), (0.55, -0.02, 0.4),
                    (0.95, 0.12, 0.28)):
        pen.fill(circle(r * s, 40, x * s, y * s), colour, ink=line, ink_width=1.3)
    pen.fill(np.vstack([
        bezier((-1.5 * s, 0.3 * s), (-0.6 * s, 0.18 * s), (0.6 * s, 0.18 * s), (1.6 * s, 0.32 * s),
               n=20),
        bezier((1.6 * s, 0.32 * s), (0.5 * s, 0.55 * s), (-0.6 * s, 0.5 * s), (-1.5 * s, 0.3 * s),
               n=20)
    ]),
             colour,
             ink=line,
             ink_width=1.2)
    for x, y, r in ((-0.45, -0.05, 0.42), (0.05, -0.18, 0.5), (0.55, -0.02, 0.4)):
        pen.line(
            spiral(r * s * 0.72, 1.4, rng.uniform(0, TAU), 30) + (x * s, y * s), 2.2, line,
            (0.6, 0.9))


def _seigaiha(pen, x, y, r, colours, rings=4):
    for k in range(rings):
        pen.fill(circle(r * (1 - k / rings), 48, x, y), colours[k % len(colours)])


def cranes(rng, colours, size=(900, 1000), seed=241, flock=5, sea=True):
    """Cranes among scrolled clouds and pines over scalloped water, half-drop."""
    ground, white, red, black, gold, mint, blue, jade, sand = palette(colours)
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    hh, ww = cloth.pixels.shape[:2]
    cloth.texture(0.02, 0.9, (1, 20))
    pen = cloth.pen()
    if sea:
        r = 34
        for j in range(7):
            for i in range(-1, 8):
                wide = 5 - abs(j - 2)
                x = w * 0.25 + (i - 3 + 0.5 * (j % 2)) * r * 1.9
                if abs(i - 3) <= wide * 0.8:
                    _seigaiha(pen, x, h * 0.36 + j * r * 0.62, r, (gold, blue, sand, blue) if
                              (i + j) % 3 else (gold, jade, white, jade), 5)
    spots = [(0.25, 0.13, 130, -0.15), (0.40, 0.30, 96, 0.25), (0.12, 0.62, 118, -0.35),
             (0.42, 0.66, 86, 0.05), (0.30, 0.88, 104, -0.5)][:flock]
    for x, y, s in ((0.44, 0.08, 62), (0.06, 0.3, 54), (0.28, 0.56, 66), (0.06, 0.86, 58),
                    (0.46, 0.84, 46)):
        back = rng.random() < 0.5
        _cloud(pen.at(w * x, h * y, np.pi if back else 0, 1, flip=back), s,
               mix(mint, white, rng.uniform(0.1, 0.4)), gold, rng)
    for x, y in ((0.36, 0.45), (0.04, 0.08)):
        flora.pine(pen.at(w * x, h * y), 66, jade if jade.mean() > 90 else mint,
                   mix(gold, black, 0.5), rng)
    for k, (x, y, s, a) in enumerate(spots):
        fauna.crane(
            pen.at(w * x, h * y, a, 1, flip=bool(k % 2), ink=mix(black, white, 0.25),
                   ink_width=0.6), s, white, black, red, rng, rng.uniform(0.1, 1),
            mix(mint, white, 0.5))
    for k, (x, y, r) in enumerate(
            cloth.gaps([46] * 5 + [30] * 8 + [20] * 12 + [11] * 34 + [5] * 70, rng, reach=34)):
        here = pen.at(x, y, rng.uniform(0, TAU))
        if r > 40:
            _cloud(pen.at(x, y), r * 0.62, mix(jade, ground, 0.25), gold, rng)
        elif r > 25:
            flora.spray(here.at(-r, 0),
                        bezier((0, 0), (r, r * 0.5), (r * 1.9, 0), n=14),
                        7,
                        r * 0.55, (jade, mint),
                        rng,
                        0.3,
                        twig=1.6)
            flora.blossom(here.at(r * 0.7, 0), r * 0.42, light(red, 0.6), gold, rng)
        elif r > 15:
            flora.blossom(here, r * 0.85, light(red, 0.55 + 0.3 * (k % 2)), gold, rng)
        elif r > 8:
            here.fill(petal(r * 1.6, r * 0.9, 0.6, 0.55, notch=0.2) - (r * 0.8, 0), light(red, 0.7))
        else:
            here.dot(0, 0, 1.7, gold)
    return cloth.picture()


def pond(rng, colours, size=(860, 900), seed=251):
    """Koi under lily pads with rings on the water, half-drop."""
    ground, white, orange, ink, teal, mint, gold, night, pink = palette(colours)
    w, h = size
    lattice = half_drop(w, h)
    cloth = Cloth(w, h, ground, lattice, seed=seed)
    pen = cloth.pen()
    for x, y, r in pack(w, h, [80] * 8, rng, lattice):
        for k in range(4):
            pen.line(polar(r * (1 - 0.2 * k), np.linspace(0, TAU, 60)) + (x, y),
                     1.8,
                     mix(teal, mint, 0.5),
                     alpha=0.7)
    spots = pack(w, h, [165, 140, 128, 118, 100], rng, lattice, 2500)
    for k, (x, y, r) in enumerate(spots):
        tones = ((white, orange, light(orange, 0.5)), (orange, ink, light(
            gold, 0.3)), (white, ink, mint), (gold, orange, white))[k % 4]
        fauna.koi(cloth.pen(rim=0.3).at(x, y, rng.uniform(0, TAU)), r * 0.74, tones, night, rng)
    taken = [((x + ox) % w, (y + oy) % h, r * 0.8) for x, y, r in spots for ox, oy in lattice]
    for k, (x, y, r) in enumerate(
            pack(w, h, [58, 52, 46, 44, 38, 38, 34, 30, 30, 24, 24], rng, lattice, 600,
                 taken=taken)):
        cut = rng.uniform(0, TAU)
        pad = np.vstack([[(0, 0)], polar(r, np.linspace(cut + 0.25, cut + TAU - 0.1, 40))])
        here = cloth.pen(rim=0.25).at(x, y)
        here.fill(pad, teal, mint, ((-r, -r), (r, r)))
        for a in np.linspace(cut + 0.4, cut + TAU - 0.3, 11):
            here.line(np.array([(0, 0), polar(r * 0.5, a),
                                polar(r * 0.9, a)]), 1.6, light(mint, 0.3), (1, 0.3))
        if k % 3 == 0:
            flora.lotus(here.at(0, r * 0.3), r * 0.85, (pink, light(pink, 0.4), white), rng)
    for k, (x, y, r) in enumerate(
            cloth.gaps([40] * 4 + [28] * 8 + [16] * 14 + [8] * 40 + [4] * 60, rng, reach=70)):
        here = cloth.pen(rim=0.2).at(x, y, rng.uniform(0, TAU))
        if r > 35:
            for j in range(9):
                flora.leaf(here.at(angle=j * TAU / 9 + rng.uniform(-0.2, 0.2)),
                           r,
                           r * 0.2, (mint, teal)[j % 2],
                           ribs=0,
                           bend=0.2)
            flora.lotus(cloth.pen(rim=0.2).at(x, y + r * 0.25), r * 0.7, (orange, pink, white), rng)
        elif r > 12:
            for j in range(3):
                q = polar(r * 0.5, j * TAU / 3 + k)
                here.fill(
                    blob(r * 0.45, 0.05, rng, 24) + q,
                    (mint, teal, gold)[(j + k) % 3 if k % 4 == 0 else j % 2])
        elif r > 6:
            here.fill(petal(r * 1.8, r, 0.6, 0.55) - (r, 0), (pink, mint)[k % 2])
        else:
            here.dot(0, 0, r * 0.6, mint)
    return cloth.picture()


def butterflies(rng, colours, size=(860, 1000), seed=261):
    """A collector's plate of butterflies, each another: a placement print."""
    every = palette(colours)
    ground, body = every[0], every[5]
    w, h = size
    cloth = Cloth(w, h, ground, wrap=False, seed=seed)
    cloth.layer(0.02 * noise(h * 2, w * 2, 1.8, rng))
    pen = cloth.pen(rim=0.3, streak=0.4)
    for k, (x, y, r) in enumerate(
            pack(w - 190,
                 h - 190, [
                     106, 98, 92, 88, 84, 80, 76, 72, 68, 66, 62, 60, 58, 54, 52, 50, 46, 44, 42,
                     40, 38
                 ],
                 rng,
                 wrap=False,
                 tries=2500)):
        a, b, c = (every[i] for i in rng.permutation([1, 2, 3, 4, 6, 7, 8, 9])[:3])
        fauna.butterfly(pen.at(x + 95, y + 95, rng.uniform(-0.6, 0.6)),
                        r * 0.96, (a, b, light(c, 0.4)),
                        body,
                        rng,
                        eyes=bool(k % 3))
    for x, y, r in cloth.gaps([34] * 26 + [22] * 20, rng):
        here = pen.at(x, y, rng.uniform(0, TAU))
        flora.spray(here.at(-r, 0),
                    bezier((0, 0), (r, r * 0.4), (r * 1.9, 0), n=14),
                    6,
                    r * 0.6, (every[8], every[6]),
                    rng,
                    twig=1.5)
    return cloth.picture()

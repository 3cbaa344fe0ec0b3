# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Birds, butterflies and fish, drawn about the origin of the pen."""

import numpy as np

from curves import TAU, bezier, circle, ellipse, petal, polar, smooth
from palettes import dark, light, mix


def wing(pen, span, tones, rng, feathers=11, sweep=1.25):
    """A spread wing from the shoulder at the origin, leading edge along +x, feathers to +y."""
    pale, middle, tip = tones
    for row, (reach, colour) in enumerate(((1.0, tip), (0.66, middle), (0.42, pale))):
        for k in range(feathers):
            t = k / (feathers - 1)
            root = np.array((span * (0.06 + 0.72 * t), -0.10 * span * np.sin(np.pi * t)))
            a = sweep * (1 - t)**0.9 + 0.12
            long = span * reach * (0.44 + 0.12 * t) * rng.uniform(0.95, 1.05)
            here = pen.at(*root, a + 0.25)
            here.fill(petal(long, span * 0.105, 0.6, 0.55, -0.05), pale, colour,
                      ((long * 0.35, 0), (long, 0)))
    edge = bezier((0, 0.03 * span), (0.35 * span, -0.2 * span), (0.85 * span, -0.05 * span), n=16)
    pen.line(edge, span * 0.09, pale, (1, 0.5), 1)


def crane(pen, size, white, black, red, rng, lift=0.55, grey=None):
    """A crane in flight to the right."""
    grey = mix(white, black, 0.3) if grey is None else grey
    s = size
    wing(pen.at(-0.02 * s, -0.04 * s, -1.05 - lift * 0.3, 0.95, flip=False), s * 0.78,
         (white, grey, black), rng, 11)
    pen.line(bezier((-0.25 * s, 0.06 * s), (-0.6 * s, 0.10 * s), (-0.98 * s, 0.02 * s), n=12),
             s * 0.022, black)
    pen.line(bezier((-0.25 * s, 0.09 * s), (-0.6 * s, 0.15 * s), (-0.98 * s, 0.08 * s), n=12),
             s * 0.022, black)
    for k in range(5):
        pen.at(-0.2 * s, 0.04 * s, np.pi + 0.35 - 0.17 * k).fill(
            petal(s * 0.3, s * 0.075, 0.6, 0.6), grey, black, ((0, 0), (s * 0.3, 0)))
    body = smooth([(-0.34, 0.08), (-0.2, -0.06), (0.06, -0.1), (0.3, -0.06), (0.4, -0.05),
                   (0.3, 0.06), (0.05, 0.16), (-0.2, 0.15)])
    pen.fill(body * s, white, mix(white, grey, 0.5), ((0, -0.1 * s), (0, 0.18 * s)))
    neck = bezier((0.28 * s, -0.02 * s), (0.5 * s, 0.08 * s), (0.62 * s, -0.12 * s),
                  (0.86 * s, -0.10 * s),
                  n=20)
    pen.line(neck, s * 0.085, white, (1.3, 0.6), 0.75)
    pen.line(neck[4:-3] + (0, 0.022 * s), s * 0.04, black, (0.4, 0.6), 1)
    pen.fill(ellipse(0.06 * s, 0.042 * s) + (0.88 * s, -0.10 * s), white)
    pen.fill(np.array([(0.92, -0.125), (1.12, -0.085), (0.92, -0.08)]) * s, mix(black, white, 0.35))
    pen.fill(ellipse(0.036 * s, 0.018 * s, -0.2) + (0.885 * s, -0.135 * s), red)
    pen.dot(0.9 * s, -0.103 * s, 0.009 * s, black, ink=None)
    wing(pen.at(-0.03 * s, -0.02 * s, -1.75 - lift * 0.5, 1, flip=True), s * 0.86,
         (white, mix(white, grey, 0.4), black), rng, 12)


def songbird(pen, s, tones, beak, rng):
    """A small perched bird facing right."""
    back, breast, bar = tones
    for k in range(4):
        pen.at(-0.3 * s, 0.12 * s, np.pi - 0.42 - 0.09 * k).fill(
            petal(s * 0.75, s * 0.12, 0.6, 0.6), dark(back, 0.2), bar if k % 2 else back,
            ((0, 0), (s * 0.75, 0)))
    body = smooth([(-0.42, 0.18), (-0.2, -0.12), (0.08, -0.38), (0.3, -0.5), (0.5, -0.42),
                   (0.53, -0.25), (0.45, -0.02), (0.25, 0.28), (-0.08, 0.38)])
    pen.fill(body * s, back, breast, ((-0.05 * s, -0.25 * s), (0.28 * s, 0.2 * s)))
    pen.fill(np.array([(0.5, -0.37), (0.72, -0.28), (0.51, -0.25)]) * s, beak)
    for row, (long, colour) in enumerate(((0.72, bar), (0.55, back), (0.36, mix(back, breast,
                                                                                0.4)))):
        for k in range(5):
            pen.at((0.12 - 0.03 * k) * s, (-0.1 + 0.055 * k) * s, np.pi - 0.55 - 0.05 * k).fill(
                petal(s * long, s * 0.15, 0.55, 0.6), dark(colour, 0.2), colour,
                ((0, 0), (s * long, 0)))
    pen.dot(0.38 * s, -0.35 * s, 0.05 * s, light(breast, 0.6))
    pen.dot(0.385 * s, -0.35 * s, 0.028 * s, dark(bar, 0.8), ink=None)
    for x in (0.0, 0.12):
        pen.line(
            np.array([(x * s, 0.34 * s), ((x + 0.02) * s, 0.45 * s), ((x + 0.03) * s, 0.55 * s)]),
            s * 0.03, dark(beak, 0.3))


def butterfly(pen, s, tones, body, rng, eyes=True):
    """A butterfly seen from above, head upwards; both sides are mirrored."""
    outer, inner, spot = tones
    long, drop = rng.uniform(0.9, 1.1), rng.uniform(0.8, 1.15)
    fore = smooth([(0, 0), (0.2, -0.45), (0.62 * long, -0.86), (0.98 * long, -0.9),
                   (1.02 * long, -0.66), (0.86, -0.3), (0.55, -0.04)])
    hind = smooth([(0, 0.02), (0.5, 0.02), (0.82, 0.2), (0.8, 0.52), (0.56, 0.74 * drop),
                   (0.46, 0.98 * drop), (0.36, 0.74 * drop), (0.12, 0.4)])
    sway = np.linspace(0, TAU, len(fore))
    fore = fore * (1 + 0.06 * np.sin(2 * sway + rng.uniform(0, TAU)) * np.sin(sway / 2))[:, None]
    hind = (hind * (1 + 0.10 * np.sin(np.linspace(0, 3 * np.pi, len(hind)) + rng.uniform(0, TAU)) *
                    np.sin(np.linspace(0, np.pi, len(hind))))[:, None])
    bands = rng.integers(3, 6)
    for flip in (False, True):
        side = pen.at(angle=-np.pi, flip=True) if flip else pen
        for shape, root in ((hind, (0.25, 0.3)), (fore, (0.4, -0.4))):
            side.fill(shape * s, dark(outer, 0.55))
            for share, colour in ((0.86, outer), (0.62, inner), (0.36, mix(inner, spot, 0.5))):
                inside = (np.array(root) * (1 - share) + shape * share) * s
                side.fill(inside,
                          dark(colour, 0.1),
                          light(colour, 0.15), ((0, 0), (s, 0)),
                          ink=None)
        for a in np.linspace(-1.25, -0.15, 5):
            side.line(
                np.array([(0, 0), polar(0.5, a), polar(0.94, a)]) * s, s * 0.022, dark(outer, 0.6),
                (1, 0.5))
        for a in np.linspace(0.15, 1.2, 4):
            side.line(
                np.array([(0, 0), polar(0.4, a), polar(0.72, a)]) * s, s * 0.02, dark(outer, 0.6),
                (1, 0.5))
        for k in range(bands):
            x, y = polar(0.86 - 0.02 * k, -0.98 + 0.82 * k / bands)
            side.dot(x * s * 1.06, y * s * 1.02, s * 0.035, spot, ink=None)
        if eyes:
            side.dot(0.5 * s, 0.42 * s, 0.1 * s, spot)
            side.dot(0.5 * s, 0.42 * s, 0.055 * s, dark(body, 0.2), ink=None)
    pen.fill(ellipse(0.045 * s, 0.34 * s), body)
    pen.fill(circle(0.055 * s, 20, 0, -0.36 * s), body)
    for k in (-1, 1):
        pen.line(bezier((0, -0.38 * s), (k * 0.08 * s, -0.6 * s), (k * 0.26 * s, -0.74 * s), n=10),
                 s * 0.018, body)
        pen.dot(k * 0.26 * s, -0.74 * s, 0.022 * s, body)


def koi(pen, s, tones, line, rng):
    """A carp along +x, its body bent."""
    base, patch, fin = tones
    bend = rng.choice((-1, 1)) * rng.uniform(0.25, 0.5)
    t = np.linspace(0, 1, 26)**1.35
    spine = np.stack([(1 - 2 * t), bend * (np.sin(2.6 * t - 0.9))], 1) * s
    half = 0.27 * s * np.sin(np.pi * (t * 0.96)**0.60).clip(0)**0.62 + 0.012 * s * t
    d = np.gradient(spine, axis=0)
    side = np.stack([-d[:, 1], d[:, 0]], 1) / np.hypot(*d.T)[:, None]
    ex, ey = spine[-1]
    out = np.arctan2(*(d[-1])[::-1])
    for a in (-0.55, -0.2, 0.2, 0.55):
        pen.at(ex, ey, out + a).fill(
            petal(s * 0.62, s * 0.2, 0.6, 0.7, 0.15 * np.sign(a), 0.05, rng=rng), fin,
            light(fin, 0.5), ((0, 0), (s * 0.6, 0)))
    for i, long, k in ((6, 0.42, 1), (6, 0.42, -1), (15, 0.26, 1), (15, 0.26, -1)):
        root = spine[i] + side[i] * half[i] * 0.8 * k
        a = np.arctan2(*(d[i])[::-1]) + k * 0.75
        pen.at(*root, a).fill(petal(s * long, s * 0.24, 0.62, 0.55, 0, 0.05, rng=rng), fin,
                              light(fin, 0.5), ((0, 0), (s * long, 0)))
    body = np.vstack([spine + side * half[:, None], (spine - side * half[:, None])[::-1]])
    pen.fill(body, base, mix(base, line, 0.12), ((0, 0), (0, 0.3 * s)))
    for k in range(4):
        i = int(rng.integers(3 + 5 * k, 7 + 5 * k))
        i = min(i, 24)
        wide = int(rng.integers(2, 4))
        part = slice(max(i - wide, 1), min(i + wide, 25))
        q = rng.uniform(-0.2, 0.5)
        spot = np.vstack([(spine + side * half[:, None] * 0.94)[part],
                          (spine - side * half[:, None] * q)[part][::-1]])
        if len(spot) > 3:
            pen.fill(smooth(spot, n=3), patch, ink=None)
    for i in range(5, 23):
        for q in np.linspace(-0.75, 0.75, 6):
            x, y = spine[i] + side[i] * half[i] * (q + 0.12 * (i % 2))
            a = np.arctan2(*(d[i])[::-1])
            scale = polar(half[i] * 0.2, np.linspace(a - 1.1, a + 1.1, 6)) + (x, y)
            pen.line(scale, s * 0.009, mix(line, base, 0.45), alpha=0.6)
    back = spine[5:20] + side[5:20] * 0
    pen.line(back, s * 0.05, fin, (0.2, 0.2), 1, alpha=0.8)
    for k in (-1, 1):
        x, y = spine[2] + side[2] * half[2] * 0.55 * k
        pen.dot(x, y, 0.03 * s, line, ink=None)
        pen.line(
            bezier(spine[0] + side[0] * 0.03 * k * s,
                   spine[0] + (0.1 * s, 0.05 * k * s),
                   spine[0] + (0.13 * s, 0.14 * k * s),
                   n=8), s * 0.014, fin)


def gull(pen, s, colour):
    """A far bird: two brush strokes."""
    pen.line(bezier((-s, -0.1 * s), (-0.4 * s, -0.5 * s), (0, 0), n=10), s * 0.16, colour, (0.1, 1),
             0.8)
    pen.line(bezier((0, 0), (0.4 * s, -0.5 * s), (s, -0.15 * s), n=10), s * 0.16, colour, (1, 0.1),
             0.8)


def folk_bird(pen, s, tones, rng):
    """An embroidered bird facing right: body, crest, banded tail."""
    body, wing_colour, trim, eye = tones
    for k in range(5):
        pen.at(-0.42 * s, 0.05 * s, np.pi - 0.5 + 0.27 * k).fill(
            petal(s * 0.72, s * 0.2, 0.68, 0.6), (wing_colour, trim)[k % 2])
        x, y = np.array((-0.42, 0.05)) * s + polar(s * 0.58, np.pi - 0.5 + 0.27 * k)
        pen.dot(x, y, s * 0.05, body)
    shape = smooth([(-0.5, 0.05), (-0.2, -0.2), (0.1, -0.32), (0.28, -0.62), (0.5, -0.68),
                    (0.62, -0.5), (0.56, -0.28), (0.42, 0.1), (0.1, 0.32), (-0.25, 0.27)])
    pen.fill(shape * s, body)
    pen.fill(np.array([(0.6, -0.55), (0.82, -0.45), (0.58, -0.42)]) * s, trim)
    for k in range(3):
        pen.line(
            bezier((0.4 * s, -0.66 * s), ((0.36 - 0.08 * k) * s, -0.85 * s),
                   ((0.42 - 0.14 * k) * s, -0.95 * s),
                   n=7), s * 0.035, trim)
        x, y = (0.42 - 0.14 * k) * s, -0.97 * s
        pen.dot(x, y, s * 0.045, wing_colour)
    pen.at(0.15 * s, -0.1 * s, np.pi - 0.25).fill(petal(s * 0.5, s * 0.3, 0.4, 0.7), wing_colour)
    pen.at(0.08 * s, -0.09 * s, np.pi - 0.25).fill(petal(s * 0.34, s * 0.17, 0.4, 0.7), trim)
    pen.dot(0.47 * s, -0.5 * s, s * 0.06, eye)
    pen.dot(0.47 * s, -0.5 * s, s * 0.03, dark(body, 0.8), ink=None)
    for x in (0.02, 0.16):
        pen.line(np.array([(x, 0.28), (x + 0.02, 0.42), (x + 0.06, 0.5)]) * s, s * 0.035, trim)

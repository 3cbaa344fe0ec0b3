# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Outlines and paths: every function returns an (n, 2) array of points."""

import cv2
import numpy as np

TAU = 2 * np.pi


def turn(points, angle):
    """Points turned about the origin."""
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray(points, float) @ np.array([[c, s], [-s, c]])


def polar(radius, angle):
    """Point(s) at a distance and an angle from the origin."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1)


def bezier(*controls, n=24):
    """A Bezier curve of any degree, by de Casteljau's construction."""
    t = np.linspace(0, 1, n)[:, None]
    layer = [np.asarray(p, float)[None] for p in controls]
    while len(layer) > 1:
        layer = [a * (1 - t) + b * t for a, b in zip(layer, layer[1:])]
    return layer[0]


def smooth(points, closed=True, n=8):
    """A Catmull-Rom curve through the points."""
    p = np.asarray(points, float)
    if not closed:
        p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
        p0, p1, p2, p3 = p[:-3], p[1:-2], p[2:-1], p[3:]
    else:
        p0, p1, p2, p3 = np.roll(p, 1, 0), p, np.roll(p, -1, 0), np.roll(p, -2, 0)
    t = np.linspace(0, 1, n, endpoint=False)[None, :, None]
    p0, p1, p2, p3 = (q[:, None] for q in (p0, p1, p2, p3))
    curve = 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 +
                   (3 * p1 - p0 - 3 * p2 + p3) * t**3)
    curve = curve.reshape(-1, 2)
    return curve if closed else np.vstack([curve, p[-2]])


def petal(length, width, belly=0.55, full=0.7, bend=0.0, ruffle=0.0, notch=0.0, rng=None, n=24):
    """A petal or leaf along +x from the origin.

    `belly` says where it is widest, `full` how blunt its ends are (0.5 round, 1.3 pointed),
    `bend` curves it to one side, `ruffle` waves its rim, `notch` dents its tip.
    """
    t = np.linspace(0, 1, n)
    power = np.log(0.5) / np.log(belly)
    half = 0.5 * width * np.sin(np.pi * t**power).clip(0)**full
    wave = np.zeros(2 * n)
    if ruffle and rng is not None:
        s = np.linspace(0, 1, 2 * n)
        for k in (5, 8, 13):
            wave += np.sin(TAU * (k * s + rng.random())) * ruffle * width / k
        wave *= np.sin(np.pi * s)
    upper = np.stack([length * t, half + wave[:n]], 1)
    lower = np.stack([length * t, -half + wave[n:]], 1)[::-1]
    outline = np.vstack([upper, lower])
    if notch:
        y = outline[:, 1] / (0.22 * width)
        near = (outline[:, 0] / length).clip(0)**4
        outline[:, 0] -= notch * length * np.exp(-y * y) * near
    outline[:, 1] += bend * length * (outline[:, 0] / length)**2
    return outline


def circle(radius, n=36, x=0.0, y=0.0):
    return polar(radius, np.linspace(0, TAU, n, endpoint=False)) + (x, y)


def ellipse(a, b, angle=0.0, n=36):
    return turn(circle(1.0, n) * (a, b), angle)


def blob(radius, wobble, rng, n=60, lobes=(2, 3, 5)):
    """A circle whose radius wanders smoothly."""
    s = np.linspace(0, TAU, n, endpoint=False)
    r = np.ones(n)
    for k in lobes:
        r += wobble / np.sqrt(k) * rng.normal() * np.sin(k * s + rng.uniform(0, TAU))
    return polar(radius * r, s)


def ngon(n, radius, start=0.0):
    return polar(radius, start + np.arange(n) * TAU / n)


def star(n, outer, inner, start=0.0):
    """A star with `n` points."""
    r = np.where(np.arange(2 * n) % 2, inner, outer)
    return polar(r, start + np.arange(2 * n) * np.pi / n)


def spiral(radius, turns, start=0.0, n=60, power=1.0):
    """From the rim inwards to the origin."""
    t = np.linspace(1, 0, n)
    return polar(radius * t**power, start + TAU * turns * (1 - t))


def ribbon(path, widths):
    """The outlines, quad by quad, of a path with a width at each point."""
    p = np.asarray(path, float)
    d = np.gradient(p, axis=0)
    d /= np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-9)[:, None]
    side = np.stack([-d[:, 1], d[:, 0]], 1) * (np.asarray(widths, float) / 2)[:, None]
    a, b = p + side, p - side
    return [np.vstack([a[i:i + 3], b[i:i + 3][::-1]]) for i in range(0, len(p) - 1, 2)]


def inset(outline, depth):
    """The outline drawn inwards by the same depth everywhere; the largest part that is left."""
    zoom = 600 / np.ptp(outline, 0).max()
    low = outline.min(0) - 4 / zoom
    spot = np.round((outline - low) * zoom).astype(np.int32)
    mask = np.zeros(spot.max(0)[::-1] + 8, np.uint8)
    cv2.fillPoly(mask, [spot], 1)
    inner = (cv2.distanceTransform(mask, cv2.DIST_L2, 5) > depth * zoom).astype(np.uint8)
    rings, _ = cv2.findContours(inner, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not rings:
        return shrink(outline, 0.05)
    ring = max(rings, key=len)[:, 0].astype(float)
    soft = sum(np.roll(ring, k, 0) for k in range(-6, 7)) / 13
    return soft[::3] / zoom + low


def boteh(length, hook=1.0, belly=1.0):
    """The paisley drop: foot at the origin, its hooked tip upwards."""
    keys = [(0, 0), (0.30, 0.06), (0.46, 0.30), (0.44, 0.58), (0.30, 0.80), (0.16, 0.97),
            (0.20, 1.12), (0.36, 1.17), (0.48, 1.08), (0.42, 1.26), (0.22, 1.34), (0.0, 1.24),
            (-0.14, 1.0), (-0.30, 0.72), (-0.44, 0.46), (-0.40, 0.18), (-0.20, 0.03)]
    keys = np.array(keys)
    high = np.clip((keys[:, 1] - 0.75) / 0.6, 0, 1)
    keys[:, 0] = keys[:, 0] * np.where(keys[:, 1] < 0.8, belly, 1) + (hook - 1) * 0.5 * high**1.5
    keys[:, 1] -= np.abs(hook - 1) * 0.18 * high
    return smooth(keys * (1, -1) * length / 1.34, n=8)


def shrink(outline, share):
    """The outline drawn inwards towards its own middle."""
    middle = outline.mean(0)
    return middle + (outline - middle) * share


def along(path, count, start=0.0, end=1.0):
    """Evenly spaced places on a path: a list of (x, y, direction angle)."""
    p = np.asarray(path, float)
    step = np.hypot(*np.diff(p, axis=0).T)
    reach = np.concatenate([[0], np.cumsum(step)])
    places = []
    for s in np.linspace(start, end, count) * reach[-1]:
        i = int(np.clip(np.searchsorted(reach, s) - 1, 0, len(p) - 2))
        t = (s - reach[i]) / max(step[i], 1e-9)
        x, y = p[i] + (p[i + 1] - p[i]) * t
        a, b = max(i - 1, 0), min(i + 2, len(p) - 1)
        places.append((x, y, np.arctan2(*(p[b] - p[a])[::-1])))
    return places

# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Repeats: where motifs go, and how a drawn unit becomes a picture."""

import numpy as np


def straight(width, height):
    return ((0, 0), )


def half_drop(width, height):
    """Every other column is dropped by half; the cloth holds two columns."""
    return ((0, 0), (width / 2, height / 2))


def brick(width, height):
    """Every other row is moved by half; the cloth holds two rows."""
    return ((0, 0), (width / 2, height / 2))


def mirror(picture, both=True):
    """The unit and its mirror image side by side, and if `both` also below."""
    wide = np.concatenate([picture, picture[:, ::-1]], 1)
    return np.concatenate([wide, wide[::-1]], 0) if both else wide


def pack(width, height, radii, rng, lattice=((0, 0), ), tries=300, wrap=True, taken=()):
    """Places circles, in the order given, where none touches another on the cloth.

    Returns a list of (x, y, radius); circles for which no room is found are left out.
    """
    spots = [tuple(t) for t in taken]
    placed = []
    for radius in radii:
        for _ in range(tries):
            x, y = rng.uniform(0, width), rng.uniform(0, height)
            if spots:
                s = np.array(spots)
                dx, dy = np.abs(s[:, 0] - x), np.abs(s[:, 1] - y)
                if wrap:
                    dx, dy = np.minimum(dx, width - dx), np.minimum(dy, height - dy)
                if np.any(np.hypot(dx, dy) < s[:, 2] + radius):
                    continue
            copies = [((x + ox) % width, (y + oy) % height) for ox, oy in lattice]
            if (len(copies) > 1 and min(
                    np.hypot(min(abs(a - x), width -
                                 abs(a - x)), min(abs(b - y), height - abs(b - y)))
                    for a, b in copies[1:]) < 2 * radius):
                continue
            spots += [(a, b, radius) for a, b in copies]
            placed.append((x, y, radius))
            break
    return placed

# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""The cloth, the pen that draws on it, and the textures its paints are made of."""

import cv2
import numpy as np

from curves import ribbon

SCALE = 2  # every picture is drawn at twice its size and averaged down


def noise(height, width, rough, rng, stretch=(1.0, 1.0), lowest=0.0):
    """Periodic noise of mean 0 and deviation 1 whose spectrum falls as frequency^-`rough`.

    A `stretch` above 1 on an axis (y, x) draws the texture out along it; frequencies below
    `lowest` waves a picture are damped, which keeps the forms from growing larger.
    """
    fy = np.fft.fftfreq(height)[:, None] * height * stretch[0]
    fx = np.fft.rfftfreq(width)[None] * width * stretch[1]
    f = np.hypot(fy, fx)
    f[0, 0] = 1
    spectrum = np.fft.rfft2(rng.standard_normal((height, width))) * np.hypot(f, lowest)**-rough
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, (height, width))
    return (field / field.std()).astype(np.float32)


def worley(height, width, cell, rng, jitter=0.9):
    """Periodic cells about jittered grid points: nearest and next distances, nearest's number."""
    rows, columns = max(2, round(height / cell)), max(2, round(width / cell))
    ch, cw = height / rows, width / columns
    jy, jx = (rng.random((2, rows, columns)) - 0.5) * jitter + 0.5
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    iy, ix = (y / ch).astype(int), (x / cw).astype(int)
    near = np.full((height, width), 1e9, np.float32)
    second, number = near.copy(), np.zeros((height, width), int)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            gy, gx = iy + dy, ix + dx
            my, mx = gy % rows, gx % columns
            d = np.hypot((gy + jy[my, mx]) * ch - y, (gx + jx[my, mx]) * cw - x).astype(np.float32)
            closer = d < near
            second = np.where(closer, near, np.minimum(second, d))
            number = np.where(closer, my * columns + mx, number)
            near = np.where(closer, d, near)
    return near, second, number


def step(low, high, value):
    """Smooth step from 0 at `low` to 1 at `high`."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


_BOOK = np.random.default_rng(7)
CLOUD = noise(512, 512, 1.7, _BOOK)
GRAIN = noise(512, 512, 0.6, _BOOK)
BRISTLE = noise(512, 512, 1.0, _BOOK, stretch=(1.0, 9.0))


class Cloth:
    """A picture without edges: what leaves on one side comes back on the other.

    Each stroke is repeated at every offset of the lattice, so that half-drops and bricks
    are drawn through their own seams. With `wrap` off it is one plain placement print.
    """
    def __init__(self, width, height, ground, lattice=((0, 0), ), wrap=True, seed=1):
        self.width, self.height, self.lattice, self.wrap = width, height, lattice, wrap
        self.pixels = np.empty((height * SCALE, width * SCALE, 3), np.float32)
        self.pixels[:] = ground
        self.ground = np.float32(ground)
        self.rng = np.random.default_rng(seed)

    def pen(self, **look):
        return Pen(self, np.array([[1.0, 0, 0], [0, 1.0, 0]]), 1.0, look)

    def blend(self, left, top, colour, alpha):
        """Lays a patch (pixels of the doubled grid) on the cloth, wrapped and repeated."""
        h, w = alpha.shape
        rows, columns = self.pixels.shape[:2]
        colour = np.broadcast_to(colour, (h, w, 3))
        for ox, oy in self.lattice:
            x, y = left + int(ox * SCALE), top + int(oy * SCALE)
            if self.wrap:
                x, y = x % columns, y % rows
            for sy in (0, -rows) if self.wrap and y + h > rows else (0, ):
                for sx in (0, -columns) if self.wrap and x + w > columns else (0, ):
                    a, b = max(0, y + sy), min(rows, y + sy + h)
                    c, d = max(0, x + sx), min(columns, x + sx + w)
                    if a >= b or c >= d:
                        continue
                    part = np.s_[a - y - sy:b - y - sy, c - x - sx:d - x - sx]
                    cover = alpha[part][..., None]
                    area = self.pixels[a:b, c:d]
                    area += (colour[part] - area) * cover

    def _texture(self, book, h, w):
        y, x = self.rng.integers(0, 512, 2)
        return np.take(np.take(book, (y + np.arange(h)) % 512, 0), (x + np.arange(w)) % 512, 1)

    def fill(self,
             outlines,
             colour,
             tip=None,
             axis=None,
             alpha=1.0,
             wash=0.0,
             rim=0.0,
             grain=0.0,
             streak=0.0,
             stitch=0.0,
             rough=0.0,
             ink=None,
             ink_width=1.0,
             blur=0.0):
        """Fills outlines (picture coordinates).

        tip, axis   a second colour, and the two points between which the first turns into it
        wash        watercolour: pigment gathers at the rim and in clouds
        rim         a darker rim; `ink` draws a hard contour instead
        grain, streak, stitch   paper grain, brush hairs, or satin stitches across the axis
        rough       the edge frays by this many pixels; blur softens it
        """
        shapes = [np.asarray(o, float) * SCALE for o in outlines]
        every = np.vstack(shapes)
        pad = 3 + int(SCALE * (ink_width + 2 * rough + 3 * blur))
        low = np.floor(every.min(0)).astype(int) - pad
        w, h = (np.ceil(every.max(0)).astype(int) + pad - low).tolist()
        fixed = [np.round((s - low) * 16).astype(np.int32) for s in shapes]
        cover = np.zeros((h, w), np.uint8)
        for shape in fixed:
            cv2.fillPoly(cover, [shape], 255, cv2.LINE_AA, 4)
        a = cover.astype(np.float32) / 255
        if blur:
            a = cv2.GaussianBlur(a, (0, 0), blur * SCALE)
        if rough:
            soft = cv2.GaussianBlur(a, (0, 0), rough * SCALE)
            a = np.clip((soft - 0.5 + 0.13 * self._texture(GRAIN, h, w)) * 3 + 0.5, 0, 1)
        paint = np.broadcast_to(np.float32(colour), (h, w, 3))
        if axis is None and (tip is not None or streak or stitch):
            axis = (every.min(0) / SCALE, every.max(0) / SCALE)
        if tip is not None or streak or stitch:
            p, q = (np.asarray(e, float) * SCALE - low for e in axis)
            d = q - p
            reach = max(np.hypot(*d), 1e-6)
            ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
            u = ((xs - p[0]) * d[0] + (ys - p[1]) * d[1]) / reach
            v = ((ys - p[1]) * d[0] - (xs - p[0]) * d[1]) / reach
            if tip is not None:
                t = np.clip(u / reach + 0.06 * self._texture(CLOUD, h, w), 0, 1)[..., None]
                paint = paint + (np.float32(tip) - paint) * np.float32(t)
            if streak:
                oy, ox = self.rng.integers(0, 512, 2)
                hair = cv2.remap(BRISTLE, ((u * 0.7 + ox) % 511).astype(np.float32),
                                 ((v * 0.9 + oy) % 511).astype(np.float32), cv2.INTER_LINEAR)
                paint = paint * (1 + streak * 0.16 * hair[..., None])
            if stitch:
                wave = np.sin(u / SCALE * np.pi / 1.3 + 0.9 * np.sin(v / SCALE / 3))
                paint = paint * (1 + stitch * 0.2 * wave[..., None])
        size = np.sqrt(max(float(a.sum()), 1.0))
        if wash or rim:
            inner = cv2.GaussianBlur(a, (0, 0), float(np.clip(size * 0.07, 1.2, 9)))
            edge = np.clip((1 - inner) * 1.9, 0, 1) * a
            if rim:
                paint = paint * (1 - rim * edge[..., None] * 0.6)
            if wash:
                cloud = self._texture(CLOUD, h, w)
                a = a * np.clip(1 - wash * (0.48 - 0.55 * edge - 0.13 * cloud), 0.12, 1)
        if grain:
            paint = paint * (1 + grain * 0.1 * self._texture(GRAIN, h, w)[..., None])
        self.blend(*low.tolist(), paint, a * np.float32(alpha))
        if ink is not None:
            line = np.zeros((h, w), np.uint8)
            thick = max(1, round(ink_width * SCALE))
            cv2.polylines(line, fixed, True, 255, thick, cv2.LINE_AA, 4)
            self.blend(*low.tolist(), np.float32(ink), line.astype(np.float32) / 255 * alpha)

    def gaps(self, radii, rng, tries=120, reach=26.0):
        """Yields (x, y, r) where nothing has been drawn yet; draw there before asking on."""
        rows, columns = self.pixels.shape[:2]
        for radius in radii:
            n = np.arange(-radius, radius + 1, 2.5)
            oy, ox = (g[np.hypot(*np.meshgrid(n, n)) <= radius] * SCALE for g in np.meshgrid(n, n))
            for _ in range(tries):
                x, y = rng.uniform(0, self.width), rng.uniform(0, self.height)
                ys, xs = (y * SCALE + oy).astype(int), (x * SCALE + ox).astype(int)
                if not self.wrap and (ys.min() < 0 or xs.min() < 0 or ys.max() >= rows
                                      or xs.max() >= columns):
                    continue
                if np.abs(self.pixels[ys % rows, xs % columns] - self.ground).max() < reach:
                    yield x, y, radius
                    break

    def layer(self, field):
        """Multiplies the whole cloth by 1 + field (a texture at the doubled size)."""
        self.pixels *= 1 + field[..., None]

    def texture(self, amount, rough=0.6, stretch=(1.0, 1.0)):
        h, w = self.pixels.shape[:2]
        self.layer(amount * noise(h, w, rough, self.rng, stretch))

    def ripple(self, amount, rough=2.0):
        """Shifts the drawing a little this way and that, as a hand would."""
        h, w = self.pixels.shape[:2]
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        x = x + noise(h, w, rough, self.rng) * amount * SCALE
        y = y + noise(h, w, rough, self.rng) * amount * SCALE
        self.pixels = cv2.remap(self.pixels,
                                x,
                                y,
                                cv2.INTER_LINEAR,
                                borderMode=cv2.BORDER_WRAP if self.wrap else cv2.BORDER_REFLECT)

    def picture(self, across=1, down=1):
        """The finished picture, 8-bit RGB, the cloth repeated `across` by `down` times."""
        small = cv2.resize(self.pixels, (self.width, self.height), interpolation=cv2.INTER_AREA)
        return np.tile(np.clip(small + 0.5, 0, 255).astype(np.uint8), (down, across, 1))


class Pen:
    """Draws on a cloth through a placement: position, angle, scale and mirror."""
    def __init__(self, cloth, matrix, scale, look):
        self.cloth, self.matrix, self.scale, self.look = cloth, matrix, scale, look

    def at(self, x=0.0, y=0.0, angle=0.0, scale=1.0, flip=False, **look):
        c, s = np.cos(angle) * scale, np.sin(angle) * scale
        f = -1.0 if flip else 1.0
        local = np.array([[c, -s * f, x], [s, c * f, y], [0, 0, 1]])
        matrix = self.matrix @ local
        return Pen(self.cloth, matrix, self.scale * scale, {**self.look, **look})

    def place(self, points):
        return np.asarray(points, float) @ self.matrix[:, :2].T + self.matrix[:, 2]

    def fill(self, outlines, colour, tip=None, axis=None, **look):
        if isinstance(outlines, np.ndarray):
            outlines = [outlines]
        look = {**self.look, **look}
        if "ink_width" in look:
            look["ink_width"] = look["ink_width"] * min(1.0, self.scale)
        axis = None if axis is None else self.place(axis)
        self.cloth.fill([self.place(o) for o in outlines], colour, tip, axis, **look)

    def line(self, path, width, colour, taper=(1.0, 1.0), swell=1.0, **look):
        """A stroke whose width goes from taper[0] over `swell` to taper[1] times `width`."""
        t = np.linspace(0, 1, len(path))
        shape = np.interp(t, [0, 0.5, 1], [taper[0], swell, taper[1]])
        clean = {k: v for k, v in self.look.items() if k not in ("ink", "rim", "wash", "rough")}
        quads = ribbon(self.place(path), np.maximum(width * shape * self.scale, 0.45))
        self.cloth.fill(quads, colour, **{**clean, **look})

    def dot(self, x, y, radius, colour, **look):
        s = np.linspace(0, 2 * np.pi, 20, endpoint=False)
        ring = np.stack([x + radius * np.cos(s), y + radius * np.sin(s)], 1)
        self.fill(ring, colour, **look)

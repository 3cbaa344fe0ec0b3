# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""What copiers do to a design. Each attack takes an 8-bit RGB picture and a random generator."""

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from brushes import noise, step


def _scaled(picture, factor):
    h, w = picture.shape[:2]
    return cv2.resize(picture, (max(1, round(w * factor)), max(1, round(h * factor))),
                      interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)


def _bytes(field):
    return np.clip(field + 0.5, 0, 255).astype(np.uint8)


def fit(picture, long_side):
    """The picture brought down so that its longer side is at most `long_side`."""
    return _scaled(picture, min(1.0, long_side / max(picture.shape[:2])))


def _window(picture, share, rng):
    """A part that holds `share` of the area, at a random place."""
    h, w = picture.shape[:2]
    stretch = rng.uniform(0.85, 1.18)
    ch, cw = min(h, int(h * np.sqrt(share) * stretch)), min(w, int(w * np.sqrt(share) / stretch))
    y, x = int(rng.integers(h - ch + 1)), int(rng.integers(w - cw + 1))
    return picture[y:y + ch, x:x + cw].copy()


def _ground(picture):
    """The commonest colour, found on a coarse grid of colours and averaged."""
    flat = picture.reshape(-1, 3)
    cell = (flat >> 4).astype(int) @ np.array([256, 16, 1])
    return flat[cell == np.bincount(cell).argmax()].mean(0)


def _figure(picture, reach=30.0):
    """1 on the motifs, 0 on the ground: the distance from the commonest colour, softened."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    ground = cv2.cvtColor(np.uint8(_ground(picture))[None, None], cv2.COLOR_RGB2LAB)[0, 0].astype(
        np.float32)
    return cv2.GaussianBlur(step(reach * 0.5, reach, np.linalg.norm(lab - ground, axis=2)), (0, 0),
                            0.7)


def jpeg_q10(picture, rng):
    return picture  # the file itself is written at quality 10


def shrink_25pct(picture, rng):
    return _scaled(picture, 0.25)


def blur(picture, rng):
    return cv2.GaussianBlur(picture, (0, 0), max(picture.shape) / 220)


def gamma(picture, rng):
    power = 1.7 if rng.random() < 0.5 else 0.58
    return _bytes(255 * ((picture / 255.0)**power * 0.86 + 0.05))


def mirror(picture, rng):
    return picture[:, ::-1].copy()


def flip(picture, rng):
    return picture[::-1].copy()


def rotate_90(picture, rng):
    return np.rot90(picture, 1).copy()


def rotate_12deg(picture, rng):
    h, w = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((w / 2, h / 2), 12, 1)
    c, s = np.cos(np.radians(12)), np.sin(np.radians(12))
    nw, nh = int(w * c + h * s), int(w * s + h * c)
    turn[:, 2] += ((nw - w) / 2, (nh - h) / 2)
    return cv2.warpAffine(picture,
                          turn, (nw, nh),
                          flags=cv2.INTER_AREA,
                          borderValue=(255, 255, 255))


def crop_40pct(picture, rng):
    return _window(picture, 0.40, rng)


def crop_20pct(picture, rng):
    return _window(picture, 0.20, rng)


def recolour_palette(picture, rng):
    """Each of its main colours is replaced by another, as in a new colourway."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    pixels = lab.reshape(-1, 3)
    sample = pixels[rng.integers(len(pixels), size=6000)]
    cv2.setRNGSeed(int(rng.integers(1 << 20)))
    _, _, centres = cv2.kmeans(sample, 7, None, (3, 30, 0.5), 3, cv2.KMEANS_PP_CENTERS)
    order = np.argsort(centres[:, 0])
    fresh = centres.copy()
    angle = rng.uniform(0, 2 * np.pi) + np.arange(7) * 2.4
    fresh[order, 0] = np.linspace(45, 235, 7)
    fresh[order, 1] = 128 + 36 * np.cos(angle)
    fresh[order, 2] = 128 + 36 * np.sin(angle)
    weight = np.stack([1 / (np.sum((pixels - c)**2, 1) + 30)**2 for c in centres], 1)
    weight /= weight.sum(1, keepdims=True)
    moved = weight @ fresh + 0.35 * (pixels - weight @ centres)
    return cv2.cvtColor(_bytes(moved.reshape(lab.shape)), cv2.COLOR_LAB2RGB)


def invert(picture, rng):
    return 255 - picture


def hue_shift(picture, rng):
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0].astype(int) + int(rng.integers(45, 130))) % 180
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)


def ground_swap(picture, rng):
    """The same motifs on another ground."""
    dark_now = _ground(picture).mean() < 128
    fresh = np.float32([[236, 228, 208], [214, 226, 232]]
                       if dark_now else [[38, 48, 74], [96, 44, 52]])[rng.integers(2)]
    cover = _figure(picture)[..., None]
    return _bytes(picture * cover + fresh * (1 - cover))


def _font(size):
    return ImageFont.load_default(size)


def text_over(picture, rng):
    image = Image.fromarray(picture)
    draw = ImageDraw.Draw(image, "RGBA")
    w, h = image.size
    words = ("NEW SEASON", "cotton lawn 145 cm", "article 20-417")
    for k, word in enumerate(words):
        font = _font(int(w * (0.13, 0.06, 0.05)[k]))
        wide = draw.textlength(word, font)
        x, y = (w - wide) / 2, h * (0.40, 0.57, 0.66)[k]
        draw.text((x + 3, y + 3), word, (20, 20, 20, 190), font)
        draw.text((x, y), word, (255, 255, 255, 245), font)
    draw.rectangle((0, h * 0.9, w, h), fill=(24, 24, 28, 235))
    draw.text((w * 0.04, h * 0.925), "sample book 7 / page 12", (250, 240, 220, 255),
              _font(int(w * 0.045)))
    return np.asarray(image)


def screenshot(picture, rng):
    """On the page of a shop on a telephone."""
    w = 620
    inner = cv2.resize(picture, (w - 60, int((w - 60) * picture.shape[0] / picture.shape[1])),
                       interpolation=cv2.INTER_AREA)
    inner = inner[:760]
    h = inner.shape[0] + 470
    image = Image.new("RGB", (w, h), (18, 18, 20))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((12, 12, w - 12, h - 12), 46, (250, 250, 250))
    draw.text((50, 30), "9:41", (30, 30, 30), _font(24))
    draw.rounded_rectangle((w - 96, 34, w - 50, 54), 5, outline=(30, 30, 30), width=2)
    draw.rectangle((w - 93, 37, w - 64, 51), fill=(30, 30, 30))
    draw.rounded_rectangle((34, 72, w - 34, 116), 22, (232, 232, 236))
    draw.text((60, 82), "search fabrics", (130, 130, 136), _font(22))
    image.paste(Image.fromarray(inner), (30, 134))
    y = 134 + inner.shape[0] + 18
    draw.text((40, y), "Printed viscose, per metre", (24, 24, 28), _font(30))
    draw.text((40, y + 46), "28.00", (196, 40, 50), _font(44))
    draw.text((160, y + 64), "free delivery  -  1,204 sold", (120, 120, 126), _font(20))
    draw.rounded_rectangle((40, y + 116, w // 2 - 10, y + 176), 30, (255, 190, 70))
    draw.rounded_rectangle((w // 2 + 10, y + 116, w - 40, y + 176), 30, (226, 62, 60))
    draw.text((96, y + 132), "Add to bag", (255, 255, 255), _font(24))
    draw.text((w // 2 + 84, y + 132), "Buy now", (255, 255, 255), _font(24))
    draw.rounded_rectangle((w // 2 - 70, h - 36, w // 2 + 70, h - 29), 4, (60, 60, 64))
    return np.asarray(image)


def embedded(picture, rng):
    """A framed print hung in a drawn room."""
    w, h = 900, 760
    room = np.empty((h, w, 3), np.float32)
    room[:] = (206, 200, 190)
    room *= 1 + 0.02 * noise(h, w, 0.8, rng)[..., None]
    room[560:] = (150, 116, 86)
    room[560:] *= 1 + 0.07 * noise(h - 560, w, 1.0, rng, (1, 20))[..., None]
    room[548:566] = (240, 238, 232)
    image = Image.fromarray(_bytes(room))
    draw = ImageDraw.Draw(image)
    small = fit(picture, 400)
    ph, pw = small.shape[:2]
    x, y = 90, 60
    draw.rectangle((x - 12, y - 8, x + pw + 26, y + ph + 30), fill=(168, 160, 150))
    draw.rectangle((x - 22, y - 22, x + pw + 22, y + ph + 22), fill=(62, 44, 34))
    draw.rectangle((x - 14, y - 14, x + pw + 14, y + ph + 14), fill=(244, 240, 230))
    image.paste(Image.fromarray(small), (x, y))
    draw.polygon([(700, 220), (800, 220), (840, 340), (660, 340)], fill=(238, 214, 160))
    draw.rectangle((744, 340, 756, 620), fill=(60, 58, 60))
    draw.ellipse((690, 610, 810, 640), fill=(52, 50, 52))
    draw.rounded_rectangle((330, 480, 690, 600), 26, fill=(92, 116, 118))
    draw.rounded_rectangle((300, 540, 720, 660), 30, fill=(104, 130, 132))
    draw.line((510, 545, 510, 650), fill=(80, 104, 106), width=3)
    for leg in (330, 680):
        draw.rectangle((leg, 655, leg + 12, 700), fill=(70, 50, 40))
    return np.asarray(image)


def motif(picture, rng):
    """One motif lifted: the largest connected figure, on a plain ground."""
    figure = _figure(picture, 26)
    hard = cv2.morphologyEx((figure > 0.5).astype(np.uint8), cv2.MORPH_OPEN,
                            np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(hard)
    h, w = hard.shape
    best, best_area = None, 0
    for k in range(1, len(stats)):
        x, y, bw, bh, area = stats[k]
        inside = x > 1 and y > 1 and x + bw < w - 1 and y + bh < h - 1
        if inside and area > best_area and area < 0.45 * h * w:
            best, best_area = k, area
    x, y, bw, bh, _ = stats[best]
    own = cv2.dilate((labels == best).astype(np.uint8), np.ones((5, 5), np.uint8))
    outer, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(own, outer, -1, 1, cv2.FILLED)
    cover = (own * np.maximum(figure, cv2.erode(own, np.ones((7, 7), np.uint8))))[y:y + bh,
                                                                                  x:x + bw, None]
    pad = 60
    sheet = np.empty((bh + 2 * pad, bw + 2 * pad, 3), np.float32)
    sheet[:] = ((246, 244, 238), (222, 232, 236), (250, 232, 214))[rng.integers(3)]
    part = sheet[pad:-pad, pad:-pad]
    part += (picture[y:y + bh, x:x + bw] - part) * cover
    return _bytes(sheet)


def tile_2x2(picture, rng):
    return fit(np.tile(picture, (2, 2, 1)), 900)


def half_drop(picture, rng):
    """Two columns, the second lowered by half the height, as another repeat of the same unit."""
    return fit(np.concatenate([picture, np.roll(picture, picture.shape[0] // 2, 0)], 1), 1000)


def offset(picture, rng):
    """The same repeat cut at another place."""
    h, w = picture.shape[:2]
    return np.roll(picture, (int(h * rng.uniform(0.25, 0.75)), int(w * rng.uniform(0.25, 0.75))),
                   (0, 1))


def mirror_repeat(picture, rng):
    wide = np.concatenate([picture, picture[:, ::-1]], 1)
    return fit(np.concatenate([wide, wide[::-1]]), 1000)


def photo(picture, rng):
    """Cloth photographed on a table: folds, perspective, uneven light, sensor noise."""
    cloth = fit(picture, 820)
    h, w = cloth.shape[:2]
    fold = cv2.resize(noise(160, 160, 2.5, rng, (1, 2.2)), (w, h), interpolation=cv2.INTER_CUBIC)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    sx, sy = cv2.Sobel(fold, cv2.CV_32F, 1, 0), cv2.Sobel(fold, cv2.CV_32F, 0, 1)
    soft = lambda f: cv2.GaussianBlur(f, (0, 0), 7)
    sx, sy = soft(sx), soft(sy)
    bent = cv2.remap(cloth,
                     x + 60 * sx,
                     y + 60 * sy,
                     cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    bent *= np.clip(1 + 3.0 * (sx + 0.6 * sy), 0.55, 1.4)[..., None]
    pad = int(0.07 * max(h, w))
    table = np.empty((h + 2 * pad, w + 2 * pad, 3), np.float32)
    table[:] = (136, 112, 90)
    table *= 1 + 0.10 * noise(h + 2 * pad, w + 2 * pad, 1.1, rng, (1, 18))[..., None]
    corners = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    moved = corners + pad + rng.uniform(-0.075, 0.075, (4, 2)).astype(np.float32) * (w, h)
    lens = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    size = table.shape[1::-1]
    warped = cv2.warpPerspective(bent, lens, size, flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(np.ones((h, w), np.float32), lens, size)[..., None]
    shadow = cv2.GaussianBlur(np.roll(cover[..., 0], (8, 10), (0, 1)), (0, 0), 9)[..., None]
    scene = table * (1 - 0.45 * shadow) * (1 - cover) + warped * cover
    yy, xx = np.mgrid[0:size[1], 0:size[0]] / float(max(size))
    lamp = np.exp(-((xx - rng.uniform(0.1, 0.7))**2 + (yy - rng.uniform(0.1, 0.5))**2) / 0.7)
    scene *= (0.58 + 0.55 * lamp)[..., None] * np.float32([1.05, 1.0, 0.88])
    scene = cv2.GaussianBlur(scene, (0, 0), 0.8) + rng.normal(0, 5, scene.shape)
    return _bytes(scene)


ATTACKS = {
    f.__name__.replace("_", "-"): f
    for f in (jpeg_q10, shrink_25pct, blur, gamma, mirror, flip, rotate_90, rotate_12deg,
              crop_40pct, crop_20pct, recolour_palette, invert, hue_shift, ground_swap, text_over,
              screenshot, embedded, motif, tile_2x2, half_drop, offset, mirror_repeat, photo)
}

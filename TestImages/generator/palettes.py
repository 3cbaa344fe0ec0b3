# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""Curated colourways. A palette is a name and its colours; `ground` is always the first."""

import numpy as np


def rgb(code):
    """Colour of a six-digit hex code, as three floats from 0 to 255."""
    return np.array([int(code[i:i + 2], 16) for i in (0, 2, 4)], np.float32)


def mix(a, b, t):
    """Colour at the share `t` of the way from `a` to `b`."""
    return a + (b - a) * np.float32(t)


def light(a, t=0.3):
    """`a` moved towards white."""
    return mix(a, np.float32([255, 255, 255]), t)


def dark(a, t=0.3):
    """`a` moved towards a warm black."""
    return mix(a, np.float32([22, 16, 26]), t)


_CODES = {
    "blush garden": "fbf3e8 c8435a e88a8f f6c9bd 8f2544 6f8f6a 3f5f4d b7c7a0 e9b44c 7d6ba3",
    "blue meadow": "1f2f4f e8556d f2b94b f7efe0 6fa8b8 3f7f6f 9fc08f d98fb0 8f6fb0 f08a5d",
    "ditsy cream": "fdf6e6 d8574f 3f6f8f f0b23f 5f8f5a 2f4f3f e89aa0 7f5f8f 9fc0c8 b8452f",
    "jungle night": "10262b 1f5f4f 3f8f5f 8fbf6a e8503f f59a4a f7d26a f2c7c0 0f4048 d0346a",
    "palm beach": "f9ece0 0f6f6a 3fa08f a8d0b0 f2785c f7b59a f4d35e 1f4f5f c94f7c 7fb069",
    "kashmir": "6b1220 f2d9a0 d98f2f 1f5f6f e8b84f b8303f 2f3f2f f7ecd6 7fa08f 3f1020",
    "indigo paisley": "f4ead6 26406b b4483a d9a441 6f8fa8 14223f 8a9a5b e3b7a0 7a2e3a c9c2a5",
    "ikat sunset": "f5e9d3 b3282d e2762f 20304f f0b95a 5f8f8f 7a1f2f",
    "ikat sea": "eef0e6 1f4f7f 3f8fa8 f2c14e 102a4f d9573f 8fc0b8",
    "damask wine": "5a1426 8f2c40 a8485a 6b1a2e c9828a",
    "damask sage": "b9c4ad e9ecdc d2dac6 93a287 f6f7ee",
    "highland": "17382f 0f2038 a61f2b e8c55a f2efe6 2c5a47",
    "lowland": "7a1c24 1c2c4c 0f3a2c f2e3b3 f7f7f2 35568a",
    "picnic": "fbfaf5 cf3340 e8848a 3f7f4f 7fb069 7a1420 f0c24f",
    "ribbon rose": "f8f2e6 9fb8b0 d9778a f2b8b5 5f7f68 b8455f c9d6c4 e6d3a8 7f9f8f",
    "deckchair": "f6efe1 20405f d9573f f0b54a 6f9fa8 2f6f6f f2d9b8 8f2f3f",
    "confetti": "fff8ee f25c54 f7b267 4d9de0 3bb273 7768ae f4845f e15a97 2f4b7c ffd166",
    "deco gold": "0f2a2e d7b56d f3e3b3 1f5a5a 8c6a2f 0a1a1c 2f7f78",
    "hex clay": "f3e7d8 c8553d e0a458 588b8b 2f4858 f28f3b a3b18a 7f4f24 dad7cd",
    "alhambra": "f6f1e3 1d4e89 0f7173 d8973c f2c14e 7b1e3b 123047 e7e0c9",
    "marrakech": "faf3e3 a63d40 e9b872 90a959 6494aa 151e3f 30505f f4e1c1",
    "athens": "f1e4cc 7a2b1d c8793f 1f1a17 e2b279 3f4f5f",
    "soga brown": "2b1a12 8a5a2b d9a865 f3e2bf 5a3520 b47a3a",
    "indigo wax": "12284a 2f5f9f 8fb5d9 f4f1e4 d98a3f 7a2f2f 0b1830",
    "toile red": "fbf4e6 a8232f",
    "toile blue": "f7f5ec 274b7f",
    "woodland": "5d6b3a 2f3a22 8a7a4b 1a1c16 a89a6a",
    "desert camo": "d9c49a b08d57 8a6a42 e9dcc0 6b5a44",
    "misty ranges": "f6e7d8 f0c3a2 c98f8f 8f7f9f 5f6f8f 34486a 1b2b45 fdf1c9",
    "great wave": "f3ead3 14365f 2f6f9f 8fb8c9 f9f6ec c9b78f 0b2038 e2a07a",
    "tuscan": "fbe3b5 e8a04f c9583a 7f8f3f 4f6f3f 2f4a3a d9b44a 8f4a3a 5f8fa0 fdf3dc",
    "crane jade": "1f4b46 f7f3e8 d23b33 1c2226 c9a45a 7fae9f 34695f 9cc5b5 e9d8ae",
    "crane dawn": "ecd9c6 fbf7ef c8362f 22252d 6f8fa0 a8bcc0 c79a5a 45606f f3c7b0",
    "silk branch": "d9c79c b83a4f e88f96 f7dcd3 4f6b4a 2b3f31 5a3b2a 8f2440 f2c45a 5f7f9f",
    "leopard": "e3b877 c48a45 1f1410 f0d6a6 8a5426",
    "zebra": "f4efe6 1c1a1c",
    "giraffe": "efe0bd 8a4b22 b8703a 5f2f16",
    "quilt": "f7eedf c1554d e6a15c 5f8f8a 34506b d9b6a3 8a9b68 7f4f6b f2d6a2 b83b5e",
    "folk night": "171a24 e23d3d f5a623 2f9e8f f7f0e0 3f6fc4 e86fa0 7fc05a b01f3f",
    "folk linen": "efe4cf b3202c 2b4a7f d98a2b 3f7048 7a1420 6f94b8",
    "nordic": "f5f0e6 a3242f 1f3554 4f7f74 d9a441",
    "butterfly": "f4efe4 e0762f 2f6f9f f2b632 7f3f6f 1d1a20 8fb5a8 c93a4a 4f8f5a 9f7fc0",
    "shibori": "eef1f0 1c3766 3f67a0 0f2144",
    "kilim": "7d2a1e e9d7b0 1f3a4f d38b3a 2f5a4a b8502f 151a1f c9a98a",
    "arts and crafts": "14302f 6f8f5a b9c48a d9774f e8b75a 37606a 93b0a8 a83f3a f2e2bd 24483f",
    "scarf": "102a56 f7efdd d4a23a c8323f 2f7f9f 8f1f3a e9c77a 6fa8b8",
    "memphis": "fdf7f0 ff6f61 2ec4b6 ffbf3f 3d3a7c f79ac0 1b1b1e 9bd0f5",
    "koi pond": "16414d f6f1e6 e2552f 1c2024 2f6f73 6fb0a8 f0b24f 0f2c36 d98f8f",
    "dawn branch": "dfe3dc b8862f e8c15f f7ecc6 6f8a5a 33503c 4a3a34 9f4a2f d9762f 5f7fa0",
    "desert dusk": "2b2147 f0a878 d9705f a8486a 6f3468 43285a 1c1433 ffe3b0",
    "bathing": "f4efe2 3a6ea5 9cc3d5 e9c46a d97b66 27476e 8fb996",
    "autumn": "f4e9d8 b8452f d9832f e8b23f 6f3a2a 7f7f3f a85f4f 4f4a2f c9a05a 8f2f2f",
    "iris": "f1eef4 5b4a91 8f7fc0 c9bde3 3a2c66 6f8f6a 40604a a9c09a f2c14e b06fa8",
    "terrazzo": "efe9df 2f4f4f d98f6f e8c48f 8faaa0 b5523f 55606f f7d9c4"
}


def palette(name):
    """The colours of a palette, as a list of float triples."""
    return [rgb(code) for code in _CODES[name].split()]

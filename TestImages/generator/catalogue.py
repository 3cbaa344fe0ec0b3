# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#

"""What is drawn: every design, every stranger and every copy, with names and file types."""

from dataclasses import dataclass, field
from typing import Callable

import florals as f
import ornaments as o
import scenes as s
import surfaces as u


@dataclass(frozen=True)
class Design:
    """One picture. `paint` is how it is stored: jpg, rgb (PNG) or a number of colours (PNG)."""

    name: str
    kind: str
    repeat: str
    paint: str
    draw: Callable
    colours: str
    options: dict = field(default_factory=dict)

    @property
    def file(self):
        return f"{self.name}.{'jpg' if self.paint == 'jpg' else 'png'}"


DESIGNS = [
    Design("peony-garden", "painterly floral", "half-drop", "jpg", f.painted_garden,
           "blush garden"),
    Design("meadow-ditsy", "ditsy floral", "straight", "64", f.ditsy, "ditsy cream"),
    Design("midnight-ditsy", "ditsy floral", "straight", "48", f.ditsy, "blue meadow",
           dict(kinds="ridwlb", size=(460, 460), seed=55)),
    Design("jungle-hibiscus", "tropical", "half-drop", "jpg", f.tropical, "jungle night"),
    Design("iris-border", "botanical", "brick", "jpg", f.iris_stripe, "iris"),
    Design("orchard-birds", "arts-and-crafts birds", "mirror", "48", f.morris, "arts and crafts"),
    Design("silk-branch", "chinoiserie, peony branch", "none (placement)", "jpg", f.branch,
           "silk branch"),
    Design("crane-sea", "chinoiserie, cranes and waves", "half-drop", "48", s.cranes, "crane jade"),
    Design("kashmir-paisley", "paisley", "half-drop", "48", o.paisley, "kashmir"),
    Design("wine-damask", "damask", "half-drop, mirrored", "16", o.damask, "damask wine"),
    Design("sunset-ikat", "ikat", "mirror", "jpg", o.ikat, "ikat sunset"),
    Design("highland-tartan", "tartan", "straight", "rgb", u.tartan, "highland"),
    Design("cherry-gingham", "gingham", "straight", "jpg", u.cherry_gingham, "picnic"),
    Design("ribbon-rose-stripe", "fancy stripe", "straight", "jpg", u.ribbon_stripe, "ribbon rose"),
    Design("deckchair-stripe", "plain stripe", "none (placement)", "jpg", u.stripes, "deckchair"),
    Design("cut-paper-dots", "polka dots", "straight", "32", u.dots, "confetti"),
    Design("deco-fans", "geometric, art-deco fans", "brick", "24", o.fans, "deco gold"),
    Design("hexagon-clay", "geometric, hexagons", "none (placement)", "jpg", o.hexagons,
           "hex clay"),
    Design("alhambra-tiles", "geometric, Moorish tile", "straight", "64", o.tiles, "alhambra"),
    Design("greek-key", "geometric, Greek key border", "straight", "48", o.meander, "athens"),
    Design("wax-blooms", "batik, crackle", "half-drop", "jpg", f.batik_flowers, "indigo wax"),
    Design("parang-soga", "batik, parang", "straight, diagonal", "48", f.parang, "soga brown"),
    Design("pastoral-toile", "toile", "half-drop", "rgb", s.toile, "toile red"),
    Design("woodland-camouflage", "camouflage", "straight", "jpg", u.camouflage, "woodland"),
    Design("misty-ranges", "scenic, mountains", "none (placement)", "jpg", s.ranges,
           "misty ranges"),
    Design("great-waves", "scenic, waves", "none (placement)", "jpg", s.waves, "great wave"),
    Design("tuscan-hills", "scenic, landscape", "none (placement)", "jpg", s.hills, "tuscan"),
    Design("leopard-coat", "animal print", "straight", "jpg", u.leopard, "leopard"),
    Design("zebra-coat", "animal print", "none (placement)", "4", u.zebra, "zebra"),
    Design("sampler-quilt", "patchwork", "straight", "jpg", u.patchwork, "quilt"),
    Design("folk-tree", "folk embroidery", "mirror", "64", o.folk, "folk night"),
    Design("kilim-bands", "woven kilim", "mirror across", "64", o.kilim, "kilim"),
    Design("medallion-scarf", "silk scarf", "none (placement)", "64", o.scarf, "scarf"),
    Design("butterfly-plate", "conversational, butterflies", "none (placement)", "jpg",
           s.butterflies, "butterfly"),
    Design("lily-pond", "conversational, carp", "half-drop", "64", s.pond, "koi pond"),
    Design("memphis-play", "abstract", "half-drop", "32", u.memphis, "memphis")
]

STRANGERS = [
    Design("autumn-garden", "painterly floral", "half-drop", "jpg", f.painted_garden, "autumn",
           dict(bloom="anemone", seed=77)),
    Design("blue-ditsy", "ditsy floral", "straight", "48", f.ditsy, "blue meadow",
           dict(kinds="aho", size=(400, 400), seed=78)),
    Design("palm-lotus", "tropical", "half-drop", "jpg", f.tropical, "palm beach",
           dict(leaves="fpf", bloom="lotus", seed=79)),
    Design(
        "chrysanthemum-branch", "chinoiserie, branch", "none (placement)", "jpg", f.branch,
        "dawn branch",
        dict(bloom="chrysanthemum",
             flying=0,
             size=(760, 980),
             seed=80,
             bend=((-0.04, 0.8), (0.35, 1.05), (0.3, 0.45), (0.75, 0.7), (0.9, 0.12)))),
    Design("indigo-paisley", "paisley", "half-drop", "48", o.paisley, "indigo paisley",
           dict(size=(720, 820), drops=(190, 180, 150, 140), seed=81, lean=1.0, style=1)),
    Design("sage-damask", "damask", "half-drop, mirrored", "16", o.damask, "damask sage",
           dict(size=(400, 460), seed=82, crown="urn")),
    Design("sea-ikat", "ikat", "mirror", "jpg", o.ikat, "ikat sea",
           dict(plan="arrow", size=(400, 380), seed=83)),
    Design(
        "lowland-tartan", "tartan", "straight", "jpg", u.tartan, "lowland",
        dict(sett=(("0", 30), ("1", 20), ("0", 6), ("2", 34), ("3", 4), ("2", 6), ("4", 2),
                   ("5", 18), ("0", 10)),
             repeats=3,
             seed=84)),
    Design("bath-stripe", "plain stripe", "none (placement)", "jpg", u.stripes, "bathing",
           dict(upright=False, size=(760, 820), seed=85)),
    Design("chip-terrazzo", "abstract", "straight", "jpg", u.terrazzo, "terrazzo"),
    Design("marrakech-tiles", "geometric, Moorish tile", "straight", "48", o.tiles, "marrakech",
           dict(folds=6, side=200, seed=86)),
    Design("desert-camouflage", "camouflage", "straight", "jpg", u.camouflage, "desert camo",
           dict(stretch=(1.5, 1.0), seed=87)),
    Design("harbour-toile", "toile", "half-drop", "8", s.toile, "toile blue",
           dict(scenes="harbour", seed=88)),
    Design("dusk-ranges", "scenic, mountains", "none (placement)", "jpg", s.ranges, "desert dusk",
           dict(layers=5, size=(900, 760), pines=False, seed=89)),
    Design("giraffe-coat", "animal print", "straight", "jpg", u.giraffe, "giraffe"),
    Design("linen-folk", "folk embroidery", "mirror", "48", o.folk, "folk linen",
           dict(bird=False, size=(360, 640), seed=90)),
    Design("snow-knit", "knitwear", "straight across", "32", o.nordic, "nordic"),
    Design("indigo-shibori", "resist dye", "mirror", "jpg", u.shibori, "shibori")
]

COPIES = [("peony-garden", "jpeg-q10"), ("meadow-ditsy", "jpeg-q10"),
          ("jungle-hibiscus", "shrink-25pct"), ("kashmir-paisley", "shrink-25pct"),
          ("silk-branch", "blur"), ("crane-sea", "blur"), ("tuscan-hills", "gamma"),
          ("alhambra-tiles", "gamma"), ("orchard-birds", "mirror"), ("great-waves", "mirror"),
          ("pastoral-toile", "flip"), ("lily-pond", "flip"), ("wax-blooms", "rotate-90"),
          ("hexagon-clay", "rotate-90"), ("butterfly-plate", "rotate-12deg"),
          ("kashmir-paisley", "rotate-12deg"), ("sampler-quilt", "crop-40pct"),
          ("misty-ranges", "crop-40pct"), ("leopard-coat", "crop-40pct"),
          ("jungle-hibiscus", "crop-20pct"), ("memphis-play", "crop-20pct"),
          ("midnight-ditsy", "recolour-palette"), ("crane-sea", "recolour-palette"),
          ("folk-tree", "recolour-palette"), ("deco-fans", "invert"), ("wine-damask", "invert"),
          ("peony-garden", "hue-shift"), ("sunset-ikat", "hue-shift"), ("lily-pond", "ground-swap"),
          ("butterfly-plate", "ground-swap"), ("ribbon-rose-stripe", "text-over"),
          ("zebra-coat", "text-over"), ("medallion-scarf", "screenshot"),
          ("orchard-birds", "screenshot"), ("great-waves", "embedded"),
          ("tuscan-hills", "embedded"), ("lily-pond", "motif"), ("butterfly-plate", "motif"),
          ("memphis-play", "motif"), ("cut-paper-dots", "tile-2x2"), ("parang-soga", "tile-2x2"),
          ("greek-key", "half-drop"), ("meadow-ditsy", "half-drop"), ("wax-blooms", "offset"),
          ("memphis-play", "offset"), ("woodland-camouflage", "offset"),
          ("silk-branch", "mirror-repeat"), ("deckchair-stripe", "mirror-repeat"),
          ("peony-garden", "photo"), ("medallion-scarf", "photo"), ("alhambra-tiles", "photo"),
          ("highland-tartan", "photo")]

# Selvedge: leads and evidence on the copyright similarity of designs.
# Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
#
# SPDX-License-Identifier: Apache-2.0
#
"""Gives schemathesis what no schema can describe: pictures, sound and damaged, beside any bytes."""
import pathlib

import schemathesis
from hypothesis import strategies

IMAGES = pathlib.Path(__file__).resolve().parent.parent / "TestImages"


def pictures(ending):
    """Small designs of one kind and damaged pictures, which a shorter example prefers in this order, and any bytes."""
    sound, damaged = (
        sorted((IMAGES / folder).glob(f"*.{ending}"), key=lambda file: (file.stat().st_size, file.name))
        for folder in ("designs", "bad"))
    assert len(sound) >= 4 and len(damaged) >= 4, f"few pictures {ending} in {IMAGES}"
    return strategies.one_of(
        strategies.sampled_from([file.read_bytes() for file in sound[:6]]),
        strategies.sampled_from([file.read_bytes() for file in damaged]),
        strategies.binary(max_size=64))


schemathesis.openapi.media_type("image/png", pictures("png"))
schemathesis.openapi.media_type("image/jpeg", pictures("jpg"))

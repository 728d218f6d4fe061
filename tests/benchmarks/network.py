"""Fitting a small network: Adam with a falling rate on a weighted log loss. NumPy alone.

The same data and seed give the same weights. What is fitted, and on what, is the business of the
modules that call this.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Parameters = dict[str, Floats]

BATCH = 256
RATE = 3e-3
DECAY = 1e-3
CLIP = 4.0


def standardised(design: Floats) -> tuple[Floats, Floats, Floats]:
    """The inputs in units of their spread, clipped; and their means and spreads."""
    mean, scale = design.mean(axis=0), design.std(axis=0) + 1e-3
    return np.clip((design - mean) / scale, -CLIP, CLIP), mean, scale


def fit(
    values: Floats,
    labels: Floats,
    say: Floats,
    heads: Ints,
    *,
    seed: int,
    units: int,
    epochs: int,
) -> Parameters:
    """One network with a head for each question.

    Args:
        values: standardised inputs, ``(n, d)``.
        labels: anything from 0 to 1, ``(n,)``.
        say: how much each row counts, ``(n,)``; 1 on average.
        heads: the head each row is put to, ``(n,)``.
        seed: of the beginnings and the order of the rows.
        units: hidden units.
        epochs: passes over the rows.

    Returns:
        ``hidden`` ``(d, units)``, ``hidden_bias``, ``out`` ``(units, heads)``, ``straight``
        ``(d, heads)``, ``out_bias``.
    """
    chooser = np.random.default_rng(seed)
    wide, count = values.shape[1], int(heads.max()) + 1
    network: Parameters = {
        "hidden": chooser.normal(0, 1 / np.sqrt(wide), (wide, units)),
        "hidden_bias": np.zeros(units),
        "out": chooser.normal(0, 0.3 / np.sqrt(units), (units, count)),
        "straight": np.zeros((wide, count)),
        "out_bias": np.zeros(count),
    }
    first = {name: np.zeros_like(a) for name, a in network.items()}
    second = {name: np.zeros_like(a) for name, a in network.items()}
    steps = epochs * (len(values) // BATCH)
    step = 0
    for _ in range(epochs):
        order = chooser.permutation(len(values))
        for at in range(0, len(values) - BATCH + 1, BATCH):
            rows = order[at : at + BATCH]
            slopes = _slopes(network, values[rows], labels[rows], say[rows], heads[rows])
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for name, slope in slopes.items():
                first[name] += 0.1 * (slope - first[name])
                second[name] += 0.001 * (slope**2 - second[name])
                flat = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                network[name] -= rate * (first[name] / (1 - 0.9**step)) / flat
    return network


def odds(network: Parameters, values: Floats, head: int = 0) -> Floats:
    """Log odds of each row under one head."""
    units = np.tanh(values @ network["hidden"] + network["hidden_bias"])
    found: Floats = (
        units @ network["out"][:, head]
        + values @ network["straight"][:, head]
        + network["out_bias"][head]
    )
    return found


def averaged(networks: Sequence[Parameters], head: int = 0) -> Parameters:
    """Several networks as one whose log odds are the mean of theirs, under one head."""
    count = len(networks)
    return {
        "hidden": np.hstack([n["hidden"] for n in networks]),
        "hidden_bias": np.hstack([n["hidden_bias"] for n in networks]),
        "out": np.hstack([n["out"][:, head] for n in networks]) / count,
        "straight": np.mean([n["straight"][:, head] for n in networks], axis=0),
        "out_bias": np.mean([n["out_bias"][head : head + 1] for n in networks], axis=0),
    }


def _slopes(
    network: Parameters, values: Floats, labels: Floats, say: Floats, heads: Ints
) -> Parameters:
    """The gradient of the weighted log loss, each row on its own head, with the ridge."""
    rows = np.arange(len(values))
    units = np.tanh(values @ network["hidden"] + network["hidden_bias"])
    found = units @ network["out"] + values @ network["straight"] + network["out_bias"]
    miss = (1 / (1 + np.exp(-found[rows, heads])) - labels) * say / len(values)
    back = np.zeros_like(found)
    back[rows, heads] = miss
    inner = (back @ network["out"].T) * (1 - units**2)
    return {
        "hidden": values.T @ inner + DECAY * network["hidden"],
        "hidden_bias": inner.sum(axis=0),
        "out": units.T @ back + DECAY * network["out"],
        "straight": values.T @ back + DECAY * network["straight"],
        "out_bias": back.sum(axis=0),
    }

"""Learning rates."""


def warmup_stable_decay(step: int, steps: int, warmup: float, decay: float) -> float:
    """
    The share of the peak learning rate at a step (0 to steps - 1).

    Rises linearly over the first `warmup` share of the steps, stays at 1, falls linearly to 0 over the last `decay` share
    (Hu et al., MiniCPM, 2024; the linear fall as in Hägele et al., 2024).
    """
    rise = max(1, round(warmup * steps))
    fall = max(1, round(decay * steps))
    return min(1.0, (step + 1) / rise, (steps - step) / fall)

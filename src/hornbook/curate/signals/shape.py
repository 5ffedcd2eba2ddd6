"""How long a text is, and of what characters it is made."""

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.signal import score, share
from hornbook.curate.signals.texts import SPACE, texts_of


class Shape:
    """Lengths in bytes and lines; shares of letters, digits and white space. A character beyond ASCII counts as a letter."""

    name = "shape"
    version = 1
    fields = (
        score("bytes", pa.int64(), "size in bytes (UTF-8)"),
        score("lines", pa.int64(), "number of lines"),
        score("mean_line", pa.float32(), "mean length of a line, in bytes"),
        score("max_line", pa.int64(), "length of the longest line, in bytes"),
        score("letter_share", pa.float32(), "share of bytes that are letters"),
        score("digit_share", pa.float32(), "share of bytes that are digits"),
        score("space_share", pa.float32(), "share of bytes that are white space"),
    )

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts = texts_of(batch)
        data = texts.data
        lines = np.diff(texts.first_lines)
        # Unsigned arithmetic wraps, so one comparison tells a range.
        letters = texts.count(((data | 32) - ord("a") < 26) | (data >= 128))
        digits = texts.count(data - ord("0") < 10)
        spaces = texts.count(data <= SPACE)
        return {
            "score_bytes": pa.array(texts.sizes),
            "score_lines": pa.array(lines),
            "score_mean_line": share(texts.sizes, lines),
            "score_max_line": pa.array(texts.longest_lines),
            "score_letter_share": share(letters, texts.sizes),
            "score_digit_share": share(digits, texts.sizes),
            "score_space_share": share(spaces, texts.sizes),
        }

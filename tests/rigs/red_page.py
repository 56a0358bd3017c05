"""An invented PDF page with a line whose middle is red, so that a picture of it tells where those words stand."""

import numpy as np
from PIL import Image

BEFORE, WORDS, AFTER = "At least 32 people were killed ", "in the market of Orsin", ", the office found."
RED_AT_LEAST, OTHERS_AT_MOST = 150, 100


def red_pdf(**page: str) -> bytes:
    """Make the file; what is given stands in the page's dictionary."""
    stream = f"BT /F1 11 Tf 72 600 Td 0 g ({BEFORE}) Tj 0.86 0 0 rg ({WORDS}) Tj 0 g ({AFTER}) Tj ET".encode()
    about = " ".join(f"/{key} {value}" for key, value in {"MediaBox": "[0 0 612 792]", **page}.items())
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R {about} /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


def red_frame(image: Image.Image) -> tuple[float, float, float, float]:
    """Where a picture is red, as shares of its width and height: left, top, right, bottom."""
    shades = np.asarray(image.convert("RGB")).astype(int)
    dark = (shades[:, :, 1] < OTHERS_AT_MOST) & (shades[:, :, 2] < OTHERS_AT_MOST)
    rows, columns = np.nonzero((shades[:, :, 0] > RED_AT_LEAST) & dark)
    height, width = shades.shape[:2]
    return columns.min() / width, rows.min() / height, (columns.max() + 1) / width, (rows.max() + 1) / height

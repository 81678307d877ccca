"""Draws every icon size from bantin.svg and, up to 32 px, bantin-small.svg.

Needs rsvg-convert (librsvg2-bin) and Pillow:  python3 icons/render.py
"""

import io
import pathlib
import struct
import subprocess

from PIL import Image

HERE = pathlib.Path(__file__).parent
FILES = {"32x32": 32, "64x64": 64, "128x128": 128, "128x128@2x": 256, "icon": 512}
ICO = (256, 16, 24, 32, 48, 64)
ICNS = {
    b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
    b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512,
}


def png(size):
    source = "bantin-small.svg" if size <= 32 else "bantin.svg"
    command = ["rsvg-convert", "-w", str(size), "-h", str(size), str(HERE / source)]
    return subprocess.run(command, check=True, capture_output=True).stdout


for name, size in FILES.items():
    (HERE / f"{name}.png").write_bytes(png(size))

images = [Image.open(io.BytesIO(png(size))).convert("RGBA") for size in ICO]
images[0].save(
    HERE / "icon.ico", sizes=[i.size for i in images], append_images=images[1:]
)

parts = b""
for kind, size in ICNS.items():
    data = png(size)
    parts += kind + struct.pack(">I", len(data) + 8) + data
(HERE / "icon.icns").write_bytes(b"icns" + struct.pack(">I", len(parts) + 8) + parts)

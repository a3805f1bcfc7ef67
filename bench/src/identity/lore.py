# What the generator of pairs knows of characters, from sources that the room of names does not use:
# traditional spellings by OpenCC with its phrases, readings in their words by pypinyin, and look-alikes by
# looking: characters whose drawn shapes nearly cover one another.
#
# In: one name a line. Out: JSON {"written": [[traditional, Hong Kong, Taiwan], …] in the order of the lines,
# "readings": [[syllable of each character], …], "sounds": {character: syllable}, "looks": {character: characters}}.
import glob, json, os, sys

import numpy
import opencc
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypinyin import Style, lazy_pinyin

SIZE = 40
NEAR = float(os.environ.get("NEAR", "0.80"))


def first_level():
    """The 3,755 frequent characters of GB/T 2312, level 1."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def drawn(characters):
    """Each character as a vector of length 1."""
    path = sorted(glob.glob("/usr/share/fonts/**/NotoSansCJK-Regular.ttc", recursive=True))
    if not path:
        sys.exit("a font is needed to look at characters; install fonts-noto-cjk")
    font = ImageFont.truetype(path[0], SIZE, index=2)
    out = numpy.zeros((len(characters), SIZE * SIZE), dtype=numpy.float32)
    for at, character in enumerate(characters):
        image = Image.new("L", (SIZE, SIZE))
        ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2), character, font=font, fill=255, anchor="mm")
        image = image.filter(ImageFilter.GaussianBlur(1.2))
        out[at] = numpy.asarray(image, dtype=numpy.float32).ravel()
    out -= out.mean(axis=1, keepdims=True)
    return out / numpy.linalg.norm(out, axis=1, keepdims=True)


def looks(characters):
    """For each character the four that look most alike, nearest first, where they are near."""
    vectors = drawn(characters)
    near = vectors @ vectors.T
    numpy.fill_diagonal(near, 0)
    out = {}
    for at, row in enumerate(near):
        best = [other for other in numpy.argsort(-row, kind="stable")[:4] if row[other] >= NEAR]
        if best:
            out[characters[at]] = "".join(characters[other] for other in best)
    return out


def readings(name):
    """A syllable for each character, without tone; empty where there is none."""
    said = lazy_pinyin(name, style=Style.NORMAL, errors=lambda rest: [""] * len(rest), v_to_u=False)
    return said if len(said) == len(name) else [""] * len(name)


def main():
    names = sys.stdin.read().split("\n")[:-1]
    frequent = list(first_level())
    within = {character for name in names for character in name if "\u4e00" <= character <= "\u9fff"}
    characters = frequent + sorted(within - set(frequent))
    turns = [opencc.OpenCC(how) for how in ("s2t", "s2hk", "s2tw")]
    json.dump(
        {
            "written": [[turn.convert(name) for turn in turns] for name in names],
            "readings": [readings(name) for name in names],
            "sounds": {one: readings(one)[0] for one in characters},
            "looks": looks(characters),
        },
        sys.stdout,
        ensure_ascii=False,
    )


main()

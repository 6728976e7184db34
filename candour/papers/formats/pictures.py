"""Pictures: what a camera or a program wrote beside the pixels; and new ones of the pixels alone."""

import warnings
from io import BytesIO
from math import ceil

from PIL import ExifTags, Image, ImageOps, ImageStat, UnidentifiedImageError

from candour.papers.findings import CannotInspect, FileFinding, uninspectable
from candour.papers.limits import MAX_PIXELS

from .picture_chunks import tiff_end, unneeded_chunks
from .picture_ends import gif_end, jpeg_end, png_end

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 1.0, 1.0)
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP")
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError,
           Image.DecompressionBombError, Image.DecompressionBombWarning)  # fmt: skip
# Measures that say how to draw the pixels, and nothing about who made them.
_PLAIN_INFO = frozenset(
    [
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "dpi",
        "gamma",
        "transparency",
        "progressive",
        "progression",
        "adobe",
        "adobe_transform",
        "interlace",
        "srgb",
        "chromaticity",
        "icc_profile",
        "background",
        "version",
        "duration",
        "loop",
        "extension",
        "compression",
        "timestamp",
        "aspect",
        "resolution",
    ]
)
_PLAIN_EXIF = frozenset(
    [
        "Orientation",
        "XResolution",
        "YResolution",
        "ResolutionUnit",
        "ExifOffset",
        "ImageWidth",
        "ImageLength",
        "BitsPerSample",
        "Compression",
        "PhotometricInterpretation",
        "StripOffsets",
        "SamplesPerPixel",
        "RowsPerStrip",
        "StripByteCounts",
        "PlanarConfiguration",
        "YCbCrPositioning",
        "ColorMap",
        "ExtraSamples",
        "SampleFormat",
        "Predictor",
        "TileWidth",
        "TileLength",
        "TileOffsets",
        "TileByteCounts",
        "FillOrder",
        "NewSubfileType",
        "YCbCrSubSampling",
        "ReferenceBlackWhite",
        "JPEGTables",
        "T4Options",
        "T6Options",
    ]
)
_GPS, _EXIF, _THUMBNAIL = 0x8825, 0x8769, 1


def check_picture(content: bytes) -> list[FileFinding]:
    """What a picture carries beside its pixels. CannotLook is never raised: it comes back as a finding."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                _refuse_large(picture)
                picture.load()
                return _beside(picture, content)
    except CannotInspect as why:
        return uninspectable(str(why))
    except _BROKEN:
        return uninspectable("The picture is damaged, or of a kind that we do not know.")


def _refuse_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise CannotInspect(f"The picture has more than {MAX_PIXELS // 10**6} million pixels.")


def _beside(picture: Image.Image, content: bytes) -> list[FileFinding]:
    found = _exif(picture) + _info(picture)
    if getattr(picture, "n_frames", 1) > 1:
        said = f"It holds {getattr(picture, 'n_frames', 1)} pictures; a reader may see the first alone."
        found.append(FileFinding("earlier_version", "", said))
    if _hides_colours(picture):
        found.append(
            FileFinding("hidden_object", "", "There are colours under the places that can be seen through.")
        )
    if more := unneeded_chunks(picture.format or "", content):
        said = f"It carries pieces that have nothing to do with the picture: {', '.join(more[:12])}."
        found.append(FileFinding("metadata", "", said))
    if extra := _after_the_end(picture.format or "", content):
        found.append(FileFinding("trailing", "", f"{extra:,} bytes stand after the end of the picture."))
    return found


def _exif(picture: Image.Image) -> list[FileFinding]:
    exif, found = picture.getexif(), []
    if exif.get_ifd(_GPS):
        found.append(FileFinding("location", "", "It says where it was taken (GPS)."))
    if exif.get_ifd(_THUMBNAIL):
        found.append(
            FileFinding("thumbnail", "", "It carries a small copy of itself, as it was before any change.")
        )
    said = [ExifTags.TAGS.get(tag, str(tag)) for tag in exif if tag != _GPS]
    said += [ExifTags.TAGS.get(tag, str(tag)) for tag in exif.get_ifd(_EXIF)]
    if telling := sorted({name for name in said if name not in _PLAIN_EXIF}):
        found.append(
            FileFinding("metadata", "", f"The camera or a program wrote into it: {', '.join(telling[:12])}.")
        )
    return found


def _info(picture: Image.Image) -> list[FileFinding]:
    telling = sorted(str(key) for key in picture.info if str(key).lower() not in _PLAIN_INFO | {"exif"})
    if not telling:
        return []
    return [FileFinding("metadata", "", f"It carries notes beside the picture: {', '.join(telling[:12])}.")]


def _hides_colours(picture: Image.Image) -> bool:
    """Whether pixels that are wholly see-through still differ in colour."""
    if "A" not in picture.getbands():
        return False
    rgba = picture.convert("RGBA")
    unseen = rgba.getchannel("A").point(lambda value: 255 if value == 0 else 0)
    if unseen.getextrema()[1] == 0:
        return False
    return any(low != high for low, high in ImageStat.Stat(rgba.convert("RGB"), unseen).extrema)


def _after_the_end(kind: str, content: bytes) -> int:
    """How many bytes stand after the end that the format itself marks."""
    if kind == "WEBP":
        size = int.from_bytes(content[4:8], "little")
        return max(0, len(content) - 8 - size - size % 2)
    ends = {"PNG": png_end, "JPEG": jpeg_end, "GIF": gif_end, "TIFF": tiff_end}
    return len(content) - ends[kind](content) if kind in ends else 0


def clean_picture(content: bytes, cut: Crop = WHOLE) -> bytes:
    """A new picture of the same pixels, the right way up, and no more. CannotLook if it does not open.

    `cut`: how much of it stays: the left, top, right and bottom, of 1.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _refuse_large(picture)
            kind = "JPEG" if picture.format == "JPEG" else "PNG"
            whole = ImageOps.exif_transpose(picture)
            return _again(whole if cut == WHOLE else _cut(whole, cut), kind)
    except _BROKEN as broken:
        raise CannotInspect("The picture is damaged, or of a kind that we do not know.") from broken


def _cut(picture: Image.Image, cut: Crop) -> Image.Image:
    """Never a pixel more than stays."""
    left, top, right, bottom = cut
    wide, high = picture.size
    box = (ceil(left * wide), ceil(top * high), int(right * wide), int(bottom * high))
    return picture.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))


def _again(picture: Image.Image, kind: str) -> bytes:
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    pixels = picture.convert("RGBA" if see_through else "L" if picture.mode in ("1", "L") else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    # Pasted through its own mask, so that no colour stays under what can be seen through.
    fresh.paste(pixels, None, pixels.getchannel("A").point(bool_mask) if see_through else None)
    made = BytesIO()
    fresh.save(made, kind, **({"quality": 90} if kind == "JPEG" else {"optimize": True}))
    return made.getvalue()


def bool_mask(value: int) -> int:
    """All or nothing: 255 for every pixel that shows at all."""
    return 255 if value else 0


def as_jpeg(width: int, height: int, pixels: bytes, *, grey: bool) -> bytes:
    """Pixels of one byte (grey) or three (red, green, blue) each, as a JPEG."""
    made = BytesIO()
    Image.frombytes("L" if grey else "RGB", (width, height), pixels).save(made, "JPEG", quality=85)
    return made.getvalue()

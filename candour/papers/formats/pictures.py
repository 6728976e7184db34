"""Pictures, by Pillow, which no other file imports: their metadata, and copies of the pixels alone."""

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
# Metadata that says how to draw the pixels, and nothing about who made them.
_PLAIN_INFO = frozenset((
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "gamma", "transparency", "progressive",
    "progression", "adobe", "adobe_transform", "interlace", "srgb", "chromaticity", "icc_profile",
    "background", "version", "duration", "loop", "extension", "compression", "timestamp", "aspect",
    "resolution",
))  # fmt: skip
_PLAIN_EXIF = frozenset((
    "Orientation", "XResolution", "YResolution", "ResolutionUnit", "ExifOffset", "ImageWidth",
    "ImageLength", "BitsPerSample", "Compression", "PhotometricInterpretation", "StripOffsets",
    "SamplesPerPixel", "RowsPerStrip", "StripByteCounts", "PlanarConfiguration", "YCbCrPositioning",
    "ColorMap", "ExtraSamples", "SampleFormat", "Predictor", "TileWidth", "TileLength", "TileOffsets",
    "TileByteCounts", "FillOrder", "NewSubfileType", "YCbCrSubSampling", "ReferenceBlackWhite",
    "JPEGTables", "T4Options", "T6Options",
))  # fmt: skip
_GPS, _EXIF, _THUMBNAIL = 0x8825, 0x8769, 1


def check_picture(content: bytes) -> list[FileFinding]:
    """What a picture carries beside its pixels. One that cannot be inspected gives a finding that says so."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as picture:
                _refuse_large(picture)
                picture.load()
                return _loaded_picture_findings(picture, content)
    except CannotInspect as why:
        return uninspectable(str(why))
    except _BROKEN:
        return uninspectable("The picture is damaged, or of a kind that we do not know.")


def _refuse_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise CannotInspect(f"The picture has more than {MAX_PIXELS // 10**6} million pixels.")


def _loaded_picture_findings(picture: Image.Image, content: bytes) -> list[FileFinding]:
    findings = _exif(picture) + _info(picture)
    if getattr(picture, "n_frames", 1) > 1:
        sentence = f"It holds {getattr(picture, 'n_frames', 1)} pictures; a reader may see the first alone."
        findings.append(FileFinding("earlier_version", "", sentence))
    if _hides_colours(picture):
        findings.append(
            FileFinding("hidden_object", "", "There are colours under the places that can be seen through.")
        )
    if more := unneeded_chunks(picture.format or "", content):
        sentence = f"It carries pieces that have nothing to do with the picture: {', '.join(more[:12])}."
        findings.append(FileFinding("metadata", "", sentence))
    if extra := _after_the_end(picture.format or "", content):
        findings.append(FileFinding("trailing", "", f"{extra:,} bytes come after the end of the picture."))
    return findings


def _exif(picture: Image.Image) -> list[FileFinding]:
    exif, findings = picture.getexif(), []
    if exif.get_ifd(_GPS):
        findings.append(FileFinding("location", "", "It says where it was taken (GPS)."))
    if exif.get_ifd(_THUMBNAIL):
        findings.append(
            FileFinding("thumbnail", "", "It carries a small copy of itself, as it was before any change.")
        )
    tags = [ExifTags.TAGS.get(tag, str(tag)) for tag in exif if tag != _GPS]
    tags += [ExifTags.TAGS.get(tag, str(tag)) for tag in exif.get_ifd(_EXIF)]
    if telling := sorted({name for name in tags if name not in _PLAIN_EXIF}):
        findings.append(
            FileFinding("metadata", "", f"The camera or a program wrote into it: {', '.join(telling[:12])}.")
        )
    return findings


def _info(picture: Image.Image) -> list[FileFinding]:
    telling = sorted(str(key) for key in picture.info if str(key).lower() not in _PLAIN_INFO | {"exif"})
    if not telling:
        return []
    return [FileFinding("metadata", "", f"It carries notes beside the picture: {', '.join(telling[:12])}.")]


def _hides_colours(picture: Image.Image) -> bool:
    """Whether fully transparent pixels differ in colour, and so hide a picture."""
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


def clean_picture(content: bytes, crop: Crop = WHOLE) -> bytes:
    """A new picture of the same pixels, the right way up, and no more. CannotInspect if it does not open.

    `crop`: what is left of it: the left, top, right and bottom edge, of 1.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            _refuse_large(picture)
            kind = "JPEG" if picture.format == "JPEG" else "PNG"
            whole = ImageOps.exif_transpose(picture)
            return _fresh_copy(whole if crop == WHOLE else _cropped(whole, crop), kind)
    except _BROKEN as broken:
        raise CannotInspect("The picture is damaged, or of a kind that we do not know.") from broken


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    """The picture within the crop, and never a pixel more."""
    left, top, right, bottom = crop
    wide, high = picture.size
    box = (ceil(left * wide), ceil(top * high), int(right * wide), int(bottom * high))
    return picture.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))


def _fresh_copy(picture: Image.Image, kind: str) -> bytes:
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    pixels = picture.convert("RGBA" if see_through else "L" if picture.mode in ("1", "L") else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    # Pasted through its own mask, so that transparent pixels keep no colour.
    fresh.paste(pixels, None, pixels.getchannel("A").point(_opaque_if_visible) if see_through else None)
    buffer = BytesIO()
    fresh.save(buffer, kind, **({"quality": 90} if kind == "JPEG" else {"optimize": True}))
    return buffer.getvalue()


def _opaque_if_visible(value: int) -> int:
    """255 for every pixel that is not fully transparent."""
    return 255 if value else 0


def as_jpeg(width: int, height: int, pixels: bytes, *, grey: bool) -> bytes:
    """Pixels of one byte (grey) or three (red, green, blue) each, as a JPEG."""
    buffer = BytesIO()
    Image.frombytes("L" if grey else "RGB", (width, height), pixels).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def picture_size(content: bytes) -> tuple[int, int]:
    """The width and height of a picture in pixels."""
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        return picture.size

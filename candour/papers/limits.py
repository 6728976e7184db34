"""How large a file may be that we inspect, and what the process that does it may use."""

MAX_FILE = 50 * 2**20  # bytes of a file that goes out
MAX_PART = 32 * 2**20  # bytes of one part of an office file, decompressed
MAX_UNPACKED = 200 * 2**20  # bytes of all parts together
MAX_PARTS = 5_000
MAX_PAGES = 300
MAX_PIXELS = 60_000_000
MEMORY, SECONDS = 1_600 * 2**20, 100  # bytes, and seconds of computing, of the process that works on one file

#!/usr/bin/env bash
# Lets TorchSharp's native part load where the C++ library is older than GCC 13's (Debian 12): marks the one missing version as
# optional in the copy that the benchmarks were built with, and builds a library that supplies the one missing symbol.
# Needs g++ and python3. Usage: benchmarks/tools/torch-shim.sh, after the benchmarks were built as Release.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
out="$root/artifacts/bin/MathsIA.Benchmarks/release"
native=$(find "$out" -name libLibTorchSharp.so | head -1)
[ -n "$native" ] || { echo "build the benchmarks first: dotnet build -c Release benchmarks/MathsIA.Benchmarks" >&2; exit 1; }
python3 - "$native" <<'PY'
import struct, sys
path = sys.argv[1]
image = bytearray(open(path, "rb").read())
section_table, = struct.unpack_from("<Q", image, 0x28)
entry_size, count = struct.unpack_from("<HH", image, 0x3A)
sections = [struct.unpack_from("<IIQQQQIIQQ", image, section_table + i * entry_size) for i in range(count)]
VERSIONS_NEEDED, WEAK = 0x6FFFFFFE, 2
for section in sections:
    if section[1] != VERSIONS_NEEDED:
        continue
    strings, library = sections[section[6]][4], section[4]
    while True:
        _, versions, _, first, following = struct.unpack_from("<HHIII", image, library)
        version = library + first
        for _ in range(versions):
            _, flags, _, name, step = struct.unpack_from("<IHHII", image, version)
            text = image[strings + name:image.index(0, strings + name)]
            if text == b"GLIBCXX_3.4.32":
                struct.pack_into("<H", image, version + 4, flags | WEAK)
            version += step
        if not following:
            break
        library += following
open(path, "wb").write(image)
PY
echo 'namespace std { void ios_base_library_init() {} }' | g++ -x c++ -shared -fPIC -o "$out/torch-shim.so" -
echo "built $out/torch-shim.so"

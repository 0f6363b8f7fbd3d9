# Writes a C++ file that holds the files of a pack, so that the program needs nothing beside itself.
# Run as: cmake -D OUTPUT=file.cc -D FILES="a.toml;b.toml" -P embed.cmake
cmake_minimum_required(VERSION 3.25)

set(entries "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  # Bytes in hexadecimal: a quoted text would have to know about every sign that CMake or C++ reads.
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${bytes}")
  # A literal per line, so that no line of the result grows longer than those of the file.
  string(REPLACE "\\x0a" "\\x0a\"\n       \"" escaped "${escaped}")
  string(LENGTH "${bytes}" digits)
  math(EXPR size "${digits} / 2")
  string(APPEND entries "      {\"${name}\", std::string(\"${escaped}\", ${size})},\n")
endforeach()

file(WRITE "${OUTPUT}.new" "// Written by embed.cmake from the files of rules/.
#include \"classifier/pack/load.h\"

namespace cxo {

std::vector<PackFile> BuiltinPackFiles() {
  return {
${entries}  };
}

}  // namespace cxo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")

# Writes a C++ file that holds other files, so that the program needs nothing beside itself: a
# function that gives a vector of TYPE{name, content}, declared in HEADER.
# Run as: cmake -D OUTPUT=file.cc -D FILES="a.toml;b.toml" -D HEADER=classifier/builtin/rule_files.h
#   -D TYPE=PackFile -D FUNCTION=BuiltinRuleFiles -P embed.cmake
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

file(WRITE "${OUTPUT}.new" "// Written by embed.cmake.
#include \"${HEADER}\"

namespace cxo {

std::vector<${TYPE}> ${FUNCTION}() {
  return {
${entries}  };
}

}  // namespace cxo
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")

// Reading JSON lines with simdjson's DOM: it checks the whole line, so that members are only ever
// added to objects that are valid.
#include "classifier/io/json.h"

#include <algorithm>
#include <new>

#include <simdjson.h>

#include "classifier/io/json_limits.h"

namespace cxo {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

// `halves`: some in the line were replaced, perhaps here.
JsonText TextOf(const element& value, bool halves) {
  if (value.is_null()) return {JsonText::State::kNull, {}};
  if (!value.is_string()) return {JsonText::State::kNotText, {}};
  const std::string_view text = value.get_string().value_unsafe();
  const bool replaced = halves && text.find(kReplacementBytes) != std::string_view::npos;
  return {JsonText::State::kFound, text, replaced};
}

// How many members of this name `from` has; *found is the first.
size_t CountMembers(object from, std::string_view name, element* found) {
  size_t count = 0;
  for (const auto& member : from) {
    if (member.key == name && count++ == 0) *found = member.value;
  }
  return count;
}

// How many values there are at `path`, *found being the first: members of this name, or else of a
// name up to a dot, from there on. Where a name up to a dot stands twice, readers differ in which
// one they look into: a value in any of them is one of several.
size_t CountValues(object from, std::string_view path, element* found) {
  if (const size_t count = CountMembers(from, path, found); count > 0) return count;
  for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
    size_t outers = 0;
    size_t inners = 0;
    for (const auto& member : from) {
      if (member.key != path.substr(0, dot)) continue;
      ++outers;
      object inner;
      element value;
      if (member.value.get_object().get(inner) != simdjson::SUCCESS) continue;
      const size_t count = CountValues(inner, path.substr(dot + 1), &value);
      if (count > 0 && inners == 0) *found = value;
      inners += count;
    }
    if (inners > 0) return std::max(outers, inners);
  }
  return 0;
}

}  // namespace

struct JsonLine::Impl {
  simdjson::dom::parser parser;
  std::string padded;  // the line, with the room behind it that simdjson reads
  object parsed;
  bool is_object = false;
  bool halves = false;  // of surrogate pairs were replaced in the line

  // A number that no integer or double holds and half of a surrogate pair are valid JSON that the
  // DOM refuses, by errors that differ from release to release. The line is read again with others
  // in their place: numbers are not asked for, and in a text the replacement character is what
  // other readers make of the half.
  simdjson::error_code ParsePadded(size_t size, element* root) {
    const auto failure = parser.parse(padded.data(), size, false).get(*root);
    if (failure == simdjson::SUCCESS || failure == simdjson::MEMALLOC ||
        failure == simdjson::DEPTH_ERROR) {
      return failure;
    }
    halves = ReplaceBeyondLimits({padded.data(), size}) > 0;
    return parser.parse(padded.data(), size, false).get(*root);
  }
};

JsonLine::JsonLine() : impl_(std::make_unique<Impl>()) {}
JsonLine::JsonLine(JsonLine&&) noexcept = default;
JsonLine& JsonLine::operator=(JsonLine&&) noexcept = default;
JsonLine::~JsonLine() = default;

std::string_view JsonStateText(JsonLineState state) {
  switch (state) {
    case JsonLineState::kObject:
    case JsonLineState::kBlank: return "";
    case JsonLineState::kNotObject: return "not a JSON object";
    case JsonLineState::kInvalid: return "not valid JSON";
    case JsonLineState::kTooDeep: return "nested more than 1024 deep";
  }
  return "";
}

JsonLineState JsonLine::Parse(std::string_view line) {
  Impl& impl = *impl_;
  impl.is_object = false;
  impl.halves = false;
  if (line.find_first_not_of(kJsonSpaces) == std::string_view::npos) return JsonLineState::kBlank;
  impl.padded.assign(line);
  impl.padded.resize(line.size() + simdjson::SIMDJSON_PADDING, ' ');
  element root;
  const auto failure = impl.ParsePadded(line.size(), &root);
  if (failure == simdjson::MEMALLOC) throw std::bad_alloc();  // which the line is not to blame for
  if (failure == simdjson::DEPTH_ERROR) return JsonLineState::kTooDeep;
  if (failure != simdjson::SUCCESS) return JsonLineState::kInvalid;
  impl.is_object = root.get_object().get(impl.parsed) == simdjson::SUCCESS;
  return impl.is_object ? JsonLineState::kObject : JsonLineState::kNotObject;
}

JsonText JsonLine::Find(std::string_view path) const {
  element value;
  const size_t count = impl_->is_object ? CountValues(impl_->parsed, path, &value) : 0;
  if (count > 1) return {JsonText::State::kTwice, {}};
  return count == 1 ? TextOf(value, impl_->halves) : JsonText();
}

bool JsonLine::HasMember(std::string_view name) const {
  element value;
  return impl_->is_object && impl_->parsed.at_key(name).get(value) == simdjson::SUCCESS;
}

bool JsonLine::HasValue(std::string_view path) const {
  element value;
  return impl_->is_object && CountValues(impl_->parsed, path, &value) > 0;
}

std::vector<std::string> JsonLine::Names(size_t most) const {
  std::vector<std::string> names;
  if (!impl_->is_object) return names;
  for (const auto& member : impl_->parsed) {
    if (names.size() == most) break;
    names.emplace_back(member.key);
  }
  return names;
}

}  // namespace cxo

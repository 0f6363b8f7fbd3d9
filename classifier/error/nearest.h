// The known name that a mistyped one was probably meant to be: "did you mean `weight`?".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxo {

// The place in `candidates` of the one with the least EditDistance to `name`, the first of equals;
// nothing if none is within `limit` edits. Takes time by the length of the names squared.
std::optional<size_t> NearestWithin(std::string_view name,
                                    const std::vector<std::string_view>& candidates, size_t limit);

// The candidate with the least distance to `name`, the first of equals; empty if none is near: at
// most one edit in three letters, and never more than three. Views point into `candidates`.
std::string_view Nearest(std::string_view name, const std::vector<std::string_view>& candidates);

// "; did you mean `CRO` or `CDMO`?" for the candidates that are equally near to `name`, four of
// them at most; where none is near, for those that begin with `name`, if it has three letters; else
// nothing.
std::string DidYouMean(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace cxo

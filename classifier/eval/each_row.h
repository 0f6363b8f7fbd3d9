// Work on every row of a corpus, or on every item of a list, shared among threads so that no result
// depends on how many there are.
#pragma once

#include <algorithm>
#include <cstddef>

#include "classifier/run/crew.h"

namespace cxo {

// Calls work(i) once for every i below `rows`, on up to `threads` threads, each of which gets its
// `work` (with whatever workspace that holds) from start(), called on that thread. Returns when all
// is done. Work on a row may write only to what belongs to that row.
template <typename Start>
void ForEachRow(size_t rows, size_t threads, const Start& start) {
  const size_t crew = std::clamp<size_t>(threads, 1, std::max<size_t>(rows, 1));
  // Every n-th row rather than a stretch: long texts often stand side by side.
  const auto share = [&](size_t first) {
    auto work = start();
    for (size_t i = first; i < rows; i += crew) work(i);
  };
  Crew others;
  size_t started = 1;
  while (started < crew && others.Start([&share, started] { share(started); })) ++started;
  share(0);
  for (size_t left = started; left < crew; ++left) share(left);  // no thread could be had for it
  others.Join();
}

}  // namespace cxo

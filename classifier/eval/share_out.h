// Work on many rows, shared out among threads: each takes every n-th item, so that no result
// depends on who did it as long as a worker writes only what belongs to its item.
#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace cxo {

// Calls worker(i) once for each i below `items`, on up to `threads` threads. `make_worker()` gives
// each thread a worker of its own, made on that thread; it must be safe to call concurrently.
template <typename MakeWorker>
void ShareOut(size_t items, size_t threads, MakeWorker make_worker) {
  const size_t crew = std::clamp<size_t>(threads, 1, std::max<size_t>(items, 1));
  const auto work = [&](size_t first) {
    auto worker = make_worker();
    for (size_t i = first; i < items; i += crew) worker(i);
  };
  std::vector<std::thread> others;
  for (size_t t = 1; t < crew; ++t) others.emplace_back(work, t);
  work(0);
  for (std::thread& other : others) other.join();
}

}  // namespace cxo

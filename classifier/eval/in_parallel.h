// Independent tasks on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

#include "classifier/run/crew.h"

namespace cxo {

// Calls work(task) once for each task below `tasks`, on up to `threads` threads, and returns when
// all are done. Tasks begin in order; each must write to a place of its own.
template <typename Work>
void InParallel(size_t tasks, size_t threads, const Work& work) {
  std::atomic<size_t> next = 0;
  const auto run = [&] {
    for (size_t task = next++; task < tasks; task = next++) work(task);
  };
  Crew others;
  // Where no more threads can be had, those that are there take all tasks.
  for (size_t t = 1; t < std::min(threads, tasks); ++t) {
    if (!others.Start([&run] { run(); })) break;
  }
  run();
  others.Join();
}

}  // namespace cxo

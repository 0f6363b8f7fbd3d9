// Starting threads where the system may have none to give: a limit on processes, or on memory.
#pragma once

#include <exception>
#include <thread>
#include <utility>
#include <vector>

namespace cxo {

// Starts `work` on a thread of its own and adds it to `crew`, which the caller joins. False if no
// thread can be had; `work` is not called then, and the work is left to the threads there are.
template <typename Work>
bool StartThread(Work work, std::vector<std::thread>* crew) {
  try {
    crew->emplace_back(std::move(work));
    return true;
  } catch (const std::exception&) {  // std::system_error, or std::bad_alloc for what it needs
    return false;
  }
}

}  // namespace cxo

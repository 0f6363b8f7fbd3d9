// Threads that share one piece of work, on a system that may have none to give (a limit on
// processes, or on memory), and too little memory for what they do.
#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace cxo {

// Used by the thread that owns it. Destroyed, it waits for its threads to end.
class Crew {
 public:
  Crew() = default;
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() { Wait(); }

  // Starts `work` on a thread of its own. False if no thread can be had; `work` is not called then,
  // and the work is left to the threads there are.
  template <typename Work>
  bool Start(Work work) {
    try {
      threads_.emplace_back([this, work = std::move(work)] { Guard(work); });
      return true;
    } catch (const std::exception&) {  // std::system_error, or std::bad_alloc for what it needs
      return false;
    }
  }

  size_t size() const { return threads_.size(); }

  // Waits for all threads, then throws what the first of them to fail has thrown: out of a thread
  // it would end the program.
  void Join() {
    Wait();
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  template <typename Work>
  void Guard(const Work& work) {
    try {
      work();
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void Wait() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace cxo

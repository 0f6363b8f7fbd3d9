// An ordered parallel pipeline with bounded memory: one thread fills slots, several work on them,
// the calling thread drains them in the order in which they were filled.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include "classifier/run/crew.h"

namespace cxo {

// A ring of slots of type Item. The functions given to Run are called as follows, each slot by one
// thread at a time:
//   bool fill(Item&)            slot after slot; false: nothing was filled, nothing more will come
//   bool is_light(const Item&)  of a slot that was filled: no work for more than one thread
//   void work(Item&, size_t)    on worker 0 .. threads-1
//   bool drain(Item&)           on the calling thread, in the order of filling; false: stop
// Memory is bounded by the number of slots. What is light at the beginning, up to kMostLight slots,
// goes through on the calling thread, so that an answer to a line does not wait for threads to
// begin. From the first other slot on a thread fills, and others work. With one thread everything
// happens on the calling thread in turn, so that nothing waits for anything else. Where the system
// has fewer threads to give, the run goes on with those that it got: without one that fills, all in
// turn; without one that works, the calling thread works on each slot before it drains it. What
// fill or work throws on a slot (std::bad_alloc), Run throws when every slot before it is drained
// and all threads have ended.
template <typename Item>
class OrderedPipeline {
 public:
  // `startable`: how many threads the system gives; tests say how many.
  explicit OrderedPipeline(size_t threads, size_t startable = SIZE_MAX)
      : threads_(threads), startable_(startable), slots_(threads <= 1 ? 1 : 2 * threads + 2) {}

  // Returns when everything is drained or drain has asked to stop; all threads have ended then.
  // `wake` is called once when no more is wanted, because drain has asked to stop or a slot has
  // thrown, so that a fill that is blocked can be woken; it may have ended by then.
  template <typename Fill, typename IsLight, typename Work, typename Drain, typename Wake>
  void Run(Fill fill, IsLight is_light, Work work, Drain drain, Wake wake) {
    Item& first = slots_[0].item;
    for (size_t in_turn = 0;; ++in_turn) {
      if (!fill(first)) return;
      if (threads_ > 1 && (in_turn >= kMostLight || !is_light(first))) break;
      work(first, size_t{0});
      if (!drain(first)) return;
    }
    slots_[0].state = State::kFilled;
    Crew crew;
    if (!Start([&] { FillAll(fill); }, &crew)) {
      do {
        work(first, size_t{0});
      } while (drain(first) && fill(first));
      return;
    }
    size_t workers = 0;
    while (workers < threads_ && Start([&, workers] { WorkAll(work, workers); }, &crew)) ++workers;
    const auto before_drain = [&] {
      if (workers == 0) WorkOne(work, 0);
    };
    if (!DrainAll(before_drain, drain)) wake();
    crew.Join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  static constexpr size_t kMostLight = 16;

  enum class State { kEmpty, kFilled, kTaken, kDone };
  struct Slot {
    Item item;
    State state = State::kEmpty;
    std::exception_ptr failure;  // of what was done with it last
  };

  template <typename Work>
  bool Start(Work work, Crew* crew) const {
    return crew->size() < startable_ && crew->Start(std::move(work));
  }

  // What a step on a slot returns; false if it, or a step before it, has thrown.
  template <typename Step>
  static bool Guarded(Slot& slot, const Step& step) {
    if (slot.failure) return false;
    try {
      return step(slot.item);
    } catch (...) {
      slot.failure = std::current_exception();
      return false;
    }
  }

  Slot& At(size_t ticket) { return slots_[ticket % slots_.size()]; }

  // Waits until the slot is in the state or the run is stopped; true if it is in the state.
  bool Await(std::unique_lock<std::mutex>& lock, size_t ticket, State state) {
    changed_.wait(lock, [&] { return stopped_ || At(ticket).state == state; });
    return !stopped_;
  }

  void Advance(size_t ticket, State state) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      At(ticket).state = state;
    }
    changed_.notify_all();
  }

  // All slots but the first, which is filled.
  template <typename Fill>
  void FillAll(Fill& fill) {
    for (size_t ticket = 1;; ++ticket) {
      {
        std::unique_lock<std::mutex> lock(mutex_);
        if (!Await(lock, ticket, State::kEmpty)) return;
      }
      Slot& slot = At(ticket);
      if (!Guarded(slot, fill) && !slot.failure) {
        {
          const std::lock_guard<std::mutex> lock(mutex_);
          end_ = ticket;
        }
        changed_.notify_all();
        return;
      }
      const bool failed = slot.failure != nullptr;  // the slot is another thread's afterwards
      Advance(ticket, State::kFilled);
      if (failed) return;
    }
  }

  template <typename Work>
  void WorkAll(Work& work, size_t worker) {
    while (WorkOne(work, worker)) {
    }
  }

  // Waits for the next slot to work on; false if there will be none.
  template <typename Work>
  bool WorkOne(Work& work, size_t worker) {
    size_t ticket = 0;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [&] {
        return stopped_ || next_work_ >= end_ || At(next_work_).state == State::kFilled;
      });
      if (stopped_ || next_work_ >= end_) return false;
      ticket = next_work_++;
      At(ticket).state = State::kTaken;
    }
    Guarded(At(ticket), [&](Item& item) {
      work(item, worker);
      return true;
    });
    Advance(ticket, State::kDone);
    return true;
  }

  // False if drain asked to stop or a step on a slot failed. `before` is called before each slot is
  // waited for.
  template <typename Before, typename Drain>
  bool DrainAll(const Before& before, Drain& drain) {
    for (size_t ticket = 0;; ++ticket) {
      before();
      {
        std::unique_lock<std::mutex> lock(mutex_);
        changed_.wait(lock, [&] { return ticket >= end_ || At(ticket).state == State::kDone; });
        if (ticket >= end_) return true;
      }
      if (!Guarded(At(ticket), drain)) {
        failure_ = At(ticket).failure;
        Stop();
        return false;
      }
      Advance(ticket, State::kEmpty);
    }
  }

  void Stop() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
  }

  size_t threads_;
  size_t startable_;
  std::vector<Slot> slots_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t next_work_ = 0;
  size_t end_ = static_cast<size_t>(-1);  // number of filled slots, once it is known
  bool stopped_ = false;
  std::exception_ptr failure_;  // what the first slot that failed has thrown
};

}  // namespace cxo

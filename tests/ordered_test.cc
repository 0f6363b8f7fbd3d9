// The pipeline that a run goes through: order, threads, light items and stopping.
#include "classifier/run/ordered.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <numeric>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace cxo {
namespace {

struct Item {
  size_t number = 0;
  size_t answer = 0;
  std::thread::id worked_on;
};

// What came out of a run over items 0 .. items-1, the first `light` of which are light.
struct Outcome {
  std::vector<size_t> answers;
  std::vector<bool> on_caller;  // by item: worked on by the calling thread
  bool woken = false;           // the filling thread was
};

Outcome RunOver(size_t threads, size_t items, size_t light, size_t stop_at = SIZE_MAX,
                size_t startable = SIZE_MAX) {
  Outcome outcome;
  size_t next = 0;
  OrderedPipeline<Item> pipeline(threads, startable);
  pipeline.Run(
      [&](Item& item) {
        if (next == items) return false;
        item.number = next++;
        return true;
      },
      [&](const Item& item) { return item.number < light; },
      [&](Item& item, size_t worker) {
        EXPECT_LT(worker, threads);
        item.answer = item.number * item.number;
        item.worked_on = std::this_thread::get_id();
      },
      [&](Item& item) {
        if (item.number == stop_at) return false;
        outcome.answers.push_back(item.answer);
        outcome.on_caller.push_back(item.worked_on == std::this_thread::get_id());
        return true;
      },
      [&] { outcome.woken = true; });
  return outcome;
}

std::vector<size_t> Squares(size_t count) {
  std::vector<size_t> squares;
  for (size_t i = 0; i < count; ++i) squares.push_back(i * i);
  return squares;
}

TEST(OrderedPipeline, DrainsInTheOrderOfFilling) {
  for (const size_t threads : {1, 2, 3, 8}) {
    for (const size_t items : {0, 1, 2, 5, 500}) {
      for (const size_t light : {0, 1, 3, 100}) {
        EXPECT_EQ(RunOver(threads, items, light).answers, Squares(items))
            << threads << " threads, " << items << " items, " << light << " light";
      }
    }
  }
}

TEST(OrderedPipeline, LeavesLightItemsAtTheBeginningToTheCaller) {
  EXPECT_EQ(RunOver(2, 4, 4).on_caller, (std::vector<bool>{true, true, true, true}));
  EXPECT_EQ(RunOver(2, 4, 2).on_caller, (std::vector<bool>{true, true, false, false}));
  EXPECT_EQ(RunOver(2, 2, 0).on_caller, (std::vector<bool>{false, false}));
  EXPECT_EQ(RunOver(1, 2, 0).on_caller, (std::vector<bool>{true, true}));
  // Not for ever: many small pieces are a large input.
  EXPECT_FALSE(RunOver(2, 100, 100).on_caller.back());
}

TEST(OrderedPipeline, StopsWhenDrainingDoes) {
  for (const size_t threads : {1, 2, 4}) {
    for (const size_t light : {0, 100}) {
      EXPECT_EQ(RunOver(threads, 500, light, 3).answers, Squares(3)) << threads << " threads";
    }
  }
  EXPECT_TRUE(RunOver(2, 500, 0, 3).woken);
}

TEST(OrderedPipeline, GoesOnWithTheThreadsThatCanBeStarted) {
  for (const size_t threads : {2, 4}) {
    for (const size_t startable : {0, 1, 2, 3}) {
      for (const size_t items : {0, 1, 2, 5, 500}) {
        EXPECT_EQ(RunOver(threads, items, 1, SIZE_MAX, startable).answers, Squares(items))
            << startable << " of " << threads << " threads, " << items << " items";
      }
      EXPECT_EQ(RunOver(threads, 500, 0, 3, startable).answers, Squares(3)) << startable;
    }
  }
  // With none, and with one that fills, the caller works.
  EXPECT_EQ(RunOver(2, 2, 0, SIZE_MAX, 0).on_caller, (std::vector<bool>{true, true}));
  EXPECT_EQ(RunOver(2, 2, 0, SIZE_MAX, 1).on_caller, (std::vector<bool>{true, true}));
}

// Which of items 0 .. 49 are drained, in order, if `fill` or `work` fails on item `at`.
std::vector<size_t> DrainedBefore(size_t threads, size_t startable, size_t at, bool in_fill) {
  std::vector<size_t> drained;
  size_t next = 0;
  OrderedPipeline<Item> pipeline(threads, startable);
  const auto run = [&] {
    pipeline.Run(
        [&](Item& item) {
          if (in_fill && next == at) throw std::bad_alloc();
          item.number = next++;
          return item.number < 50;
        },
        [](const Item& item) { return item.number < 2; },
        [&](const Item& item, size_t) {
          if (!in_fill && item.number == at) throw std::bad_alloc();
        },
        [&](const Item& item) {
          drained.push_back(item.number);
          return true;
        },
        [] {});
  };
  EXPECT_THROW(run(), std::bad_alloc);
  return drained;
}

// That all items before the one that fails are drained, and no other.
void ExpectAllBeforeDrained(size_t threads, size_t startable, size_t at) {
  std::vector<size_t> before(at);
  std::iota(before.begin(), before.end(), size_t{0});
  for (const bool in_fill : {false, true}) {
    EXPECT_EQ(DrainedBefore(threads, startable, at, in_fill), before)
        << startable << " of " << threads << " threads, " << at;
  }
}

TEST(OrderedPipeline, ThrowsWhatASlotThrewOnceAllBeforeItAreDrained) {
  for (const size_t threads : {1, 2, 4}) {
    for (const size_t startable : {0, 1, 2, 5}) {
      for (const size_t at : {0, 1, 2, 3, 30, 49}) ExpectAllBeforeDrained(threads, startable, at);
    }
  }
}

TEST(Crew, ThrowsWhatAThreadThrewWhenItIsJoined) {
  std::atomic<int> done = 0;
  Crew crew;
  for (int i = 0; i < 3; ++i) {
    crew.Start([&done, i] {
      if (i == 1) throw std::bad_alloc();
      ++done;
    });
  }
  EXPECT_THROW(crew.Join(), std::bad_alloc);
  EXPECT_EQ(done, 2);
}

}  // namespace
}  // namespace cxo

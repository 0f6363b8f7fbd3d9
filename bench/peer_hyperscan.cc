// Hyperscan, record by record and over blocks of many records.
#include <string>
#include <utility>

#include <hs/hs.h>

#include "bench/peer.h"

namespace cxo::bench {
namespace {

// Compiling takes time that grows faster than the number of patterns: 20 s for ten thousand.
constexpr size_t kMostPatterns = 12'000;
constexpr size_t kBlock = size_t{64} << 10U;

// Database and scratch space, freed together.
class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }

  // An empty text if it went well.
  std::string Compile(const Pack& pack, unsigned flags) {
    std::vector<const char*> expressions;
    std::vector<unsigned> all_flags(pack.patterns.size(), flags);
    std::vector<unsigned> ids;
    for (const Pattern& pattern : pack.patterns) {
      ids.push_back(static_cast<unsigned>(expressions.size()));
      expressions.push_back(pattern.regex.c_str());
    }
    hs_compile_error_t* error = nullptr;
    const hs_error_t done = hs_compile_multi(expressions.data(), all_flags.data(), ids.data(),
                                             static_cast<unsigned>(ids.size()), HS_MODE_BLOCK,
                                             nullptr, &database_, &error);
    if (done != HS_SUCCESS) {
      std::string message = error->message;
      hs_free_compile_error(error);
      return "it refuses a pattern: " + message;
    }
    return hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS ? "" : "out of memory";
  }

  bool Scan(std::string_view text, match_event_handler handler, void* context) {
    return hs_scan(database_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, handler,
                   context) == HS_SUCCESS;
  }

 private:
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

using Offset = unsigned long long;  // NOLINT(google-runtime-int): Hyperscan's own

struct Sink {
  Pairs* pairs;
  const Records* records;
  size_t record;
  size_t origin;  // offset of the scanned text in the records
};

class ByRecord : public Peer {
 public:
  explicit ByRecord(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    Sink sink = {pairs, &records, first, 0};
    for (; sink.record < last; ++sink.record) {
      if (!engine_->Scan(records[sink.record], &ByRecord::Take, &sink)) return false;
    }
    return true;
  }

 private:
  static int Take(unsigned rule, Offset /*from*/, Offset /*to*/, unsigned /*flags*/,
                  void* context) {
    auto* sink = static_cast<Sink*>(context);
    sink->pairs->Add(static_cast<uint32_t>(sink->record), rule);
    return 0;
  }

  std::unique_ptr<Engine> engine_;
};

// Ends of matches come in order of place, so that the record is found by walking along.
class ByBlock : public Peer {
 public:
  explicit ByBlock(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

  bool Match(const Records& records, size_t first, size_t last, Pairs* pairs) override {
    while (first < last) {
      size_t end = first + 1;
      while (end < last && records.BeginOf(end) - records.BeginOf(first) < kBlock) ++end;
      Sink sink = {pairs, &records, first, records.BeginOf(first)};
      if (!engine_->Scan(records.Range(first, end), &ByBlock::Take, &sink)) return false;
      first = end;
    }
    return true;
  }

 private:
  static int Take(unsigned rule, Offset /*from*/, Offset to, unsigned /*flags*/, void* context) {
    auto* sink = static_cast<Sink*>(context);
    const size_t place = sink->origin + static_cast<size_t>(to) - 1;
    while (sink->records->BeginOf(sink->record + 1) <= place) ++sink->record;
    sink->pairs->Add(static_cast<uint32_t>(sink->record), rule);
    return 0;
  }

  std::unique_ptr<Engine> engine_;
};

template <typename PeerType>
BuiltPeer Build(const Pack& pack, unsigned flags) {
  if (pack.patterns.size() > kMostPatterns) return Error{.message = "compiling takes minutes"};
  auto engine = std::make_unique<Engine>();
  const std::string fault = engine->Compile(pack, flags);
  if (!fault.empty()) return Error{.message = fault};
  return std::unique_ptr<Peer>(std::make_unique<PeerType>(std::move(engine)));
}

}  // namespace

BuiltPeer BuildHyperscanByRecord(const Pack& pack) {
  return Build<ByRecord>(pack, HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH);
}

BuiltPeer BuildHyperscanByBlock(const Pack& pack) { return Build<ByBlock>(pack, HS_FLAG_UTF8); }

}  // namespace cxo::bench

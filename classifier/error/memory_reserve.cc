// The reserve is a row of pieces that malloc takes from the system one by one, so that a piece that
// is freed serves any allocation that fits into it.
#include "classifier/error/memory_reserve.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <new>

namespace cxo {
namespace {

// A thread whose heap cannot grow gets a page of its own from malloc for every few bytes, so that
// the thousands of nodes of one long pattern may take megabytes.
constexpr size_t kPiece = size_t{1} << 20;
constexpr size_t kPieces = 8;

// A handler of operator new has no argument: all that it knows must be global.
// NOLINTBEGIN(*-non-const-global-variables)
std::array<void*, kPieces> pieces;
std::atomic<size_t> pieces_used = 0;
thread_local bool has_access = false;
// NOLINTEND(*-non-const-global-variables)

void FreeOnePiece() {
  if (!has_access) throw std::bad_alloc();
  const size_t piece = pieces_used.fetch_add(1);
  if (piece >= kPieces) {
    pieces_used = kPieces;
    throw std::bad_alloc();
  }
  ::operator delete(pieces.at(piece));
}

}  // namespace

bool InstallMemoryReserve() {
  for (void*& piece : pieces) {
    piece = ::operator new(kPiece, std::nothrow);
    if (piece == nullptr) return false;
  }
  std::set_new_handler(FreeOnePiece);
  return true;
}

ReserveAccess::ReserveAccess() { has_access = true; }
ReserveAccess::~ReserveAccess() { has_access = false; }

void ThrowIfReserveIsUsed() {
  if (pieces_used.load(std::memory_order_relaxed) > 0) throw std::bad_alloc();
}

}  // namespace cxo

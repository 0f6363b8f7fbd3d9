// Memory that is put aside for when the system gives no more. RE2 does not survive a std::bad_alloc
// in the middle of its work: what it has half built is destroyed as if it were whole. So it gets
// what it needs from the reserve, ends its work in good order, and whoever has called it then
// stops.
#pragma once

namespace cxo {

// Puts the reserve aside (8 MiB of address space; no memory is touched) for the operator new of the
// whole process. To be called once, before there are other threads. False if even the reserve is
// not to be had. Without a call there is no reserve, and what follows does nothing.
bool InstallMemoryReserve();

// While one lives, operator new on its thread falls back on the reserve before it throws. Only one
// on a thread at a time.
class ReserveAccess {
 public:
  ReserveAccess();
  ~ReserveAccess();
  ReserveAccess(const ReserveAccess&) = delete;
  ReserveAccess& operator=(const ReserveAccess&) = delete;
};

// Throws std::bad_alloc if the reserve was used, on whatever thread: the work at hand is to be
// given up while there still is memory to do so. The reserve is not filled again, so that from then
// on it always throws: the process is to end. Costs one load.
void ThrowIfReserveIsUsed();

}  // namespace cxo

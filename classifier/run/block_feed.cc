// Reads blocks until the input ends, fails or is interrupted.
#include "classifier/run/block_feed.h"

namespace cxo {

BlockFeed::BlockFeed(ByteSource* source, const FramerOptions& framing, Sha256* account,
                     const Interrupt* interrupt)
    : source_(source), framer_(source, framing), account_(account), interrupt_(interrupt) {}

bool BlockFeed::Next(FedBlock* next) {
  const FramerPlace place = framer_.place();
  Result<bool> more = false;
  if (!interrupt_->raised()) more = framer_.Next(&next->block);
  // An interrupted source ends like a file, so the last record may be half of one, and what is
  // compressed or UTF-16 seems to be damaged.
  if (interrupt_->raised()) {
    left_off_ = {place, account_ != nullptr ? account_->Digest() : ""};
    return false;
  }
  if (!more.ok()) {
    error_ = more.error();
    return false;
  }
  if (account_ != nullptr) {
    account_->Update(next->block.bytes);
    next->behind = {framer_.place(), account_->Digest()};
  }
  next->bytes_taken = source_->BytesTaken();
  return *more;
}

}  // namespace cxo

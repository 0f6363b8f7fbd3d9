// The blocks of one input, one after another, as the pipeline asks for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "classifier/error/result.h"
#include "classifier/error/sha256.h"
#include "classifier/io/framer.h"
#include "classifier/io/interrupt.h"
#include "classifier/io/record.h"
#include "classifier/io/source.h"

namespace cxo {

// How far a run has come, for a later one to go on behind it.
struct Reached {
  FramerPlace place;
  std::string read;  // the SHA-256 of the input up to there
};

// One block on its way to the pipeline.
struct FedBlock {
  Block block;
  uint64_t bytes_taken = 0;  // of the input so far, before decompression
  Reached behind;            // if an account is kept
};

// Next is called on the pipeline's filling thread, everything else after that has ended.
class BlockFeed {
 public:
  // Reads `source`, which must outlive the feed, as `framing` says. `account` takes in every byte
  // that is read, for FedBlock::behind; null: none is kept. A raised `interrupt` ends the feed.
  BlockFeed(ByteSource* source, const FramerOptions& framing, Sha256* account,
            const Interrupt* interrupt);

  // Replaces *next by the next block. False if there is none: at the end, after an error, and after
  // an interrupt.
  bool Next(FedBlock* next);

  // What ended the feed before its end, if anything did.
  const std::optional<Error>& error() const { return error_; }

  // Where the interrupt ended it, if it did: all blocks before were given. Of what was read it
  // says nothing if no account is kept.
  const std::optional<Reached>& left_off() const { return left_off_; }

 private:
  ByteSource* source_;
  Framer framer_;
  Sha256* account_;
  const Interrupt* interrupt_;
  std::optional<Error> error_;
  std::optional<Reached> left_off_;
};

}  // namespace cxo

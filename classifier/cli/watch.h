// `--watch`: a command that answers anew whenever one of its files is saved.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "classifier/cli/streams.h"
#include "classifier/error/result.h"
#include "classifier/io/file_watch.h"

namespace cxo {

// Answers at first (saved is empty), then after each save (saved names the files). Gives what is to
// be printed; faults of a pack or file it says by itself, and waits for the next save.
using WatchAnswer = std::function<Result<std::string>(const std::vector<std::string>& saved)>;

// The answer to a save that was refused: of files that were not refused `before`, it says which the
// next one is compared with.
std::string RefusedAnswer(bool before);

// Prints the answers, each under a line that names the time and what was saved, until nobody reads
// (128 + SIGPIPE), an answer is an error or cannot be written (5). Returns the exit status. A
// signal ends the process: there is nothing to bring to an end.
int Watch(const WatchedPlaces& places, const Streams& streams, const WatchAnswer& answer);

}  // namespace cxo

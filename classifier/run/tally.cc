// Adding up tallies.
#include "classifier/run/tally.h"

namespace cxo {

void Tally::Add(const Tally& later) {
  read += later.read;
  labelled += later.labelled;
  bad += later.bad;
  malformed += later.malformed;
  rejected += later.rejected;
  review += later.review;
  statuses += later.statuses;
  not_utf8 += later.not_utf8;
  replaced += later.replaced;
  swallowing += later.swallowing;
  bytes += later.bytes;
  if (labels.size() < later.labels.size()) labels.resize(later.labels.size());
  for (size_t i = 0; i < later.labels.size(); ++i) labels[i] += later.labels[i];
  if (!first_status) first_status = later.first_status;
  if (!first_swallowing) first_swallowing = later.first_swallowing;
  for (const BadRow& row : later.bad_rows) {
    if (bad_rows.size() < kBadRowsKept || row.ends) bad_rows.push_back(row);
  }
}

}  // namespace cxo

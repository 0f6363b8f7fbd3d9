// A small pack with every kind of evidence, and rows to fit it to, for the tests of tuning.
#pragma once

#include <memory>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/eval/gold.h"

namespace cxo {

// Labels NONE, CRO, CMO, CDMO; the rule cso.locked is locked, none.zero has weight 0.
std::vector<PackFile> TuningPackFiles();
std::unique_ptr<const Classifier> TuningClassifier();

// 120 rows in which cro.rumour says nothing, cmo.pack too little and none.court too much.
std::vector<GoldRow> TuningRows();

}  // namespace cxo

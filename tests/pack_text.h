// Small packs written as TOML inside a test, and verdicts written as text, so that tables of cases
// read like the rules that they are about.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/pack/load.h"
#include "classifier/pack/pack.h"

namespace cxo {

// Of the labels of these packs.
constexpr LabelIndex kCro = 1;
constexpr LabelIndex kCmo = 2;

// A pack made of "pack.toml" (labels NONE, CRO with the subtypes discovery, preclinical and
// clinical, CMO, CDMO, CSO; the group CXO) and "rules.toml", which is `tables`, with `hit = ["-"]`
// and `miss = ["-"]` added behind each rule, composite and guard that has none of them.
std::vector<PackFile> PackFilesOf(std::string_view tables);

// The same, parsed. Throws, which fails the test, if the tables have faults.
Pack PackOf(std::string_view tables);

// A classifier of PackOf(tables) with the reference matcher. Throws likewise.
std::unique_ptr<const Classifier> ClassifierOf(std::string_view tables);

// The same with a words.toml of this content.
std::unique_ptr<const Classifier> ClassifierOf(std::string_view tables, std::string_view words);

// What became of each piece of evidence, in order: "cro.tox counts, cmo.make blocked by negation".
// A weakened one says "counts at 0.30 by history", or "by history and hearsay".
std::string Fates(const Pack& pack, const Verdict& verdict);

// Fates of the evidence of `text`.
std::string FatesIn(const Classifier& classifier, std::string_view text);

// The pieces of `text` that hold evidence, in order: "toxicology|packaging".
std::string WordsOf(std::string_view text, const Verdict& verdict);

// Every error as users see it, joined by line breaks.
std::string Formatted(const std::vector<Error>& errors);

}  // namespace cxo

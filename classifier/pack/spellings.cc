// One walk over the bytes: the phrase has been parsed before, so that its brackets are in order. As
// deep as limits allow brackets to nest.
#include "classifier/pack/spellings.h"

#include <iterator>
#include <utility>

namespace cxo {
namespace {

class Speller {
 public:
  Speller(std::string_view phrase, size_t most) : phrase_(phrase), most_(most) {}

  std::vector<std::string> Spell() {
    std::vector<std::string> all = Choices();
    if (failed_) all.clear();
    return all;
  }

 private:
  // Up to the bracket that closes, or the end.
  std::vector<std::string> Choices() {
    std::vector<std::string> all = Sequence();
    while (!failed_ && Takes('|')) {
      std::vector<std::string> more = Sequence();
      all.insert(all.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
      CheckCount(all.size());
    }
    return all;
  }

  std::vector<std::string> Sequence() {
    std::vector<std::string> all(1);
    while (!failed_ && at_ < phrase_.size() && !AtSequenceEnd()) {
      if (Takes('(')) {
        Append(Choices(), &all);
        ++at_;
      } else if (Takes('[')) {
        std::vector<std::string> choices = Choices();
        choices.insert(choices.begin(), "");
        Append(choices, &all);
        ++at_;
      } else {
        AppendByte(&all);
      }
    }
    return all;
  }

  bool AtSequenceEnd() const {
    return phrase_[at_] == '|' || phrase_[at_] == ')' || phrase_[at_] == ']';
  }

  bool Takes(char sign) {
    const bool is_there = at_ < phrase_.size() && phrase_[at_] == sign;
    if (is_there) ++at_;
    return is_there;
  }

  // A sign behind a backslash has no meaning, and goes with it.
  void AppendByte(std::vector<std::string>* all) {
    const size_t size = phrase_[at_] == '\\' ? 2 : 1;
    failed_ = failed_ || phrase_[at_] == '<';
    for (std::string& one : *all) one += phrase_.substr(at_, size);
    at_ += size;
  }

  void Append(const std::vector<std::string>& choices, std::vector<std::string>* all) {
    CheckCount(all->size() * choices.size());
    if (failed_) return;
    std::vector<std::string> longer;
    for (const std::string& one : *all) {
      for (const std::string& choice : choices) longer.push_back(one + choice);
    }
    *all = std::move(longer);
  }

  void CheckCount(size_t count) { failed_ = failed_ || count > most_; }

  std::string_view phrase_;
  size_t most_;
  size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::vector<std::string> Spellings(std::string_view phrase, size_t most) {
  return Speller(phrase, most).Spell();
}

}  // namespace cxo

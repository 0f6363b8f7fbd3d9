// The subset construction over graphs of words: a state stands for all the nodes that one row of
// words and joints leads to. Since the graphs have no circles, it ends.
#include <algorithm>
#include <bit>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "classifier/match/word_automaton.h"
#include "classifier/text/word_key.h"

namespace cxo {
namespace {

using Nodes = std::vector<uint32_t>;

struct NodesHash {
  size_t operator()(const Nodes& nodes) const {
    uint64_t hash = nodes.size();
    for (const uint32_t node : nodes) hash = (hash ^ node) * 0x9E3779B97F4A7C15U;
    return hash ^ hash >> 29U;
  }
};

// For each beginning, the words and longer beginnings that begin with it: a text's word has one
// number, the most particular, so what holds for the beginning must hold for that number as well.
std::vector<std::vector<WordId>> Extensions(const std::vector<LexiconWord>& words) {
  std::vector<WordId> sorted;
  for (WordId id = kFirstWord; id < words.size(); ++id) sorted.push_back(id);
  std::sort(sorted.begin(), sorted.end(),
            [&](WordId a, WordId b) { return words[a].text < words[b].text; });
  std::vector<std::vector<WordId>> extensions(words.size());
  for (WordId id = kFirstWord; id < words.size(); ++id) {
    if (!words[id].any_ending) continue;
    const std::string& beginning = words[id].text;
    auto it = std::lower_bound(sorted.begin(), sorted.end(), beginning,
                               [&](WordId a, const std::string& b) { return words[a].text < b; });
    for (; it != sorted.end() && words[*it].text.starts_with(beginning); ++it) {
      if (*it != id) extensions[id].push_back(*it);
    }
  }
  return extensions;
}

// A place in a table of `size` places, a power of two that leaves half of them free.
size_t TableSize(size_t items) { return std::bit_ceil(2 * items + 1); }

}  // namespace

class WordAutomatonWriter {
 public:
  WordAutomatonWriter(const WordGraphs& graphs, size_t most_steps)
      : graphs_(graphs), extensions_(Extensions(graphs.lexicon.words())), steps_left_(most_steps) {}

  bool Write(WordTableWriter* tables) {
    if (graphs_.lexicon.words().size() > kMostWords) return false;
    states_.resize(1);  // kNowhere
    if (!AddFirstStates()) return false;
    for (size_t i = 0; i < to_do_.size(); ++i) {
      if (!AddTransitions(i)) return false;
    }
    WordTableWriter& writer = *tables;
    PutFilter(&writer);
    writer.Put(first_states_);
    writer.Put(states_);
    writer.Put(finds_);
    writer.Put(transitions_);
    writer.Put(WordTable(false));
    writer.Put(WordTable(true));
    writer.Put(SeparatorTable());
    writer.Put(Starts());
    writer.Put(graphs_.separators.gaps());
    writer.Put(tails_);
    return true;
  }

 private:
  using Find = WordAutomaton::Find;
  using State = WordAutomaton::State;
  using Transition = WordAutomaton::Transition;
  using WordSlot = WordAutomaton::WordSlot;
  using SeparatorSlot = WordAutomaton::SeparatorSlot;

  static constexpr uint32_t kMostGapWords = UINT32_MAX >> 1U;  // no text has more
  static constexpr size_t kMostWords = size_t{1} << WordAutomaton::kWordBits;

  // A step that some of a state's nodes allow.
  struct Step {
    WordId word;
    Joint joint;
    uint32_t to;

    // NOLINTNEXTLINE(modernize-use-nullptr): what the compiler compares with is a 0, not a pointer.
    friend auto operator<=>(const Step&, const Step&) = default;
  };

  // False if these are more steps than are left.
  bool CollectSteps(uint32_t node, bool first) {
    const WordGraphs::Node& from = graphs_.nodes[node];
    for (uint32_t e = from.first_edge; e < from.first_edge + from.edges; ++e) {
      const WordGraphs::Edge& edge = graphs_.edges[e];
      const std::vector<WordId>& extensions = extensions_[edge.word];
      if (extensions.size() >= steps_left_) return false;
      steps_left_ -= 1 + extensions.size();
      const Joint joint = first ? Joint{0} : edge.joint;
      steps_.push_back({edge.word, joint, edge.to});
      for (const WordId longer : extensions) steps_.push_back({longer, joint, edge.to});
    }
    return true;
  }

  // Calls take(word, joint, nodes) for each word and joint of the collected steps.
  template <typename Take>
  void EachStep(Take take) {
    std::sort(steps_.begin(), steps_.end());
    steps_.erase(std::unique(steps_.begin(), steps_.end()), steps_.end());
    for (size_t i = 0; i < steps_.size();) {
      const Step first = steps_[i];
      Nodes nodes;
      for (; i < steps_.size() && steps_[i].word == first.word && steps_[i].joint == first.joint;
           ++i) {
        nodes.push_back(steps_[i].to);
      }
      take(first.word, first.joint, std::move(nodes));
    }
    steps_.clear();
  }

  bool AddFirstStates() {
    first_states_.resize(graphs_.lexicon.words().size());
    for (const uint32_t start : graphs_.starts) {
      if (!CollectSteps(start, true)) return false;
    }
    EachStep(
        [&](WordId word, Joint, Nodes nodes) { first_states_[word] = StateOf(std::move(nodes)); });
    return true;
  }

  bool AddTransitions(size_t index) {
    const auto [number, nodes] = to_do_[index];  // a copy: the list grows meanwhile
    for (const uint32_t node : *nodes) {
      if (!CollectSteps(node, false)) return false;
    }
    std::vector<Transition> steps;
    EachStep([&, from = number](WordId word, Joint joint, Nodes to) {
      steps.push_back({word & (kMostWords - 1), StateOf(std::move(to)), joint});
      State& state = states_[from];
      if (word == kAnyWord) state.takes_any = 1;
      AddTo(&state.next_words, word);
      if (joint < kGapJoint) return;
      const Gap& gap = graphs_.separators.gaps()[joint - kGapJoint];
      AddTo(&state.gap_words, word);
      state.longest_gap = std::max<uint32_t>(state.longest_gap, gap.words) & kMostGapWords;
    });
    if (!steps.empty()) PutTransitions(steps, &states_[number]);
    return true;
  }

  // Any word may be of any number.
  template <typename Words>
  static void AddTo(Words* words, WordId word) {
    word == kAnyWord ? words->AddAll() : words->Add(word);
  }

  void PutTransitions(const std::vector<Transition>& steps, State* state) {
    std::vector<Transition> table(std::bit_ceil(steps.size() + steps.size() / 2 + 1));
    const auto is_free = [](const Transition& one) { return one.word == kUnknownWord; };
    for (const Transition& one : steps) {
      Place(one, WordAutomaton::PlaceOf(static_cast<WordId>(one.word)), is_free, &table);
    }
    state->first_transition = static_cast<uint32_t>(transitions_.size());
    state->last_place = static_cast<uint32_t>(table.size() - 1);
    transitions_.insert(transitions_.end(), table.begin(), table.end());
  }

  uint32_t StateOf(Nodes nodes) {
    const auto number = static_cast<uint32_t>(states_.size());
    const auto [it, fresh] = numbers_.try_emplace(std::move(nodes), number);
    if (!fresh) return it->second;
    to_do_.emplace_back(number, &it->first);
    State state;
    state.first_find = static_cast<uint32_t>(finds_.size());
    for (const uint32_t node : it->first) AddFinds(graphs_.nodes[node]);
    const auto first = finds_.begin() + state.first_find;
    const auto key = [](const Find& one) {
      return std::tuple(!one.IsPlain(), one.pattern, std::string_view(one.sign, one.sign_size));
    };
    std::sort(first, finds_.end(), [&](const Find& a, const Find& b) { return key(a) < key(b); });
    finds_.erase(std::unique(first, finds_.end(),
                             [&](const Find& a, const Find& b) { return key(a) == key(b); }),
                 finds_.end());
    const auto plain =
        std::count_if(first, finds_.end(), [](const Find& one) { return one.IsPlain(); });
    state.plain_finds = static_cast<uint32_t>(plain);
    state.other_finds = static_cast<uint32_t>(finds_.size()) - state.first_find - state.plain_finds;
    states_.push_back(state);
    return number;
  }

  void AddFinds(const WordGraphs::Node& node) {
    Find find{.pattern = node.pattern, .is_probe = node.is_probe};
    if (node.accepts || node.is_probe) finds_.push_back(find);
    for (const std::string& sign : node.signs) {
      find.sign_size = static_cast<uint8_t>(sign.copy(find.sign, sizeof find.sign));
      finds_.push_back(find);
    }
  }

  // Puts `item` into the first free place from `hash` on.
  template <typename Slot, typename IsFree>
  static void Place(const Slot& item, uint32_t hash, IsFree is_free, std::vector<Slot>* table) {
    while (!is_free((*table)[hash & (table->size() - 1)])) ++hash;
    (*table)[hash & (table->size() - 1)] = item;
  }

  // What begins with a first beginning has a first state as well (see Extensions).
  void PutFilter(WordTableWriter* writer) const {
    const std::vector<LexiconWord>& words = graphs_.lexicon.words();
    std::vector<std::string> beginnings;
    for (WordId id = kFirstWord; id < first_states_.size(); ++id) {
      if (first_states_[id] == WordAutomaton::kNowhere) continue;
      if (words[id].any_ending) beginnings.push_back(words[id].text);
    }
    const size_t firsts = first_states_.size();
    WordFilterTables tables(firsts, firsts + transitions_.size() / 2, beginnings);
    for (WordId id = kFirstWord; id < first_states_.size(); ++id) {
      if (first_states_[id] == WordAutomaton::kNowhere || words[id].any_ending) continue;
      const State& state = states_[first_states_[id]];
      if (!NeedsNextWord(state)) {
        tables.AddWord(words[id].text);
        continue;
      }
      VisitNextWords(state,
                     [&](const LexiconWord& next) { tables.AddPair(words[id].text, next.text); });
    }
    writer->Put(tables.words());
    writer->Put(tables.pairs());
    writer->Put(tables.beginnings());
    writer->Put(tables.shape());
  }

  template <typename Visit>
  void VisitNextWords(const State& state, Visit visit) const {
    if (!state.HasTransitions()) return;
    for (uint32_t i = 0; i <= state.last_place; ++i) {
      const auto id = static_cast<WordId>(transitions_[state.first_transition + i].word);
      if (id != kUnknownWord) visit(graphs_.lexicon.words()[id]);
    }
  }

  // True if nothing comes of a state unless the very next word is one of its words, told by three
  // bytes.
  bool NeedsNextWord(const State& state) const {
    if (state.plain_finds + state.other_finds != 0 || state.longest_gap != 0) return false;
    bool told = true;
    VisitNextWords(state, [&](const LexiconWord& next) {
      told = told && (!next.any_ending || next.text.size() >= 3);
    });
    return told;
  }

  std::vector<WordSlot> WordTable(bool beginnings) {
    const std::vector<LexiconWord>& words = graphs_.lexicon.words();
    const auto of_kind =
        std::count_if(words.begin() + kFirstWord, words.end(),
                      [&](const auto& word) { return word.any_ending == beginnings; });
    std::vector<WordSlot> table(TableSize(static_cast<size_t>(of_kind)));
    for (WordId id = kFirstWord; id < words.size(); ++id) {
      if (words[id].any_ending != beginnings) continue;
      const std::string& text = words[id].text;
      WordSlot slot;
      slot.id = id & (kMostWords - 1);
      slot.size = static_cast<uint8_t>(text.size());
      slot.key = WordKeyOf(text, 0, slot.size);
      slot.tail = static_cast<uint32_t>(tails_.size());
      if (text.size() > 8) tails_.insert(tails_.end(), text.begin() + 8, text.end());
      Place(
          slot, WordAutomaton::HashOf(slot.key, slot.size),
          [](const WordSlot& one) { return one.size == 0; }, &table);
    }
    return table;
  }

  std::vector<SeparatorSlot> SeparatorTable() const {
    std::vector<SeparatorSlot> table(TableSize(graphs_.separators.masks().size()));
    for (const auto& [key, sets] : graphs_.separators.masks()) {
      Place(
          SeparatorSlot{key, sets}, WordAutomaton::HashOf(key, 0),
          [](const SeparatorSlot& one) { return one.key == 0; }, &table);
    }
    return table;
  }

  std::vector<uint32_t> Starts() const {
    std::vector<uint32_t> starts(WordAutomaton::kStarts + 1);
    const std::vector<LexiconWord>& words = graphs_.lexicon.words();
    for (WordId id = kFirstWord; id < words.size(); ++id) {
      const LexiconWord& word = words[id];
      if (!word.any_ending) continue;
      const size_t start = word.text.size() < 3
                               ? WordAutomaton::kStarts
                               : WordAutomaton::StartOf(WordKeyOf(word.text, 0, 3));
      starts[start] |= 1U << word.text.size();
    }
    return starts;
  }

  const WordGraphs& graphs_;
  std::vector<std::vector<WordId>> extensions_;
  size_t steps_left_;
  std::vector<uint32_t> first_states_;
  std::vector<State> states_;
  std::vector<Find> finds_;
  std::vector<Transition> transitions_;
  std::vector<char> tails_;
  std::vector<Step> steps_;
  std::unordered_map<Nodes, uint32_t, NodesHash> numbers_;
  std::vector<std::pair<uint32_t, const Nodes*>> to_do_;
};

bool WriteWordAutomaton(const WordGraphs& graphs, WordTableWriter* writer, size_t most_steps) {
  return WordAutomatonWriter(graphs, most_steps).Write(writer);
}

}  // namespace cxo

// What a screen says of the profile under which its figures were made: nothing of the default one,
// which is what everybody expects.
#pragma once

#include <string>

#include "classifier/error/result.h"
#include "classifier/pack/pack.h"

namespace cxo {

// ", profile NAME" for the screen if the profile in force where `profile` was chosen is not the
// default one of `pack`, else empty.
inline std::string ProfileNote(const Pack& pack, const std::string& profile) {
  const std::string name = ProfileInForce(pack, profile);
  return name == ProfileInForce(pack, "") ? "" : ", profile " + Printable(name);
}

}  // namespace cxo

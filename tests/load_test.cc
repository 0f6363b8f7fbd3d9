#include "classifier/pack/load.h"
#include <gtest/gtest.h>
TEST(A,B){ auto l=cxo::LoadPack("/work/shared/none"); for(auto&e:l.errors) puts(Format(e).c_str()); l=cxo::LoadPack(getenv("PACK")); for(auto&e:l.errors) puts(Format(e).c_str()); if(l.pack) printf("%zu rules %zu guards %zu patterns\n",l.pack->rules.size(),l.pack->guards.size(),l.pack->patterns.size()); }

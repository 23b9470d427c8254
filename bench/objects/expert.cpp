// What an expert's glue calls: the same C++, without itlc.
#include "objects.h"

extern "C" {
__attribute__((export_name("expert_counter"))) Counter* expert_counter(int value) { return new Counter(value); }
__attribute__((export_name("expert_next"))) int expert_next(Counter* counter) { return counter->next(); }
__attribute__((export_name("expert_drop"))) void expert_drop(Counter* counter) { delete counter; }
__attribute__((export_name("expert_share"))) void* expert_share() { return new std::shared_ptr<Doc>(the_doc); }
__attribute__((export_name("expert_release"))) void expert_release(std::shared_ptr<Doc>* doc) { delete doc; }
__attribute__((import_module("expert"), import_name("area"))) int expert_area(int);
__attribute__((export_name("expert_total"))) int expert_total(int count) {
  int sum = 0;
  for (int n = 0; n < count; ++n) sum += expert_area(n);
  return sum;
}
}

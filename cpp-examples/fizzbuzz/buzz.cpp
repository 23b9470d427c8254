#include "../it.h"

__attribute__((export_name("isBuzz"))) bool isBuzz(int);
__attribute__((export_name("buzzStr"))) const char* buzzStr();

bool isBuzz(int n) { return n % 5 == 0; }

const char* buzzStr() { return "Buzz"; }

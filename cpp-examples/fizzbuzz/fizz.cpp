#include "../it.h"

__attribute__((export_name("isFizz"))) bool isFizz(int);
__attribute__((export_name("fizzStr"))) const char* fizzStr();

bool isFizz(int n) { return n % 3 == 0; }

const char* fizzStr() { return "Fizz"; }

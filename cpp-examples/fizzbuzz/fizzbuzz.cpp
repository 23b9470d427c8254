#include "../it.h"

__attribute__((import_module("fizz"), import_name("isFizz"))) bool isFizz(int);
__attribute__((import_module("fizz"), import_name("fizzStr"))) const char* fizzStr();

__attribute__((import_module("buzz"), import_name("isBuzz"))) bool isBuzz(int);
__attribute__((import_module("buzz"), import_name("buzzStr"))) const char* buzzStr();

__attribute__((import_module("console"), import_name("log"))) void log(const char*);
__attribute__((import_module("console"), import_name("logInt"))) void logInt(int);

__attribute__((export_name("fizzbuzz"))) void fizzbuzz(int limit);

void fizzbuzz(int limit) {
  for (int n = 1; n <= limit; ++n) {
    it::String line;
    if (isFizz(n)) line += it::String(fizzStr());
    if (isBuzz(n)) line += it::String(buzzStr());
    if (line.empty())
      logInt(n);
    else
      log(line.c_str());
  }
}

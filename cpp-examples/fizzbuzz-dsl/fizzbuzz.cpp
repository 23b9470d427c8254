#include <string>

import "fizz" {
  func isFizz(s32) -> u1;
  func fizzStr() -> string;
}

import "buzz" {
  func isBuzz(s32) -> u1;
  func buzzStr() -> string;
}

import "console" {
  func log(string);
  func logInt(s32);
}

export {
  func fizzbuzz(limit: s32);
}

void fizzbuzz(int limit) {
  for (int n = 1; n <= limit; ++n) {
    std::string line;
    if (isFizz(n)) line += fizzStr();
    if (isBuzz(n)) line += buzzStr();
    if (line.empty())
      logInt(n);
    else
      log(line.c_str());
  }
}

export {
  func isFizz(s32) -> u1;
  func fizzStr() -> string;
}

bool isFizz(int n) { return n % 3 == 0; }

const char* fizzStr() { return "Fizz"; }

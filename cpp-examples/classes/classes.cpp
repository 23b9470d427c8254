#include <string>

export {
  /// An amount of money and whose it is.
  class Account {
    Account(owner: std::string);
    /// @param cents how much to put in
    func deposit(cents: u32);
    /// Whether there was enough.
    func withdraw(cents: u32) -> bool;
    /// How many there are.
    static func living() -> u32;
    readonly prop balance: u32;
    /// Whether there is nothing in it.
    readonly prop empty: bool;
    prop owner: std::string;
  };
  func transfer(from: Account, to: Account, cents: u32) -> bool;
}

class Account {
 public:
  Account(const std::string& owner) : owner(owner) { ++count; }
  Account(const Account&) = delete;
  ~Account() { --count; }

  void deposit(uint32_t cents) { balance += cents; }
  bool withdraw(uint32_t cents) {
    if (cents > balance) return false;
    balance -= cents;
    return true;
  }
  bool empty() const { return balance == 0; }
  static uint32_t living() { return count; }

  uint32_t balance = 0;
  std::string owner;

 private:
  static inline uint32_t count = 0;
};

bool transfer(Account& from, Account& to, uint32_t cents) {
  if (!from.withdraw(cents)) return false;
  to.deposit(cents);
  return true;
}

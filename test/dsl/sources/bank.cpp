/**IT_START**/
export {
  /// Money.
  class Account {
    Account(amount: s32);
    func pay(amount: s32) -> s32;
    readonly prop amount: s32;
    prop owner: std::string;
    static func named(name: std::string) -> option(Account);
  }
  class Savings : Account { Savings(amount: s32); func rate() -> f64; }
  func merge(into: Account, gone: own Account);
  func living() -> s32;
}
/**IT_END**/
#include <optional>
#include <memory>
#include <string>
static int alive = 0;
struct Account {
  int amount; std::string owner;
  Account(int amount) : amount(amount) { ++alive; }
  virtual ~Account() { --alive; }
  int pay(int more) { return amount += more; }
  static Account* named(const std::string& name) {
    if (name.empty()) return nullptr;
    auto made = new Account(name.size()); made->owner = name; return made;
  }
};
struct Savings : Account { using Account::Account; double rate() { return 0.5 * amount; } };
void merge(Account& into, std::unique_ptr<Account> gone) { into.pay(gone->amount); }
int living() { return alive; }

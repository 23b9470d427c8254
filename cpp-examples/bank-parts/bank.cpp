/**IT_START**/
export {
  /// Money of somebody's.
  class Account {
    Account(owner: std::string, amount: s32);
    /// What is left.
    func pay(amount: s32) -> s32;
    readonly prop amount: s32;
    readonly prop owner: std::string;
  }
  /// How many there are.
  func accounts() -> s32;
}
/**IT_END**/

#include <string>

static int count = 0;

struct Account {
  std::string owner;
  int amount;
  Account(std::string owner, int amount) : owner(std::move(owner)), amount(amount) { ++count; }
  ~Account() { --count; }
  int pay(int more) { return amount += more; }
};

int accounts() { return count; }

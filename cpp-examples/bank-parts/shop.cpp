/**IT_START**/
import "bank" {
  class Account {
    Account(owner: std::string, amount: s32);
    func pay(amount: s32) -> s32;
    readonly prop amount: s32;
    readonly prop owner: std::string;
  }
}
export {
  /// Pays from it, and says what is left.
  func buy(from: Account, price: s32) -> std::string;
  /// Who has most.
  func richest(accounts: std::vector<Account>) -> option(Account);
  func till() -> Account;
}
/**IT_END**/

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

static std::optional<Account> kept;

Account till() {
  if (!kept) kept = Account("the shop", 0);
  return *kept;
}

std::string buy(Account from, int price) {
  till().pay(price);
  return from.owner() + " has " + std::to_string(from.pay(-price)) + " left";
}

std::optional<Account> richest(const std::vector<Account>& accounts) {
  auto most = std::max_element(accounts.begin(), accounts.end(),
                               [](const Account& one, const Account& other) { return one.amount() < other.amount(); });
  return most == accounts.end() ? std::nullopt : std::optional(*most);
}

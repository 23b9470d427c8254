/**IT_START**/
import "bank" {
  class Account {
    Account(amount: s32);
    func pay(amount: s32) -> s32;
    readonly prop amount: s32;
    prop owner: std::string;
    static func named(name: std::string) -> option(Account);
  }
  class Savings : Account { Savings(amount: s32); func rate() -> f64; }
  func merge(into: Account, gone: Account);
}
type Order = struct { from: Account; amounts: std::vector<s32>; };
callback Look(account: Account) -> Account;
export {
  func buy(order: Order) -> s32;
  func till() -> Account;
  func gift(name: std::string) -> option(Account);
  func bonus(amount: s32) -> Savings;
  func richest(accounts: std::vector<Account>) -> s32;
  func all(account: Account) -> std::vector<Account>;
  func swallow(gone: Account);
  func each(account: Account, look: Look) -> s32;
  func nothing() -> Account;
}
/**IT_END**/
#include <optional>
static std::optional<Account> kept;
Account till() { if (!kept) { kept = Account(0); kept->owner("till"); } return *kept; }
int buy(const Order& order) {
  for (int amount : order.amounts) { order.from.pay(-amount); till().pay(amount); }
  return order.from.amount();
}
std::optional<Account> gift(const std::string& name) { return Account::named(name); }
Savings bonus(int amount) { Savings made(amount); made.pay(int(made.rate() * 2)); made.owner(till().owner() + "!"); return made; }
int richest(const std::vector<Account>& accounts) { int most = 0; for (auto& one : accounts) if (one.amount() > most) most = one.amount(); return most; }
std::vector<Account> all(Account account) { return {account, till()}; }
void swallow(Account gone) { merge(till(), gone); }
int each(Account account, Look look) { return look(account).amount(); }
Account nothing() { Account gone = till(); Account other = std::move(gone); return gone; }

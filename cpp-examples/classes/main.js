import { build } from '../build.js';

build(import.meta.url, 'classes.cpp');
const { instantiate } = await import('./out/classes.js');
const { Account, transfer } = await instantiate();

const ada = new Account('Ada');
const grace = new Account('Grace');
ada.deposit(500);
console.log(transfer(ada, grace, 200), ada.balance, grace.balance);
console.log(transfer(ada, grace, 1000), ada.balance, grace.balance);
grace.owner = 'Grace H.';
console.log(grace.owner, Account.living());

// The C++ object is gone from here on; one that is forgotten goes when the garbage collector finds it.
ada[Symbol.dispose]();
console.log(Account.living());
try {
  ada.deposit(1);
} catch (error) {
  console.log(error.message);
}

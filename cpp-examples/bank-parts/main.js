import { build } from '../build.js';

build(import.meta.url, 'town.itl');
const { instantiate } = await import('./out/town.js');

const { Account, accounts, buy, richest, till } = await instantiate();
const ada = new Account('Ada', 100);
const grace = new Account('Grace', 80);
console.log(buy(ada, 30));
console.log(buy(grace, 5));
console.log(richest([ada, grace, till()]) === grace, till().owner, till().amount);
grace.dispose();
try {
  buy(grace, 5);
} catch (error) {
  console.log(error.message);
}
console.log(accounts());

/** Classes of one C++ module that another imports by their types: compiled, linked and run on every target, and with classes of JavaScript's. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type Component, componentOf, type Target, targets } from '../harness/targets.ts';
import { type BuiltDsl, buildDsl } from './build-dsl.ts';

const sourceOf = (name: string): string => readFileSync(new URL(`./sources/${name}.cpp`, import.meta.url), 'utf8');

const whole = `(component shop "shop.itl" ("bank" bank))
(component bank "bank.itl")
(export shop bank)`;

let bank: BuiltDsl;
let shop: BuiltDsl;

beforeAll(async () => {
  bank = await buildDsl(sourceOf('bank'));
  shop = await buildDsl(sourceOf('shop'));
}, 300_000);

/** The parts as they lie beside each other. */
async function linked(target: Target): Promise<AnyExports> {
  const cores = { 'bank.wasm': bank.core, 'shop.wasm': shop.core };
  const parts = new Map(
    Object.entries({ bank, shop }).map(([name, { translation, core }]) => [
      `${name}.itl`,
      {
        path: `${name}.itl`,
        text: translation.itl.replace(/"[\w-]+\.wasm"/, `"${name}.wasm"`),
        cores: new Map([[`${name}.wasm`, core]]),
      },
    ]),
  );
  const component: Component = await componentOf({ target }, whole, {
    cores,
    readComponent: (path) => parts.get(path),
  });
  return component({}, { modules: cores });
}

describe.each(targets)('on %s', (target) => {
  let lib: AnyExports;
  beforeAll(async () => {
    lib = await linked(target);
  });

  test('instances of the other component are handed around, and stay its own', () => {
    const account = new lib.Account(100);
    expect([lib.buy({ from: account, amounts: [10, 20] }), account.amount]).toEqual([70, 70]);
    expect([lib.till().amount, lib.till().owner]).toEqual([30, 'till']);
    expect(lib.till()).toBe(lib.till());
    expect(lib.all(account)[0]).toBe(account);
    const gift = lib.gift('Grace');
    expect([gift instanceof lib.Account, gift.owner, lib.gift('')]).toEqual([true, 'Grace', undefined]);
    const savings = lib.bonus(7);
    expect([savings instanceof lib.Savings, savings.amount, savings.rate()]).toEqual([true, 14, 7]);
    expect(lib.richest([account, savings, gift])).toBe(70);
    expect(lib.each(account, (given: unknown) => (given === account ? gift : account))).toBe(5);
    for (const each of [account, gift, savings]) each.dispose();
    expect(lib.living()).toBe(1);
  });

  test('what was disposed of, moved from, or is nobody’s, is refused', () => {
    const account = new lib.Account(1);
    const other = new lib.Account(2);
    account.dispose();
    expect(() => lib.buy({ from: account, amounts: [1] })).toThrow(
      /^buy: parameter 'order.from' is a disposed Account$/,
    );
    expect(() => lib.richest([other, account])).toThrow(/^richest: parameter 'accounts\[1\]' is a disposed Account$/);
    expect(() => lib.each(other, () => account)).toThrow(/^callback 'Look': result is a disposed Account$/);
    expect(() => lib.nothing()).toThrow(/^the value must be an Account, got undefined$/);
    expect(() => lib.all({})).toThrow(/^all: parameter 'account' must be an Account, got an object$/);
    // A call still has what it was given.
    expect(() => lib.swallow(other)).toThrow(/^Account is in use: it cannot be given away$/);
    other.dispose();
    expect(lib.living()).toBe(1);
  });
});

test('a class that nobody serves is JavaScript’s', async () => {
  class Account {
    owner = 'nobody';
    amount: number;
    constructor(amount: number) {
      this.amount = amount;
    }
    pay(more: number): number {
      this.amount += more;
      return this.amount;
    }
    static named(name: string): Account | undefined {
      return name === '' ? undefined : Object.assign(new Account(name.length), { owner: name });
    }
  }
  class Savings extends Account {
    rate(): number {
      return this.amount / 2;
    }
  }
  const merge = (into: Account, gone: Account): void => void into.pay(gone.amount);
  const lib = await shop.start({ bank: { Account, Savings, merge } });
  const account = new Account(5);
  expect([lib.buy({ from: account, amounts: [2] }), lib.till().owner, lib.till().amount]).toEqual([3, 'till', 2]);
  expect([lib.gift('Grace'), lib.gift('')]).toEqual([Object.assign(new Account(5), { owner: 'Grace' }), undefined]);
  expect([lib.bonus(7) instanceof Savings, lib.bonus(7).amount]).toEqual([true, 14]);
  lib.swallow(account);
  expect(lib.till().amount).toBe(5);
  expect(() => lib.all(1)).toThrow(/^all: parameter 'account' must be an object \(Account\), got 1$/);
});

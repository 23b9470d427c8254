/** Objects of JavaScript's classes that C++ has, for good, and lends or gives back. */
import { expect, test } from 'vitest';
import { gc } from '../harness/gc.ts';
import { buildDsl, dslTargets } from './build-dsl.ts';

const patience = { timeout: 300_000 };

const source = `#include <chrono>
#include <memory>
#include <string>
#include <vector>
/**IT_START**/
export {
  class Animal {
    Animal(name: std::string);
    virtual func sound(loud: bool) const -> std::string;
    virtual func wait(time: std::chrono::milliseconds) -> s32;
    func speak() -> std::string;
    func nap() -> s32;
    readonly prop name: std::string;
  }
  class Dog : Animal { Dog(); }
  class Zoo {
    Zoo();
    func add(animal: own Animal);
    func at(index: u32) -> lent Animal;
    func all() -> std::vector<lent Animal>;
    func take() -> own Animal;
    func chorus() -> std::string;
    func clear();
  }
  func drop(animal: own Animal);
  func alive() -> s32;
}
/**IT_END**/
static int living = 0;
struct Animal {
  std::string name_;
  explicit Animal(const std::string& name) : name_(name) { ++living; }
  virtual ~Animal() { --living; }
  virtual std::string sound(bool loud) const { return loud ? "HM" : "hm"; }
  virtual int wait(std::chrono::milliseconds) { return 1; }
  std::string speak() { return name_ + ": " + sound(true); }
  int nap() { return wait(std::chrono::milliseconds(1)); }
  std::string name() const { return name_; }
};
struct Dog : Animal { Dog() : Animal("dog") {} };
struct Zoo {
  std::vector<std::unique_ptr<Animal>> animals;
  void add(std::unique_ptr<Animal> animal) { animals.push_back(std::move(animal)); }
  Animal& at(uint32_t index) { return *animals[index]; }
  std::vector<Animal*> all() {
    std::vector<Animal*> found;
    for (auto& each : animals) found.push_back(each.get());
    return found;
  }
  std::unique_ptr<Animal> take() {
    auto last = std::move(animals.back());
    animals.pop_back();
    return last;
  }
  std::string chorus() {
    std::string sum;
    for (auto& each : animals) sum += each->speak() + ";";
    return sum;
  }
  void clear() { animals.clear(); }
};
void drop(std::unique_ptr<Animal>) {}
int alive() { return living; }
`;

interface AnimalObject {
  readonly name: string;
  sound(loud: boolean): string;
  wait(time: number): number;
  speak(): string;
  nap(): number;
  dispose(): void;
}

test.each(dslTargets)(
  "an object of JavaScript's class is one instance, whoever has it: %s",
  patience,
  async (target) => {
    const { startAs } = await buildDsl(source);
    const lib = await startAs(target);
    const Animal: new (name: string) => AnimalObject = lib.Animal;
    class Cat extends Animal {
      lives = 9;
      override sound(loud: boolean): string {
        return `${super.sound(loud)} ${this.name} ${this.lives}`;
      }
    }
    class Quiet extends (lib.Dog as new () => AnimalObject) {
      secret = 1;
    }
    const zoo = new lib.Zoo();
    const [cat, quiet] = [new Cat('tom'), new Quiet()];
    zoo.add(cat);
    zoo.add(quiet);

    // C++ has it, and lends the very instance, which has its own methods.
    expect(zoo.at(0)).toBe(cat);
    expect(zoo.all()).toEqual([cat, quiet]);
    expect([zoo.at(0).sound(false), cat.sound(true), cat.speak()]).toEqual(['hm tom 9', 'HM tom 9', 'tom: HM tom 9']);
    cat.lives = 8;
    expect(zoo.chorus()).toBe('tom: HM tom 8;dog: HM;');
    expect([zoo.at(1) === quiet, quiet.secret, quiet.name]).toEqual([true, 1, 'dog']);

    // It is C++'s: to dispose of it does nothing, and it cannot be given away again.
    cat.dispose();
    expect([lib.alive(), zoo.at(0) === cat, cat.sound(true)]).toEqual([2, true, 'HM tom 8']);
    expect(() => zoo.add(cat)).toThrow('Animal is lent: it cannot be given away');

    // What C++ gives back is JavaScript's again.
    expect(zoo.take()).toBe(quiet);
    quiet.dispose();
    expect(lib.alive()).toBe(1);
    expect(() => quiet.name).toThrow('this is a disposed Dog');
    expect(zoo.take()).toBe(cat);
    zoo.add(cat);
    expect(zoo.at(0)).toBe(cat);

    // It ends with the object.
    zoo.clear();
    expect(lib.alive()).toBe(0);
    expect(() => cat.speak()).toThrow('this is a disposed Animal');
    const other = new Cat('kit');
    lib.drop(other);
    expect(() => other.name).toThrow('this is a disposed Animal');

    // The owner's end is the object's too.
    const last = new Cat('leo');
    zoo.add(last);
    zoo.dispose();
    expect(lib.alive()).toBe(0);
    expect(() => last.sound(true)).toThrow('this is a disposed Animal');
  },
);

test.each(dslTargets)(
  'a call of the method that a class extends, which fails, leaves nothing: %s',
  patience,
  async (target) => {
    const { startAs } = await buildDsl(source);
    const lib = await startAs(target);
    const Animal: new (name: string) => AnimalObject = lib.Animal;
    class Sleeper extends Animal {
      override wait(time: number): number {
        return time === 1 ? 7 : super.wait(time);
      }
    }
    const sleeper = new Sleeper('cat');
    expect(() => sleeper.wait(0.5)).toThrow("Animal.wait: parameter 'time' must be a whole number of its unit");
    expect(sleeper.nap()).toBe(7);
    expect(sleeper.wait(2)).toBe(1);
  },
);

test.each(dslTargets)('what C++ keeps is not forgotten, and what it destroys is: %s', patience, async (target) => {
  const { startAs } = await buildDsl(source);
  const lib = await startAs(target);
  const Animal: new (name: string) => AnimalObject = lib.Animal;
  class Cat extends Animal {
    override sound(): string {
      return 'meow';
    }
  }
  const zoo = new lib.Zoo();
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < 100; index++) zoo.add(new Cat('cat'));
    await collect();
    expect(zoo.chorus()).toBe('cat: meow;'.repeat(100));
    zoo.clear();
    expect(lib.alive()).toBe(0);
  }
  const weak = new WeakRef(addAndClear(zoo, Cat));
  await collect();
  expect(weak.deref()).toBeUndefined();
});

function addAndClear(zoo: { add(animal: object): void; clear(): void }, Class: new (name: string) => object): object {
  const made = new Class('brief');
  zoo.add(made);
  zoo.clear();
  return made;
}

async function collect(): Promise<void> {
  for (let count = 0; count < 4; count++) {
    await new Promise((resolve) => setTimeout(resolve));
    gc();
  }
}

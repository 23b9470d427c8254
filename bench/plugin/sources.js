/** Two components of C++: the README's, and one that takes much of the standard library. Each round greets differently. */
import { readFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, example = ''] = /^```cpp\n([\s\S]*?)^```/m.exec(readme) ?? [];

const wide = `#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

export {
  type Person = struct { name: std::string; age: u32; };
  type Found = variant { person: Person; nobody; };

  func oldest(people: std::vector<Person>) -> std::optional<Person>;
  func ages(people: std::vector<Person>) -> std::map<std::string, u32>;
  func each(people: std::vector<Person>, tell: std::function<bool(std::string)>) -> u32;
  func greet(person: Person) -> std::string;
}

std::optional<Person> oldest(const std::vector<Person>& people) {
  const auto found = std::max_element(people.begin(), people.end(), [](auto& a, auto& b) { return a.age < b.age; });
  return found == people.end() ? std::nullopt : std::optional<Person>(*found);
}

std::map<std::string, uint32_t> ages(const std::vector<Person>& people) {
  std::map<std::string, uint32_t> all;
  for (const auto& person : people) all[person.name] = person.age;
  return all;
}

uint32_t each(const std::vector<Person>& people, std::function<bool(const std::string&)> tell) {
  return std::count_if(people.begin(), people.end(), [&](auto& person) { return tell(person.name); });
}

std::string greet(const Person& person) { return "Hello, " + person.name + "!"; }
`;

/** By what they are called in the report. */
export const sources = { "README's example": example, 'vector, map, function, optional': wide };

/** What each round greets with: long enough to be a text in the core module's data, and no numbers in its code. */
export const greeting = (round) => `Hello in round ${round}, which is said at some length, `;

/** @param {string} source @param {number} round */
export const inRound = (source, round) => source.replace('"Hello, "', JSON.stringify(greeting(round)));

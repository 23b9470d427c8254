#include <string>
#include <vector>

export {
  type Task = struct { title: std::string; isDone: bool; };
  /// Puts a list of the tasks into an element, in place of what was there.
  func render(document: any, into: any, tasks: std::vector<Task>);
  /// How many of the tasks in the element are done.
  func countDone(in: any) -> u32;
}

void render(it::ref document, it::ref into, const std::vector<Task>& tasks) {
  it::ref list = document.call("createElement", "ul");
  for (const Task& task : tasks) {
    it::ref item = document.call("createElement", "li");
    item["textContent"] = task.title;
    item["className"] = task.isDone ? "done" : "open";
    list.call("append", item);
  }
  into.call("replaceChildren", list);
}

uint32_t countDone(it::ref in) { return in.call("querySelectorAll", ".done")["length"].as<uint32_t>(); }

// What has an identity: a class, an object that is shared, a class that JavaScript extends.
#pragma once
#include <memory>

struct Counter {
  int value;
  explicit Counter(int value) : value(value) {}
  int next() { return ++value; }
};

struct Doc {
  int number = 7;
};

struct Shape {
  virtual ~Shape() {}
  virtual int area(int) = 0;
};

static std::shared_ptr<Doc> the_doc = std::make_shared<Doc>();
std::shared_ptr<Doc> share() { return the_doc; }

int total(Shape& shape, int count) {
  int sum = 0;
  for (int n = 0; n < count; ++n) sum += shape.area(n);
  return sum;
}

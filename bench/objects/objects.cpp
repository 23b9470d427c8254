#include "objects.h"

export {
  class Counter {
    Counter(s32);
    func next() -> s32;
  }
  shared class Doc {
    readonly prop number: s32;
  }
  func share() -> Doc;
  class Shape {
    Shape();
    virtual func area(s32) -> s32 = 0;
  }
  func total(Shape, s32) -> s32;
}

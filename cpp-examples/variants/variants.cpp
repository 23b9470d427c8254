#include <cstdlib>
#include <string>

export {
  type Rect = struct { width: f64; height: f64; };
  type Shape = variant {
    circle: f64;
    rect: Rect;
    nothing;
  };
  type Unit = enum { millimetre, inch };

  func area(shape: Shape) -> f64;
  func convert(shape: Shape, from: Unit, to: Unit) -> Shape;
  /// Reads "circle 2" or "rect 3 4"; throws what is wrong with anything else.
  func parse(text: std::string) -> result(Shape, std::string);
}

double area(const Shape& shape) {
  return shape.match([](const Shape::circle& radius) { return 3.14159265358979 * radius.value * radius.value; },
                     [](const Shape::rect& rect) { return rect.value.width * rect.value.height; },
                     [](const Shape::nothing&) { return 0.0; });
}

static double inMillimetres(Unit unit) { return unit == Unit::inch ? 25.4 : 1; }

Shape convert(const Shape& shape, Unit from, Unit to) {
  double factor = inMillimetres(from) / inMillimetres(to);
  if (shape.is<Shape::circle>()) return Shape::circle(shape.get<Shape::circle>() * factor);
  if (!shape.is<Shape::rect>()) return shape;
  const Rect& rect = shape.get<Shape::rect>();
  return Shape::rect(Rect{rect.width * factor, rect.height * factor});
}

it::result<Shape, std::string> parse(const std::string& text) {
  char* rest = nullptr;
  if (text.rfind("circle ", 0) == 0) return Shape(Shape::circle(strtod(text.c_str() + 7, &rest)));
  if (text.rfind("rect ", 0) != 0) return it::error("no shape is called '" + text.substr(0, text.find(' ')) + "'");
  double width = strtod(text.c_str() + 5, &rest);
  double height = strtod(rest, &rest);
  return Shape(Shape::rect(Rect{width, height}));
}

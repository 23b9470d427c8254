#include <cmath>
#include <vector>

class Shape {
 public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
};

class Circle : public Shape {
 public:
  explicit Circle(double radius) : radius(radius) {}
  double area() const override { return M_PI * radius * radius; }
  double radius;
};

class Rectangle : public Shape {
 public:
  Rectangle(double width, double height) : width(width), height(height) {}
  double area() const override { return width * height; }
  double width, height;
};

double total(const std::vector<double>& areas) {
  double sum = 0;
  for (double area : areas) sum += area;
  return sum;
}

export {
  class Shape { func area() const -> f64; }
  class Circle : Shape { Circle(radius: f64); prop radius: f64; }
  class Rectangle : Shape { Rectangle(width: f64, height: f64); prop width: f64; prop height: f64; }

  func total(areas: std::vector<f64>) -> f64;
}

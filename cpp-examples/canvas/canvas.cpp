#include <cstdint>
#include <string>

// What C++ needs of a CanvasRenderingContext2D.
import "canvas" {
  func fillStyle(color: string);
  func strokeStyle(color: string);
  func fillRect(x: f64, y: f64, width: f64, height: f64);
  func fillText(text: std::string, x: f64, y: f64);
  func beginPath();
  func moveTo(x: f64, y: f64);
  func lineTo(x: f64, y: f64);
  func stroke();
  /// Pixels as alpha, blue, green, red from the highest byte to the lowest, row by row.
  func putImage(pixels: view(u32), width: u32, x: f64, y: f64);
}

export {
  /// Draws what there is to see so many seconds after the beginning.
  func frame(seconds: f64);
}

#include "drawing.h"

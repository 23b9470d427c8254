/** The same drawing through Emscripten's embind, for comparison: made where emcc is installed. */
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <array>
#include <cstdint>
#include <string>

using emscripten::val;

static val context = val::undefined();
static val image = val::undefined();
static bool isBulk;

static void fillStyle(const char* color) { context.set("fillStyle", val(color)); }
static void strokeStyle(const char* color) { context.set("strokeStyle", val(color)); }
static void fillRect(double x, double y, double width, double height) {
  context.call<void>("fillRect", x, y, width, height);
}
static void fillText(const std::string& text, double x, double y) { context.call<void>("fillText", text, x, y); }
static void beginPath() { context.call<void>("beginPath"); }
static void moveTo(double x, double y) { context.call<void>("moveTo", x, y); }
static void lineTo(double x, double y) { context.call<void>("lineTo", x, y); }
static void stroke() { context.call<void>("stroke"); }

template <size_t size>
static void putImage(const std::array<uint32_t, size>& pixels, uint32_t width, double x, double y) {
  if (image.isUndefined()) image = context.call<val>("createImageData", width, size / width);
  val data = val::global("Uint32Array").new_(image["data"]["buffer"]);
  if (isBulk) {
    data.call<void>("set", val(emscripten::typed_memory_view(size, pixels.data())));
  } else {
    for (size_t at = 0; at < size; ++at) data.set(at, pixels[at]);
  }
  context.call<void>("putImageData", image, x, y);
}

#include "drawing.h"

/// Where to draw from now on; whether an image goes out as a whole or, as one would at first, pixel by pixel.
static void drawOn(val newContext, bool bulk) {
  context = newContext;
  image = val::undefined();
  isBulk = bulk;
}

EMSCRIPTEN_BINDINGS(canvas) {
  emscripten::function("drawOn", &drawOn);
  emscripten::function("frame", &frame);
}

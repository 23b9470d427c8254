/** The frame, drawn with the functions that whoever includes this has declared. drawing.js is the same in JavaScript. */
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

namespace {

constexpr int columns = 500, rows = 200;
constexpr int segments = 256, bars = 50, stars = 500;
constexpr std::array<const char*, 7> lineColors = {"#f472b6", "#fb923c", "#facc15", "#4ade80",
                                                   "#22d3ee", "#60a5fa", "#a78bfa"};
constexpr std::array<const char*, 3> barColors = {"#1d4ed8", "#2563eb", "#3b82f6"};

std::array<uint32_t, columns * rows> pixels;

// Parabolas instead of a sine, whose last bit is not the same everywhere.
double wave(double turns) {
  double phase = turns - std::floor(turns) - 0.5;
  return 16 * phase * (std::abs(phase) - 0.5);
}

void drawImage(double seconds) {
  for (int row = 0; row < rows; ++row) {
    double down = wave(row * 0.004 - seconds * 0.07);
    int warmth = 110 + down * 60, cold = 200 - down * 30;
    for (int column = 0; column < columns; ++column) {
      int shade = 128 + wave(column * 0.003 + down * 0.2 + seconds * 0.05) * 100;
      int red = shade * warmth >> 8, green = shade * 70 >> 8, blue = 40 + (shade * cold >> 8);
      pixels[row * columns + column] = 0xff000000 | blue << 16 | green << 8 | red;
    }
  }
  putImage(pixels, columns, 10, 10);
}

void drawPixels(double seconds) {
  fillStyle("#e2e8f0");
  for (int star = 0; star < stars; ++star) {
    uint32_t place = star * 2654435761u;
    double x = place % columns + seconds * (4 + star % 16);
    fillRect(10 + std::floor(x - columns * std::floor(x / columns)), 10 + (place >> 16) % rows, 1, 1);
  }
}

void drawRectangles(double seconds) {
  for (int bar = 0; bar < bars; ++bar) {
    double height = 45 + 20 * wave(bar * 0.05 + seconds * 0.4) + 15 * wave(bar * 0.13 - seconds * 0.3);
    fillStyle(barColors[bar % barColors.size()]);
    fillRect(10 + bar * 10, 390 - height, 8, height);
  }
}

void drawLines(double seconds) {
  double line = 0;
  for (const char* color : lineColors) {
    line += 1;
    double offset = line * seconds * 0.06;
    double frequency = 2 + 0.5 * wave(offset * 0.3);
    strokeStyle(color);
    beginPath();
    moveTo(10, 260 + 48 * wave(offset));
    for (double segment = 1; segment <= segments; ++segment)
      lineTo(10 + segment * columns / segments, 260 + 48 * wave(segment * frequency / segments + offset));
    stroke();
  }
}

}  // namespace

void frame(double seconds) {
  fillStyle("#0b1020");
  fillRect(0, 0, 520, 400);
  drawImage(seconds);
  drawPixels(seconds);
  drawRectangles(seconds);
  drawLines(seconds);
  fillStyle("#e2e8f0");
  fillText(std::to_string(static_cast<int>(seconds)) + " s", 20, 30);
}

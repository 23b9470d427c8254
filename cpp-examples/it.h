// What ITL helpers need from a C++ module. Include it in every file of the module or in one; it adds these exports:
//
//   malloc, free          room for what an adapter lowers; out of memory stops the program instead of returning null
//   _it_strlen            length of a NUL-terminated string in bytes
//   _it_writeStringTerm   (ptr, len): ends the string of len bytes at ptr with its NUL
#pragma once
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define IT_EXPORT(name) __attribute__((used, export_name(name)))

extern "C" {

IT_EXPORT("malloc") inline void* _it_malloc(size_t size) {
  void* memory = malloc(size ? size : 1);
  if (!memory) __builtin_trap();
  return memory;
}

IT_EXPORT("free") inline void _it_free(void* memory) { free(memory); }

IT_EXPORT("_it_strlen") inline size_t _it_strlen(const char* text) { return strlen(text); }

IT_EXPORT("_it_writeStringTerm") inline void _it_writeStringTerm(char* text, size_t length) { text[length] = '\0'; }
}

namespace it {

/// A NUL-terminated string in memory from malloc, freed with the object that owns it.
class String {
 public:
  String() = default;

  /// Takes over a string that an imported function returned: the adapter made it with malloc for this module to free.
  explicit String(const char* owned) : text_(const_cast<char*>(owned)), length_(strlen(owned)) {}

  String(const String&) = delete;
  String& operator=(const String&) = delete;
  ~String() { free(text_); }

  String& operator+=(const String& other) {
    char* longer = static_cast<char*>(realloc(text_, length_ + other.length_ + 1));
    if (!longer) __builtin_trap();
    memcpy(longer + length_, other.c_str(), other.length_ + 1);
    text_ = longer;
    length_ += other.length_;
    return *this;
  }

  bool empty() const { return length_ == 0; }
  const char* c_str() const { return text_ ? text_ : ""; }

 private:
  char* text_ = nullptr;
  size_t length_ = 0;
};

}  // namespace it

// Any JavaScript value: `any` of the DSL.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "list.h"
#include "span.h"
#include "string.h"

#define IT_REF_IMPORT(name) __attribute__((import_module("_it"), import_name(name)))

/// Numbers that lie in typed arrays, but for bytes, which are a buffer.
#define IT_REF_NUMBERS(each) \
  each(int8_t, s8) each(int16_t, s16) each(uint16_t, u16) each(int32_t, s32) each(uint32_t, u32) \
  each(int64_t, s64) each(uint64_t, u64) each(float, f32) each(double, f64)

#define IT_REF_ARRAY(T, name) \
  IT_REF_IMPORT("unbox_" #name "_array") const it::lowered_list<T>* _it_ref_unbox_##name##_array(uint32_t handle); \
  IT_REF_IMPORT("box_" #name "_array") uint32_t _it_ref_box_##name##_array(const T* data, size_t count);

extern "C" {
IT_REF_IMPORT("copy") uint32_t _it_ref_copy(uint32_t handle);
IT_REF_IMPORT("drop") void _it_ref_drop(uint32_t handle);
IT_REF_IMPORT("undefined") uint32_t _it_ref_undefined();
IT_REF_IMPORT("object") uint32_t _it_ref_object();
IT_REF_IMPORT("array") uint32_t _it_ref_array();
IT_REF_IMPORT("box_bool") uint32_t _it_ref_box_bool(bool value);
IT_REF_IMPORT("box_f64") uint32_t _it_ref_box_f64(double value);
IT_REF_IMPORT("box_s64") uint32_t _it_ref_box_s64(int64_t value);
IT_REF_IMPORT("box_u64") uint32_t _it_ref_box_u64(uint64_t value);
IT_REF_IMPORT("box_string") uint32_t _it_ref_box_string(const char* text, size_t length);
IT_REF_IMPORT("box_buffer") uint32_t _it_ref_box_buffer(const uint8_t* data, size_t size);
IT_REF_IMPORT("unbox_bool") bool _it_ref_unbox_bool(uint32_t handle);
IT_REF_IMPORT("unbox_s32") int32_t _it_ref_unbox_s32(uint32_t handle);
IT_REF_IMPORT("unbox_u32") uint32_t _it_ref_unbox_u32(uint32_t handle);
IT_REF_IMPORT("unbox_s64") int64_t _it_ref_unbox_s64(uint32_t handle);
IT_REF_IMPORT("unbox_u64") uint64_t _it_ref_unbox_u64(uint32_t handle);
IT_REF_IMPORT("unbox_f64") double _it_ref_unbox_f64(uint32_t handle);
IT_REF_IMPORT("unbox_string") const it::lowered_list<char>* _it_ref_unbox_string(uint32_t handle);
IT_REF_IMPORT("unbox_buffer") const it::lowered_list<uint8_t>* _it_ref_unbox_buffer(uint32_t handle);
IT_REF_IMPORT("null") uint32_t _it_ref_null();
IT_REF_IMPORT("kind_of") uint32_t _it_ref_kind_of(uint32_t handle);
__attribute__((noreturn)) IT_REF_IMPORT("rethrow") void _it_ref_rethrow(uint32_t handle);
IT_REF_IMPORT("type_of") const it::lowered_list<char>* _it_ref_type_of(uint32_t handle);
IT_REF_IMPORT("same") bool _it_ref_same(uint32_t left, uint32_t right);
IT_REF_IMPORT("get") uint32_t _it_ref_get(uint32_t object, const char* key, size_t length);
IT_REF_IMPORT("set") void _it_ref_set(uint32_t object, const char* key, size_t length, uint32_t value);
IT_REF_IMPORT("has") bool _it_ref_has(uint32_t object, const char* key, size_t length);
IT_REF_IMPORT("remove") void _it_ref_remove(uint32_t object, const char* key, size_t length);
IT_REF_IMPORT("instance_of") bool _it_ref_instance_of(uint32_t value, uint32_t type);
IT_REF_IMPORT("items") const it::lowered_list<uint32_t>* _it_ref_items(uint32_t handle);
IT_REF_IMPORT("call_method")
uint32_t _it_ref_call_method(uint32_t object, const char* key, size_t length, const uint32_t* arguments, size_t count);
IT_REF_IMPORT("call") uint32_t _it_ref_call(uint32_t function, const uint32_t* arguments, size_t count);
IT_REF_NUMBERS(IT_REF_ARRAY)
#undef IT_REF_ARRAY
IT_REF_IMPORT("construct") uint32_t _it_ref_construct(uint32_t function, const uint32_t* arguments, size_t count);
}

namespace it {

class property;
class ref;

/// What the block declares, as any value: generated for each type.
template <class T, class = void>
struct ref_codec;

/// What a value is. `bytes` is what the DSL's `buffer` takes: an ArrayBuffer or a view of one.
enum class kind : uint32_t { undefined, null, boolean, number, bigint, string, symbol, function, object, bytes };

/// Owns a JavaScript value. What JavaScript throws passes through C++ to JavaScript.
class ref {
 public:
  /// `undefined`
  ref() = default;
  /// A bool, a number, or a BigInt for integers of 64 bits. Nothing that is only converted: a pointer would be `true`.
  template <class T, class = std::enable_if_t<std::is_arithmetic_v<T>>>
  ref(T value) : handle_(box(value)) {}
  ref(std::string_view text) : handle_(_it_ref_box_string(text.data(), text.size())) {}
  ref(const char* text) : ref(std::string_view(text)) {}
  ref(const std::string& text) : ref(std::string_view(text)) {}
  /// `it::ref::null()` is JavaScript's.
  ref(std::nullptr_t) = delete;

  ref(const ref& other) : handle_(other.handle_ ? _it_ref_copy(other.handle_) : 0) {}
  ref(ref&& other) noexcept : handle_(other.release_or_none()) {}
  ref& operator=(ref other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~ref() {
    if (handle_) _it_ref_drop(handle_);
  }

  static ref null() { return adopt(_it_ref_null()); }
  /// A Uint8Array with a copy of them.
  static ref bytes(span<const uint8_t> from) { return adopt(_it_ref_box_buffer(from.data(), from.size())); }
  /// A value of a type that the block declares, a pointer to an object of a class, or numbers, which become a typed array.
  template <class T>
  static ref of(const T& value);
  /// `{}` and `[]`
  static ref object() { return adopt(_it_ref_object()); }
  static ref array() { return adopt(_it_ref_array()); }

  /// What the block declares, C* for a class, std::vector of numbers or of refs; bool, a number, std::string; std::string_view and it::span<const uint8_t>, which live until the exported function
  /// returns or the `it::scope` around is left. A TypeError or RangeError where the value is not of the type.
  template <class T>
  T as() const;

  it::kind kind() const { return handle_ ? static_cast<it::kind>(_it_ref_kind_of(handle_)) : it::kind::undefined; }
  /// What `typeof` gives.
  std::string type_of() const;
  bool is_undefined() const { return !handle_ || *this == ref(); }
  /// Whether both are the same value, as `Object.is` says.
  bool operator==(const ref& other) const { return _it_ref_same(handle(), other.handle()); }
  bool operator!=(const ref& other) const { return !(*this == other); }

  /// A property, to read or to set. The key has to live until then.
  property operator[](std::string_view key) const;
  property operator[](const char* key) const;
  property operator[](int index) const;

  /// `key in object`, for what `object[key]` would find; `delete object[key]`; `value instanceof type`
  bool has(std::string_view key) const { return _it_ref_has(handle(), key.data(), key.size()); }
  void remove(std::string_view key) const { _it_ref_remove(handle(), key.data(), key.size()); }
  bool instance_of(const ref& type) const { return _it_ref_instance_of(handle(), type.handle()); }

  /// What an array or another iterable gives: `for (const it::ref& item : list.items())`
  std::vector<ref> items() const;

  /// `object.call("log", 1, "two", value)` calls a method.
  template <class... Ts>
  ref call(std::string_view method, const Ts&... values) const;
  /// Calls the value itself.
  template <class... Ts>
  ref operator()(const Ts&... values) const;
  /// `new value(…)`
  template <class... Ts>
  ref construct(const Ts&... values) const;

  /// Takes over a handle that the adapter made.
  static ref adopt(uint32_t handle) {
    ref made;
    made.handle_ = handle;
    return made;
  }
  /// The handle, for the time being. Never 0.
  uint32_t handle() const {
    if (!handle_) handle_ = _it_ref_undefined();
    return handle_;
  }
  /// The handle, for good.
  uint32_t release() {
    handle();
    return release_or_none();
  }

 private:
  uint32_t release_or_none() {
    uint32_t handle = handle_;
    handle_ = 0;
    return handle;
  }

  template <class T>
  static uint32_t box(T value) {
    if constexpr (std::is_same_v<T, bool>) {
      return _it_ref_box_bool(value);
    } else if constexpr (!std::is_integral_v<T> || sizeof(T) < 8) {
      return _it_ref_box_f64(static_cast<double>(value));
    } else if constexpr (std::is_signed_v<T>) {
      return _it_ref_box_s64(static_cast<int64_t>(value));
    } else {
      return _it_ref_box_u64(static_cast<uint64_t>(value));
    }
  }

  mutable uint32_t handle_ = 0;
};

/// `object["x"]`: converts to the value, and assigning to it sets the property.
class property {
 public:
  property(const ref& object, std::string_view key) : object_(object), key_(key) {}
  property(const ref& object, int index) : object_(object), digits_(std::to_string(index)), key_(digits_) {}
  property(const property&) = delete;

  ref get() const { return ref::adopt(_it_ref_get(object_.handle(), key_.data(), key_.size())); }
  operator ref() const { return get(); }
  const property& operator=(const ref& value) const {
    _it_ref_set(object_.handle(), key_.data(), key_.size(), value.handle());
    return *this;
  }
  const property& operator=(const property& other) const { return *this = other.get(); }

  template <class T>
  T as() const {
    return get().as<T>();
  }
  template <class Key>
  property operator[](Key key) const {
    return property(get(), key);
  }
  template <class... Ts>
  ref call(std::string_view method, const Ts&... values) const {
    return get().call(method, values...);
  }
  /// Calls the property as a method of its object.
  template <class... Ts>
  ref operator()(const Ts&... values) const {
    return object_.call(key_, values...);
  }

 private:
  ref object_;
  std::string digits_;
  std::string_view key_;
};

inline property ref::operator[](std::string_view key) const { return property(*this, key); }
inline property ref::operator[](const char* key) const { return property(*this, key); }
inline property ref::operator[](int index) const { return property(*this, index); }

namespace detail {

/// The handles of arguments, which live as long as the call.
template <size_t N>
struct arguments {
  ref values[N ? N : 1];
  uint32_t handles[N ? N : 1];

  template <class... Ts>
  explicit arguments(const Ts&... from) : values{ref(from)...} {
    for (size_t index = 0; index < N; ++index) handles[index] = values[index].handle();
  }
};

inline std::string text_of(const lowered_list<char>* text) { return std::string(text->data, text->length); }

}  // namespace detail

template <class... Ts>
ref ref::call(std::string_view method, const Ts&... values) const {
  detail::arguments<sizeof...(Ts)> list(values...);
  return adopt(_it_ref_call_method(handle(), method.data(), method.size(), list.handles, sizeof...(Ts)));
}

template <class... Ts>
ref ref::operator()(const Ts&... values) const {
  detail::arguments<sizeof...(Ts)> list(values...);
  return adopt(_it_ref_call(handle(), list.handles, sizeof...(Ts)));
}

template <class... Ts>
ref ref::construct(const Ts&... values) const {
  detail::arguments<sizeof...(Ts)> list(values...);
  return adopt(_it_ref_construct(handle(), list.handles, sizeof...(Ts)));
}

inline std::string ref::type_of() const {
  scope memory;
  return detail::text_of(_it_ref_type_of(handle()));
}

namespace detail {

/// Numbers of an array, all at once.
template <class T>
struct ref_array;

#define IT_REF_ARRAY(T, name)                                                                        \
  template <>                                                                                        \
  struct ref_array<T> {                                                                              \
    static auto unbox(uint32_t handle) { return _it_ref_unbox_##name##_array(handle); }              \
    static auto box(const T* data, size_t count) { return _it_ref_box_##name##_array(data, count); } \
  };
IT_REF_NUMBERS(IT_REF_ARRAY)
#undef IT_REF_ARRAY
#undef IT_REF_NUMBERS
template <>
struct ref_array<uint8_t> {
  static auto unbox(uint32_t handle) { return _it_ref_unbox_buffer(handle); }
  static auto box(const uint8_t* data, size_t count) { return _it_ref_box_buffer(data, count); }
};

template <class T>
constexpr bool is_vector = false;
template <class T>
constexpr bool is_vector<std::vector<T>> = true;

}  // namespace detail

/// Through the lowered form.
template <class T, const lowered<T>* (*Unbox)(uint32_t), uint32_t (*Box)(const lowered<T>*)>
struct ref_codec_of {
  static T as(const ref& value);
  static uint32_t box(const T& value) {
    scope memory;
    const lowered<T> lent = codec<T>::lend(value);
    return Box(&lent);
  }
};

template <class T, const lowered<T>* (*Unbox)(uint32_t), uint32_t (*Box)(const lowered<T>*)>
T ref_codec_of<T, Unbox, Box>::as(const ref& value) {
  scope memory;
  return codec<T>::take(*Unbox(value.handle()));
}

inline std::vector<ref> ref::items() const {
  scope memory;
  const lowered_list<uint32_t>* list = _it_ref_items(handle());
  std::vector<ref> items;
  items.reserve(list->length);
  for (uint32_t index = 0; index < list->length; ++index) items.push_back(ref::adopt(list->data[index]));
  return items;
}

template <class T>
ref ref::of(const T& value) {
  if constexpr (detail::is_vector<T>) {
    return adopt(detail::ref_array<typename T::value_type>::box(value.data(), value.size()));
  } else {
    return adopt(ref_codec<T>::box(value));
  }
}

template <class T>
T ref::as() const {
  if constexpr (std::is_same_v<T, std::vector<ref>>) {
    return items();
  } else if constexpr (detail::is_vector<T>) {
    scope memory;
    const auto* list = detail::ref_array<typename T::value_type>::unbox(handle());
    return T(list->data, list->data + list->length);
  } else if constexpr (std::is_class_v<T> || std::is_enum_v<T> || std::is_pointer_v<T>) {
    if constexpr (std::is_same_v<T, std::string>) {
      scope memory;
      return detail::text_of(_it_ref_unbox_string(handle()));
    } else if constexpr (std::is_same_v<T, std::string_view>) {
      const lowered_list<char>* text = _it_ref_unbox_string(handle());
      return {text->data, text->length};
    } else if constexpr (std::is_same_v<T, span<const uint8_t>>) {
      const lowered_list<uint8_t>* bytes = _it_ref_unbox_buffer(handle());
      return {bytes->data, bytes->length};
    } else {
      return ref_codec<T>::as(*this);
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    return _it_ref_unbox_bool(handle());
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(_it_ref_unbox_f64(handle()));
  } else {
    static_assert(std::is_integral_v<T>, "as<T>() gives bool, numbers, texts and bytes");
    if constexpr (sizeof(T) == 8) {
      if constexpr (std::is_signed_v<T>) return _it_ref_unbox_s64(handle());
      return _it_ref_unbox_u64(handle());
    } else if constexpr (std::is_signed_v<T>) {
      int32_t value = _it_ref_unbox_s32(handle());
      if (static_cast<T>(value) != value) fail("the number does not fit its type");
      return static_cast<T>(value);
    } else {
      uint32_t value = _it_ref_unbox_u32(handle());
      if (static_cast<T>(value) != value) fail("the number does not fit its type");
      return static_cast<T>(value);
    }
  }
}

/// Throws the value itself, through whatever C++ is running; destructors do not run.
[[noreturn]] inline void rethrow(ref value) { _it_ref_rethrow(value.release()); }

template <>
struct codec<ref> {
  using lowered = uint32_t;
  static ref take(uint32_t handle) { return ref::adopt(handle); }
  static uint32_t lend(const ref& value) {
    lend_no_copy();
    return value.handle();
  }
};

}  // namespace it

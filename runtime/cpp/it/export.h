// What the other headers share.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// An inline function of a header, offered to the adapter under a name.
#define IT_EXPORT(name) __attribute__((used, export_name(name)))

/// A function of JavaScript that the adapter serves.
#define IT_IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

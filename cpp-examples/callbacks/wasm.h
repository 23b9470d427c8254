// What stands where a compiler for WebAssembly has to be told: functions that the module offers, and those it is given.
#pragma once

#define WASM_EXPORT(name) __attribute__((export_name(name)))
#define WASM_IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

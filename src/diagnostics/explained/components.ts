/** ITL7xxx: components; ITL9xxx: itlc itself. */
import { type Explanations, explanation as e } from './explanation.ts';

export const componentExplanations: Explanations = {
  ITL7001: e(
    'File is no component',
    'The binary is damaged, or breaks a rule of the component model that the message states, with its section and offset.',
    'Build it again, or validate it with `wasm-tools validate`.',
  ),
  ITL7002: e(
    'Component is asynchronous',
    'Functions of the component use streams, futures or asynchronous lifting, which JavaScript cannot be made of.',
    'Build the component with synchronous functions.',
  ),
  ITL7003: e(
    'Component imports or exports a component',
    'JavaScript has no components to give or to take: it gives functions and gets them.',
    'Compose it with what it needs before: `wac plug`, or `wasm-tools compose`.',
  ),
  ITL7004: e(
    'Core module without the type of a component',
    'A core module can be made a component where it carries its WIT, as modules of `wit-bindgen` do. This one does not.',
    'Describe it in ITL: `itlc init FILE` writes a first one.',
  ),
  ITL7005: e(
    'File is an adapter',
    'The WebAssembly file carries the section `itl`: itlc has made it of a component. It is neither a core module, nor a component binary, nor a source.',
    "Name the component's source. To run the adapter, hand it to `instantiate` of `itlc/loader`; to see what it offers and needs, use `itlc inspect`.",
  ),
  ITL9001: e(
    'Fault of itlc itself',
    'Something went wrong that no input should be able to cause.',
    'Please report it with the input. `ITLC_STACK=1` shows where it happened.',
  ),
};

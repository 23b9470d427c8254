/** ITL2xxx: names. */
import { type Explanations, explanation as e } from './explanation.ts';

export const nameExplanations: Explanations = {
  ITL2001: e(
    'Name is declared twice',
    'Functions, types, modules and variables of a component each have a name of their own. The note shows the first declaration.',
    'Give one of them another name. The name in quotes, by which a core module or JavaScript knows a function, may stay as it is.',
  ),
  ITL2002: e(
    'Unknown type',
    'The name is neither a built-in type nor one that `(types …)` defines.',
    'Correct the spelling, or define the type.',
  ),
  ITL2003: e(
    'Unknown local',
    '`(local $name)` reads a parameter, or what `let`, `match` and the like have bound before in the same or an outer body. A number counts the parameters from 0.',
    'Correct the name, or bind it first. What `var` has declared is read by `(get $name)`.',
  ),
  ITL2004: e(
    'Unknown function',
    'No core module, import or function of the component has this name. Names in `(call …)` are those of the source, not those in quotes.',
    'Correct the spelling, or declare the function in `(module …)` or `(import …)`.',
  ),
  ITL2005: e(
    'Unknown module',
    'Instructions that touch memory, tables or globals name the core module whose they are.',
    'Use the name of a `(module NAME "path" …)`; the hint lists them.',
  ),
  ITL2006: e('Unknown field', 'The record has no field of this name.', 'Use one of the fields that the hint lists.'),
  ITL2007: e(
    'Unknown case',
    'The variant, enum or set of flags has no member of this name.',
    'Use one of the members that its definition has.',
  ),
  ITL2008: e(
    'Unknown instruction',
    'A form in a body begins with the name of an instruction.',
    'Correct the spelling; the ITL reference lists all instructions. To call a function, write `(call NAME …)`.',
  ),
  ITL2009: e(
    'Name is reserved',
    'Names that begin with `_it_` are used between adapters and the loader.',
    'Give it another name.',
  ),
  ITL2010: e(
    'Exported twice',
    'JavaScript sees one export a name, be it a function, a property, a class or an interface. A resource is exported as a class of its name, so no function can be called like it.',
    'Give one of them another name. Functions that differ in their parameters can share a name as overloads, `[overload:2]name`.',
  ),
  ITL2011: e(
    'Imported twice',
    'A function of a module is imported, or adapted for a core module, once.',
    'Remove one and use the other in both places.',
  ),
  ITL2012: e(
    'Member is declared twice',
    'Fields of a record, cases of a variant, members of an enum or of flags have names of their own.',
    'Give one of them another name.',
  ),
  ITL2013: e(
    'Module name is reserved',
    'Modules whose name begins with `_it_` are what the loader serves.',
    'Import from a module of another name.',
  ),
  ITL2014: e(
    'Built-in type cannot be defined again',
    'Names such as `string` or `u32` mean the same in every source.',
    'Give the type another name.',
  ),
  ITL2015: e(
    'An export cannot be called `then`',
    'JavaScript takes every object with a `then` for a promise: `await instantiate()` would call it.',
    'Export the function by another name.',
  ),
  ITL2016: e(
    'Unknown relay',
    'A relay is the import through which a core module calls callbacks. `lower-func` names one by its signature, and no module imports this one.',
    'Correct the signature, or add `(import "libadapters" (relay …))` to the module that calls.',
  ),
  ITL2017: e(
    'Unknown variable',
    '`get` and `set` are for what `var` has declared.',
    'Correct the name. Parameters and what `let` binds never change and are read by `(local $name)`.',
  ),
  ITL2018: e(
    'Overloads cannot be told apart',
    'Overloads are chosen by the number of arguments and by what kind of JavaScript value each is. All numbers are one kind.',
    'Give one of the functions another name, or let them differ in the number of arguments.',
  ),
  ITL2019: e(
    'Member does not fit the one it declares again',
    'An object of the extending class is taken for one of its base, so a method of the same name has to take and give what the base says.',
    'Give it the same signature, or another name.',
  ),
  ITL2020: e(
    'Declared and never used',
    'A warning: nothing in the source mentions this name, which is often a misspelt use elsewhere.',
    'Remove it, or let its name begin with `_` if that is meant.',
  ),
  ITL2021: e(
    'Variable is made from a later one',
    'Variables of the instance get their first values in the order of the source, so that one can only be made from those before it.',
    'Change the order, or set the later one in a function that runs at the start.',
  ),
  ITL2022: e(
    'Source is empty',
    'A warning: there is nothing in the file but space and comments. It compiles to a component that neither offers nor needs anything.',
    'Write what the component exports; or correct the path, if another file was meant.',
  ),
};

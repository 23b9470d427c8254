/** ITL203x: components that are made of others. */
import { type Explanations, explanation as e } from './explanation.ts';

export const linkingExplanations: Explanations = {
  ITL2030: e(
    'Unknown component',
    'An import is linked to a component, or a component is exported, and no `(component NAME "path")` has this name.',
    'Correct the spelling, or declare the component.',
  ),
  ITL2031: e(
    'Components need each other in a circle',
    'A component that uses others is complete once those are. Of two that need each other none could be the first.',
    'Hand one of them what it needs of the other as a function, or put what both need into a third component.',
  ),
  ITL2032: e(
    'Link of nothing',
    '`("import" NAME)` in a component says who serves what it imports from there. It imports nothing from there, or somebody serves it already.',
    'Use a name in quotes of an `(import …)` at the top level of that component, each once.',
  ),
  ITL2033: e(
    'Component does not export what another imports',
    'Every function that a component imports from a linked place has to be an export of the component that serves it, under the same name. A class that it imports, `(resource Account (from "bank"))`, has to be a resource of that component.',
    'Export the function there, or link the import to another component.',
  ),
  ITL2034: e(
    'Import and export are different functions',
    'Parameters and results of an import and of the export that serves it are compared: records, variants and the like by what they consist of, resources by their owner. A class that is imported as one that extends another has to extend it there. What is `async` needs an import that is.',
    'Make one of them what the other is. The notes show both.',
  ),
  ITL2035: e(
    'Imported as two different functions',
    'What several components import from one place, under one name, is one function of JavaScript, so that it has one signature.',
    'Make the imports the same, or link one of them to a component.',
  ),
};

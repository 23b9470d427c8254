import { ErrorList } from '../frontend/error-list.ts';
import { BlockFinder } from './find-blocks.ts';

/** Whether a C++ text has a block of the DSL, with or without mistakes. */
export const hasBlock = (text: string): boolean =>
  new BlockFinder({ path: '', text, base: 0 }, new ErrorList()).next() !== undefined;

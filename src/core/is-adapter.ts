import { SECTION_NAME } from '../../runtime/abi.ts';
import { sectionNamed } from './sections.ts';

/** Whether a binary is what itlc makes of a component, by the section that only adapters have. */
export const isAdapter = (bytes: Uint8Array): boolean => sectionNamed(bytes, SECTION_NAME) !== undefined;

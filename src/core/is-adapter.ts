import { SECTION_NAME } from '../../runtime/abi.ts';
import { customSections } from './sections.ts';

/** Whether a binary is what itlc makes of a component, by the section that only adapters have. */
export function isAdapter(bytes: Uint8Array): boolean {
  const sections = customSections(bytes);
  return !('kind' in sections) && sections.some(({ name }) => name === SECTION_NAME);
}

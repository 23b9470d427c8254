import type { CoreModule } from '../loader/modules.ts';
import { refuseEarly } from '../values/too-early.ts';

/** @throws ItlRangeError for a core module that is not there yet: only a start function asks for one */
export const present = (module: CoreModule | null | undefined): CoreModule => module ?? refuseEarly();

/** The language server as a program of its own, for editor extensions that bring it along. */
import { startServer } from './server.ts';

/** Put in by the build. */
declare const ITLC_VERSION: string;

startServer(ITLC_VERSION);

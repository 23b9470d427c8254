/** Core modules that packages carry inside of their JavaScript. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every module in base64, in the order of the text. */
export const base64Modules = (folder: string, file: string): readonly Uint8Array[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/AGFzbQ[A-Za-z0-9+/=]+/g)].map(([text]) =>
    Uint8Array.from(Buffer.from(text, 'base64')),
  );

#!/usr/bin/env node
import { reportLostOutput, run } from '../dist/cli.js';

let isLost = false;

// Who reads may have had enough: `itlc --help | head -1`. What else there is to do is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code === 'EPIPE' || isLost) return;
    isLost = true;
    process.exitCode = 1;
    reportLostOutput(error, stream === process.stdout);
  });

const code = await run(process.argv.slice(2));
process.exitCode = isLost ? 1 : code;

#!/usr/bin/env node
import { run } from '../dist/cli.js';

// Who reads may have had enough: `itlc --help | head -1`. What else there is to do is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await run(process.argv.slice(2));

/** The page, for this machine only: `node serve.js [port]`. */
import { serveExample } from '../../fizzbuzz/web/serve.js';

const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/**
 * embind makes its callers with `new Function`, which no strict policy allows: the address with `?embind` has a laxer one.
 * Pages that are isolated have finer clocks.
 * @param {string} url
 */
const headersFor = (url) => ({
  'content-security-policy': url.endsWith('?embind') ? `${policy} 'unsafe-eval'` : policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
});

serveExample('The canvas', new URL('..', import.meta.url), headersFor);

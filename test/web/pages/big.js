import { instantiate } from './out/it_loader.js';

const { first } = await instantiate('out/it_big.wasm');
document.querySelector('output').textContent = String.fromCharCode(first());

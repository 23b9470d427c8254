/** `node bench/cold.js PEER`: milliseconds from the import of a peer to the end of its first call, in a process of its own. */
const begin = performance.now();
const { load } = await import(`./peers/${process.argv[2]}.js`);
const api = await load();
api.isFizz(3);
console.log(performance.now() - begin);
process.exit(0);

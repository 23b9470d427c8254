/**
 * hnswlib through the block in hnswlib.cpp beside the package hnswlib-wasm, which binds the same C++ with embind: the same
 * results, and with `--times` what a call takes. Run by build.sh, in the folder that has both.
 */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { compare } from '../compare.js';

const folder = pathToFileURL(`${process.argv[2] ?? '.'}/`);
const { instantiate } = await import(new URL('built/hnswlib.js', folder).href);
const ours = await instantiate();
// The package is made for pages.
Object.assign(globalThis, { window: globalThis });
const { default: load } = await import(new URL('node_modules/hnswlib-wasm/lib/hnswlib.mjs', folder).href);
const theirs = await load();

const DIMENSIONS = 32;
const SIZE = 2000;

/** The same in each run. */
function vectors(count) {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.fround((state >>> 8) / 2 ** 24);
  };
  return Array.from({ length: count }, () => Float32Array.from({ length: DIMENSIONS }, next));
}
const points = vectors(SIZE);
const [query, other] = vectors(SIZE + 2).slice(SIZE);

/** Theirs takes all arguments. */
const filled = {
  ours: { index: (metric) => new ours.HierarchicalNSW(metric, DIMENSIONS), end: (made) => made.dispose() },
  theirs: { index: (metric) => new theirs.HierarchicalNSW(metric, DIMENSIONS, ''), end: (made) => made.delete() },
};
const plain = (list) => Array.from(list);
const found = ({ distances, neighbors }) => [plain(distances), plain(neighbors)];

/** One of each side, on which a workload works. */
const each = (prepare) => ({ ours: prepare(ours, filled.ours), theirs: prepare(theirs, filled.theirs) });

const indexes = new Map();
/** An index of all points, made once for each metric. */
function indexOf(lib, { index }, metric = 'l2') {
  const made = indexes.get(lib) ?? indexes.set(lib, {}).get(lib);
  if (!made[metric]) {
    made[metric] = index(metric);
    made[metric].initIndex(SIZE + 10, 16, 200, 100);
    made[metric].addItems(points, false);
  }
  return made[metric];
}

const message = (action) => {
  try {
    action();
    return undefined;
  } catch (error) {
    return error.message;
  }
};
const brute = new ours.BruteforceSearch('l2', DIMENSIONS);
brute.initIndex(SIZE);
points.forEach((point, label) => {
  brute.addPoint(point, label);
});
assert.equal(brute.searchKnn(query, 3).neighbors[0], indexOf(ours, filled.ours).searchKnn(query, 3).neighbors[0]);
// Errors say what is wrong, whoever finds it.
assert.equal(
  message(() => brute.searchKnn([1, 2], 3)),
  'the index has 32 dimensions',
);
assert.equal(
  message(() => new ours.HierarchicalNSW('l2', 3).getMaxElements()),
  undefined,
);
assert.match(
  message(() => new ours.HierarchicalNSW('l3', 3)),
  /parameter 'metric' must be one of 'l2', 'ip', 'cosine'/,
);
assert.equal(
  message(() => indexOf(ours, filled.ours).getPoint(99_999)),
  'Label not found',
);
const mine = new RangeError('of the filter');
assert.throws(
  () =>
    brute.searchKnn(query, 3, () => {
      throw mine;
    }),
  mine,
);

await compare('hnswlib-wasm', [
  {
    name: 'an index of no points made and freed',
    ...each(
      (_, { index, end }) =>
        () =>
          end(index('ip')),
    ),
  },
  { name: 'getCurrentCount()', ...each((lib, side) => () => indexOf(lib, side).getCurrentCount()) },
  { name: 'setEfSearch(50)', ...each((lib, side) => () => indexOf(lib, side).setEfSearch(50)) },
  {
    name: `normalizePoint, ${DIMENSIONS} numbers`,
    ...each((lib) => () => plain(lib.normalizePoint(query))),
  },
  {
    name: `distance, twice ${DIMENSIONS} numbers`,
    ...each((lib) => {
      const space = new lib.L2Space(DIMENSIONS);
      return () => space.distance(query, other);
    }),
  },
  { name: 'getPoint(7)', ...each((lib, side) => () => indexOf(lib, side).getPoint(7).length) },
  { name: `getUsedLabels(), ${SIZE} of them`, ...each((lib, side) => () => indexOf(lib, side).getUsedLabels().length) },
  {
    name: 'searchKnn, 10 nearest',
    ...each((lib, side) => () => found(indexOf(lib, side).searchKnn(query, 10, undefined))),
  },
  {
    name: 'searchKnn, 10 nearest by cosine',
    ...each((lib, side) => () => found(indexOf(lib, side, 'cosine').searchKnn(query, 10, undefined))),
  },
  {
    name: 'searchKnn, 10 nearest with even labels',
    ...each((lib, side) => () => found(indexOf(lib, side).searchKnn(query, 10, (label) => label % 2 === 0))),
  },
  {
    name: 'markDelete, unmarkDelete in an index of 20',
    ...each((_, { index }) => {
      const small = index('l2');
      small.initIndex(20, 16, 200, 100);
      small.addItems(points.slice(0, 20), false);
      return () => {
        small.markDelete(3);
        small.unmarkDelete(3);
      };
    }),
  },
  {
    name: 'addItems, 100 points, in a new index',
    ...each((_, { index, end }) => () => {
      const made = index('l2');
      made.initIndex(100, 16, 200, 100);
      const labels = plain(made.addItems(points.slice(0, 100), false));
      end(made);
      return labels;
    }),
  },
]);

/**
 * Yoga through the block in yoga.cpp beside the package yoga-layout, which binds the same C++ with embind: the same results,
 * and with `--times` what a call takes. Run by build.sh, in the folder that has both.
 */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { compare } from '../compare.js';

const folder = pathToFileURL(`${process.argv[2] ?? '.'}/`);
const { instantiate } = await import(new URL('built/yoga.js', folder).href);
const { Node, Config } = await instantiate();
const { default: Yoga } = await import(new URL('node_modules/yoga-layout/dist/src/index.js', folder).href);

const ours = {
  config: () => new Config(),
  node: (config) => (config ? new Node(config) : new Node()),
  free: (node) => node.dispose(),
  row: 'row',
  wrap: 'wrap',
  left: 'left',
  all: 'all',
  spaceBetween: 'spaceBetween',
  percent: 'percent',
  measured: ({ width }) => ({ width, height: 12 }),
};
const theirs = {
  config: () => Yoga.Config.create(),
  node: (config) => Yoga.Node.create(config),
  free: (node) => node.free(),
  row: Yoga.FLEX_DIRECTION_ROW,
  wrap: Yoga.WRAP_WRAP,
  left: Yoga.EDGE_LEFT,
  all: Yoga.EDGE_ALL,
  spaceBetween: Yoga.JUSTIFY_SPACE_BETWEEN,
  percent: Yoga.UNIT_PERCENT,
};

/** A list of rows, each of an icon, a text that is measured, and two columns. */
function tree(lib, rows) {
  const { node, row, wrap, left, all, spaceBetween } = lib;
  const config = lib.config();
  config.setPointScaleFactor(2);
  const nodes = [];
  const add = (parent, index) => {
    const made = node(config);
    nodes.push(made);
    parent?.insertChild(made, index);
    return made;
  };
  const root = add(undefined, 0);
  for (let n = 0; n < rows; n++) {
    const line = add(root, n);
    line.setFlexDirection(row);
    line.setFlexWrap(wrap);
    line.setJustifyContent(spaceBetween);
    line.setPadding(all, '2%');
    const icon = add(line, 0);
    icon.setWidth(16 + (n % 3));
    icon.setHeight(16);
    icon.setMargin(left, 4);
    const text = add(line, 1);
    text.setFlexGrow(1);
    text.setMeasureFunc((width, _, height) => ({ width: Math.min(width, 180.5), height: Math.min(height || 14, 14) }));
    for (let column = 2; column < 4; column++) {
      const cell = add(line, column);
      cell.setWidth(`${10 + column}%`);
      cell.setHeight(20 + n);
      cell.setBorder(all, 1);
    }
  }
  return { root, nodes };
}

const resultOf = (lib, rows) => {
  const { root, nodes } = tree(lib, rows);
  root.calculateLayout(400, undefined);
  const layouts = nodes.map((node) => [
    { ...node.getComputedLayout() },
    node.getComputedPadding(lib.left),
    node.getComputedMargin(lib.left),
    node.getWidth().value,
    node.getChildCount(),
  ]);
  assert.equal(root.getChild(0).getChildCount(), 4);
  assert.equal(root.getParent() ?? null, null);
  for (const node of nodes.reverse()) lib.free(node);
  return layouts;
};
assert.deepEqual(resultOf(ours, 25), resultOf(theirs, 25));

/** One of each side, on which a workload works. */
function each(prepare) {
  const mine = prepare(ours);
  const other = prepare(theirs);
  return { ours: mine, theirs: other };
}

await compare('yoga-layout', [
  { name: 'a node made and freed', ...each((lib) => () => lib.free(lib.node())) },
  {
    name: 'setWidth(100)',
    ...each((lib) => {
      const node = lib.node();
      return () => node.setWidth(100);
    }),
  },
  {
    name: "setWidth('50%')",
    ...each((lib) => {
      const node = lib.node();
      return () => node.setWidth('50%');
    }),
  },
  {
    name: 'setMargin(left, 4)',
    ...each((lib) => {
      const node = lib.node();
      return () => node.setMargin(lib.left, 4);
    }),
  },
  {
    name: 'setFlexDirection(row)',
    ...each((lib) => {
      const node = lib.node();
      return () => node.setFlexDirection(lib.row);
    }),
  },
  {
    name: 'getFlexGrow()',
    ...each((lib) => {
      const node = lib.node();
      node.setFlexGrow(2);
      return () => node.getFlexGrow();
    }),
  },
  {
    name: 'getWidth()',
    ...each((lib) => {
      const node = lib.node();
      node.setWidth('50%');
      return () => node.getWidth().value;
    }),
  },
  {
    name: 'getComputedLayout()',
    ...each((lib) => {
      const { root } = tree(lib, 2);
      root.calculateLayout(400, undefined);
      return () => root.getComputedLayout().height;
    }),
  },
  {
    name: 'getChild(1)',
    ...each((lib) => {
      const { root } = tree(lib, 2);
      return () => root.getChild(1).getChildCount();
    }),
  },
  {
    name: 'insertChild, removeChild',
    ...each((lib) => {
      const [parent, child] = [lib.node(), lib.node()];
      return () => {
        parent.insertChild(child, 0);
        parent.removeChild(child);
      };
    }),
  },
  {
    name: 'a tree of 101 nodes, 25 of them measured: made, laid out, freed',
    ...each((lib) => () => {
      const { root, nodes } = tree(lib, 25);
      root.calculateLayout(400, undefined);
      const height = root.getComputedHeight();
      for (const node of nodes.reverse()) lib.free(node);
      return height;
    }),
  },
  {
    name: 'the same tree laid out in another width',
    ...each((lib) => {
      const { root } = tree(lib, 25);
      let width = 400;
      return () => {
        width = width === 400 ? 500 : 400;
        root.calculateLayout(width, undefined);
        return root.getComputedHeight();
      };
    }),
  },
]);

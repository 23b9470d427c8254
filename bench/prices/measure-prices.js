/** Nanoseconds for each of the things that ITL makes for JavaScript. */
import { least } from '../least.js';

const price = (action) => Math.round(least(action, 2000));

export const measurePrices = ({ lift, thing, Thing }) => ({
  'lift-func': price(() => lift(lift)),
  'new and dispose': price(() => new Thing().dispose()),
  'lift-resource and dispose': price(() => thing().dispose()),
});

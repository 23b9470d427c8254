/** Nanoseconds for each of the things that ITL makes for JavaScript. */
import { least } from '../least.js';

/** What was made last, for everybody to see: what nobody can see, engines do not make. */
export let made;

const price = (make) =>
  Math.round(
    least(() => {
      made = make();
    }, 2000) * 10,
  ) / 10;

/** What an instance was, disposed of. */
function disposed(instance) {
  instance.dispose();
  return instance;
}

export const measurePrices = ({ lift, thing, Thing }) => ({
  'lift-func': price(() => lift(lift)),
  'new and dispose': price(() => disposed(new Thing())),
  'lift-resource and dispose': price(() => disposed(thing())),
});

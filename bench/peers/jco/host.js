/** The component's imports: JavaScript's values go in and out as instances of a class. */
export { cb, log } from '../../host.js';

export class Thing {
  hello = 1;
}

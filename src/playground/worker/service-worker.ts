/** Serves what the playground has made, below `run/`; all else goes to the network. */

/** As much of a service worker's scope as is used: TypeScript's types of it do not go together with a page's. */
interface ServiceScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly registration: { readonly scope: string };
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as ServiceScope;

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  if (!event.request.url.startsWith(new URL('run/', scope.registration.scope).href)) return;
  event.respondWith(
    caches.match(event.request.url).then((found) => found ?? new Response('not found', { status: 404 })),
  );
});

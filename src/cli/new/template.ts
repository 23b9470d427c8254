/** What `itlc new` starts a project with. */
export const templateNames = ['vite', 'sveltekit', 'library', 'worker'] as const;

export type TemplateName = (typeof templateNames)[number];

export const templateDescriptions: Readonly<Record<TemplateName, string>> = {
  vite: 'a page, with Vite and TypeScript',
  sveltekit: 'a SvelteKit application, with C++ on the server and in the browser',
  library: 'a library for Node, to be published to npm',
  worker: 'a Cloudflare worker',
};

/** Folders of `src/templates`; of two files with one path the later counts. */
const layers: Readonly<Record<TemplateName, readonly string[]>> = {
  vite: ['common', 'vitest', 'vite'],
  sveltekit: ['common', 'vitest', 'sveltekit'],
  library: ['common', 'library'],
  worker: ['common', 'vitest', 'worker'],
};

/** Texts by path, by folder of `src/templates`: what the build makes of them. */
export type TemplateTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The files of a new project, by path. @param version - of itlc */
export function filesOf(
  template: TemplateName,
  name: string,
  version: string,
  texts: TemplateTexts,
): Readonly<Record<string, string>> {
  const files = Object.assign({}, ...layers[template].map((layer) => texts[layer])) as Readonly<Record<string, string>>;
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path.replace(/(^|\/)_/, '$1.'),
      text.replaceAll('ITLC_VERSION', `^${version}`).replaceAll('NAME', name),
    ]),
  );
}

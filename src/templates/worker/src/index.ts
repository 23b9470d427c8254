import { instantiate } from './words.cpp';

const ready = instantiate();

/** `/?text=…` answers with the words of the text, counted. */
export default {
  async fetch(request) {
    const { countWords } = await ready;
    const text = new URL(request.url).searchParams.get('text');
    if (text === null) return new Response('Give a text: /?text=to+be+or+not+to+be\n', { status: 400 });
    return Response.json(countWords(text));
  },
} satisfies ExportedHandler;

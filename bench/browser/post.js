/** Posts what a job finds, or why it found nothing, and goes where it is told to. */
export async function post(run) {
  const found = await run().catch((error) => ({ error: String(error) }));
  const answer = await fetch('/done', { method: 'POST', body: JSON.stringify(found) });
  location.href = await answer.text();
}

/** Behind what a core module's start function has thrown, or an import that it called: not everything is there yet. */
export const startHint =
  "; a start function runs before the component is ready: what calls imports belongs into '_initialize', or into an export that (start …) names";

const ownPath = /^\/(my|pro|console)(\/[\w~-]+)*$/

/** A path of our own to come back to after signing in; nothing for anything else (no open redirect, no query). */
export const safeReturn = (path: string | null | undefined): string | undefined =>
  path !== null && path !== undefined && ownPath.test(path) ? path : undefined

const longest = 2000

/**
 * A path of this site to go to after sign-in, or `fallback` for anything else: another site, `//host`, a backslash, a control
 * character, an address that is not a path. Sign-in pages themselves are no place to return to.
 */
export const returnPath = (wanted: unknown, fallback: string): string => {
  if (typeof wanted !== 'string' || wanted.length > longest || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted))
    return fallback
  const here = 'http://here.invalid'
  const url = new URL(wanted, here)
  if (url.origin !== here || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-')) return fallback
  return url.pathname + url.search + url.hash
}

/** The value of a cookie in a `Cookie` header; nothing when it is absent. */
export const readCookie = (header: string | undefined, name: string): string | undefined => {
  const found = (header ?? '').split(';').find((pair) => pair.trim().startsWith(`${name}=`))
  return found?.trim().slice(name.length + 1)
}

/** A `Set-Cookie` value for a choice or a passing word, never for a secret: `maxAge` in seconds, 0 forgets it. */
export const writeCookie = (name: string, value: string, how: { maxAge: number; secure: boolean }): string =>
  `${name}=${value}; Path=/; Max-Age=${how.maxAge}; HttpOnly; SameSite=Lax${how.secure ? '; Secure' : ''}`

const devices: readonly [pattern: RegExp, name: string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux|CrOS/, 'Linux'],
]

/** How a browser names the device it runs on, to tell one passkey from another; nothing when it does not say. */
export const deviceName = (userAgent: string | undefined): string | undefined =>
  devices.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]

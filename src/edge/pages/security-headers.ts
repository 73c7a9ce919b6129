const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "object-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

/**
 * What every page forbids the browser. Trust: no script at all, nothing from elsewhere, no framing.
 * The referrer stays within the site rather than nowhere, because `no-referrer` makes browsers send `Origin: null` with our
 * own forms, which older ones need to tell them from a stranger's.
 */
export const securityHeaders = {
  'content-security-policy': policy.join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const

/** What a page forbids whose form leads on to one other site: the same but for that. Browsers hold a form to where its answer sends them. */
export const answeringPolicy = (site: string): Record<string, string> => ({
  'content-security-policy': policy.join('; ').replace("form-action 'self'", `form-action 'self' ${site}`),
})

/** What a page with a camera button forbids: the same as a page with an island, but the camera of this site's own pages. */
export const cameraPolicy = { 'permissions-policy': 'camera=(self), geolocation=(), microphone=()' } as const

/** The same for a page that names an island: our own script files may run, and speak to this site alone; nothing inline. */
export const islandHeaders = {
  ...securityHeaders,
  'content-security-policy': [...policy, "script-src 'self'", "connect-src 'self'"].join('; '),
} as const

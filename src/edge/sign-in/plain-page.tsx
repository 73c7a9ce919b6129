import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A page that stands alone, outside the product's own design: the simulators', and a choice between sign-in and home. */
export interface PlainPage {
  lang: 'fr' | 'en'
  title: string
  /** one line above the title that says what this page is */
  banner?: string
  children: ComponentChildren
}

const style = `
:root { color-scheme: light dark; --ink: #16262b; --paper: #fff; --line: #6b7b80; --accent: #0b5c63; --band: #fdf1d6; --bandink: #4a3500 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eff0; --paper: #14201f; --line: #93a3a6; --accent: #7fd3d4; --band: #3a2e10; --bandink: #fbe6b3 } }
* { box-sizing: border-box }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
.banner { margin: 0; padding: .75rem 1rem; background: var(--band); color: var(--bandink); text-align: center; font-weight: 600 }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .5rem }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: .75rem }
button { font: inherit; color: inherit; width: 100%; min-height: 3.25rem; padding: .6rem 1rem; text-align: left; cursor: pointer;
  background: transparent; border: 1px solid var(--line); border-radius: .5rem }
button:hover { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
strong { display: block; font-weight: 650 }
`

const styleHash = createHash('sha256').update(style).digest('base64')

const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

const Page = ({ lang, title, banner, children }: PlainPage) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      {banner === undefined ? null : (
        <header>
          <p class="banner">{banner}</p>
        </header>
      )}
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </body>
  </html>
)

/** Answers with a plain page, its strict headers included: no script, no image, no frame, nothing from elsewhere. */
export const sendPlainPage = (reply: FastifyReply, page: PlainPage): FastifyReply =>
  reply
    .headers(headers)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${renderToString(<Page {...page} />)}`)

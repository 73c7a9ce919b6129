import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { projectRoot } from '../../platform/project.ts'
import { textIn } from '../pages/text/catalogue.ts'

// The check is one implementation, which the command uses too: compiled modules, one after the other, each behind what it uses.
const modules = ['bytes', 'tree', 'note', 'proof-text', 'journal-file', 'start', 'chain', 'check-journal'] as const

const readPart = (file: string): string =>
  readFileSync(join(projectRoot, 'dist', file), 'utf8')
    .replaceAll(/^import .*;$/gm, '')
    .replaceAll(/^export (?=const|class)/gm, '')
    .replaceAll(/^export \{\};$/gm, '')

const readScript = (): string => {
  const parts = [...modules.map((name) => `src/journal/check/${name}.js`), 'islands/check-journal.js'].map(readPart)
  const script = `'use strict';{\n${parts.join('\n')}}`
  if (/^(import|export)\b|<\/script/m.test(script)) throw new Error('a part of the verifier cannot stand in one page')
  return script
}

const css = [
  'body{margin:2rem auto;max-width:44rem;padding:0 1rem;font:1.125rem/1.5 sans-serif;color:#1a2a2d;background:#faf8f4}',
  'label{display:block;font-weight:600;margin-bottom:.5rem}input{font:inherit;max-width:100%}',
  '#drop{padding:1.5rem;border:2px dashed #6c7e82;border-radius:6px;background:#fff}',
  'button{font:inherit;padding:.5rem 1rem;border:1px solid #0b5c5f;border-radius:6px;background:#fff;color:#0b5c5f}',
  ':focus-visible{outline:3px solid #14120e;outline-offset:2px}',
  'li{margin:.5rem 0}.yes{color:#1e6a3b}.no{color:#a1261e}li.yes::marker{content:"✓ "}li.no::marker{content:"✗ "}',
  'li.no{font-weight:600}code{display:block;overflow-wrap:anywhere;padding:.75rem;background:#f1eee8}',
].join('')

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const words = { fr: textIn('fr').verifier.page, en: textIn('en').verifier.page }
const wordsJson = JSON.stringify(words).replaceAll('<', String.raw`\u003c`)
const script = readScript()
const policy = [
  "default-src 'none'",
  `script-src ${sourceOf(script)}`,
  `style-src ${sourceOf(css)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const Body = ({ say }: { say: typeof words.fr }): VNode => (
  <body>
    <main>
      <h1 data-say="heading">{say.heading}</h1>
      <p data-say="lead">{say.lead}</p>
      <noscript>
        <p>{say.noScript}</p>
        <p lang="en">{words.en.noScript}</p>
      </noscript>
      <div id="tool" hidden>
        <p>
          <button id="language" type="button" data-say="language">
            {say.language}
          </button>
        </p>
        <div id="drop">
          <label for="file" data-say="choose">
            {say.choose}
          </label>
          <input id="file" type="file" accept=".json,application/json" />
        </div>
        <div id="result" role="status"></div>
      </div>
    </main>
    <script type="application/json" id="words" dangerouslySetInnerHTML={{ __html: wordsJson }} />
    <script dangerouslySetInnerHTML={{ __html: script }} />
  </body>
)

const Head = ({ say }: { say: typeof words.fr }): VNode => (
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content={policy} />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{say.title}</title>
    <style dangerouslySetInnerHTML={{ __html: css }} />
  </head>
)

/** The page that checks a holder's file: whole in itself, to be kept and opened without us. Trust: it may run its own script and reach nothing. */
export const verifierPage = {
  headers: {
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'public, max-age=3600',
  },
  html: `<!doctype html>${renderToString(
    <html lang="fr">
      <Head say={words.fr} />
      <Body say={words.fr} />
    </html>,
  )}`,
} as const

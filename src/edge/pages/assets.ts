import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { projectRoot } from '../../platform/project.ts'

/** A fixed file under an address that names its content: it can be kept for ever. */
export interface Asset {
  path: string
  mediaType: string
  bytes: Buffer
  brotli?: Buffer
  gzip?: Buffer
}

const sheets = [
  'tokens',
  'base',
  'shell',
  'parts',
  'items',
  'forms',
  'document',
  'results',
  'card',
  'professional',
  'entry',
  'console',
  'print',
  'paper',
] as const

const nameByContent = (name: string, extension: string, bytes: Buffer): string =>
  `/assets/${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${extension}`

const readFont = (subset: string): Asset => {
  const file = `@fontsource-variable/source-sans-3/files/source-sans-3-${subset}-wght-normal.woff2`
  const bytes = readFileSync(new URL(import.meta.resolve(file)))
  return { path: nameByContent(`source-sans-3-${subset}`, 'woff2', bytes), mediaType: 'font/woff2', bytes }
}

const compress = (asset: Asset): Asset => ({
  ...asset,
  brotli: brotliCompressSync(asset.bytes),
  gzip: gzipSync(asset.bytes),
})

const squeeze = (css: string): string =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')

const folder = join(projectRoot, 'src/edge/pages/style')
const latin = readFont('latin')
const latinExtended = readFont('latin-ext')

const readSheet = (): Asset => {
  const css = sheets.map((name) => readFileSync(join(folder, `${name}.css`), 'utf8')).join('\n')
  const bytes = Buffer.from(squeeze(css).replace('{latin}', latin.path).replace('{latin-ext}', latinExtended.path))
  return compress({ path: nameByContent('carnet', 'css', bytes), mediaType: 'text/css; charset=utf-8', bytes })
}

const readMark = (): Asset => {
  const bytes = readFileSync(join(folder, 'mark.svg'))
  return compress({ path: nameByContent('mark', 'svg', bytes), mediaType: 'image/svg+xml', bytes })
}

/** The style sheet, the fonts and the mark, read once at start. */
export const assets = { sheet: readSheet(), latin, latinExtended, mark: readMark() }

/** Compiled by `npm run build` as plain modules for browsers; comments and types are gone. */
const readIsland = (name: string): Asset => {
  const bytes = readFileSync(join(projectRoot, 'dist/islands', `${name}.js`))
  return compress({ path: nameByContent(name, 'js', bytes), mediaType: 'text/javascript; charset=utf-8', bytes })
}

/** The browser scripts, each small and optional, by the name a page asks for them with. */
export const islands = {
  adding: readIsland('adding'),
  importing: readIsland('importing'),
  passkey: readIsland('passkey'),
  scan: readIsland('scan'),
  workplace: readIsland('workplace'),
}

/** The name of a browser script. */
export type IslandName = keyof typeof islands

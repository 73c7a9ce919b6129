import { after } from 'node:test'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { findChromium } from './browser-chromium.ts'

/** The widths that every screen is drawn for. */
export const viewports = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 800 },
} as const

/** A reader's machine. Without a word: a French desktop, light, JavaScript off, because every core errand works so. */
export interface ReaderOptions {
  viewport?: keyof typeof viewports
  javaScript?: boolean
  lang?: 'fr' | 'en'
  dark?: boolean
  /** cookies and no more, from `context.storageState()` of another window of the same reader */
  sameReaderAs?: BrowserContext
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--font-render-hinting=none',
]

const inheritedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const launch = async (): Promise<Browser> => {
  const { executablePath, env } = await findChromium()
  return chromium.launch({ executablePath, args: flags, env: { ...inheritedEnvironment(), ...env } })
}

let running: Promise<Browser> | undefined

after(async () => {
  await (await running)?.close()
  running = undefined
})

/** The one Chromium of this process, started at the first call and closed after its tests. */
const theChromium = (): Promise<Browser> => (running ??= launch())

/** Opens a reader's browser, apart from all others: its own cookies, nothing kept. Closed with Chromium at the latest. */
export const openBrowser = async (origin: string, options: ReaderOptions = {}): Promise<BrowserContext> => {
  const { viewport = 'desktop', javaScript = false, lang = 'fr', dark = false, sameReaderAs } = options
  const settings: BrowserContextOptions = {
    baseURL: origin,
    viewport: viewports[viewport],
    javaScriptEnabled: javaScript,
    locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  }
  const storageState = await sameReaderAs?.storageState()
  const context = await (await theChromium()).newContext({ ...settings, ...(storageState ? { storageState } : {}) })
  context.setDefaultTimeout(15_000)
  return context
}

import { readCookie, writeCookie } from './cookies.ts'
import { isLang, type Lang } from './text/catalogue.ts'

/** How a person chose to see pages; kept in cookies of the browser, nowhere else. */
export interface DisplayChoice {
  lang: Lang
  theme: Theme
  textSize: TextSize
}

/** `system` follows the device. */
export type Theme = (typeof themes)[number]

/** Steps of text size: 100, 120 and 150 per cent of the browser's. */
export type TextSize = (typeof textSizes)[number]

/** The themes one can choose. */
export const themes = ['system', 'light', 'dark'] as const

/** The text sizes one can choose. */
export const textSizes = ['normal', 'large', 'larger'] as const

const oneYearSeconds = 31_536_000

/** The choice a request carries; an address with `?lang=` wins over the saved language. French is the first language. */
export const readDisplayChoice = (cookie: string | undefined, asked: string | null): DisplayChoice => {
  const saved = readCookie(cookie, 'carnet-lang')
  const theme = readCookie(cookie, 'carnet-theme')
  const textSize = readCookie(cookie, 'carnet-text')
  return {
    lang: [asked, saved].find(isLang) ?? 'fr',
    theme: themes.find((known) => known === theme) ?? 'system',
    textSize: textSizes.find((known) => known === textSize) ?? 'normal',
  }
}

/** The `Set-Cookie` values that keep a choice for a year. */
export const saveDisplayChoice = (choice: DisplayChoice, secure: boolean): string[] => {
  const how = { maxAge: oneYearSeconds, secure }
  return [
    writeCookie('carnet-lang', choice.lang, how),
    writeCookie('carnet-theme', choice.theme, how),
    writeCookie('carnet-text', choice.textSize, how),
  ]
}

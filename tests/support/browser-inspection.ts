import type { Page, Request, Response } from 'playwright-core'
import { findBarriers } from './browser-accessibility.ts'
import { viewports } from './browser.ts'

/** What a page did while it opened: what it said on the console, what it asked for, and whom. */
export interface Watch {
  /** Console errors, script errors and refusals by the policy since the last call; the status of the page itself is no error. */
  takeComplaints(): string[]
  /** Addresses asked for since the last call. */
  takeRequests(): string[]
}

/** Watches a page from now on. */
export const watchPage = (page: Page): Watch => {
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    const isPageStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    if (['error', 'warning'].includes(message.type()) && !isPageStatus) complaints.push(message.text())
  })
  page.on('pageerror', (error) => void complaints.push(String(error)))
  page.on('request', (request: Request) => void requests.push(request.url()))
  return { takeComplaints: () => complaints.splice(0), takeRequests: () => requests.splice(0) }
}

/** The page that is open, as each reader gets it: what axe finds and whether it must be scrolled sideways, one line each. */
export const findFaultsInEveryView = async (page: Page): Promise<string[]> => {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of ['phone', 'desktop'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(viewports[viewport])
      const wide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
      const found = [...(await findBarriers(page)), ...(wide ? ['scrolls sideways'] : [])]
      faults.push(...found.map((fault) => `${colorScheme} ${viewport}: ${fault}`))
    }
  }
  return faults
}

/** Bytes on the wire, by kind, and how many requests. */
export interface Weight {
  html: number
  css: number
  fonts: number
  scripts: number
  total: number
  requests: number
}

const kinds: Readonly<Record<string, 'html' | 'css' | 'fonts' | 'scripts'>> = {
  document: 'html',
  stylesheet: 'css',
  font: 'fonts',
  script: 'scripts',
}

/** Opens an address in a new page of a browser that has nothing in store, and weighs all that came. */
export const weighPage = async (page: Page, address: string): Promise<Weight> => {
  const responses: Response[] = []
  page.on('response', (response) => void responses.push(response))
  await page.goto(address, { waitUntil: 'networkidle' })
  const weight: Weight = { html: 0, css: 0, fonts: 0, scripts: 0, total: 0, requests: responses.length }
  for (const response of responses) {
    const { responseBodySize } = await response.request().sizes()
    const kind = kinds[response.request().resourceType()]
    if (kind !== undefined) weight[kind] += responseBodySize
    weight.total += responseBodySize
  }
  return weight
}

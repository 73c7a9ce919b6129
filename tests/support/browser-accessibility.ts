import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import type { AxeResults } from 'axe-core'
import { openBrowser } from './browser.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const runAxe = 'axe.run(document, { resultTypes: ["violations"] })'

/** What axe finds in the page that is open, one line for each rule broken, the first places named. JavaScript must be on. */
export const findBarriers = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<AxeResults>(runAxe)
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`)
    return `${id} (${help}) × ${nodes.length}\n  ${places.join('\n  ').replaceAll('\n', '\n  ')}`
  })
}

/** Opens the same addresses as the same reader with JavaScript on, and finds nothing that axe calls a violation, of any impact. */
export const checkAccessibility = async (context: BrowserContext, addresses: readonly string[]): Promise<void> => {
  const origin = new URL(addresses[0] ?? '').origin
  const inspector = await openBrowser(origin, { javaScript: true, sameReaderAs: context })
  const page = await inspector.newPage()
  for (const address of addresses) {
    await page.goto(address)
    assert.deepEqual(await findBarriers(page), [], new URL(address).pathname)
  }
  await inspector.close()
}

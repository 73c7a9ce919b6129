import { after, before, test } from 'node:test'
import { openBrowser } from '../tests/support/browser.ts'
import { readMain, signIn } from '../tests/support/browser-errands.ts'
import { openInstallation, type Installation } from '../tests/support/installation.ts'

let carnet: Installation
before(async () => {
  const t = performance.now()
  carnet = await openInstallation()
  console.log('installation', performance.now() - t)
})
after(() => carnet.close())

test('probe', async () => {
  const t = performance.now()
  const browser = await openBrowser(carnet.origin)
  console.log('browser', performance.now() - t)
  const page = await browser.newPage()
  await signIn(page, 'dominique', '/my')
  console.log('signed', performance.now() - t)
  console.log(page.url(), await readMain(page))
})

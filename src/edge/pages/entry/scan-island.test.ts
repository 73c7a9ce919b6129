import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from '../../../../tests/support/browser.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import {
  rememberingMeans,
  startOwnMeansServer,
  type OwnMeansServer,
} from '../../../../tests/support/own-means-server.ts'

let database: TestDatabase
let here: OwnMeansServer

before(async () => {
  database = await createTestDatabase()
  here = await startOwnMeansServer({ database: database.app, ownMeans: rememberingMeans([]) })
})

after(async () => {
  await here.close()
  await database.drop()
})

/** A camera that its owner has not allowed yet: the answer comes when the test says so. */
const slowCamera = `
  window.BarcodeDetector = class { async detect() { return [] } }
  window.streams = []
  window.allow = () => {}
  navigator.mediaDevices.getUserMedia = () => new Promise((resolve) => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d').fillRect(0, 0, 10, 10)
    const stream = canvas.captureStream(5)
    window.streams.push(stream)
    const before = window.allow
    window.allow = () => { before(); resolve(stream) }
  })`

test('pressed again while the browser still asks for the camera, one stream is opened, and stopping ends it', async () => {
  const context = await openBrowser(here.url, { javaScript: true })
  const page = await context.newPage()
  await page.addInitScript(slowCamera)
  await page.goto('/open')
  const button = page.locator('[data-scan] button')
  await button.click()
  await button.click()
  await page.evaluate('window.allow()')
  await page.locator('[data-scan] video').waitFor({ state: 'visible' })
  await button.click()
  await page.locator('[data-scan] video').waitFor({ state: 'hidden' })
  const states = await page.evaluate('window.streams.flatMap((s) => s.getTracks()).map((t) => t.readyState)')
  assert.deepEqual(states, ['ended'])
  await context.close()
})

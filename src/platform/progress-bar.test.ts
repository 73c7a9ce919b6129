import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progressBar } from './progress-bar.ts'

const at = (bytes: number, sizeBytes: number, elapsedMs: number) =>
  progressBar({ label: 'Import', bytes, sizeBytes, items: bytes / 100, elapsedMs })

test('a progress bar says how far, how fast and how long still', () => {
  assert.equal(at(0, 1000, 0), `Import ${'░'.repeat(24)} 0 %  0/s  –`)
  assert.equal(at(250_000, 1_000_000, 10_000), `Import ${'█'.repeat(6)}${'░'.repeat(18)} 25 %  250/s  0:30`)
  assert.equal(at(1_000_000, 1_000_000, 7_200_000), `Import ${'█'.repeat(24)} 100 %  1/s  0:00`)
  assert.match(at(1000, 10_000_000, 1000), /2:46:39$/)
})

test('a job of nothing is done', () => assert.match(at(0, 0, 5), /100 %/))

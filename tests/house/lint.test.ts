import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { projectRoot } from '../../src/platform/project.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-lint-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Lines that the linter must refuse, by the rule that names them. */
const bad: [path: string, text: string, rule: string][] = [
  ['src/startup.ts', "import '../src/vault/documents.ts'", 'no-restricted-imports'],
  ['src/areas/a/one.ts', "import '../../vault/documents.ts'", 'no-restricted-imports'],
  ['src/areas/a/two.ts', "import '../../edge/pages/layout.tsx'", 'no-restricted-imports'],
  ['src/areas/a/three.ts', "import '../b/store.ts'", 'no-restricted-imports'],
  ['src/areas/a/rules.ts', "import 'node:fs'", 'no-restricted-imports'],
  ['src/access/decide.ts', "import 'pg'", 'no-restricted-imports'],
  ['src/access/standing.ts', "import '../vault/documents.ts'", 'no-restricted-imports'],
  ['src/edge/fhir/search.ts', "import '../../platform/database/database.ts'", 'no-restricted-imports'],
  ['src/edge/fhir/read.ts', "import '../../keys/keys.ts'", 'no-restricted-imports'],
  ['src/vault/documents.ts', "import '../areas/a/index.ts'", 'no-restricted-imports'],
  ['src/keys/keys.ts', "import '../edge/cli/keys.ts'", 'no-restricted-imports'],
  ['src/platform/mail.ts', "import '../reference/professions.ts'", 'no-restricted-imports'],
  ['src/reference/words.ts', "import '../access/types.ts'", 'no-restricted-imports'],
  ['islands/chart.ts', "import '../src/reference/words.ts'", 'no-restricted-imports'],
  ['src/areas/a/equal.ts', 'export const same = (a: unknown) => a == 1', 'eqeqeq'],
  ['src/areas/a/say.ts', "console.log('x')", 'no-console'],
  ['src/areas/a/default.ts', 'export default 1', 'no-default-export'],
  ['src/areas/a/loose.ts', 'export const a: any = 1', 'no-explicit-any'],
  ['src/areas/a/sure.ts', 'export const f = (a?: { b: 1 }) => a!.b', 'no-non-null-assertion'],
  ['src/areas/a/float.ts', 'const f = async () => 1\nf()', 'no-floating-promises'],
  ['src/areas/a/wait.ts', 'export const f = async () => { await 1 }', 'await-thenable'],
  ['src/areas/a/leak.ts', "export const f = (): string => JSON.parse('1')", 'no-unsafe-return'],
  ['src/areas/a/ring.ts', "export { b as a } from './ring-back.ts'\nexport const c = 1", 'no-cycle'],
]

/** Lines beside the bad ones that must pass. */
const good: [path: string, text: string][] = [
  ['src/areas/a/ring-back.ts', "export { c as b } from './ring.ts'"],
  ['src/access/door.ts', "import '../vault/documents.ts'"],
  ['src/areas/a/four.ts', "import '../b/index.ts'\nimport '../../access/door.ts'"],
  ['src/areas/b/rules.ts', "import '../../reference/words.ts'\nimport './types.ts'\nimport 'node:crypto'"],
  ['src/edge/fhir/good.ts', "import '../../areas/a/index.ts'\nimport '../../platform/problem.ts'"],
]

const write = ([path, text]: readonly [string, string, ...unknown[]]): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `${text}\n`)
}

describe('the linter’s own settings', () => {
  for (const each of [...bad, ...good]) write(each)
  copyFileSync(join(projectRoot, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  const compilerOptions = { strict: true, noEmit: true, target: 'es2024', module: 'nodenext', types: [] }
  write(['tsconfig.json', JSON.stringify({ compilerOptions, include: ['src', 'islands'] })])
  const bin = join(projectRoot, 'node_modules/.bin')
  const environment = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  const run = spawnSync(join(bin, 'oxlint'), ['--format=unix'], { cwd: folder, env: environment, encoding: 'utf8' })
  const lines = run.stdout.split('\n')

  test('refuse each bad line by its rule', () => {
    assert.equal(run.status, 1, run.stdout + run.stderr)
    for (const [path, , rule] of bad) {
      assert.ok(
        lines.some((line) => line.startsWith(`${path}:`) && line.includes(`(${rule})`)),
        `${rule} did not refuse ${path}\n${lines.filter((line) => line.startsWith(path)).join('\n')}`,
      )
    }
  })

  test('let the good lines beside them pass', () => {
    for (const [path] of good.slice(1)) {
      assert.deepEqual(
        lines.filter((line) => line.startsWith(`${path}:`) && line.includes('no-restricted-imports')),
        [],
      )
    }
  })
})

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/platform/project.ts'

/** A Chromium to launch: its binary and what it needs in its environment. */
export interface Chromium {
  executablePath: string
  env: Record<string, string>
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const packageFile = createRequire(import.meta.url).resolve('@sparticuz/chromium')
const keptIn = join(projectRoot, 'node_modules', '.cache', 'carnet-chromium')

/** The package unpacks to the temporary folder of its process, so it gets a process with a temporary folder of its own. */
const unpackInto = async (folder: string): Promise<void> => {
  const script = `import chromium from ${JSON.stringify(packageFile)}; await chromium.executablePath()`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TMPDIR: folder },
  })
}

/** Unpacks once per checkout. Two processes may start at the same time: each unpacks aside, the first to rename wins. */
const unpackOnce = async (): Promise<string> => {
  if (existsSync(join(keptIn, 'chromium'))) return keptIn
  await mkdir(dirname(keptIn), { recursive: true })
  const draft = await mkdtemp(`${keptIn}-draft-`)
  try {
    await unpackInto(draft)
    await rename(draft, keptIn).catch((error: unknown) => {
      if (!existsSync(join(keptIn, 'chromium'))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return keptIn
}

/** Machines without any font of their own get the package's, or Chromium would draw no text. */
const fontsFor = (folder: string): Record<string, string> =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }

/** Finds a Chromium: `CARNET_CHROMIUM`, then one of the system's, then the one that npm carries. */
export const findChromium = async (): Promise<Chromium> => {
  const wanted = process.env['CARNET_CHROMIUM']
  if (wanted !== undefined && wanted !== '') return { executablePath: wanted, env: {} }
  const system = installed.find((path) => existsSync(path))
  if (system !== undefined) return { executablePath: system, env: {} }
  if (platform() !== 'linux' || arch() !== 'x64') {
    throw new Error('No Chromium here: install one, or name its binary in CARNET_CHROMIUM.')
  }
  const folder = await unpackOnce()
  return { executablePath: join(folder, 'chromium'), env: fontsFor(folder) }
}

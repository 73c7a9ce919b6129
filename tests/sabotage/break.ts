// Loaded before a test by tests/sabotage/run.ts: takes one control out of one built file as it is read. The file itself stays as it is.
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../src/platform/project.ts'
import { readBuilt, readControls } from './controls.ts'

const broken = readControls().find(({ control }) => control === process.env['CARNET_BROKEN'])
if (broken === undefined) throw new Error('CARNET_BROKEN names no control')
const { file, find, instead } = broken
const place = pathToFileURL(join(projectRoot, 'dist', file)).href

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    return url === place ? { ...loaded, source: readBuilt(file).replace(find, () => instead) } : loaded
  },
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { projectRoot } from '../../src/platform/project.ts'

const shape = Type.Array(
  Type.Object({
    control: Type.String(),
    file: Type.String(),
    find: Type.String(),
    instead: Type.String(),
    test: Type.String(),
    named: Type.String(),
  }),
)

/** A control of the product: where it stands in the built program, how it is taken out, and the test that must then fail. */
export interface Control {
  readonly control: string
  /** the built file, under dist */
  readonly file: string
  /** the text that is the control, once in that file, and what stands there without it */
  readonly find: string
  readonly instead: string
  /** the built test file, under dist, and a part of the name of the test: nothing where the file tells one story */
  readonly test: string
  readonly named: string
}

/** The controls that are taken out, one at a time: tests/sabotage/controls.json. */
export const readControls = (): readonly Control[] =>
  Compile(shape).Parse(JSON.parse(readFileSync(join(projectRoot, 'tests/sabotage/controls.json'), 'utf8')))

/** The text of a built file. */
export const readBuilt = (file: string): string => readFileSync(join(projectRoot, 'dist', file), 'utf8')

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../platform/problem.ts'
import type { PatchStep } from './patch-step.ts'
import { readJson } from './read-json.ts'

const shape = Compile(
  Type.Array(
    Type.Object({
      op: Type.Enum(['add', 'remove', 'replace', 'test', 'move', 'copy']),
      path: Type.String({ pattern: '^(/.*)?$' }),
      value: Type.Optional(Type.Unknown()),
    }),
    { minItems: 1 },
  ),
)

/** Reads a JSON Patch. `move` and `copy` are refused: no element that may change could come from elsewhere. Spec: RFC 6902. */
export const readJsonPatch = (bytes: Buffer): PatchStep[] => {
  const patch = readJson(bytes)
  if (!shape.Check(patch)) throw new Problem('incorrect', 'patch-malformed', { details: { field: 'JSON Patch' } })
  return patch.map(({ op, path, value }) => {
    if (op === 'move' || op === 'copy') {
      throw new Problem('incorrect', 'update-not-allowed', { details: { field: path } })
    }
    const steps = path.split('/').slice(1)
    return { op, path: steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')), value, field: path }
  })
}

import { Type, type Static } from 'typebox'
import { readData } from '../../reference/data-file.ts'

const count = Type.Integer({ minimum: 1 })

const schema = Type.Object({
  maskBelow: Type.Integer({ minimum: 3 }),
  monthsShown: Type.Integer({ minimum: 2, maximum: 24 }),
  keptMonths: count,
  flushSeconds: count,
  sumsAtMost: count,
  rowsAPage: count,
  unreadable: Type.Array(Type.String({ pattern: '^[a-z-]+$' }), { minItems: 1 }),
})

/** data/feeding/quality.json. Throws DataFlaw when it does not fit. */
export const qualityFile: Static<typeof schema> = readData('feeding/quality.json', schema)

/** Whether a refusal's reason says that the file itself could not be taken. */
export const isUnreadable = (reason: string): boolean =>
  qualityFile.unreadable.some((beginning) => reason.startsWith(beginning))

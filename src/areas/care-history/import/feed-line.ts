import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../../platform/problem.ts'
import type { CareSaying } from '../../../reference/care-entry.ts'
import type { Identifier } from '../../../reference/document-entry.ts'

const exact = { additionalProperties: false } as const
const text = Type.String()
const optionalText = Type.Optional(text)

const shape = Type.Object(
  {
    ins: text,
    insSystem: optionalText,
    id: text,
    statement: text,
    kind: text,
    day: text,
    label: text,
    writtenAt: text,
    code: Type.Optional(Type.Object({ system: text, code: text, label: optionalText }, exact)),
    giver: Type.Optional(
      Type.Object({ name: text, id: Type.Optional(Type.Object({ system: text, value: text }, exact)) }, exact),
    ),
    quantity: Type.Optional(Type.Object({ value: text, unit: optionalText }, exact)),
    result: Type.Optional(
      Type.Object(
        { value: text, comparator: optionalText, unit: optionalText, low: optionalText, high: optionalText },
        exact,
      ),
    ),
    secret: Type.Optional(Type.Boolean()),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('cancelled')])),
  },
  exact,
)

type FeedLine = Static<typeof shape>

const validator = Compile(shape)

/** One line of a file: whose it is, and what it says. */
export interface ReadCareLine {
  ins: Identifier
  saying: CareSaying
}

const memberOf = (value: unknown): string => {
  const [flaw] = validator.Errors(value)
  if (flaw === undefined) return ''
  const path = flaw.instancePath.split('/').filter((step) => step !== '')
  if (flaw.keyword === 'required') path.push(...flaw.params.requiredProperties.slice(0, 1))
  if (flaw.keyword === 'additionalProperties') path.push(...flaw.params.additionalProperties.slice(0, 1))
  return path.join('.')
}

const parse = (line: string): FeedLine => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new Problem('incorrect', 'care-line-not-json', { details: { field: '' }, cause: error })
  }
  if (!validator.Check(value))
    throw new Problem('incorrect', 'care-line-shape', { details: { field: memberOf(value) } })
  return value
}

const codeOf = ({ code }: FeedLine): Pick<CareSaying, 'code'> =>
  code === undefined
    ? {}
    : { code: { system: code.system, code: code.code, ...(code.label === undefined ? {} : { display: code.label }) } }

const giverOf = ({ giver }: FeedLine): Pick<CareSaying, 'giver'> =>
  giver === undefined
    ? {}
    : { giver: { name: giver.name, ...(giver.id === undefined ? {} : { identifier: giver.id }) } }

/** Reads one line of a feed's file. Problem `incorrect`: `care-line-not-json`, `care-line-shape` with the member in `field`, and those of `readIns`. */
export const readFeedLine = (line: string, readIns: (text: string) => Identifier): ReadCareLine => {
  const read = parse(line)
  const { ins, insSystem, id: lineId, statement, kind, day, label, writtenAt, quantity, result } = read
  return {
    ins: insSystem === undefined ? readIns(ins) : { system: insSystem, value: ins },
    saying: {
      lineId,
      statement,
      kind,
      day,
      label,
      writtenAt,
      ...codeOf(read),
      ...giverOf(read),
      ...(quantity && { quantity }),
      ...(result && { result }),
      ...(read.secret === true ? { secret: true } : {}),
      ...(read.status === 'cancelled' ? { cancelled: true } : {}),
    },
  }
}

/** Where an element stands in a serialized document: [start, end) with its tags, and the end of its start tag. */
interface Span {
  name: string
  start: number
  tagEnd: number
  end: number
}

/** Numbers in [0, 1) that are the same on every run: a failing case can be run again. */
export const seededNumbers = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const spansOf = (xml: string): Span[] => {
  const spans: Span[] = []
  const open: Span[] = []
  for (const tag of xml.matchAll(
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/[^>]+>|<([^\s/>!?]+)(?:\s+[^\s=]+="[^"]*")*\s*(\/?)>/g,
  )) {
    const end = tag.index + tag[0].length
    if (tag[1] !== undefined) {
      const span = { name: tag[1], start: tag.index, tagEnd: end, end }
      spans.push(span)
      if (tag[2] === '') open.push(span)
    } else if (tag[0].startsWith('</')) {
      const closed = open.pop()
      if (closed !== undefined) closed.end = end
    }
  }
  return spans
}

const values = [
  '',
  'x y',
  '2024-01-01',
  '20240101',
  '-1',
  '1.5',
  'true',
  '1.2.3',
  'a b',
  '#a',
  'é',
  '  N ',
  'AEF',
  '12e3',
  '%zz',
]
const attributes = ['code', 'nullFlavor', 'value', 'zzz', 'ID', 'unit', 'root', 'typeCode', 'mediaType', 'use']
const types = ['PQ', 'CD', 'ST', 'IVL_TS', 'TS', 'ANY', 'ZZ', 'BL', 'PIVL_TS', 'ED', 'SXCM_TS']

interface Context {
  xml: string
  span: Span
  next: Span | undefined
  pick: <T>(items: readonly T[]) => T | undefined
  names: string[]
}

const splice = (xml: string, [from, to]: readonly [number, number], text: string): string =>
  xml.slice(0, from) + text + xml.slice(to)

const renamed = ({ xml, span }: Context, name: string): string => {
  const whole = xml.slice(span.start, span.end)
  const opened = `<${name}${whole.slice(span.name.length + 1)}`
  const closing = `</${span.name}>`
  return splice(
    xml,
    [span.start, span.end],
    opened.endsWith(closing) ? `${opened.slice(0, -closing.length)}</${name}>` : opened,
  )
}

const inStartTag = ({ xml, span }: Context, change: (tag: string) => string): string =>
  splice(xml, [span.start, span.tagEnd], change(xml.slice(span.start, span.tagEnd)))

const mutations: Record<string, (context: Context) => string> = {
  remove: ({ xml, span }) => splice(xml, [span.start, span.end], ''),
  duplicate: ({ xml, span }) => splice(xml, [span.end, span.end], xml.slice(span.start, span.end)),
  swap: ({ xml, span, next }) =>
    next === undefined
      ? xml
      : splice(xml, [span.start, next.end], xml.slice(next.start, next.end) + xml.slice(span.start, span.end)),
  rename: (context) => renamed(context, context.pick([...context.names, 'zzz']) ?? 'zzz'),
  attributeValue: (context) =>
    inStartTag(context, (tag) => {
      const found = context.pick([...tag.matchAll(/ ([^\s=:]+)="[^"]*"/g)])
      return found === undefined ? tag : tag.replace(found[0], ` ${found[1]}="${context.pick(values)}"`)
    }),
  attributeRemoved: (context) =>
    inStartTag(context, (tag) => tag.replace(context.pick(tag.match(/ ([^\s=:]+)="[^"]*"/g) ?? []) ?? 'none', '')),
  attributeAdded: (context) =>
    inStartTag(context, (tag) => {
      const name = context.pick(attributes)
      return tag.includes(` ${name}="`)
        ? tag
        : tag.replace(/\s*\/?>$/, (close) => ` ${name}="${context.pick([...values, 'NA'])}"${close}`)
    }),
  typeAdded: (context) =>
    inStartTag(context, (tag) =>
      tag.includes('xsi:type=')
        ? tag.replace(/xsi:type="[^"]*"/, `xsi:type="${context.pick(types)}"`)
        : tag.replace(/\s*\/?>$/, (close) => ` xsi:type="${context.pick(types)}"${close}`),
    ),
  text: ({ xml, span }) => (xml[span.tagEnd - 2] === '/' ? xml : splice(xml, [span.tagEnd, span.tagEnd], 'bonjour')),
  moved: ({ xml, span, pick }) => {
    const target = pick(spansOf(xml).slice(1))
    if (target === undefined || (target.start >= span.start && target.start < span.end)) return xml
    const moving = xml.slice(span.start, span.end)
    return target.end <= span.start
      ? splice(splice(xml, [span.start, span.end], ''), [target.end, target.end], moving)
      : target.start >= span.end
        ? splice(splice(xml, [target.end, target.end], moving), [span.start, span.end], '')
        : xml
  },
}

/** One random change of a serialized XML document, with its name for the report. The root stays. */
export const mutateXml = (xml: string, random: () => number): { xml: string; change: string } => {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  const spans = spansOf(xml)
  const span = pick(spans.slice(1)) ?? { name: '', start: 0, tagEnd: 0, end: 0 }
  const next = spans.find((other) => other.start >= span.end && xml.slice(span.end, other.start).trim() === '')
  const kind = pick(Object.keys(mutations)) ?? ''
  const mutate = mutations[kind]
  const names = spans.map((other) => other.name)
  return { xml: mutate?.({ xml, span, next, pick, names }) ?? xml, change: `${kind} ${span.name} at ${span.start}` }
}

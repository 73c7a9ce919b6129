import type { ImportGraph } from './import-graph.ts'
import type { Offence } from './source.ts'

/** One border: files matching `from` must not import what matches `to`. `.oxlintrc.json` draws the same borders for the editor. */
export interface Border {
  name: string
  from: RegExp
  to: RegExp
  /** what the offender should do instead */
  says: string
}

/** Modules that reach outside the process or outside the arguments: files, network, database, clock, other packages. */
const inputOutput =
  /^node:(?!crypto$|util$|buffer$)|^(?!node:|src\/|typebox|\.)[@a-z]|^src\/platform\/(?!problem\.ts|clock\.ts|calendar\.ts)|^src\/(vault|journal|keys|edge)\/|^src\/access\/(door|standing)|\/store\.ts$/

/** The borders of the house (house.md, "Checks that fail the build"), types included. */
export const borders: readonly Border[] = [
  {
    name: 'vault-through-the-door',
    from: /^src\/(?!vault\/|access\/door[^/]*\.ts$)/,
    to: /^src\/vault\//,
    says: 'health data has one door: take a Visit to access/door.ts and let it look, or give the door a new question to answer',
  },
  {
    name: 'below-knows-no-area',
    from: /^src\/(vault|journal|keys|access)\//,
    to: /^src\/areas\//,
    says: 'vault, journal, keys and access stand below the areas: move the shape down (reference/ or access/types.ts) or hand the value in',
  },
  {
    name: 'below-knows-no-edge',
    from: /^src\/(vault|journal|keys|access|areas)\//,
    to: /^src\/edge\//,
    says: 'no layer calls upwards: the edge translates and calls the use-case; hand what is needed in as an argument',
  },
  {
    name: 'rules-do-no-io',
    from: /^src\/(.*\/)?([a-z-]+-)?(rules|decide)(-[a-z-]+)?\.ts$/,
    to: inputOutput,
    says: 'rules.ts and decide.ts are pure: load the facts in the use-case (or standing.ts) and pass them in',
  },
  {
    name: 'edges-hold-no-storage',
    from: /^src\/edge\//,
    to: /^pg$|^src\/platform\/(database|embedded|migrat|postgres|blob)|^src\/(vault|keys)\/|^src\/areas\/.+\/store\.ts$/,
    says: 'edges translate and store nothing: ask a use-case of an area; startup.ts alone wires storage',
  },
  {
    name: 'reference-imports-nothing-above',
    from: /^src\/reference\//,
    to: /^src\/(?!reference\/|platform\/)/,
    says: 'reference/ reads data/ for everyone and knows nobody above: move the shape down into reference/',
  },
  {
    name: 'platform-imports-nothing-above',
    from: /^src\/platform\//,
    to: /^src\/(?!platform\/)/,
    says: 'platform/ has no health word and knows nobody above: hand the value in as an argument',
  },
  {
    name: 'islands-stay-in-the-browser',
    from: /^islands\//,
    to: /^src\/|^node:/,
    says: 'an island is a small optional browser script: it imports other islands only and reads the page for the rest',
  },
  {
    name: 'product-imports-no-tests',
    from: /^(src|islands)\/(?!.*\.test\.tsx?$)/,
    to: /^(tests|scenarios|bench)\/|\.test\.ts$/,
    says: 'what runs in production imports nothing made for tests',
  },
]

const areaOf = (path: string): string | undefined => /^src\/areas\/([^/]+)\//.exec(path)?.[1]

const crossesAreas = (from: string, to: string): boolean => {
  const [own, other] = [areaOf(from), areaOf(to)]
  return own !== undefined && other !== undefined && own !== other && to !== `src/areas/${other}/index.ts`
}

/** Every import that crosses a border it must not, with the border's sentence. */
export const findBorderOffences = (graph: ImportGraph): Offence[] =>
  graph.imports.flatMap(({ from, to, line }) => {
    const broken = borders.filter((border) => border.from.test(from) && border.to.test(to))
    const offences = broken.map(({ name, says }) => ({ rule: name, path: from, line, says: `imports ${to}: ${says}` }))
    if (!crossesAreas(from, to)) return offences
    const says = `imports ${to}: areas reach each other through index.ts only; export there what others may use`
    return [...offences, { rule: 'areas-through-index', path: from, line, says }]
  })

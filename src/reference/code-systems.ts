import { Type } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const schema = Type.Object({
  systems: Type.Array(
    Type.Object({
      system: Type.String({ minLength: 1 }),
      name: Type.String(),
      oid: Type.Optional(Type.String()),
      also: Type.Optional(Type.Array(Type.String())),
    }),
  ),
})

const path = 'codes/code-systems.json'

/** Every spelling of a code system and the one we write. */
export interface CodeSystems {
  /** The spelling we write for a URI, a `urn:oid:` or a bare OID; an unknown one comes back as it is. */
  canonical(written: string): string
  /** The OID of a system in any spelling, where it has one. */
  findOid(written: string): string | undefined
}

/** Reads data/codes/code-systems.json. Throws DataFlaw when two systems share a spelling. */
export const createCodeSystems = (): CodeSystems => {
  const spellings = new Map<string, string>()
  const oids = new Map<string, string>()
  for (const { system, oid, also } of readData(path, schema).systems) {
    const written = [system, ...(also ?? []), ...(oid === undefined ? [] : [oid, `urn:oid:${oid}`])]
    for (const spelling of new Set(written)) {
      if (spellings.has(spelling)) throw new DataFlaw(path, system, `${spelling} is already another system's spelling`)
      spellings.set(spelling, system)
    }
    if (oid !== undefined) oids.set(system, oid)
  }
  const canonical = (written: string): string => spellings.get(written) ?? written
  return Object.freeze({ canonical, findOid: (written: string) => oids.get(canonical(written)) })
}

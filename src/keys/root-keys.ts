import { Problem } from '../platform/problem.ts'
import { readRootKeyFile, type RootKey, type RootKeyFile } from './root-key-file.ts'

/** The roots a running process knows. It reads the file again when it meets an unknown one: a rotation needs no restart. */
export interface RootKeys {
  /** The root that wraps new keys, as the file says now. */
  active(): Promise<RootKey>
  /** The root of this id. Throws the fault `root-key-unknown`: the file belongs to another database, or is an old copy. */
  find(id: string): Promise<RootKey>
}

const findIn = (content: RootKeyFile, id: string): RootKey | undefined => content.roots.find((root) => root.id === id)

/** Reads ROOT_KEY_FILE and keeps its roots in memory. */
export const loadRootKeys = async (file: string): Promise<RootKeys> => {
  let content = await readRootKeyFile(file)
  const find = async (id: string): Promise<RootKey> => {
    const known = findIn(content, id)
    if (known !== undefined) return known
    content = await readRootKeyFile(file)
    const fresh = findIn(content, id)
    if (fresh !== undefined) return fresh
    throw new Problem('fault', 'root-key-unknown', { details: { setting: 'ROOT_KEY_FILE', file, root: id } })
  }
  return {
    find,
    active: async () => {
      content = await readRootKeyFile(file)
      return find(content.activeId)
    },
  }
}

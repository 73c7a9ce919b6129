import type { Reference } from './datatypes.ts'
import type { AnyResource } from './resources.ts'

/** A resource that carries others inside. */
export interface Holder {
  contained?: AnyResource[]
}

/** The contained resource that `#id` names; nothing when the reference is not local or dangles. */
export const findContained = (holder: Holder, reference: Reference | undefined): AnyResource | undefined => {
  const target = reference?.reference
  if (!target?.startsWith('#')) return undefined
  return holder.contained?.find((each) => each.id === target.slice(1))
}

/** The id in `Type/id`, relative or under this server's base, with or without a version; nothing for anything else. */
export const localId = (reference: string, type: string, baseUrl: string): string | undefined => {
  const relative = reference.startsWith(`${baseUrl}/`) ? reference.slice(baseUrl.length + 1) : reference
  const [name, id, history, , rest] = relative.split('/')
  const rightEnd = history === undefined || (history === '_history' && rest === undefined)
  return name === type && id && /^[A-Za-z0-9\-.]{1,64}$/.test(id) && rightEnd ? id : undefined
}

/** A fullUrl as a key: the guides' examples write bare UUIDs where others write `urn:uuid:…`. */
export const bundleKey = (url: string): string => url.replace(/^urn:uuid:/, '')

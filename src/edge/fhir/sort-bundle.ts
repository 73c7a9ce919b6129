import { metadataProblem } from './metadata-problem.ts'
import { bundleKey, localId } from './read-reference.ts'
import { listKind } from './read-submission-set.ts'
import type { Binary, Bundle, BundleEntry, DocumentReference, List, Parameters } from './resources.ts'

/** An entry of the transaction by what it is; `at` is its place, which the answer keeps. */
export type SortedEntry =
  | { kind: 'set'; at: number; key: string; resource: List }
  | { kind: 'document'; at: number; key: string; resource: DocumentReference }
  | { kind: 'binary'; at: number; key: string; resource: Binary }
  | { kind: 'supersede'; at: number; key: string; documentId: string }

const fieldOf = (at: number): string => `Bundle.entry[${at}]`

const patchedStatus = (parameters: Parameters): string | undefined => {
  const [operation, second] = parameters.parameter ?? []
  const part = (name: string) => operation?.part?.find((each) => each.name === name)
  const path = part('path')?.valueString
  const type = part('type')?.valueCode
  const isStatus =
    !second && operation?.name === 'operation' && type === 'replace' && path === 'DocumentReference.status'
  const value = part('value')
  return isStatus ? (value?.valueCode ?? value?.valueString) : undefined
}

const sortPatch = (entry: BundleEntry, at: number, baseUrl: string): SortedEntry => {
  const { resource } = entry
  if (resource?.resourceType !== 'Parameters' || patchedStatus(resource) !== 'superseded') {
    throw metadataProblem('transaction-patch', { field: `${fieldOf(at)}.resource` })
  }
  const documentId = localId(entry.request?.url ?? '', 'DocumentReference', baseUrl)
  if (!documentId) {
    throw metadataProblem('transaction-patch-target', { field: `${fieldOf(at)}.request.url` }, 'XDSReplaceFailed')
  }
  return { kind: 'supersede', at, key: '', documentId }
}

const sortList = (resource: List, at: number, key: string): SortedEntry => {
  const kind = listKind(resource)
  if (kind === 'submissionset') return { kind: 'set', at, key, resource }
  const reason = kind === 'folder' ? 'folder-not-accepted' : 'list-kind-unknown'
  throw metadataProblem(reason, { field: `${fieldOf(at)}.resource.code` })
}

const sortCreation = (entry: BundleEntry, at: number): SortedEntry => {
  const { resource, fullUrl, request } = entry
  const field = fieldOf(at)
  if (!resource) throw metadataProblem('element-missing', { field: `${field}.resource` })
  if (request?.url !== resource.resourceType) {
    throw metadataProblem('request-url', { field: `${field}.request.url`, expected: resource.resourceType })
  }
  if (!fullUrl) throw metadataProblem('element-missing', { field: `${field}.fullUrl` })
  const key = bundleKey(fullUrl)
  if (resource.resourceType === 'List') return sortList(resource, at, key)
  if (resource.resourceType === 'DocumentReference') return { kind: 'document', at, key, resource }
  if (resource.resourceType === 'Binary') return { kind: 'binary', at, key, resource }
  throw metadataProblem('entry-not-accepted', { field: `${field}.resource`, type: resource.resourceType })
}

const sortEntry = (entry: BundleEntry, at: number, baseUrl: string): SortedEntry => {
  const { request } = entry
  const field = `${fieldOf(at)}.request`
  if (!request) throw metadataProblem('element-missing', { field })
  if ('ifNoneExist' in request) throw metadataProblem('condition-not-accepted', { field: `${field}.ifNoneExist` })
  if (request.method === 'POST') return sortCreation(entry, at)
  if (request.method === 'PATCH') return sortPatch(entry, at, baseUrl)
  throw metadataProblem('entry-method', { field: `${field}.method`, method: request.method })
}

const checkDistinct = (entries: readonly SortedEntry[]): void => {
  const seen = new Set<string>()
  for (const { key, at } of entries) {
    if (key && seen.has(key)) throw metadataProblem('full-url-repeated', { field: `${fieldOf(at)}.fullUrl` })
    seen.add(key)
  }
}

/** What each entry of a transaction is, in order. What an ITI-65 message cannot hold is refused with its path. */
export const sortBundle = (bundle: Bundle, baseUrl: string): SortedEntry[] => {
  if (bundle.type !== 'transaction') {
    throw metadataProblem('bundle-not-transaction', { field: 'Bundle.type', type: bundle.type })
  }
  const entries = (bundle.entry ?? []).map((entry, at) => sortEntry(entry, at, baseUrl))
  checkDistinct(entries)
  return entries
}

import { createReceivedRequests } from './create-received.ts'
import { createRequests, type RequestParts } from './create-requests.ts'

/** What holders ask for that is missing: their side, and that of the places they ask. */
export const createRequestRoom = (parts: RequestParts) => ({
  requests: createRequests(parts),
  receivedRequests: createReceivedRequests(parts),
})

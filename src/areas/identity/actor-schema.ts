import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

const staffRole = Type.Union([
  Type.Literal('operator'),
  Type.Literal('reviewer'),
  Type.Literal('counter-agent'),
  Type.Literal('phone-agent'),
])

const place = Type.Object({ id: Type.String(), name: Type.String() })

/** The shape of an actor where one is read back: from a session, from an access token. */
export const actorSchema = Type.Union([
  Type.Object({ kind: Type.Literal('holder'), id: Type.String(), name: Type.String() }),
  Type.Object({
    kind: Type.Literal('professional'),
    id: Type.String(),
    name: Type.String(),
    profession: Type.String(),
    savoirFaire: Type.Optional(Type.String()),
    facility: Type.Optional(place),
  }),
  Type.Object({ kind: Type.Literal('software'), id: Type.String(), name: Type.String(), facility: place }),
  Type.Object({ kind: Type.Literal('app'), id: Type.String(), name: Type.String(), consentId: Type.String() }),
  Type.Object({ kind: Type.Literal('staff'), id: Type.String(), name: Type.String(), roles: Type.Array(staffRole) }),
  Type.Object({ kind: Type.Literal('system'), id: Type.String(), name: Type.String() }),
])

/** The shape of an assurance level. */
export const authLevelSchema = Type.Union([
  Type.Literal('none'),
  Type.Literal('low'),
  Type.Literal('substantial'),
  Type.Literal('high'),
])

/** Checks an actor that was read back. */
export const actorCheck = Compile(actorSchema)

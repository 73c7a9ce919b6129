import type { Connection } from '../../src/platform/database/database.ts'

/** Forgets every person and every import; codes and campaigns stay. */
export const emptyRegister = async (owner: Connection): Promise<void> => {
  await owner.query({
    text: `truncate enrolment.person, enrolment.identity, enrolment.identifier, enrolment.representation,
      enrolment.awaited_representative, enrolment.parent_request, enrolment.event, enrolment.import, enrolment.import_flaw, platform.outbox`,
  })
}

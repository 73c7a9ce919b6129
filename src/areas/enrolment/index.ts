export { createEnrolment, type Enrolled, type Enrolment } from './open-space.ts'

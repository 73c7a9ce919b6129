/** One SQL statement; with a `name` it is prepared once per connection: for hot paths, one text per name for ever. */
export interface Statement {
  readonly name?: string
  readonly text: string
  readonly values?: readonly unknown[]
}

/**
 * Where statements go. Rows come back with date-times as ISO 8601 text in UTC (microseconds kept), dates, int8, numeric and
 * xid8 as text, jsonb parsed, bytea as Buffer.
 * Throws Problem `database-unavailable` when the server cannot be reached; other database errors carry a `sqlState`.
 */
export interface Connection {
  query<Row>(statement: Statement): Promise<Row[]>
}

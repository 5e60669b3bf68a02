import pg from 'pg'

/** Every table of a database as text: what somebody holds who took all of it. */
export async function dumpOf(url: string, { except = [] }: { except?: readonly string[] } = {}): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
    )
    let text = ''
    for (const { name } of rows.filter(({ name }) => !except.includes(name))) {
      const held = await client.query<{ line: string }>(`select t::text as line from ${name} t`)
      text += `${name}\n${held.rows.map(({ line }) => line).join('\n')}\n`
    }
    return text
  } finally {
    await client.end()
  }
}

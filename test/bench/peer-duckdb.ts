import type { Peer } from "./peers.ts";
import { longyang, shangjie } from "./points.ts";
import type { BenchEvent, Contender, RulesetId, Scores, Task } from "./task.ts";

interface Appender {
  appendVarchar(value: string): void;
  appendInteger(value: number): void;
  appendNull(): void;
  endRow(): void;
  closeSync(): void;
}

interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<Appender>;
}

interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection> }>;
  };
}

const texts = ["id", "type", "at", "subject"] as const;
const columns: Readonly<Record<RulesetId, readonly (keyof BenchEvent)[]>> = {
  "longyang-2019": [...texts, "channel", "outcome", "kind"],
  "shangjie-201x": [
    ...([...texts, "to", "scope", "level", "outlet", "form", "office", "item"] as const),
    "characters",
    "seconds",
  ],
};
const integers: ReadonlySet<string> = new Set(["characters", "seconds"]);

/** A CASE over the values of a table. */
function cases(of: string, points: Readonly<Record<string, number | string>>): string {
  const values = Object.entries(points).map(
    ([value, amount]) =>
      `WHEN '${value}' THEN ${typeof amount === "string" ? `'${amount}'` : amount}`,
  );
  return `CASE ${of} ${values.join(" ")} END`;
}

/** The amounts of Shangjie are decimals, in tenths. */
function tenths(points: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(points).map(([key, value]) => [key, 10 * value]));
}

const adoption = `CASE reach ${Object.entries(shangjie.adoption)
  .map(
    ([level, forms]) => `WHEN '${level}' THEN ${cases("coalesce(form, 'single')", tenths(forms))}`,
  )
  .join(" ")} END`;

/** The scoring of each ruleset, on a table or view `events`. */
export const queries: Readonly<Record<RulesetId, string>> = {
  "longyang-2019": `
    SELECT subject, least(${longyang.mostBase}, sum(CASE WHEN type = 'submission' THEN ${longyang.submission} ELSE 0 END))
      + sum(CASE type
          WHEN 'adoption' THEN ${cases("channel", longyang.adoption)}
          WHEN 'commission' THEN ${cases("outcome", longyang.commission)}
          WHEN 'reporting-failure' THEN ${longyang.reportingFailure}
          WHEN 'misconduct' THEN ${longyang.misconduct}
          ELSE 0 END) AS score
    FROM events GROUP BY subject ORDER BY score DESC`,
  "shangjie-201x": `
    WITH counted AS (
      SELECT subject, item, office, type, form, level,
        coalesce(level, ${cases("outlet", shangjie.levelOfOutlet)}) AS reach,
        CASE WHEN characters > ${shangjie.longCharacters} OR seconds > ${shangjie.longSeconds} THEN ${shangjie.longFactor} ELSE 1 END AS factor
      FROM events WHERE type IN ('adoption', 'annotation') AND coalesce(scope, 'organization') = 'organization'
    ), reversals AS (SELECT DISTINCT subject, item FROM events WHERE type = 'reversal'),
    amounts AS (
      SELECT counted.subject, office,
        CAST(CASE type WHEN 'annotation' THEN ${cases("level", tenths(shangjie.annotation))} ELSE factor * ${adoption} END AS INTEGER)
          * CASE WHEN reversals.item IS NULL THEN 1 ELSE ${shangjie.reversedFactor} END AS amount
      FROM counted LEFT JOIN reversals ON counted.subject = reversals.subject AND counted.item = reversals.item
    ), entries AS (
      SELECT subject, amount FROM amounts
      UNION ALL SELECT office, amount // 5 FROM amounts WHERE office IS NOT NULL
    )
    SELECT subject, sum(amount) / 10 AS score FROM entries GROUP BY subject ORDER BY score DESC`,
};

async function load(connection: Connection, { ruleset, events }: Task): Promise<void> {
  const names = columns[ruleset];
  const types = names.map((name) => `"${name}" ${integers.has(name) ? "INTEGER" : "VARCHAR"}`);
  await connection.run(`CREATE OR REPLACE TABLE events (${types.join(", ")})`);
  const appender = await connection.createAppender("events");
  for (const event of events) {
    for (const name of names) {
      const value = event[name];
      if (value === undefined) appender.appendNull();
      else if (typeof value === "number") appender.appendInteger(value);
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function query(connection: Connection, { ruleset, subjects }: Task): Promise<Scores> {
  const rows = (await connection.runAndReadAll(queries[ruleset])).getRows();
  const scores = new Map(rows.map(([subject, score]) => [String(subject), Number(score)]));
  // A subject without events has no row.
  for (const { id } of subjects) if (!scores.has(id)) scores.set(id, 0);
  return scores;
}

async function connect({ DuckDBInstance }: DuckDb): Promise<Connection> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("SET threads = 1");
  return connection;
}

export const duckDb: Peer = {
  packageName: "@duckdb/node-api",
  contenders: (module: DuckDb) => {
    const loaded: Contender = {
      name: "DuckDB, in memory, events in a table",
      share: 1,
      runs: 1,
      remark: "one thread; filling the table is not timed",
      prepare: async (task) => {
        const connection = await connect(module);
        await load(connection, task);
        return async () => {
          const scores = await query(connection, task);
          return () => scores;
        };
      },
    };
    const loading: Contender = {
      name: "DuckDB, in memory, filling the table",
      share: 10,
      runs: 1,
      remark: "one thread",
      prepare: async (task) => {
        const connection = await connect(module);
        return async () => {
          await load(connection, task);
          const scores = await query(connection, task);
          return () => scores;
        };
      },
    };
    return [loaded, loading];
  },
};

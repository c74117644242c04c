/** What a program made for the Longyang rules alone would do: every id once, one pass, no exactness to pay for. */
export function longyangByHand(
  events: readonly Readonly<Record<string, string>>[],
  subjects: readonly { readonly id: string }[],
): { readonly subject: string; readonly score: number }[] {
  const seen = new Set<string>();
  const base = new Map<string, number>();
  const rest = new Map<string, number>();
  const adopted: Readonly<Record<string, number>> = {
    "district-general": 5,
    "district-special": 10,
    province: 20,
    "state-council": 20,
  };
  const add = (account: Map<string, number>, subject: string, points: number): void => {
    account.set(subject, (account.get(subject) ?? 0) + points);
  };
  for (const event of events) {
    const { id = "", at = "", subject = "" } = event;
    if (seen.has(id)) continue;
    seen.add(id);
    if (at < "2024-01-01" || at > "2024-12-31") continue;
    if (event["type"] === "submission") add(base, subject, 2);
    else if (event["type"] === "adoption") add(rest, subject, adopted[event["channel"] ?? ""] ?? 0);
    else if (event["type"] === "reporting-failure") add(rest, subject, -15);
    else if (event["outcome"] === "adopted") add(rest, subject, 15);
    else if (event["outcome"] === "failed") add(rest, subject, -15);
  }
  const scores = subjects.map(({ id }) => ({
    subject: id,
    score: Math.min(60, base.get(id) ?? 0) + (rest.get(id) ?? 0),
  }));
  return scores.sort((a, b) => b.score - a.score);
}

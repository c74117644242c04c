/** A year of a bureau's events for the Longyang rules, as plain objects: the same for the same number. */
export function longyangEvents(count: number): Readonly<Record<string, string>>[] {
  const channels = ["district-general", "district-special", "province", "state-council"];
  const outcomes = ["adopted", "completed", "failed"];
  const days = Array.from({ length: 366 }, (_, day) =>
    new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10),
  );
  return Array.from({ length: count }, (_, index) => {
    const base = {
      id: `e${index}`,
      at: days[index % 366]!,
      subject: `s${(index * 7) % subjectCount}`,
    };
    const kind = index % 10;
    if (kind < 6) return { ...base, type: "submission" };
    if (kind < 8) return { ...base, type: "adoption", channel: channels[index % 4]! };
    if (kind < 9) return { ...base, type: "commission", outcome: outcomes[index % 3]! };
    return { ...base, type: "reporting-failure", kind: "late" };
  });
}

const subjectCount = 50;

export const roster = Array.from({ length: subjectCount }, (_, index) => ({ id: `s${index}` }));

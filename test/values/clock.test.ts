import { tzOffset } from "@date-fns/tz/tzOffset";
import { describe, expect, test } from "vitest";
import { dayText } from "../../src/values/day.ts";
import { Clock, isZone } from "../../src/values/time.ts";

/** The local day and the instant of a moment, or `none`. */
function seen(zone: string, text: string): string {
  const moment = new Clock(zone).read(text);
  if (moment === undefined) return "none";
  return `${dayText(moment.day)} ${new Date(moment.instant).toISOString().replace(".000", "")}`;
}

// The vectors of this file are those of another implementation of the zone database (Python's zoneinfo).

describe("an instant lies in the day of the ruleset's zone", () => {
  test.each([
    ["Asia/Shanghai", "2024-02-29T15:59:59Z", "2024-02-29"],
    ["Asia/Shanghai", "2024-02-29T16:00:00Z", "2024-03-01"],
    ["Asia/Kathmandu", "2024-01-01T18:14:59Z", "2024-01-01"],
    ["Asia/Kathmandu", "2024-01-01T18:15:00Z", "2024-01-02"],
    ["Pacific/Chatham", "2024-01-01T10:14:59Z", "2024-01-01"],
    ["Pacific/Chatham", "2024-01-01T10:15:00Z", "2024-01-02"],
    ["Australia/Lord_Howe", "2024-01-01T12:59:59Z", "2024-01-01"],
    ["Australia/Lord_Howe", "2024-01-01T13:00:00Z", "2024-01-02"],
    ["Australia/Lord_Howe", "2024-07-01T13:29:59Z", "2024-07-01"],
    ["Australia/Lord_Howe", "2024-07-01T13:30:00Z", "2024-07-02"],
    ["America/New_York", "2024-03-10T04:59:59Z", "2024-03-09"],
    ["America/New_York", "2024-03-10T05:00:00Z", "2024-03-10"],
    ["America/New_York", "2024-03-11T03:59:59Z", "2024-03-10"],
    ["America/New_York", "2024-03-11T04:00:00Z", "2024-03-11"],
    ["America/New_York", "2024-11-04T04:59:59Z", "2024-11-03"],
    ["America/New_York", "2024-11-04T05:00:00Z", "2024-11-04"],
  ])("%s: %s is on %s", (zone, text, day) => {
    expect(seen(zone, text).slice(0, 10)).toBe(day);
  });

  test.each([
    ["1986-05-03T15:59:59Z", "1986-05-03"],
    ["1986-05-04T14:59:59Z", "1986-05-04"],
    ["1986-05-04T15:00:00Z", "1986-05-05"],
    ["1986-09-13T14:59:59Z", "1986-09-13"],
    ["1986-09-13T15:00:00Z", "1986-09-14"],
    ["1986-09-14T15:59:59Z", "1986-09-14"],
    ["1986-09-14T16:00:00Z", "1986-09-15"],
    ["1988-07-01T14:59:59Z", "1988-07-01"],
    ["1988-07-01T15:00:00Z", "1988-07-02"],
    ["1991-08-31T15:00:00Z", "1991-09-01"],
    ["1991-09-30T15:00:00Z", "1991-09-30"],
    ["1992-07-01T15:00:00Z", "1992-07-01"],
    ["1992-07-01T16:00:00Z", "1992-07-02"],
  ])("D11: China kept summer time from 1986 to 1991: %s is on %s", (text, day) => {
    expect(seen("Asia/Shanghai", text).slice(0, 10)).toBe(day);
  });

  test.each([
    [
      "D13: a midnight that does not exist",
      "America/Sao_Paulo",
      "2018-11-04T02:59:59Z",
      "2018-11-03",
    ],
    ["D13: the hour after it", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04"],
    ["D13: Cairo, the day before", "Africa/Cairo", "2024-04-25T21:59:59Z", "2024-04-25"],
    ["D13: Cairo, the day", "Africa/Cairo", "2024-04-25T22:00:00Z", "2024-04-26"],
    ["D14: a midnight that comes twice", "America/Havana", "2024-11-03T04:00:00Z", "2024-11-03"],
    ["D14: the end of that long day", "America/Havana", "2024-11-04T04:59:59Z", "2024-11-03"],
    ["D14: the day after it", "America/Havana", "2024-11-04T05:00:00Z", "2024-11-04"],
    [
      "D15: the day before one that was left out",
      "Pacific/Apia",
      "2011-12-30T09:59:59Z",
      "2011-12-29",
    ],
    ["D15: the day after it", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
  ])("%s", (_name, zone, text, day) => {
    expect(seen(zone, text).slice(0, 10)).toBe(day);
  });
});

describe("a local time is the instant of the ruleset's zone", () => {
  test.each([
    ["Asia/Shanghai", "2024-03-05", "2024-03-04T16:00:00Z"],
    ["Asia/Shanghai", "1986-05-04", "1986-05-03T16:00:00Z"],
    ["Asia/Shanghai", "1986-05-04T01:59:59", "1986-05-03T17:59:59Z"],
    ["Asia/Shanghai", "1986-05-04T03:00", "1986-05-03T18:00:00Z"],
    ["Asia/Shanghai", "1986-09-14T00:59:59", "1986-09-13T15:59:59Z"],
    ["Asia/Shanghai", "1986-09-14T02:00", "1986-09-13T18:00:00Z"],
    ["Asia/Shanghai", "1988-07-01", "1988-06-30T15:00:00Z"],
    ["Asia/Shanghai", "1992-07-01", "1992-06-30T16:00:00Z"],
    ["America/New_York", "2024-03-10T01:59:59", "2024-03-10T06:59:59Z"],
    ["America/New_York", "2024-03-10T03:00", "2024-03-10T07:00:00Z"],
    ["America/New_York", "2024-11-03T00:59", "2024-11-03T04:59:00Z"],
    ["America/New_York", "2024-11-03T02:00", "2024-11-03T07:00:00Z"],
    ["Asia/Kathmandu", "2024-01-01", "2023-12-31T18:15:00Z"],
  ])("%s: %s is %s", (zone, text, instant) => {
    expect(seen(zone, text)).toBe(`${text.slice(0, 10)} ${instant}`);
  });

  test.each([
    [
      "D11: skipped, east of Greenwich",
      "Asia/Shanghai",
      "1986-05-04T02:30",
      "1986-05-03T18:30:00Z",
    ],
    [
      "D09: skipped, west of Greenwich",
      "America/New_York",
      "2024-03-10T02:30",
      "2024-03-10T07:30:00Z",
    ],
    [
      "D10: repeated, west of Greenwich",
      "America/New_York",
      "2024-11-03T01:30",
      "2024-11-03T05:30:00Z",
    ],
    [
      "D11: repeated, east of Greenwich",
      "Asia/Shanghai",
      "1986-09-14T01:30",
      "1986-09-13T16:30:00Z",
    ],
    ["D11: repeated, the last time", "Asia/Shanghai", "1991-09-15T01:30", "1991-09-14T16:30:00Z"],
    ["D13: a skipped midnight, west", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"],
    ["D13: a skipped midnight, east", "Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"],
    ["D14: a repeated midnight", "America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"],
    [
      "D16: half an hour repeated",
      "Australia/Lord_Howe",
      "2024-04-07T01:45",
      "2024-04-06T14:45:00Z",
    ],
    [
      "D16: half an hour skipped",
      "Australia/Lord_Howe",
      "2024-10-06T02:15",
      "2024-10-05T15:45:00Z",
    ],
  ])(
    "a skipped or repeated hour goes by the offset before it: %s",
    (_name, zone, text, instant) => {
      expect(seen(zone, text)).toBe(`${text.slice(0, 10)} ${instant}`);
    },
  );

  test("a date is the start of its day, and its moments follow it in order", () => {
    const clock = new Clock("Asia/Shanghai");
    const instants = [
      "2024-03-05",
      "2024-03-05T00:00:00.001",
      "2024-03-05T00:01",
      "2024-03-05T09:30:00+08:00",
      "2024-03-05T01:30:00.500Z",
      "2024-03-05T23:59:59.999",
      "2024-03-06",
    ].map((text) => clock.read(text)?.instant);
    expect(instants).toEqual([...instants].sort((a, b) => Number(a) - Number(b)));
    expect(instants[0]).toBe(Date.UTC(2024, 2, 4, 16));
  });

  test("spellings of one instant are one instant", () => {
    const clock = new Clock("Asia/Shanghai");
    const spellings = [
      "2024-03-05T09:30",
      "2024-03-05T09:30:00",
      "2024-03-05T09:30:00.0",
      "2024-03-05T09:30:00+08:00",
      "2024-03-05T01:30:00Z",
      "2024-03-04T20:30:00-05:00",
      "2024-03-05T15:30:00+14:00",
    ];
    expect(new Set(spellings.map((text) => JSON.stringify(clock.read(text)))).size).toBe(1);
  });

  test.each([
    ["Asia/Shanghai", "2024-03-05", undefined],
    ["Asia/Shanghai", "2024-03-05T00:00", 0],
    ["Asia/Shanghai", "2024-03-05T09:30:59.999", 570],
    ["Asia/Shanghai", "2024-03-05T16:00:00Z", 0],
    ["Asia/Shanghai", "2024-03-05T23:59:59+08:00", 1439],
    ["Asia/Kolkata", "2024-03-05T00:00:00Z", 330],
    // An hour that the zone skips is read by the offset before it: the clock shows one later.
    ["Europe/Berlin", "2024-03-31T02:30", 210],
    ["Europe/Berlin", "2024-07-01T08:00", 480],
  ])("the time of day, by the clock of %s: %s", (zone, text, minutes) => {
    expect(new Clock(zone).read(text)?.time).toBe(minutes);
  });
});

describe("what is no moment is refused", () => {
  test.each([
    ["D02: 30 February", "2024-02-30"],
    ["D02: 30 February with a time", "2024-02-30T10:00"],
    ["D05: a space for the T", "2024-01-05 10:00"],
    ["D05: a lower-case t", "2024-01-05t10:00"],
    ["D05: a lower-case z", "2024-01-05T10:00z"],
    ["D05: a comma fraction", "2024-01-05T10:00:00,5Z"],
    ["D05: hour 24", "2024-01-05T24:00"],
    ["D05: second 60", "2024-06-30T23:59:60Z"],
    ["minute 60", "2024-01-05T10:60"],
    ["an hour alone", "2024-01-05T10"],
    ["ten-thousandths of a second", "2024-01-05T10:00:00.1234Z"],
    ["D07: offset +25:00", "2024-01-05T10:00+25:00"],
    ["D07: offset beyond 14 hours", "2024-01-05T10:00+14:01"],
    ["D07: offset beyond minus 14 hours", "2024-01-05T10:00-14:30"],
    ["D07: an offset with 60 minutes", "2024-01-05T10:00+08:60"],
    ["an offset without a colon", "2024-01-05T10:00+0800"],
    ["an offset of hours alone", "2024-01-05T10:00+08"],
    ["D23: epoch seconds", "1704412800"],
    ["D25: 5月3日", "5月3日"],
    ["a line break behind", "2024-01-05T10:00Z\n"],
    ["nothing", ""],
  ])("%s", (_name, text) => {
    expect(seen("Asia/Shanghai", text)).toBe("none");
  });

  test.each([
    ["D12: a day before 1902 by its offset", "America/New_York", "1902-01-01T00:00+14:00"],
    ["D23: a day after 2399 by its offset", "Asia/Shanghai", "2399-12-31T23:59-14:00"],
  ])("%s: days outside the years that jifen knows", (_name, zone, text) => {
    expect(seen(zone, text)).toBe("none");
  });
});

describe("time zones", () => {
  test.each([
    "Asia/Shanghai",
    "America/New_York",
    "America/Argentina/Buenos_Aires",
    "UTC",
    "Etc/GMT+8",
  ])("%s is one", (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  test.each([
    "",
    "Mars/X",
    "Asia/Shangai",
    "GMT+8",
    "+08:00",
    "UTC+8",
    "8",
    " Asia/Shanghai",
    "Asia/Shanghai\n",
  ])("%j is none", (zone) => {
    expect(isZone(zone)).toBe(false);
  });

  test.each(["CST", "EST", "asia/shanghai", "ASIA/SHANGHAI"])(
    "D08: %j is an abbreviation or a misspelling, not a zone's name",
    (zone) => {
      expect(isZone(zone)).toBe(false);
    },
  );
});

describe("offsets that are remembered by the day", () => {
  // As the platform tells each by itself.
  test("are those of each moment, also on days on which clocks change", () => {
    const zones = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
    for (const zone of zones) {
      const clock = new Clock(zone);
      for (let hour = 0; hour < 24 * 366; hour += 1) {
        const instant = Date.UTC(2011, 0, 1) + hour * 3_600_000 + 59 * 60_000;
        const local = instant + tzOffset(zone, new Date(instant)) * 60_000;
        const moment = clock.read(new Date(instant).toISOString());
        expect(moment?.day, `${zone} ${instant}`).toBe(Math.floor(local / 86_400_000));
        expect(moment?.time).toBe(Math.floor(local / 60_000) % 1440);
      }
    }
  });
});

// What the regulations give, for everyone who scores by them without jifen.

export const longyang = {
  submission: 2,
  mostBase: 60,
  adoption: {
    "district-general": 5,
    "district-special": 10,
    city: 0,
    province: 20,
    "state-council": 20,
  } as Readonly<Record<string, number>>,
  commission: { adopted: 15, completed: 0, failed: -15 } as Readonly<Record<string, number>>,
  reportingFailure: -15,
  misconduct: -20,
} as const;

export const shangjie = {
  /** By level, then by form. */
  adoption: {
    district: { single: 1, synthesized: 0.5 },
    city: { single: 5, synthesized: 3 },
    province: { single: 10, synthesized: 5 },
    national: { single: 30, synthesized: 15 },
  } as Readonly<Record<string, Readonly<Record<string, number>>>>,
  annotation: { city: 10, province: 20, national: 30 } as Readonly<Record<string, number>>,
  longCharacters: 1000,
  longSeconds: 60,
  longFactor: 3,
  officeShare: 0.2,
  /** An item that was reversed ends at minus what it earned. */
  reversedFactor: -1,
  levelOfOutlet: {
    组工信息: "national",
    组工通讯: "national",
    河南组工信息: "province",
    郑州组织信息: "city",
    郑州组工通讯: "city",
    人民日报: "national",
    光明日报: "national",
    经济日报: "national",
    中国青年报: "national",
    组织人事报: "national",
    河南日报: "province",
    郑州日报: "city",
    求是: "national",
    内部清样: "national",
    内部参考: "national",
    中央电视台: "national",
    中央人民广播电台: "national",
    河南电视台: "province",
    河南人民广播电台: "province",
    郑州电视台: "city",
    郑州人民广播电台: "city",
    新华社: "national",
    上街区党建网: "district",
    上街组工动态: "district",
    上街时讯: "district",
  } as Readonly<Record<string, string>>,
} as const;

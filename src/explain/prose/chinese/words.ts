import type { OutcomeKind } from "../../../document/nodes.ts";
import type { OutcomePart } from "../../model/explanation.ts";
import { countedUnits, unitNames } from "../terms.ts";
import type { Words } from "../words.ts";

const every = {
  day: "每日",
  week: "每周",
  month: "每月",
  quarter: "每季度",
  "half-year": "每半年",
  year: "每年",
  other: "每项",
} as const;

const one = {
  day: "一日",
  week: "一周",
  month: "一个月",
  quarter: "一个季度",
  "half-year": "一个半年",
  year: "一年",
  other: "一项",
} as const;

const roundings = {
  "half-up": "四舍五入",
  "half-down": "五舍六入",
  "half-even": "四舍六入五成双",
  up: "进位",
  down: "舍去尾数",
  floor: "向下取",
  ceiling: "向上取",
} as const;

const whole = {
  "half-up": "四舍五入取整",
  "half-down": "五舍六入取整",
  "half-even": "四舍六入五成双取整",
  up: "进位取整",
  down: "舍去小数",
  floor: "向下取整",
  ceiling: "向上取整",
} as const;

const steps = {
  "keep-all": "全部计入",
  "keep-none": "不计入",
  "keep-first": "只计第一次",
  "keep-last": "只计最后一次",
  "keep-highest": "只计最高",
  "keep-lowest": "只计最低",
  "keep-best": "只计最好的",
  "keep-worst": "取最差的",
  "keep-drop": "去掉最差的",
  "keep-drop-best": "去掉最好的",
  sum: "合计",
  count: "次数",
  mean: "平均",
  highest: "最高",
  lowest: "最低",
  first: "第一次",
  last: "最后一次",
  cap: "上限",
  floor: "下限",
  round: "取舍",
  value: "折算为",
} as const;

const counts = {
  first: "并列取前",
  last: "并列取后",
  mean: "并列取中",
  dense: "不留空位",
} as const;

type States = { readonly [State in OutcomePart["state"]]?: string };

const states: { readonly [State in OutcomePart["state"]]: string } = {
  met: "完成",
  missed: "未完成",
  given: "成立",
  "not-given": "不成立",
  pending: "尚未评定",
  "not-judged": "本期不评定",
  "not-applicable": "不适用",
  unavailable: "无法计算",
};

const outcomeWords: { readonly [Kind in OutcomeKind]: States } = {
  target: {},
  award: { given: "获得", "not-given": "未获得" },
  notice: { given: "给予", "not-given": "不给予" },
  eligibility: {},
  grade: { given: "评定", "not-given": "未评定" },
  cash: { given: "发放", "not-given": "不发放" },
  warning: { given: "提示" },
};

/** A place in a ranking: 分类排名 gives 分类名次. */
function placeName(ranking: string): string {
  return ranking.endsWith("名次") ? ranking : `${ranking.replace(/排名$/u, "")}名次`;
}

/** Chinese, as offices write it. */
export const chinese: Words = {
  states: { absent: "无", pending: "未定", unavailable: "无法计算" },
  outcomes: {
    given: "成立",
    "not-given": "不成立",
    met: "完成",
    missed: "未完成",
    pending: "尚未评定",
    "not-applicable": "不适用",
  },
  points: "分",
  yes: "是",
  no: "否",
  and: " 且 ",
  or: " 或 ",
  modulo: " 除余 ",
  not: (condition) => `非(${condition})`,
  denied: (condition) => `${condition} 不成立`,
  has: (what) => `有${what}`,
  missing: (what) => `无${what}`,
  given: (what) => `已给定${what}`,
  in: (what, list) => `${what} 属于${list.join("、")}`,
  if: (condition, value, otherwise) => `如 ${condition} 则 ${value},否则 ${otherwise}`,
  taken: (value, conditions) => `${value}(${conditions.join(";")})`,
  fails: (condition) => `${condition} 不成立`,
  else: (value, fallback) => `${value},没有时为 ${fallback}`,
  least: (list) => `${list.join("、")} 中的最小值`,
  most: (list) => `${list.join("、")} 中的最大值`,
  atMost: (value, limit) => `${value},不高于 ${limit}`,
  atLeast: (value, limit) => `${value},不低于 ${limit}`,
  undivided: (division, fallback) => `${division},除数为 0 时为 ${fallback}`,
  byZero: (division) => `${division} 的除数为 0`,
  lookedUp: (value, keys) => `${keys} 对应 ${value}`,
  absolute: (value) => `${value} 的绝对值`,
  later: (list) => `${list.join("、")} 中较晚者`,
  earlier: (list) => `${list.join("、")} 中较早者`,
  days: (from, to) => `${from} 至 ${to} 的天数`,
  date: (parts) => `${parts.join("-")} 日`,
  year: (day) => `${day} 的年份`,
  month: (day) => `${day} 的月份`,
  weekday: (day) => `${day} 的星期`,
  round: (value, places, mode) =>
    `${value},${places === 0 ? whole[mode] : `${roundings[mode]}保留 ${places} 位小数`}`,
  power: (value, exponent) => `${value} 的 ${exponent} 次方`,
  root: (value, degree) => `${value} 的${degree === 2 ? "平方根" : ` ${degree} 次方根`}`,
  shift: (moved, count, unit) => `${moved} 顺延 ${countedUnits(count, unit).zh}`,
  unitOf: (unit, day) => `${day} 所在${unitNames[unit].zh}`,
  firstDay: (key) => `${key} 的首日`,
  lastDay: (key) => `${key} 的末日`,
  range: ({ reduction, value, from, to, condition, days }) => {
    const limited = condition === undefined ? "" : `(限 ${condition})`;
    const each = `${from} 至 ${to} 各${days ? "日" : "数"}${limited}`;
    const names = { sum: "之和", mean: "平均值", highest: "最高值", lowest: "最低值" };
    return reduction === "count" ? `${each}的个数` : `${each}${value}的${names[reduction]}`;
  },
  element: { number: "该数", day: "该日" },
  rated: (value, what, parts) =>
    `${what} 对应 ${value}${parts.length === 0 ? "" : `,即 ${parts.join(" + ")}`}`,
  eventTime: "当日零时起分钟数",
  cohort: (reduction, value, alike, kind = "") => {
    const of = `${alike ? "同类" : "全部"}${kind}`;
    const names = { sum: "之和", mean: "平均值", highest: "最高值", lowest: "最低值" };
    return reduction === "count" ? `${of}个数` : `${of}${value}的${names[reduction]}`;
  },
  tied: (reduction, label) => {
    const values = { count: `${label}个数`, sum: label, mean: `${label}平均值` };
    const extremes = { highest: `${label}最高值`, lowest: `${label}最低值` };
    return `并列者之间的${{ ...values, ...extremes }[reduction]}`;
  },
  listed: (label, sorted) => {
    const orders = { ascending: "由低到高", descending: "由高到低", "last-first": "由后到前" };
    return `${label}${sorted === undefined ? "" : orders[sorted]}逐项比较`;
  },
  where: (what, condition) => `${what}(限 ${condition})`,
  over: (quantity, unit, condition) =>
    ({
      all: `${every[unit]}均有 ${condition}`,
      some: `至少${one[unit]}有 ${condition}`,
      none: `没有${one[unit]}有 ${condition}`,
    })[quantity],
  linked: (what) => `关联的${what}`,
  place: (ranking, counted, shown) => {
    const told = [
      ...(counted === undefined ? [] : [counts[counted]]),
      ...(shown === undefined ? [] : [`公布为第 ${shown} 名`]),
    ];
    return `${placeName(ranking)}${told.length === 0 ? "" : `(${told.join(",")})`}`;
  },
  value: "该值",
  state: "累计值",
  owner: "本对象",
  reader: "所属对象",
  eventType: "类型",
  eventId: "编号",
  eventDay: "日期",
  eventSubject: "对象",
  category: "类别",
  name: "名称",
  entry: { amount: "数额", day: "日期", rule: "规则", subject: "对象", position: "位次" },
  each: { value: "列表中的值", position: "位次", count: "人(项)数" },
  inCode: (label, values) => `${label}(由代码函数按${values}算出)`,
  size: (list) => `${list}的个数`,
  period: { year: "考核期年份", first: "考核期首日", last: "考核期末日" },
  list: (items) => items.join("、"),
  keyed: (label, keys) => `${label}(${keys})`,
  keyParts: (parts) => parts.join(" / "),
  keys: { event: (id) => `事件 ${id}`, item: (id) => `信息 ${id}` },
  of: (label, subject) => `${subject}的${label}`,
  told: {
    amount: (value, unit) => (unit === undefined ? value : `${value} ${unit}`),
    times: (count, items) => `${count} ${items ? "条" : "次"}`,
    cite: (clauses) => `〔${clauses.join(";")}〕`,
    title: (subject, kind, ruleset, period) =>
      `${subject}${kind.length === 0 ? "" : `(${kind.join(",")})`} · ${ruleset} · 考核期 ${period === "all" ? "全部" : period}`,
    asOf: (day) => ` · 截至 ${day}`,
    provisional: " · 考核期未满,为目前情况",
    standing: ({ name, ranking, score, rank, cohort, ranked, ties }) =>
      `${name} ${score === undefined ? "" : `${score},`}第 ${rank} 名(${ranking === undefined ? "" : `${ranking},`}${cohort.text}共 ${ranked} 个${ties.length > 0 ? `,与${ties.join("、")}并列` : ""})`,
    placed: (rank) => `第 ${rank} 名`,
    among: (label, names) => `${label}(${names.join("、")})`,
    unranked: (name, ranking, why) => `${name} 无名次(${ranking}):${why}`,
    unplaced: (ranking, why) => `${ranking} 无名次:${why}`,
    excluded: (condition) => `不参加排名,${condition} 不成立`,
    noValue: (what, why) => `没有${what},${why}`,
    gap: (cause, missing) =>
      ({
        "not-judged": "本期不评定",
        "not-over": "时间未满",
        "zero-divisor": "除数为 0",
        "no-such-day": "没有这一天",
        "out-of-bounds": "数值超出可计算的范围",
        "range-too-long": "需逐一计算的数或日过多",
        "denominator-too-long": "分数的公分母过长,无法相加",
        parameters: `缺少参数 ${missing}`,
      })[cause],
    missing: (missing) => `以下参数没有值:${missing}`,
    equals: (label, value, formula) => `${label} ${value} = ${formula}`,
    is: (label, value) => `${label} ${value}`,
    after: (value, states) => `${value}〔${states.join(",")}〕`,
    at: (key, value) => `${key}:${value}`,
    made: ",其中:",
    bracketed: (text) => `(${text})`,
    sentence: (parts) => parts.join(";"),
    headings: {
      outcomes: "结果:",
      others: "其他数据:",
      rejected: "因不合要求未计入的事件:",
      corrected: "因更正未计入的事件:",
      idle: "已计入但没有得分的事件:",
      unavailable: "无法计算的项目:",
      readings: "条款的理解:",
    },
    event: (day, id, item) => `${day} 事件 ${id}${item === undefined ? "" : `(信息 ${item})`}`,
    ofOrigin: (event, subject) => `${event},${subject}`,
    droppedEvent: (event) => `${event},不计`,
    eventIds: (ids) => `事件 ${ids.join("、")}`,
    more: (count) => `另有 ${count} 项`,
    each: (value) => `各 ${value}`,
    through: (first, last) => `${first} 至 ${last}`,
    window: (first, last) => `${first} 至 ${last}`,
    step: (does, label) => label ?? steps[does],
    makes: (formula, value) => `${formula} = ${value}`,
    compares: (value, limit) => `${value},${limit}`,
    equal: (label, value) => `${label}为 ${value}`,
    reduced: (does, count) => (count === 0 ? "没有计入项" : `${count} 项的${steps[does]}`),
    reducedEach: (does, per) => `${per === undefined ? "各组" : `按${per}各`}取${steps[does]}`,
    entries: (count) => `${count} 项`,
    without: (events) => `不计${events}`,
    byRules: (rules) => `依据:${rules}`,
    outcome: (kind, state, result) => {
      const found = outcomeWords[kind][state] ?? states[state];
      return result === undefined || state !== "given" ? found : `${found} ${result}`;
    },
    judgedFor: (units) => `按${units.map((unit) => unitNames[unit].zh).join("、")}评定`,
    revised: (by) => `已由事件 ${by} 更正`,
    retracted: (by) => `已由事件 ${by} 撤销`,
    reading: (question, answer) => `${question}取“${answer}”`,
  },
  compared: {
    above: (a, b, ranking) => `${a}排在${b}之前(${ranking})`,
    below: (a, b, ranking) => `${a}不在${b}之前,而在其后(${ranking})`,
    level: (a, b, ranking) => `${a}与${b}并列(${ranking})`,
    apart: (a, b, ranking) => `${a}与${b}不在同一组排名,不作比较(${ranking})`,
    notBoth: (a, b, ranking) => `${a}与${b}并非都有名次(${ranking})`,
    same: (a) => `${a}与其自身比较`,
    place: (name, rank, cohort, ranked) => `${name} 第 ${rank} 名(${cohort.text}共 ${ranked} 个)`,
    decided: (criterion, isFirst, lower) =>
      `${isFirst ? "" : "前项相同,"}由${criterion}决定${lower ? "(低者在前)" : ""}`,
    item: (position, key) => `首个不同的是第 ${position} 项${key === undefined ? "" : `(${key})`}`,
    levelBy: (criterion) => `${criterion}相同`,
    values: (a, valueA, b, valueB) => `${a} ${valueA},${b} ${valueB}`,
    difference: (value) => `相差 ${value}`,
    made: "差额来自:",
    madeThough: "构成不同:",
    nothing: "各项构成相同。",
  },
};

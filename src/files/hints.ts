import { both, listed, quotedList } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

export const textColumnHint = both(
  "format the column as text before filling it, and write the whole id",
  "请先把该列设为文本格式,再填写完整编号",
);

export const invisibleHint = both(
  "type the cell again; the character came with copied text",
  "请重新键入该单元格;这个字符是复制时带入的",
);

export const noDateHint = both(
  "fill it in; if the row is not an event, such as a remark, delete it",
  "请填写;若本行不是事件(例如备注),请删去",
);

/** What to do about a missing column: one of the unknown columns may be meant. */
export function columnHint(label: Text, strange: readonly string[]): Text {
  const add = both(`add a column "${label.en}"`, `请增加“${label.zh}”列`);
  if (strange.length === 0) return add;
  const names = quotedList(strange);
  return both(`${add.en}; unknown columns: ${names.en}`, `${add.zh};未能识别的列:${names.zh}`);
}

/** What to do about a row with filled cells beyond the header. */
export function lengthHint(spare: readonly string[], delimiter: Text): Text {
  const found = listed(spare.slice(0, 3).map((cell) => quote(cell.trim())));
  return both(
    `${found.en} beyond the last column: put a text or number that contains a ${delimiter.en} in quotation marks; otherwise move the cell under a header, or delete it`,
    `最后一列之外还有${found.zh}:含${delimiter.zh}的文字或数字须用引号括起;否则请移到有表头的列,或删去`,
  );
}

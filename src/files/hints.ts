import { both, listed, quotedList } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

export const textColumnHint = both(
  "give the column the format text before it is filled, and write the whole id",
  "请先把该列设为文本格式,再填写完整编号",
);

export const invisibleHint = both(
  "type the cell again; the character came with copied text",
  "请重新键入该单元格;这个字符是复制时带入的",
);

export const noDateHint = both(
  "fill it in; delete the row if it is no event, such as a remark",
  "请填写;若本行不是事件(例如备注),请删去",
);

/** What to do about a value whose column is not there: one of those that mean nothing may be meant. */
export function columnHint(label: Text, strange: readonly string[]): Text {
  const add = both(`add a column "${label.en}"`, `请增加“${label.zh}”列`);
  if (strange.length === 0) return add;
  const names = quotedList(strange);
  return both(`${add.en}; not understood: ${names.en}`, `${add.zh};未能识别的列:${names.zh}`);
}

/** A row with filled cells that no header stands over. */
export function lengthHint(spare: readonly string[], delimiter: Text): Text {
  const found = listed(spare.slice(0, 3).map((cell) => quote(cell.trim())));
  return both(
    `${found.en} beyond the last column: put a text or number that holds a ${delimiter.en} in quotes; otherwise move the cell under a header, or delete it`,
    `最后一列之外还有${found.zh}:含${delimiter.zh}的文字或数字须用引号括起;否则请移到有表头的列,或删去`,
  );
}

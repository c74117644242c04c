import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

const tooManyFiles = both(
  "too many files are open; close other programs or raise the limit",
  "打开的文件过多,请关闭其他程序或调高上限",
);
const diskFull = both("the disk is full", "磁盘已满");

/** Reasons for system errors when reading or writing, by code. */
const systemReasons: Readonly<Record<string, Text>> = {
  ENOENT: both("the file does not exist", "文件不存在"),
  ENOTDIR: both("part of the path is a file, not a folder", "路径中有一段是文件,不是文件夹"),
  EISDIR: both("it is a folder, not a file", "这是文件夹,不是文件"),
  EACCES: both("you do not have permission to open it", "没有访问权限"),
  EPERM: both("you do not have permission to open it", "没有访问权限"),
  ENAMETOOLONG: both("the name is too long", "名称过长"),
  ELOOP: both("its links form a circle", "链接循环指向"),
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  EIO: both("the device failed; check the disk or the connection", "设备读写出错,请检查磁盘或连接"),
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: both("it would become too large", "文件将过大"),
  EPIPE: both("the program that reads it has ended", "读取的程序已结束"),
  EAGAIN: both("it is not ready; try again", "暂时无法读写,请重试"),
  ENOMEM: both("there is not enough memory", "内存不足"),
  ETIMEDOUT: both("it did not answer in time", "等待超时"),
};

/** The code of an error of the system, such as `EIO`; undefined of any other error. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return /^E[A-Z0-9]+$/.test(String(error.code)) ? String(error.code) : undefined;
}

/** Why the system could not use a file, by its code. */
export function systemReason(code: string): Text {
  return systemReasons[code] ?? both(code, code);
}

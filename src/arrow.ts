export { fromArrow } from "./arrow/from-arrow.ts";
export { type ToArrowOptions, toArrow } from "./arrow/to-arrow.ts";

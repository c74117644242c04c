# Writes the files of columns that the tests read, as a data team would: python3 -m pip install pyarrow; python3 make.py
import datetime as dt
import decimal as de
import pathlib

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
shanghai = dt.timezone(dt.timedelta(hours=8))
table = pa.table(
    {
        "id": pa.array([101, 102, 103, 104], pa.int64()),
        "type": pa.array(["gain", "gain", "gain", "gain"]).dictionary_encode(),
        "at": pa.array(
            [dt.datetime(2024, 3, 5, 0, 30, tzinfo=shanghai), dt.datetime(2024, 3, 31, 23, 59, 59, 250000, tzinfo=shanghai)] * 2,
            pa.timestamp("us", "Asia/Shanghai"),
        ),
        "subject": pa.array(["a", "b", None, "a"]).dictionary_encode(),
        "points": pa.array([de.Decimal("0.10"), de.Decimal("-12.25"), de.Decimal("1.00"), None], pa.decimal128(10, 2)),
        "due": pa.array([dt.date(2024, 2, 29), None, None, dt.date(2024, 12, 31)], pa.date32()),
        "sent": pa.array([dt.datetime(2024, 3, 5), None, dt.datetime(2024, 3, 6), None], pa.timestamp("ns")),
        "isLate": pa.array([True, False, None, True]),
        "share": pa.array([0.5, 0.1, None, 0.25], pa.float32()),
        "helpers": pa.array([["a", "b"], [], None, ["b"]], pa.list_(pa.string())),
        "note": pa.array(["甲,乙", "plain", None, ""]),
        "unused": pa.array([{"x": 1}, None, None, None]),
    }
)
feather.write_feather(table, here / "events.arrow", compression="uncompressed")
feather.write_feather(table, here / "lz4.arrow", compression="lz4")
feather.write_feather(table, here / "zstd.arrow", compression="zstd")
with pa.ipc.new_stream(here / "events.arrows", table.schema) as stream:
    stream.write_table(table, max_chunksize=2)
for codec in ["none", "snappy", "zstd", "gzip", "brotli", "lz4"]:
    pq.write_table(table, here / f"{codec}.parquet", compression=codec, row_group_size=3)
pq.write_table(table, here / "pages-v2.parquet", data_page_version="2.0", version="1.0")
plain = table.drop_columns(["unused", "helpers"])
pq.write_table(plain, here / "plain.parquet", use_dictionary=False, store_decimal_as_integer=True)
pq.write_table(table.select(["id", "type", "at", "subject"]), here / "old-moments.parquet", use_deprecated_int96_timestamps=True)
pq.write_table(
    table.set_column(table.schema.get_field_index("points"), "points", table["unused"]), here / "nested.parquet"
)
pq.write_table(
    pa.table({"id": pa.array([7, 8], pa.int32()), "name": ["第一镇", "综合科"]}), here / "roster.parquet"
)

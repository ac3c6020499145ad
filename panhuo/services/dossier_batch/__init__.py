"""Dossiers from a workbook (上传, 上传登记入库; S88–S94, S101, S144): matched, judged, written by thousands.

`looking` matches rows to patents and dossiers and judges each (`checking`, `judging`), in as many statements
for ten thousand rows as for ten. `acts` writes into a `ledger` what the single acts of
`panhuo.services.dossiers` would have written, row by row and in memory; `writing` brings that to the
database, table by table.
"""

"""Every form of a date, and at least as many things that look like one and are none.

`told` writes a mention in one string: `?-06-09` is 9 June of a year that is not printed, `a/b` a
range, `selasa` the weekday, `~` a slip that was read over, `year-1` what counts from another day,
`!` what is to come.
"""

from __future__ import annotations

import pytest

from kontan_parse.dates.mentions import find
from kontan_parse.dates.values import DAYS, Mention, Part

FORMS = {
    # weekday, day and month
    "Senin (28/4)": "?-04-28 senin",
    "Senin (28/04)": "?-04-28 senin",
    "Senin (9/6/2026)": "2026-06-09 senin",
    "Senin (09/06/2026)": "2026-06-09 senin",
    "Selasa (18/8/26)": "2026-08-18 selasa",
    "Kamis, (25/7)": "?-07-25 kamis",
    "Senin(20/7/2026)": "2026-07-20 senin",
    "Rabu 5/8": "?-08-05 rabu",
    "Rabu, 5/8/2026": "2026-08-05 rabu",
    "(Jumat, 7/8/2026)": "2026-08-07 jumat",
    "(Jumat 7/8)": "?-08-07 jumat",
    "kamis (11/6)": "?-06-11 kamis",
    "minggu (14/6)": "?-06-14 minggu",
    "Ahad (14/6)": "?-06-14 minggu",
    "Jum'at (12/6)": "?-06-12 jumat",
    "Jum’at (12/6/2026)": "2026-06-12 jumat",
    "Jum‘at (12/6)": "?-06-12 jumat",
    "Jum`at (12/6)": "?-06-12 jumat",
    "Jum´at (12/6)": "?-06-12 jumat",
    "Juma't (12/6)": "?-06-12 jumat",
    "Juma‘t sore (12/6)": "?-06-12 jumat",
    "Selasa ( 9/6 )": "?-06-09 selasa",
    "Selasa (9 /6)": "?-06-09 selasa",
    "Kamis (25/6/2026.)": "2026-06-25 kamis",
    # with a part of the day
    "Selasa pagi (9/6/2026)": "2026-06-09 selasa",
    "Rabu lalu (6/8/2025)": "2025-08-06 rabu",
    "Jumat sore (5/6)": "?-06-05 jumat",
    "Kamis dini hari (4/6)": "?-06-04 kamis",
    "Kamis malam WIB (4/6)": "?-06-04 kamis",
    "Kamis malam waktu setempat (4/6)": "?-06-04 kamis",
    "Senin kemarin (8/6)": "?-06-08 senin",
    "Selasa pekan lalu (2/6)": "?-06-02 selasa",
    "Minggu lalu (7/6)": "?-06-07 minggu",
    "Selasa (9/6 pagi)": "?-06-09 selasa",
    "Selasa (9/6/2026 WIB)": "2026-06-09 selasa",
    "Selasa (9/6/2026, waktu setempat)": "2026-06-09 selasa",
    "Senin waktu AS (18/2)": "?-02-18 senin",
    "Senin waktu New York (18/2)": "?-02-18 senin",
    "Senin tengah malam (18/2)": "?-02-18 senin",
    "Senin pukul 10.00 WIB (18/2)": "?-02-18 senin",
    "Senin pukul 10.00 (18/2)": "?-02-18 senin",
    "Senin mendatang (18/2)": "?-02-18 senin !",
    "Senin depan (18/2)": "?-02-18 senin !",
    "Senin minggu lalu (18/2)": "?-02-18 senin",
    # a relative day that is spelt out
    "kemarin (11/1)": "?-01-11",
    "hari ini (20/12)": "?-12-20",
    "Hari ini (20/12)": "?-12-20",
    "Besok (21/12)": "?-12-21 !",
    "pekan lalu (8/1)": "?-01-08",
    "minggu lalu (8/1)": "?-01-08",
    "besok (21/12)": "?-12-21 !",
    "lusa (22/12)": "?-12-22 !",
    "pekan depan (8/1)": "?-01-08 !",
    # alone
    "(18/6)": "?-06-18",
    "(18/6/2026)": "2026-06-18",
    "18/6/2026": "2026-06-18",
    "18/06/26": "2026-06-18",
    # named days
    "Jumat, 5 Maret 2021": "2021-03-05 jumat",
    "Juma't, 5 Maret 2021": "2021-03-05 jumat",
    "Senin 6 Juni 2022": "2022-06-06 senin",
    "Senin, 6 Juni": "?-06-06 senin",
    "Senin (4 Agustus 2025)": "2025-08-04 senin",
    "Senin, (4 Agustus)": "?-08-04 senin",
    "18 Juni 2026": "2026-06-18",
    "(25 Juli 2026)": "2026-07-25",
    "25 Juli": "?-07-25",
    "05 Juli 2026": "2026-07-05",
    "5 Okt 2021": "2021-10-05",
    "5 Agt 2021": "2021-08-05",
    "5 Sep 2021": "2021-09-05",
    "5 mei 2021": "2021-05-05",
    "5 JUNI 2021": "2021-06-05",
    "29 Februari": "?-02-29",
    "17 Agustus 1945": "1945-08-17",
    # named months
    "Mei 2026": "2026-05",
    "Mei tahun 2026": "2026-05",
    "Desember/2026": "2026-12",
    "Desember, 2026": "2026-12",
    "agustus 2021": "2021-08",
    "AGUSTUS 2021": "2021-08",
    "Des 2021": "2021-12",
    # ranges of days
    "7-8 Juli": "?-07-07/?-07-08",
    "7 - 8 Juli 2026": "2026-07-07/2026-07-08",
    "13–17 Juli 2026": "2026-07-13/2026-07-17",
    "13 hingga 17 Juli 2026": "2026-07-13/2026-07-17",
    "13 sampai 17 Juli": "?-07-13/?-07-17",
    "13 sampai dengan 17 Juli 2026": "2026-07-13/2026-07-17",
    "13 s.d. 17 Juli 2026": "2026-07-13/2026-07-17",
    "13 s/d 17 Juli 2026": "2026-07-13/2026-07-17",
    "13 sd 17 Juli 2026": "2026-07-13/2026-07-17",
    "(17-18/6)": "?-06-17/?-06-18",
    "Rabu (17-18/6/2026)": "2026-06-17/2026-06-18",
    "Kamis-Jumat (4-5/6)": "?-06-04/?-06-05",
    "Kamis (4/6)-Jumat (5/6)": "?-06-04/?-06-05",
    "Kamis (4/6) hingga Jumat (5/6)": "?-06-04/?-06-05",
    "Senin (1/6/2026) sampai Jumat (5/6/2026)": "2026-06-01/2026-06-05",
    # across months and years
    "3 Agustus hingga 2 November 2026": "?-08-03/2026-11-02",
    "3 Agustus-2 November 2026": "?-08-03/2026-11-02",
    "30 Juni s.d. 2 Juli 2026": "?-06-30/2026-07-02",
    "30 Juni sampai dengan 2 Juli 2026": "?-06-30/2026-07-02",
    "30 Juni hingga 3-5 Juli 2026": "?-06-30/2026-07-05",
    "30 Juni hingga 3-5 Juli tahun lalu": "?-06-30/?-07-05 year-1",
    "30 Desember – 2 Januari": "?-12-30/?-01-02",
    "30 Desember-2 Januari 2027": "?-12-30/2027-01-02",
    "3 Agustus 2026 hingga 2 Januari 2027": "2026-08-03/2027-01-02",
    "1 Januari 2026-31 Desember 2026": "2026-01-01/2026-12-31",
    "Senin, 1 Juni 2026 hingga Jumat, 5 Juni 2026": "2026-06-01/2026-06-05",
    "(30/6-2/7)": "?-06-30/?-07-02",
    "(17/6/2026 - 18/6/2026)": "2026-06-17/2026-06-18",
    "(30/12-2/1/27)": "?-12-30/2027-01-02",
    "17/6/2026-18/6/2026": "2026-06-17/2026-06-18",
    # ranges of months
    "Januari-Mei 2026": "2026-01/2026-05",
    "Januari–Mei 2026": "2026-01/2026-05",
    "Januari hingga Mei 2026": "2026-01/2026-05",
    "Januari s.d. Mei 2026": "2026-01/2026-05",
    "Januari 2025 hingga Mei 2026": "2025-01/2026-05",
    # to some part of a month
    "14 Mei hingga akhir Oktober 2026": "?-05-14/2026-10",
    "Juni hingga akhir Juli 2026": "2026-06/2026-07",
    "Juni 2026 sampai dengan pertengahan Juli 2026": "2026-06/2026-07",
    # quarters and their kin
    "kuartal III 2026": "2026-07/2026-09",
    "kuartal III-2026": "2026-07/2026-09",
    "kuartal II/2025": "2025-04/2025-06",
    "kuartal-I 2026": "2026-01/2026-03",
    "paruh kedua 2026": "2026-07/2026-12",
    "Paruh Pertama 2026": "2026-01/2026-06",
    "paruh pertama tahun 2025": "2025-01/2025-06",
    "separuh pertama 2025": "2025-01/2025-06",
    "paro kedua 2026": "2026-07/2026-12",
    "Separo pertama tahun 2026": "2026-01/2026-06",
    "kuartal iii 2024": "2024-07/2024-09",
    "semester i/2024": "2024-01/2024-06",
    "kuartal iv-2024": "2024-10/2024-12",
    "kuartalI-2022": "2022-01/2022-03",
    "kuartal I hingga III 2025": "2025-01/2025-09",
    "kuartal II-III tahun ini": "?-04/?-09 year+0",
    "tahun penuh 2026": "2026",
    "enam bulan pertama 2026": "2026-01/2026-06",
    "Lima bulan pertama tahun 2026": "2026-01/2026-05",
    "11 bulan pertama di tahun 2025": "2025-01/2025-11",
    "Kuartal ketiga 2026": "2026-07/2026-09",
    "kuartal pertama tahun 2026": "2026-01/2026-03",
    "kuartal I pada tahun 2026": "2026-01/2026-03",
    "kuartal ke-3 2026": "2026-07/2026-09",
    "kuartal ke 3 2026": "2026-07/2026-09",
    "KUARTAL IV 2026": "2026-10/2026-12",
    "Kuartal I Tahun 2026": "2026-01/2026-03",
    "Semester Pertama Tahun 2022": "2022-01/2022-06",
    "kwartal I 2026": "2026-01/2026-03",
    "triwulan IV 2025": "2025-10/2025-12",
    "Triwulan III tahun 2025": "2025-07/2025-09",
    "semester I-2026": "2026-01/2026-06",
    "Semester kedua 2026": "2026-07/2026-12",
    "caturwulan II 2026": "2026-05/2026-08",
    "kuartal I-2026 hingga kuartal III-2026": "2026-01/2026-09",
    "3Q26": "2026-07/2026-09",
    "3Q2026": "2026-07/2026-09",
    "3Q 2026": "2026-07/2026-09",
    "3Q'26": "2026-07/2026-09",
    "Q3 2026": "2026-07/2026-09",
    "Q3-2026": "2026-07/2026-09",
    "Q3/2026": "2026-07/2026-09",
    "1Q26-2Q26": "2026-01/2026-06",
    "1H26": "2026-01/2026-06",
    "2H 2026": "2026-07/2026-12",
    "H1-2026": "2026-01/2026-06",
    "H2 2025": "2025-07/2025-12",
    "3M26": "2026-01/2026-03",
    "9M26": "2026-01/2026-09",
    "12M25": "2025-01/2025-12",
    "FY26": "2026",
    "FY2026": "2026",
    "FY26F-FY28F": "2026/2028",
    "FY26-28F": "2026/2028",
    "FY2026–2028": "2026/2028",
    # years
    "tahun 2006": "2006",
    "Tahun 1998": "1998",
    "tahun buku 2025": "2025",
    "Tahun Buku 2025": "2025",
    "tahun anggaran 2027": "2027",
    "tahun ajaran 2026/2027": "2026/2027",
    "tahun 2025-2030": "2025/2030",
    "tahun 2025–2030": "2025/2030",
    "tahun 2025—2030": "2025/2030",
    "tahun 2025-26": "2025/2026",
    "tahun 2025 hingga 2030": "2025/2030",
    "tahun 2025 sampai tahun 2030": "2025/2030",
    # what counts from the day of publication
    "hari ini": "day+0",
    "kemarin": "day-1",
    "Kemarin": "day-1",
    "besok": "day+1 !",
    "lusa": "day+2 !",
    "pekan ini": "week+0",
    "Pekan lalu": "week-1",
    "minggu depan": "week+1 !",
    "bulan ini": "month+0",
    "bulan lalu": "month-1",
    "bulan depan": "month+1 !",
    "tahun ini": "year+0",
    "Tahun lalu": "year-1",
    "tahun mendatang": "year+1 !",
    "25 Juli tahun lalu": "?-07-25 year-1",
    "5 Aug tahun lalu": "?-08-05 year-1",
    "Mei tahun ini": "?-05 year+0",
    "Januari-Mei tahun lalu": "?-01/?-05 year-1",
    "kuartal IV tahun lalu": "?-10/?-12 year-1",
    "semester pertama tahun depan": "?-01/?-06 year+1",
    "paruh kedua tahun ini": "?-07/?-12 year+0",
    "tiga bulan pertama tahun lalu": "?-01/?-03 year-1",
    "April lalu": "?-04 named month-1",
    "Mei ini": "?-05 named month+0",
    "September mendatang": "?-09 named month+1 !",
    # in capitals, as headlines are
    "Hari Ini": "day+0",
    "HARI INI": "day+0",
    "Pekan Depan": "week+1 !",
    "Tahun Ini": "year+0",
    "Hari Ini (20/12)": "?-12-20",
    "Pekan Kemarin (12/6)": "?-06-12",
    "Rabu Pagi (15/7)": "?-07-15 rabu",
    "Rabu Lalu (15/7)": "?-07-15 rabu",
    "Kamis Malam Waktu Setempat (4/6)": "?-06-04 kamis",
    "Senin Pukul 10.00 WIB (18/2)": "?-02-18 senin",
    "17 Mei Tahun Lalu": "?-05-17 year-1",
    "17-18 Mei Tahun Lalu": "?-05-17/?-05-18 year-1",
    "Mei Tahun Ini": "?-05 year+0",
    "27 MEI TAHUN LALU": "?-05-27 year-1",
    "KUARTAL I TAHUN INI": "?-01/?-03 year+0",
    "TIGA BULAN PERTAMA TAHUN INI": "?-01/?-03 year+0",
    "April Lalu": "?-04 named month-1",
    "Semester I Tahun Ini": "?-01/?-06 year+0",
    "Tiga Kuartal Pertama 2024": "2024-01/2024-09",
    "Kuartal Terakhir 2025": "2025-10/2025-12",
    "Kuartal Dua 2024": "2024-04/2024-06",
    "Enam Bulan Pertama 2026": "2026-01/2026-06",
    "Tiga Bulan Pertama Tahun Lalu": "?-01/?-03 year-1",
    # slips of the pen
    "Selesa (9/6)": "?-06-09 selasa ~",
    "Selas (9/6)": "?-06-09 selasa ~",
    "Seni (8/6)": "?-06-08 senin ~",
    "Kami (11/6)": "?-06-11 kamis ~",
    "Juma (12/6)": "?-06-12 jumat ~",
    "Sabut (13/6)": "?-06-13 sabtu ~",
    "(7/7//2026)": "2026-07-07 ~",
    "Selasa (9//6/2026)": "2026-06-09 selasa ~",
    "Selasa (9/6 /2026)": "2026-06-09 selasa ~",
    "Selasa (9/6/3026)": "?-06-09 selasa ~",
    "(19.6/2026)": "2026-06-19 ~",
    "Selasa (4/8.2026)": "2026-08-04 selasa ~",
    "Selasa (30/6/2/206)": "?-06-30 selasa ~",
    "Senin (1.8)": "?-08-01 senin ~",
    "Senin (1.6.2026)": "2026-06-01 senin ~",
    "Selasa (9/6": "?-06-09 selasa ~",
    "Selasa (6/18/2026)": "2026-06-18 selasa ~",
    "5 Nopember 2021": "2021-11-05 ~",
    "5 Pebruari 2021": "2021-02-05 ~",
    "8 JUli 2023": "2023-07-08 ~",
    "semester terakhir 2018": "2018-07/2018-12",
    "tahun 2025/26": "2025/2026",
    "enam bulan di 2022": "2022-01/2022-06",
    "Nopember 2022": "2022-11 ~",
    # no calendar has them; years.py says so
    "31 Juni 2026": "2026-06-31",
    "Selasa (31/6)": "?-06-31 selasa",
    "29 Februari 2023": "2023-02-29",
    # from abroad
    "August 5, 2024": "2024-08-05",
    "July 3rd, 1998": "1998-07-03",
    "11 December 2024": "2024-12-11",
    "3 May 2024": "2024-05-03",
    "2026-06-18": "2026-06-18",
    "31-Des-2023": "2023-12-31",
    "16-7-1990": "1990-07-16",
    # quarters by other words
    "kuartal dua tahun 2024": "2024-04/2024-06",
    "kuartal tiga 2024": "2024-07/2024-09",
    "semester dua tahun ini": "?-07/?-12 year+0",
    "paruh pertama di tahun ini": "?-01/?-06 year+0",
    "enam bulan pertama pada tahun lalu": "?-01/?-06 year-1",
    "kuartal I sampai dengan kuartal III 2024": "2024-01/2024-09",
    "Kuartal III hingga kuartal IV 2024": "2024-07/2024-12",
    "kuartal I s/d III 2024": "2024-01/2024-09",
    "tiga kuartal pertama 2024": "2024-01/2024-09",
    "dua kuartal terakhir 2024": "2024-07/2024-12",
    "TW III-2024": "2024-07/2024-09",
    "1Q-2024": "2024-01/2024-03",
    "1Q/2024": "2024-01/2024-03",
    "2H-24": "2024-07/2024-12",
    "9M-2024": "2024-01/2024-09",
    "10M24": "2024-01/2024-10",
    "FY-2026": "2026",
    "FY23/24": "2023/2024",
    "tahun 2025 s/d 2027": "2025/2027",
    "2016 s/d 2017": "2016/2017",
    # short names, slips, words between
    "31 Des. 2022": "2022-12-31",
    "1 Jan-15 Agustus 2024": "?-01-01/2024-08-15",
    "Jan-Sep 2023": "2023-01/2023-09",
    "November-Januari 2024": "2023-11/2024-01",
    "Desember hingga awal Januari 2019": "2018-12/2019-01",
    "Senin tanggal 18 Februari 2019": "2019-02-18 senin",
    "Febuari 2023": "2023-02 ~",
    "Oktober2023": "2023-10",
    "15 Mei2023": "2023-05-15",
    "5 Febuari 2023": "2023-02-05 ~",
}

INSIDE = {
    "kata Ratri kepada Kontan (18/6)": ["(18/6)"],
    "dalam risetnya (18/6/2026)": ["(18/6/2026)"],
    "per 18/6/2026.": ["18/6/2026"],
    "Tanggal 2026-06-18. Gula naik": ["2026-06-18"],
    "Selasa (9/6) pagi": ["Selasa (9/6)"],
    "(Jumat, 7 Agustus 2026)": ["Jumat, 7 Agustus 2026"],
    "25 Juli mendatang": ["25 Juli"],
    "5 Mei-Juni lalu": ["5 Mei", "Juni lalu"],
    "Mei dan Juni lalu": ["Juni lalu"],
    "perbaikan tanur 4 hingga 22 Mei": ["22 Mei"],
    "Tahap 2 - 22 Mei 2026": ["22 Mei 2026"],
    "kapasitas furnance 4 hingga 22 Mei": ["22 Mei"],
    "komunitas 4 hingga 22 Mei": ["4 hingga 22 Mei"],
    "unit baru 4 hingga 22 Mei": ["4 hingga 22 Mei"],
    "perbaikan tanur 4, 22 Mei": ["22 Mei"],
    "Pekan 1 Juli 2022, harga gula naik": ["Juli 2022"],
    "Gula naik pekan 4 Juli 2022": ["Juli 2022"],
    "Pekan 1 Juli itu sepi": [],
    "Pekan 11 Juli 2022 sepi": ["11 Juli 2022"],
    "dalam pekan 1 Juli 2022": ["1 Juli 2022"],
    "dalam sepekan 1 Juli 2022": ["1 Juli 2022"],
    "Pekan 1-5 Juli 2022 sepi": ["1-5 Juli 2022"],
    "Minggu 1 Juli 2018 sepi": ["Minggu 1 Juli 2018"],
    "kata kami (18/6)": ["(18/6)"],
    "kata Ratri, Rabu (7//20251).": ["Rabu (7//20251)"],
    "kata Ratri, Senin (224/11/2025).": ["Senin (224/11/2025)"],
    "kata Ratri, Senin (14/).": ["Senin (14/)"],
    "lahan (7//20251)": [],
    "sejak awal Oktober (1/1) gula naik": ["Oktober (1/1)"],
    "sejak awal Oktober (1/10) gula naik": ["(1/10)"],
    "sejak akhir Maret (1/4) gula naik": ["(1/4)"],
    "sejak awal Januari (31/12) gula naik": ["(31/12)"],
    "sejak awal gula (1/1) itu": ["(1/1)"],
    "pasar seni (18/6)": ["(18/6)"],
    "Rabu dan Kamis (17-18/6)": ["Kamis (17-18/6)"],
    "Senin (1/6), Selasa (2/6), dan Rabu (3/6)": ["Senin (1/6)", "Selasa (2/6)", "Rabu (3/6)"],
    "1/1/2020 2/1/2020 3/1/2020": ["1/1/2020", "2/1/2020", "3/1/2020"],
    "Mei 2026 dan Juni 2026": ["Mei 2026", "Juni 2026"],
    "Mei dan Juni 2026": ["Mei", "Juni 2026"],
    "Maret, April & Mei 2019": ["Maret", "April", "Mei 2019"],
    "harga maret atau april 2019": ["maret", "april 2019"],
    # nobody knows their year, or what belongs to the month
    "Desember dan Januari 2019": ["Januari 2019"],
    "3 Maret dan April 2019": ["3 Maret", "April 2019"],
    "Maret, Mei 2019": ["Mei 2019"],
    "Februari-Maret dan Mei 2019": ["Mei 2019"],
    "Komaret dan Mei 2019": ["Mei 2019"],
    "pedagang dan Mei 2019": ["Mei 2019"],
    "sejak Desember 2019, tahun 2006, dan Mei 2022": ["Desember 2019", "tahun 2006", "Mei 2022"],
    "pada 5 Juni 2026 hingga kuartal III 2026": ["5 Juni 2026", "kuartal III 2026"],
    "kuartal II-2026 (April-Juni 2026)": ["kuartal II-2026", "April-Juni 2026"],
    "UU Nomor 4 Tahun 2023 berlaku sejak tahun 2024": ["tahun 2024"],
    "tahun 2030-2025": [],
    # years by the word before them, and those joined to them
    "sejak 2006": ["2006"],
    "Pada 2026 nanti": ["2026"],
    "hingga akhir 2026,": ["2026"],
    "sepanjang 2025, 2026, dan 2027": ["2025", "2026", "2027"],
    "pada 2016 dan 2015, pada 2016, 2015": ["2016", "2015", "2016"],
    "pada 2016 dan 2011. Pada 2016 dan 2010.": ["2016", "2011", "2016"],
    "pada 2015 atau 2016, pada 2015 dan 2009": ["2015", "2016", "2015"],
    "libur Nataru 2024/2025, pada 2018/19": ["2024/2025", "2018/19"],
    "pada 2024/2026 dan 2024/2025/7": [],
    "periode 2025-26, sejak 2025–26": ["2025-26", "2025–26"],
    "pada 2025-27": ["2025"],
    "Januari –\nMaret 2026": ["Maret 2026"],
    "naik dibandingkan dengan 2024 dan sampai dengan 2025": ["2024", "2025"],
    "dengan 2024 peserta": [],
    "akhir pekan kemarin (12/6/2026)": ["pekan kemarin (12/6/2026)"],
    "Jumat pekan kemarin (12/6), bulan kemarin (12/5)": [
        "Jumat pekan kemarin (12/6)",
        "bulan kemarin (12/5)",
    ],
    "kata kami besok (19/6)": ["besok (19/6)"],
    "surat (18/6/2026) dari Medan": ["(18/6/2026)"],
    "harga gula(4 Agustus 2025) naik": ["(4 Agustus 2025)"],
    "rapat itu—Senin (8/6)—batal, rapat—Jum'at (12/6)": ["Senin (8/6)", "Jum'at (12/6)"],
    "rapat—Juma't (12/6)": ["Juma't (12/6)"],
    "umat (12/6), al-Juma'ti (12/6)": ["(12/6)", "(12/6)"],
    "“Kemarin (11/1) gula naik": ["Kemarin (11/1)"],
    "saham JULI tahun ini naik": ["tahun ini"],
    "meneken Inpres (18/6/2026) dan Perppu (18/6)": ["(18/6/2026)", "(18/6)"],
    "nomor 3 kuartal pertama 2026": ["kuartal pertama 2026"],
    "kuartal I, dua tahun lalu": [],
    # behind a figure
    "kasus Covid-19 (18/2), G20 (18/2), LQ45 (18/2)": ["(18/2)", "(18/2)", "(18/2)"],
    "level Rp 14.106 (18/2) dan 6.512,45 (18/2)": ["(18/2)", "(18/2)"],
    "level 6.512,45 (2/2) naik": ["(2/2)"],
    "pukul 15.00 (18/2) dan 10:30 (18/2)": ["(18/2)", "(18/2)"],
    "naik 3 (18/2/2019), naik 3 (18/2)": ["(18/2/2019)"],
    # what the sentence is about is not counted
    "Pada 2021 perusahaan itu untung, sepanjang 2022 rupiah melemah": ["2021", "2022"],
    "hingga akhir 2021 nasabah bertambah": ["2021"],
    "pada 2035 rupiah melemah, pada 2036 rupiah": ["2035"],
    "dari 2021 perusahaan dan di 2021 sekolah": [],
    "pada 2000 perusahaan, pada 2045 emiten, pada 1999 rumah": [],
    "tahun 2025 dan 2024 truk": ["tahun 2025"],
    "periode 2023-2026 lalu": ["2023-2026"],
    "periode 2026—2030": ["2026—2030"],
    "antara 2015 dan 2019": ["2015", "2019"],
    "mulai 2027 hingga awal 2028": ["2027 hingga awal 2028"],
    "sejak 5 Juni 2026 hingga akhir 2027": ["5 Juni 2026 hingga akhir 2027"],
    "sejak 5 Juni 2026 hingga akhir 2026": ["5 Juni 2026", "2026"],
    "sejak 2014 hingga Mei 2025": ["2014 hingga Mei 2025"],
    "mulai 4 Mei 2025 hingga Maret 2027": ["4 Mei 2025 hingga Maret 2027"],
    "mulai 4 Mei 2025 hingga Mei 2025": ["4 Mei 2025", "Mei 2025"],
    "sepanjang 2024, hingga Mei 2025": ["2024", "Mei 2025"],
    "tahun 2026 hingga akhir Mei 2025": ["tahun 2026", "Mei 2025"],
    "Mei 2026 hingga Senin (8/6)": ["Mei 2026", "Senin (8/6)"],
    "Mei 2026 hingga akhir Senin (8/6)": ["Mei 2026", "Senin (8/6)"],
    "7-8 Juli hingga 5 Agustus 2026": ["7-8 Juli", "5 Agustus 2026"],
    "cum 4 Mei 2026.2. Ex 5 Mei 2026.12. PT": ["4 Mei 2026", "5 Mei 2026"],
    "kuartal I 2025.2. Laba tahun 2024.3. Naik pada 2023.4. Usai": [
        "kuartal I 2025",
        "tahun 2024",
        "2023",
    ],
    "Mei 2026.2 dan Mei 2026.250. Naik": [],
    "ditutup di 7.118,05 hari ini, US$ 110 tahun lalu, Rp 50 pekan ini": [
        "hari ini",
        "tahun lalu",
        "pekan ini",
    ],
    "2,5 tahun lalu, 1.500 tahun lalu, 5000 tahun lalu, 5-10 tahun lalu, 10 Hari Ini": [],
    "2000 tahun lalu, 65.250 tahun lalu, tenor 6/12 Bulan, 3/6 BULAN": [],
    "pada 2025. Tahun lalu": ["2025", "Tahun lalu"],
    "1.5 tahun lalu, 2,25 tahun lalu, 0,75 tahun lalu, 1/2 tahun lalu": [],
    "LQ45 hari ini, G20 tahun ini, Covid-19 tahun lalu": ["hari ini", "tahun ini", "tahun lalu"],
    "Piala Dunia 2026 bulan ini, peringkat ke-10 tahun ini": ["bulan ini", "tahun ini"],
    "ditutup di 7.118,05 tahun lalu": ["tahun lalu"],
    "ditutup di 5.912 hari ini, pukul 10.00 hari ini": ["hari ini", "hari ini"],
    "Minggu Lalu, Minggu Ini": [],
    "medio 2024 dan Senin,1 Juni 2026": ["2024", "Senin,1 Juni 2026"],
    "tahun lalu hingga tahun 2027": ["tahun lalu", "tahun 2027"],
    "tahun 2024 hingga tahun lalu": ["tahun 2024", "tahun lalu"],
    "2025-Juni 2026": ["Juni 2026"],
    # two years that nothing introduces
    "kurun waktu 2024 hingga 2026": ["2024 hingga 2026"],
    "Rencana Irigasi Desa 2025–2034 memuat": ["2025–2034"],
    "selama lima tahun (2021-2025)": ["2021-2025"],
    "rentang 2026-2024": [],
    "kurun 2026-2024, kurun 2026-2026": [],
    "kurun 1998-2003, kurun 1997-2003": ["1998-2003"],
    "rencana 2019-2049, rencana 2018-2049": ["2019-2049"],
    "rencana 2025--2034 dan 1--3 Juli 2026": ["2025--2034", "1--3 Juli 2026"],
    "Rancangan Anggaran (RAPBN) 2027": ["2027"],
    "di bawah realisasi penuh 2025": ["2025"],
    # what a year has
    "dari laba bersih 2025 yang susut": ["2025"],
    "dalam APBN 2026 dan RAPBN 2027": ["2026", "2027"],
    "target pendapatan 2026, dan RBB 2025 bank itu": ["2026", "2025"],
    "menjaga inflasi 2026 dan 2027": ["2026", "2027"],
    "pertumbuhan PDB 2025 menjadi 4,1%": ["2025"],
    "proyeksi pertumbuhan 2025 dan 2026": ["2025", "2026"],
    "pertumbuhan 2000 unit": [],
    "tarif untuk TA 2021": ["2021"],
    "pada pengujung 2024": ["2024"],
    "dari 2023 sampai dengan 2026": ["2023 sampai dengan 2026"],
    "pada tahun 2017 dan 2018": ["tahun 2017", "2018"],
    "Mei 2017 dan 2018": ["Mei 2017", "2018"],
    "Mei 2017, 2018, dan 2019": ["Mei 2017", "2018", "2019"],
    "kuartal I 2017 dan 2018": ["kuartal I 2017", "2018"],
    "Mei 2017, 2018 naik": ["Mei 2017"],
    "Mei 2017 dan 2018 unit": ["Mei 2017"],
    "Mei 2017 dan 2030": ["Mei 2017"],
    "Mei 2017, 2018, dan 2.019": ["Mei 2017"],
    "sejak 2030-2025": ["2030"],
    "gudang 1 dan 2 tahun 2031": ["tahun 2031"],
    "berdiri sejak 1897 di Medan": ["1897"],
    "pabrik teh itu didirikan 1897": ["1897"],
    "pengukurannya dilakukan 2027": ["2027"],
    "emisi nol pada 2060": ["2060"],
    "naik dari posisi 2024 dan rata-rata 2021": ["2024", "2021"],
    "proyeksi FY26F, lalu FY27-10": ["FY26F", "FY27"],
    "proyeksi FY27-27": ["FY27"],
    "lahir 16 Desember 1895 di Banyumas": ["16 Desember 1895"],
    "pada tahun 1886": ["tahun 1886"],
    "naik pada kuartal terakhir 2017": ["kuartal terakhir 2017"],
    "sejak tahun 2009 hingga 17 Juli 2026": ["tahun 2009 hingga 17 Juli 2026"],
    "laba sembilan bulan 2021": ["sembilan bulan 2021"],
    "dalam empat bulan di 2025": ["empat bulan di 2025"],
    "tutup dua bulan di 2021": ["2021"],
    "enam bulan tahun lalu": ["tahun lalu"],
    "dua bulan 2021": [],
    "periode yang sama 2021": ["2021"],
    'kata dia, "Di 2023 warung buka': ["2023"],
    "beranjak dari 2021 ke 2022, 2022 ke 2023": ["2021", "2022", "2022", "2023"],
    "Obligasi itu terbit Tahun 2020": ["Tahun 2020"],
    "target untuk 2026": ["2026"],
    "periode 2025–2029Kepala": ["2025–2029"],
    "sejak 2026kg": [],
    "pada semester I 2026masih": ["semester I 2026"],
    # several quarters
    "sejak kuartal I, II, dan III tahun 2024": ["kuartal I", "II", "III tahun 2024"],
    "semester I & II 2025": ["semester I", "II 2025"],
    "kuartal III atau IV 2026": ["kuartal III", "IV 2026"],
    "kuartal III dan terakhir 2026": ["kuartal III", "terakhir 2026"],
    "kuartal IV dan I 2026": [],
    "pada kuartal II hingga kuartal III-2025": ["kuartal II hingga kuartal III-2025"],
    "awal kuartal I atau akhir kuartal II-2025": ["kuartal I", "kuartal II-2025"],
    "kuartal IV hingga kuartal I 2026": ["kuartal I 2026"],
    "kuartal I dan semester II 2026": ["semester II 2026"],
    "periode 2013 & 2014": ["2013", "2014"],
    "laporan Q2-2026yang terbit": ["Q2-2026"],
    "proyeksi 3Q26F": [],
    # glued to what stands around them
    "tanggal 22 Juni 2025Rp 2.000": ["22 Juni 2025"],
    "Tanggal Pencatatan22 Juli 2026Pembayaran Tunai23 Juli 2026": ["22 Juli 2026", "23 Juli 2026"],
    "Stadion10 Juli": [],
    "Lembah Ekonomi,Rabu (17/6/2026)": ["Rabu (17/6/2026)"],
    "kinerja lini bawahsemester I-2026": ["semester I-2026"],
    "target penjualantahun 2026": ["tahun 2026"],
    "biaya pertahun 2000 karung": [],
    "laba kuarta I 2025": ["kuarta I 2025"],
    # several days of a month
    "pada 9–1 1 Juni 2026": ["Juni 2026"],
    "posisi pasar 14 Agustus": ["14 Agustus"],
    "Tanggal : 16-7-1990 Papan": ["16-7-1990"],
    "tunai : 12 Jun 26Tanggal bayar : 3 Jul 26": ["12 Jun 26", "3 Jul 26"],
    "5 Mei 26 orang, 6 Jun 26.000": ["5 Mei", "6 Jun"],
    "bantuan Tahap I Tahun 2026 cair": ["Tahun 2026"],
    "pada 22 dan 29 Agustus 2026": ["22", "29 Agustus 2026"],
    "pada 5, 7, serta 9 Juli": ["5", "7", "9 Juli"],
    "sebanyak 30 dan 5 Juli": ["5 Juli"],
    "25 Juli lalu, bulan Juli lalu": ["25 Juli", "Juli lalu"],
    # days by their name that say no more of what has its date
    "pada (14/2) kemarin, Senin (15/2/2026) besok": ["(14/2)", "Senin (15/2/2026)"],
    "14 Februari kemarin, sepanjang 2025 kemarin": ["14 Februari", "2025"],
    "naik 2025, kemarin": ["kemarin"],
    "(14/2) naik, lalu turun kemarin": ["(14/2)", "kemarin"],
    "hari kemarin, hari lalu, hari depan": ["kemarin"],
    "Jumat (12/6) pekan lalu": ["Jumat (12/6)", "pekan lalu"],
    "Kamis (18/6) hari ini": ["Kamis (18/6)", "hari ini"],
    "pada tanggal 18 Februari 2019": ["18 Februari 2019"],
    "naik sejak 5 Mei. 2020 karung": ["5 Mei"],
    "31-Xyz-2023": [],
    "Mei2023abc dan Juni20234": [],
    "dalam APBN-P 2016 dan APBNP 2017": ["2016", "2017"],
    "naik tiga kuartal kedua 2024": ["kuartal kedua 2024"],
    "Obligasi Ritel tahun 2018 naik": ["tahun 2018"],
    "rapat yang kedua kemarin": ["kemarin"],
}
"""What is found in more words than the date's."""

NOTHING = (
    # numbers of laws and letters
    "UU No. 3/2004",
    "UU 4/2023",
    "UU Nomor 4 Tahun 2023",
    "Perda No 12 Tahun 2019",
    "Obligasi Berkelanjutan V Gula Tahap II Tahun 2026 Seri A",
    "Sukuk Ijarah Tahap 2 Tahun 2024",
    "obligasi hijau pabrik gula Tahap II Tahun 2026",
    "Obligasi Gula Manis I Tahun 2020",
    "Pasal 4 POJK 15 Tahun 2022",
    "dalam POJK 18 tahun 2022",
    "Rencana Dagang 5 Tahun 2022",
    "dari 1850 peserta, pada 1850 meter",
    "Obligasi Berkelanjutan (Green Bond) III Gula Manis & Kopi Tahun 2023",
    "estimasi PER 2026 sebesar 10 kali",
    "(POJK Nomor 39/2024)",
    "Perpres 12/2020",
    "PMK 7/10/2020",
    "SK 12/4/1999",
    "Surat Edaran (SE) 5/12/2021",
    "No. 001/CONTOH/P-ED/01/2022",
    "S-12/3/2024",
    "pasal 5/6",
    "Pasal 1 ayat (1/2)",
    "Bab 3/4",
    # scores, ranks, grades
    "menang 3/1",
    "skor (3/1)",
    "unggul 2-1 (1-0)",
    "babak (1/8) final",
    "1/4 final",
    "peringkat 5/10",
    "nilai (9/10)",
    "kelas (7/8)",
    "tensi 120/80",
    "musim 2025/2026",
    "poin 7/8 / 2026",
    # fractions, ratios, measures, recipes
    "dua pertiga (2/3) warga",
    "sebagian (1/2) lahan",
    "tiga perempat (3/4) lahan",
    "5/6 suara",
    "rasio (1/10)",
    "Rasio 3/4",
    "1/2 sendok teh garam",
    "(1/2) sendok garam",
    "3/4 siung bawang",
    "layar 6/8 inci",
    "ukuran 10/12 cm",
    "layar (5/12) inci",
    "bunga 7/8 persen",
    "1/2%",
    "1920/1080",
    "tenor 6/12/24 bulan",
    "3/6/12 tahun",
    "12.000 (2/3) warga",
    "Rp 1.000 (1/2)",
    "sirkuit F1 (2/3)",
    "Rp 10M 2025",
    "US$ 8M 2027",
    "protokol 5M 2021",
    "2000-2020 orang",
    # prices and other numbers
    "Rp 15,98 triliun",
    "Rp 10/5 butir",
    "Rp (1/2) miliar",
    "US$ 5/10",
    "Rp 2.026",
    "Rp 2010 - 2040",
    "Rp2010-2040",
    "-2020",
    "level 2000-2020",
    "sekitar 1998-2003 unit",
    "target 2000 pelanggan",
    "kinerja 2025,5 poin",
    "2.026 unit",
    "Mei 2.026 unit",
    "Juni 2026,5",
    "6.248,46 poin",
    "12,06 atau 18.06",
    "(18.06)",
    "5.75%",
    "tahun 20255",
    "tahun 2026,5",
    "tahun 1990-an",
    # papers of the market
    "MA200",
    "FR0109",
    "ORI030",
    "LQ45",
    "saham MAYA, JULI, dan APRI",
    "5Q26",
    "Q5 2026",
    "kuartal V 2026",
    "semester III 2026",
    "semester II dan III 2026",
    "beberapa bulan pertama 2026",
    "3M 99",
    # addresses, numbers of all kinds
    "(021) 5357636",
    "0812-3456-7890",
    "192.168.1.10",
    "versi 1.10.12",
    "versi 2.0.2026",
    "rekening 123-45-67890",
    "RT 05/RW 02",
    "RT 05/02",
    "RT/RW 03/11",
    "RT.05/RW.02",
    "layanan 24/7",
    "layanan 24/7/365",
    "B 1234/6",
    "Blok F 3/4",
    "kode 12/34/56",
    "99/99/9999",
    "(13/13)",
    "(0/5)",
    "(5/0)",
    "(31/2)",
    "(31/6-2/7)",
    "(30/6-31/6)",
    "butir 30/6-2/7)",
    "gula (18/6 naik",
    "A320-200",
    # names
    "Jalan 17 Agustus 1945",
    "Jl. 10 November",
    "Universitas 17 Agustus 1945",
    "Stadion 10 November",
    "Jembatan 21 Juli",
    "Ibu Mei dan Pak Juni",
    "April Contoh, analis",
    "Nissan March",
    "May lalu pulang",
    "si mei lalu pulang",
    "Juni inilah",
    "Pasar 10 November",
    "varian H1N1 2026",
    # papers and rules with their year
    "MTN I Gula Manis Tahun 2018",
    "Surat Utang Jangka Menengah Sagu Rimba I Tahun 2018",
    "Medium Term Notes (MTN) Gula Manis Tahap I Tahun 2018",
    "Surat Berharga Perpetual Gula Manis I Tahun 2018",
    "Obligasi Gula Manis II tahun 2021",
    "Pergub 5 tahun 2024",
    "Perppu 2 tahun 2022",
    "PADG 23/6/2021",
    "Keppres 3/5/2020",
    "Kepmenaker 12 tahun 2023",
    # times, files, addresses of pages
    "pukul 15.00 WIB",
    "pukul (15.00)",
    "Senin (9.30 WIB)",
    "pukul 10:26 WIB",
    "data_18-06-2024.csv",
    "laporan-2024-06-18.pdf",
    "log2024-06-18",
    "021-12-2019",
    "16-7-1990-3",
    "31-2-1990",
    "16-7-1990.pdf",
    "2024-06-18.log",
    "https://contoh.example/2024/06/18/gula",
    "https://contoh.example/2024-06-18/gula",
    "www.contoh.example/18/6/2024",
    # words that only count
    "dua tahun lalu",
    "3 bulan lalu",
    "beberapa hari lalu",
    "keesokan harinya",
    "lima pekan lalu",
    "sepuluh tahun mendatang",
    "beberapa minggu lalu",
    "Minggu lalu",
    "Senin depan",
    # not enough of a date
    "Maret",
    "akhir Desember",
    "hari Selasa dan Rabu",
    "kuartal III",
    "semester pertama",
    "32 Juli",
    "32-5 Juli",
    "0 Juli",
    "5 Aug",
    "February 30, 2024",
    "(32/1)",
    "2024-13-01",
    # numbers that a year's word stands before
    "dari 2000 peserta",
    "sama dengan 2024",
    "berkas akhir-2024",
    "di 2024 gerai",
    "hingga 2030 MW",
    "pada 2.026",
    "di 2025,5",
    "sejak 2000-an",
    "per 2026 unit",
    "sepanjang 2000 meter",
    "hingga 2025%",
    "selama 2040 jam",
    "pada 1850",
    "kinerja 1950",
    "dari Rp 2026",
    "anggota ke 2026",
    "Expo 2026",
    "dua belas bulan pertama 2.026",
    "paruh ketiga 2.026",
    "2024-02-30",
)


def told(mention: Mention) -> str:
    """The mention in one string."""
    unit = mention.relative and "{}{:+}".format(*mention.relative)
    weekday = None if mention.weekday is None else DAYS[mention.weekday]
    slip, future = "~" if mention.mended else None, "!" if mention.future else None
    ends = [_part(part) for part in (mention.first, mention.last) if part is not None]
    return " ".join(filter(None, ("/".join(filter(None, ends)), weekday, unit, slip, future)))


def _part(part: Part) -> str:
    if part == Part():
        return ""
    year = "?" if part.year is None else f"{part.year:04}"
    return "-".join((year, *(f"{number:02}" for number in part[1:] if number is not None)))


def printed(text: str) -> list[str]:
    """The mentions as the text prints them."""
    return [text[mention.start : mention.end] for mention in find(text)]


@pytest.mark.parametrize(("form", "parts"), FORMS.items())
def test_a_form_of_a_date(form: str, parts: str) -> None:
    text = f"Menurut Ratri, {form}, harga gula naik."
    assert [(text[m.start : m.end], told(m)) for m in find(text)] == [(form, parts)]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_a_date_is_found_alone_and_at_the_end_of_a_sentence(form: str) -> None:
    if form == "(18/6)":  # ends no line: see the next test
        return
    assert printed(form) == [form]
    assert printed(f"Gula naik sejak {form}. Kopi tidak.") == [form]
    assert printed(f"Kopi tidak.\n{form}\nGula naik.") == [form]


@pytest.mark.parametrize("sign", ["é", "“", "漢", "😀", "٢", "²", "\ud800"])
def test_a_form_of_a_date_is_found_behind_any_character(sign: str) -> None:
    for form in FORMS:
        assert printed(f"{sign * 2}, {form}, naik {sign}.") == [form]


@pytest.mark.parametrize(("text", "dates"), INSIDE.items())
def test_where_a_date_begins_and_ends(text: str, dates: list[str]) -> None:
    assert printed(text) == dates


@pytest.mark.parametrize("form", NOTHING)
def test_what_only_looks_like_a_date(form: str) -> None:
    assert printed(form) == []
    assert printed(f"Ratri bilang, {form} itu tidak benar, katanya.") == []
    assert printed(f"Gula naik, kata Ratri, {form}.") == []


def test_there_are_many_of_both() -> None:
    assert len(FORMS) >= 150
    assert len(set(NOTHING)) == len(NOTHING) >= 100


def test_numbers_that_end_a_line_count_the_parts_of_a_series() -> None:
    assert printed("Gula dari Ladang ke Cangkir (1/2)") == []
    assert printed("Sepuluh pabrik gula terbesar (6/9)") == ["(6/9)"]
    assert printed("Gula dari Ladang ke Cangkir (2/2)\nGula naik.") == []
    assert printed("Gula naik, kata Ratri (18/6)") == ["(18/6)"]
    assert printed("Gula naik, kata Ratri (1/2).") == ["(1/2)"]
    assert printed("Gula naik, kata Ratri (1/2/2026)") == ["(1/2/2026)"]


def test_months_in_a_text_of_lower_case() -> None:
    assert printed("harga gula naik sejak 5 juli, kata ratri.") == ["5 juli"]
    assert printed("Harga gula naik sejak 5 juli, kata Ratri.") == []
    assert printed("harga gula naik sejak mei tahun ini.") == ["mei tahun ini"]
    assert printed("Harga gula naik sejak mei tahun ini.") == ["tahun ini"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("30 Juni dan 5 Juli tahun lalu", ["?-06-30 year-1", "?-07-05 year-1"]),
        ("30 Juni tahun lalu dan 5 Juli 2026", ["?-06-30 year-1", "2026-07-05"]),
        ("3 Juni-2 Juli 2026 dan 9 Juli 2027", ["?-06-03/2026-07-02", "2027-07-09"]),
        ("(8/1) dan kuartal IV 2024", ["?-01-08", "2024-10/2024-12"]),
        ("30 Juni hingga 5 Juli tahun lalu", ["?-06-30/?-07-05 year-1"]),
        ("30 Juni 2024 hingga 5 Juli tahun lalu", ["2024-06-30", "?-07-05 year-1"]),
        ("30 Desember hingga 2 Januari tahun lalu", ["?-12-30", "?-01-02 year-1"]),
    ],
)
def test_whose_year_is_printed_or_counted_behind_the_second_of_two(
    text: str, parts: list[str]
) -> None:
    assert [told(mention) for mention in find(text)] == parts


def test_relative_days_are_left_out_on_demand() -> None:
    text = "Hari ini gula naik, kata Ratri kemarin (11/1), bukan tahun lalu."
    assert printed(text) == ["Hari ini", "kemarin (11/1)", "tahun lalu"]
    assert [text[m.start : m.end] for m in find(text, relative=False)] == ["kemarin (11/1)"]


def test_a_date_never_reaches_over_the_end_of_a_paragraph() -> None:
    assert printed("Gula naik Senin\n(8/6) kata Ratri.") == ["(8/6)"]
    assert printed("Gula naik Senin\n8 Juni 2026 kata Ratri.") == ["8 Juni 2026"]
    assert printed("Gula naik 8\nJuni 2026 kata Ratri.") == ["Juni 2026"]
    assert printed("Gula naik (18/6)\nKemarin turun.") == ["(18/6)", "Kemarin"]


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_text_that_breaks_off(size: int) -> None:
    """A form whose end is cut off is found shorter, or not, and nothing fails."""
    for form in FORMS:
        text = form[: len(form) - size]
        for mention in find(text):
            assert 0 <= mention.start < mention.end <= len(text)


ALIKE = str.maketrans({"i": "\u0131", "I": "\u0130", "s": "\u017f", "k": "\u212a"})
"""Letters that a pattern without regard to case takes for these, and that are none of them."""


@pytest.mark.parametrize("form", FORMS)
def test_letters_that_are_alike_but_for_their_case_are_no_error(form: str) -> None:
    for at in range(len(form)):
        find(form[:at] + form[at].translate(ALIKE) + form[at + 1 :])


def test_a_word_may_be_repeated_for_ever() -> None:
    assert find("dengan " * 5000 + "2025.") == ()

"""Orders written as the hospital's two systems export them, with the mess that real exports have."""

import datetime

from hospital import EXAMS, LAST_DAY, SITES, Order

# The old system, until the change in May; the new one afterwards.
OLD_HEADER = ["order_id", "patient_id", "sex", "birth_date", "order_datetime", "performed_datetime", "status", "exam_code",
              "exam_description", "indication", "icd10", "prior_finding", "accession", "laterality", "performing_site",
              "department", "patient_class"]
NEW_HEADER = ["MRN", "Order Number", "Accession Number", "DOB", "Sex", "Order Date/Time", "Exam Date/Time", "Exam Status",
              "Procedure Code", "Procedure Name", "Reason for Exam", "Dx Codes", "Prior Findings", "Laterality",
              "Location", "Ordering Department", "Patient Class"]
NEW_FROM = "2026-05"
STATUS_WORDS = {
    "completed": (["COMPLETED"], ["Final", "Final", "Exam Ended", "Prelim"]),
    "cancelled": (["CANCELLED"], ["Canceled", "DC"]),
    "no show": (["NO SHOW"], ["No Show"]),
    "scheduled": (["SCHEDULED"], ["Scheduled"]),
}


def month_of(day):
    return day.strftime("%Y-%m")


def number(orders):
    """Gives every order its id, accession and clock time, in order of time."""
    counts = {}
    for order in sorted(orders, key=lambda o: (o.day, o.patient.id, o.code)):
        month = month_of(order.day)
        counts[month] = counts.get(month, 0) + 1
        order.order_id = "RO%s-%04d" % (month[2:].replace("-", ""), counts[month])
        order.accession = ("A%s%s" % (month[2:].replace("-", ""), order.patient.id[-5:])) if order.accession == "split" \
            else "A%s%05d" % (month[2:].replace("-", ""), counts[month] + 10000)


def quoted(cell):
    return '"%s"' % cell.replace('"', '""') if any(c in cell for c in ',"\n\r') else cell


def cells(chance, order):
    """The order's cells by canonical name, in the words of the system that was running."""
    new = month_of(order.day) >= NEW_FROM
    minutes = order.minutes if order.minutes is not None else chance.between(7 * 60, 18 * 60)
    done_day = order.day + datetime.timedelta(days=order.wait)
    status = order.status
    if status == "completed" and done_day > LAST_DAY:
        status = "scheduled"
    done = "%s %02d:%02d" % (done_day.isoformat(), minutes // 60, minutes % 60) if status == "completed" else ""
    asked_minutes = max(5, minutes - chance.between(20, 240))
    asked = "%s %02d:%02d" % (order.day.isoformat(), asked_minutes // 60, asked_minutes % 60)
    if new:
        done, asked = (x.replace(" ", "T") + (":00" if x else "") for x in (done, asked))
    patient_class = {"Emergency": "emergency", "Internal Medicine": "inpatient"}.get(order.department, "outpatient")
    names = order.name or EXAMS[order.code]
    description = names[new]
    if order.side and order.code not in ("50200", "50230"):
        description += " " + order.side.upper() if not new else " " + order.side[0].upper() + "T"
    return {
        "order_id": order.order_id, "patient_id": order.patient.id, "sex": order.patient.sex,
        "birth_date": order.patient.birth.isoformat(), "order_datetime": asked, "performed_datetime": done,
        "status": chance.pick(STATUS_WORDS[status][new]), "exam_code": order.code, "exam_description": description,
        "indication": order.indication, "icd10": order.icd.replace(";", "|" if new else ";"),
        "prior_finding": order.prior, "accession": order.accession, "laterality": order.side,
        "performing_site": chance.pick(SITES), "department": order.department, "patient_class": patient_class,
    }


def record(row, new):
    names = OLD_HEADER if not new else ["patient_id", "order_id", "accession", "birth_date", "sex", "order_datetime",
                                        "performed_datetime", "status", "exam_code", "exam_description", "indication",
                                        "icd10", "prior_finding", "laterality", "performing_site", "department",
                                        "patient_class"]
    return ",".join(quoted(row[name]) for name in names)


def spoil(chance, month, rows, new):
    """What goes wrong on the way out of a hospital system; returns the month's lines."""
    for row in rows:
        if chance.below(150) == 0:
            row["status"] = chance.pick(["", "ZZ-HOLD", "QA REVIEW"])
        elif chance.below(220) == 0 and row["performed_datetime"]:
            row["performed_datetime"] = row["performed_datetime"][:10]
        elif chance.below(400) == 0 and row["performed_datetime"]:
            # Entered afterwards: performed three days before it was ordered.
            earlier = datetime.date.fromisoformat(row["order_datetime"][:10]) - datetime.timedelta(days=3)
            row["performed_datetime"] = earlier.isoformat() + row["performed_datetime"][10:]
        elif chance.below(300) == 0:
            row["birth_date"] = ""
        elif chance.below(250) == 0:
            row["icd10"] = "NULL"
    lines = [record(row, new) for row in rows]
    resent = dict(chance.pick(rows), order_id="RS%s-0001" % month[2:].replace("-", ""))
    lines.insert(chance.below(len(lines)), record(resent, new))
    broken = [
        record(dict(chance.pick(rows), patient_id=""), new),
        record(dict(chance.pick(rows), order_id="RX%s-0001" % month[2:].replace("-", ""),
                    order_datetime=month + "-31 25:70", performed_datetime=month + "-42"), new),
        record(dict(chance.pick(rows), order_id="RX%s-0002" % month[2:].replace("-", ""), exam_code="",
                    exam_description=""), new),
        ",".join(record(chance.pick(rows), new).split(",")[:6]),
    ]
    for line in broken[: 1 + chance.below(len(broken))]:
        lines.insert(chance.below(len(lines)), line)
    if chance.happens(60):
        # An inch sign that nobody doubled.
        odd = dict(chance.pick(rows), order_id="RQ%s-0001" % month[2:].replace("-", ""), indication="@")
        lines.insert(chance.below(len(lines)), record(odd, new).replace("@", '"soft lump 1,5" mobile, ?lipoma"'))
    return lines


def write(folder, chance, orders):
    """Twelve monthly files and a late one that repeats and corrects part of March."""
    number(orders)
    months = {}
    for order in sorted(orders, key=lambda o: o.order_id):
        months.setdefault(month_of(order.day), []).append(cells(chance, order))
    files = {}
    for month, rows in sorted(months.items()):
        new = month >= NEW_FROM
        if month == "2026-03":
            files["2026-03-late.csv"] = late(chance, rows)
        chance.shuffle(rows)
        lines = [",".join(NEW_HEADER if new else OLD_HEADER)] + spoil(chance, month, rows, new)
        # The new system writes a byte order mark and line ends of its own.
        text = "\ufeff" + "\r\n".join(lines) + "\r\n" if new else "\n".join(lines) + "\n"
        files[month + ".csv"] = text
    return {name: text.encode("utf-8") for name, text in files.items()}


def late(chance, rows):
    """Rows of March sent again; some of them had been scheduled when the month was first exported."""
    again = [dict(row) for row in rows if chance.happens(9)]
    for row in rows:
        if row["status"] == "COMPLETED" and chance.below(70) == 0:
            done = dict(row)
            row["status"], row["performed_datetime"] = "SCHEDULED", ""
            again.append(done)
    chance.shuffle(again)
    return "\n".join([",".join(OLD_HEADER)] + [record(row, False) for row in again]) + "\n"

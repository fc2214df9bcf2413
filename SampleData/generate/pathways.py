"""The courses that the rules are about, as clinicians order them; each function writes one patient's."""

import datetime

from hospital import FIRST_DAY, LAST_DAY, Order

SIDES = {"left": ("L", "R19.02", "R22.42"), "right": ("R", "R19.01", "R22.41")}


class Course:
    """Orders of one patient, dated from the day it begins."""

    def __init__(self, chance, patient, begins, department):
        self.chance, self.patient, self.begins, self.department = chance, patient, begins, department
        self.orders = []
        self.side = chance.pick(["left", "right"])
        self.letter, self.trunk, self.limb = SIDES[self.side]

    def order(self, after, code, indication, icd="", prior="", **more):
        more.setdefault("department", self.department)
        self.orders.append(
            Order(self.patient, self.begins + datetime.timedelta(days=after), code, indication, icd, prior, **more))


def flank_text(chance, letter):
    return chance.pick(["calcified %s flank mass", "%s flank mass w calcs", "%s flank mass with internal calcification",
                        "calcified mass %s flank"]) % letter


def flank_child(chance, people, begins, kind):
    c = Course(chance, people.new(0.8, 11), begins, chance.pick(["Paediatrics", "Paediatric Surgery", "Emergency"]))
    size = chance.between(4, 11)
    c.order(0, "76700", chance.pick(["palpable %s flank mass", "%s flank mass felt by parent", "firm %s flank mass"])
            % c.letter, c.trunk)
    text = flank_text(chance, c.letter)
    found = chance.pick(["US: %d cm calcified %s flank mass", "US %d cm %s flank mass with calcifications"]) % (size, c.letter)
    gap = chance.between(1, 6)
    ct = chance.weighted([("74178", 6), ("74170", 1), ("74177", 3)])
    if kind == "ct":
        c.order(gap, ct, text, c.trunk, found)
    elif kind == "mri":
        c.order(gap, "74183", text, c.trunk, found)
        c.order(gap + 5, ct, text, c.trunk, "MRI: mass, calcification not well seen")
    elif kind == "mri only":
        c.order(gap, "74183", text, c.trunk, found)
    elif kind == "wilms":
        c.order(gap, chance.pick(["74183", "74177"]), "calcified %s flank/renal mass, ?Wilms" % c.letter, c.trunk,
                "US: calcified %s renal mass" % c.letter)
    elif kind == "neuro":
        c.order(0, "74183", "%s flank calcified paraspinal mass, new leg weakness, r/o cord compression" % c.letter,
                c.trunk, found, minutes=1140)
        c.order(1, ct, text, c.trunk, found)
    elif kind == "cancelled mri":
        c.order(gap, "74183", text, c.trunk, found, status="cancelled")
        c.order(gap + 1, ct, text, c.trunk, found)
    elif kind == "uncertain":
        c.order(gap, "74183", "%s flank mass, ?calcified" % c.letter, c.trunk)
    elif kind == "mdt":
        c.order(gap, "74183", "%s, MRI per tumor board" % text, c.trunk, found)
    elif kind == "no follow-up":
        c.order(chance.between(8, 20), "76705", "follow up %s" % text, c.trunk, found)
    elif kind == "unknown phase":
        c.order(gap, "IMG1034", text, c.trunk, found, name=("CT ABDOMEN PELVIS", "CT A/P per protocol"))
    elif kind == "split":
        c.order(gap, "74150", text, c.trunk, found, minutes=610, accession="split")
        c.order(gap, "74160", text, c.trunk, found, minutes=625, accession="split")
    elif kind == "conflict":
        c.order(gap, "74160", text, c.trunk, found, name=("CT ABDOMEN WITHOUT CONTRAST", "CT Abdomen without"))
    elif kind == "outside":
        c.order(gap, "74183", text, c.trunk, "outside CT showed calcified retroperitoneal mass, images on disc")
    if kind in ("ct", "mri", "mri only") and chance.happens(45):
        c.order(gap + chance.between(7, 16), "49180", "%s, tissue diagnosis" % text, c.trunk,
                "CT: calcified retroperitoneal mass" if kind == "ct" else "MRI: retroperitoneal mass")
    return c.orders


def flank_adult(chance, people, begins, kind):
    c = Course(chance, people.new(35, 84), begins, chance.pick(["General Surgery", "Urology", "Internal Medicine"]))
    c.order(0, "74018", chance.pick(["%s flank lump", "palpable %s flank mass", "firm %s flank mass"]) % c.letter, c.trunk)
    text, found = flank_text(chance, c.letter), "XR: calcified %s flank mass" % c.letter
    gap = chance.between(3, 14)
    if kind == "ct":
        c.order(gap, chance.weighted([("74178", 4), ("74177", 3), ("74176", 3)]), text, c.trunk, found)
    elif kind == "mri":
        c.order(gap, "74183", text, c.trunk, found)
    elif kind == "negated":
        c.order(gap, "74183", "%s flank mass, no calcification on XR" % c.letter, c.trunk, "KUB: no calcs")
        return c.orders
    elif kind == "known":
        c.order(gap, "74183", "surveillance of known liposarcoma, %s" % text, "C48.0", found)
        return c.orders
    elif kind == "renal only":
        c.order(gap, "76775", "renal stone?", "N20.0", found)
        return c.orders
    elif kind == "limited":
        c.order(gap, "76380", text, c.trunk, found)
        c.order(gap + 2, "74178", text, c.trunk, found)
    tissue = gap + chance.between(6, 18)
    if kind == "biopsy first":
        if chance.happens(50):
            c.order(tissue, "77012", "%s, biopsy" % text, c.trunk, found, minutes=600)
        c.order(tissue, "49180", text, c.trunk, found, minutes=605)
    elif kind == "scheduled":
        c.order(gap, "49180", text, c.trunk, found, status="scheduled")
    elif kind == "pet only":
        c.order(gap, "78815", "new %s flank mass, undiagnosed" % c.letter, c.trunk, found)
        c.order(tissue, "49180", text, c.trunk, found)
    elif kind in ("ct", "mri") and chance.happens(55):
        c.order(tissue, "49180", text, c.trunk, "CT: indeterminate calcified mass" if kind == "ct" else "MRI: mass")
    return c.orders


def late_arrival(chance, people, begins, kind):
    """A biopsy with nothing before it in the exports."""
    c = Course(chance, people.new(40, 80), begins, "General Surgery")
    text = flank_text(chance, c.letter)
    prior = {"provisional": "XR: calcified %s flank mass" % c.letter, "outside": "outside CT: calcified mass, CD in PACS"}
    c.order(0, "49180", text, c.trunk, prior.get(kind, ""))
    return c.orders


def thigh(chance, people, begins, kind):
    c = Course(chance, people.new(16, 74), begins, chance.pick(["Orthopaedics", "Family Medicine", "Oncology"]))
    size = chance.between(5, 12)
    side = {"side": c.side}
    c.order(0, "73552", chance.pick(["%s thigh mass %d cm", "lump %s thigh, %d cm"]) % (c.letter, size), c.limb, **side)
    found = chance.pick(["XR: calcifications with cortical erosion", "XR: calcified mass %s thigh, periosteal reaction" % c.letter])
    text = chance.pick(["%d cm %s thigh mass, calcs, bony involvement", "%d cm calcified %s thigh mass"]) % (size, c.letter)
    gap, tissue = chance.between(3, 12), chance.between(16, 34)
    department = "Orthopaedics"
    if kind == "mri":
        c.order(gap, chance.weighted([("73720", 8), ("73718", 2)]), text, c.limb, found, **side)
    elif kind == "ct":
        c.order(gap, "73701", text, c.limb, found, **side)
        c.order(gap + 6, "73720", text, c.limb, found, **side)
    elif kind == "pacemaker":
        c.order(gap, "73701", "%s; ICD in situ, not MR conditional" % text, c.limb + ";Z95.810", found, **side)
    elif kind == "device":
        c.order(gap, "73701", "%s; pacemaker" % text, c.limb + ";Z95.0", found, **side)
    elif kind == "myositis":
        c.order(gap, "73700", "?myositis ossificans, zonal pattern; %d cm thigh mass after football injury" % size,
                "M61.05" + ("1" if c.side == "right" else "2"), found, **side)
        return c.orders
    elif kind == "myositis biopsy":
        c.order(gap, "20206", "?myositis ossificans vs sarcoma", "M61.05" + ("1" if c.side == "right" else "2"),
                "XR: calcified mass", **side)
        return c.orders
    elif kind == "mra":
        c.order(gap, "73725", "calcified %s thigh mass, vascular" % c.letter, c.limb, found, **side)
        return c.orders
    elif kind == "pet":
        c.order(gap, "78815", "new %d cm %s thigh mass" % (size, c.letter), c.limb, found)
        return c.orders
    elif kind == "small":
        c.orders[0].indication = "small %s thigh lump" % c.letter
        c.order(gap, "73701", "2 cm %s thigh nodule, calcified" % c.letter, c.limb,
                "XR: calcified 2 cm nodule, no bony involvement", **side)
        return c.orders
    if kind == "biopsy first":
        c.order(gap, "20206", text, c.limb, found, department=department, **side)
    elif kind in ("mri", "ct", "pacemaker") and chance.happens(60):
        if chance.happens(40):
            c.order(tissue - 4, "REF-SARC", text, c.limb, department=department)
        c.order(tissue, chance.pick(["20206", "27324"]), text, c.limb, "MRI: mass" if kind != "pacemaker" else "CT: mass",
                department=department, **side)
    return c.orders


def resection(chance, people, begins, kind):
    c = Course(chance, people.new(28, 78), begins, chance.pick(["General Surgery", "Orthopaedics"]))
    size, side = chance.between(5, 14), {"side": c.side}
    c.order(0, "76882", "%s thigh lump %d cm" % (c.letter, size), c.limb, **side)
    found = "US: %d cm mass" % size
    text = "%d cm %s thigh mass" % (size, c.letter)
    if kind == "imaged":
        c.order(chance.between(5, 14), "73720", text, c.limb, found, **side)
        c.order(chance.between(24, 50), "27339", text, c.limb, "MRI: fatty mass", **side)
    elif kind == "not imaged":
        c.order(chance.between(9, 30), "27339", "%s, lipoma?" % text, c.limb, found, **side)
    elif kind == "watched":
        c.order(chance.between(20, 45), "76882", "f/u %d cm deep %s thigh mass" % (size, c.letter), c.limb, found, **side)
    elif kind == "lipoma":
        c.order(chance.between(20, 40), "76882", "f/u simple lipoma %d cm, benign" % size, c.limb, "US: simple lipoma", **side)
    return c.orders


def forearm(chance, people, begins, kind):
    c = Course(chance, people.new(20, 70), begins, "Family Medicine")
    icd = "R22.3" + ("1" if c.side == "right" else "2")
    if kind == "radiograph first":
        c.order(0, "73090", "%s forearm mass" % c.letter, icd, side=c.side)
    c.order(6, "73220", "%s forearm mass" % c.letter, icd,
            "XR normal" if kind == "radiograph first" else "", side=c.side)
    return c.orders


def renal_child(chance, people, begins, kind):
    c = Course(chance, people.new(1, 7), begins, "Paediatric Surgery")
    c.order(0, "76700", "abdominal mass", "R19.00")
    c.order(1, "74177", "%s renal mass ?Wilms" % c.letter, "N28.89", "US: solid %s renal mass" % c.letter)
    c.order(6, "50200" if kind == "biopsy" else "50230", "%s renal mass ?Wilms" % c.letter, "N28.89", "CT: renal mass",
            side=c.side)
    return c.orders


def child_ct_first(chance, people, begins, kind):
    c = Course(chance, people.new(2, 9), begins, "Emergency")
    c.order(0, "74177", "new palpable abdominal mass, no imaging yet", "R19.00")
    return c.orders


def infant(chance, people, begins, kind):
    c = Course(chance, people.new(0.3, 0.3), begins, "Paediatrics")
    # Born so that the first examination falls in the third month of life.
    c.patient.birth = begins - datetime.timedelta(days=chance.between(55, 85))
    c.order(0, "76770", "antenatally detected %s adrenal mass with calcs" % c.letter, "E27.8")
    c.order(21, "76775", "f/u %s adrenal mass, calcified" % c.letter, "E27.8", "US: 2 cm calcified %s adrenal mass" % c.letter)
    return c.orders


def injured(chance, people, begins, kind):
    c = Course(chance, people.new(15, 30), begins, "Orthopaedics")
    days = {"early": 10, "late": 40, "scan": 15, "scan delayed": 15}[kind]
    injury = (begins - datetime.timedelta(days=days)).isoformat()
    icd = "M61.05" + ("1" if c.side == "right" else "2")
    if kind.startswith("scan"):
        c.order(0, "78315" if kind == "scan" else "78306", "?early MO, injury %s" % injury, icd)
    else:
        c.order(0, "73552", "?MO, injury %s" % injury, icd, side=c.side)
    return c.orders


# Course, kind, how many in the year.
PLAN = [
    (flank_child, "ct", 26), (flank_child, "mri", 5), (flank_child, "mri only", 3), (flank_child, "wilms", 4),
    (flank_child, "neuro", 2), (flank_child, "cancelled mri", 3), (flank_child, "uncertain", 3), (flank_child, "mdt", 2),
    (flank_child, "no follow-up", 4), (flank_child, "unknown phase", 3), (flank_child, "split", 3),
    (flank_child, "conflict", 2), (flank_child, "outside", 2),
    (flank_adult, "ct", 24), (flank_adult, "mri", 6), (flank_adult, "negated", 3), (flank_adult, "known", 3),
    (flank_adult, "renal only", 3), (flank_adult, "limited", 2), (flank_adult, "biopsy first", 5),
    (flank_adult, "pet only", 2),
    (thigh, "mri", 24), (thigh, "ct", 5), (thigh, "pacemaker", 3), (thigh, "device", 2), (thigh, "myositis", 4),
    (thigh, "myositis biopsy", 2), (thigh, "mra", 2), (thigh, "pet", 2), (thigh, "small", 3), (thigh, "biopsy first", 5),
    (resection, "imaged", 16), (resection, "not imaged", 4), (resection, "watched", 5), (resection, "lipoma", 3),
    (forearm, "radiograph first", 9), (forearm, "mri first", 3), (renal_child, "biopsy", 2), (renal_child, "nephrectomy", 2),
    (child_ct_first, "", 2), (infant, "", 2), (injured, "early", 2), (injured, "late", 2), (injured, "scan", 1),
    (injured, "scan delayed", 1),
]


def courses(chance, people):
    orders = []
    span = (LAST_DAY - FIRST_DAY).days - 60
    for course, kind, count in PLAN:
        for _ in range(count):
            begins = FIRST_DAY + datetime.timedelta(days=6 + chance.below(span))
            orders += course(chance, people, begins, kind)
    # At the edges: history not covered at the start, windows still open at the end.
    for offset, kind in [(4, ""), (9, "provisional"), (12, ""), (20, "provisional"), (15, "outside")]:
        orders += late_arrival(chance, people, FIRST_DAY + datetime.timedelta(days=offset), kind)
    for before_end, course, kind in [(9, flank_adult, "scheduled"), (6, flank_adult, "scheduled"),
                                     (12, flank_child, "no follow-up"), (15, resection, "watched")]:
        orders += course(chance, people, LAST_DAY - datetime.timedelta(days=before_end), kind)
    return [order for order in orders if order.day <= LAST_DAY]

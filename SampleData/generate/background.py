"""Everyday orders that no rule is about, in the mix an ordinary hospital has."""

import datetime

from hospital import FIRST_DAY, LAST_DAY, Order, Patient

# code, weight, youngest, oldest, departments, [(indication, icd)]
EVERYDAY = [
    ("71046", 16, 1, 94, ["Emergency", "Internal Medicine", "Family Medicine"],
     [("cough and fever x 5 days", "R05.9;R50.9"), ("SOB, r/o pneumonia", "R06.02"), ("pre-op", "Z01.818"),
      ("chest pain", "R07.9"), ("annual TB screen", "Z11.1"), ("follow up RLL pneumonia", "J18.9")]),
    ("71045", 9, 20, 94, ["Emergency", "Internal Medicine"],
     [("line placement", "Z45.2"), ("hypoxia", "R09.02"), ("ETT position", "J96.01"), ("eval effusion", "J90")]),
    ("70450", 8, 3, 94, ["Emergency"],
     [("fall, on anticoagulation", "W19.XXXA;Z79.01"), ("headache, worst of life", "R51.9"),
      ("AMS", "R41.82"), ("head injury, vomiting", "S09.90XA")]),
    ("70553", 3, 5, 85, ["Internal Medicine", "Oncology"],
     [("new onset seizures", "R56.9"), ("MS follow up", "G35"), ("staging lung ca", "C34.90")]),
    ("70551", 3, 10, 85, ["Family Medicine"], [("chronic migraine", "G43.909"), ("memory loss", "R41.3")]),
    ("72148", 5, 20, 88, ["Family Medicine", "Orthopaedics"],
     [("LBP radiating to left leg 8 weeks", "M54.16"), ("lumbar stenosis", "M48.061"),
      ("low back pain, failed PT", "M54.50")]),
    ("72100", 4, 18, 90, ["Emergency", "Family Medicine"], [("low back pain", "M54.50"), ("fall", "W19.XXXA")]),
    ("73562", 6, 8, 90, ["Orthopaedics", "Emergency"],
     [("knee pain", "M25.569"), ("OA follow up", "M17.9"), ("twisting injury", "S83.90XA")]),
    ("73610", 5, 6, 80, ["Emergency"], [("inversion injury", "S93.409A"), ("ankle pain swelling", "M25.579")]),
    ("73030", 4, 12, 88, ["Orthopaedics"], [("shoulder pain", "M25.519"), ("calcific tendinitis?", "M75.30")]),
    ("73130", 4, 4, 80, ["Emergency"], [("crush injury", "S67.20XA"), ("hand pain", "M79.643")]),
    ("73721", 3, 14, 75, ["Orthopaedics"], [("meniscal tear?", "S83.209A"), ("ACL injury", "S83.519A")]),
    ("71260", 4, 25, 90, ["Oncology", "Internal Medicine"],
     [("lung nodule follow up", "R91.1"), ("staging breast ca", "C50.919"), ("hemoptysis", "R04.2")]),
    ("71250", 3, 40, 90, ["Internal Medicine"],
     [("calcified granuloma, stable?", "R91.8"), ("ILD", "J84.9"), ("lung cancer screening", "Z12.2")]),
    ("74177", 9, 16, 92, ["Emergency", "General Surgery"],
     [("abdominal pain RLQ, r/o appendicitis", "R10.31"), ("diverticulitis", "K57.92"),
      ("abdominal pain and vomiting", "R10.9"), ("post-op fever", "R50.82"), ("weight loss", "R63.4")]),
    ("74176", 5, 19, 80, ["Emergency", "Urology"],
     [("L flank pain, hematuria, r/o stone", "R10.9;R31.9"), ("known renal stone, colic", "N20.0"),
      ("flank pain", "R10.9")]),
    ("74160", 3, 18, 88, ["Internal Medicine"], [("liver lesion on US", "K76.89"), ("pancreatitis", "K85.90")]),
    ("74178", 2, 22, 85, ["Urology"], [("gross hematuria", "R31.0"), ("abdominal pain", "R10.9")]),
    ("74170", 1, 30, 85, ["Internal Medicine"], [("adrenal nodule follow up", "E27.9"), ("abdominal pain", "R10.9")]),
    ("76705", 6, 15, 90, ["Emergency", "Family Medicine"],
     [("RUQ pain", "R10.11"), ("elevated LFTs", "R79.89"), ("gallstones?", "K80.20")]),
    ("76770", 4, 0, 88, ["Urology", "Paediatrics"],
     [("hydronephrosis follow up", "N13.30"), ("AKI", "N17.9"), ("UTI in infant", "N39.0")]),
    ("76536", 3, 25, 80, ["Family Medicine"], [("thyroid nodule", "E04.1"), ("goitre", "E04.9")]),
    ("77067", 5, 40, 74, ["Family Medicine"], [("screening", "Z12.31")]),
    ("78306", 1, 45, 85, ["Oncology"], [("prostate ca, rising PSA", "C61"), ("breast ca bone pain", "C50.919")]),
    ("78815", 2, 30, 82, ["Oncology"], [("restaging lymphoma", "C83.30"), ("lung ca staging", "C34.90")]),
    ("74018", 3, 1, 90, ["Emergency"], [("constipation", "K59.00"), ("NG tube position", "Z46.59")]),
    ("76882", 2, 10, 80, ["Family Medicine"], [("Baker's cyst?", "M71.20"), ("small mobile lump, ?lipoma", "R22.41")]),
]
CHILDRENS = [
    ("74177", [("abdominal pain, r/o appendicitis", "R10.31"), ("MVC", "V89.2XXA")]),
    ("74178", [("abdominal pain", "R10.9")]),
    ("76700", [("abdominal pain", "R10.9"), ("vomiting", "R11.10")]),
]
STATUSES = [("completed", 89), ("cancelled", 6), ("no show", 2), ("completed late", 3)]


def everyday(chance, people, count):
    """`count` orders over the whole year."""
    orders = []
    weights = [(row, row[1]) for row in EVERYDAY]
    while len(orders) < count:
        code, _, youngest, oldest, departments, reasons = chance.weighted(weights)
        if chance.happens(4):
            code, reasons = chance.pick(CHILDRENS)
            youngest, oldest, departments = 2, 16, ["Paediatrics", "Emergency"]
        patient = people.one(youngest, oldest, "F" if code == "77067" else None)
        day = FIRST_DAY + datetime.timedelta(days=chance.below((LAST_DAY - FIRST_DAY).days + 1))
        indication, icd = chance.pick(reasons)
        status = chance.weighted(STATUSES)
        wait = chance.weighted([(0, 60), (1, 15), (3, 10), (7, 10), (16, 5)])
        side = chance.pick(["left", "right"]) if code in ("73562", "73610", "73030", "73130", "73721", "76882") else ""
        orders.append(Order(patient, day, code, indication, icd, side=side, wait=wait,
                            status="completed" if status == "completed late" else status,
                            department=chance.pick(departments)))
    return orders


class People:
    """Hands out patients; everyday ones come back now and then."""

    def __init__(self, chance):
        self.chance = chance
        self.count = 0
        self.known = []

    def new(self, youngest, oldest, sex=None):
        self.count += 1
        return Patient(self.chance, self.count, youngest, oldest, sex)

    def one(self, youngest, oldest, sex=None):
        if sex is None and self.known and self.chance.happens(35):
            limits, patient = self.chance.pick(self.known)
            if limits == (youngest, oldest):
                return patient
        patient = self.new(youngest, oldest, sex)
        if sex is None:
            self.known.append(((youngest, oldest), patient))
        return patient

"""The invented hospital: its exam names, departments, patients and orders."""

import datetime

FIRST_DAY = datetime.date(2025, 11, 1)
LAST_DAY = datetime.date(2026, 10, 31)

# Our own short names; the second one is how the hospital's other campus writes it.
EXAMS = {
    "70450": ("CT HEAD WO CONTRAST", "CT Head without"),
    "70551": ("MRI BRAIN WO CONTRAST", "MRI Brain without contrast"),
    "70553": ("MRI BRAIN WO & W CONTRAST", "MRI Brain w/o + w"),
    "71045": ("XR CHEST 1 VIEW PORTABLE", "Chest AP portable"),
    "71046": ("XR CHEST 2 VIEWS", "Chest PA/LAT"),
    "71250": ("CT CHEST WO CONTRAST", "CT Chest without"),
    "71260": ("CT CHEST W CONTRAST", "CT Chest with contrast"),
    "72100": ("XR LUMBAR SPINE 2-3 VIEWS", "L-Spine 2-3 views"),
    "72148": ("MRI LUMBAR SPINE WO CONTRAST", "MRI L-Spine without"),
    "73030": ("XR SHOULDER 2+ VIEWS", "Shoulder 2+ views"),
    "73090": ("XR FOREARM 2 VIEWS", "Forearm 2 views"),
    "73130": ("XR HAND 3+ VIEWS", "Hand 3+ views"),
    "73220": ("MRI UPPER EXT NON-JOINT WO & W", "MRI Forearm w/o + w"),
    "73552": ("XR FEMUR 2+ VIEWS", "Femur 2+ views"),
    "73562": ("XR KNEE 3 VIEWS", "Knee 3 views"),
    "73590": ("XR TIBIA FIBULA 2 VIEWS", "Tib-Fib 2 views"),
    "73610": ("XR ANKLE 3+ VIEWS", "Ankle 3+ views"),
    "73700": ("CT LOWER EXTREMITY WO CONTRAST", "CT Thigh without"),
    "73701": ("CT LOWER EXTREMITY W CONTRAST", "CT Thigh with contrast"),
    "73718": ("MRI THIGH WO CONTRAST", "MRI Thigh without"),
    "73720": ("MRI THIGH WO & W CONTRAST", "MRI Thigh w/o + w"),
    "73721": ("MRI KNEE WO CONTRAST", "MRI Knee without"),
    "73725": ("MRA LOWER EXTREMITY", "MR Angio leg"),
    "74018": ("XR ABDOMEN 1 VIEW", "KUB"),
    "74150": ("CT ABDOMEN WO CONTRAST", "CT Abdomen without"),
    "74160": ("CT ABDOMEN W CONTRAST", "CT Abdomen with contrast"),
    "74170": ("CT ABDOMEN WO & W CONTRAST", "CT Abdomen w/o + w"),
    "74176": ("CT ABD PELVIS WO CONTRAST", "CT A/P stone protocol"),
    "74177": ("CT ABD PELVIS W CONTRAST", "CT A/P with contrast"),
    "74178": ("CT ABD PELVIS WO & W CONTRAST", "CT A/P w/o then w"),
    "74183": ("MRI ABDOMEN WO & W CONTRAST", "MRI Abdomen w/o + w"),
    "76380": ("CT LIMITED LOCALIZED", "CT limited"),
    "76536": ("US NECK SOFT TISSUE", "US Thyroid"),
    "76700": ("US ABDOMEN COMPLETE", "Ultrasound abdomen complete"),
    "76705": ("US ABDOMEN LIMITED", "Ultrasound RUQ"),
    "76770": ("US RETROPERITONEAL COMPLETE", "US Kidneys + bladder"),
    "76775": ("US RENAL LIMITED", "US Kidneys limited"),
    "76882": ("US EXTREMITY LIMITED", "US Soft tissue leg"),
    "76942": ("US GUIDANCE NEEDLE PLACEMENT", "US needle guidance"),
    "77012": ("CT GUIDANCE NEEDLE PLACEMENT", "CT needle guidance"),
    "77067": ("MAMMOGRAPHY SCREENING BILATERAL", "Screening mammogram"),
    "78306": ("NM BONE SCAN WHOLE BODY", "Bone scan whole body"),
    "78315": ("NM BONE SCAN 3 PHASE", "Bone scan three phase"),
    "78815": ("PET/CT SKULL BASE TO MID-THIGH", "PET-CT FDG"),
    "20206": ("CORE NEEDLE BIOPSY SOFT TISSUE", "Needle core biopsy soft tissue"),
    "27324": ("BIOPSY SOFT TISSUE THIGH DEEP", "Open biopsy thigh deep"),
    "27339": ("EXCISION DEEP SOFT TISSUE TUMOR THIGH 5 CM+", "Excision thigh tumour deep"),
    "49180": ("BIOPSY RETROPERITONEAL MASS PERCUTANEOUS", "Core biopsy retroperitoneum"),
    "50200": ("RENAL BIOPSY PERCUTANEOUS", "Kidney biopsy needle"),
    "50230": ("RADICAL NEPHRECTOMY", "Nephrectomy radical"),
    "REF-SARC": ("REFERRAL SARCOMA MDT", "Sarcoma board referral"),
}

DEPARTMENTS = ["Emergency", "Family Medicine", "Internal Medicine", "General Surgery", "Orthopaedics", "Urology",
               "Oncology", "Paediatrics", "Paediatric Surgery"]
SITES = ["Main Campus", "Main Campus", "Main Campus", "North Clinic"]


class Patient:
    def __init__(self, chance, number, youngest, oldest, sex=None):
        self.id = "H%06d" % (104000 + number * 7)
        self.sex = sex or chance.pick("FM")
        # Ages count at the middle of the year that the exports span.
        days = chance.between(int(youngest * 365.25), int(oldest * 365.25) + 364)
        self.birth = datetime.date(2026, 5, 1) - datetime.timedelta(days=days)


class Order:
    """One row of an export, before it is written in a campus's own way."""

    def __init__(self, patient, day, code, indication, icd="", prior="", side="", status="completed", minutes=None,
                 wait=0, department="", accession=None, name=None):
        self.patient = patient
        self.day = day
        self.code = code
        self.indication = indication
        self.icd = icd
        self.prior = prior
        self.side = side
        self.status = status
        self.minutes = minutes      # of the day, performed; None: chance decides
        self.wait = wait            # days from order to examination
        self.department = department
        self.accession = accession
        self.name = name            # in place of the exam's own
        self.order_id = None

#!/usr/bin/env python3
"""The terms of a civil case as a plain program computes them, with python-dateutil and holidays, for bench_derive to compare with.

Standard input: journals of acts, or lines of the simulator, each with what our engine answers. The program must answer the same,
or it says where not and fails; then it prints how many it does a second of the core's time, the best of several runs.
Nothing is slow on purpose: the calendar is made once, acts are sorted by type once, each term is straight code. It does less than
the engine: no notice, no check, no irregularity, no possible act, no day of the next change, no date that is not known.
"""

import json
import sys
from datetime import date, timedelta
from time import perf_counter, process_time

import holidays
from dateutil.relativedelta import relativedelta

FRANCE = holidays.France(years=range(2020, 2040), language="fr")
DAY = timedelta(days=1)

# --- The calendar


def next_working(day):
    while day.weekday() >= 5 or day in FRANCE:
        day += DAY
    return day


def months_after(day, months):
    return day + relativedelta(months=months)


# --- A journal: what acts say, by their types


class Journal:
    def __init__(self, acts):
        self.by_kind = {}
        corrected = {act["supersedes"] for act in acts if act["supersedes"]}
        acts = [act for act in acts if act["id"] not in corrected]
        for act in acts:
            self.by_kind.setdefault(act["kind"], []).append(act)
        self.parties = [party for act in acts for party in act["parties"]]
        self.counsel = {}
        for act in self.of("avocat_constitue"):
            for party in act["concerns"]:
                day = act["dates"]["constitution"]
                self.counsel[party] = min(day, self.counsel.get(party, day))
        self.closed = bool(self.of("decision_prononcee")) or any(
            act["attrs"].get("etendue") in ("totale", "total")
            for kind in ("decheance_constatee", "desistement_constate")
            for act in self.of(kind)
        )

    def of(self, kind, nature=None):
        acts = self.by_kind.get(kind, ())
        if nature is None:
            return acts
        return [act for act in acts if act["attrs"].get("nature") == nature]

    def days(self, kind, name, party, nature=None):
        return [
            act["dates"][name]
            for act in self.of(kind, nature)
            if name in act["dates"] and (not act["concerns"] or party in act["concerns"])
        ]


ABROAD = {"metropole": 0, "outre_mer": 1, "etranger": 2}


def interrupted(start, months, end, asked, settled, later, recourse, ruled):
    """Legal aid asked for in time: the whole term runs anew from what settles it. None while nothing does."""
    asked = min(asked, default=None)
    if asked is None or asked > next_working(end):
        return start, end
    settled = min((day for day in settled if day >= asked), default=None)
    if settled is None:
        return None
    if settled < start:
        return start, end
    made = min((day for day in recourse if day >= settled), default=None)
    if made is not None and made <= next_working(settled + timedelta(days=15)):
        settled = min((day for day in ruled if day >= made), default=None)
        if settled is None:
            return None
    settled = max([settled, *later])
    return settled, months_after(settled, months)


def struck_out(journal, party, start, months, end):
    """A request to strike out made in time: the whole term runs anew from what reinstates the case."""
    asked = min(journal.days("radiation_demandee", "demande", party), default=None)
    if asked is None or asked > next_working(end):
        return start, end
    reinstated = [
        act["dates"]["notifiee"]
        for act in journal.of("reinscription_decidee")
        if act["attrs"].get("sens") == "reinscription" and act["dates"].get("notifiee", asked) > asked
    ]
    return (min(reinstated), months_after(min(reinstated), months)) if reinstated else None


def term(journal, party, start, months, reducible=True, striking=False):
    """Start, raw end, last useful day of a term; days are None while it is interrupted."""
    if reducible:
        for act in journal.of("delais_reduits"):
            months = act.get("months", months)
    end = months_after(start, months)
    found = interrupted(
        start,
        months,
        end,
        journal.days("aide_juridictionnelle_demandee", "demande", party),
        journal.days("aide_juridictionnelle_decidee", "notifiee", party),
        journal.days("auxiliaire_designe", "designation", party),
        journal.days("aide_juridictionnelle_recours_forme", "forme", party),
        journal.days("aide_juridictionnelle_recours_decide", "notifiee", party),
    )
    if found is not None and striking:
        found = struck_out(journal, party, found[0], months, found[1])
    if found is None:
        return start, None, None
    start, end = found
    due = next_working(end)
    failures = journal.of("panne_signalee")
    while failures and any(act["dates"].get("jour") == due for act in failures):
        due = next_working(due + DAY)
    return start, end, due


def deadline(journal, rule, party, today, at, met, optional):
    start, raw, due = at
    on = min(met, default=None)
    if on is not None:
        status = "satisfaite" if due is None or on <= due else "satisfaite_hors_delai"
    elif journal.closed:
        status = "sans_objet"
    elif due is None:
        status = "interrompue"
    elif today <= due:
        status = "ouverte"
    else:
        status = "sans_objet" if optional else "expiree"
    return (rule, party, start, raw, due, None, False, status)


def addressed(journal, natures_of_acts):
    """The first notification or service to each party, whatever its form."""
    first = {}
    for kind, name, nature in natures_of_acts:
        for act in journal.of(kind, nature):
            for party in act["concerns"]:
                day = act["dates"][name]
                first[party] = min(day, first.get(party, day))
    return first


AMPLIATIF = [("memoire_signifie", "signifie", "ampliatif"), ("memoire_notifie", "notifie", "ampliatif")]
INCIDENT = [("memoire_signifie", "signifie", "incident"), ("memoire_notifie", "notifie", "incident")]


def deadlines(journal, today):
    found = []
    zones = {party["id"]: party["zone"] for party in journal.parties}
    demandeurs = [party["id"] for party in journal.parties if party["role"] == "demandeur"]
    defendeurs = [party["id"] for party in journal.parties if party["role"] == "defendeur"]

    def add(rule, party, at, met, optional=False):
        found.append(deadline(journal, rule, party, today, at, met, optional))

    def done(party, *patterns):
        return [day for kind, name, nature in patterns for day in journal.days(kind, name, party, nature)]

    formed = [act["dates"]["forme"] for act in journal.of("pourvoi_forme")]
    for act in journal.of("decision_notifiee"):
        for party in act["concerns"]:
            at = term(journal, party, act["dates"]["notifiee"], 2 + ABROAD[zones[party]], reducible=False)
            add("civil.pourvoi.delai", party, at, formed)
    for start in formed:
        for party in demandeurs:
            at = term(journal, party, start, 4 + ABROAD[zones[party]])
            add("civil.memoire_ampliatif.depot", party, at, done(party, ("memoire_depose", "depose", "ampliatif")))
            at = term(journal, party, start, 4 + ABROAD[zones[party]])
            add("civil.pieces.979", party, at, done(party, ("pieces_deposees", "depose", "decision_attaquee")))
        nearest = min(ABROAD[zones[party]] for party in demandeurs)
        for party in defendeurs:
            at = term(journal, party, start, 4 + nearest)
            # As the engine has it today: what interrupts is looked for with the défendeur.
            since = journal.counsel.get(party)
            if since is not None and since <= at[2]:
                add("civil.memoire_ampliatif.notification", party, at, done(party, *AMPLIATIF))
            if since is None or since > months_after(start, 4):
                _, raw, _ = term(journal, party, start, 4 + nearest)
                raw = months_after(raw, 1)
                add("civil.memoire_ampliatif.signification", party, (start, raw, next_working(raw)), done(party, *AMPLIATIF))
    for party, start in addressed(journal, AMPLIATIF).items():
        months = 2 + ABROAD[zones[party]]
        at = term(journal, party, start, months, striking=True)
        add("civil.memoire_defense", party, at, done(party, ("memoire_depose", "depose", "en_defense")), True)
        at = term(journal, party, start, months, striking=True)
        add("civil.pourvoi_incident.depot", party, at, done(party, ("pourvoi_incident_forme", "depose", None)), True)
        at = term(journal, party, start, months)
        add("civil.radiation.demande", party, at, done(party, ("radiation_demandee", "demandee", None)), True)
    for party, start in addressed(journal, INCIDENT).items():
        at = term(journal, party, start, 1 + ABROAD[zones[party]])
        met = done(party, ("memoire_depose", "depose", "en_reponse_incident"))
        add("civil.pourvoi_incident.reponse", party, at, met, True)
    return found


def stage(journal):
    of = journal.of
    if journal.closed:
        return "juge"
    struck = any(act["attrs"].get("sens") == "radiation" for act in of("radiation_decidee"))
    if struck and not any(act["attrs"].get("sens") == "reinscription" for act in of("reinscription_decidee")):
        return "radie"
    if of("affaire_en_etat_de_juger"):
        return "en_etat"
    if of("rapporteur_designe"):
        return "instruction"
    if of("pourvoi_enregistre"):
        return "a_distribuer" if of("memoire_depose", "ampliatif") else "attente_memoire_ampliatif"
    return "en_cours_d_enregistrement"


def tasks(journal, found):
    of, owed = journal.of, []

    def after(acts, name, days):
        return max(act["dates"][name] for act in acts) + timedelta(days=days)

    formed, registered, main = of("pourvoi_forme"), of("pourvoi_enregistre"), of("memoire_depose", "ampliatif")
    returned, withdrawn, report = of("pli_retourne"), of("desistement_depose"), of("rapport_depose")
    ready = of("affaire_en_etat_de_juger")
    if formed and not registered:
        owed.append(("enregistrer_pourvoi", None, after(formed, "forme", 1)))
    if registered and not of("chambre_attribuee"):
        owed.append(("attribuer_chambre", None, after(registered, "enregistre", 5)))
    if registered and not main and not of("declaration_communiquee"):
        owed.append(("communiquer_declaration", None, after(registered, "enregistre", 3)))
    if returned and not of("memoire_signifie", "ampliatif"):
        owed.append(("aviser_du_retour_du_pli", None, after(returned, "retourne", 3)))
    if withdrawn and not of("desistement_constate"):
        owed.append(("constater_desistement", None, after(withdrawn, "depose", 15)))
    if report and not ready:
        owed.append(("constater_en_etat", None, None))
    if of("rapporteur_designe") and not report and not ready:
        owed.append(("deposer_rapport", None, None))
    if report and not of("avocat_general_designe"):
        owed.append(("designer_avocat_general", None, after(report, "depose", 15)))
    if main and of("chambre_attribuee") and not of("rapporteur_designe"):
        owed.append(("designer_rapporteur", None, after(main, "depose", 15)))
    if of("partie_decedee"):
        owed.append(("examiner_interruption", None, None))
    if ready:
        owed.append(("prononcer", None, None))
    if of("radiation_demandee") and not of("radiation_decidee"):
        owed.append(("statuer_sur_la_radiation", None, None))
    if main and not of("pieces_deposees", "decision_attaquee"):
        owed.append(("verifier_pieces", None, after(main, "depose", 8)))
    for rule, party, *_, status in found:
        if status in ("expiree", "satisfaite_hors_delai"):
            if rule.startswith("civil.memoire_ampliatif."):
                owed.append(("soumettre_decheance", party, None))
            elif rule in ("civil.memoire_defense", "civil.pourvoi_incident.depot", "civil.pieces.979"):
                owed.append(("relever_irrecevabilite", party, None))
    return owed


def derive(acts, today):
    journal = Journal(acts)
    found = deadlines(journal, today)
    at = stage(journal)
    return at, found, [] if at == "juge" else tasks(journal, found)


# --- One term with its explanation

WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
NAMES = {
    "Jour de l'an": "1er janvier",
    "Lundi de Pâques": "lundi de Pâques",
    "Lundi de Pentecôte": "lundi de Pentecôte",
    "Fête du Travail": "1er mai",
    "Fête de la Victoire": "8 mai",
    "Fête nationale": "14 juillet",
    "Armistice": "11 novembre",
}
ARTICLE = "CPC 978, alinéa 1, 1re phrase"


def long(day):
    of_month = "1er" if day.day == 1 else day.day
    return f"{WEEKDAYS[day.weekday()]} {of_month} {MONTHS[day.month - 1]} {day.year}"


def length(months):
    return f"{months}\u00a0mois"


def why_off(day):
    if day in FRANCE:
        name = FRANCE[day].split(";")[0]
        return f"un jour férié ({NAMES.get(name, name)})"
    return "un samedi" if day.weekday() == 5 else "un dimanche"


def explained(asked):
    steps = []

    def say(text, basis):
        steps.append({"text": text, "basis": basis})

    start = asked["start"]
    months = 4 + ABROAD[asked["residence"]]
    say(f"Point de départ : déclaration de pourvoi, le {long(start)}. Ce jour ne compte pas.", "CPC 640 et 641")
    if months > 4:
        place = "outre-mer" if months == 5 else "à l’étranger"
        say(
            f"La personne liée demeure {place} : le délai est augmenté de {months - 4} mois, "
            "en un seul délai compté par quantième.",
            "CPC 1023, alinéa 1",
        )
    raw = months_after(start, months)
    say(f"Délai de {length(months)} : le terme tombe le {long(raw)}.", f"CPC 641\u00a0; {ARTICLE}")
    if raw.day != start.day:
        say(f"Le mois d’arrivée n’a pas ce quantième : le terme est son dernier jour, le {long(raw)}.", "CPC 641, alinéa 2")
    events = {}
    for event in asked.get("events", ()):
        events.setdefault(event["kind"], []).append(event["date"])
    if "aj_demande" in events:
        request, limit = min(events["aj_demande"]), next_working(raw)
        later = events.get("auxiliaire_designe", ())
        found = interrupted(
            start,
            months,
            raw,
            [request],
            events.get("aj_decision_notifiee", ()),
            later,
            events.get("aj_recours", ()),
            events.get("aj_recours_decide", ()),
        )
        if found is not None and found[0] != start:
            aid = "décret 2020-1717, article 44"
            say(
                f"demande d’aide juridictionnelle le {long(request)}, avant le terme du {long(limit)} : "
                "le délai est interrompu.",
                aid,
            )
            from_, raw = found
            what = (
                "désignation d’un auxiliaire de justice"
                if from_ in later
                else "notification de la décision du bureau d’aide juridictionnelle"
            )
            say(f"{what} le {long(from_)} : un nouveau délai entier de {length(months)} court, jusqu’au {long(raw)}.", aid)
    due = next_working(raw)
    if due != raw:
        say(
            f"Le {long(raw)} est {why_off(raw)} : le terme est prorogé au premier jour ouvrable, le {long(due)}.",
            "CPC 642, alinéa 2",
        )
    say(f"Dernier jour utile : {long(due)}, jusqu’à 24 heures, heure de Paris.", "CPC 642, alinéa 1")
    say(
        "À défaut : déchéance du pourvoi, prononcée par le premier président ou son délégué, par ordonnance.",
        ARTICLE,
    )
    return {"due": due, "raw": raw, "sanction": "déchéance du pourvoi", "steps": steps}


def decoded(line):
    asked = json.loads(line)
    for fact in [asked, *asked.get("events", ())]:
        name = "start" if fact is asked else "date"
        fact[name] = date.fromisoformat(fact[name])
    return asked


def answered(line):
    asked = decoded(line)
    answer = explained(asked)
    answer["id"] = asked["id"]
    return json.dumps(answer, ensure_ascii=False, default=date.isoformat)


# --- The measure


def plain(value):
    """With spaces that break, so that only words are compared."""
    return json.loads(json.dumps(value, default=str).replace("\\u00a0", " "))


def same(ours, theirs, of):
    if ours != theirs:
        sys.exit(f"not the same:\n{of}\nhere:   {ours}\nengine: {theirs}")


def rate(seconds, all_of_them, count):
    best = 0.0
    for _ in range(5):
        before, start, done = process_time(), perf_counter(), 0
        while perf_counter() - start < seconds:
            all_of_them()
            done += count
        best = max(best, done / (process_time() - before))
    return best


def main():
    work = json.load(sys.stdin)
    seconds = work["seconds"]
    if "lines" in work:
        lines = [line for line, _ in work["lines"]]
        for line, answer in work["lines"]:
            expected = json.loads(answer)
            del expected["catalogue"]
            same(plain(json.loads(answered(line))), plain(expected), line)
        print(rate(seconds, lambda: [answered(line) for line in lines], len(lines)))
        return
    if "questions" in work:
        questions = []
        for line, due, steps in work["questions"]:
            asked = decoded(line)
            answer = explained(asked)
            same(plain([answer["due"], answer["steps"]]), plain([due, steps]), line)
            questions.append(asked)
        print(rate(seconds, lambda: [explained(asked) for asked in questions], len(questions)))
        return
    today = date.fromisoformat(work["today"])
    journals = []
    for acts, answer in work["journals"]:
        for act in acts:
            act["dates"] = {name: date.fromisoformat(day) for name, day in act["dates"].items()}
        journals.append(acts)
        at, found, owed = derive(acts, today)
        by_words = lambda rows: sorted(plain(rows), key=str)  # noqa: E731
        same(at, answer["stage"], "stage")
        same(by_words(found), by_words(answer["deadlines"]), "deadlines")
        same(by_words(owed), by_words(answer["tasks"]), "tasks")
    print(rate(seconds, lambda: [derive(acts, today) for acts in journals], len(journals)))


if __name__ == "__main__":
    main()

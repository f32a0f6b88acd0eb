#!/usr/bin/env python3
"""A civil case as a plain program computes it, with python-dateutil and holidays, for bench_derive to compare with: its stage, terms,
tasks, notices, irregularities and checks.

Standard input: journals of acts, or lines of the simulator, each with what our engine answers. The program must answer the same,
or it says where not and fails; then it prints how many it does a second of the core's time, the best of several runs.
Nothing is slow on purpose: the calendar is made once, the catalogue of notices and checks is read once, acts are sorted by type once,
each term is straight code. It does less than the engine: one procedure, one pourvoi, no question prioritaire, no avis whose answer is awaited, no second
radiation, no possible act, no day of the next change, no date that is not known.
"""

import json
import re
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
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


def months_between(day, later):
    return (later.year - day.year) * 12 + later.month - day.month


# --- The catalogue: notices, checks, and what both look for, read once

CATALOGUE = Path(__file__).parents[2] / "catalogue"
PROCEDURE = "civil_representation_obligatoire"


class Pattern:
    """« kind(attribute=code|code).date »"""

    def __init__(self, text):
        self.kind, filters, self.date = re.fullmatch(r"(\w+)(?:\((.*)\))?(?:\.(\w+))?", text).groups()
        self.date = self.date or DATES[self.kind][0]
        parts = [part.split("=") for part in (filters or "").split(",") if part]
        self.demands = [(name.strip(), frozenset(codes.split("|"))) for name, codes in parts]

    def accepts(self, act):
        return all(act["attrs"].get(name) in codes for name, codes in self.demands)


class Condition:
    def __init__(self, raw):
        self.all, self.any, self.none = (frozenset(raw.get(of, ())) for of in ("all", "any", "none"))
        for text in self.all | self.any | self.none:
            if " since " in text:
                SINCE[text] = [Pattern(part) for part in text.split(" since ")]
                continue
            pattern = Pattern(text)
            if pattern.demands or text != pattern.kind:
                LOOKED_FOR.setdefault(pattern.kind, {})[text] = pattern

    def holds(self, facts):
        return (
            self.all <= facts
            and self.none.isdisjoint(facts)
            and (not self.any or not self.any.isdisjoint(facts))
        )


class Notice:
    def __init__(self, raw):
        self.id, self.to, self.within = raw["id"], raw["to"], raw.get("within")
        self.on = [Pattern(text) for text in raw["on"]]
        self.unless = Condition(raw["unless"]) if "unless" in raw else None
        self.proved_by = [Pattern(text) for text in raw.get("proved_by", ())]
        self.returned_by = [Pattern(text) for text in raw.get("returned_by", ())]

    def due(self, day):
        if self.within is None:
            return None
        return day + relativedelta(months=self.within.get("months", 0), days=self.within.get("days", 0))


class Check:
    def __init__(self, raw):
        self.id, self.kept = raw["id"], frozenset(raw.get("kept", ()))
        self.before = raw["milestones"]
        self.when, self.regular, self.irregular = (
            Condition(raw[of]) if of in raw else None for of in ("when", "regular", "irregular")
        )


def read(folder):
    return [tomllib.loads(path.read_text()) for path in sorted((CATALOGUE / folder).glob("*.toml"))]


def of_the_procedure(folder):
    group = tomllib.loads((CATALOGUE / "procedures" / f"{PROCEDURE}.toml").read_text())["group"]
    return [raw for raw in read(folder) if not raw.get("procedures") or {PROCEDURE, group} & set(raw["procedures"])]


# The dates of each type of act, the one that places it in time first.
DATES = {
    path.stem: [named["name"] for named in tomllib.loads(path.read_text()).get("date", ())]
    for path in (CATALOGUE / "actes").glob("*.toml")
}
# What conditions ask for beyond the mere types of acts, by type.
LOOKED_FOR = {}
# Those that ask whether an act stands since the last of another.
SINCE = {}
# Milestones in order, with the acts that pass them; the end of the case passes the one that names none, and those before it.
MILESTONES, BEFORE_THE_END = {}, set()
for milestone in tomllib.loads((CATALOGUE / "catalogue.toml").read_text())["jalon"]:
    MILESTONES[milestone["name"]] = Condition({"any": milestone.get("acts", ())})
    if milestone.get("at_end"):
        BEFORE_THE_END = set(MILESTONES)
# Where the case waits, the tasks that do not wait with it.
STILL = {"interrompu": set(), "radie": set()}
for path in (CATALOGUE / "taches").glob("*.toml"):
    for stage_named in tomllib.loads(path.read_text()).get("still_at", ()):
        STILL[stage_named].add(path.stem)
# What only a service can find is none of the journal.
CHECKS = [Check(raw) for raw in of_the_procedure("controles") if "fact" not in raw]
# Notices by the types of acts that make them due.
NOTICES = {}
for notice in map(Notice, of_the_procedure("notifications")):
    for kind in {pattern.kind for pattern in notice.on}:
        NOTICES.setdefault(kind, []).append((notice, [pattern for pattern in notice.on if pattern.kind == kind]))


def facts(by_kind):
    found = set(by_kind)
    for kind in by_kind.keys() & LOOKED_FOR.keys():
        for text, pattern in LOOKED_FOR[kind].items():
            if any(pattern.accepts(act) for act in by_kind[kind]):
                found.add(text)
    for text, (pattern, since) in SINCE.items():
        if pattern.kind in by_kind:
            last, undone = (
                max((act["dates"][of.date] for act in by_kind.get(of.kind, ()) if of.accepts(act)), default=date.min)
                for of in (pattern, since)
            )
            if last > date.min and last >= undone:
                found.add(text)
    return found


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
        self.closed = bool(
            self.of("decision_prononcee")
            or self.that("decheance_constatee", "etendue", "totale")
            or self.that("desistement_constate", "etendue", "total")
            or self.that("peremption_constatee", "sens", "peremption")
        )
        self.facts = facts(self.by_kind)

    def of(self, kind, nature=None):
        acts = self.by_kind.get(kind, ())
        if nature is None:
            return acts
        return [act for act in acts if act["attrs"].get("nature") == nature]

    def that(self, kind, name, *codes):
        return [act for act in self.by_kind.get(kind, ()) if act["attrs"].get(name) in codes]

    def matching(self, pattern):
        return [act for act in self.by_kind.get(pattern.kind, ()) if pattern.accepts(act)]

    def days(self, kind, name, party, nature=None):
        return [
            act["dates"][name]
            for act in self.of(kind, nature)
            if name in act["dates"] and concerns(act, party)
        ]


def concerns(act, party):
    return not act["concerns"] or party in act["concerns"]


def first_day(act):
    return act["dates"][DATES[act["kind"]][0]]


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
        journal.days("aide_juridictionnelle_recours_forme", "recours", party),
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


def status(journal, due, on, today, optional):
    if on is not None and (due is None or on <= due):
        return "satisfaite"
    if journal.closed:
        return "sans_objet"
    if on is not None:
        return "satisfaite_hors_delai"
    if due is None:
        return "interrompue"
    if today <= due:
        return "ouverte"
    return "sans_objet" if optional else "expiree"


def addressed(journal, natures_of_acts):
    """The first notification or service to each party, whatever its form."""
    first = {}
    for kind, name, nature in natures_of_acts:
        for act in journal.of(kind, nature):
            for party in act["concerns"]:
                day = act["dates"][name]
                first[party] = min(day, first.get(party, day))
    return first


def following(after, raw, months):
    """A term that follows another, to whose raw end it is chained; what is alerted where there are two readings."""
    end = months_after(raw, months)
    due, other = next_working(end), next_working(months_after(after, months_between(after, raw) + months))
    # The first term may have ended on the last day of a month too short: two readings, the nearest is alerted.
    return (after, end, due), min(due, other) if due != other and raw.day != after.day else None


AMPLIATIF = [("memoire_signifie", "signifie", "ampliatif"), ("memoire_notifie", "notifie", "ampliatif")]
INCIDENT = [("memoire_signifie", "signifie", "incident"), ("memoire_notifie", "notifie", "incident")]


def deadlines(journal, today):
    """The terms, and what is irregular: what came after its term."""
    found, late = [], []
    zones = {party["id"]: party["zone"] for party in journal.parties}
    demandeurs = [party["id"] for party in journal.parties if party["role"] == "demandeur"]
    defendeurs = [party["id"] for party in journal.parties if party["role"] == "defendeur"]

    def add(rule, party, at, met, optional=False, alert=None):
        start, raw, due = at
        on, by = min(met, default=(None, None))
        stands = status(journal, due, on, today, optional)
        found.append((rule, party, start, raw, due, alert, alert is not None, stands))
        if stands == "satisfaite_hors_delai":
            late.append((rule, party, by, on, due))

    def done(party, *patterns):
        return [
            (act["dates"][name], act["id"])
            for kind, name, nature in patterns
            for act in journal.of(kind, nature)
            if name in act["dates"] and concerns(act, party)
        ]

    formed = [(act["dates"]["forme"], act["id"]) for act in journal.of("pourvoi_forme")]
    for act in journal.of("decision_notifiee"):
        for party in act["concerns"]:
            at = term(journal, party, act["dates"]["notifiee"], 2 + ABROAD[zones[party]], reducible=False)
            add("civil.pourvoi.delai", party, at, formed)
    notified = [(act["dates"]["notifiee"], act["id"]) for act in journal.of("decision_notifiee")]
    for act in journal.of("pourvoi_forme"):
        if start := act["dates"].get("decision_attaquee"):
            raw = months_after(start, 24)
            for party in demandeurs:
                add("civil.pourvoi.terme_528_1", party, (start, raw, next_working(raw)), formed + notified)
    for start, _ in formed:
        of_demandeurs = []
        for party in demandeurs:
            at = term(journal, party, start, 4 + ABROAD[zones[party]])
            of_demandeurs.append(at)
            add("civil.memoire_ampliatif.depot", party, at, done(party, ("memoire_depose", "depose", "ampliatif")))
            add("civil.pieces.979", party, at, done(party, ("pieces_deposees", "depose", "decision_attaquee")))
        # What the demandeurs owe to their adversaries runs by their own acts and residence: of several, the first to end.
        at = min(of_demandeurs, key=lambda at: (at[2] is None, at[2]), default=(start, None, None))
        after, raw, first_end = at
        for party in defendeurs:
            since = journal.counsel.get(party)
            if since is not None and (first_end is None or since <= first_end):
                add("civil.memoire_ampliatif.notification", party, at, done(party, *AMPLIATIF))
            elif raw is None:
                add("civil.memoire_ampliatif.signification", party, at, done(party, *AMPLIATIF))
            else:
                then, alert = following(after, raw, 1)
                add("civil.memoire_ampliatif.signification", party, then, done(party, *AMPLIATIF), alert=alert)
    for party, start in addressed(journal, AMPLIATIF).items():
        months = 2 + ABROAD[zones[party]]
        at = term(journal, party, start, months, striking=True)
        add("civil.memoire_defense", party, at, done(party, ("memoire_depose", "depose", "en_defense")), True)
        add("civil.pourvoi_incident.depot", party, at, done(party, ("pourvoi_incident_forme", "depose", None)), True)
        # Who forms a pourvoi incident tells the others of it, who are named in his place.
        if any(concerns(act, party) for act in journal.of("pourvoi_incident_forme")):
            told = [
                (act["dates"][name], act["id"]) for kind, name, nature in INCIDENT for act in journal.of(kind, nature)
            ]
            add("civil.pourvoi_incident.notification", party, at, told)
            then, alert = following(at[0], at[1], 1) if at[1] is not None else (at, None)
            add("civil.pourvoi_incident.signification", party, then, told, alert=alert)
        at = term(journal, party, start, months)
        add("civil.radiation.demande", party, at, done(party, ("radiation_demandee", "demande", None)), True)
    for party, start in addressed(journal, INCIDENT).items():
        at = term(journal, party, start, 1 + ABROAD[zones[party]])
        met = done(party, ("memoire_depose", "depose", "en_reponse_incident"))
        add("civil.pourvoi_incident.reponse", party, at, met, True)
    return found, late


def stage(journal):
    of = journal.of
    if journal.closed:
        return "juge"
    struck = any(act["attrs"].get("sens") == "radiation" for act in of("radiation_decidee"))
    if struck and not any(act["attrs"].get("sens") == "reinscription" for act in of("reinscription_decidee")):
        return "radie"
    if of("instance_interrompue") and not of("instance_reprise"):
        return "interrompu"
    if of("affaire_en_etat_de_juger"):
        return "en_etat"
    if of("rapporteur_designe"):
        return "instruction"
    if of("pourvoi_enregistre"):
        return "a_distribuer" if of("memoire_depose", "ampliatif") else "attente_memoire_ampliatif"
    return "en_cours_d_enregistrement"


SANCTIONS = {
    "civil.memoire_ampliatif.depot": "soumettre_decheance",
    "civil.memoire_ampliatif.notification": "soumettre_decheance",
    "civil.memoire_ampliatif.signification": "soumettre_decheance",
    "civil.memoire_defense": "relever_irrecevabilite",
    "civil.pieces.979": "relever_irrecevabilite",
    "civil.pourvoi.delai": "relever_irrecevabilite",
    "civil.pourvoi.terme_528_1": "relever_irrecevabilite",
    "civil.pourvoi_incident.depot": "relever_irrecevabilite",
    "civil.pourvoi_incident.notification": "relever_irrecevabilite",
    "civil.pourvoi_incident.signification": "relever_irrecevabilite",
}


def tasks(journal, found, at):
    owed = tasks_of_any_stage(journal, found, at == "juge")
    owed = [task for task in owed if task[0] in STILL[at]] if at in STILL else owed
    runs = any(status in ("ouverte", "interrompue", "indeterminee") for *_, status in found)
    return owed or ([] if runs or at == "juge" else [("decider_de_la_suite", None, None)])


def tasks_of_any_stage(journal, found, over):
    of, that, owed = journal.of, journal.that, []

    def owe(task, acts=None, name=None, days=0):
        last = max((act["dates"][name] for act in acts or () if name in act["dates"]), default=None)
        owed.append((task, None, last and last + timedelta(days=days)))

    ruled = of("decision_prononcee")
    if ruled and not that("expedition_transmise", "destinataire", "juridiction_attaquee"):
        owe("transmettre_la_copie", ruled, "prononce", 15)
    if over:
        return owed
    formed, registered, main = of("pourvoi_forme"), of("pourvoi_enregistre"), of("memoire_depose", "ampliatif")
    returned, withdrawn, report = of("pli_retourne"), of("desistement_depose"), of("rapport_depose")
    ready, hearing, deliberated = of("affaire_en_etat_de_juger"), of("audience_fixee"), of("delibere_ouvert")
    if formed and not registered:
        owe("enregistrer_pourvoi", formed, "forme", 1)
    if registered and not of("chambre_attribuee"):
        owe("attribuer_chambre", registered, "enregistre", 5)
    if registered and not main and not of("declaration_communiquee"):
        owe("communiquer_declaration", registered, "enregistre", 3)
    if returned and not of("memoire_signifie", "ampliatif") and not that("notification_faite", "avis", "not.civ.03"):
        owe("aviser_du_retour_du_pli", returned, "retourne", 3)
    if withdrawn and not of("desistement_constate"):
        owe("constater_desistement", withdrawn, "depose", 15)
    if main and of("chambre_attribuee") and not of("rapporteur_designe"):
        owe("designer_rapporteur", main, "depose", 15)
    if main and not of("pieces_deposees", "decision_attaquee"):
        owe("verifier_pieces", main, "depose", 8)
    if of("rapporteur_designe") and not report and not ready:
        owe("deposer_rapport")
    if report and not ready:
        owe("constater_en_etat")
    if report and not of("avocat_general_designe"):
        owe("designer_avocat_general", report, "depose", 15)
    if (
        of("avocat_general_designe")
        and not deliberated
        and not that("avis_parquet_general", "objet", "pourvoi", "requete")
        and not that("debats_tenus", "avis_parquet", "donne")
    ):
        owe("rendre_l_avis_du_parquet")
    if of("pourvoi_incident_forme") and not (
        of("memoire_notifie", "incident")
        or of("memoire_signifie", "incident")
        or that("memoire_communique", "nature", "en_defense", "en_reponse")
    ):
        owe("verifier_le_pourvoi_incident")
    if ready and not hearing and not deliberated:
        owe("fixer_audience")
    if hearing and not of("avis_d_audience_adresse") and not deliberated:
        owe("adresser_avis_d_audience", hearing, "fixee", 3)
    if hearing and ready and not deliberated:
        owe("tenir_l_audience", hearing, "audience")
    if deliberated and not ruled:
        owe("prononcer", deliberated, "prononce_le")
    if of("aide_juridictionnelle_demandee") and not of("aide_juridictionnelle_decidee"):
        owe("statuer_sur_l_aide")
    if of("aide_juridictionnelle_recours_forme") and not of("aide_juridictionnelle_recours_decide"):
        owe("statuer_sur_le_recours_aide")
    if not of("auxiliaire_designe") and (
        that("aide_juridictionnelle_decidee", "sens", "admission_totale", "admission_partielle")
        or that("aide_juridictionnelle_recours_decide", "sens", "admission")
    ):
        owe("designer_auxiliaire")
    if of("radiation_demandee") and not of("radiation_decidee"):
        owe("statuer_sur_la_radiation")
        if not that("notification_faite", "avis", "not.civ.17"):
            owe("communiquer_la_requete_en_radiation", of("radiation_demandee"), "demande", 3)
        if not that("avis_parquet_general", "objet", "radiation"):
            owe("donner_avis_sur_la_radiation")
    struck, reinstated = that("radiation_decidee", "sens", "radiation"), that("reinscription_decidee", "sens", "reinscription")
    told = of("radiation_notifiee") or that("notification_faite", "avis", "not.civ.18")
    if struck and not told and not reinstated and not that("peremption_constatee", "sens", "peremption"):
        owe("notifier_la_radiation", struck, "prononce", 3)
    if reinstated and not that("notification_faite", "avis", "not.civ.20"):
        owe("notifier_la_reinscription", reinstated, "prononce", 3)
    if of("reinscription_demandee") and not of("reinscription_decidee"):
        owe("statuer_sur_la_reinscription")
    interruption, resumed = of("instance_interrompue"), of("instance_reprise")
    if of("partie_decedee") and not interruption and not resumed:
        owe("examiner_interruption")
    if interruption and not resumed and not struck:
        owe("verifier_la_reprise", interruption, "reprise_avant")
    cures = {"soumettre_decheance": of("decheance_constatee"), "relever_irrecevabilite": ruled}
    for rule, party, _, _, due, *_, stands in found:
        task = SANCTIONS.get(rule)
        if task and stands in ("expiree", "satisfaite_hors_delai"):
            cured = any(first_day(act) > due and concerns(act, party) for act in cures[task])
            # What lapsed together is one task: the terms of a party that the same act started.
            if not cured and (task, party, None) not in owed:
                owed.append((task, party, None))
    return owed


def recipients(journal, to, act):
    named = act["concerns"]
    if to == "interesses":
        return [party["id"] for party in journal.parties if concerns(act, party["id"])]
    if to == "autres_parties":
        return [party["id"] for party in journal.parties if party["id"] not in named]
    if to == "parties_sans_avocat":
        return [party["id"] for party in journal.parties if party["id"] not in journal.counsel]
    if to == "parties":
        return [party["id"] for party in journal.parties]
    if to in ("demandeurs", "defendeurs"):
        return [party["id"] for party in journal.parties if party["role"] == to[:-1]]
    return [None]


def known_of(journal, notice, cause, party):
    """What the last act that speaks of a notice says of it."""

    def speaking(acts):
        return [
            act
            for act in acts
            if (party is None or concerns(act, party))
            and act is not cause
            and (act["refers_to"] == cause["id"] if act["refers_to"] else first_day(act) >= first_day(cause))
        ]

    spoken = [act for pattern in notice.proved_by for act in journal.matching(pattern)]
    spoken = speaking(spoken + journal.that("notification_faite", "avis", notice.id))
    returned = speaking([act for pattern in notice.returned_by for act in journal.matching(pattern)])
    if not spoken and not returned:
        return "du"
    last = max(spoken + returned, key=lambda act: (first_day(act), act["id"]))
    if last in returned and last not in spoken:
        return "revenu"
    result, dates = last["attrs"].get("resultat"), DATES[last["kind"]]
    if result is not None and result != "remise":
        return "revenu"
    if result is None and len(dates) > 1 and dates[1] not in last["dates"]:
        return "envoye"
    return "prouve"


def notices(journal):
    found = {}
    for kind in journal.by_kind.keys() & NOTICES.keys():
        for notice, patterns in NOTICES[kind]:
            if notice.unless and notice.unless.holds(journal.facts):
                continue
            for pattern in patterns:
                for act in journal.matching(pattern):
                    due = notice.due(act["dates"][pattern.date])
                    for party in recipients(journal, notice.to, act):
                        row = (notice.id, party, known_of(journal, notice, act, party), due)
                        found.setdefault((notice.id, party, act["id"]), row)
    return list(found.values())


def of_itself(check, facts, stands):
    """What the journal itself says of a check; None when it does not."""
    if check.irregular and check.irregular.holds(facts):
        return "irregulier"
    kept = [status for rule in check.kept for status in stands.get(rule, ())]
    if "satisfaite_hors_delai" in kept or "expiree" in kept:
        return "irregulier"
    if check.regular.holds(facts) if check.regular else kept:
        return "regulier"
    return None


def passed(milestone, facts):
    return bool(milestone.any) and milestone.holds(facts)


def checks(journal, found):
    """What is not in order. What nobody looked at is only told while a milestone waits for it."""
    facts, looked_at, stands, told = journal.facts, {}, {}, []
    for act in sorted(journal.of("point_verifie"), key=lambda act: (act["dates"]["verifie"], act["id"])):
        irregular = act["attrs"]["resultat"] == "irregulier"
        looked_at[act["attrs"]["point"]] = "irregulier" if irregular else "regulier"
    for rule, *_, status in found:
        stands.setdefault(rule, []).append(status)
    for check in CHECKS:
        result = looked_at.get(check.id)
        if result is None:
            if check.when and not check.when.holds(facts):
                continue
            result = of_itself(check, facts, stands)
        behind = BEFORE_THE_END if journal.closed else ()
        waits = any(name not in behind and not passed(MILESTONES[name], facts) for name in check.before)
        if result == "irregulier" and (waits or not journal.closed):
            told.append((check.id, result))
        elif result is None and waits:
            told.append((check.id, "non_verifie"))
    return told


def derive(acts, today):
    journal = Journal(acts)
    found, late = deadlines(journal, today)
    at = stage(journal)
    return {
        "stage": at,
        "deadlines": found,
        "tasks": tasks(journal, found, at),
        "notices": notices(journal),
        "irregularities": late,
        "checks": checks(journal, found),
    }


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
    # Those that are only compared tell the parts of the story that its end hides.
    for acts, answer in work["journals"] + work["compared"]:
        for act in acts:
            act["dates"] = {name: date.fromisoformat(day) for name, day in act["dates"].items()}
        found = derive(acts, today)
        same(found.keys(), answer.keys(), "journal")
        for what, expected in answer.items():
            in_order = (lambda said: sorted(plain(said), key=str)) if isinstance(expected, list) else plain
            same(in_order(found[what]), in_order(expected), what)
    journals = [acts for acts, _ in work["journals"]]
    print(rate(seconds, lambda: [derive(acts, today) for acts in journals], len(journals)))


if __name__ == "__main__":
    main()

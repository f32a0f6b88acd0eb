/** Audiences of a chamber, in memory: one planned that lacks its composition, one published with a dossier refused. */
import type { RolePublie, RolesPublies } from "../../src/api/roles";
import type * as T from "../../src/api/types";
import { PERSONNES } from "./distribution";

const uuid = (n: number) => `00000000-0000-4000-a000-${String(n).padStart(12, "0")}`;
export const [PROJET, PUBLIEE, AUTRE, REUNION, TENUE] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5)] as const;
export const [INSCRIT, REFUSE, ATTEND, TARDIF, SUIVANT] = [uuid(21), uuid(22), uuid(23), uuid(24), uuid(25)] as const;

const resume = (audience_id: string, stage: T.EtapeAudience, day: string, reste: Partial<T.ResumeAudience> = {}): T.ResumeAudience => ({
  audience_id,
  version: 3,
  stage,
  chambre: "civ1",
  sitting: { formation: "fr", day, from: 570, to: 750, room: "Salle Bellart" },
  dossiers: stage === "provisoire" ? 0 : 2,
  minutes: stage === "provisoire" ? 0 : 20,
  members: stage === "provisoire" ? 0 : 3,
  recurrence_id: null,
  ...reste,
});

export const calendrier = (): T.CalendrierDAudiences => ({
  items: [resume(PROJET, "provisoire", "2027-01-12"), resume(PUBLIEE, "publiee", "2027-01-19"), resume(AUTRE, "publiee", "2027-01-26")],
  formations: [
    { code: "fr", label: "formation restreinte", basis: "COJ, art. L. 431-1, al. 1", voices: 3, meeting: false },
    { code: "fs", label: "formation de section", basis: "COJ, art. R. 421-4-2 et R. 431-5", voices: 5, meeting: false },
    { code: "si", label: "séance d’instruction", basis: "CPC, art. 1013", voices: 0, meeting: true },
  ],
  rooms: ["Salle Bellart"],
});

const commun = { greffier_id: null, greffier_name: null, avocat_general_id: null, avocat_general_name: null, cancelled: null };
const acte = (version: number, kind: string): T.Audience["journal"][number] => ({
  version,
  kind,
  by: "Claire Vasseur",
  at: "2026-11-29T09:00:00Z",
  reason: null,
});

export function projet(version = 3, entries: T.Audience["entries"] = []): T.Audience {
  return {
    ...commun,
    summary: { ...resume(PROJET, "provisoire", "2027-01-12"), version, dossiers: entries.length, minutes: entries.length * 10 },
    members: [],
    entries,
    findings: [
      {
        finding_id: uuid(31),
        code: "aud.compo.presidence",
        severity: "bloquante",
        basis: "COJ, art. R. 431-1",
        message: "Personne ne préside la formation.",
        remedy: "Désignez parmi les membres celui qui préside.",
        agent_id: null,
        dossier_id: null,
      },
    ],
    tasks: [{ task_id: uuid(41), code: "arreter_la_composition", role: "president", label: "Arrêter la composition", due: "2026-12-21" }],
    journal: [acte(1, "audience_prevue")],
  };
}

/** A séance d'instruction that was to be held in the past, its agenda empty or not. */
export function reunion(version = 3, entries: T.Audience["entries"] = []): T.Audience {
  const { sitting, ...reste } = resume(REUNION, "provisoire", "2026-11-24");
  return {
    ...projet(version, entries),
    summary: { ...reste, version, sitting: { ...sitting, formation: "si", room: "" } },
    findings: [],
    tasks: [{ task_id: uuid(43), code: "tenir_l_audience", role: "president", label: "Dire que la réunion a été tenue", due: "2026-11-24" }],
  };
}

export const entree = (dossier_id: string, number: string, standing: T.Audience["entries"][number]["standing"], declined: string | null = null) => ({
  dossier_id,
  number,
  minutes: 10,
  standing,
  reason: null,
  declined,
  sitting: [PERSONNES.VASSEUR],
  rapporteurs: [PERSONNES.VASSEUR],
  urgent: dossier_id === INSCRIT,
  told: false,
});

export function publiee(version = 3): T.Audience {
  return {
    ...commun,
    summary: { ...resume(PUBLIEE, "publiee", "2027-01-19"), version },
    members: [{ agent_id: PERSONNES.VASSEUR, name: "Claire Vasseur", function: "president", presides: true, completes: false }],
    entries: [entree(INSCRIT, "26-10.001", "inscrite"), entree(REFUSE, "26-10.002", "refusee", "Le dossier est scellé.")],
    findings: [
      {
        finding_id: uuid(32),
        code: "aud.role.refuse",
        severity: "bloquante",
        basis: "CPC, art. 1012",
        message: "Dossier 26-10.002\u00a0: son journal a refusé l’inscription. Le dossier est scellé.",
        remedy: "Retirez-le du rôle.",
        agent_id: null,
        dossier_id: REFUSE,
      },
    ],
    tasks: [{ task_id: uuid(42), code: "adresser_les_avis", role: "greffe_chambre", label: "Adresser les avis d’audience", due: null }],
    journal: [acte(1, "audience_prevue"), acte(2, "composition_arretee"), acte(3, "role_publie")],
  };
}

/** An audience that was held: the deliberation of its dossiers is to be opened. */
export const tenue = (): T.Audience => ({
  ...publiee(5),
  summary: { ...resume(TENUE, "tenue", "2026-11-24", { dossiers: 3, minutes: 30 }), version: 5 },
  entries: [entree(INSCRIT, "26-10.001", "inscrite"), entree(ATTEND, "26-10.003", "inscrite"), entree(SUIVANT, "26-10.005", "inscrite")],
  findings: [],
  tasks: [],
});

const ligne = (dossier_id: string, number: string, audience_id: string | null, raison?: [string, string, string, string]): T.LigneDeRole => ({
  dossier_id,
  number,
  urgent: false,
  audience_id,
  minutes: raison ? 0 : 10,
  code: raison?.[0] ?? null,
  nature: raison?.[1] ?? null,
  basis: raison?.[2] ?? null,
  phrase: raison?.[3] ?? null,
});

export const proposition: T.PropositionDeRole = {
  placed: [ligne(ATTEND, "26-10.003", PROJET), ligne(SUIVANT, "26-10.005", PROJET)],
  refused: [ligne(TARDIF, "26-10.004", PROJET, ["avis_tardif", "ecarte", "CPC, art. 16 et 1018", "avis aux parties trop tardif de 2 jour(s)"])],
  rules: "2026.11.1",
  sha256: "a".repeat(64),
  looked_at: 3,
  more: false,
};

export const jours: T.JourDeRecurrence[] = [
  { day: "2027-03-22", skipped: null, audience_id: null },
  { day: "2027-03-29", skipped: "jour férié (lundi de Pâques)", audience_id: null },
];

export const essai: T.EssaiDeChangement = {
  admitted: true,
  consequences: [
    { kind: "dossier", severity: "information", message: "Le journal du dossier 26-10.001 est prié d’inscrire le report de l’audience.", basis: null, dossier_id: INSCRIT },
    { kind: "avis", severity: "information", message: "Avis du report à adresser aux parties du dossier 26-10.001.", basis: "CPC 1012, 1018", dossier_id: INSCRIT },
  ],
};

export const refus: T.EssaiDeChangement = {
  admitted: false,
  consequences: [{ kind: "refus", severity: "bloquante", message: "Personne ne préside la formation. (COJ, art. R. 431-1)", basis: null, dossier_id: null }],
};

const publie = (audience_id: string, day: string, reste: Partial<RolePublie> = {}): RolePublie => ({
  audience_id,
  chambre: "civ1",
  chambre_label: "première chambre civile",
  formation_label: "formation restreinte",
  sitting: { formation: "fr", day, from: 570, to: 750, room: "Salle Bellart" },
  cancelled: false,
  pending: false,
  count: 2,
  changed_at: "2026-11-29T09:00:00Z",
  cases: null,
  ...reste,
});

/** As anybody reads them: one that stands, one that will not be held. */
export const roles = (chambre: string | null): RolesPublies => ({
  items: chambre === "crim" ? [] : [publie(PUBLIEE, "2027-01-19"), publie(AUTRE, "2027-01-26", { cancelled: true, count: 0 })],
  chambres: [
    { code: "civ1", label: "première chambre civile" },
    { code: "crim", label: "chambre criminelle" },
  ],
  calendar: `https://greffe.example/api/v1/roles/greffe.ics${chambre ? `?chambre=${chambre}` : ""}`,
});

export const unRole = (audience_id: string): RolePublie =>
  audience_id === PUBLIEE
    ? publie(PUBLIEE, "2027-01-19", { cases: ["C 26-10.001", "D 26-10.002"] })
    : publie(AUTRE, "2027-01-26", { cancelled: true, count: 0, cases: [] });

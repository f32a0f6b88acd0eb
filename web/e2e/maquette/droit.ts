/** The law that the gateway in memory shows as a whole: one thing of each nature, tied to the rules. */
import type * as D from "../../src/api/droit";
import { AVIS, CONTROLE, DEPOT, ENREGISTREMENT, POURVOI, PROCEDURE, RECUSATION, TACHE } from "./entrees";
import { REGLES } from "./regles";

const CATALOGUE = "2026.11.1";
const DELAIS: D.Entree[] = REGLES.map(({ rule, label, article, length, procedure }) => ({
  nature: "regle",
  id: rule,
  label,
  article,
  note: length,
  procedures: procedure.code === "civil" ? [PROCEDURE.id] : [],
}));
const AMPLIATIF = DELAIS.filter(({ id }) => id === "civil.memoire_ampliatif.depot");

export const DROIT: D.Droit = {
  catalogue: CATALOGUE,
  procedures: [PROCEDURE, RECUSATION].map(({ id, label }) => ({ code: id, label })),
  entries: [PROCEDURE, RECUSATION, ...DELAIS, AVIS, TACHE, CONTROLE, POURVOI, ENREGISTREMENT, DEPOT],
};

const tete = ({ nature, id, label, article }: D.Entree) => ({ nature, id, label, article, catalogue: CATALOGUE, known_by: [PROCEDURE] });
const mot = (text: string, act: string | null = null, ...codes: [string, string][]) => ({
  text,
  act,
  codes: codes.map(([field, code]) => ({ field, code })),
});
const stade = (code: string, label: string, when: D.Phrase, acts: D.Lien[], reste: Partial<D.Stade> = {}): D.Stade => ({
  code,
  label,
  article: "CPC 974",
  when,
  terminal: false,
  suspended: false,
  acts,
  ...reste,
});

const procedure: D.FicheProcedure = {
  ...tete(PROCEDURE),
  opened_by: POURVOI,
  urgency: null,
  statutory: null,
  stages: [
    stade("en_cours_d_enregistrement", "En cours d’enregistrement", [], [ENREGISTREMENT]),
    stade("attente_memoire_ampliatif", "Attente du mémoire ampliatif", [mot("Enregistrement du pourvoi", "pourvoi_enregistre")], [DEPOT]),
    stade("attente_memoires", "Attente des mémoires", [mot("Dépôt d’un mémoire", "memoire_depose", ["nature", "ampliatif"])], [DEPOT]),
    stade("radie", "Radié", [mot("Radiation", "radiation_decidee", ["sens", "radiation"]), mot(", sans "), mot("Réinscription", "reinscription_decidee")], [], { suspended: true }),
    stade("juge", "Jugé", [mot("Prononcé de la décision", "decision_prononcee")], [], { terminal: true }),
  ],
  milestones: [{ code: "distribution", label: "Distribution", passed_by: [ENREGISTREMENT], checks: [CONTROLE] }],
  rules: DELAIS.slice(0, 3),
  notices: [AVIS],
  tasks: [TACHE],
};

const recusation: D.FicheProcedure = {
  ...procedure,
  ...tete(RECUSATION),
  urgency: "un mois pour statuer",
  statutory: {
    rule: { nature: "regle", id: "civil.pourvoi.delai", label: "Délai pour statuer sur la récusation" },
    article: "CPC 346",
    length: "1 mois",
    missed: "l’affaire est remise en liberté",
    warnings: [15, 7, 1],
    prorogation: false,
  },
  milestones: [],
  notices: [],
  tasks: [],
};

const avis: D.FicheAvis = {
  ...tete(AVIS),
  by: "le greffe de la Cour",
  to: "chaque défendeur",
  means: ["lettre_recommandee", "voie_electronique"],
  on: [mot("Déclaration de pourvoi", "pourvoi_forme")],
  unless: [mot("Désistement constaté", "desistement_constate", ["etendue", "total"])],
  within: "3 jours",
  mentions: ["le numéro du pourvoi", "le délai pour constituer avocat"],
  proved_by: [mot("Envoi d’un avis", "notification_faite", ["avis", "not.civ.05"])],
  without_proof: "le délai du défendeur ne court pas",
  doubt: "",
  rules: AMPLIATIF,
};

const tache: D.FicheTache = {
  ...tete(TACHE),
  role: "greffe de chambre",
  severity: "haute",
  when: [],
  due: [mot("8 jours à compter de\u00a0: "), mot("Déclaration de pourvoi", "pourvoi_forme")],
  closed_by: [ENREGISTREMENT],
  opens_on_missing: false,
  after_end: true,
  stages: [{ code: "attente_memoires", label: "Attente des mémoires" }],
  rules: AMPLIATIF,
};

const controle: D.FicheControle = {
  ...tete(CONTROLE),
  severity: "bloquante",
  consequence: "irrecevabilité du pourvoi",
  milestones: [{ code: "distribution", label: "Distribution" }],
  when: [mot("Déclaration de pourvoi", "pourvoi_forme")],
  regular: [mot("Constitution d’un avocat", "avocat_constitue")],
  irregular: [],
  cured_by: [DEPOT],
  rules: AMPLIATIF,
};

const acte: D.FicheActe = {
  ...tete(DEPOT),
  class: "fait_recu",
  dates: ["Dépôt au greffe"],
  fields: ["Nature du mémoire", "Cabinet"],
  stages: [{ code: "attente_memoires", label: "Attente des mémoires" }],
  remedy: "",
  quiet: "",
  opens: [],
  satisfies: AMPLIATIF,
  touches: [],
  tasks_opened: [TACHE],
  tasks_closed: [],
  notices_due: [AVIS],
  notices_proved: [],
  moves: [{ code: "attente_memoires", label: "Attente des mémoires" }],
  checks: [CONTROLE],
};

/** By the folder of their pages and their identifiers. */
export const FICHES: Record<string, D.Tete> = {
  [`procedures/${PROCEDURE.id}`]: procedure,
  [`procedures/${RECUSATION.id}`]: recusation,
  [`avis/${AVIS.id}`]: avis,
  [`taches/${TACHE.id}`]: tache,
  [`controles/${CONTROLE.id}`]: controle,
  [`actes/${DEPOT.id}`]: acte,
};

/** What the gateway in memory answers: one case of invented people, in each state that a screen can show. */
import { createHash } from "node:crypto";
import type * as T from "../../src/api/types";

const uuid = (rang: number) => `00000000-0000-4000-8000-${String(rang).padStart(12, "0")}`;
const DOSSIER = uuid(1);

export const session: T.Session = {
  agent: {
    agent_id: uuid(900),
    subject: "greffe.central",
    display_name: "Anne Delorme",
    roles: ["greffe_central"],
    chambres: [],
  },
  csrf_token: "jeton",
  expires_at: "2026-11-24T18:00:00Z",
};

const code = (name: string, label: string, codes: string[], required = false): T.ChampCatalogue => ({ name, label, kind: "code", codes, required });

const TYPES: T.TypeActe[] = [
  { kind: "memoire_depose", label: "Mémoire déposé", class: "fait_recu", dates: [{ name: "depose", label: "Dépôt au greffe", required: true }], fields: [] },
  { kind: "decision_notifiee", label: "Décision notifiée", class: "fait_recu", dates: [{ name: "notifie", label: "Notification", required: true }], fields: [] },
  { kind: "avocat_constitue", label: "Avocat constitué", class: "fait_recu", dates: [{ name: "constitue", label: "Constitution", required: true }], fields: [] },
  { kind: "pourvoi_incident_forme", label: "Pourvoi incident formé", class: "fait_recu", dates: [{ name: "forme", label: "Dépôt au greffe", required: true }], fields: [] },
  { kind: "delais_reduits", label: "Délais réduits", class: "acte_de_la_cour", dates: [{ name: "rendu", label: "Ordonnance rendue", required: true }], fields: [] },
  { kind: "decision_prononcee", label: "Décision prononcée", class: "acte_de_la_cour", dates: [{ name: "prononce", label: "Prononcé", required: true }], fields: [code("nature", "Nature", ["arret", "ordonnance", "avis"], true), code("renvoi", "Renvoi après cassation", ["avec_renvoi", "sans_renvoi"]), code("etendue", "Étendue de la cassation", ["totale", "partielle"])] },
  { kind: "qpc_decidee", label: "Décision sur la question prioritaire", class: "acte_de_la_cour", dates: [{ name: "decidee", label: "Décision", required: true }], fields: [code("sens", "Sens", ["renvoi", "non_lieu_a_renvoi", "irrecevabilite", "sursis"], true)] },
  { kind: "panne_signalee", label: "Panne de la voie électronique", class: "fait_recu", dates: [{ name: "jour", label: "Jour de la panne", required: true }], fields: [] },
  { kind: "arret_notifie", label: "Arrêt notifié", class: "acte_de_la_cour", dates: [{ name: "notifie", label: "Notification", required: true }], fields: [code("mode", "Mode", ["signification"])] },
  {
    kind: "notification_faite",
    label: "Envoi d’un avis ou d’une notification",
    class: "acte_de_la_cour",
    dates: [{ name: "expediee", label: "Envoi", required: true }],
    fields: [
      code("avis", "Avis", ["not.01", "not.civ.05", "not.civ.06", "not.civ.15"], true),
      code("mode", "Mode", ["lettre_simple", "lettre_recommandee", "voie_electronique"]),
    ],
  },
  {
    kind: "point_verifie",
    label: "Vérification d’un point",
    class: "acte_de_la_cour",
    dates: [{ name: "verifie", label: "Vérification", required: true }],
    fields: [
      code("point", "Point vérifié", ["chk.civ.01", "chk.civ.02", "chk.civ.03"], true),
      code("resultat", "Résultat", ["conforme", "irregulier", "sans_objet"], true),
    ],
  },
];

const PROCEDURES: T.Procedure[] = [
  { code: "civil_representation_obligatoire", label: "Civile, avec représentation obligatoire", group: "civil", article: "CPC, art. 974", opened_by: "pourvoi_forme", natures: [], textes_speciaux: [] },
];

/** What opens the dossiers of the other procedures, with the fields that the real catalogue gives. */
export const ouvertures: Pick<T.Referentiel, "procedures" | "acts"> = {
  procedures: [
    ...PROCEDURES,
    { code: "penal_detention_provisoire", label: "Pourvoi en matière de détention provisoire", group: "penal", article: "CPP, art. 567-2", opened_by: "pourvoi_forme", natures: [], textes_speciaux: [], urgency: "personne détenue" },
    { code: "avis_civil", label: "Demande d’avis (matière civile)", group: "avis", article: "COJ, art. L441-1", opened_by: "saisine_recue", natures: [], textes_speciaux: [], urgency: "trois mois pour répondre" },
    { code: "requete_recusation", label: "Requête en récusation", group: "requete", article: "CPC, art. 341", opened_by: "requete_deposee", natures: ["recusation", "suspicion_legitime"], textes_speciaux: [], urgency: "un mois pour statuer" },
  ],
  acts: [
    {
      kind: "pourvoi_forme",
      label: "Déclaration de pourvoi",
      class: "fait_recu",
      dates: [{ name: "forme", label: "Remise de la déclaration", required: true }],
      fields: [
        code("nature", "Nature du pourvoi", ["principal", "additionnel"], true),
        code("lieu", "Lieu de la déclaration", ["greffe_de_la_juridiction", "greffe_de_la_cour", "etablissement_penitentiaire"]),
        code("declarant", "Auteur de la déclaration", ["partie", "avocat", "pouvoir_special"]),
      ],
    },
    {
      kind: "saisine_recue",
      label: "Réception d’une saisine",
      class: "fait_recu",
      dates: [{ name: "recue", label: "Réception à la Cour", required: true }],
      fields: [code("auteur", "Auteur de la saisine", ["juridiction", "partie", "procureur_general"])],
    },
    {
      kind: "requete_deposee",
      label: "Dépôt d’une requête",
      class: "fait_recu",
      dates: [{ name: "deposee", label: "Dépôt au greffe", required: true }],
      fields: [
        code("nature", "Nature de la requête", ["recusation", "suspicion_legitime", "erreur_materielle"], true),
        code("auteur", "Auteur de la requête", ["partie", "ministere_public"]),
        code("matiere", "Matière", ["civile", "penale"]),
      ],
    },
  ],
};

export const referentiel: T.Referentiel = {
  catalogue: "2026.11",
  matieres: [
    { code: "30", label: "Bail commercial" },
    { code: "50", label: "Vente" },
    { code: "80", label: "Relations individuelles de travail" },
  ],
  chambres: [
    { code: "civ1", label: "Première chambre civile" },
    { code: "civ2", label: "Deuxième chambre civile" },
    { code: "com", label: "Chambre commerciale" },
    { code: "soc", label: "Chambre sociale" },
  ],
  sections: [],
  closed_chambres: [],
  stages: [
    { code: "enregistre", label: "Enregistré" },
    { code: "instruction_demandeur", label: "Mémoire ampliatif attendu" },
    { code: "instruction_defendeur", label: "Mémoire en défense attendu" },
    { code: "distribue", label: "Distribué" },
    { code: "en_etat", label: "En état" },
    { code: "radie", label: "Radié" },
    { code: "juge", label: "Jugé" },
  ],
  procedures: PROCEDURES,
  acts: [
    { kind: "pourvoi_forme", label: "Pourvoi formé", class: "fait_recu", dates: [{ name: "forme", label: "Remise de la déclaration", required: true }], fields: [] },
    { kind: "pourvoi_enregistre", label: "Pourvoi enregistré", class: "acte_de_la_cour", dates: [], fields: [] },
    ...TYPES,
  ],
  solutions: [
    { code: "cassation", label: "Cassation", article: "CPC 604, 623 à 626", public: "cassation", continues: false, remits: true, procedures: ["civil_representation_obligatoire"] },
    { code: "rejet", label: "Rejet", article: "CPC 604", public: "rejet", continues: false, remits: false, procedures: ["civil_representation_obligatoire"] },
    { code: "sursis", label: "Sursis à statuer", article: "CPC 378", public: "renvoi", continues: true, remits: false, procedures: ["civil_representation_obligatoire"] },
    { code: "non_admission", label: "Non-admission", article: "CPP 567-1-1", public: "rejet", continues: false, remits: false, procedures: ["penal_general"] },
  ],
  occultations: [
    { code: "personne_physique", label: "Nom et prénoms d’une personne physique, partie ou tiers", article: "COJ L111-13", by_law: true, decided_by: null },
    { code: "localite", label: "Localité", article: "COJ L111-13", by_law: false, decided_by: "president_de_la_formation" },
    { code: "magistrat_greffe", label: "Élément qui permet d’identifier un magistrat ou un membre du greffe", article: "COJ L111-13", by_law: false, decided_by: "premier_president" },
  ],
};

const partie = (rang: number, role: string, name: string, nature: string, offices: string[] = []): T.Partie => ({
  party_id: uuid(100 + rang),
  person_id: uuid(200 + rang),
  role,
  nature,
  residence: rang % 5 === 2 ? "outre_mer" : "metropole",
  name,
  pourvoi_id: uuid(50),
  office_ids: offices,
  roles: [{ pourvoi_id: uuid(50), role }],
});

export const cabinets: T.Cabinet[] = [
  { office_id: uuid(300), name: "SCP Martin & Roux" },
  { office_id: uuid(301), name: "SARL Dubreuil" },
];

export const decisionsDesJuridictions = {
  decisions: [
    {
      court: "cour d’appel de Lyon",
      section: "1re chambre civile",
      rendered_on: "2026-09-10",
      nature: "arret",
      case_number: "25/01234",
      matter: "50A",
      matter_label: "Vente",
      reference: "JURICA-1",
    },
  ],
  answered_at: "2026-11-24T10:00:00Z",
  remembered: false,
};

const avisDu = (notice: string, label: string, status: T.Avis["status"], reste: Partial<T.Avis> = {}): T.Avis => ({
  notice,
  label,
  status,
  article: "CPC 987",
  recipient: "chaque défendeur",
  means: ["lettre_simple"],
  mentions: [],
  proved_by: [],
  ...reste,
});

const controle = (check: string, label: string, result: T.Controle["result"], reste: Partial<T.Controle>): T.Controle => ({
  check,
  label,
  result,
  article: "CPC 975",
  consequence: "nullité ou irrecevabilité, régularisable",
  severity: "bloquante",
  milestones: ["distribution"],
  cured_by: [],
  ...reste,
});

export const dossier: T.Dossier = {
  dossier_id: DOSSIER,
  number: "C 26-10.001",
  version: 5,
  procedure: "civil_representation_obligatoire",
  procedure_label: "Civile, avec représentation obligatoire",
  stage: "instruction_demandeur",
  stage_label: "Mémoire ampliatif attendu",
  chambre: "civ1",
  chambre_label: "Première chambre civile",
  urgent: true,
  formed_on: "2026-08-03",
  opened_at: "2026-08-03T09:00:00Z",
  pourvois: [
    {
      pourvoi_id: uuid(50),
      nature: "principal",
      number: "C 26-10.001",
      formed_on: "2026-08-03",
      registered_on: "2026-08-03",
      demandeur_ids: [uuid(101)],
    },
  ],
  parties: [
    partie(1, "demandeur", "Ateliers du Vercors", "personne_morale", [uuid(300)]),
    partie(2, "defendeur", "Lucie Fontanel", "personne_physique", [uuid(301)]),
    ...Array.from({ length: 28 }, (_, rang) => partie(rang + 3, "defendeur", `Copropriétaire n° ${rang + 1}`, "personne_physique")),
  ],
  party_count: 30,
  decisions: [
    {
      decision_id: uuid(60),
      court: "Cour d’appel de Grenoble",
      section: "1re chambre civile",
      rendered_on: "2026-05-12",
      nature: "arret",
      case_number: "24/01832",
    },
  ],
  offices: cabinets,
  consultations: [],
  designations: [{ role: "rapporteur", agent_id: uuid(901), name: "Paul Lenoir", designated_on: "2026-09-02" }],
  outcome: null,
  possible_acts: TYPES.map(({ kind }) => kind),
  irregularities: [
    {
      code: "NOT-003",
      severity: "avertissement",
      message: "La date de notification de la décision attaquée n’est pas connue : la recevabilité du pourvoi ne peut pas être vérifiée. Enregistrez la notification.",
      basis: "CPC, art. 612",
      cured_by: ["decision_notifiee"],
    },
  ],
  notices: [
    avisDu("not.civ.06", "Avis au demandeur", "prouve", { recipient: "chaque demandeur", party_id: uuid(101), article: "CPC 980" }),
    avisDu("not.civ.05", "Notification de la déclaration au défendeur", "du", {
      party_id: uuid(102),
      due: "2026-12-04",
      means: ["lettre_recommandee", "signification"],
      mentions: ["copie de la déclaration", "texte de l’article 991"],
      proved_by: ["decision_notifiee"],
      without_proof: "le délai du mémoire en défense ne court pas",
    }),
    avisDu("not.civ.05", "Notification de la déclaration au défendeur", "revenu", { party_id: uuid(103), means: ["lettre_recommandee"] }),
    avisDu("not.civ.15", "Avis de l’audience", "envoye", { recipient: "le parquet général", means: ["voie_electronique"] }),
  ],
  notice_count: 4,
  checks: [
    controle("chk.civ.02", "La copie de la décision attaquée est jointe", "non_verifie", { severity: "avertissement" }),
    controle("chk.civ.01", "La déclaration désigne la décision attaquée", "irregulier", { milestones: ["distribution", "audiencement"], cured_by: ["memoire_depose"] }),
  ],
  urgency: "mandat d’arrêt européen : quarante jours pour statuer",
  joined_numbers: [],
  links: [],
  keywords: [],
  sealed: false,
  permissions: [
    "lire_dossier",
    "enregistrer_fait",
    "enregistrer_acte_de_la_cour",
    "corriger_acte",
    "proposer_chambre",
    "proposer_rapporteur",
    "proposer_avocat_general",
  ],
  catalogue: "2026.11",
};

const acte = (version: number, kind: string, label: string, reste: Partial<T.Acte>): T.Acte => ({
  version,
  act_id: uuid(400 + version),
  entered_elsewhere: 0,
  kind,
  label,
  class: "fait_recu",
  dates: {},
  portee: {},
  corps: {},
  recorded_at: `2026-08-0${version}T09:30:00Z`,
  recorded_by: "Anne Delorme",
  piece_ids: [],
  ...reste,
});

export const actes: T.Acte[] = [
  acte(5, "avocat_constitue", "Avocat constitué", {
    dates: { constitue: "2026-08-05" },
    corps: { office_id: uuid(301) },
    portee: { parties: [uuid(102)] },
    supersedes: uuid(404),
    reason: "Le cabinet saisi n’était pas celui de la constitution.",
  }),
  acte(4, "avocat_constitue", "Avocat constitué", {
    dates: { constitue: "2026-08-05" },
    corps: { office_id: uuid(300) },
    portee: { parties: [uuid(102)] },
    superseded_by: uuid(405),
  }),
  acte(3, "memoire_depose", "Mémoire déposé", {
    dates: { depose: "2026-08-03T14:05:00Z" },
    corps: { nature: "ampliatif", office_id: uuid(300), pieces: [uuid(500)] },
    portee: { parties: [uuid(101)] },
    piece_ids: [uuid(500)],
  }),
  acte(2, "pourvoi_enregistre", "Pourvoi enregistré", { class: "acte_de_la_cour" }),
  acte(1, "pourvoi_forme", "Pourvoi formé", { dates: { forme: "2026-08-03" }, corps: { pourvoi_id: uuid(50), nature: "principal" } }),
];

/** What the mémoire pleads. */
export const moyens: T.Moyens[] = [
  {
    act_id: uuid(480),
    memoire: uuid(403),
    memoire_nature: "ampliatif",
    deposited_on: "2026-08-03",
    moyens: ["Violation de l’article 1103 du code civil.", "Défaut de réponse à conclusions."],
    text_sha256: "cd".repeat(32),
  },
];

/** The case with what was recorded by a day, as of a day: few facts, that move from act to act. */
export function auMoment(known_on: string, as_of: string): T.DossierAuMoment {
  const connus = actes.filter(({ recorded_at }) => recorded_at.slice(0, 10) <= known_on);
  const comptent = connus.filter(({ dates }) => Object.values(dates).every((jour) => jour.slice(0, 10) <= as_of));
  const fait = (version: number) => comptent.some((un) => un.version === version);
  const stade = fait(2) ? referentiel.stages[1] : referentiel.stages[0];
  return {
    moment: { as_of, known_on },
    known_version: connus.length,
    acts: comptent.length,
    dossier: {
      ...dossier,
      version: comptent.length,
      stage: stade?.code ?? "",
      stage_label: stade?.label ?? "",
      designations: known_on < "2026-09-02" ? [] : dossier.designations,
      irregularities: fait(4) ? dossier.irregularities : [],
      possible_acts: [],
    },
    deadlines: fait(1)
      ? [
          { rule: "civil.memoire_ampliatif.depot", label: "Dépôt du mémoire ampliatif", article: "CPC 978", party_id: uuid(101), status: fait(3) ? "satisfaite" : "ouverte", due: "2026-12-03" },
          { rule: "civil.memoire_defense", label: "Mémoire en défense", article: "CPC 982", party_id: uuid(102), status: "indeterminee" },
        ]
      : [],
    tasks: fait(2) ? [{ code: "TAC-001", label: "Établir la date de notification de la décision attaquée", role: "greffe_chambre", due: "2026-08-20" }] : [],
  };
}

export function entre(de: T.Moment, a: T.Moment): T.Difference {
  const [avant, apres] = [auMoment(de.known_on, de.as_of), auMoment(a.known_on, a.as_of)];
  const compte = ({ moment }: T.DossierAuMoment, un: T.Acte) =>
    un.recorded_at.slice(0, 10) <= moment.known_on && Object.values(un.dates).every((jour) => jour.slice(0, 10) <= moment.as_of);
  const satisfaite = ({ deadlines }: T.DossierAuMoment) => deadlines[0]?.status === "satisfaite";
  const change = (kind: string, change: string, text: string, basis: string): T.Consequence[] => [{ kind, change, text, basis }];
  return {
    from: de,
    to: a,
    acts: actes.filter((un) => compte(apres, un) && !compte(avant, un)).reverse(),
    changes: [
      ...(avant.dossier.stage === apres.dossier.stage
        ? []
        : change("stade", "change", `Le dossier passe de «\u00a0${avant.dossier.stage_label}\u00a0» à «\u00a0${apres.dossier.stage_label}\u00a0».`, "CPC 978")),
      ...(!satisfaite(avant) && satisfaite(apres) ? change("echeance", "satisfaite", "Le délai «\u00a0Dépôt du mémoire ampliatif\u00a0» est satisfait le lundi 3 août 2026.", "CPC 978") : []),
      ...(satisfaite(avant) && !satisfaite(apres) ? change("echeance", "change", "Le délai «\u00a0Dépôt du mémoire ampliatif\u00a0» court de nouveau.", "CPC 978") : []),
      ...(avant.tasks.length < apres.tasks.length ? change("tache", "apparait", "La tâche «\u00a0Établir la date de notification de la décision attaquée\u00a0» s’ouvre.", "CPC 612") : []),
      ...(avant.tasks.length > apres.tasks.length ? change("tache", "disparait", "La tâche «\u00a0Établir la date de notification de la décision attaquée\u00a0» disparaît.", "CPC 612") : []),
    ],
  };
}

const echeance = (rang: number, reste: Partial<T.Echeance>): T.Echeance => ({
  deadline_id: uuid(600 + rang),
  dossier_id: DOSSIER,
  dossier_number: "C 26-10.001",
  chambre: "civ1",
  rule: "civil.memoire_ampliatif.depot",
  label: "Mémoire ampliatif",
  status: "ouverte",
  ambiguous: false,
  missing: [],
  sanction: "Déchéance du pourvoi",
  basis: "CPC, art. 978",
  trigger_act_id: uuid(401),
  steps: [],
  journal_version: 5,
  catalogue: "2026.11",
  ...reste,
});

export const echeances: T.Echeance[] = [
  echeance(1, {
    due: "2026-12-03",
    days_left: 9,
    steps: [
      { text: "Le pourvoi a été formé le lundi 3 août 2026.", basis: "CPC, art. 976" },
      { text: "Le demandeur a quatre mois pour remettre son mémoire au greffe.", basis: "CPC, art. 978, al. 1" },
      { text: "Quatre mois après le 3 août 2026, au même quantième : jeudi 3 décembre 2026.", basis: "CPC, art. 641" },
      { text: "Ce jour est ouvrable : le délai n’est pas prorogé.", basis: "CPC, art. 642" },
    ],
  }),
  echeance(2, { rule: "civil.memoire_defense", label: "Mémoire en défense", status: "indeterminee", missing: ["la date de signification du mémoire ampliatif"], sanction: "Irrecevabilité", basis: "CPC, art. 982", party_id: uuid(102) }),
  echeance(3, { rule: "civil.constitution", label: "Constitution en défense", status: "satisfaite", due: "2026-09-03", met_on: "2026-08-05" }),
  echeance(4, { rule: "civil.pourvoi.delai", label: "Délai de pourvoi", status: "expiree", due: "2026-11-20", sanction: "Irrecevabilité du pourvoi", basis: "CPC, art. 612" }),
];

const tache = (rang: number, reste: Partial<T.Tache>): T.Tache => ({
  task_id: uuid(700 + rang),
  dossier_id: DOSSIER,
  dossier_number: "C 26-10.001",
  code: "TAC-001",
  label: "Établir la date de notification de la décision attaquée",
  kind: "tache",
  status: "ouverte",
  severity: "normale",
  role: "greffe_chambre",
  chambre: "civ1",
  cured_by: ["decision_notifiee"],
  basis: "CPC, art. 612",
  opened_at: "2026-11-24T08:00:00Z",
  cannot_wait: false,
  escalated: false,
  why: "À son tour",
  warnings: [],
  ...reste,
});

/** The most pressing first, as the gateway gives them. */
export const taches: T.Tache[] = [
  tache(1, { severity: "critique", label: "Le délai de pourvoi paraît expiré : vérifier la recevabilité", due: "2026-11-25" }),
  tache(3, { severity: "haute", label: "Désigner un rapporteur", role: "president", cured_by: ["rapporteur_designe"], due: "2026-12-01", basis: "CPC, art. 1012" }),
  tache(2, { claimed_by: "greffe.central", claimed_by_name: "Anne Delorme" }),
  tache(4, { label: "Communiquer la déclaration aux défendeurs", claimed_by: "greffe.civ1", claimed_by_name: "Bruno Castel", cured_by: [] }),
];

/** Of an audience: no dossier, and what names it in place of a number. */
export const tacheDAudience = tache(6, {
  dossier_id: null,
  audience_id: uuid(950),
  dossier_number: "Audience du mardi 12 janvier 2027",
  code: "arreter_la_composition",
  label: "Arrêter la composition",
  role: "president",
  due: "2026-12-21",
  cured_by: [],
  basis: "",
});

export const alerte = tache(5, {
  kind: "alerte",
  severity: "critique",
  label: "Délai expiré depuis le jeudi 19 novembre 2026 : mémoire ampliatif",
  cannot_wait: true,
  escalated: true,
  escalates_to: "president",
  why: "Le droit ou la liberté d’une personne en dépend ; terme passé depuis 5 jours ; signalée plus haut, faute d’avoir été faite",
  to_do: "Soumettre au président la déchéance du pourvoi : déchéance (président)",
  cured_by: [],
  warnings: [
    { days_before: 1, fell_on: "2026-11-18", told_on: "2026-11-20", late: true, acknowledged_by: "greffe.civ1", acknowledged_at: "2026-11-20T08:00:00Z" },
    { days_before: -1, fell_on: "2026-11-20", told_on: "2026-11-20", late: false },
  ],
});
export const transmise = tache(6, {
  label: "Communiquer le mémoire",
  claimed_by: "greffe.central",
  handed_by: "greffe.civ1",
  handed_reason: "Je suis en audience",
});
export const GESTE = "00000000-0000-4000-a000-00000000ae57";
export const absence: T.Absence = {
  absence_id: "00000000-0000-4000-a000-0000000000ab",
  subject: "greffe.civ1",
  delegate: "greffe.central",
  from_day: "2026-11-23",
  to_day: "2026-11-27",
  reason: "Congés",
  ended: false,
};
export const suivi: T.Suivi = {
  follow_id: "00000000-0000-4000-a000-0000000000f0",
  kind: "role",
  target: "civ1",
  label: "Rôle : première chambre civile",
  since: "2026-11-20T08:00:00Z",
  news: [
    {
      dossier_id: "00000000-0000-4000-a000-000000000001",
      dossier_number: "C 26-10.001",
      act_id: "00000000-0000-4000-a000-0000000000f1",
      act: "audience_fixee",
      label: "Audience fixée",
      at: "2026-11-24T08:00:00Z",
    },
  ],
};

export const ADRESSE_AGENDA = "https://greffe.example/api/v1/agenda/0123456789abcdef/greffe.ics";
export const preferences: T.Preferences = {
  digest: { frequency: "matin", hour: 7, weekday: 1, tasks: true, deadlines: true, follows: false, address: "odile.ferrand@justice.example" },
  sent: [
    { day: "2026-11-24", state: "envoye", why: "250 2.0.0 pris" },
    { day: "2026-11-23", state: "inconnu", why: null },
  ],
  calendar: { since: "2026-11-02T08:00:00Z", read_on: "2026-11-24" },
  mail_open: true,
  domains: ["justice.example"],
};
export const recherche: T.Recherche = {
  search_id: "00000000-0000-4000-a000-0000000000e0",
  name: "Urgences de la première civile",
  filters: { q: null, chambre: "civ1", stade: null, rapporteur: null, urgent: true, clos: false, tri: null, portee: null, genre: null, du: null, au: null },
};
export const recherchePartout: T.Recherche = {
  search_id: "00000000-0000-4000-a000-0000000000e1",
  name: "Article 978 dans les pièces",
  filters: { q: "art. 978 CPC", chambre: null, stade: null, rapporteur: null, urgent: false, clos: false, tri: null, portee: "recherche", genre: "piece", du: null, au: null },
};

export const closes: T.Tache[] = [
  tache(9, { status: "close", closed_at: "2026-11-23T15:00:00Z", label: "Enregistrer le mémoire ampliatif reçu", cured_by: [] }),
];

/** As many rows as wanted, each of its own id and number. */
export const repeter = <Ligne>(nombre: number, faire: (rang: number) => Ligne): Ligne[] =>
  Array.from({ length: nombre }, (_, rang) => faire(rang + 1));
const identifiant = (rang: number) => `00000000-0000-4000-a000-${String(rang).padStart(12, "0")}`;
export const numero = (rang: number) => `C 26-11.${String(rang).padStart(3, "0")}`;
export const beaucoup = {
  dossiers: (nombre: number): T.LigneDossier[] =>
    repeter(nombre, (rang) => ({ ...(lignes[0] as T.LigneDossier), dossier_id: identifiant(rang), number: numero(rang) })),
  taches: (nombre: number): T.Tache[] =>
    repeter(nombre, (rang) => tache(rang, { task_id: identifiant(rang), dossier_number: numero(rang) })),
  echeances: (nombre: number): T.Echeance[] =>
    repeter(nombre, (rang) => echeance(rang, { deadline_id: identifiant(rang), dossier_number: numero(rang), due: "2026-12-03" })),
  actes: (nombre: number): T.Acte[] =>
    repeter(nombre, (rang) =>
      acte(nombre - rang + 1, "memoire_depose", `Mémoire déposé ${nombre - rang + 1}`, {
        act_id: identifiant(rang),
        recorded_at: "2026-08-03T09:30:00Z",
      }),
    ),
  pieces: (nombre: number): T.Piece[] =>
    repeter(nombre, (rang) => ({ ...(pieces[0] as T.Piece), piece_id: identifiant(rang), file_name: `piece-${rang}.pdf` })),
};

export const lignes: T.LigneDossier[] = [
  ["C 26-10.001", "Ateliers du Vercors c. Lucie Fontanel et 28 autres", "instruction_demandeur", "civ1", true],
  ["D 26-10.002", "Hôtel des Arcades c. commune de Saint-Amand", "distribue", "civ2", false],
  ["E 26-10.003", "Yann Kervella c. société Transvalor", "en_etat", "soc", false],
  ["F 26-10.004", "Banque des Deux-Rives c. époux Marchetti", "enregistre", null, false],
].map(([number, title, stage, chambre, urgent], rang) => ({
  dossier_id: rang === 0 ? DOSSIER : uuid(10 + rang),
  number: String(number),
  version: 3,
  title: String(title),
  stage: String(stage),
  stage_label: referentiel.stages.find(({ code }) => code === stage)?.label ?? "",
  chambre: chambre as string | null,
  formed_on: "2026-08-03",
  urgent: Boolean(urgent),
  rapporteurs: rang === 0 ? [{ agent_id: uuid(901), name: "Paul Lenoir" }] : [],
  updated_at: "2026-11-24T08:00:00Z",
}));

export const stock: T.CelluleStock[] = [
  { chambre: "civ1", stage: "instruction_demandeur", stage_label: "", count: 412 },
  { chambre: "civ1", stage: "distribue", stage_label: "", count: 1204 },
  { chambre: "civ2", stage: "distribue", stage_label: "", count: 990 },
  { chambre: "soc", stage: "en_etat", stage_label: "", count: 87 },
  { chambre: null, stage: "enregistre", stage_label: "", count: 31 },
];

export const agents: T.Agent[] = [
  { agent_id: uuid(901), subject: "conseiller.civ1", display_name: "Paul Lenoir", roles: ["magistrat_siege"], chambres: ["civ1"] },
  { agent_id: uuid(903), subject: "conseiller2.civ1", display_name: "Sophie Arnaud", roles: ["magistrat_siege"], chambres: ["civ1"] },
];

/** Every field of a sheet says something of its own: what no screen shows is missed. */
export const fiches: T.FicheDecision[] = [
  {
    source: "decisions:fiche-42",
    numbers: [{ number: "26-10.042", key_letter: "Z" }, { number: "26-10.043", key_letter: "A" }],
    kind: "arrêt",
    subkind: "rejet non spécialement motivé",
    ecli: "ECLI:FR:CCASS:2026:C110042",
    register_number: "10042",
    chamber: { code: "civ1", label: "Première chambre civile" },
    formation: { code: "frr", label: "Formation restreinte" },
    formation_mark: "F-D",
    solution: { code: "rejet", label: "Rejet", as_written: "Rejet non spécialement motivé", court_mark: "RNSM" },
    decision_date: "2026-11-19",
    hearing_date: "2026-10-08",
    persons: [
      { function: "president", name: "Mme Lenoir", quality: "conseiller doyen faisant fonction de président" },
      { function: "delegue", name: "M. Desprez", quality: "conseiller délégué" },
      { function: "rapporteur", name: "M. Aubert", quality: "conseiller référendaire" },
      { function: "avocat_general", name: "Mme Vidal", quality: "avocat général référendaire" },
      { function: "greffier", name: "Mme Roux", quality: "greffier de chambre" },
      { function: "composition", name: "M. Petit", quality: "conseiller" },
    ],
    counsel: [{ name: "SCP Fictive et Associés", represents: "Mme Martin" }],
    demandeurs: ["Mme Claire Martin, domiciliée à Lyon"],
    defendeurs: ["la société Exemple, dont le siège est à Nantes"],
    intervenants: ["le syndicat des copropriétaires"],
    referring_court: "tribunal judiciaire de Melun",
    attacked: [{ court: "la cour d’appel de Lyon", section: "8e chambre", date: "2025-06-12", nature: "arrêt", rg: "24/01234", as_written: "contre l’arrêt rendu le 12 juin 2025" }],
    attacked_indexed: [{ court: "Cour d’appel de Lyon (recueil)", section: "", date: "2025-06-13", nature: "", rg: "24/09999", as_written: "" }],
    jonction: true,
    pourvoi_incident: true,
    visas: ["Vu l’article 1103 du code civil"],
    themes: ["CONTRATS ET OBLIGATIONS"],
    summary: ["Le contrat légalement formé tient lieu de loi."],
    texts_applied: ["Article 1103 du code civil."],
    publication: { codes: ["n"], labels: ["Non publié"], note: "aucune mention sur la page", category: "N" },
    moyens: { count: 2, count_source: "annonce", announced: ["deux moyens de cassation"], headings: ["Sur le premier moyen"], cas_ouverture: ["violation de la loi"] },
    procedural_dates: [{ what: "pourvoi", date: "2025-08-14", stage: "cassation", quote: "le pourvoi formé le 14 août 2025" }],
    dispositif: "REJETTE le pourvoi.",
    nac: "50A",
    references: [{ name: "licence", value: "Licence Ouverte 2.0" }],
  },
];

export const pieces: T.Piece[] = [
  {
    piece_id: uuid(500),
    file_name: "memoire-ampliatif.pdf",
    media_type: "application/pdf",
    size: 184_220,
    sha256: "00",
    kind: "memoire",
    received_at: "2026-08-03T14:05:00Z",
    control: { state: "saine", message: "Contrôlée, vue par l’antivirus", antivirus: "sain", pages: 12, changed_at: "2026-08-03T14:05:02Z" },
    text: { state: "faite", source: "contenu", pages: 12, done: 12 },
    archival: { state: "faite", sha256: "0a", size: 190_112 },
  },
];

/** The minute of an arrêt, as the greffier of the chamber sees it: who presided has signed. */
export const minuteASigner: T.Minute = {
  piece_id: uuid(505),
  state: "a_signer",
  signatures: [
    {
      quality: "president",
      name: "Mme Anne Arnaud",
      holder: "Anne ARNAUD",
      authority: "Autorité de certification d’essai",
      qualified: true,
      by_hand: false,
      signed_at: "2026-11-24T10:12:00Z",
    },
  ],
  sha256: "0b",
  size: 92_400,
  electronic: true,
  may_sign: ["greffier"],
  may_replace: false,
  may_record: true,
  nature: "arret",
};
export const minuteSignee: T.Minute = {
  ...minuteASigner,
  state: "signee",
  may_sign: [],
  may_record: false,
  signatures: [
    ...minuteASigner.signatures,
    { ...(minuteASigner.signatures[0] as T.SignatureMinute), quality: "greffier", name: "Mme Lucie Ferré", holder: "Lucie FERRÉ", signed_at: "2026-11-24T10:31:00Z" },
  ],
};
export const arretASigner: T.Piece = { ...(pieces[0] as T.Piece), piece_id: uuid(505), file_name: "Arrêt, en matière civile.pdf", kind: "piece", minute: "a_signer" };

/** What checks may find of a piece, one of each. */
export const piecesControlees: T.Piece[] = [
  pieces[0] as T.Piece,
  {
    ...(pieces[0] as T.Piece),
    piece_id: uuid(501),
    file_name: "annexe.pdf",
    control: { state: "saine", message: "Contrôlée\u00a0; aucun antivirus n’est configuré", antivirus: "non_configure", pages: 40, changed_at: "2026-08-03T14:05:02Z" },
    text: { state: "en_cours", source: "ocr", pages: 40, done: 12 },
    archival: { state: "attend" },
  },
  {
    ...(pieces[0] as T.Piece),
    piece_id: uuid(502),
    file_name: "formulaire.pdf",
    control: {
      state: "refusee",
      reason: "PIE-014",
      message: "Refusée au contrôle\u00a0: le fichier contient du code ou lance un programme\u00a0; imprimez-le en PDF",
      changed_at: "2026-08-03T14:05:02Z",
    },
    text: undefined,
    archival: undefined,
  },
  {
    ...(pieces[0] as T.Piece),
    piece_id: uuid(503),
    file_name: "note.txt",
    control: { state: "attente_antivirus", message: "En attente de l’antivirus", changed_at: "2026-08-03T14:05:02Z" },
    text: undefined,
  },
];

export const orientation: T.Orientation = {
  suggestions: [
    {
      chambre: "civ1",
      label: "Première chambre civile",
      confidence: 914,
      rule: {
        rule_id: uuid(8101),
        label: "Première chambre de la cour d’appel",
        reason: "Ce que juge cette section revient à la première chambre civile.",
        version: 2,
        decides: 118,
        agrees: 108,
      },
      reasons: [
        { field: "section", found: "1re chambre civile", here: 118, everywhere: 127 },
        { field: "juridiction", found: "lyon", here: 240, everywhere: 611 },
      ],
    },
    { chambre: "civ2", label: "Deuxième chambre civile", confidence: 62, reasons: [], rule: null },
  ],
  taught_by: 12_408,
  taught_on: "2026-11-24",
  circuit: {
    circuit: "court",
    label: "circuit court",
    chambre: "civ1",
    chambre_label: "première chambre civile",
    decided_by: "le président de la chambre, avec sa cellule de pré-orientation (COJ R431-2)",
    rule: { rule_id: uuid(8102), label: "Contentieux répété", reason: "La solution s’impose.", version: 1, decides: 40, agrees: 34 },
    confidence: 850,
    reasons: [],
  },
};

export const empechement: T.Empechement = {
  impediment_id: uuid(811),
  agent_id: uuid(901),
  agent_name: "Paul Lenoir",
  kind: "juge_du_fond",
  said_by: "conseiller2.civ1",
  said_at: "2026-11-20T09:00:00Z",
};

export const propositions: T.Proposition[] = [
  { proposal_id: uuid(802), dossier_id: DOSSIER, kind: "rapporteur_designe", agent_id: uuid(903), agent_name: "Sophie Arnaud", status: "proposee", proposed_by: "president.civ1", designated_on: "2026-11-24", rank: 1 },
  {
    proposal_id: uuid(801),
    dossier_id: DOSSIER,
    kind: "avocat_general_designe",
    agent_name: "Marc Tissot",
    status: "refusee",
    reason: { code: "DES-002", severity: "bloquante", message: "Le dossier n’est pas encore distribué à une chambre.", basis: "COJ, art. R. 432-1", cured_by: ["chambre_attribuee"] },
    proposed_by: "president.civ1",
    designated_on: "2026-11-23",
    rank: 1,
  },
];

export const consequences: T.Consequences = {
  version: 5,
  elsewhere: [],
  consequences: [
    { kind: "echeance", change: "satisfaite", text: "Le délai du mémoire ampliatif est respecté.", basis: "CPC, art. 978" },
    { kind: "tache", change: "apparait", text: "Vérifier la notification du mémoire aux autres parties.", basis: "CPC, art. 978" },
  ],
  findings: [],
};

export const avertissements: T.Constat[] = [
  {
    code: "NUM-001",
    severity: "avertissement",
    message: "Le numéro reçu porte la lettre X ; la série 26-10.001 appelle la lettre C. Confirmez s’il s’agit bien de ce numéro.",
    basis: "",
    field: "received_number",
    cured_by: [],
  },
];

export const doublons: T.Constat[] = [
  {
    code: "DOS-015",
    severity: "avertissement",
    message: "C 26-10.001, Delaunay c/ société Ateliers du Vercors",
    basis: "",
    field: "decisions",
    cured_by: [],
  },
];

/** A page that says « Mémoire ampliatif ». */
export const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F1 24 Tf 72 720 Td (Memoire ampliatif, C 26-10.001) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;

export const PANNE = uuid(9_001);
export const certificat: T.CertificatDePanne = {
  outage: {
    outage_id: PANNE,
    began_at: "2026-10-05T08:05:00Z",
    ended_at: "2026-10-05T10:40:00Z",
    cause: "service",
    days: ["2026-10-05"],
  },
  text: "Le greffe de la Cour de cassation certifie que la transmission des actes par voie électronique a été impossible du lundi 5 octobre 2026 à 10 h 05 au lundi 5 octobre 2026 à 12 h 40 (heure de Paris), pour une cause étrangère à ceux qui devaient y accomplir un acte.",
  refused: [{ refused_at: "2026-10-05T09:12:00Z", dossier_id: DOSSIER }],
  deadlines: echeances.slice(0, 2).map((une) => ({ ...une, due: "2026-10-05" })),
  more: false,
};

export const DEPOT = "00000000-0000-4000-8000-000000000901";
const depotRecu: T.Depot = {
  deposit_id: DEPOT,
  message_id: "martin-2026-0002",
  kind: "declaration",
  received_at: "2026-11-24T22:59:59Z",
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  media_type: "application/json",
  size: 812,
  sender: "partenaire-martin",
  status: "en_attente",
  reason: {
    code: "DEP-003",
    severity: "bloquante",
    message: "Un dossier ouvert semble porter déjà sur ce pourvoi\u00a0: même décision attaquée, même demandeur.",
    basis: "",
    field: "declaration.decisions",
    cured_by: [],
  },
  motive: null,
  dossier_id: null,
  dossier_number: null,
  version: null,
  act_ids: [],
  pieces: [],
  findings: [],
  settled_at: "2026-11-24T23:00:00Z",
  deadlines: null,
};
/** One that waits, one that entered. */
export const depots: T.Depot[] = [
  depotRecu,
  {
    ...depotRecu,
    deposit_id: "00000000-0000-4000-8000-000000000902",
    message_id: "martin-2026-0001",
    status: "enregistre",
    reason: null,
    dossier_id: dossier.dossier_id,
    dossier_number: dossier.number,
    version: 3,
  },
];
export const depotDetaille = {
  settles: true,
  message: '{"format":"greffe-depot/1","message_id":"martin-2026-0002","type":"declaration","declaration":{}}',
  repaired: null,
  candidates: [{ dossier_id: dossier.dossier_id, number: dossier.number, title: "Delaunay c. société des Moulins" }],
};

/** Demands of certificates: one that waits for a decision, one delivered, one sent back. */
export const EMPREINTE = "9f2c41d07ab35e6812fd90c4b7a1e35d6c08f4927b1ea5d3c6f09872b4d1e0af";
const TEXTE = [
  "Cour de cassation",
  "Greffe",
  "",
  "Certificat de non-pourvoi n°\u00a0CNP-2026-00007",
  "Article 505 du code de procédure civile",
  "",
  "Décision\u00a0: cour d’appel de Grenoble, 12 juin 2026, n°\u00a025/04518",
  "Demandeur du certificat\u00a0: Aubry (partie)",
  "",
  "Situation au mardi 24 novembre 2026 à 10\u00a0h\u00a000 (heure de Paris)\u00a0:",
  "Le greffe de la Cour de cassation certifie qu’aucun pourvoi en cassation n’est enregistré contre cette décision.",
].join("\n");
export const delivre: T.CertificatDelivre = {
  number: "CNP-2026-00007",
  kind: "non_pourvoi",
  delivered_at: "2026-11-24T09:00:00Z",
  text: TEXTE,
  sha256: EMPREINTE,
};
const demande = (rang: number, reste: Partial<T.Demande>): T.Demande => ({
  demand_id: uuid(9_100 + rang),
  version: 1,
  received_at: "2026-11-24T08:30:00Z",
  channel: "guichet",
  requester: { quality: "partie", name: "Aubry" },
  sought: { court: "cour d’appel de Grenoble", rendered_on: "2026-06-12", case_number: "25/04518", parties: ["Aubry"], matter: "civile" },
  status: "a_decider",
  candidates: [],
  overflow: false,
  permissions: [],
  ...reste,
});
export const aDecider = demande(1, {
  permissions: ["decider_certificat"],
  candidates: [
    {
      dossier_id: DOSSIER,
      number: "C 26-10.001",
      title: "société Ateliers du Vercors c. Aubry",
      verdict: "possible",
      pourvoi: true,
      formed_on: "2026-10-28",
      aid_requested_on: "2026-10-30",
      hidden: false,
      matches: [
        { facet: "juridiction", level: "identique", found: "Cour d’appel de Grenoble" },
        { facet: "date", level: "proche", found: "2026-06-13" },
        { facet: "numero", level: "different", found: "25/04581" },
        { facet: "parties", level: "inconnu" },
      ],
    },
    { verdict: "possible", matches: [], pourvoi: false, hidden: true },
  ],
});
export const demandes: T.Demande[] = [
  aDecider,
  demande(2, { status: "delivre", decided_at: "2026-11-24T09:00:00Z", certificate: delivre }),
  demande(3, {
    status: "renvoye",
    channel: "interface",
    requester: { quality: "avocat", name: "SCP Martin & Roux" },
    reason: "La décision n’est pas désignée avec assez de précision : joignez-en la copie.",
  }),
];

const parts = (muette?: string): T.RapportControle["parts"] =>
  [
    ["dossier", "journal du dossier"],
    ["deadline", "délais"],
    ["assignment", "affectations"],
    ["document", "pièces"],
    ["notification", "avis et tâches"],
  ].map(([part = "", label = ""]) => ({
    part,
    label,
    answered: part !== muette,
    reason: part === muette ? "Le service n’a pas répondu dans le délai." : null,
  }));

/** A milestone that one finding stops, and that one service did not check. */
export const rapportArrete: T.RapportControle = {
  dossier_id: DOSSIER,
  number: dossier.number,
  title: "Ateliers du Vercors c. Lucie Fontanel",
  version: 5,
  milestone: "prononce",
  milestone_label: "Prononcé",
  passed: false,
  stops: true,
  passed_by: ["decision_prononcee"],
  statutory_due: null,
  passage_offered: false,
  passages: [],
  parts: parts("deadline"),
  findings: [
    {
      code: "chk.civ.01",
      label: "Rapport déposé, avocat général désigné, avis du ministère public",
      result: "non_verifie",
      severity: "bloquante",
      article: "CPC 1012, 1019",
      message: "Rapport déposé, avocat général désigné, avis du ministère public\u00a0: non vérifié. Conséquence\u00a0: arrêt irrégulier.",
      cured_by: ["memoire_depose"],
      part: "dossier",
      overridden_by: [],
    },
    {
      code: "chk.not.01",
      label: "Avis que la procédure veut, adressés",
      result: "irregulier",
      severity: "avertissement",
      article: "CPC 16",
      message: "Avis que la procédure veut, adressés\u00a0: irrégulier. Conséquence\u00a0: l’avis est à adresser.",
      cured_by: ["notification_faite"],
      part: "notification",
      overridden_by: [],
    },
  ],
};

/** The same with nothing irregular, on the last days of the term to rule. */
export const rapportMuet: T.RapportControle = { ...rapportArrete, findings: [], statutory_due: "2026-11-26", passage_offered: true };

export const passage: T.PassageJalon = {
  passage_id: uuid(970),
  dossier_id: DOSSIER,
  milestone: "prononce",
  motive: "Le titre de détention expire ce soir.",
  not_checked: ["deadline"],
  overridden: [],
  asked_by: "conseiller2.civ1",
  asked_at: "2026-11-24T09:12:00Z",
  confirmed_by: null,
  confirmed_at: null,
  expires_at: "2026-11-25T09:12:00Z",
  consumed_by: null,
  remaining: [],
  members: [],
};

const unAvis = (n: number, place: T.PlaceAvis, reste: Partial<T.AvisDu> = {}): T.AvisDu => ({
  notice_id: uuid(900 + n),
  dossier_id: dossier.dossier_id,
  dossier_number: dossier.number,
  notice: "not.civ.02",
  label: "Copie de la déclaration au défendeur",
  article: "CPC 977, alinéa 1",
  recipient: "à chaque défendeur",
  party_id: null,
  due: "2026-12-01",
  derived: "du",
  means: ["lettre_simple"],
  sender: "greffe",
  without_proof: "le pli revenu, l’avocat du demandeur fait signifier la déclaration",
  chambre: null,
  place,
  state: null,
  channel: null,
  corrective_owed: false,
  channels: ["lettre_simple", "remise"],
  ...reste,
});
export const avisDus = [
  unAvis(1, "a_preparer"),
  unAvis(2, "a_remettre", { state: "prepare", channel: "lettre_simple", label: "Avis d’audience", notice: "not.civ.29", due: null }),
  unAvis(3, "a_examiner", { state: "inconnu", channel: "courriel", due: "2026-10-01" }),
  unAvis(4, "en_poursuite", { state: "envoye", channel: "lettre_recommandee", derived: "envoye" }),
  unAvis(5, "a_preparer", { state: "envoye", channel: "courriel", corrective_owed: true }),
];
const champs = [
  { mention: "copie de la déclaration", text: "", editable: true, signed: false },
  {
    mention: "obligation de constituer un avocat aux Conseils pour se défendre",
    text: "Si vous entendez vous défendre, vous devez constituer un avocat au Conseil d’État et à la Cour de cassation.",
    editable: false,
    signed: false,
  },
];
const envoi = (state: string, channel: string): T.EnvoiAvis => ({
  version: state ? 1 : 0,
  state,
  channel,
  recipient_name: "Société Brive",
  address: channel === "courriel" ? "greffe@ailleurs.example" : "2 rue du Port, 19100 Brive",
  fields: champs,
  attempts: state ? 1 : 0,
  next_try: null,
  key: state ? uuid(950) : null,
  reference: null,
  sent_at: state === "envoye" ? "2026-11-24T09:00:00Z" : null,
  reached_on: null,
  checked_by: null,
  batch_id: null,
  result: null,
  proof_by: state === "envoye" ? "2026-12-24" : null,
});
export const viesAvis: T.VieAvis[] = avisDus.map((notice) => ({
  notice,
  sendings: notice.state ? [envoi(notice.state, notice.channel ?? "")] : [],
  steps: notice.state
    ? [
        { at: "2026-11-24T08:00:00Z", who: "odile.ferrand", step: "prepare", detail: notice.channel, version: 1 },
        { at: "2026-11-24T09:00:00Z", who: null, step: notice.state, detail: "Le relais n’a pas répondu après l’envoi du texte.", version: 1 },
      ]
    : [],
  proposal: notice.place === "a_examiner" || notice.place === "en_poursuite" ? null : envoi("", "lettre_simple"),
  may_act: true,
  proofs_waiting: notice.place === "en_poursuite" ? ["L’acte de preuve attend d’entrer au journal."] : [],
}));
export const chiffresAvis: T.ChiffresAvis = {
  due: 12,
  to_prepare: 4,
  prepared: 8,
  to_hand_over: 2,
  handed_over: 6,
  under_way: 1,
  to_examine: 1,
  sent: 4,
  in_pursuit: 3,
  proven: 1,
  late: 2,
  awaited: 3,
  agree: true,
};
export const lotAvis: T.LotAvis = {
  batch_id: uuid(960),
  title: "Rôle du 8 décembre",
  opened_by: "odile.ferrand",
  opened_at: "2026-11-24T08:00:00Z",
  total: 2,
  gone: 0,
  sent: 0,
  lines: [
    { notice: unAvis(2, "a_remettre", { state: "prepare", channel: "lettre_simple" }), recipient_name: "Société Brive", address: "2 rue du Port, 19100 Brive", key: uuid(950), obstacle: null },
    { notice: unAvis(1, "a_remettre", { state: "prepare", channel: "lettre_simple" }), recipient_name: "Société Brive", address: "", key: uuid(951), obstacle: "Le destinataire ou son adresse manque, ou l’adresse ne convient pas au canal." },
  ],
};

/** A file that left with the seal, and what is known of it. */
export const papierScelle = {
  contenu: "%PDF-1.7 un papier",
  empreinte: createHash("sha256").update("%PDF-1.7 un papier").digest("hex"),
  corps: {
    title: "Expédition revêtue de la formule exécutoire",
    identifier: "0198f0a0-0000-7000-8000-0000000000e1",
    sealed_at: "2026-11-24T10:00:00Z",
    subject: "Cachet de la Cour",
    certificate: "ab".repeat(32),
    trial: false,
  },
};

const trouvaille = (genre: string, rang: number, reste: Partial<T.Trouvaille> = {}): T.Trouvaille => ({
  genre,
  dossier_id: dossier.dossier_id,
  number: "C 26-10.001",
  title: "Dupont c. Ateliers du Vercors",
  chambre: "civ1",
  stage_label: "Attente du mémoire ampliatif",
  reference: `${genre}-${rang}`,
  day: "2026-11-20",
  passage: [
    { text: "Vu l’", hit: false },
    { text: "article 978 du code de procédure civile", hit: true },
    { text: ", la déchéance est encourue", hit: false },
  ],
  ...reste,
});

/** What a search finds. */
export const trouvailles: T.Trouvaille[] = [
  trouvaille("dossier", 1),
  trouvaille("partie", 1, { label: "Camille Dupont" }),
  trouvaille("decision", 1),
  trouvaille("piece", 1, { label: "memoire-ampliatif.pdf", kind: "memoire", page: 4, stage_label: null, reference: uuid(500) }),
  trouvaille("piece", 2, { label: "bordereau.pdf", kind: "piece", page: 1, stage_label: null }),
];

/** What could be joined, in a chamber. */
export const jonctions: T.JonctionPossible[] = [
  {
    head_id: dossier.dossier_id,
    head_number: dossier.number,
    reasons: ["Même décision attaquée\u00a0: cour d’appel de Lyon, 10 septembre 2026, n°\u00a025/01234 (2 dossiers)"],
    members: [
      { dossier_id: dossier.dossier_id, number: dossier.number, title: "Dupont c. Lévêque", stage_label: "Attente du mémoire ampliatif", formed_on: "2026-11-20", joined: false },
      { dossier_id: "0192f0c4-7b1e-7c3a-9f00-0000000000d2", number: "D 26-10.002", title: "Lévêque c. Dupont", stage_label: "Attente du mémoire ampliatif", formed_on: "2026-11-20", joined: false },
    ],
    count: 2,
  },
];

/** Affairs like the dossier. */
export const proches = [
  {
    dossier_id: dossier.dossier_id,
    number: "D 26-10.002",
    title: "Lévêque c. Dupont",
    chambre: "civ1",
    stage_label: "Attente du mémoire ampliatif",
    reasons: ["Même décision attaquée\u00a0: une jonction peut être examinée", "Mêmes textes\u00a0: article 978 du code de procédure civile"],
    passage: [{ text: "article 978 du code de procédure civile", hit: true }],
    joinder: true,
  },
];

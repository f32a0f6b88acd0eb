/** Parties by page, who represented whom, the inventory, as the gateway in memory tells of them. */
import type * as T from "../../src/api/types";
import * as donnees from "./donnees";

const identite = (nom: string): T.Identite => ({
  nature: "personne_physique",
  nom,
  prenoms: "Camille",
  adresse: "12 rue Haute, Lyon",
  ne_le: "1980-02-29",
  ne_a: "Lyon",
  siren: "",
  forme: "",
  represente_par: "",
  contact: "",
});

/** The parties of the dossier of the mock, filtered and cut as the real service does it. */
export function pageParties({ searchParams: q }: URL): T.PageParties {
  const mot = (q.get("q") ?? "").toLocaleLowerCase("fr");
  const trouvees = donnees.dossier.parties.filter(
    ({ name, role }) => name.toLocaleLowerCase("fr").includes(mot) && (!q.get("role") || role === q.get("role")),
  );
  const depart = Number(q.get("cursor") ?? 0);
  const fin = depart + Number(q.get("size") ?? 50);
  return {
    items: trouvees.slice(depart, fin).map((party) => ({ party, identity: identite(party.name) })),
    offices: donnees.dossier.offices,
    next_cursor: fin < trouvees.length ? String(fin) : null,
    total: trouvees.length,
  };
}

const [premiere] = donnees.dossier.parties;
const representation = (office_name: string, since: string, until: string | null): T.Representation => ({
  party_id: premiere?.party_id ?? "",
  party_name: premiere?.name ?? "",
  role: "demandeur",
  office_id: "00000000-0000-4000-8000-000000008001",
  office_name,
  since,
  until,
  ended: Boolean(until),
});

const TOUTES = [representation("SCP Première", "2026-11-01", "2026-11-15"), representation("SCP Seconde", "2026-11-15", null)];

export const representations = (jour: string | null): T.Representation[] =>
  TOUTES.filter(({ since, until }) => !jour || ((since ?? "") <= jour && (!until || jour < until)));

export const inventaire: T.Inventaire = {
  version: 5,
  items: [
    {
      required: "pce.civ.01",
      label: "Mémoire ampliatif",
      article: "CPC 978",
      due_from: "demandeur",
      consequence: "déchéance du pourvoi",
      presence: "presente",
      papers: [
        {
          piece_id: donnees.pieces[0]?.piece_id ?? null,
          file_name: "mémoire.pdf",
          sha256: donnees.EMPREINTE,
          act_id: donnees.actes[0]?.act_id ?? "",
          act_label: "Dépôt d’un mémoire",
          from: "SCP Seconde",
          on: "2026-11-20",
        },
      ],
      asked_on: null,
      ask: null,
    },
    {
      required: "pce.civ.02",
      label: "Copie de la décision attaquée",
      article: "CPC 979, alinéa 1",
      due_from: "demandeur",
      consequence: "irrecevabilité du pourvoi, relevée d’office",
      presence: "manquante",
      papers: [],
      asked_on: null,
      ask: { kind: "avis_aux_parties", codes: { objet: "piece_manquante" } },
    },
  ],
};

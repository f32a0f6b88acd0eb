/** Papers of the délibéré of the case, as a rapporteur sees them. */
import type { CommentairePapier, ComparaisonPapiers, LecturePapier, Papier } from "../../src/api/delibere";
import { dossier } from "./donnees";
import { probleme, type Reponse } from "./maquette";

export const PAPIER = "00000000-0000-4000-8000-000000000901";
export const DEPOSE = "00000000-0000-4000-8000-000000000902";
export const RAPPORT = "00000000-0000-4000-8000-000000000903";
export const VARIANTE = "00000000-0000-4000-8000-000000000904";

const lenoir = { agent_id: "00000000-0000-4000-8000-000000000911", name: "Paul Lenoir" };
export const arnaud = { agent_id: "00000000-0000-4000-8000-000000000912", name: "Sophie Arnaud" };
const FILIGRANE = "Secret du délibéré — lu par Paul Lenoir le mardi 24 novembre 2026 à 11 h 00";

export const papier: Papier = {
  paper_id: PAPIER,
  dossier_id: dossier.dossier_id,
  kind: "projet",
  title: "Projet de cassation",
  alternative_of: null,
  state: "brouillon",
  authors: [lenoir, arnaud],
  version: 2,
  deposited_version: null,
  saved_by: lenoir,
  saved_at: "2026-11-24T09:00:00Z",
  own: true,
  adopted: false,
};

export const depose: Papier = {
  ...papier,
  paper_id: DEPOSE,
  kind: "note",
  title: "Note sur le second moyen",
  authors: [arnaud],
  saved_by: arnaud,
  state: "depose",
  deposited_version: 2,
  own: false,
};

export const rapport: Papier = {
  ...depose,
  paper_id: RAPPORT,
  kind: "rapport",
  title: "Rapport",
  authors: [lenoir],
  saved_by: lenoir,
  own: true,
  entry: { state: "du", owed_since: "2026-11-24T09:40:00Z" },
};

export const variante: Papier = { ...papier, paper_id: VARIANTE, title: "Projet de rejet", alternative_of: PAPIER, authors: [lenoir] };

export const liste = { papers: [papier, depose, rapport, variante], may_open: true };

/** An alternative is another paper; any other that is opened is the first projet. */
export const ouvrir = ({ alternative_of }: { alternative_of?: string | null }): Reponse => ({ statut: 201, corps: alternative_of ? variante : papier });

export const commentaire: CommentairePapier = {
  comment_id: "00000000-0000-4000-8000-000000000921",
  version: 2,
  author: arnaud,
  made_at: "2026-11-24T09:30:00Z",
  text: "Le visa est à compléter.",
};

export const papierDe = (id: string | undefined): LecturePapier =>
  id === DEPOSE ? lecture(depose, false) : lecture(id === RAPPORT ? rapport : id === VARIANTE ? variante : papier, true);

const lecture = (lu: Papier, ecrit: boolean): LecturePapier => ({
  paper: lu,
  version: 2,
  text: "### Réponse de la Cour\n\nVu l’article 455 du code de procédure civile\u00a0:\n\n#. Pour condamner, l’arrêt retient la faute.\n\n#. En statuant ainsi, elle l’a violé.\n\nCASSE ET ANNULE.",
  watermark: FILIGRANE,
  versions: [1, 2].map((version) => ({ version, author: lu.saved_by, saved_at: lu.saved_at, sha256: "0".repeat(64) })),
  comments: [commentaire],
  may_review: !ecrit,
  may_close: false,
  may_adopt: false,
});

export const comparaison: ComparaisonPapiers = {
  segments: [
    { change: "egal", text: "Vu l’article " },
    { change: "retire", text: "1103" },
    { change: "ajoute", text: "455" },
    { change: "egal", text: " du code" },
  ],
  watermark: FILIGRANE,
  from_version: 1,
  to_version: 2,
};

/** The first save of a text that says so comes second. */
export const enregistrer = ({ base_version, text, apart }: { base_version?: number; text?: string; apart?: boolean }): Reponse => {
  if (apart) return { statut: 201, corps: { paper: { ...papier, paper_id: DEPOSE, alternative_of: PAPIER }, meant: papier } };
  if (text?.includes("conflit") && base_version === 2) {
    return probleme(412, "DEL-004", "Une autre version est venue avant", "La version 3 a été enregistrée entre-temps.", {
      current_version: 3,
      errors: [{ field: "saved_by", code: "DEL-004", message: "Sophie Arnaud" }],
    });
  }
  return { statut: 201, corps: { paper: { ...papier, version: (base_version ?? 2) + 1 }, meant: null } };
};

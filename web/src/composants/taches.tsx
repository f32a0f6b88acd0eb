import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { prendreTache, useCommande } from "../api/commandes";
import { collegues, session } from "../api/requetes";
import type { Tache } from "../api/types";
import { AUTRE_PORTE, seulementPrononce } from "../actes/formulaires";
import { annoncer } from "./annonces";
import { Button } from "./bouton";
import { date, dateLongue, INSECABLE, libelle } from "./formats";
import { occupe, useFoyerDansListe } from "./foyer";

const RANG = { critique: 0, haute: 1, normale: 2 } as const;

/** The gravest first, then the nearest. */
export function parGravite(a: Tache, b: Tache): number {
  return (
    RANG[a.severity] - RANG[b.severity] ||
    (a.due ?? "9999").localeCompare(b.due ?? "9999") ||
    a.opened_at.localeCompare(b.opened_at)
  );
}

/** What owes a task, in a sentence. */
export function objet({ audience_id, dossier_number }: Tache): string {
  return audience_id ? dossier_number.charAt(0).toLowerCase() + dossier_number.slice(1) : `dossier ${dossier_number}`;
}

/** The same, where it is read. */
function LienObjet({ tache: { audience_id, dossier_id, dossier_number } }: { tache: Tache }) {
  if (audience_id) {
    return (
      <Link to="/audiences/$audience" params={{ audience: audience_id }} className="greffe-numero">
        {dossier_number}
      </Link>
    );
  }
  if (!dossier_id) return <>{dossier_number}</>;
  return (
    <Link to="/dossiers/$id" params={{ id: dossier_id }} className="greffe-numero">
      {dossier_number}
    </Link>
  );
}

/** Where the act that closes a task is done. */
function Remede({ tache }: { tache: Tache }) {
  const acte = tache.cured_by[0];
  const { dossier_id, audience_id } = tache;
  if (tache.status === "close") return null;
  const bouton = "fr-btn fr-btn--sm fr-btn--secondary";
  if (audience_id) {
    return (
      <Link to="/audiences/$audience" params={{ audience: audience_id }} className={bouton}>
        Ouvrir<span className="fr-sr-only"> l’{objet(tache)}</span>
      </Link>
    );
  }
  if (!acte || !dossier_id) return null;
  if (["chambre_attribuee", "rapporteur_designe", "avocat_general_designe"].includes(acte)) {
    return (
      <Link to="/dossiers/$id/attribution" params={{ id: dossier_id }} className={bouton}>
        Attribuer<span className="fr-sr-only"> le dossier {tache.dossier_number}</span>
      </Link>
    );
  }
  if (seulementPrononce(acte)) {
    return (
      <Link to="/dossiers/$id/decision" params={{ id: dossier_id }} search={{ type: acte }} className={bouton}>
        Prononcer<span className="fr-sr-only"> au dossier {tache.dossier_number}</span>
      </Link>
    );
  }
  if (AUTRE_PORTE.has(acte)) return null;
  return (
    <Link to="/dossiers/$id/acte" params={{ id: dossier_id }} search={{ type: acte }} className={bouton}>
      Enregistrer l’acte<span className="fr-sr-only"> du dossier {tache.dossier_number}</span>
    </Link>
  );
}

function Prise({ tache }: { tache: Tache }) {
  const client = useQueryClient();
  const { data: ouverte } = useQuery(session);
  const noms = useNoms();
  const aMoi = Boolean(tache.claimed_by) && (tache.claimed_by === ouverte?.agent.subject || Boolean(tache.in_absence_of));
  const prise = useCommande(
    (rendre: boolean, cle) => prendreTache(tache.task_id, rendre, cle),
    (_, rendre) => {
      annoncer(rendre ? "La tâche est rendue." : "La tâche est à vous.");
      void client.invalidateQueries({ queryKey: ["taches"] });
      void client.invalidateQueries({ queryKey: ["dossier", tache.dossier_id, "taches"] });
    },
  );
  if (tache.status === "close") return null;
  return (
    <>
      {prise.erreur && (
        <span className="fr-error-text fr-mt-0" role="alert">
          {prise.erreur.message}
        </span>
      )}
      {tache.claimed_by && !aMoi ? (
        <span className="greffe-mention">
          Prise par {tache.claimed_by_name || noms(tache.claimed_by)}
        </span>
      ) : (
        <Button
          size="small"
          priority="tertiary"
          onClick={() => void prise.envoyer(aMoi)}
          nativeButtonProps={{ "aria-pressed": aMoi, ...occupe(prise.enCours) }}
        >
          {aMoi ? "Rendre" : "Prendre"}
          <span className="fr-sr-only">
            {" "}
            la tâche {tache.label}, {objet(tache)}
          </span>
        </Button>
      )}
    </>
  );
}

/** The name of a subject, where the register gives it. */
export function useNoms(): (sujet: string | null | undefined) => string {
  const { data } = useQuery({ ...collegues, retry: false });
  return (sujet) => data?.items.find(({ subject }) => subject === sujet)?.display_name ?? "un autre agent";
}

/** What people added to a task, and why it stands where it stands. */
function Suite({ tache }: { tache: Tache }) {
  const noms = useNoms();
  if (tache.status === "close") return null;
  return (
    <>
      {tache.why && <p className="greffe-mention">{tache.why}</p>}
      {tache.to_do && <p className="greffe-mention">{tache.to_do}</p>}
      {tache.in_absence_of && <p className="greffe-mention">À vous pendant l’absence de {noms(tache.in_absence_of)}</p>}
      {tache.handed_by && (
        <p className="greffe-mention">
          Transmise par {noms(tache.handed_by)}{INSECABLE}: {tache.handed_reason}
        </p>
      )}
      {tache.snoozed_until && (
        <p className="greffe-mention">
          Différée jusqu’au {date(tache.snoozed_until)} par {noms(tache.snoozed_by)}{INSECABLE}: {tache.snooze_reason}
        </p>
      )}
      {tache.warnings?.length > 0 && (
        <ul className="greffe-mention fr-mb-0" aria-label="Avertissements">
          {tache.warnings.map((dit) => (
            <li key={`${dit.fell_on} ${dit.days_before}`}>
              {dit.days_before < 0 ? "Terme passé" : dit.days_before === 0 ? "Dernier jour" : `À ${dit.days_before} jours du terme`}, le {date(dit.fell_on)}
              {dit.late && ` (dit en retard, le ${date(dit.told_on)})`}
              {dit.acknowledged_by ? `, lu par ${noms(dit.acknowledged_by)}` : ", personne n’a accusé réception"}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Which rows are chosen, for a gesture over them. */
export interface Choix {
  choisies: readonly string[];
  choisir: (choisies: readonly string[]) => void;
}

function Case({ tache, choix: { choisies, choisir } }: { tache: Tache; choix: Choix }) {
  const cochee = choisies.includes(tache.task_id);
  return (
    <div className="greffe-tache__case">
      <input
        type="checkbox"
        checked={cochee}
        aria-label={`Choisir la tâche ${tache.label}, ${objet(tache)}`}
        onChange={() => choisir(cochee ? choisies.filter((id) => id !== tache.task_id) : [...choisies, tache.task_id])}
      />
    </div>
  );
}

function UneTache({ tache, sansNumero, choix }: { tache: Tache; sansNumero?: boolean; choix?: Choix }) {
  return (
    <li className={tache.status === "ouverte" ? `greffe-tache--${tache.severity}` : undefined} data-ligne data-tache={tache.code}>
      {choix && <Case tache={tache} choix={choix} />}
      <div className="greffe-tache__texte">
        <p className="greffe-tache__titre">
          {tache.escalated && (
            <>
              <Badge as="span" small severity="new">
                Signalée plus haut
              </Badge>{" "}
            </>
          )}
          {tache.severity !== "normale" && tache.status === "ouverte" && (
            <>
              <Badge as="span" small severity={tache.severity === "critique" ? "error" : "warning"}>
                {tache.severity === "critique" ? "Critique" : "Important"}
              </Badge>{" "}
            </>
          )}
          {!sansNumero && (
            <>
              <LienObjet tache={tache} />{" "}
            </>
          )}
          {tache.label}
        </p>
        <p className="greffe-mention">
          {tache.status === "close" ? `Close le ${date(tache.closed_at ?? tache.opened_at)}` : null}
          {tache.status === "ouverte" && tache.due && <>Pour le {dateLongue(tache.due)} · </>}
          {tache.status === "ouverte" && libelle(tache.role)}
          {tache.basis && <> · {tache.basis}</>}
        </p>
        <Suite tache={tache} />
      </div>
      <div className="greffe-tache__actions">
        <Prise tache={tache} />
        <Remede tache={tache} />
      </div>
    </li>
  );
}

export function ListeTaches({ taches, vide, sansNumero, choix }: { taches: Tache[]; vide: string; sansNumero?: boolean; choix?: Choix }) {
  const { liste, ...foyer } = useFoyerDansListe<HTMLDivElement>(taches.map(({ task_id }) => task_id));
  return (
    <div ref={liste} {...foyer}>
      {taches.length === 0 ? (
        <p className="greffe-vide">{vide}</p>
      ) : (
        <ul className="greffe-taches" aria-label={`Tâches${INSECABLE}: ${taches.length}`}>
          {taches.map((tache) => (
            <UneTache key={tache.task_id} tache={tache} sansNumero={sansNumero} choix={choix} />
          ))}
        </ul>
      )}
    </div>
  );
}
